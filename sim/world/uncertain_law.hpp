// What an uncertain number is drawn from: which share of its law, and the number at that share. Its law is of constants, so
// that neither a date nor a run is needed to know it.
#pragma once

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "doorstroom/plan.hpp"
#include "world/shape.hpp"

namespace doorstroom {

// The share of its law that a factor draws, inside (0, 1): `own_share(id)` is the independent draw that each factor has for
// itself. Factors that are correlated draw by a Gaussian copula: R. B. Nelsen, "An introduction to copulas" (2006), 2.3.
template <class OwnShare>
double share_drawn(const Plan& plan, FactorId id, const OwnShare& own_share) {
    if (plan.at(id).normal.empty()) return own_share(id);
    double normal = 0;
    for (const Factor::Part& part : plan.at(id).normal) normal += part.weight * normal_quantile(own_share(part.factor));
    constexpr double least = std::numeric_limits<double>::epsilon() / 2;
    return std::clamp(normal_share_below(normal), least, 1 - least);
}

class UncertainLaw {
public:
    // Throws ScenarioFault where no such law exists.
    UncertainLaw(const Plan& plan, const Factor& factor);

    // The number below which a share `u` of the law lies, 0 < u < 1.
    double at(double u) const { return quantile(shape_, below_ + u * (above_ - below_)); }
    // Where it lies.
    std::pair<double, double> range() const {
        const auto [low, high] = support(shape_);
        return {std::max(low, minimum_.value_or(low)), std::min(high, maximum_.value_or(high))};
    }
    const Shape& shape() const { return shape_; }
    // `min` and `max`, which condition the law.
    const std::optional<double>& minimum() const { return minimum_; }
    const std::optional<double>& maximum() const { return maximum_; }

private:
    Shape shape_;
    std::optional<double> minimum_, maximum_;
    double below_ = 0, above_ = 1;  // the shares of the shape below them
};

}  // namespace doorstroom
