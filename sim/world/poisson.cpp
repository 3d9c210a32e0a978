#include "world/poisson.hpp"

#include <algorithm>
#include <cmath>

#include "doorstroom/ensure.hpp"

namespace doorstroom {

namespace {

// log(n!) to double precision: summed where small, else Stirling's series.
double log_factorial(std::int32_t n) {
    if (n < 32) {
        double sum = 0;
        for (std::int32_t k = 2; k <= n; ++k) sum += std::log(static_cast<double>(k));
        return sum;
    }
    const double x = n + 1.0;
    const double inverse = 1 / x;
    constexpr double half_log_two_pi = 0.91893853320467274178;
    return (x - 0.5) * std::log(x) - x + half_log_two_pi + inverse / 12 - inverse * inverse * inverse / 360;
}

}  // namespace

void PoissonTable::fill(double rate) {
    ensure(rate >= 0, "a rate of arrivals below 0");
    if (rate == rate_) return;
    rate_ = rate;
    ends_.clear();
    const double reach = 10 * std::sqrt(rate) + 20;  // what lies beyond is far below 2^-32
    first_ = static_cast<std::int32_t>(std::max(0.0, std::floor(rate - reach)));
    double share = rate > 0 ? std::exp(-rate + first_ * std::log(rate) - log_factorial(first_)) : 1;
    double below = 0;
    for (std::int32_t count = first_; count <= rate + reach; ++count) {
        below += share;
        ends_.push_back(static_cast<std::uint64_t>(std::llround(std::min(1.0, below) * 0x1.0p32)));
        share *= rate / (count + 1);
    }
    ends_.back() = std::uint64_t{1} << 32;
    lowest_ = ends_.front();
}

std::int32_t PoissonTable::above(std::uint32_t word) const {
    return static_cast<std::int32_t>(std::upper_bound(ends_.begin(), ends_.end(), std::uint64_t{word}) - ends_.begin());
}

}  // namespace doorstroom
