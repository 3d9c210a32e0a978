#include "resources/sites.hpp"

#include <algorithm>
#include <cmath>

#include "doorstroom/ensure.hpp"

namespace doorstroom {

namespace {

bool can_change(const Plan& plan, ValueId id) {
    if (!given(id)) return false;
    const auto from_the_run = [](const ValueNode& node) { return node.op == ValueNode::Op::fed_back; };
    const Value& value = plan.at(id);
    return !value.changes.empty() || std::any_of(value.nodes.begin(), value.nodes.end(), from_the_run);
}

}  // namespace

Sites::Sites(World& world) : world_(world), sites_(world.plan.sites.size()), rooms_(sites_.size()), watches_(sites_.size()) {
    for (const doorstroom::Site& site : world.plan.sites) {
        has_dwellings_.push_back(world.plan.at(site.pool).has_dwellings());
        can_shrink_.push_back(site.closes.has_value() || can_change(world.plan, site.capacity) || can_change(world.plan, site.usable));
    }
}

// ---- what the calendar brings ---------------------------------------------------------------------------------------

void Sites::begin() {
    dated_.clear();
    returned_to_.clear();
    living_ = false;
    for (std::size_t s = 0; s < sites_.size(); ++s) {
        const auto id = static_cast<SiteId>(s);
        const doorstroom::Site& site = world_.plan.at(id);
        Site& state = sites_[s];
        state = {};
        rooms_[s] = {};
        state.opens = site.opens ? slipped(id, *site.opens, site.slip_opens, "opens") : Tick{not_yet};
        state.closes = site.closes ? slipped(id, *site.closes, site.slip_closes, "closes") : Tick{never};
        if (!comes_at_all(id)) state.opens = Tick{never};
        for (const Tick tick : {state.opens, state.closes})
            if (tick.count > 0) dated_.emplace_back(tick, id);
        read(id);
    }
    std::sort(dated_.rbegin(), dated_.rend());
}

// The planned date with its drawn delay; a date before the run does not slip, and none slips to before it.
Tick Sites::slipped(SiteId id, Date planned, LawId slip, const char* which) const {
    const Calendar& calendar = world_.plan.calendar;
    if (!given(slip) || planned < calendar.start()) return calendar.first_tick_from(planned);
    const doorstroom::Site& site = world_.plan.at(id);
    const Block block = world_.chance.draw(name_hash(world_.plan.at(site.pool).name + "." + site.name), what(which), 0);
    const auto days = static_cast<std::int32_t>(std::lround(world_.readings.quantile_of(slip, uniform(block))));
    return calendar.first_tick_from(std::max(calendar.start(), planned + std::chrono::days{days}));
}

bool Sites::comes_at_all(SiteId id) const {
    const doorstroom::Site& site = world_.plan.at(id);
    if (!given(site.never) || !site.opens || *site.opens < world_.plan.calendar.start()) return true;
    const Block block = world_.chance.draw(name_hash(world_.plan.at(site.pool).name + "." + site.name), what("never"), 0);
    return block[0] >= world_.readings.chance(site.never, {});
}

// The household whose traits are just those of whom the site is for.
Traits Sites::whose(const doorstroom::Site& site) const {
    const std::vector<AttributeId> apart_by = world_.plan.at(site.pool).kept_apart_by();
    Traits traits;
    for (std::size_t each = 0; each < site.by_codes.size(); ++each) {
        const Attribute& attribute = world_.plan.at(apart_by[each]);
        std::uint64_t& attributes = attribute.of_person ? traits.person : traits.attributes;
        attributes = with_code(attribute, attributes, site.by_codes[each]);
    }
    return traits;
}

void Sites::read(SiteId id) {
    const doorstroom::Site& site = world_.plan.at(id);
    Site& state = sites_[index(id)];
    const bool is_open = state.opens <= world_.now && world_.now < state.closes;
    const double capacity = is_open ? std::max(0.0, world_.readings.number(site.capacity, {})) : 0;
    const auto places = static_cast<std::int32_t>(std::lround(capacity));
    world_.ledger.add_units(Measure::Kind::capacity, site.pool, whose(site), id, places - state.capacity);
    state.capacity = places;
    const double usable = is_open ? world_.readings.number(site.usable, {}, 1.0) : 0;
    rooms_[index(id)].fillable = static_cast<std::int32_t>(std::lround(capacity * usable));
    tell(id);
}

const std::vector<SiteId>& Sites::open() {
    changed_.clear();
    for (; !dated_.empty() && dated_.back().first == world_.now; dated_.pop_back()) changed_.push_back(dated_.back().second);
    for (std::size_t s = 0; s < sites_.size() && world_.readings.any_changed_today(); ++s) {
        const doorstroom::Site& site = world_.plan.sites[s];
        if (world_.readings.changed_today(site.capacity) || world_.readings.changed_today(site.usable)) changed_.push_back(static_cast<SiteId>(s));
    }
    for (const SiteId id : changed_) read(id);
    return changed_;
}

// ---- who comes and goes ---------------------------------------------------------------------------------------------

void Sites::tell_watches(SiteId id) {
    for (const Watch& watch : watches_[index(id)]) watch.vacancies->changed(watch.place);
}

bool Sites::live_here(const Occupants& occupants, SiteId id) const {
    const Household& household = world_.households[occupants.household];
    if (household.who != occupants.who) return false;
    if (!given(occupants.apart)) return household.site == id;
    const Apart& apart = world_.aparts[occupants.apart];
    return apart.household == occupants.household && apart.site == id;
}

// Who lives where the ledger knows; who has a dwelling it must be told.
void Sites::tell_used(SiteId id, std::int32_t places) {
    const doorstroom::Site& site = world_.plan.at(id);
    world_.ledger.add_units(Measure::Kind::used, site.pool, whose(site), id, places);
}

void Sites::list(SiteId id, HouseholdId household, ApartId apart) {
    Site& state = sites_[index(id)];
    // Sites live long and people pass through: forget those who left once they outnumber the others.
    if (state.occupants.size() > 2 * static_cast<std::size_t>(std::max(0, rooms_[index(id)].fillable)) + 64)
        std::erase_if(state.occupants, [&](const Occupants& occupants) { return !live_here(occupants, id); });
    state.occupants.push_back({household, apart, world_.households[household].who});
}

void Sites::part(SiteId id, HouseholdId household, ApartId apart) {
    if (!can_shrink_[index(id)]) return;
    std::vector<Occupants>& occupants = sites_[index(id)].occupants;
    const Who who = world_.households[household].who;
    const auto came = std::find_if(occupants.begin(), occupants.end(), [&](const Occupants& each) { return each.household == household && each.who == who; });
    occupants.insert(came, {household, apart, who});
}

void Sites::hand_over(SiteId id, HouseholdId from, ApartId part, HouseholdId to, ApartId apart) {
    for (Occupants& occupants : sites_[index(id)].occupants)
        if (occupants.household == from && occupants.apart == part && occupants.who == world_.households[from].who) occupants = {to, apart, world_.households[to].who};
}

void Sites::give_back(SiteId id, std::int32_t places) {
    Site& state = sites_[index(id)];
    occupy(id, -places);
    if (!living_) return tell(id);
    if (state.returned == 0) returned_to_.push_back(id);
    state.returned += places;
}

Sites::Occupants Sites::take_off_the_last(SiteId id) {
    Site& state = sites_[index(id)];
    while (true) {
        ensure(!state.occupants.empty(), "a site has more places taken than occupants");
        const Occupants last = state.occupants.back();
        state.occupants.pop_back();
        if (live_here(last, id)) return last;
    }
}

const std::vector<SiteId>& Sites::begin_settle() {
    living_ = false;
    settled_.swap(returned_to_);
    returned_to_.clear();
    for (const SiteId id : settled_) {
        sites_[index(id)].returned = 0;
        tell(id);
    }
    return settled_;
}

}  // namespace doorstroom
