#include "report/summary.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace doorstroom {

namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

// Of ascending values, at least one.
double quantile(const std::vector<double>& sorted, double probability) {
    const double position = probability * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(position);
    if (below + 1 >= sorted.size()) return sorted.back();
    return sorted[below] + (position - static_cast<double>(below)) * (sorted[below + 1] - sorted[below]);
}

}  // namespace

Summary summarize(std::vector<double>& values) {
    values.erase(std::remove_if(values.begin(), values.end(), [](double value) { return std::isnan(value); }), values.end());
    if (values.empty()) return {0, missing, missing, missing, missing, missing, missing, missing};

    const auto n = static_cast<double>(values.size());
    double sum = 0;
    for (const double value : values) sum += value;
    const double mean = sum / n;
    double squares = 0;
    for (const double value : values) squares += (value - mean) * (value - mean);

    Summary summary{};
    summary.replications = static_cast<std::uint32_t>(values.size());
    summary.mean = mean;
    summary.sd = values.size() > 1 ? std::sqrt(squares / (n - 1)) : missing;
    std::sort(values.begin(), values.end());
    if (values.size() > 1 && values.front() == values.back()) {  // alike: not a rounding error apart
        summary.mean = values.front();
        summary.sd = 0;
    }
    summary.p05 = quantile(values, 0.05);
    summary.p25 = quantile(values, 0.25);
    summary.p50 = quantile(values, 0.50);
    summary.p75 = quantile(values, 0.75);
    summary.p95 = quantile(values, 0.95);
    return summary;
}

}  // namespace doorstroom
