#include "world/shape.hpp"

#include <algorithm>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/weibull.hpp>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "doorstroom/ensure.hpp"

namespace doorstroom {

namespace {

using Name = Law::Name;
using Family = Law::Family;

// No promotion to long double: the same bits with every compiler, and faster.
using Policy = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
using Normal = boost::math::normal_distribution<double, Policy>;
using Gamma = boost::math::gamma_distribution<double, Policy>;
using Weibull = boost::math::weibull_distribution<double, Policy>;

double exponential_quantile(double u) { return -std::log1p(-u); }

// ---- two-parameter families: of scale 1, by their dispersion ---------------------------------------------------------
// `dispersion` grows with the spread: sigma of a lognormal, 1 / sqrt(shape) of a gamma, 1 / shape of a weibull.

double shape_of(Family family, double dispersion) {
    switch (family) {
        case Family::lognormal: return dispersion;
        case Family::gamma: return 1 / (dispersion * dispersion);
        default: return 1 / dispersion;
    }
}

double unit_quantile(Family family, double shape, double u) {
    switch (family) {
        case Family::lognormal: return std::exp(shape * normal_quantile(u));
        case Family::gamma: return boost::math::quantile(Gamma{shape, 1.0}, u);
        default: return std::pow(exponential_quantile(u), 1 / shape);
    }
}

double unit_mean(Family family, double shape) {
    switch (family) {
        case Family::lognormal: return std::exp(shape * shape / 2);
        case Family::gamma: return shape;
        default: return std::tgamma(1 + 1 / shape);
    }
}

double unit_cv(Family family, double shape) {
    switch (family) {
        case Family::lognormal: return std::sqrt(std::expm1(shape * shape));
        case Family::gamma: return 1 / std::sqrt(shape);
        default: return std::sqrt(std::max(0.0, std::tgamma(1 + 2 / shape) / std::pow(std::tgamma(1 + 1 / shape), 2) - 1));
    }
}

// The number `name` of the family at scale 1; every one but `cv` grows in proportion to the scale.
double unit_number(Family family, double shape, Name name) {
    switch (name) {
        case Name::mean: return unit_mean(family, shape);
        case Name::sd: return unit_mean(family, shape) * unit_cv(family, shape);
        case Name::cv: return unit_cv(family, shape);
        case Name::median: return unit_quantile(family, shape, 0.5);
        case Name::p10: return unit_quantile(family, shape, 0.1);
        case Name::p90: return unit_quantile(family, shape, 0.9);
        case Name::shape: return shape;
        case Name::scale: return 1;
        default: break;
    }
    ensure(false, "a number that a two-parameter law does not have");
    return 0;
}

bool has_no_scale(Name name) { return name == Name::cv || name == Name::shape; }

// The smallest dispersion at which `function` is zero, found by stepping up and halving.
template <class Function>
double solve(Function function) {
    constexpr double step = 1.05;
    double low = 1e-3;
    double at_low = function(low);
    for (double high = low * step; high < 30; low = high, high *= step) {
        const double at_high = function(high);
        if (at_low == 0) return low;
        if ((at_low < 0) != (at_high < 0)) {
            for (int halving = 0; halving < 60; ++halving) {
                const double middle = (low + high) / 2;
                ((function(middle) < 0) == (at_low < 0) ? low : high) = middle;
            }
            return (low + high) / 2;
        }
        at_low = at_high;
    }
    throw std::domain_error("no such distribution has these two numbers");
}

Shape solve_two(Family family, NamedNumber a, NamedNumber b) {
    if (has_no_scale(b.first)) std::swap(a, b);
    if (has_no_scale(b.first)) throw std::domain_error("two numbers without a unit do not fix a distribution");
    if (!(a.second > 0) || !(b.second > 0)) throw std::domain_error("the numbers of this distribution must be above 0");
    const auto mismatch = [&](double dispersion) {
        const double shape = shape_of(family, dispersion);
        const double ratio = unit_number(family, shape, a.first) / (has_no_scale(a.first) ? 1 : unit_number(family, shape, b.first));
        return ratio - a.second / (has_no_scale(a.first) ? 1 : b.second);
    };
    Shape result;
    result.family = family;
    result.shape = a.first == Name::shape ? a.second : shape_of(family, solve(mismatch));
    result.scale = b.second / unit_number(family, result.shape, b.first);
    return result;
}

double number(const std::vector<NamedNumber>& numbers, Name name) {
    for (const NamedNumber& each : numbers)
        if (each.first == name) return each.second;
    ensure(false, "a law without one of its numbers");
    return 0;
}

double triangular_quantile(const Shape& law, double u) {
    const double width = law.shape - law.scale;
    const double left = law.mode - law.scale;
    if (width == 0) return law.scale;
    if (u * width < left) return law.scale + std::sqrt(u * width * left);
    return law.shape - std::sqrt((1 - u) * width * (law.shape - law.mode));
}

double points_quantile(const std::vector<std::pair<double, double>>& points, double u) {
    const double at = points.front().first + u * (points.back().first - points.front().first);
    std::size_t upper = 1;
    while (upper + 1 < points.size() && points[upper].first < at) ++upper;
    const auto& [u0, x0] = points[upper - 1];
    const auto& [u1, x1] = points[upper];
    return x0 + (x1 - x0) * (at - u0) / (u1 - u0);
}

}  // namespace

double normal_quantile(double u) { return boost::math::quantile(Normal{}, u); }

double normal_share_below(double number) { return boost::math::cdf(Normal{}, number); }

Shape make_shape(const Law& law, const std::vector<NamedNumber>& numbers, const std::vector<std::pair<double, double>>& points) {
    Shape shape;
    shape.family = law.family;
    switch (law.family) {
        case Family::fixed: shape.scale = number(numbers, Name::value); return shape;
        case Family::exponential:
            shape.scale = numbers.at(0).second / (numbers[0].first == Name::median ? std::log(2.0) : 1.0);
            if (!(shape.scale >= 0)) throw std::domain_error("the mean of an exponential must not be below 0");
            return shape;
        case Family::uniform:
        case Family::triangular:
            shape.scale = number(numbers, Name::low);
            shape.shape = number(numbers, Name::high);
            shape.mode = law.family == Family::triangular ? number(numbers, Name::mode) : shape.scale;
            if (shape.scale > shape.shape || shape.mode < shape.scale || shape.mode > shape.shape)
                throw std::domain_error("the numbers of this distribution must rise");
            return shape;
        case Family::lognormal:
        case Family::gamma:
        case Family::weibull: return solve_two(law.family, numbers.at(0), numbers.at(1));
        case Family::quantiles: {
            shape.points = points;
            for (std::size_t i = 1; i < points.size(); ++i)
                if (points[i].second < points[i - 1].second) throw std::domain_error("the quantiles must rise");
            return shape;
        }
        case Family::empirical: shape.sample = law.sample; return shape;
        case Family::age:
        case Family::until:
        case Family::forever: break;
    }
    ensure(false, "a law that has no shape");
    return shape;
}

double quantile(const Shape& law, double u) {
    switch (law.family) {
        case Family::fixed: return law.scale;
        case Family::exponential: return law.scale * exponential_quantile(u);
        case Family::uniform: return law.scale + u * (law.shape - law.scale);
        case Family::triangular: return triangular_quantile(law, u);
        case Family::lognormal:
        case Family::gamma:
        case Family::weibull: return law.scale * unit_quantile(law.family, law.shape, u);
        case Family::quantiles: return points_quantile(law.points, u);
        case Family::empirical: {
            const auto place = static_cast<std::size_t>(u * static_cast<double>(law.sample.size()));
            return law.sample[std::min(place, law.sample.size() - 1)];
        }
        case Family::age:
        case Family::until:
        case Family::forever: break;
    }
    ensure(false, "a law that has no quantiles");
    return 0;
}

std::pair<double, double> support(const Shape& law) {
    switch (law.family) {
        case Family::fixed: return {law.scale, law.scale};
        case Family::exponential:
        case Family::lognormal:
        case Family::gamma:
        case Family::weibull: return {0, std::numeric_limits<double>::infinity()};
        case Family::uniform:
        case Family::triangular: return {law.scale, law.shape};
        case Family::quantiles: return {law.points.front().second, law.points.back().second};
        case Family::empirical: return {law.sample.front(), law.sample.back()};
        case Family::age:
        case Family::until:
        case Family::forever: break;
    }
    ensure(false, "a law that has no numbers");
    return {0, 0};
}

double share_below(const Shape& shape, double number) {
    double low = 0, high = 1;
    for (int halving = 0; halving < 60; ++halving) {
        const double middle = (low + high) / 2;
        (quantile(shape, std::clamp(middle, 0x1.0p-50, 1 - 0x1.0p-50)) < number ? low : high) = middle;
    }
    return (low + high) / 2;
}

}  // namespace doorstroom
