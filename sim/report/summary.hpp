// What a set of replications says about one number: how many have it, its mean and spread, and quantiles.
#pragma once

#include <cstdint>
#include <vector>

namespace doorstroom {

// Missing values (NaN) are skipped; what cannot be said (a mean of none, a spread of one) is NaN itself.
struct Summary {
    std::uint32_t replications = 0;  // those that have a value
    double mean;
    double sd;                       // divides by n - 1
    double p05, p25, p50, p75, p95;  // interpolated linearly
};

// The values in the order of the replications, so that the sums come out alike whoever made them. They are used up.
Summary summarize(std::vector<double>& values);

}  // namespace doorstroom
