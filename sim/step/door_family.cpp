// What other journeys of the same people, and of those they belong to, get to know; and how a family becomes one household.
#include <algorithm>
#include <tuple>
#include <utility>

#include "step/door.hpp"

namespace doorstroom {

void Door::reach(JourneyId id, StageId from, StageId to) {
    const HouseholdId household = world_.journeys[id].household;
    if (const std::uint64_t met = world_.sheet.stages[index(to)].watched & world_.sheet.ever_watched) {
        const PersonId traveller = world_.journeys[id].person;
        world_.family(household).reached |= met;
        if (given(traveller)) world_.persons_made[traveller].reached |= met;
        else world_.family(household).reached_together |= met;
    }
    if (is_news(household, from, to)) tell(household);
    else look_where_it_may_live(household);
}

// Whether anybody may see this move: not, when nobody watches either stage and nothing else about the household changes.
// `from` is none when the journey was in no stage.
bool Door::is_news(HouseholdId household, StageId from, StageId to) const {
    if (!given(from) || world_.sheet.looks_at_what_is_given) return true;
    const Stage& stage = plan_.at(to);
    if (((world_.sheet.stages[index(from)].watched | world_.sheet.stages[index(to)].watched)) != 0) return true;
    if (!stage.set.empty() || !stage.start.empty() || !stage.bring.empty()) return true;
    return world_.family(household).now.attributes != world_.households[household].attributes;
}

// Something changed for this household: its own waiting journeys look as soon as their turn comes, those of the people
// linked to it in the next tick.
void Door::tell(HouseholdId household) {
    if (!world_.sheet.rich) return;
    look_where_it_may_live(household);
    if (world_.sheet.families || world_.sheet.looks) world_.refresh_sight(household);
    if (!world_.sheet.looks) return;
    const auto looks = [&](JourneyId id) {
        const Journey& journey = world_.journeys[id];
        return given(journey.stage) && journey.state != Journey::State::ended && journey.state != Journey::State::at_door &&
               world_.sheet.stages[index(journey.stage)].looks;
    };
    world_.for_each_journey(household, [&](JourneyId id) {
        if (looks(id)) turns_.look(id);
    });
    world_.for_each_linked(household, [&](HouseholdId other) {
        world_.for_each_journey(other, [&](JourneyId id) {
            if (looks(id)) turns_.look_next(id);
        });
    });
}

// With all those brought who have neither joined nor ended.
void Door::recount_expected(HouseholdId sponsor) {
    int expected = 0;
    for (HouseholdId brought = world_.family(sponsor).first_brought; given(brought); brought = world_.family(brought).next_brought)
        expected += world_.family(brought).counted_expecting;
    expect(sponsor, expected);
}

void Door::expect(HouseholdId sponsor, int persons) {
    const auto set = [&] { world_.households[sponsor].expecting = static_cast<std::uint8_t>(std::clamp(persons, 0, 255)); };
    if (world_.ledger.asks_expected()) world_.change(sponsor, set);
    else set();
    resources_.resized(sponsor);
}

void Door::join() {
    if (!world_.sheet.rich) return;
    const auto who_of = [&](HouseholdId id) { return world_.households[id].who; };
    std::sort(unexpected_.begin(), unexpected_.end(), [&](HouseholdId a, HouseholdId b) { return who_of(a) < who_of(b); });
    for (const HouseholdId brought : unexpected_) {
        Family& family = world_.family(brought);
        if (family.running > 0 || family.counted_expecting == 0) continue;
        const HouseholdId sponsor = world_.resolve(family.sponsor);
        expect(sponsor, world_.households[sponsor].expecting - std::exchange(family.counted_expecting, std::uint8_t{0}));
    }
    unexpected_.clear();
    std::vector<std::tuple<Who, Who, HouseholdId>> order;
    for (const HouseholdId brought : joining_) order.emplace_back(who_of(world_.resolve(world_.family(brought).sponsor)), who_of(brought), brought);
    std::sort(order.begin(), order.end());
    joining_.clear();
    for (const auto& [sponsor_who, brought_who, brought] : order) {
        join_household(brought, world_.resolve(world_.family(brought).sponsor));
        after_end(world_.resolve(brought));  // whose they are now: the sponsor's, or still their own
    }
    world_.release_quiet();
}

// The persons come behind those who are there.
void Door::move_persons(HouseholdId brought, HouseholdId sponsor) {
    PersonId* last = &world_.family(sponsor).first_person;
    while (given(*last)) last = &world_.persons_made[*last].next;
    *last = world_.family(brought).first_person;
    world_.family(brought).first_person = none<PersonId>;
    for (PersonId id = *last; given(id); id = world_.persons_made[id].next) {
        world_.persons_made[id].household = sponsor;
        world_.persons_made[id].bit = static_cast<std::uint8_t>(world_.persons_made[id].bit + world_.households[sponsor].size);
    }
}

// What is kept of the two households beside their journeys.
void Door::merge_family(HouseholdId brought, HouseholdId sponsor) {
    Household& guest = world_.households[brought];
    Household& host = world_.households[sponsor];
    Family& family = world_.family(brought);
    Family& home = world_.family(sponsor);
    home.running = static_cast<std::uint16_t>(home.running + family.running);
    family.running = 0;
    home.reached |= family.reached;
    home.doubled = true;
    home.travelled |= family.travelled;
    host.size = static_cast<std::uint8_t>(host.size + guest.size);
    host.expecting = static_cast<std::uint8_t>(std::max(0, host.expecting - family.counted_expecting));
    host.going = static_cast<std::uint16_t>(host.going + guest.going);
    for (std::size_t pathway = 0; pathway < plan_.pathways.size(); ++pathway) {
        world_.going_on(sponsor, pathway) = static_cast<std::uint8_t>(world_.going_on(sponsor, pathway) + world_.going_on(brought, pathway));
        world_.coming_on(sponsor, pathway) = static_cast<std::uint8_t>(world_.coming_on(sponsor, pathway) + world_.coming_on(brought, pathway));
        world_.going_on(brought, pathway) = world_.coming_on(brought, pathway) = 0;
    }
    family.counted_expecting = 0;
    family.merged_into = sponsor;
    guest.size = 0;
    guest.going = 0;
}

void Door::join_household(HouseholdId brought, HouseholdId sponsor) {
    constexpr int most = 64;
    Household& guest = world_.households[brought];
    Household& host = world_.households[sponsor];
    if (brought == sponsor || host.size == 0 || host.size + guest.size > most) return;  // they stay a household of their own
    if (witness_) [[unlikely]] witness_->joins(brought, sponsor);
    std::vector<JourneyId> counted;
    const auto take_out = [&](HouseholdId household) {
        world_.for_each_journey(household, [&](JourneyId id) {
            if (!world_.journeys[id].counted) return;
            counted.push_back(id);
            world_.uncount(id);
        });
    };
    take_out(brought);
    take_out(sponsor);
    if (world_.sheet.linked_in_measures) world_.for_each_linked(brought, take_out);  // who see the others in its place

    const std::uint8_t before = host.size;
    const std::uint64_t members = (~std::uint64_t{0} >> (64 - guest.size)) << before;
    move_persons(brought, sponsor);

    // Who lives where the host lives counts there; journeys of persons go on, those of the guests' household are over.
    resources_.lodging.join(brought, sponsor);
    std::vector<JourneyId> standing;
    world_.for_each_journey(sponsor, [&](JourneyId id) {
        Journey& journey = world_.journeys[id];
        if (given(journey.person) || !given(journey.stage)) return;
        journey.covers |= members;
        if (journey.state != Journey::State::at_door) standing.push_back(id);
    });
    JourneyId* tail = &host.journey;
    while (given(*tail)) tail = &world_.journeys[*tail].next;
    *tail = guest.journey;
    std::vector<JourneyId> over;
    for (JourneyId id = guest.journey; given(id); id = world_.journeys[id].next) {
        world_.journeys[id].household = sponsor;
        world_.journeys[id].covers <<= before;
        Members& lodged = world_.journeys[id].lodged;
        lodged = given(world_.journeys[id].person) ? lodged << before : 0;  // the others live where the host lives
        if (!given(world_.journeys[id].person) && world_.journeys[id].state != Journey::State::ended) over.push_back(id);
    }
    guest.journey = none<JourneyId>;

    merge_family(brought, sponsor);
    resources_.lodging.joined(sponsor);
    for (const JourneyId id : counted) world_.count(id);
    for (const JourneyId id : over) stop_journey(id);
    for (const JourneyId id : standing) world_.ledger.joined(world_, world_.journeys[id], members);
    resources_.resized(sponsor);
    tell(sponsor);
}

}  // namespace doorstroom
