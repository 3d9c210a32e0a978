#include "step/follower.hpp"

#include <cmath>
#include <utility>

#include "step/causes.hpp"

namespace doorstroom {

Follower::Follower(const World& world, const Resources& resources, Who household) : world_(world), resources_(resources) {
    households_[household];
}

// ---- whom it follows ------------------------------------------------------------------------------------------------

void Follower::meet(HouseholdId id, StockId line) {
    const Household& household = world_.households[id];
    const auto followed = households_.find(household.who);
    if (followed == households_.end() || given(followed->second.id)) return;
    followed->second.id = id;
    Life::People people;
    people.who = household.who;
    people.since = world_.now;
    people.stock = line;
    people.attributes = household.attributes;
    people.size = household.size;
    if (const auto by = brought_by_.find(household.who); by != brought_by_.end()) people.brought_by = by->second;
    else if (world_.sheet.families && given(world_.family(id).sponsor)) people.brought_by = brought_by_[household.who] = world_.households[world_.family(id).sponsor].who;
    if (world_.sheet.persons)
        world_.for_each_person(id, [&](PersonId person) {
            const Person& row = world_.persons_made[person];
            persons_[row.who] = household.who;
            people.members.push_back({row.made_member, row.attributes, world_.sheet.ages ? age_on(row.born, world_.plan.calendar.date_of(world_.now)) : std::nan("")});
        });
    life_.people.push_back(std::move(people));
}

// Members belong to it wherever they go on; what a household does as a whole it does under its own address.
bool Follower::is_theirs(const Journey& journey) const {
    const PersonId person = world_.traveller(journey);
    if (given(person)) return persons_.contains(world_.persons_made[person].who);
    const auto followed = households_.find(world_.household_of(journey).who);
    return followed != households_.end() && !followed->second.is_member;
}

Follower::OnTheWay* Follower::on_the_way(JourneyId id) {
    if (const auto known = journeys_.find(id); known != journeys_.end()) return &known->second;
    const Journey& journey = world_.journeys[id];
    if (!is_theirs(journey)) return nullptr;
    Life::Journey made;
    made.household = world_.household_of(journey).who;
    if (const PersonId person = world_.traveller(journey); given(person)) {
        made.household = persons_.at(world_.persons_made[person].who);
        made.member = world_.persons_made[person].made_member;
    }
    OnTheWay way;
    way.number = static_cast<std::uint32_t>(life_.journeys.size());
    life_.journeys.push_back(made);
    return &journeys_.emplace(id, way).first->second;
}

void Follower::arrives(HouseholdId id) { meet(id, none<StockId>); }

void Follower::sits(JourneyId id, StockId line) {
    const HouseholdId household = world_.journeys[id].household;
    // Whom the stock has as its sponsor stood before it.
    if (world_.sheet.families && given(world_.family(household).sponsor))
        if (const Who sponsor = world_.households[world_.family(household).sponsor].who; households_.contains(sponsor)) {
            households_[world_.households[household].who];
            brought_by_[world_.households[household].who] = sponsor;
        }
    meet(household, line);
    OnTheWay* const way = on_the_way(id);
    if (!way) return;
    const Journey& journey = world_.journeys[id];
    way->why = Why::seated;
    Event& event = comes_to(id, *way, Event::What::enters, journey.stage);
    event.from = none<StageId>;
    event.chance = std::nan("");
    event.at = journey.entered;
    event.ticks[static_cast<std::size_t>(Cause::before)] = world_.now - journey.entered;
}

// ---- what happens to them -------------------------------------------------------------------------------------------

Follower::Event& Follower::happens(Event::What what, Who household) {
    Event& event = life_.events.emplace_back();
    event.what = what;
    event.at = world_.now;
    event.household = household;
    return event;
}

void Follower::because(JourneyId id, Why why, std::int8_t clock) {
    OnTheWay* const way = on_the_way(id);
    if (!way || (why == Why::next_tick && way->why)) return;  // a move put off keeps its reason
    if (why == Why::arrived && brought_by_.contains(world_.household_of(world_.journeys[id]).who)) why = Why::brought;
    way->why = why;
    way->clock = clock;
}

Follower::Event& Follower::comes_to(JourneyId id, OnTheWay& way, Event::What what, StageId to) {
    const Journey& journey = world_.journeys[id];
    Event& event = happens(what, life_.journeys[way.number].household);
    life_.journeys[way.number].pathway = world_.plan.at(to).pathway;
    event.why = std::exchange(way.why, std::nullopt).value_or(Why::passed);
    event.clock = way.clock;
    event.journey = way.number;
    event.from = journey.stage;
    event.to = to;
    const bool chose = event.why == Why::passed || event.why == Why::time_over || event.why == Why::served || event.why == Why::service_over || event.why == Why::condition_held;
    if (chose && given(event.from)) event.chance = chance_of(journey, to);
    way.stands_since = life_.events.size() - 1;
    if (what == Event::What::enters && world_.plan.at(to).final) journeys_.erase(id);
    return event;
}

// The chance of the one branch that leads there, as it stands today; not a number where conditions decide or several lead there.
double Follower::chance_of(const Journey& journey, StageId to) const {
    const std::vector<Branch>& branches = world_.plan.at(journey.stage).next;
    double chance = std::nan(""), others = 0;
    int leading = 0;
    for (const Branch& branch : branches) {
        if (given(branch.when)) return std::nan("");
        const bool is_rest = !given(branch.chance);
        const double own = is_rest ? 1 - others : world_.readings.number(branch.chance, world_.traits(journey));
        if (branch.to == to) chance = own, ++leading;
        others += own;
    }
    return leading == 1 && branches.size() > 1 ? chance : std::nan("");
}

void Follower::enters(JourneyId id, StageId to) {
    if (OnTheWay* const way = on_the_way(id)) comes_to(id, *way, Event::What::enters, to);
}

void Follower::stands_at_door(JourneyId id, StageId to) {
    if (OnTheWay* const way = on_the_way(id)) comes_to(id, *way, Event::What::at_door, to);
}

void Follower::stops(JourneyId id) {
    OnTheWay* const way = on_the_way(id);
    if (!way) return;
    Event& event = happens(Event::What::stops, life_.journeys[way->number].household);
    event.why = Why::stopped;
    event.journey = way->number;
    event.from = world_.journeys[id].stage;
    journeys_.erase(id);
}

void Follower::is_served(JourneyId id) {
    OnTheWay* const way = on_the_way(id);
    if (!way) return;
    Event& event = happens(Event::What::served, life_.journeys[way->number].household);
    way->why.reset();
    event.why = Why::served;
    event.journey = way->number;
    event.from = event.to = world_.journeys[id].stage;
}

void Follower::brings(JourneyId id, Who made) {
    if (!on_the_way(id)) return;
    const Who sponsor = world_.household_of(world_.journeys[id]).who;
    households_[made];
    brought_by_[made] = sponsor;
    happens(Event::What::brings, sponsor).other = made;
}

// Its people are members of the other household from now on. Where that is not followed, only they are.
void Follower::joins(HouseholdId brought, HouseholdId sponsor) {
    const auto followed = households_.find(world_.households[brought].who);
    if (followed == households_.end()) return;
    followed->second.is_member = true;
    happens(Event::What::joins, followed->first).other = world_.households[sponsor].who;
}

// ---- in the evening -------------------------------------------------------------------------------------------------

void Follower::evening() {
    look_where_they_live();
    for (auto& [id, way] : journeys_) {
        if (way.stands_since == no_event) continue;
        Event& event = life_.events[way.stands_since];
        const Told told = cause_of(world_, resources_, id);
        ++event.ticks[static_cast<std::size_t>(told.cause)];
        if (event.ahead < 0 && event.at == world_.now) event.ahead = told.ahead;
    }
}

void Follower::look_where_they_live() {
    for (auto& [who, row] : households_) {
        if (!given(row.id) || row.is_member || world_.households[row.id].who != who) continue;
        const SiteId site = world_.households[row.id].site;
        if (site == row.site) continue;
        Event& event = happens(Event::What::lives, who);
        event.site = site;
        event.left = std::exchange(row.site, site);
    }
}

Life Follower::life(std::uint64_t fingerprint) {
    life_.fingerprint = fingerprint;
    return std::move(life_);
}

}  // namespace doorstroom
