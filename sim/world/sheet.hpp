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
    std::vector<What> starts;          // likewise; each person draws alone
    std::uint64_t watched = 0;         // watches that this stage answers
    bool looks = false;                // `until`, or a clock that waits for a condition
    Slot visits = no_slot;             // how often this journey entered the stage, where that can be more than once
    Slot entry = no_slot;              // when it last did
    std::uint64_t hash = 0;            // for the fingerprint
};

struct Sheet {
    explicit Sheet(const Plan& plan);

    std::vector<StageSheet> stages;
    // What the plan needs to know of people: without, a household has one journey, and a row of each is all there is.
    bool rich = false;                    // several journeys side by side, persons, or families
    bool persons = false;                 // each person has a row: age, sex, attributes, own journeys
    bool ages = false;                    // something asks how old they are
    bool families = false;                // something asks who belongs to whom
    std::uint64_t ever_watched = 0;       // watches that ask for ever
    bool looks = false;                   // somebody waits until a condition holds
    bool looks_at_what_is_given = false;  // on where they live, whom they expect, or an attribute that a resource gives to a person
    bool own_in_measures = false;         // a stock asks for other journeys of the same people
    bool linked_in_measures = false;      // or for those of the households they are linked to
    std::vector<std::vector<Slot>> hold;  // [pathway][resource]: two words, supply + 1 and units held
    Slot words = 0;                       // memory of one journey
    std::vector<What> resources;          // openings: by supply; ties for places

private:
    void read_needs(const Plan& plan);
    void lay_out_memory(const Plan& plan);
};

}  // namespace doorstroom
