#include "resources/lodging.hpp"

#include <algorithm>
#include <cmath>

#include "doorstroom/ensure.hpp"

namespace doorstroom {

namespace {
constexpr std::uint32_t displaced = 0;
constexpr std::uint32_t unplaced = 1;

// A ticket is of a household that has asked, or of a journey with a request.
bool of_a_journey(const Ticket& ticket) { return ticket.request != Journey::own_end; }
}  // namespace

Lodging::Lodging(World& world) : world_(world), ordinals_(pool_ordinals(world.plan)), sites_(world.plan.sites.size()) {
    for (const Resource& resource : world.plan.resources) {
        if (resource.kind != Resource::Kind::places) continue;
        Pool pool;
        pool.sites = resource.sites;
        std::stable_sort(pool.sites.begin(), pool.sites.end(), [&](SiteId a, SiteId b) { return world.plan.at(a).tier < world.plan.at(b).tier; });
        pools_.push_back(std::move(pool));
    }
}

void Lodging::begin() {
    for (Pool& pool : pools_) pool.waiting.clear(), pool.has_waiting = false;
    dated_.clear();
    given_back_.clear();
    living_ = begun_ = false;
    early_.clear();
    for (std::size_t s = 0; s < sites_.size(); ++s) {
        const auto id = static_cast<SiteId>(s);
        const Site& site = world_.plan.at(id);
        SiteState& state = sites_[s];
        state = {};
        state.tier = site.tier;
        state.opens = site.opens ? slipped(*site.opens, site.slip_opens, id, "opens") : Tick{not_yet};
        state.closes = site.closes ? slipped(*site.closes, site.slip_closes, id, "closes") : Tick{never};
        if (given(site.never) && site.opens && *site.opens >= world_.plan.calendar.start()) {
            const Block block = world_.chance.draw(name_hash(world_.plan.at(site.pool).name + "." + site.name), what("never"), 0);
            if (block[0] < world_.readings.chance(site.never, {})) state.opens = Tick{never};
        }
        for (const Tick tick : {state.opens, state.closes})
            if (tick.count > 0) dated_.emplace_back(tick, id);
        read_site(id);
    }
    std::sort(dated_.rbegin(), dated_.rend());
}

// The planned date with its drawn delay; a date before the run does not slip, and none slips to before it.
Tick Lodging::slipped(Date planned, LawId slip, SiteId site, const char* which) const {
    const Calendar& calendar = world_.plan.calendar;
    if (!given(slip) || planned < calendar.start()) return calendar.first_tick_from(planned);
    const Block block = world_.chance.draw(name_hash(world_.plan.at(world_.plan.at(site).pool).name + "." + world_.plan.at(site).name), what(which), 0);
    const auto days = static_cast<std::int32_t>(std::lround(world_.readings.quantile_of(slip, uniform(block))));
    return calendar.first_tick_from(std::max(calendar.start(), planned + std::chrono::days{days}));
}

void Lodging::read_site(SiteId id) {
    const Site& site = world_.plan.at(id);
    SiteState& state = sites_[index(id)];
    const bool is_open = state.opens <= world_.now && world_.now < state.closes;
    const double capacity = is_open ? std::max(0.0, world_.readings.number(site.capacity, {})) : 0;
    const auto places = static_cast<std::int32_t>(std::lround(capacity));
    world_.ledger.add_units(Measure::Kind::capacity, site.pool, {}, id, places - state.capacity);
    state.capacity = places;
    state.fillable = is_open ? static_cast<std::int32_t>(std::lround(capacity * world_.readings.number(site.usable, {}, 1.0))) : 0;
}

void Lodging::open() {
    living_ = false;
    begun_ = true;
    for (const Early& early : early_) join(early.ticket, early.pool, early.size);
    early_.clear();
    changed_.clear();
    for (; !dated_.empty() && dated_.back().first == world_.now; dated_.pop_back()) changed_.push_back(dated_.back().second);
    for (std::size_t s = 0; s < sites_.size() && world_.readings.any_changed_today(); ++s) {
        const Site& site = world_.plan.sites[s];
        if (world_.readings.changed_today(site.capacity) || world_.readings.changed_today(site.usable)) changed_.push_back(static_cast<SiteId>(s));
    }
    for (const SiteId id : changed_) {
        read_site(id);
        displace_last(id);
    }
    living_ = true;
}

void Lodging::begin_settle() {
    living_ = false;
    for (const SiteId id : given_back_) sites_[index(id)].returned = 0;
    given_back_.clear();
}

void Lodging::displace_last(SiteId id) {
    SiteState& state = sites_[index(id)];
    while (state.room() < 0) {
        ensure(!state.occupants.empty(), "a site has more persons than occupants");
        const HouseholdId last = state.occupants.back().first;
        const Who who = state.occupants.back().second;
        state.occupants.pop_back();
        Household& household = world_.households[last];
        if (household.who != who || household.site != id) continue;
        world_.change(last, [&] {
        vacate(household);
        // Who has asked for another pool already goes on waiting for that.
        if (household.wants == Household::no_pool) {
            household.asked = world_.now;
            const Block block = world_.chance.draw(household.who, what("displaced.tie"), static_cast<std::uint32_t>(world_.now.count));
            wait(last, ordinals_[index(world_.plan.at(id).pool)], displaced, block[2]);
        }
        });
    }
}

void Lodging::ask(HouseholdId id, ResourceId pool, Tick since, std::uint32_t tie) {
    Household& household = world_.households[id];
    if (given(household.site) && world_.plan.at(household.site).pool == pool) {
        household.wants = Household::no_pool;  // it stays where it lives
        return;
    }
    if (household.wants == ordinals_[index(pool)]) return;
    household.asked = since;
    wait(id, ordinals_[index(pool)], unplaced, tie);
}

void Lodging::wait(HouseholdId id, std::uint8_t ordinal, std::uint32_t priority, std::uint32_t tie) {
    Household& household = world_.households[id];
    household.wants = ordinal;
    Ticket ticket;
    ticket.priority = priority;
    ticket.place = ordered_tick(household.asked.count);
    ticket.tie = std::uint64_t{tie} << 32 | static_cast<std::uint32_t>(household.who);
    ticket.id = static_cast<std::uint32_t>(id);
    ticket.stamp = static_cast<std::uint32_t>(household.who);
    join(ticket, ordinal, household.size);
}

void Lodging::wait(JourneyId id, std::int8_t request, std::uint8_t ordinal, std::uint32_t tie) {
    const Journey& journey = world_.journeys[id];
    Ticket ticket;
    ticket.priority = unplaced;
    ticket.place = ordered_tick(request == Journey::at_the_door ? world_.now.count : journey.entered.count);
    ticket.tie = std::uint64_t{tie} << 32 | static_cast<std::uint32_t>(world_.who(journey));
    ticket.id = static_cast<std::uint32_t>(id);
    ticket.stamp = journey.stamp;
    ticket.request = request;
    if (begun_) join(ticket, ordinal, world_.persons(journey));
    else early_.push_back({ticket, ordinal, world_.persons(journey)});
}

void Lodging::join(const Ticket& ticket, std::uint8_t ordinal, std::int32_t size) {
    Pool& pool = pools_[ordinal];
    const auto persons = static_cast<std::size_t>(size);
    if (pool.waiting.size() <= persons) pool.waiting.resize(persons + 1);
    pool.waiting[persons].join(ticket);
    pool.has_waiting = true;
}

void Lodging::wait_at_door(JourneyId id, ResourceId pool, std::uint32_t tie) {
    world_.household_of(world_.journeys[id]).wants = Household::no_pool;
    wait(id, Journey::at_the_door, ordinals_[index(pool)], tie);
}

void Lodging::clock(JourneyId id, std::int8_t request, ResourceId pool, std::uint32_t tie) { wait(id, request, ordinals_[index(pool)], tie); }

bool Lodging::take_now(HouseholdId id, ResourceId pool) {
    if (lives_in(id, pool)) {
        world_.households[id].wants = Household::no_pool;
        return true;
    }
    const SiteId site = best_site(pools_[ordinals_[index(pool)]], world_.households[id].size);
    return given(site) && move_in(id, site);
}

bool Lodging::asks_who(ResourceId pool) const {
    const Resource& resource = world_.plan.at(pool);
    return !resource.by.empty() ||
           std::any_of(resource.sites.begin(), resource.sites.end(), [&](SiteId site) { return given(world_.plan.at(site).who); });
}

void Lodging::reconsider(HouseholdId) {}

void Lodging::join(HouseholdId brought, HouseholdId sponsor) {
    Household& guest = world_.households[brought];
    Household& host = world_.households[sponsor];
    guest.wants = Household::no_pool;
    vacate(guest);
    if (!given(host.site)) return;
    SiteState& state = sites_[index(host.site)];
    if (state.room() >= guest.size) {
        state.occupied += guest.size;
        return;
    }
    const ResourceId pool = world_.plan.at(host.site).pool;
    vacate(host);
    host.asked = world_.now;
    host.size = static_cast<std::uint8_t>(host.size + guest.size);
    wait(sponsor, ordinals_[index(pool)], displaced, world_.chance.draw(host.who, what("displaced.tie"), static_cast<std::uint32_t>(world_.now.count))[2]);
    host.size = static_cast<std::uint8_t>(host.size - guest.size);
}

void Lodging::leave(HouseholdId id) {
    Household& household = world_.households[id];
    household.wants = Household::no_pool;
    vacate(household);
}

void Lodging::vacate(Household& household) {
    if (!given(household.site)) return;
    SiteState& state = sites_[index(household.site)];
    state.occupied -= household.size;
    if (living_) {
        if (state.returned == 0) given_back_.push_back(household.site);
        state.returned += household.size;
    }
    household.site = none<SiteId>;
}

bool Lodging::valid(const Ticket& ticket, std::uint8_t ordinal) const {
    if (of_a_journey(ticket)) return world_.journeys[static_cast<JourneyId>(ticket.id)].stamp == ticket.stamp;
    const Household& household = world_.households[static_cast<HouseholdId>(ticket.id)];
    return static_cast<std::uint32_t>(household.who) == ticket.stamp && household.wants == ordinal && ordered_tick(household.asked.count) == ticket.place;
}

const Ticket* Lodging::front(Queue& queue, std::uint8_t ordinal) {
    return queue.front([&](const Ticket& ticket) { return valid(ticket, ordinal); });
}

std::int32_t Lodging::largest_room(const Pool& pool) const {
    std::int32_t largest = 0;
    for (const SiteId id : pool.sites) largest = std::max(largest, sites_[index(id)].room());
    return largest;
}

// The queue whose first is the first of all whom the room left fits.
Queue* Lodging::next_queue(Pool& pool, std::uint8_t ordinal) {
    const auto room = static_cast<std::size_t>(largest_room(pool));
    Queue* next = nullptr;
    const Ticket* first = nullptr;
    for (std::size_t size = 1; size < pool.waiting.size() && size <= room; ++size) {
        const Ticket* candidate = front(pool.waiting[size], ordinal);
        if (!candidate || (first && !(*candidate < *first))) continue;
        next = &pool.waiting[size];
        first = candidate;
    }
    return next;
}

SiteId Lodging::best_site(const Pool& pool, std::int32_t size) const {
    const bool in_order = world_.plan.at(world_.plan.at(pool.sites.front()).pool).fill_in_order;
    const SiteState* best = nullptr;
    SiteId found = none<SiteId>;
    for (const SiteId id : pool.sites) {
        const SiteState& site = sites_[index(id)];
        if (best && (in_order || site.tier != best->tier)) break;
        if (site.at_hand() < size) continue;
        if (best && std::int64_t{site.at_hand()} * best->fillable <= std::int64_t{best->at_hand()} * site.fillable) continue;
        best = &site;
        found = id;
    }
    return found;
}

void Lodging::settle_stock() {
    for (std::size_t each = 0; each < world_.plan.resources.size(); ++each)
        if (world_.plan.resources[each].kind == Resource::Kind::places) place_all(static_cast<ResourceId>(each));
}

void Lodging::place_all(ResourceId resource) {
    placed_.clear();
    const std::uint8_t ordinal = ordinals_[index(resource)];
    Pool& pool = pools_[ordinal];
    if (!pool.has_waiting) return;
    for (Queue& queue : pool.waiting) queue.settle();
    while (Queue* queue = next_queue(pool, ordinal)) {
        const Ticket first = *front(*queue, ordinal);
        queue->pop(front(*queue, ordinal));
        const auto size = static_cast<std::int32_t>(queue - pool.waiting.data());
        give(first, best_site(pool, size));
    }
    pool.has_waiting = std::any_of(pool.waiting.begin(), pool.waiting.end(), [](const Queue& queue) { return !queue.empty(); });
}

void Lodging::give(const Ticket& ticket, SiteId site) {
    if (!of_a_journey(ticket)) return place(static_cast<HouseholdId>(ticket.id), site);
    const auto id = static_cast<JourneyId>(ticket.id);
    const HouseholdId household = world_.journeys[id].household;
    if (!lives_in(household, world_.plan.at(site).pool)) place(household, site);
    placed_.push_back({id, ticket.stamp, ticket.request});
}

void Lodging::place(HouseholdId id, SiteId site) {
    Household& household = world_.households[id];
    world_.change(id, [&] {
        vacate(household);
        household.site = site;
        household.wants = Household::no_pool;
    });
    SiteState& state = sites_[index(site)];
    state.occupied += household.size;
    // Sites live long and people pass through: forget those who left once they outnumber the others.
    if (state.occupants.size() > 2 * static_cast<std::size_t>(state.fillable) + 64)
        std::erase_if(state.occupants, [&](const auto& occupant) {
            const Household& other = world_.households[occupant.first];
            return other.who != occupant.second || other.site != site;
        });
    state.occupants.emplace_back(id, household.who);
}

bool Lodging::move_in(HouseholdId id, SiteId site) {
    if (sites_[index(site)].room() < world_.households[id].size) return false;
    place(id, site);
    return true;
}

}  // namespace doorstroom
