// The queues of a resource that serves journeys. A supply is what is kept apart: one for each combination of the values of
// `by` and `gives`, and with `sizes` one for each class of these; it has a queue of those whose own it is.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "resources/queue.hpp"
#include "resources/random_order.hpp"
#include "resources/standing.hpp"
#include "world/world.hpp"

namespace doorstroom {

// What one traveller takes or gets, in openings of 2^-32.
inline constexpr std::int64_t one_opening = std::int64_t{1} << 32;

class Line {
public:
    Line(World& world, ResourceId id);

    void begin();
    // The amounts have changed today.
    void refresh();

    std::uint32_t values() const { return axes_.size(); }
    std::uint32_t classes() const { return classes_; }
    std::uint32_t supplies() const { return values() * classes_; }
    std::uint32_t supply(std::uint32_t value, std::uint32_t size_class) const { return value * classes_ + size_class; }
    std::uint32_t value_of(std::uint32_t supply) const { return supply / classes_; }
    std::uint32_t class_of(std::uint32_t supply) const { return supply % classes_; }
    // With `gives`, values in a row share a queue: that of those who have none yet is the first of so many.
    std::uint32_t values_in_common() const { return values_in_common_; }
    // The household whose traits are just those of a value.
    const Traits& traits(std::uint32_t value) const { return traits_[value]; }
    // Where whoever has these traits is served.
    std::uint32_t value_at(const Traits& traits) const { return axes_.at(traits); }
    // What a value has today of all its classes, or nothing where there is no such supply: nobody is given `unset`, and
    // who has no value is served only where the amount says what such people have.
    std::optional<double> amount(std::uint32_t value) const;

    // A journey that has entered a stage and waits from now on: for the stage's own end, or beside it for that of a clock.
    // `block` is the draw of the one or the other for this visit.
    void join(const Mover& mover, std::int8_t request, const Block& block);
    // The household has grown or shrunk: it goes to the queue of its class, and keeps its place.
    void resized(JourneyId id);
    // Lets newcomers in, and re-ranks who waits where a priority changes today.
    void settle();
    // Whether anybody may be waiting here.
    bool waits(std::uint32_t supply) const { return waits_[supply]; }
    // Asks for the rows of the first of each of these supplies, which lie far apart, so that they are there in time.
    void ask_for_first(const std::vector<std::uint32_t>& supplies) const;
    // Asks for the rows of those who will be served soon after the first, so that they are there in time. Only for who serves many
    // in a row: else they are gone again before their turn.
    static constexpr std::size_t soon = 4, later_on = 10;
    void ask_ahead(std::uint32_t supply) const {
        if (const Ticket* ticket = queues_[supply].behind(soon)) world_.households.prefetch(world_.journeys[static_cast<JourneyId>(ticket->id)].household);
        if (const Ticket* later = queues_[supply].behind(later_on)) {
            world_.journeys.prefetch(static_cast<JourneyId>(later->id));
            world_.prefetch_memory(static_cast<JourneyId>(later->id));
        }
    }
    const Ticket* front(std::uint32_t supply) {
        const Ticket* first = queues_[supply].front([this](const Ticket& ticket) { return valid(ticket); });
        if (!first) waits_[supply] = false;
        return first;
    }
    // Takes the first out of its queue; its service begins now.
    Ticket take(std::uint32_t supply, const Ticket* first);

    // With `gives`: whoever was served by this value takes it on.
    void take_on(JourneyId id, std::uint32_t value);

    // Where a journey waits, if it does, and how many stand before it. Looks through all queues: for whoever looks on.
    std::optional<PlaceInLine> place_of(JourneyId id, std::int8_t request) const;

    // Does `act` for each who waits, with the supply and whether nobody stands before them there.
    template <class Act>
    void for_each_waiting(const Act& act) const {
        for (std::uint32_t supply = 0; supply < queues_.size(); ++supply) {
            if (queues_[supply].empty()) continue;
            const Ticket* first = nullptr;
            queues_[supply].for_each([&](const Ticket& ticket) {
                if ((!first || ticket < *first) && valid(ticket)) first = &ticket;
            });
            queues_[supply].for_each([&](const Ticket& ticket) {
                if (valid(ticket)) act(static_cast<JourneyId>(ticket.id), ticket.request(), supply, &ticket == first);
            });
        }
    }

    // What whoever travels takes of the resource.
    double units(const Journey& journey) const;

private:
    struct Joined {
        std::uint32_t supply = nowhere;
        std::uint32_t stamp = 0;
        static constexpr std::uint32_t nowhere = ~std::uint32_t{0};
    };
    bool valid(const Ticket& ticket) const { return world_.journeys[static_cast<JourneyId>(ticket.id)].stamp == ticket.stamp; }
    bool is_supply(const Traits& traits) const;
    std::uint32_t fitting_class(const Traits& traits) const;
    std::uint32_t priority(const Journey& journey, const Traits& traits) const;
    std::uint64_t place(const Journey& journey, std::uint32_t value, std::uint32_t priority, std::uint32_t word);
    // Of the queue in which this value waits; one for all values of what a resource gives.
    HighestServed& served(std::uint32_t value) { return served_[value / values_in_common_ * values_in_common_]; }
    void queue_up(std::uint32_t supply, const Ticket& ticket);
    void rank_anew();

    World& world_;
    const Resource& resource_;
    AxisIndex axes_;
    std::uint32_t classes_ = 1;
    std::uint32_t values_in_common_ = 1;

    std::vector<Traits> traits_;               // by value
    std::vector<std::uint8_t> is_supply_;
    std::vector<std::uint8_t> has_amount_;     // today
    std::vector<HighestServed> served_;        // of a random order
    std::vector<Queue> queues_;                // by supply
    std::vector<std::uint8_t> waits_;          // by supply, close together: most have nobody most days
    std::vector<std::uint32_t> joined_;        // supplies with newcomers
    LargeVector<Joined> joined_as_;            // with sizes, by journey: where it joined last, if it still bears that stamp
    std::vector<ValueId> priorities_;
};

}  // namespace doorstroom
