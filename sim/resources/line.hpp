// The queues of a resource that serves journeys: one for each combination of the values it serves apart.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "resources/queue.hpp"
#include "world/world.hpp"

namespace doorstroom {

// What one traveller takes or gets, in openings of 2^-32.
inline constexpr std::int64_t one_opening = std::int64_t{1} << 32;

class Line {
public:
    Line(World& world, ResourceId id);

    void begin();
    std::uint32_t size() const { return axes_.size(); }
    // The household whose traits are just those of a supply.
    Traits traits(std::uint32_t supply) const { return axes_.example(supply); }
    // What a supply has today, or nothing where there is no such supply: nobody is given `unset`, and who has no value
    // is served only where the amount says what such people have.
    std::optional<double> amount(std::uint32_t supply) const;

    // A journey that has entered a stage and waits from now on: for the stage's own end, or beside it for that of a clock.
    // `block` is the draw of the one or the other for this visit.
    void join(JourneyId id, std::int8_t request, const Block& block);
    // Lets newcomers in, and re-ranks who waits where a priority changes today.
    void settle();
    // Whether anybody may be waiting here.
    bool waits(std::uint32_t supply) const { return waits_[supply]; }
    const Ticket* front(std::uint32_t supply) {
        ask_ahead(queues_[supply].queue);
        const Ticket* first = queues_[supply].queue.front([this](const Ticket& ticket) { return valid(ticket); });
        if (!first) waits_[supply] = false;
        return first;
    }
    // Takes the first out of its queue; its service begins now.
    Ticket take(std::uint32_t supply, const Ticket* first);

    std::uint32_t supply_of(const Journey& journey) const { return axes_.at(world_.traits(journey)); }
    // What whoever travels takes of the resource.
    double units(const Journey& journey) const;

private:
    struct Served {
        std::uint32_t priority;
        std::uint64_t highest;  // ticket yet served, in a random order
    };
    struct SupplyQueue {
        Queue queue;
        std::vector<Served> served;
        bool has_newcomers = false;
    };
    // Asks for the rows of those who will be served next, so that they are there in time.
    void ask_ahead(const Queue& queue) const {
        if (const Ticket* soon = queue.behind(4)) world_.households.prefetch(world_.journeys[static_cast<JourneyId>(soon->id)].household);
        if (const Ticket* later = queue.behind(10)) world_.journeys.prefetch(static_cast<JourneyId>(later->id));
    }
    bool valid(const Ticket& ticket) const { return world_.journeys[static_cast<JourneyId>(ticket.id)].stamp == ticket.stamp; }
    std::uint32_t priority(const Journey& journey) const;
    std::uint64_t place(const Journey& journey, std::uint32_t supply, std::uint32_t priority, std::uint32_t word);
    std::uint64_t& highest_served(std::uint32_t supply, std::uint32_t priority);
    void rank_anew();

    World& world_;
    const Resource& resource_;
    AxisIndex axes_;
    LawTable waiting_;  // exponential, for tickets of a random order
    bool is_supply(const Traits& traits) const;

    std::vector<std::uint8_t> is_supply_;
    std::vector<SupplyQueue> queues_;
    std::vector<std::uint8_t> waits_;    // by supply, close together: most have nobody most days
    std::vector<std::uint32_t> joined_;  // supplies with newcomers
    std::vector<ValueId> priorities_;
};

}  // namespace doorstroom
