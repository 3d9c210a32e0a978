// Places: pools of sites in which households live. Who asks waits until a site has room for all of it. Places are given in
// rounds: first to the displaced; then at the doors, to the unplaced and to the clocks of races together; then to those
// who move up; in each to the longest waiting whom the room left fits.
#pragma once

#include <deque>
#include <vector>

#include "resources/eligibility.hpp"
#include "resources/queue.hpp"

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
    // Moves in here at once, whatever the pool's rule, if there is room.
    bool move_in(HouseholdId id, SiteId site);
    // It needs no place any more: gives back what it has, and withdraws what it asked.
    void leave(HouseholdId id);

    bool lives_in(HouseholdId id, ResourceId pool) const {
        const SiteId site = world_.households[id].site;
        return given(site) && world_.plan.at(site).pool == pool;
    }
    // Whether some sites of some pool take some people only. Then who waits must be looked at again when what they are asked
    // has changed.
    bool asks_who() const { return asks_who_; }
    void reconsider(HouseholdId id);
    // The people of `brought` become members of `sponsor`, whose size will count them next: from now on they live where it
    // lives.
    void join(HouseholdId brought, HouseholdId sponsor);

    // Places the stock, before anything moves: no door opens and no clock rings.
    void settle_stock();
    // From here on what was given back in this tick can be given out.
    void begin_settle();
    // Places those who wait for this pool; `serve` moves on who waited at a door or for a clock.
    template <class Serve>
    void settle(ResourceId pool, const Serve& serve) {
        Pool& places = pools_[ordinals_[index(pool)]];
        place_all(places);
        for (const Ticket& ticket : take_granted(places)) {
            const auto id = static_cast<JourneyId>(ticket.id);
            if (world_.journeys[id].stamp == ticket.stamp) serve(id, ticket.request, std::uint32_t{0});
        }
    }

private:
    // What somebody waits for. Their tickets bear its number, and its generation as their stamp.
    struct Request {
        enum class Kind : std::uint8_t {
            displaced,      // the site has no room for them any more
            asked,          // by a stage's `lodge`
            of_journey,     // at a door, or a clock
            move_up,        // they live in a higher tier
            over,           // the row is free
        };
        HouseholdId household = none<HouseholdId>;
        JourneyId journey = none<JourneyId>;
        std::uint32_t stamp = 0;        // of the journey; else part of who the household is
        std::uint32_t generation = 0;
        std::uint32_t next = nothing;   // of the same household
        std::uint32_t tie = 0;
        Tick since{};
        std::uint32_t line = 0;
        std::uint8_t pool = 0;
        Kind kind = Kind::over;
        std::int8_t number = Journey::own_end;  // of a journey: at the door, or its clock
    };
    // Those of one size who may live in the same sites; of those who move up, only if they live in the same tier.
    struct Line {
        std::uint32_t set;
        std::int32_t persons;
        std::size_t below;          // only tiers before this one of the set: they live in it
        Queue queue;
        bool has_newcomers = false;
        bool is_open = false;
    };
    struct Pool {
        Pool(World& world, ResourceId id, Sites& sites) : eligible(world, id, sites), plan(world.plan.at(id)) {}

        Eligibility eligible;
        const Resource& plan;
        std::deque<Line> lines;
        std::vector<std::vector<std::uint32_t>> onward;   // lines, by set and persons
        std::map<std::array<std::size_t, 3>, std::uint32_t> upward;  // lines of those who move up, by set, tier and persons
        std::vector<std::uint32_t> joined;                // lines with newcomers
        std::vector<std::uint32_t> open;                  // lines in which somebody may wait
        std::vector<Ticket> granted;                      // journeys whose people have a place now
        bool changed = false;                             // somebody joined, or there is more room
    };
    struct Front {
        Ticket ticket;
        std::uint32_t line;
    };
    static bool later(const Front& a, const Front& b) { return b.ticket < a.ticket; }
    static constexpr std::uint32_t nothing = Household::no_request;
    static constexpr std::size_t everywhere = ~std::size_t{0};

    // Whom the sites of a pool ask after.
    Seen seen(HouseholdId id) const {
        const Household& household = world_.households[id];
        const Traits traits = world_.sheet.persons ? world_.traits_of(id, none<PersonId>) : household.traits();
        return {traits, household.site, -1, &world_, id, none<PersonId>};
    }
    std::uint32_t set_for(Pool& pool, HouseholdId id) { return pool.eligible.asks_who() ? pool.eligible.of(seen(id)) : 0; }
    Pool& pool_of(SiteId site) { return pools_[ordinals_[index(world_.plan.at(site).pool)]]; }

    // Requests, in lodging.cpp.
    void request_of(JourneyId id, std::int8_t number, ResourceId pool, Tick since, std::uint32_t tie);
    std::uint32_t add(const Request& request);
    void withdraw(std::uint32_t row);
    // Those that are not of a journey.
    template <class Which>
    void withdraw_own(HouseholdId id, const Which& which) {
        for (std::uint32_t row = world_.households[id].requests; row != nothing;) {
            const std::uint32_t next = requests_[row].next;
            if (requests_[row].kind != Request::Kind::of_journey && which(requests_[row])) withdraw(row);
            row = next;
        }
    }
    void withdraw_asked(HouseholdId id);
    bool waits_for(HouseholdId id, std::uint8_t pool) const;
    bool still_waits(const Ticket& ticket);
    Ticket ticket_of(std::uint32_t row) const;
    void note_what_it_wants(HouseholdId id);
    std::uint32_t tie_of_today(HouseholdId id) const;
    void enter_line(std::uint32_t row);
    bool change_line(std::uint32_t row);
    std::uint32_t line_for(Pool& pool, const Request& request);

    // Rounds, in lodging_rounds.cpp.
    void place_all(Pool& pool);
    const std::vector<Ticket>& take_granted(Pool& pool);
    void serve_lines(Pool& pool, bool upward);
    void serve_line(Pool& pool, std::uint32_t number);
    const Ticket* first_of(Line& line);
    void give(std::uint32_t row, SiteId site);
    void offer(Pool& pool, std::uint32_t line);
    void grant(std::uint32_t row);
    void place(HouseholdId id, SiteId site, Tick since, std::uint32_t tie);
    void settle_requests(HouseholdId id, SiteId site);
    void vacate(HouseholdId id);
    void displace(HouseholdId id);

    World& world_;
    Sites sites_;
    std::vector<std::uint8_t> ordinals_;
    std::deque<Pool> pools_;
    std::vector<Request> requests_;
    std::vector<std::uint32_t> free_requests_;
    std::vector<Front> fronts_;      // of a round: a heap
    std::vector<Ticket> granted_;    // of the round that is over
    std::vector<Ticket> early_;      // requests of the stock's journeys, until the first tick
    bool begun_ = false;
    bool asks_who_ = false;
};

}  // namespace doorstroom
