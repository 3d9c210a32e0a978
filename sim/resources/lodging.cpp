#include "resources/lodging.hpp"

#include <utility>

namespace doorstroom {

namespace {

constexpr auto everything = [](const auto&) { return true; };

}  // namespace

Lodging::Lodging(World& world) : world_(world), sites_(world), ordinals_(pool_ordinals(world.plan)) {
    for (std::size_t each = 0; each < world.plan.resources.size(); ++each)
        if (world.plan.resources[each].kind == Resource::Kind::places) pools_.emplace_back(world, static_cast<ResourceId>(each), sites_);
    for (const Pool& pool : pools_) asks_who_ = asks_who_ || pool.eligible.asks_who();
}

void Lodging::begin() {
    requests_.clear();
    free_requests_.clear();
    early_.clear();
    begun_ = false;
    for (Pool& pool : pools_) {
        for (Line& line : pool.lines) line.queue.clear(), line.has_newcomers = line.is_open = false;
        pool.joined.clear();
        pool.open.clear();
        pool.granted.clear();
        pool.changed = false;
    }
    sites_.begin();
}

void Lodging::open() {
    for (const SiteId site : sites_.open()) {
        pool_of(site).changed = true;
        while (sites_.holds_too_many(site)) {
            const HouseholdId last = sites_.take_off_the_last(site);
            world_.change(last, [&] { displace(last); });
        }
    }
    if (!begun_) {
        begun_ = true;
        for (const Ticket& ticket : early_)
            if (still_waits(ticket)) enter_line(ticket.id);
        early_.clear();
    }
    sites_.begin_live();
}

void Lodging::begin_settle() {
    for (const SiteId site : sites_.begin_settle()) pool_of(site).changed = true;
}

// ---- what households and journeys ask -------------------------------------------------------------------------------

void Lodging::ask(HouseholdId id, ResourceId resource, Tick since, std::uint32_t tie) {
    const std::uint8_t pool = ordinals_[index(resource)];
    if (lives_in(id, resource) || waits_for(id, pool)) {
        withdraw_own(id, [&](const Request& request) { return request.kind == Request::Kind::asked && (request.pool != pool || lives_in(id, resource)); });
    } else {
        withdraw_asked(id);
        Request request;
        request.kind = Request::Kind::asked;
        request.household = id;
        request.pool = pool;
        request.since = since;
        request.tie = tie;
        enter_line(add(request));
    }
    note_what_it_wants(id);
}

// Nothing is asked beside the door any more: what was asked before is withdrawn, as by any later `lodge`.
void Lodging::wait_at_door(JourneyId id, ResourceId pool, std::uint32_t tie) {
    const HouseholdId household = world_.journeys[id].household;
    if (world_.households[household].wants != Household::no_pool) world_.change(household, [&] { withdraw_asked(household); });
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
    else if (lives_in(journey.household, pool)) world_.change(journey.household, [&] { grant(row); });
    else enter_line(row);
}

bool Lodging::take_now(HouseholdId id, ResourceId resource) {
    Pool& pool = pools_[ordinals_[index(resource)]];
    if (lives_in(id, resource)) return true;
    const SiteId site = pool.eligible.best(set_for(pool, id), world_.households[id].size);
    if (!given(site)) return false;
    place(id, site, world_.now, tie_of_today(id));
    return true;
}

bool Lodging::move_in(HouseholdId id, SiteId site) {
    const Household& household = world_.households[id];
    if (sites_.rooms()[index(site)].free < household.size) return false;
    place(id, site, world_.journeys[household.journey].entered, tie_of_today(id));
    return true;
}

void Lodging::leave(HouseholdId id) {
    withdraw_own(id, everything);
    note_what_it_wants(id);
    vacate(id);
}

void Lodging::reconsider(HouseholdId id) {
    if (!begun_) return;
    for (std::uint32_t row = world_.households[id].requests; row != nothing;) {
        const std::uint32_t next = requests_[row].next;
        if (still_waits(ticket_of(row))) change_line(row);
        row = next;
    }
}

void Lodging::join(HouseholdId brought, HouseholdId sponsor) {
    leave(brought);
    // What their journeys wait for they wait for as members of the other household.
    for (std::uint32_t row = std::exchange(world_.households[brought].requests, nothing); row != nothing;) {
        requests_[row].household = sponsor;
        row = std::exchange(requests_[row].next, std::exchange(world_.households[sponsor].requests, row));
    }
    Household& host = world_.households[sponsor];
    if (!given(host.site)) return;
    const SiteId site = host.site;
    if (sites_.has_room(site, world_.households[brought].size)) return sites_.take_more(site, world_.households[brought].size);
    displace(sponsor);
}

// Ties of those who are placed without having asked: one draw for the day.
std::uint32_t Lodging::tie_of_today(HouseholdId id) const {
    return world_.chance.draw(world_.households[id].who, what("displaced.tie"), static_cast<std::uint32_t>(world_.now.count))[2];
}

// ---- requests -------------------------------------------------------------------------------------------------------

std::uint32_t Lodging::add(const Request& request) {
    auto row = static_cast<std::uint32_t>(requests_.size());
    if (free_requests_.empty()) requests_.emplace_back();
    else row = free_requests_.back(), free_requests_.pop_back();
    const std::uint32_t generation = requests_[row].generation;
    requests_[row] = request;
    requests_[row].generation = generation;
    if (request.kind != Request::Kind::of_journey) requests_[row].stamp = static_cast<std::uint32_t>(world_.households[request.household].who);
    std::uint32_t& first = world_.households[request.household].requests;
    requests_[row].next = std::exchange(first, row);
    return row;
}

void Lodging::withdraw(std::uint32_t row) {
    Request& request = requests_[row];
    std::uint32_t* link = &world_.households[request.household].requests;
    while (*link != nothing && *link != row) link = &requests_[*link].next;
    if (*link == row) *link = request.next;  // else the household itself has gone
    request.kind = Request::Kind::over;
    ++request.generation;
    free_requests_.push_back(row);
}

void Lodging::withdraw_asked(HouseholdId id) {
    withdraw_own(id, [](const Request& request) { return request.kind == Request::Kind::asked; });
    note_what_it_wants(id);
}

bool Lodging::waits_for(HouseholdId id, std::uint8_t pool) const {
    for (std::uint32_t row = world_.households[id].requests; row != nothing; row = requests_[row].next) {
        const Request& request = requests_[row];
        if (request.pool == pool && (request.kind == Request::Kind::asked || request.kind == Request::Kind::displaced)) return true;
    }
    return false;
}

// A request of a journey is void once the journey has gone elsewhere.
bool Lodging::still_waits(const Ticket& ticket) {
    const Request& request = requests_[ticket.id];
    if (request.generation != ticket.stamp) return false;
    if (request.kind != Request::Kind::of_journey || world_.journeys[request.journey].stamp == request.stamp) return true;
    withdraw(ticket.id);
    return false;
}

Ticket Lodging::ticket_of(std::uint32_t row) const {
    const Request& request = requests_[row];
    const bool of_journey = request.kind == Request::Kind::of_journey;
    const Who who = of_journey ? world_.who(world_.journeys[request.journey]) : world_.households[request.household].who;
    Ticket ticket;
    ticket.priority = request.kind == Request::Kind::displaced ? 0 : 1;
    ticket.place = ordered_tick(request.since.count);
    ticket.tie = std::uint64_t{request.tie} << 32 | static_cast<std::uint32_t>(who);
    ticket.id = row;
    ticket.stamp = request.generation;
    return ticket;
}

// What the household is counted as unplaced for.
void Lodging::note_what_it_wants(HouseholdId id) {
    Household& household = world_.households[id];
    household.wants = household.displaced = Household::no_pool;
    for (std::uint32_t row = household.requests; row != nothing; row = requests_[row].next) {
        if (requests_[row].kind == Request::Kind::asked) household.wants = requests_[row].pool;
        if (requests_[row].kind == Request::Kind::displaced) household.displaced = requests_[row].pool;
    }
}

// ---- lines ----------------------------------------------------------------------------------------------------------

void Lodging::enter_line(std::uint32_t row) {
    Pool& pool = pools_[requests_[row].pool];
    const std::uint32_t number = line_for(pool, requests_[row]);
    requests_[row].line = number;
    Line& line = pool.lines[number];
    line.queue.join(ticket_of(row));
    if (!line.has_newcomers) pool.joined.push_back(number), line.has_newcomers = true;
    if (!line.is_open) pool.open.push_back(number), line.is_open = true;
    pool.changed = true;
}

// True when it belongs to another line now, and has gone there with its place among those who wait.
bool Lodging::change_line(std::uint32_t row) {
    if (line_for(pools_[requests_[row].pool], requests_[row]) == requests_[row].line) return false;
    ++requests_[row].generation;
    enter_line(row);
    return true;
}

std::uint32_t Lodging::line_for(Pool& pool, const Request& request) {
    const auto persons = std::size_t{world_.households[request.household].size};
    const std::uint32_t set = set_for(pool, request.household);
    if (request.kind == Request::Kind::move_up) {
        const std::size_t tier = pool.eligible.tier_of(set, world_.households[request.household].site);
        const auto [known, is_new] = pool.upward.try_emplace({set, tier, persons}, static_cast<std::uint32_t>(pool.lines.size()));
        if (is_new) pool.lines.push_back({set, static_cast<std::int32_t>(persons), tier, {}});
        return known->second;
    }
    if (pool.onward.size() <= set) pool.onward.resize(set + std::size_t{1});
    std::vector<std::uint32_t>& of_set = pool.onward[set];
    if (of_set.size() <= persons) of_set.resize(persons + 1, nothing);
    if (of_set[persons] == nothing) {
        of_set[persons] = static_cast<std::uint32_t>(pool.lines.size());
        pool.lines.push_back({set, static_cast<std::int32_t>(persons), everywhere, {}});
    }
    return of_set[persons];
}

}  // namespace doorstroom
