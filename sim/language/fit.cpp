#include "language/fit.hpp"

#include <Eigen/Cholesky>
#include <Eigen/SparseCore>
#include <algorithm>
#include <cmath>

namespace doorstroom::language {

namespace {

using Vector = Eigen::ArrayXd;
using Sums = Eigen::SparseMatrix<double, Eigen::RowMajor>;  // a row of ones for each cell of a margin

constexpr double close_enough = 1e-12;

Eigen::Index as_index(std::size_t number) { return static_cast<Eigen::Index>(number); }

class Fitting {
public:
    Fitting(std::size_t cells, const std::vector<FitMargin>& margins)
        : cells_(Vector::Constant(as_index(cells), 1 / static_cast<double>(cells))) {
        for (const FitMargin& margin : margins) {
            Sums sums(as_index(margin.shares.size()), as_index(cells));
            std::vector<Eigen::Triplet<double>> ones;
            for (std::size_t cell = 0; cell < cells; ++cell)
                ones.emplace_back(static_cast<int>(margin.cell_of[cell]), static_cast<int>(cell), 1.0);
            sums.setFromTriplets(ones.begin(), ones.end());
            sums_.push_back(std::move(sums));
            targets_.push_back(Eigen::Map<const Vector>(margin.shares.data(), as_index(margin.shares.size())));
        }
    }

    // Every margin once; how far the cells are from the first of them by then.
    double sweep() {
        double error = 0;
        for (std::size_t each = 0; each < sums_.size(); ++each) {
            const Vector now = sums_[each] * cells_.matrix();
            error = std::max(error, (now - targets_[each]).abs().maxCoeff());
            const Vector factor = (now > 0).select(targets_[each] / now, 0.0);
            cells_ *= (sums_[each].transpose() * factor.matrix()).array();
        }
        return error;
    }

    // Cells that go on halving while others stand still are on their way to zero, which they reach only in the limit; the
    // others are soon right once those are there.
    void drop_vanishing(const Vector& before) { cells_ = (cells_ < 0.7 * before).select(0.0, cells_); }

    Vector& cells() { return cells_; }

    Fit result() const {
        Fit fit;
        fit.shares.assign(cells_.data(), cells_.data() + cells_.size());
        for (std::size_t each = 0; each < sums_.size(); ++each) {
            const Vector now = sums_[each] * cells_.matrix();
            Eigen::Index worst = 0;
            const double error = (now - targets_[each]).abs().maxCoeff(&worst);
            if (error <= fit.error) continue;
            fit.error = error;
            fit.margin = each;
            fit.cell = static_cast<std::uint32_t>(worst);
            fit.comes_to = now[worst];
        }
        return fit;
    }

private:
    Vector cells_;
    std::vector<Sums> sums_;
    std::vector<Vector> targets_;
};

}  // namespace

Fit fit(std::size_t cells, const std::vector<FitMargin>& margins) {
    Fitting fitting(cells, margins);
    constexpr int most = 1 << 14;
    Vector before = fitting.cells();
    int next_look = 256;
    for (int sweep = 1; sweep <= most; ++sweep) {
        if (fitting.sweep() <= close_enough) break;
        if (sweep != next_look) continue;
        Fitting without = fitting;
        without.drop_vanishing(before);
        for (int more = 0; more < sweep; ++more)
            if (without.sweep() <= close_enough) return without.result();
        before = fitting.cells();
        next_look *= 2;
    }
    return fitting.result();
}

std::optional<Rows> lower_root(const Rows& matrix) {
    constexpr double least = 1e-6;  // of a standard deviation that is left over
    Eigen::MatrixXd whole(as_index(matrix.size()), as_index(matrix.size()));
    for (std::size_t row = 0; row < matrix.size(); ++row)
        for (std::size_t column = 0; column < matrix.size(); ++column) whole(as_index(row), as_index(column)) = matrix[row][column];
    const Eigen::LLT<Eigen::MatrixXd> root(whole);
    const Eigen::MatrixXd lower = root.matrixL();
    if (root.info() != Eigen::Success || lower.diagonal().minCoeff() < least) return std::nullopt;
    Rows rows(matrix.size(), std::vector<double>(matrix.size(), 0));
    for (std::size_t row = 0; row < matrix.size(); ++row)
        for (std::size_t column = 0; column <= row; ++column) rows[row][column] = lower(as_index(row), as_index(column));
    return rows;
}

}  // namespace doorstroom::language
