// Counts people who have several journeys: whoever fits a measure on more than one of them is counted once. A journey adds
// what those that are counted already do not cover, and takes the same away again.
#include <algorithm>
#include <bit>
#include <utility>

#include "world/world.hpp"

namespace doorstroom {

bool Ledger::asks_each_person(ConditionId id) const {
    using Op = Condition::Op;
    if (!given(id)) return false;
    const Condition& condition = plan_.at(id);
    if (condition.op == Op::age || condition.op == Op::member || condition.op == Op::own) return true;
    if (condition.op == Op::attribute) return plan_.at(condition.attribute).of_person;
    return std::any_of(condition.children.begin(), condition.children.end(), [&](ConditionId child) { return asks_each_person(child); });
}

bool Ledger::asks_each_person(const Measure& measure) const {
    const auto of_person = [&](const Breakdown& breakdown) {
        return breakdown.of == Breakdown::Of::attribute && plan_.at(breakdown.attribute).of_person;
    };
    return std::any_of(measure.by.begin(), measure.by.end(), of_person) || asks_each_person(measure.where);
}

void Ledger::read_ages(ConditionId id, std::vector<double>& ages) const {
    const Condition& condition = plan_.at(id);
    if (condition.op == Condition::Op::age)
        for (const double age : {condition.from, condition.below})
            if (age > 0 && age < 200) ages.push_back(age);
    for (const ConditionId child : condition.children) read_ages(child, ages);
}

void Ledger::count_together(World& world, JourneyId id, std::int32_t sign) {
    Journey& journey = world.journeys[id];
    if (journey.counted == (sign > 0)) return;
    journey.counted = sign > 0;
    add_together(world, id, journey, sign);
}

// A household is counted where those of its members live who do not live apart; persons where they live.
void Ledger::add_together(World& world, JourneyId id, const Journey& journey, std::int32_t sign) {
    const HouseholdId household = journey.household;
    Counted counted(world, id, journey, sign, *this);
    counted.look_at(world.households[household], journey.covers & world.everybody(household));
    for (const Told& told : listeners(journey, world.households[household].site).of_households) add_household(counted, told);
    world.for_each_home(household, [&](Members living, const Home& home) {
        counted.look_at(home, journey.covers & living);
        if (counted.here == 0) return;
        const Listeners& listeners = this->listeners(journey, home.site);
        for (const Told& told : listeners.counting) add_persons(counted, told);
        for (const Told& told : listeners.of_persons) add_persons(counted, told);
        add_unplaced(counted);
        for (const std::uint32_t cost : listeners.costs) add_cost_together(counted, costs_[cost]);
    });
}

void Ledger::add_unplaced(Counted& counted) {
    if (!may_be_unplaced(*counted.home, *counted.journey)) return;
    for (const Told& told : unplaced_) add_persons(counted, told);
}

// ---- moves ----------------------------------------------------------------------------------------------------------

void Ledger::count_moved(World& world, JourneyId id, const Journey& before) {
    Journey& journey = world.journeys[id];
    journey.counted = true;
    const std::size_t from = place_of(before), to = place_of(journey);
    const bool at_door = before.state == Journey::State::at_door || journey.state == Journey::State::at_door;
    Counted counted(world, id, journey, 1, *this);
    const auto stands = [&](const Journey& stood, std::int32_t sign) -> Counted& {
        counted.journey = &stood;
        counted.sign = sign;
        return counted;
    };
    const auto tell = [&](Counted& here, const Passage::Side& side) {
        for (const Told& told : side.of_persons) add_persons(here, told);
        if (at_door) add_unplaced(here);
        for (const std::uint32_t cost : side.costs) add_cost_together(here, costs_[cost]);
    };
    const Household& household = world.households[journey.household];
    const Passage& of_all = passage(from, to, household.site);
    counted.look_at(household, journey.covers & world.everybody(journey.household));
    for (const Told& told : of_all.out.of_households) add_household(stands(before, -1), told);
    for (const Told& told : of_all.in.of_households) add_household(stands(journey, 1), told);
    world.for_each_home(journey.household, [&](Members living, const Home& home) {
        counted.look_at(home, journey.covers & living);
        if (counted.here == 0) return;
        const Passage& passage = this->passage(from, to, home.site);
        tell(stands(before, -1), passage.out);
        tell(stands(journey, 1), passage.in);
    });
}

const Ledger::Passage& Ledger::passage(std::size_t from, std::size_t to, SiteId site) {
    std::vector<Passage>& passages = passages_[from * tells_.size() + to];
    for (std::size_t kind = passages.size(); kind < kinds_of_home_; ++kind) {
        const Listeners& there = listeners_[from * kinds_of_home_ + kind];
        const Listeners& here = listeners_[to * kinds_of_home_ + kind];
        passages.push_back({only_there(there, here, from, to), only_there(here, there, to, from)});
    }
    return passages[kind_of(site)];
}

// Those who are told of one place and not of the other; and those to whom it matters how it stands there, or since when.
Ledger::Passage::Side Ledger::only_there(const Listeners& listeners, const Listeners& others, std::size_t place, std::size_t other) const {
    const auto only = [&](const std::vector<Told>& these, const std::vector<Told>& those, std::vector<Told>& told) {
        for (const Told& each : these) {
            const auto is_this = [&](const Told& one) { return one.level == each.level; };
            if (each.queueing || levels_[each.level].dated() || std::none_of(those.begin(), those.end(), is_this)) told.push_back(each);
        }
    };
    Passage::Side side;
    only(listeners.of_households, others.of_households, side.of_households);
    only(listeners.counting, others.counting, side.of_persons);
    only(listeners.of_persons, others.of_persons, side.of_persons);
    for (const std::uint32_t cost : listeners.costs) {
        const bool of_both = std::find(others.costs.begin(), others.costs.end(), cost) != others.costs.end();
        if (!of_both || cell_at(costs_[cost], place) != cell_at(costs_[cost], other)) side.costs.push_back(cost);
    }
    return side;
}

// ---- what a journey counts ------------------------------------------------------------------------------------------

Ledger::Counted::Counted(const World& the_world, JourneyId the_id, const Journey& the_journey, std::int32_t the_sign, Ledger& ledger)
    : world(the_world), id(the_id), journey(&the_journey), sign(the_sign), persons(ledger.persons_), found(ledger.others_) {
    const Family& family = world.family(journey->household);
    elsewhere = family.travelled & (family.doubled ? ~Pathways{0} : ~bit_of(journey->pathway));
}

void Ledger::Counted::look_at(const Home& where, Members living) {
    home = &where;
    here = living;
    number = number_of(living);
    if (seen) seen->site = where.site;
    persons_seen = false;
}

const Seen& Ledger::Counted::together() {
    if (!seen) seen = Seen{world.traits(*journey), home->site, -1, &world, journey->household, journey->person};
    return *seen;
}

const std::vector<std::pair<Members, Seen>>& Ledger::Counted::each() {
    if (std::exchange(persons_seen, true)) return persons;
    persons.clear();
    world.for_each_person(journey->household, [&](PersonId person) {
        const Members bit = Members{1} << world.persons_made[person].bit;
        if (!(here & bit)) return;
        Seen one = together();
        one.person = person;
        one.traits = world.traits_of(journey->household, person);
        persons.emplace_back(bit, one);
    });
    return persons;
}

const std::vector<Ledger::Other> Ledger::nobody;

// None, where its people never travelled on another pathway that tells this level.
const std::vector<Ledger::Other>& Ledger::Counted::others(const Level& level) {
    const bool all_of_it = level.households && given(journey->person);
    const Pathways travelled = all_of_it ? world.family(journey->household).travelled : elsewhere;
    return (travelled & level.pathways) == 0 ? nobody : others();
}

const std::vector<Ledger::Other>& Ledger::Counted::others() {
    if (std::exchange(others_found, true)) return found;
    found.clear();
    for (JourneyId other = world.households[journey->household].journey; given(other); other = world.journeys[other].next)
        if (other != id && world.journeys[other].counted) found.push_back({&world.journeys[other], world.journeys[other].covers, world.ledger.place_of(world.journeys[other])});
    return found;
}

namespace {

// What a level counts of one person over time: from `begin` to before `end`, cut where `where` changes with the age.
void add_person(const World& world, Level& level, std::int32_t last, Seen who, std::int32_t begin, std::int32_t end, std::int32_t sign) {
    const auto span = [&](std::int32_t from, std::int32_t to) {
        if (from >= to || !level.grouping.counts(who)) return;
        level.add_from(from, world.now, last, who, sign);
        if (to < never) level.add_from(to, world.now, last, who, -sign);
    };
    if (level.ages.empty()) return span(begin, end);
    const Date born = world.persons_made[who.person].born;
    std::vector<std::int32_t> cuts;
    for (const double age : level.ages) {
        const std::int32_t tick = world.plan.calendar.first_tick_from(birthday(born, age)).count;
        if (tick > world.now.count) cuts.push_back(tick);
    }
    cuts.push_back(never);
    std::sort(cuts.begin(), cuts.end());
    std::int32_t from = world.now.count;
    for (const std::int32_t to : cuts) {
        who.traits.age = static_cast<float>(age_on(born, world.plan.calendar.date_of({from})));
        span(std::max(begin, from), std::min(end, to));
        from = to;
    }
}

}  // namespace

// Whom a level counts already.
Members Ledger::counted_on_others(Counted& counted, const Told& told) const {
    Members members = 0;
    for (const Other& other : counted.others(levels_[told.level]))
        if (tells_[other.place][told.level] && fits(counted, told, *other.journey)) members |= other.covers;
    return members;
}

// From when on.
std::int32_t Ledger::counted_from(Counted& counted, const Told& told, Members bit) const {
    std::int32_t begin = never;
    for (const Other& other : counted.others(levels_[told.level]))
        if ((other.covers & bit) && tells_[other.place][told.level] && fits(counted, told, *other.journey))
            begin = std::min(begin, expiry(levels_[told.level], *other.journey));
    return begin;
}

void Ledger::add_household(Counted& counted, const Told& told) {
    Level& level = levels_[told.level];
    if (counted.here == 0 || !fits(counted, told, *counted.journey) || counted_on_others(counted, told) != 0) return;
    if (!level.grouping.counts(counted.together())) return;
    level.add_from(expiry(level, *counted.journey), counted.world.now, moments_.back().count, counted.together(), counted.sign);
}

void Ledger::add_persons_asked(Counted& counted, const Told& told) {
    Level& level = levels_[told.level];
    const bool dated = level.dated();
    const Members more = dated ? counted.here : counted.here & ~counted_on_others(counted, told);
    if (more == 0) return;
    const std::int32_t number = more == counted.here ? counted.number : number_of(more);
    if (told.plain) {
        level.now[0] += counted.sign * number;
        return;
    }
    if (!dated && !level.by_person) {
        if (level.grouping.counts(counted.together())) add(level.now, level.grouping, counted.together(), counted.sign * number);
        return;
    }
    const std::int32_t last = moments_.back().count;
    const auto add_one = [&](Members bit, const Seen& who) {
        const std::int32_t end = dated ? counted_from(counted, told, bit) : never;
        add_person(counted.world, level, last, who, expiry(level, *counted.journey), end, counted.sign);
    };
    if (!counted.world.sheet.persons) {  // households only: their members are alike
        for (Members left = more; left != 0; left &= left - 1) add_one(left & -left, counted.together());
        return;
    }
    for (const auto& [bit, who] : counted.each())
        if (more & bit) add_one(bit, who);
}

void Ledger::add_cost_together(Counted& counted, Cost& cost) {
    const Journey& journey = *counted.journey;
    const bool at_door = journey.state == Journey::State::at_door;
    const bool placed = given(counted.home->site);
    Members others = 0;  // whose place is paid for already
    for (const Other& other : placed ? counted.others() : nobody)
        if (other.journey->state == Journey::State::at_door ? cost.any_stage : static_cast<bool>(cost.stages[index(other.journey->stage)])) others |= other.covers;
    const auto pay = [&](const Seen& who, std::int64_t in_stage, std::int64_t in_place) {
        if (!cost.grouping.counts(who)) return;
        if (!at_door) add_cost(cost, cost.cell_of_stage[index(journey.stage)], who, counted.sign * in_stage);
        if (placed) add_cost(cost, cost.cell_of_site[index(who.site)], who, counted.sign * in_place);
    };
    if (!cost.by_person) return pay(counted.together(), counted.number, number_of(counted.here & ~others));
    for (const auto& [bit, who] : counted.each()) pay(who, 1, (others & bit) ? 0 : 1);
}

}  // namespace doorstroom
