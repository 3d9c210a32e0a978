#include "run/shapley.hpp"

#include <bit>

namespace doorstroom {

namespace {

// Of all orders of n policies, the share in which exactly those of a set of that size come before one other.
double share_of_orders(std::size_t before, std::size_t n) {
    double share = 1.0 / static_cast<double>(n);
    for (std::size_t k = 1; k <= before; ++k) share *= static_cast<double>(k) / static_cast<double>(n - k);
    return share;
}

}  // namespace

std::vector<std::vector<Marginal>> shapley_shares(std::size_t policies) {
    std::vector<std::vector<Marginal>> shares(policies);
    for (std::size_t policy = 0; policy < policies; ++policy) {
        const std::size_t own = std::size_t{1} << policy;
        for (std::size_t before = 0; before < std::size_t{1} << policies; ++before)
            if (!(before & own)) shares[policy].push_back({share_of_orders(static_cast<std::size_t>(std::popcount(before)), policies), before | own, before});
    }
    return shares;
}

std::vector<Marginal> interaction_of(std::size_t policies) {
    std::vector<Marginal> beyond{{1, (std::size_t{1} << policies) - 1, 0}};
    for (std::size_t policy = 0; policy < policies; ++policy) beyond.push_back({-1, std::size_t{1} << policy, 0});
    return beyond;
}

}  // namespace doorstroom
