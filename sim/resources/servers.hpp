// Servers: so many can be held at once; who holds one gives it back.
#pragma once

#include <cmath>

#include "resources/line.hpp"

namespace doorstroom {

class Servers {
public:
    Servers(World& world, ResourceId id) : world_(world), id_(id), line_(world, id), used_(line_.size()) {}

    void begin();
    void open();  // the capacity of the day
    void join(JourneyId id, std::int8_t request, const Block& block) { line_.join(id, request, block); }
    // Somebody of the stock holds a server already.
    void hold_from_start(JourneyId id);
    // Gives back what this journey holds, if it holds any.
    void give_back(JourneyId id);

    // Serves the queues; `serve` moves a journey on. Nobody passes the head of a queue.
    template <class Serve>
    void settle(const Serve& serve) {
        line_.settle();
        for (std::uint32_t supply = 0; supply < line_.size(); ++supply)
            while (line_.waits(supply)) {
                const Ticket* first = line_.front(supply);
                if (!first) break;
                const std::int64_t units = wanted(static_cast<JourneyId>(first->id), supply);
                if (used_[supply].busy + units > used_[supply].capacity) break;
                hold(line_.take(supply, first), supply, units, serve);
            }
    }

private:
    struct Supply {
        std::int64_t capacity = 0;
        std::int64_t busy = 0;
    };
    Slot slot_of(JourneyId id) const {
        return world_.sheet.hold[index(world_.plan.at(world_.journeys[id].stage).pathway)][index(id_)];
    }
    // One larger than the whole capacity takes all of it.
    std::int64_t wanted(JourneyId id, std::uint32_t supply) const {
        const auto units = static_cast<std::int64_t>(std::llround(line_.units(world_.journeys[id])));
        return units > used_[supply].capacity && used_[supply].busy == 0 && used_[supply].capacity > 0 ? used_[supply].capacity : units;
    }
    template <class Serve>
    void hold(const Ticket& ticket, std::uint32_t supply, std::int64_t units, const Serve& serve) {
        const auto id = static_cast<JourneyId>(ticket.id);
        give_back(id);  // who comes to hold another gives back the one it held
        used_[supply].busy += units;
        world_.ledger.add_units(Measure::Kind::used, id_, line_.traits(supply), none<SiteId>, units);
        const Slot slot = slot_of(id);
        world_.remember(id, slot) = static_cast<std::int32_t>(supply) + 1;
        world_.remember(id, static_cast<Slot>(slot + 1)) = static_cast<std::int32_t>(units);
        serve(id, ticket.request, ticket.word);
    }

    World& world_;
    ResourceId id_;
    Line line_;
    std::vector<Supply> used_;
};

}  // namespace doorstroom
