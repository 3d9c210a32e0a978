// The World: one replication of a plan, and all of its state but what the resources keep.
#pragma once

#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "world/agenda.hpp"
#include "world/ledger.hpp"
#include "world/people.hpp"
#include "world/readings.hpp"
#include "world/sheet.hpp"

namespace doorstroom {

inline constexpr std::int32_t not_yet = std::numeric_limits<std::int32_t>::min();

// A date in the agenda: the journey, if it still bears this stamp.
struct Due {
    JourneyId journey;
    std::uint32_t stamp;
};

// A household on its way to whom it was brought by.
struct Coming {
    Who who;
    HouseholdId sponsor;
    SourceId source;
    std::uint8_t size;
    std::uint16_t called_off;  // void when the sponsor has called off what was set going since
};

// A journey set going by `start`.
struct Starting {
    HouseholdId household;
    PersonId person;           // none: of the household
    StageId at;
    std::uint16_t called_off;
};

// Whoever travels on a journey, looked up once where a move asks after them again and again. While there is one nobody comes
// into the world and nobody joins another household: the rows stay where they are.
struct Mover {
    JourneyId id;
    Journey& journey;
    Household& household;
    Who who;                   // the address of their draws
    std::int32_t persons;
};

struct World {
    explicit World(const Plan& the_plan)
        : plan(the_plan), sheet(plan), feedbacks(plan), readings(plan), ledger(plan, readings) {
        readings.listen_to(feedbacks);
        if (!plan.feedbacks.empty()) ledger.tell(feedbacks);
    }

    const Plan& plan;
    const Sheet sheet;
    Feedbacks feedbacks;
    Readings readings;
    Ledger ledger;
    Chance chance;
    Tick now{};

    Rows<Household, HouseholdId> households;
    Rows<Journey, JourneyId> journeys;
    LargeVector<std::int32_t> memory;   // [journey][word of its sheet]
    Agenda<Due> agenda;
    Agenda<Coming> coming;

    // Only where sheet.rich: several journeys, persons, families.
    LargeVector<Family> families;       // by household
    Rows<Person, PersonId> persons_made;
    Rows<Apart, ApartId> aparts;
    LargeVector<std::uint8_t> set_going;  // [household][pathway]: journeys set going
    LargeVector<std::uint8_t> set_coming; // [household][pathway]: households brought that are still to come
    Agenda<Starting> starting;
    std::vector<HouseholdId> quiet;     // who may be gone at the end of the tick

    std::vector<HouseholdId> seen_anew; // what others see of them has changed in this tick
    Tick sight_of{};                    // others are seen as at the end of the tick before this one

    // On its way from stage to stage: not in the ledger. In a rich plan it is still there as it stood before (`stood`), until it
    // has come where it goes or something else of anybody changes.
    JourneyId moving = none<JourneyId>;
    Journey stood;
    std::uint64_t fingerprint = 0;
    std::uint64_t transitions = 0;

    std::int32_t& remember(JourneyId journey, Slot slot) {
        return memory[index(journey) * static_cast<std::size_t>(sheet.words) + static_cast<std::size_t>(slot)];
    }
    // Asks for what a journey remembers before it is needed.
    void prefetch_memory(JourneyId journey) const {
        if (sheet.words > 0) __builtin_prefetch(&memory[index(journey) * static_cast<std::size_t>(sheet.words)]);
    }
    // The same of its people, once its row is there.
    void prefetch_people(JourneyId id) const {
        prefetch_household(journeys[id].household);
        if (const PersonId person = journeys[id].person; given(person)) persons_made.prefetch(person);
        prefetch_memory(id);
    }
    void prefetch_household(HouseholdId household) const {
        households.prefetch(household);
        __builtin_prefetch(&families[index(household)]);
        __builtin_prefetch(&families[index(household)].now);
    }
    // And of the others of a household, its first member and its first journey, once its rows are there.
    void prefetch_others(HouseholdId household) const {
        if (const PersonId person = families[index(household)].first_person; given(person)) persons_made.prefetch(person);
        if (const JourneyId journey = households[household].journey; given(journey)) journeys.prefetch(journey);
    }
    Household& household_of(const Journey& journey) { return households[journey.household]; }
    const Household& household_of(const Journey& journey) const { return households[journey.household]; }
    Family& family(HouseholdId id) { return families[index(id)]; }
    const Family& family(HouseholdId id) const { return families[index(id)]; }
    std::uint8_t& going_on(HouseholdId id, std::size_t pathway) { return set_going[index(id) * plan.pathways.size() + pathway]; }
    std::uint8_t& coming_on(HouseholdId id, std::size_t pathway) { return set_coming[index(id) * plan.pathways.size() + pathway]; }
    std::uint8_t coming_on(HouseholdId id, std::size_t pathway) const { return set_coming[index(id) * plan.pathways.size() + pathway]; }

    // Whoever travels on this journey: their address for every draw, what values ask of them, how many persons they are.
    Who who(const Journey& journey) const { return journey.who; }
    Traits traits(const Journey& journey) const {
        return sheet.persons ? traits_of(journey.household, journey.person) : household_of(journey).traits();
    }
    std::int32_t persons(const Journey& journey) const {
        return given(journey.person) ? 1 : household_of(journey).size;
    }
    Mover mover(JourneyId id) {
        Journey& journey = journeys[id];
        Household& household = households[journey.household];
        return {id, journey, household, journey.who, given(journey.person) ? 1 : household.size};
    }
    // Of one person of a household; of member 1 when it is none.
    Traits traits_of(HouseholdId household, PersonId person) const;
    PersonId traveller(const Journey& journey) const { return journey.person; }
    // Who is asked for what belongs to persons: whoever travels, of a household member 1.
    Person& person_of(const Journey& journey) {
        const PersonId traveller = journey.person;
        return persons_made[given(traveller) ? traveller : family(journey.household).first_person];
    }
    Seen seen(const Journey& journey) const {
        return {traits(journey), home_of(journey).site, -1, this, journey.household, traveller(journey)};
    }

    // All members of a household (of at most 64), and those who do not live apart.
    Members everybody(HouseholdId id) const {
        const int size = households[id].size;
        return size == 0 ? 0 : ~Members{0} >> (64 - std::min(size, 64));
    }
    Members together(HouseholdId id) const;
    // Whom a journey is of: one member, or all there are and will be.
    Members travellers(const Journey& journey) const {
        const PersonId person = traveller(journey);
        return given(person) ? Members{1} << persons_made[person].bit : ~Members{0};
    }
    // Where whoever travels lives; of a household those who do not live apart.
    const Home& home_of(const Journey& journey) const { return sheet.rich ? home_of(journey.household, travellers(journey)) : household_of(journey); }
    const Home& home_of(HouseholdId household, Members members) const;
    // Those who live together, and their home.
    template <class Do>
    void for_each_home(HouseholdId household, const Do& act) {
        act(together(household), static_cast<Home&>(households[household]));
        for (ApartId id = family(household).first_apart; given(id); id = aparts[id].next) act(aparts[id].members, static_cast<Home&>(aparts[id]));
    }

    template <class Do>
    void for_each_journey(HouseholdId household, const Do& act) {
        for (JourneyId id = households[household].journey; given(id);) {
            const JourneyId next = journeys[id].next;
            act(id);
            id = next;
        }
    }
    template <class Do>
    void for_each_person(HouseholdId household, const Do& act) const {
        for (PersonId id = family(household).first_person; given(id); id = persons_made[id].next) act(id);
    }

    void begin(const Trial& trial, Observations& observations);

    // A household; and a journey of it that has not entered a stage yet.
    HouseholdId add_household(const Household& household);
    JourneyId add_journey(HouseholdId household, PathwayId pathway, PersonId person);
    // This household was brought by that one (or has it as its sponsor in the stock).
    void link_family(HouseholdId brought, HouseholdId sponsor);
    // The household these people are members of now.
    HouseholdId resolve(HouseholdId id) const {
        while (sheet.rich && given(family(id).merged_into)) id = family(id).merged_into;
        return id;
    }
    // A person of this household; the household must have room for them among its members.
    PersonId add_person(HouseholdId household, Person person);
    // Its journey is over. In a plan without families its row goes at once, else when the whole family is done.
    void end_journey(JourneyId id);
    void release(HouseholdId household);
    void release_quiet();

    // In and out of the ledger, where it stands now.
    void count(JourneyId id) { count(id, journeys[id], households[journeys[id].household]); }
    void count(const Mover& mover) { count(mover.id, mover.journey, mover.household); }
    void count(JourneyId id, const Journey& journey, const Household& household) {
        if (sheet.rich) return count_together(id);
        moving = none<JourneyId>;
        ledger.count(household, journey, now);
    }
    void uncount(JourneyId id) { uncount(id, journeys[id], households[journeys[id].household]); }
    void uncount(const Mover& mover) { uncount(mover.id, mover.journey, mover.household); }
    void uncount(JourneyId id, const Journey& journey, const Household& household) {
        if (!sheet.rich) return ledger.uncount(household, journey, now);
        take_out_who_moves();
        ledger.count_together(*this, id, -1);
    }
    // It moves: next it is counted where it stands then.
    void set_out(const Mover& mover) {
        if (sheet.rich) return set_out_together(mover);
        if (given(mover.journey.stage) || mover.journey.state == Journey::State::at_door) uncount(mover);
        moving = mover.id;
    }
    // Around a change of the household itself: its attributes, its size, where it lives.
    template <class Change>
    void change(HouseholdId household, const Change& act) {
        if (!sheet.rich) {
            const JourneyId id = households[household].journey;
            if (id == moving) return act();
            uncount(id);
            act();
            return count(id);
        }
        take_out_who_moves();
        std::vector<JourneyId> counted;
        for_each_journey(household, [&](JourneyId id) {
            if (journeys[id].counted) counted.push_back(id), uncount(id);
        });
        act();
        for (const JourneyId id : counted)  // a change may end other journeys of the household
            if (given(journeys[id].stage) || journeys[id].state == Journey::State::at_door) count(id);
    }

    // What others see of it changes: keeps what they saw at the end of the tick before.
    Sight& changing(HouseholdId household);
    const Sight& seen_before(HouseholdId household) const {
        const Family& family = this->family(household);
        return family.changed == sight_of ? family.before : family.now;
    }
    // The next tick has come. Who is linked to somebody whose sight has changed is counted as they are seen from now on.
    void see_anew();
    // The stock has sat down: they see each other as they stand, and are counted so.
    void see_the_stock();
    // Those whom a household is linked to: who brought it, and whom it brought, also those of members who joined it.
    template <class Act>
    void for_each_linked(HouseholdId id, const Act& act) const {
        if (const HouseholdId sponsor = family(id).sponsor; given(sponsor) && !given(family(id).merged_into)) act(resolve(sponsor));
        for (HouseholdId brought = family(id).first_brought; given(brought); brought = family(brought).next_brought) {
            if (given(family(brought).merged_into)) for_each_linked(brought, act);
            else act(brought);
        }
    }
    void refresh_sight(HouseholdId household);

private:
    void set_out_together(const Mover& mover);
    void count_together(JourneyId id);
    void take_out_who_moves() {
        if (given(moving)) ledger.uncount_moved(*this, std::exchange(moving, none<JourneyId>), stood);
    }
    template <class Change>
    void recount_linked(const Change& change);
    void remove_family(HouseholdId household);
    void forget_family(HouseholdId household);
};

// Whether a journey of these people (of those they are linked to) is what the watch asks for.
bool watched(const World& world, HouseholdId household, PersonId person, WatchId watch, bool linked);
// Whether it can still come to be: a journey on that pathway is running or set going.
bool watch_alive(const World& world, HouseholdId household, WatchId watch, bool linked);

}  // namespace doorstroom
