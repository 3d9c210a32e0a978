// What a journey is waiting for when a tick is over, as far as the state of things tells it.
#pragma once

#include "doorstroom/life.hpp"
#include "resources/resources.hpp"

namespace doorstroom {

struct Told {
    Cause cause = Cause::untold;
    std::int32_t ahead = -1;  // where there is a queue
};

Told cause_of(const World& world, const Resources& resources, JourneyId id);

// The same for many at once: first what is told without looking at a queue, then of each queue whatever it holds up.
Cause cause_but_for_queues(const World& world, JourneyId id);
// `before` is what has been told so far, `request` what it waits for in this queue.
Cause cause_in_queue(const World& world, JourneyId id, Cause before, std::int8_t request, Standing::Hold hold);

}  // namespace doorstroom
