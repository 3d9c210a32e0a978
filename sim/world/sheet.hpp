// What follows from the plan once and for all: the addresses of every draw, and what a journey must remember.
#pragma once

#include <cstdint>
#include <vector>

#include "doorstroom/chance.hpp"
#include "doorstroom/plan.hpp"

namespace doorstroom {

// Where in a journey's memory something stands; none where it need not be remembered.
using Slot = std::int16_t;
inline constexpr Slot no_slot = -1;

struct StageSheet {
    What what = 0;                     // timing (or ticket), next, tie: words 0, 1, 2 of one block
    std::vector<What> clocks;          // word 0 the time, 1 the chance; with `since` shared by all stages that carry the clock
    std::vector<What> sets;
    std::vector<What> brings;          // word 0 the chance, 1 the time
    Slot visits = no_slot;             // how often this journey entered the stage, where that can be more than once
    Slot entry = no_slot;              // when it last did
    std::uint64_t hash = 0;            // for the fingerprint
};

struct Sheet {
    explicit Sheet(const Plan& plan);

    std::vector<StageSheet> stages;
    std::vector<std::vector<Slot>> hold;  // [pathway][resource]: two words, supply + 1 and units held
    Slot words = 0;                       // memory of one journey
    std::vector<What> resources;          // openings: by supply; ties for places
};

}  // namespace doorstroom
