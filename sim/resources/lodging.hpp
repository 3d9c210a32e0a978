// Places: pools of sites in which households live. Who asks waits until a site has room for all of it; places are given
// in rounds, the displaced first, then the longest waiting whom the room left fits.
#pragma once

#include <vector>

#include "resources/queue.hpp"
#include "world/world.hpp"

namespace doorstroom {

class Lodging {
public:
    explicit Lodging(World& world);

    void begin();
    // Openings and closings of the day; who no longer fits is placed anew.
    void open();
    // The household asks for a place in this pool, if it has none there already. It keeps another place until then.
    // `tie` is the stage's draw of that name.
    void ask(HouseholdId id, ResourceId pool, Tick since, std::uint32_t tie);
    // It needs no place any more: gives back what it has, and withdraws what it asked.
    void leave(HouseholdId id);
    // Places those who wait for this pool.
    void settle(ResourceId pool);
    // Moves in here at once, whatever the pool's rule, if there is room.
    bool move_in(HouseholdId id, SiteId site);

private:
    struct SiteState {
        Tick opens{}, closes{};
        std::int32_t tier = 1;
        std::int32_t capacity = 0;   // places there are today
        std::int32_t fillable = 0;   // of which can be filled
        std::int32_t occupied = 0;
        std::vector<std::pair<HouseholdId, Who>> occupants;  // as they came; who has left is passed over
        std::int32_t room() const { return fillable - occupied; }
    };
    struct Pool {
        std::vector<SiteId> sites;   // by tier, then as listed
        std::vector<Queue> waiting;  // by size of household
        bool has_waiting = false;
    };

    void read_site(SiteId id);
    void displace_last(SiteId id);
    void wait(HouseholdId id, std::uint8_t pool, std::uint32_t priority, std::uint32_t tie);
    void place(HouseholdId id, SiteId site);
    void vacate(Household& household);
    Tick slipped(Date planned, LawId slip, SiteId site, const char* which) const;
    SiteId best_site(const Pool& pool, std::int32_t size) const;
    std::int32_t largest_room(const Pool& pool) const;
    Queue* next_queue(Pool& pool, std::uint8_t ordinal);
    const Ticket* front(Queue& queue, std::uint8_t ordinal);

    World& world_;
    std::vector<std::uint8_t> ordinals_;
    std::vector<Pool> pools_;
    std::vector<SiteState> sites_;
    std::vector<std::pair<Tick, SiteId>> dated_;  // openings and closings to come, the latest first
    std::vector<SiteId> changed_;
};

}  // namespace doorstroom
