// What a replication of a plan draws once for all of its length: its uncertain numbers, as one list that has names.
// A design of experiments has a column for each; a run that follows a design is given their numbers (Trial::given).
#pragma once

#include <string>
#include <vector>

#include "doorstroom/plan.hpp"

namespace doorstroom {

struct UncertainDraw {
    FactorId factor = none<FactorId>;
    int year = 0;        // of a factor that walks: the year in which this draw begins to multiply; otherwise 0
    std::string name;    // the path; with `@YEAR` where a factor that walks is multiplied further
};

// By factor in the order of the plan, then by year: for a factor that walks one for the year in which the run begins
// and one for each later year it reaches. Where they stand in this list is where Trial::given has their numbers.
std::vector<UncertainDraw> uncertain_draws(const Plan& plan);

}  // namespace doorstroom
