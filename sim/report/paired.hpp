// What pairs of replications say about an effect: its mean, its spread, its interval, and how often it has that sign.
#pragma once

#include <cstdint>

namespace doorstroom {

struct PairedEffect {
    std::uint32_t replications = 0;  // those in which both have a value
    double effect;                   // the mean difference
    double sd;                       // divides by n - 1
    double low95, high95;            // of the mean, by Student's t
    double share_same_sign;          // of the replications: those that differ the way the mean does, or not at all as it does
};

// Differences of one number, one after another in the order of the replications, so that the sums come out alike whoever
// made them. What cannot be said (a spread of one) is a NaN.
class PairedDifferences {
public:
    void add(double difference);  // a NaN, where one of the two has no value, is passed over
    PairedEffect effect() const;

private:
    std::uint32_t count_ = 0, above_ = 0, below_ = 0;
    double mean_ = 0, squares_ = 0;  // squares: of the distances from the mean
};

// 97.5 % of Student's t with that many degrees of freedom, to a thousandth of itself.
double t_quantile(std::uint32_t degrees);

}  // namespace doorstroom
