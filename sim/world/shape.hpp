// The laws of section 5 as mathematics: a family with its numbers filled in, and its quantile function.
// Boost.Math enters here and nowhere else.
#pragma once

#include <utility>
#include <vector>

#include "doorstroom/law.hpp"

namespace doorstroom {

// A law whose parameters have been read. Numbers are in the law's own unit (days for durations).
struct Shape {
    Law::Family family = Law::Family::fixed;
    double scale = 0;  // fixed: the value; exponential: mean; uniform, triangular: low; lognormal: median; gamma, weibull: scale
    double shape = 0;  // uniform, triangular: high; lognormal: sigma of the log; gamma, weibull: shape
    double mode = 0;   // triangular
    std::vector<std::pair<double, double>> points;  // quantiles: (probability, value), ascending
    std::vector<double> sample;                     // empirical: ascending

    friend auto operator<=>(const Shape&, const Shape&) = default;
};

// A law's parameter with the number it has now.
using NamedNumber = std::pair<Law::Name, double>;

// Fills in a family by the numbers given (any two of mean, sd, cv, median, p10, p90 for the two-parameter families).
// Throws std::domain_error, in plain words, where no such law exists.
Shape make_shape(const Law& law, const std::vector<NamedNumber>& numbers, const std::vector<std::pair<double, double>>& points);

// The value below which a share `u` of the law lies, 0 < u < 1.
double quantile(const Shape& shape, double u);
// The share of the law that lies below a number.
double share_below(const Shape& shape, double number);

// The same two of the normal law with mean 0 and standard deviation 1.
double normal_quantile(double u);
double normal_share_below(double number);

// The numbers between which all of the law lies; infinite where it has no end.
std::pair<double, double> support(const Shape& shape);

}  // namespace doorstroom
