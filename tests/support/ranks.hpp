// How the ranks of two columns of numbers go together.
#pragma once

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <vector>

namespace doorstroom::tests {

// From 0; ties as they come.
inline std::vector<double> ranks(const std::vector<double>& numbers) {
    std::vector<std::size_t> order(numbers.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return numbers[a] < numbers[b]; });
    std::vector<double> found(numbers.size());
    for (std::size_t rank = 0; rank < order.size(); ++rank) found[order[rank]] = static_cast<double>(rank);
    return found;
}

// Spearman's rank correlation, where there are no ties.
inline double spearman(const std::vector<double>& a, const std::vector<double>& b) {
    const std::vector<double> one = ranks(a), other = ranks(b);
    const double count = static_cast<double>(a.size());
    double squares = 0;
    for (std::size_t i = 0; i < a.size(); ++i) squares += (one[i] - other[i]) * (one[i] - other[i]);
    return 1 - 6 * squares / (count * (count * count - 1));
}

}  // namespace doorstroom::tests
