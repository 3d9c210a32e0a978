// Places: pools of sites in which households live. Who asks waits until a site has room for all of it. Places are given in
// rounds: first to the displaced; then at the doors, to the unplaced and to the clocks of races together; then to those
// who move up; in each to the first in the pool's order (the longest waiting, unless it says otherwise) whom the room left fits.
#pragma once

#include <bit>
#include <deque>
#include <initializer_list>
#include <optional>
#include <vector>

#include "resources/eligibility.hpp"
#include "resources/queue.hpp"
#include "resources/random_order.hpp"
#include "resources/standing.hpp"

namespace doorstroom {

class Lodging {
public:
    explicit Lodging(World& world);

    void begin();
    // Openings and closings of the day; who no longer fits is placed anew.
    void open();

    // Whoever travels on this journey asks for a place in this pool, if they have none there already; or a whole household.
    // They keep another place until then. `tie` is the stage's draw of that name.
    void ask(JourneyId id, ResourceId pool, Tick since, std::uint32_t tie) { ask(world_.journeys[id].household, travellers(id), id, pool, since, tie); }
    void ask(HouseholdId id, ResourceId pool, Tick since, std::uint32_t tie) { ask(id, all, none<JourneyId>, pool, since, tie); }
    // A journey that stands at the door of a stage: once its people are placed, `serve` lets it in. They keep another place
    // until then.
    void wait_at_door(JourneyId id, ResourceId pool, std::uint32_t tie);
    // A clock `lodge` of a race, by its number: once a place is given, it has rung.
    void clock(JourneyId id, std::int8_t request, ResourceId pool, std::uint32_t tie);
    // A place at once, or none (`when_full: {to}`). What was given back in this tick is not counted before it settles.
    bool take_now(JourneyId id, ResourceId pool);
    // Moves in here at once, whatever the pool's rule, if there is room.
    bool move_in(HouseholdId id, SiteId site);
    // They need no place any more: give back what they have, and withdraw what they asked.
    void leave(HouseholdId id) { leave(id, all); }
    void leave(HouseholdId id, Members members);
    // Whether there is anything to leave: somebody of them has a place, or has asked for one.
    bool has_any(HouseholdId id) const {
        const Household& household = world_.households[id];
        return given(household.site) || household.requests != nothing || (world_.sheet.rich && given(world_.family(id).first_apart));
    }
    // A journey is over, and with it the place that its own `lodge` gave, or asked for.
    void end(JourneyId id);

    // How a journey stands that waits for a place at a door, or by a clock.
    std::optional<Standing> standing(JourneyId id, std::int8_t request) const;
    void for_each_standing(ResourceId pool, const SeeStanding& see) const;
    bool lives_in(JourneyId id, ResourceId pool) { return live_in(world_.journeys[id].household, travellers(id), pool); }
    // Whether some sites of some pool take some people only, or as many places as who they are says. Then who waits must be looked at again when what they are asked
    // has changed; always, when a household has come to have other members.
    bool asks_who() const { return asks_who_; }
    void reconsider(HouseholdId id);
    // The people of `brought` become members of `sponsor`, whose size will count them next (then `joined`): they live where it lives. Where
    // there is no room for all of them, each keeps the place it has until all are placed together. Whom a journey of their
    // own gave a place keeps it in any case.
    void join(HouseholdId brought, HouseholdId sponsor);
    // Once its size counts them: what each of them waits for is looked at anew.
    void joined(HouseholdId sponsor);

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
            if (world_.journeys[id].stamp == ticket.stamp) serve(id, ticket.request(), std::uint32_t{0});
        }
    }

private:
    static constexpr std::uint32_t nothing = Household::no_request;
    static constexpr Members all = ~Members{0};  // all members there are and will be

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
        JourneyId journey = none<JourneyId>;  // that waits, or that has asked
        std::uint32_t stamp = 0;        // of the journey that waits; else part of who the household is
        std::uint32_t generation = 0;
        std::uint32_t next = nothing;   // of the same household
        std::uint32_t tie = 0;
        Tick since{};
        std::uint64_t place = 0;        // by the order of the pool: the lowest first
        std::uint32_t rank = 0;         // in a random order: who draws against whom
        std::uint32_t line = 0;
        Members members = all;          // whom it is for; of a journey, whoever travels on it
        std::uint8_t pool = 0;
        Kind kind = Kind::over;
        std::int8_t number = Journey::own_end;  // of a journey: at the door, or its clock
    };
    // Where some of those who wait live already, or the rest of their household: so many places more beside them, and all are
    // together.
    struct Beside {
        SiteId site = none<SiteId>;
        std::int32_t more = 0;
    };
    // Those who take as many places and may live in the same sites; of those who move up, only if they live in the same tier; of those
    // who can live beside others, only if it is the same for all.
    struct Line {
        std::uint32_t set;
        std::int32_t places;
        std::size_t below;          // only tiers before this one of the set: they live in it
        Beside beside;
        Queue queue;
        bool is_open = false;
    };
    struct Pool {
        Pool(World& world, ResourceId the_id, Sites& sites) : id(the_id), eligible(world, id, sites), plan(world.plan.at(id)) {}

        ResourceId id;
        Eligibility eligible;
        const Resource& plan;
        std::deque<Line> lines;
        std::vector<std::vector<std::uint32_t>> onward;   // lines, by set and places
        std::map<std::array<std::size_t, 3>, std::uint32_t> upward;  // lines of those who move up, by set, tier and places
        std::map<std::array<std::size_t, 4>, std::uint32_t> beside;  // of those beside others: set, places, site and how many more
        std::vector<std::uint32_t> joined;                // lines with newcomers
        std::vector<std::uint32_t> open;                  // lines in which somebody may wait
        std::vector<Ticket> granted;                      // journeys whose people have a place now
        HighestServed served;                             // of a random order
        bool changed = false;                             // somebody joined, or there is more room
    };
    struct Front {
        Ticket ticket;
        std::uint32_t line;
    };
    static bool later(const Front& a, const Front& b) { return b.ticket < a.ticket; }
    static constexpr std::size_t everywhere = ~std::size_t{0};

    Members travellers(JourneyId id) const { return world_.travellers(world_.journeys[id]); }
    // Whom a request is for, and how many they are today.
    Members members_of(const Request& request) const { return request.kind == Request::Kind::of_journey ? travellers(request.journey) : request.members; }
    std::int32_t persons(HouseholdId id, Members members) const {
        return world_.sheet.rich ? std::popcount(members & world_.everybody(id)) : world_.households[id].size;
    }
    // What they take of a site of this pool together: a place each, or what the household takes.
    std::int32_t places(const Pool& pool, HouseholdId id, Members members) const {
        return pool.plan.has_dwellings() ? dwelling(pool.plan, id) : persons(id, members);
    }
    std::int32_t dwelling(const Resource& pool, HouseholdId id) const { return pool.unit == Resource::Unit::households ? 1 : stated_units(pool, id); }
    std::int32_t stated_units(const Resource& pool, HouseholdId id) const;
    // What so many take of a site; of dwellings a household's are counted by themselves (with_dwellings).
    std::int32_t places_for(SiteId site, std::int32_t persons) const { return sites_.has_dwellings(site) ? 0 : persons; }
    // Whom the sites of a pool ask after.
    Seen seen(HouseholdId id, Members members) const;
    std::uint32_t set_for(Pool& pool, HouseholdId id, Members members) { return pool.eligible.asks_who() ? pool.eligible.of(seen(id, members)) : 0; }
    bool live_in(HouseholdId id, Members members, ResourceId pool) {
        return world_.sheet.rich ? all_live_in(id, members, pool) : is_in(world_.households[id].site, pool);
    }
    bool all_live_in(HouseholdId id, Members members, ResourceId pool);
    bool is_in(SiteId site, ResourceId pool) const { return given(site) && pool_of_site_[index(site)] == ordinals_[index(pool)]; }
    Pool& pool_of(SiteId site) { return pools_[pool_of_site_[index(site)]]; }

    // What is asked, in lodging.cpp.
    void ask(HouseholdId id, Members members, JourneyId asks, ResourceId pool, Tick since, std::uint32_t tie);
    void request_of(JourneyId id, std::int8_t number, ResourceId pool, Tick since, std::uint32_t tie);
    std::uint32_t tie_of_today(HouseholdId id) const;

    // Requests and the lines they wait in, in lodging_requests.cpp.
    void take_a_number(Request& request) const;
    std::uint32_t rank(const Pool& pool, const Request& request) const;
    std::uint32_t add(const Request& request);
    void withdraw(std::uint32_t row);
    // It is no longer for these members.
    void withdraw(std::uint32_t row, Members members);
    // So of all that are not of a journey.
    template <class Which>
    void withdraw_own(HouseholdId id, Members members, const Which& which) {
        for (std::uint32_t row = world_.households[id].requests; row != nothing;) {
            const std::uint32_t next = requests_[row].next;
            if (requests_[row].kind != Request::Kind::of_journey && which(requests_[row])) withdraw(row, members);
            row = next;
        }
    }
    void withdraw_asked(HouseholdId id, Members members);
    bool waits_for(HouseholdId id, Members members, std::uint8_t pool) const;
    bool still_waits(const Ticket& ticket);
    bool is_void(const Ticket& ticket) const;
    Standing::Hold hold_up(const Pool& pool, const Line& line, bool first) const;
    Ticket ticket_of(std::uint32_t row) const;
    // What they are counted as unplaced for. Who has a place in that pool, though the household waits for one in which all
    // are together, has lost none and lacks none.
    void note_what_it_wants(HouseholdId id) {
        if (world_.sheet.rich) note_what_all_want(id);
        else note_what_they_want(id, all, world_.households[id]);
    }
    void note_what_all_want(HouseholdId id);
    void note_what_they_want(HouseholdId id, Members living, Home& home) {
        home.wants = home.displaced = Home::no_pool;
        for (std::uint32_t row = world_.households[id].requests; row != nothing; row = requests_[row].next) {
            const Request& request = requests_[row];
            if ((request.members & living) == 0) continue;
            if (request.kind == Request::Kind::asked && !(given(home.site) && is_in(home.site, pools_[request.pool].id))) home.wants = request.pool;
            if (request.kind == Request::Kind::displaced && !given(home.site)) home.displaced = request.pool;
        }
    }
    void enter_line(std::uint32_t row);
    bool change_line(std::uint32_t row);
    void reconsider_all(const Pool& pool);
    std::uint32_t line_for(Pool& pool, const Request& request);

    // Rounds, in lodging_rounds.cpp.
    void place_all(Pool& pool);
    const std::vector<Ticket>& take_granted(Pool& pool);
    void serve_lines(Pool& pool, bool upward);
    void serve_line(Pool& pool, std::uint32_t number);
    const Ticket* first_of(Line& line);
    void offer(Pool& pool, std::uint32_t line);
    void give(std::uint32_t row, SiteId site);
    void grant(std::uint32_t row);
    SiteId best(const Pool& pool, std::uint32_t set, std::int32_t places, std::size_t below, const Beside& beside) const;
    void place(HouseholdId id, Members members, SiteId site, Tick since, std::uint32_t tie);
    void take_on(HouseholdId id, Members members, SiteId site);
    void want_to_move_up(HouseholdId id, Members members, SiteId site, Tick since, std::uint32_t tie);
    void settle_requests(HouseholdId id, Members members, SiteId site);
    void displace(const Sites::Occupants& occupants);

    // Who lives where, in lodging_homes.cpp.
    const Home& home_of(HouseholdId id, Members members) const;
    // These members leave where they live, and live together in this site, or nowhere.
    void settle_in(HouseholdId id, Members members, SiteId site) {
        if (world_.sheet.rich) return settle_some_in(id, members, site);
        Household& household = world_.households[id];
        const SiteId left = std::exchange(household.site, site);
        if (given(left)) give_back(left, sites_.has_dwellings(left) ? sites_.forget_dwelling(left, id) : household.size);
        if (given(site)) sites_.take(site, id, none<ApartId>, sites_.has_dwellings(site) ? note_dwelling(site, id) : household.size);
    }
    void settle_some_in(HouseholdId id, Members members, SiteId site);
    // A change of who lives where in these households: those of one household who live in a site take a dwelling together, and it is
    // theirs as it was when the first of them came until the last has left.
    template <class Change>
    void with_dwellings(std::initializer_list<HouseholdId> households, const Change& change);
    struct Dwelling {
        SiteId site;
        HouseholdId household;
        friend auto operator<=>(const Dwelling&, const Dwelling&) = default;
    };
    std::vector<Dwelling> dwellings_of(std::initializer_list<HouseholdId> households);
    std::int32_t note_dwelling(SiteId site, HouseholdId id);
    ApartId live_apart(HouseholdId id, Members members, SiteId site);
    void part(HouseholdId id, Members members);
    Beside beside(const Pool& pool, HouseholdId id, Members members);
    void live_together_again(HouseholdId id);
    void note_giver(JourneyId id, Members members);
    void forget_giver(HouseholdId id, Members members);
    Members with_a_place_of_their_own(HouseholdId id);
    bool waits_at_all(HouseholdId id);
    void take_over_requests(HouseholdId brought, HouseholdId sponsor, Members own);
    void take_over_homes(HouseholdId brought, HouseholdId sponsor, Members stay);
    void move_up_together(HouseholdId id, Members guests);
    void place_together(HouseholdId id, Members members);
    void give_back(SiteId site, std::int32_t places) {
        if (!given(site) || places == 0) return;
        sites_.give_back(site, places);
        if (!sites_.living()) pool_of(site).changed = true;
    }

    World& world_;
    Sites sites_;
    std::vector<std::uint8_t> ordinals_;
    std::vector<std::uint8_t> pool_of_site_;
    std::deque<Pool> pools_;
    LargeVector<Request> requests_;
    std::vector<std::uint32_t> free_requests_;
    std::vector<Front> fronts_;      // of a round: a heap
    std::vector<Ticket> granted_;    // of the round that is over
    std::vector<Ticket> early_;      // requests of the stock's journeys, until the first tick
    bool begun_ = false;
    bool asks_who_ = false;
    bool has_dwellings_ = false;     // some pool
};

}  // namespace doorstroom
