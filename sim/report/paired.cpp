#include "report/paired.hpp"

#include <cmath>
#include <limits>

namespace doorstroom {

// The expansion of Cornish and Fisher about the normal quantile; its first two are closed forms.
double t_quantile(std::uint32_t degrees) {
    if (degrees == 0) return std::numeric_limits<double>::infinity();
    if (degrees == 1) return 12.706204736;
    if (degrees == 2) return 4.302652730;
    const double z = 1.959963984540054, z3 = z * z * z, z5 = z3 * z * z, z7 = z5 * z * z, z9 = z7 * z * z;
    const double v = 1.0 / degrees;
    return z + v * ((z3 + z) / 4 + v * ((5 * z5 + 16 * z3 + 3 * z) / 96 + v * ((3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / 384 +
               v * (79 * z9 + 776 * z7 + 1482 * z5 - 1920 * z3 - 945 * z) / 92160)));
}

void PairedDifferences::add(double difference) {
    if (std::isnan(difference)) return;
    ++count_;
    above_ += difference > 0;
    below_ += difference < 0;
    const double before = difference - mean_;
    mean_ += before / count_;
    squares_ += before * (difference - mean_);
}

PairedEffect PairedDifferences::effect() const {
    constexpr double missing = std::numeric_limits<double>::quiet_NaN();
    if (count_ == 0) return {0, missing, missing, missing, missing, missing};
    const std::uint32_t alike = mean_ > 0 ? above_ : mean_ < 0 ? below_ : count_ - above_ - below_;
    PairedEffect effect{count_, mean_, missing, missing, missing, static_cast<double>(alike) / count_};
    if (count_ < 2) return effect;
    effect.sd = std::sqrt(squares_ / (count_ - 1));
    const double half = t_quantile(count_ - 1) * effect.sd / std::sqrt(static_cast<double>(count_));
    effect.low95 = mean_ - half;
    effect.high95 = mean_ + half;
    return effect;
}

}  // namespace doorstroom
