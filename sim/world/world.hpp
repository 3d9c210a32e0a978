// The World: one replication of a plan, and all of its state but what the resources keep.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "world/agenda.hpp"
#include "world/ledger.hpp"
#include "world/people.hpp"
#include "world/readings.hpp"
#include "world/sheet.hpp"

namespace doorstroom {

inline constexpr std::int32_t not_yet = std::numeric_limits<std::int32_t>::min();

// A date in the agenda: the journey, if it still bears this stamp.
struct Due {
    JourneyId journey;
    std::uint32_t stamp;
};

// A household on its way to whom it was brought by.
struct Coming {
    Who who;
    HouseholdId sponsor;
    SourceId source;
};

struct World {
    explicit World(const Plan& the_plan) : plan(the_plan), sheet(plan), readings(plan), ledger(plan, readings) {}

    const Plan& plan;
    const Sheet sheet;
    Readings readings;
    Ledger ledger;
    Chance chance;
    Tick now{};

    Rows<Household, HouseholdId> households;
    Rows<Journey, JourneyId> journeys;
    LargeVector<std::int32_t> memory;   // [journey][word of its sheet]
    Agenda<Due> agenda;
    Agenda<Coming> coming;

    std::uint64_t fingerprint = 0;
    std::uint64_t transitions = 0;

    std::int32_t& remember(JourneyId journey, Slot slot) {
        return memory[index(journey) * static_cast<std::size_t>(sheet.words) + static_cast<std::size_t>(slot)];
    }
    // Asks for what a journey remembers before it is needed.
    void prefetch_memory(JourneyId journey) const {
        if (sheet.words > 0) __builtin_prefetch(&memory[index(journey) * static_cast<std::size_t>(sheet.words)]);
    }
    Household& household_of(const Journey& journey) { return households[journey.household]; }
    const Household& household_of(const Journey& journey) const { return households[journey.household]; }
    // Whoever travels on this journey: their address for every draw, what values ask of them, how many persons they are.
    Who who(const Journey& journey) const { return household_of(journey).who; }
    Traits traits(const Journey& journey) const { return household_of(journey).traits(); }
    std::int32_t persons(const Journey& journey) const { return household_of(journey).size; }

    void begin(const Chance& new_chance, Uncertainty uncertainty, Observations& observations);
    // A household with one journey that has not entered a stage yet.
    HouseholdId add_household(const Household& household);
    // The household is gone once its journey has ended and nobody it brought is under way.
    void end_journey(JourneyId journey);
    void release(HouseholdId household);
};

}  // namespace doorstroom
