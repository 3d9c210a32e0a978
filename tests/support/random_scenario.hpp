// Random small scenarios, always the same for a number: stays, queues, places, doors, clocks, circles, stock, those brought;
// and persons who lodge for themselves.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "support/scene.hpp"

namespace doorstroom::tests {

// The sections of a scenario, so that a test can lay something beside or before what is there.
struct RandomScenario {
    std::string run;
    std::string attributes;
    std::string sources;
    std::string resources;
    std::string pathways;
    std::string stock;
    std::string uncertain;
    Measures measures;
    std::vector<std::string> stages;  // `way.s0`, …
    std::vector<std::string> sites;   // of the pool `coa`
    double rate = 0;                  // households a day

    std::string yaml() const;
    Scene scene() const { return {yaml(), measures}; }
};

RandomScenario random_scenario(std::uint32_t number);
// The same, in which persons have journeys of their own (`course`) and lodge on them.
RandomScenario with_lodgers(RandomScenario scenario, std::uint32_t number);
// And in which those who were brought join their sponsors.
RandomScenario with_families(RandomScenario scenario);
// And in which the hotel has dwellings, half of them closing in the middle of March; or so many places for each household.
RandomScenario with_dwellings(RandomScenario scenario, const std::string& unit = "households");

}  // namespace doorstroom::tests
