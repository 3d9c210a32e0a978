// How a resource moves on whom it serves: a plain reference to whatever does it, so that resources need not be templates.
#pragma once

#include <cstdint>

#include "world/people.hpp"

namespace doorstroom {

class Serve {
public:
    // Refers to `act`, which lives longer. It takes the journey, its request, and the draw for the service.
    template <class Act>
    explicit Serve(const Act& act)
        : act_(&act), call_([](const void* to, JourneyId id, std::int8_t request, std::uint32_t word) { (*static_cast<const Act*>(to))(id, request, word); }) {}

    void operator()(JourneyId id, std::int8_t request, std::uint32_t word) const { call_(act_, id, request, word); }

private:
    const void* act_;
    void (*call_)(const void*, JourneyId, std::int8_t, std::uint32_t);
};

}  // namespace doorstroom
