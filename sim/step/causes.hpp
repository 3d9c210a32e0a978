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

}  // namespace doorstroom
