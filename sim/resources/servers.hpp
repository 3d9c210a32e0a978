// Servers: so many can be held at once; who holds one gives it back.
#pragma once

#include "resources/heads.hpp"
#include "resources/serve.hpp"

namespace doorstroom {

class Servers {
public:
    Servers(World& world, ResourceId id);

    void begin();
    void open();  // the capacity of the day
    void join(const Mover& mover, std::int8_t request, const Block& block) { line_.join(mover, request, block); }
    // Somebody of the stock holds a server already.
    void hold_from_start(JourneyId id);
    // Gives back what this journey holds, if it holds any.
    void give_back(JourneyId id);
    std::optional<Standing> standing(JourneyId id, std::int8_t request) const;
    void for_each_standing(const SeeStanding& see) const;
    // Serves the queues. Nobody passes the head of a queue.
    void settle(const Serve& serve);

private:
    // In parts of a server, see `server_`.
    struct Supply {
        std::int64_t capacity = 0;
        std::int64_t busy = 0;
        bool closed = false;  // for the rest of a pass: the first who wants it finds no room
    };
    // Where in its memory a journey that holds one keeps what it holds.
    Slot slot_of(JourneyId id) const { return slots_[index(world_.journeys[id].stage)]; }
    void tell_used(std::uint32_t value, std::int64_t units) {
        if (heard_used_) world_.ledger.add_units(Measure::Kind::used, id_, line_.traits(value), none<SiteId>, units);
    }
    Standing::Hold hold_up(JourneyId id, std::uint32_t supply, bool first) const;
    std::int64_t units(JourneyId id) const;
    void serve_each(const Serve& serve);
    void serve_in_common(const Serve& serve);
    std::uint32_t most_free(std::uint32_t common) const;
    void take(std::uint32_t queue, std::uint32_t value, const Ticket* first, std::int64_t units, const Serve& serve);
    void hold(JourneyId id, std::uint32_t value, std::int64_t units);

    World& world_;
    ResourceId id_;
    Line line_;
    std::vector<Slot> slots_;  // by stage
    bool heard_used_;          // whether a measure asks
    std::int64_t server_;      // one server, in the parts in which they are held
    std::vector<Supply> used_; // by value
    bool came_back_ = false;   // some did while the queues were served
    Heads heads_;
};

}  // namespace doorstroom
