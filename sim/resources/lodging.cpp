#include "resources/lodging.hpp"

#include <utility>

namespace doorstroom {

namespace {

constexpr auto everything = [](const auto&) { return true; };

}  // namespace

Lodging::Lodging(World& world) : world_(world), sites_(world), ordinals_(pool_ordinals(world.plan)) {
    for (const Site& site : world.plan.sites) pool_of_site_.push_back(ordinals_[index(site.pool)]);
    for (std::size_t each = 0; each < world.plan.resources.size(); ++each)
        if (world.plan.resources[each].kind == Resource::Kind::places) pools_.emplace_back(world, static_cast<ResourceId>(each), sites_);
    for (const Pool& pool : pools_) {
        const bool asks_how_many = given(pool.plan.unit_value) && !world.plan.at(pool.plan.unit_value).axes.empty();
        asks_who_ = asks_who_ || pool.eligible.asks_who() || asks_how_many;
        has_dwellings_ = has_dwellings_ || pool.plan.has_dwellings();
    }
}

void Lodging::begin() {
    requests_.clear();
    free_requests_.clear();
    early_.clear();
    begun_ = false;
    for (Pool& pool : pools_) {
        for (Line& line : pool.lines) line.queue.clear(), line.is_open = false;
        pool.joined.clear();
        pool.open.clear();
        pool.granted.clear();
        pool.served.clear();
        pool.changed = false;
    }
    sites_.begin();
}

void Lodging::open() {
    for (const SiteId site : sites_.open()) {
        pool_of(site).changed = true;
        while (sites_.holds_too_many(site)) {
            const Sites::Occupants last = sites_.take_off_the_last(site);
            world_.change(last.household, [&] { displace(last); });
        }
    }
    if (!begun_) {
        begun_ = true;
        for (const Ticket& ticket : early_)
            if (still_waits(ticket)) enter_line(ticket.id);
        early_.clear();
    }
    for (const Pool& pool : pools_)
        if (given(pool.plan.unit_value) && world_.readings.changed_today(pool.plan.unit_value)) reconsider_all(pool);
    sites_.begin_live();
}

// Everybody may need more or fewer places than yesterday.
void Lodging::reconsider_all(const Pool& pool) {
    for (std::uint32_t row = 0; row < requests_.size(); ++row)
        if (requests_[row].kind != Request::Kind::over && &pools_[requests_[row].pool] == &pool && still_waits(ticket_of(row))) change_line(row);
}

void Lodging::begin_settle() {
    for (const SiteId site : sites_.begin_settle()) pool_of(site).changed = true;
}

// A later `lodge` withdraws what was asked before, for whoever it concerns.
void Lodging::ask(HouseholdId id, Members members, JourneyId asks, ResourceId resource, Tick since, std::uint32_t tie) {
    const std::uint8_t pool = ordinals_[index(resource)];
    const bool live_there = live_in(id, members, resource);
    const bool wait = !live_there && waits_for(id, members, pool);
    withdraw_own(id, members, [&](const Request& request) { return request.kind == Request::Kind::asked && !(wait && request.pool == pool); });
    if (live_there && world_.sheet.rich) note_giver(asks, members);
    for (std::uint32_t row = wait ? world_.households[id].requests : nothing; row != nothing; row = requests_[row].next)
        if (requests_[row].kind == Request::Kind::asked && requests_[row].members == members) requests_[row].journey = asks;
    if (!live_there && !wait) {
        Request request;
        request.kind = Request::Kind::asked;
        request.household = id;
        request.journey = asks;
        request.members = members;
        request.pool = pool;
        request.since = since;
        request.tie = tie;
        enter_line(add(request));
        if (world_.sheet.rich) part(id, members);
    }
    note_what_it_wants(id);
}

// Nothing is asked beside the door any more: what was asked before is withdrawn, as by any later `lodge`.
void Lodging::wait_at_door(JourneyId id, ResourceId pool, std::uint32_t tie) {
    const HouseholdId household = world_.journeys[id].household;
    if (world_.home_of(world_.journeys[id]).wants != Home::no_pool) world_.change(household, [&] { withdraw_asked(household, travellers(id)); });
    request_of(id, Journey::at_the_door, pool, world_.now, tie);
}

void Lodging::clock(JourneyId id, std::int8_t request, ResourceId pool, std::uint32_t tie) {
    request_of(id, request, pool, world_.journeys[id].entered, tie);
}

void Lodging::request_of(JourneyId id, std::int8_t number, ResourceId pool, Tick since, std::uint32_t tie) {
    const Journey& journey = world_.journeys[id];
    Request request;
    request.kind = Request::Kind::of_journey;
    request.household = journey.household;
    request.journey = id;
    request.stamp = journey.stamp;
    request.number = number;
    request.pool = ordinals_[index(pool)];
    request.since = since;
    request.tie = tie;
    const std::uint32_t row = add(request);
    if (!begun_) early_.push_back(ticket_of(row));
    else if (lives_in(id, pool)) world_.change(journey.household, [&] { grant(row); });
    else enter_line(row);
}

bool Lodging::take_now(JourneyId id, ResourceId resource) {
    if (lives_in(id, resource)) return true;
    const HouseholdId household = world_.journeys[id].household;
    const Members members = travellers(id);
    Pool& pool = pools_[ordinals_[index(resource)]];
    const SiteId site = best(pool, set_for(pool, household, members), places(pool, household, members), everywhere,
                             world_.sheet.rich ? beside(pool, household, members) : Beside{});
    if (!given(site)) return false;
    place(household, members, site, world_.now, tie_of_today(household));
    return true;
}

bool Lodging::move_in(HouseholdId id, SiteId site) {
    const Household& household = world_.households[id];
    if (household.site == site) return true;
    if (sites_.rooms()[index(site)].free < places(pool_of(site), id, all)) return false;
    place(id, all, site, world_.journeys[household.journey].entered, tie_of_today(id));
    return true;
}

void Lodging::leave(HouseholdId id, Members members) {
    withdraw_own(id, members, everything);
    settle_in(id, members, none<SiteId>);
    if (world_.sheet.rich) forget_giver(id, members);
    note_what_it_wants(id);
}

void Lodging::end(JourneyId id) {
    const HouseholdId household = world_.journeys[id].household;
    withdraw_own(household, all, [&](const Request& request) { return request.kind == Request::Kind::asked && request.journey == id; });
    leave(household, world_.journeys[id].lodged);
}

void Lodging::reconsider(HouseholdId id) {
    if (!begun_) return;
    for (std::uint32_t row = world_.households[id].requests; row != nothing;) {
        const std::uint32_t next = requests_[row].next;
        if (still_waits(ticket_of(row))) change_line(row);
        row = next;
    }
}

// Ties of those who are placed without having asked: one draw for the day.
std::uint32_t Lodging::tie_of_today(HouseholdId id) const {
    return world_.chance.draw(world_.households[id].who, what("displaced.tie"), static_cast<std::uint32_t>(world_.now.count))[2];
}

// Whom the sites of a pool ask after: a member who asks alone, or the household with its member 1.
Seen Lodging::seen(HouseholdId id, Members members) const {
    PersonId alone = none<PersonId>;
    if (world_.sheet.persons && members != all && persons(id, members) == 1)
        world_.for_each_person(id, [&](PersonId person) {
            if (members >> world_.persons_made[person].bit & 1) alone = person;
        });
    const Traits traits = world_.sheet.persons ? world_.traits_of(id, alone) : world_.households[id].traits();
    return {traits, none<SiteId>, -1, &world_, id, alone};
}

}  // namespace doorstroom
