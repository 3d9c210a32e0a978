// Somebody who looks on while a trial is run. Nothing that happens depends on it: the door tells it what it does, and in the
// evening it may look at everything. In all other trials nobody does, and the door asks only whether there is one.
#pragma once

#include <cstdint>

#include "doorstroom/life.hpp"
#include "world/people.hpp"

namespace doorstroom {

class Witness {
public:
    virtual ~Witness() = default;

    // A household has come into the world; or sits down as one of the stock, in the stage where it stands now.
    virtual void arrives(HouseholdId) {}
    virtual void sits(JourneyId, StockId) {}
    // Why this journey is about to move; `clock` of which race, where it is one.
    virtual void because(JourneyId, Why, std::int8_t /*clock*/) {}
    // It is about to enter a stage, to stand at its door, or to be stopped: it still stands where it stood.
    virtual void enters(JourneyId, StageId) {}
    virtual void stands_at_door(JourneyId, StageId) {}
    virtual void stops(JourneyId) {}
    // What it waited for serves it from now on.
    virtual void is_served(JourneyId) {}
    // The household of this journey has brought another, which is on its way; or joins the one that brought it.
    virtual void brings(JourneyId, Who) {}
    virtual void joins(HouseholdId, HouseholdId) {}
    // The tick is over.
    virtual void evening() {}
};

}  // namespace doorstroom
