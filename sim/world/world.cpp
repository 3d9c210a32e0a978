#include "world/world.hpp"

#include <algorithm>

#include "doorstroom/ensure.hpp"

namespace doorstroom {

void World::begin(const Trial& trial, Observations& observations) {
    chance = Chance(trial.seed, trial.replication);
    now = Tick{0};
    households.clear();
    journeys.clear();
    memory.clear();
    families.clear();
    persons_made.clear();
    aparts.clear();
    set_going.clear();
    set_coming.clear();
    quiet.clear();
    seen_anew.clear();
    sight_of = now;
    agenda.begin(plan.calendar.last());
    coming.begin(plan.calendar.last());
    if (sheet.rich) starting.begin(plan.calendar.last());
    moving = none<JourneyId>;
    fingerprint = 0;
    transitions = 0;
    readings.begin(chance, trial.uncertainty, trial.given);
    ledger.begin(observations);
}

HouseholdId World::add_household(const Household& household) {
    const HouseholdId id = households.add(household);
    if (!sheet.rich) return id;
    if (families.size() <= index(id)) families.resize(index(id) + 1);
    forget_family(id);
    set_going.resize(std::max(set_going.size(), (index(id) + 1) * plan.pathways.size()));
    set_coming.resize(set_going.size());
    std::fill_n(&going_on(id, 0), plan.pathways.size(), std::uint8_t{0});
    std::fill_n(&coming_on(id, 0), plan.pathways.size(), std::uint8_t{0});
    family(id).now.attributes = household.attributes;
    family(id).changed = now;
    return id;
}

JourneyId World::add_journey(HouseholdId household, PathwayId pathway, PersonId person) {
    Journey journey;
    journey.household = household;
    journey.who = given(person) ? persons_made[person].who : households[household].who;
    journey.person = person;
    journey.pathway = pathway;
    const JourneyId id = journeys.add(journey);
    const auto words = static_cast<std::size_t>(sheet.words);
    if (memory.size() < journeys.size() * words) memory.resize(std::max(memory.size() * 2, journeys.size() * words));
    for (std::size_t word = 0; word < words; ++word) memory[index(id) * words + word] = not_yet;
    if (!sheet.rich) return households[household].journey = id;

    // A second journey on the same pathway draws for itself.
    std::uint64_t number = 0;
    JourneyId* last = &households[household].journey;
    for (; given(*last); last = &journeys[*last].next)
        if (journeys[*last].person == person && journeys[*last].pathway == pathway) ++number;
    *last = id;
    Journey& made = journeys[id];
    if (number > 0) {
        made.who = mix(made.who ^ mix(number));
        family(household).doubled = true;
    }
    made.covers = given(person) ? std::uint64_t{1} << persons_made[person].bit
                                : ~std::uint64_t{0} >> (64 - std::min<int>(households[household].size, 64));
    ++family(household).running;
    family(household).travelled |= bit_of(pathway);
    return id;
}

Traits World::traits_of(HouseholdId household, PersonId person) const {
    Traits traits = households[household].traits();
    if (!sheet.persons) return traits;
    const PersonId who = given(person) ? person : family(household).first_person;
    if (!given(who)) return traits;
    const Person& row = persons_made[who];
    traits.person = row.attributes;
    traits.member = row.made_member;
    if (!sheet.ages) return traits;
    if (row.aged != now) {
        row.aged = now;
        row.age = row.age_on(plan.calendar.date_of(now));
    }
    traits.age = row.age;
    return traits;
}

Members World::together(HouseholdId id) const {
    Members members = everybody(id);
    if (!sheet.rich) return members;
    for (ApartId apart = family(id).first_apart; given(apart); apart = aparts[apart].next) members &= ~aparts[apart].members;
    return members;
}

const Home& World::home_of(HouseholdId household, Members members) const {
    for (ApartId id = family(household).first_apart; given(id); id = aparts[id].next)
        if ((members & ~aparts[id].members) == 0) return aparts[id];
    return households[household];
}

void World::link_family(HouseholdId brought, HouseholdId sponsor) {
    family(brought).sponsor = sponsor;
    family(brought).next_brought = family(sponsor).first_brought;
    family(brought).counted_expecting = households[brought].size;
    family(sponsor).first_brought = brought;
}

PersonId World::add_person(HouseholdId household, Person person) {
    person.household = household;
    person.next = none<PersonId>;
    const PersonId made = persons_made.add(person);
    PersonId* last = &family(household).first_person;
    for (; given(*last); last = &persons_made[*last].next) persons_made[made].bit = static_cast<std::uint8_t>(persons_made[*last].bit + 1);
    *last = made;
    return made;
}

// ---- endings --------------------------------------------------------------------------------------------------------

void World::end_journey(JourneyId id) {
    const HouseholdId household = journeys[id].household;
    ++journeys[id].stamp;
    if (!sheet.rich) {
        journeys.remove(id);
        households[household].journey = none<JourneyId>;
        return release(household);
    }
    journeys[id].state = Journey::State::ended;
    --family(household).running;
    quiet.push_back(household);
}

void World::release(HouseholdId id) {
    const Household& household = households[id];
    if (sheet.rich) return quiet.push_back(id);
    if (!given(household.journey) && household.going == 0) households.remove(id);
}

// At the end of a tick: families in which nobody travels any more, and nobody will, are only numbers in the ledger.
void World::release_quiet() {
    std::sort(quiet.begin(), quiet.end());
    quiet.erase(std::unique(quiet.begin(), quiet.end()), quiet.end());
    for (const HouseholdId id : quiet)
        if (given(households[id].journey) || households[id].size > 0) remove_family(id);
    quiet.clear();
}

// What is still on its way to a row that has gone finds another number there.
void World::forget_family(HouseholdId id) {
    const auto called_off = static_cast<std::uint16_t>(family(id).called_off + 1);
    family(id) = Family{};
    family(id).called_off = called_off;
}

void World::remove_family(HouseholdId id) {
    HouseholdId root = id;
    while (given(family(root).sponsor)) root = family(root).sponsor;
    std::vector<HouseholdId> all{root};
    for (std::size_t each = 0; each < all.size(); ++each) {
        if (family(all[each]).running > 0 || households[all[each]].going > 0) return;
        for (HouseholdId brought = family(all[each]).first_brought; given(brought); brought = family(brought).next_brought) all.push_back(brought);
    }
    for (const HouseholdId gone : all) {
        for_each_journey(gone, [&](JourneyId journey) {
            ++journeys[journey].stamp;
            journeys.remove(journey);
        });
        for (PersonId person = family(gone).first_person; given(person);) {
            const PersonId next = persons_made[person].next;
            persons_made.remove(person);
            person = next;
        }
        households[gone] = Household{};
        households[gone].size = 0;
        forget_family(gone);
        households.remove(gone);
    }
}

// ---- moves ----------------------------------------------------------------------------------------------------------

void World::set_out_together(const Mover& mover) {
    take_out_who_moves();
    if (!mover.journey.counted) return;
    stood = mover.journey;
    moving = mover.id;
    mover.journey.counted = false;
}

void World::count_together(JourneyId id) {
    if (id == moving) {
        moving = none<JourneyId>;
        return ledger.count_moved(*this, id, stood);
    }
    take_out_who_moves();
    ledger.count_together(*this, id, 1);
}

// ---- what others see ------------------------------------------------------------------------------------------------

Sight& World::changing(HouseholdId household) {
    Family& family = this->family(household);
    if (family.changed != now) {
        family.before = family.now;
        family.changed = now;
    }
    if (sheet.linked_in_measures) seen_anew.push_back(household);
    return family.now;
}

template <class Change>
void World::recount_linked(const Change& change) {
    std::vector<JourneyId> anew;
    for (const HouseholdId changed : seen_anew)
        for_each_linked(changed, [&](HouseholdId other) {
            for_each_journey(other, [&](JourneyId id) {
                if (journeys[id].counted) anew.push_back(id), uncount(id);
            });
        });
    seen_anew.clear();
    change();
    for (const JourneyId id : anew) count(id);
}

void World::see_anew() {
    recount_linked([this] { sight_of = now; });
}

void World::see_the_stock() {
    recount_linked([this] {
        for (Family& family : families) family.before = family.now;
    });
}

void World::refresh_sight(HouseholdId household) {
    Sight sight;
    sight.attributes = households[household].attributes;
    for (std::size_t pathway = 0; households[household].going > 0 && pathway < plan.pathways.size(); ++pathway)
        if (going_on(household, pathway) > 0) sight.alive |= std::uint64_t{1} << pathway;
    for_each_journey(household, [&](JourneyId id) {
        const Journey& journey = journeys[id];
        if (!given(journey.stage)) return;
        if (journey.state != Journey::State::ended) sight.alive |= std::uint64_t{1} << index(plan.at(journey.stage).pathway);
        if (journey.state != Journey::State::at_door) sight.watched |= sheet.stages[index(journey.stage)].watched;
    });
    sight.watched = (sight.watched & ~sheet.ever_watched) | family(household).reached;
    changing(household) = sight;
}

namespace {

bool watched_now(const World& world, HouseholdId household, PersonId person, const Watch& watch) {
    bool found = false;
    for (JourneyId id = world.households[household].journey; given(id); id = world.journeys[id].next) {
        const Journey& journey = world.journeys[id];
        const PersonId traveller = world.journeys[id].person;
        if (given(person) && given(traveller) && traveller != person) continue;
        if (given(journey.stage) && journey.state != Journey::State::at_door) found = found || watch.stages[index(journey.stage)];
    }
    return found;
}

template <class Do>
bool any_linked(const World& world, HouseholdId household, const Do& asks) {
    bool found = false;
    world.for_each_linked(household, [&](HouseholdId other) { found = found || asks(other); });
    return found;
}

}  // namespace

bool watched(const World& world, HouseholdId household, PersonId person, WatchId id, bool linked) {
    const Watch& watch = world.plan.at(id);
    const std::uint64_t bit = std::uint64_t{1} << index(id);
    if (linked) return any_linked(world, household, [&](HouseholdId other) { return (world.seen_before(other).watched & bit) != 0; });
    if (!watch.reached) return watched_now(world, household, person, watch);
    if (given(person)) return ((world.persons_made[person].reached | world.family(household).reached_together) & bit) != 0;
    return (world.family(household).reached & bit) != 0;
}

bool watch_alive(const World& world, HouseholdId household, WatchId id, bool linked) {
    const std::uint64_t bit = std::uint64_t{1} << index(world.plan.at(id).pathway);
    if (!linked) return (world.family(household).now.alive & bit) != 0;
    if (world.coming_on(household, index(world.plan.at(id).pathway)) > 0) return true;
    return any_linked(world, household, [&](HouseholdId other) { return (world.seen_before(other).alive & bit) != 0; });
}

}  // namespace doorstroom
