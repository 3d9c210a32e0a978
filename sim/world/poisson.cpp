#include "world/poisson.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "doorstroom/ensure.hpp"

namespace doorstroom {

void PoissonTable::fill(double rate) {
    ensure(rate >= 0, "a rate of arrivals below 0");
    if (rate == rate_) return;
    rate_ = rate;
    ends_.clear();
    const double reach = 10 * std::sqrt(rate) + 20;  // what lies beyond is far below 2^-32
    first_ = static_cast<std::int32_t>(std::max(0.0, std::floor(rate - reach)));
    // Each share in proportion to the first, so that nothing is lost in a factorial.
    std::vector<double> shares{1};
    for (std::int32_t count = first_ + 1; count <= rate + reach; ++count) shares.push_back(shares.back() * rate / count);
    const double total = std::accumulate(shares.begin(), shares.end(), 0.0);
    double below = 0;
    for (const double share : shares) {
        below += share;
        ends_.push_back(static_cast<std::uint64_t>(std::llround(std::min(1.0, below / total) * 0x1.0p32)));
    }
    ends_.back() = std::uint64_t{1} << 32;
    first_ends_ = {ends_[0], ends_[1]};
}

std::int32_t PoissonTable::above(std::uint32_t word) const {
    return static_cast<std::int32_t>(std::upper_bound(ends_.begin(), ends_.end(), std::uint64_t{word}) - ends_.begin());
}

}  // namespace doorstroom
