// All resources of a plan behind one door: a kind is one file, and this is where it is chosen.
#pragma once

#include <memory>
#include <vector>

#include "resources/lodging.hpp"
#include "resources/servers.hpp"
#include "resources/slots.hpp"

namespace doorstroom {

class Resources {
public:
    explicit Resources(World& world) : lodging(world), world_(world) {
        for (std::size_t each = 0; each < world.plan.resources.size(); ++each) {
            const auto id = static_cast<ResourceId>(each);
            const Resource::Kind kind = world.plan.at(id).kind;
            servers_.push_back(kind == Resource::Kind::servers ? std::make_unique<Servers>(world, id) : nullptr);
            slots_.push_back(kind == Resource::Kind::slots ? std::make_unique<Slots>(world, id) : nullptr);
        }
        for (std::size_t id = 0; id < slots_.size(); ++id)
            if (const ResourceId other = world.plan.resources[id].spill; slots_[id] && given(other)) slots_[id]->spill_to(*slots_[index(other)]);
    }

    Lodging lodging;

    void begin() {
        lodging.begin();
        each([](auto& resource) { resource.begin(); });
    }
    // What opens, closes or changes on this tick.
    void open() {
        lodging.open();
        each([](auto& resource) { resource.open(); });
    }
    // A journey waits from now on, for its stage's own end or (`request`) for that of a clock. It is served once: whatever
    // else it waits for is then withdrawn.
    void join(ResourceId id, const Mover& mover, std::int8_t request, const Block& block) {
        if (slots_[index(id)]) slots_[index(id)]->join(mover, request, block);
        else servers_[index(id)]->join(mover, request, block);
    }
    // Gives back the server that a journey holds, if any.
    void give_back(ResourceId id, JourneyId journey) {
        if (servers_[index(id)]) servers_[index(id)]->give_back(journey);
    }
    // The size of a household, or what it expects, has changed: it waits among those of its size.
    void resized(HouseholdId household) {
        lodging.reconsider(household);
        for (const auto& slots : slots_)
            if (slots && slots->has_sizes()) world_.for_each_journey(household, [&](JourneyId journey) { slots->resized(journey); });
    }
    // An opening that this journey took returns: the last, or all `earlier` ones.
    void give_back_opening(ResourceId id, JourneyId journey, bool earlier) {
        if (!slots_[index(id)]) return;
        if (earlier) slots_[index(id)]->give_back_earlier(journey);
        else slots_[index(id)]->give_back_last(journey);
    }
    // A journey has ended, and keeps the openings it took.
    void forget(JourneyId journey) {
        for (const auto& slots : slots_)
            if (slots) slots->forget(journey);
    }
    // Somebody of the stock holds a server from the start.
    void hold(ResourceId id, JourneyId journey) {
        if (servers_[index(id)]) servers_[index(id)]->hold_from_start(journey);
    }
    // How a journey stands that waits for this, if it does: of itself, at a door or by a clock (`request`). Nothing changes.
    std::optional<Standing> standing(ResourceId id, JourneyId journey, std::int8_t request) const {
        if (servers_[index(id)]) return servers_[index(id)]->standing(journey, request);
        if (slots_[index(id)]) return slots_[index(id)]->standing(journey, request);
        return lodging.standing(journey, request);
    }
    // The same of all journeys that wait for this, in no order.
    void for_each_standing(ResourceId id, const SeeStanding& see) const {
        if (servers_[index(id)]) return servers_[index(id)]->for_each_standing(see);
        if (slots_[index(id)]) return slots_[index(id)]->for_each_standing(see);
        return lodging.for_each_standing(id, see);
    }
    // Shares out what is scarce, resource by resource in the order declared; places once more at the end. Then what
    // nobody took lapses.
    void settle(const Serve& serve) {
        lodging.begin_settle();
        for (std::size_t id = 0; id < servers_.size(); ++id) {
            if (servers_[id]) servers_[id]->settle(serve);
            else if (slots_[id]) slots_[id]->settle(serve);
            else lodging.settle(static_cast<ResourceId>(id), serve);
        }
        settle_places(serve);
        for (const auto& slots : slots_)
            if (slots) slots->close();
    }
    void settle_places(const Serve& serve) {
        for (std::size_t id = 0; id < servers_.size(); ++id)
            if (!servers_[id] && !slots_[id]) lodging.settle(static_cast<ResourceId>(id), serve);
    }

private:
    template <class Do>
    void each(const Do& act) {
        for (const auto& servers : servers_)
            if (servers) act(*servers);
        for (const auto& slots : slots_)
            if (slots) act(*slots);
    }

    World& world_;
    std::vector<std::unique_ptr<Servers>> servers_;  // by resource; null for another kind
    std::vector<std::unique_ptr<Slots>> slots_;
};

}  // namespace doorstroom
