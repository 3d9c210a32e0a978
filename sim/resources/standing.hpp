// How somebody who waits for something scarce stands when a tick is over: for whoever looks on.
#pragma once

#include <cstdint>
#include <functional>

#include "world/people.hpp"

namespace doorstroom {

struct PlaceInLine {
    std::uint32_t supply = 0;
    std::int32_t ahead = 0;
};

struct Standing {
    enum class Hold : std::uint8_t {
        closed,  // nothing serves, opens or is open of what they may have
        size,    // what came free was too small for them
        queue,   // others stand before them
        first,   // nobody does, and nothing has come free
    };
    Hold hold = Hold::first;
    std::int32_t ahead = 0;
};

// Told of each journey that waits: for itself, at a door or by a clock (`request`).
using SeeStanding = std::function<void(JourneyId, std::int8_t request, Standing::Hold)>;

}  // namespace doorstroom
