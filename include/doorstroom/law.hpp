// The law of a duration (or of an uncertain number) as a scenario states it: a family, and parameters that are values.
// Numbers of a duration are in days. What the engine draws from is a table made of it (world/law_table.hpp).
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "doorstroom/ids.hpp"
#include "doorstroom/time.hpp"

namespace doorstroom {

struct Law {
    enum class Family : std::uint8_t {
        fixed,        // value
        exponential,  // mean (or median)
        uniform,      // low, high
        triangular,   // low, mode, high
        lognormal,    // any two of mean, sd, cv, median, p10, p90
        gamma,        // likewise
        weibull,      // likewise, or shape and scale
        quantiles,    // (probability, value) pairs, piecewise linear between them
        empirical,    // a sample: each of its numbers as likely
        until,        // the time left until a date
        age,          // the time left until the traveller's birthday of that `value`, in years
        forever,
    };
    enum class Name : std::uint8_t { value, mean, sd, cv, median, p10, p90, shape, scale, low, mode, high };
    struct Parameter {
        Name name;
        ValueId value;
    };

    Family family = Family::forever;
    std::vector<Parameter> parameters;
    std::vector<std::pair<double, ValueId>> quantiles;
    std::vector<double> sample;              // ascending
    ValueId minimum = none<ValueId>;         // `min`, `max` condition the law; they do not clamp
    ValueId maximum = none<ValueId>;
    ValueId times = none<ValueId>;           // the drawn number is multiplied by this (uncertainty, policies)
    Date until{};
    std::int32_t over_days = 0;             // until: a moment as likely on each of so many days from that date on; 0: that date

    // What policies make of it: the law that holds is this one while `version` is 0, and the n-th of `instead` while it is n;
    // what is drawn of it is then multiplied by `changed_times`, and `changed_plus` (days) is added.
    std::vector<LawId> instead;
    ValueId version = none<ValueId>;
    ValueId changed_times = none<ValueId>;
    ValueId changed_plus = none<ValueId>;
    std::string place;                       // FILE:LINE:COLUMN
};

}  // namespace doorstroom
