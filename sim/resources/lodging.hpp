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
    // A journey that stands at the door of a stage: once its people are placed, `serve` lets it in. They keep another place
    // until then.
    void wait_at_door(JourneyId id, ResourceId pool, std::uint32_t tie);
    // A clock `lodge` of a race, by its number: once a place is given, it has rung.
    void clock(JourneyId id, std::int8_t request, ResourceId pool, std::uint32_t tie);
    // A place at once, or none (`when_full: {to}`). What was given back in this tick is not counted before it settles.
    bool take_now(HouseholdId id, ResourceId pool);
    // Whether it lives in this pool.
    bool lives_in(HouseholdId id, ResourceId pool) const {
        const SiteId site = world_.households[id].site;
        return given(site) && world_.plan.at(site).pool == pool;
    }
    // Whether some sites of the pool take some people only; and that what they ask after has changed.
    bool asks_who(ResourceId pool) const;
    void reconsider(HouseholdId id);
    // The people of `brought` become members of `sponsor`: from now on they live where it lives.
    void join(HouseholdId brought, HouseholdId sponsor);
    // It needs no place any more: gives back what it has, and withdraws what it asked.
    void leave(HouseholdId id);
    // Places the stock, before anything moves: no door opens and no clock rings.
    void settle_stock();
    // From here on what was given back in this tick can be given out.
    void begin_settle();
    // Places those who wait for this pool; `serve` moves on who waited at a door or for a clock.
    template <class Serve>
    void settle(ResourceId pool, const Serve& serve) {
        place_all(pool);
        for (std::size_t each = 0; each < placed_.size(); ++each) {
            const Placed placed = placed_[each];
            if (world_.journeys[placed.journey].stamp == placed.stamp) serve(placed.journey, placed.request, std::uint32_t{0});
        }
    }
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
        std::int32_t returned = 0;   // in this tick, before it settles: not for `take_now`
        std::int32_t room() const { return fillable - occupied; }
        std::int32_t at_hand() const { return room() - returned; }
    };
    // Who waited at a door or for a clock, and has a place now.
    struct Placed {
        JourneyId journey;
        std::uint32_t stamp;
        std::int8_t request;
    };
    struct Pool {
        std::vector<SiteId> sites;   // by tier, then as listed
        std::vector<Queue> waiting;  // by size of household
        bool has_waiting = false;
    };

    void read_site(SiteId id);
    void displace_last(SiteId id);
    void wait(HouseholdId id, std::uint8_t pool, std::uint32_t priority, std::uint32_t tie);
    void wait(JourneyId id, std::int8_t request, std::uint8_t pool, std::uint32_t tie);
    void join(const Ticket& ticket, std::uint8_t pool, std::int32_t size);
    bool valid(const Ticket& ticket, std::uint8_t pool) const;
    void place_all(ResourceId pool);
    void give(const Ticket& ticket, SiteId site);
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
    std::vector<SiteId> given_back_;              // sites with places returned before this tick settles
    bool living_ = false;                         // the tick has opened and not begun to settle
    bool begun_ = false;                          // the first tick has opened
    struct Early {
        Ticket ticket;
        std::uint8_t pool;
        std::int32_t size;
    };
    std::vector<Early> early_;                    // requests of the stock's journeys, until then
    std::vector<Placed> placed_;
};

}  // namespace doorstroom
