// What needs Eigen, which enters through fit.cpp: fitting shares to margins, and the root of a matrix of correlations.
// Iterative proportional fitting: W. E. Deming and F. F. Stephan, "On a least squares adjustment of a sampled frequency
// table when the expected marginal totals are known", Annals of Mathematical Statistics 11 (1940).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace doorstroom::language {

// A published table: what share of all falls into each of its cells, and which of them each cell of the whole belongs to.
struct FitMargin {
    std::vector<double> shares;
    std::vector<std::uint32_t> cell_of;
};

struct Fit {
    std::vector<double> shares;  // by cell of the whole
    // What is missed most: by how much, in which cell of which margin, and what it comes to there.
    double error = 0;
    std::size_t margin = 0;
    std::uint32_t cell = 0;
    double comes_to = 0;
};

// The whole table nearest to one in which all cells are equal (in relative entropy) that has these margins, to 1e-12. Where
// there is none, the error says so.
Fit fit(std::size_t cells, const std::vector<FitMargin>& margins);

using Rows = std::vector<std::vector<double>>;

// The lower triangle whose product with its transpose is this symmetric matrix (Cholesky). Nothing where no numbers can be
// correlated like this: it is not positive definite, or only just.
std::optional<Rows> lower_root(const Rows& matrix);

}  // namespace doorstroom::language
