// Counts people who have several journeys: whoever fits a measure on more than one of them is counted once. A journey adds
// what those that are counted already do not cover, and takes the same away again.
#include <algorithm>
#include <bit>

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

// Who of the same people is counted already on other journeys.
void Ledger::gather_others(const World& world, JourneyId id) {
    others_.clear();
    for (JourneyId other = world.households[world.journeys[id].household].journey; given(other); other = world.link(other).next)
        if (other != id && world.link(other).counted) {
            const Journey& journey = world.journeys[other];
            others_.push_back({&journey, world.link(other).covers, &tells_of(journey)});
        }
}

// A household is counted where those of its members live who do not live apart; persons where they live.
void Ledger::count_together(World& world, JourneyId id, std::int32_t sign) {
    Link& link = world.link(id);
    if (link.counted == (sign > 0)) return;
    link.counted = false;  // not among the others
    gather_others(world, id);
    const Journey& journey = world.journeys[id];
    const std::vector<Told>& told = told_of(journey);
    const HouseholdId household = journey.household;
    Counted counted{world, journey, link.covers & world.everybody(household), world.households[household], world.seen(journey), {}, sign};
    counted.who.site = world.households[household].site;
    for (const Told& each : told)
        if (levels_[each.level].households) add_household(counted, each);
    world.for_each_home(household, [&](Members living, const Home& home) {
        Counted there{world, journey, link.covers & living, home, counted.who, {}, sign};
        if (there.here == 0) return;
        there.who.site = home.site;
        for (const Told& each : told)
            if (!levels_[each.level].households) add_persons(there, each);
        for (Cost& cost : costs_) add_cost_together(there, cost);
    });
    link.counted = sign > 0;
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

bool Ledger::fits(const Counted& counted, const Told& told, const Journey& journey) const {
    const Level& level = levels_[told.level];
    if (level.queueing && journey.state != Journey::State::queueing) return false;
    return level.unplaced_in == Home::no_pool || unplaced(level, counted.home, journey);
}

bool Ledger::is_asked_of(const Counted& counted, const Told& told) const {
    if (counted.here == 0 || !fits(counted, told, counted.journey)) return false;
    return !told.lodged || (given(counted.home.site) && levels_[told.level].lodged[index(counted.home.site)]);
}

// Whom a level counts already.
Members Ledger::counted_on_others(const Counted& counted, const Told& told) const {
    Members members = 0;
    for (const Other& other : others_)
        if ((*other.told)[told.level] && fits(counted, told, *other.journey)) members |= other.covers;
    return members;
}

// From when on.
std::int32_t Ledger::counted_from(const Counted& counted, const Told& told, Members bit) const {
    std::int32_t begin = never;
    for (const Other& other : others_)
        if ((other.covers & bit) && (*other.told)[told.level] && fits(counted, told, *other.journey))
            begin = std::min(begin, expiry(levels_[told.level], *other.journey));
    return begin;
}

void Ledger::add_household(const Counted& counted, const Told& told) {
    Level& level = levels_[told.level];
    if (!is_asked_of(counted, told) || counted_on_others(counted, told) != 0 || !level.grouping.counts(counted.who)) return;
    level.add_from(expiry(level, counted.journey), counted.world.now, moments_.back().count, counted.who, counted.sign);
}

void Ledger::add_persons(Counted& counted, const Told& told) {
    Level& level = levels_[told.level];
    if (!is_asked_of(counted, told)) return;
    const bool dated = level.dated();
    const Members others = dated ? 0 : counted_on_others(counted, told);
    const Members more = counted.here & ~others;
    if (more == 0) return;
    if (!dated && !level.by_person) {
        if (level.grouping.counts(counted.who)) add(level.now, level.grouping, counted.who, counted.sign * std::popcount(more));
        return;
    }
    const std::int32_t last = moments_.back().count;
    const auto add_one = [&](Members bit, const Seen& who) {
        add_person(counted.world, level, last, who, expiry(level, counted.journey), dated ? counted_from(counted, told, bit) : never, counted.sign);
    };
    if (!counted.world.sheet.persons) {  // households only: their members are alike
        for (Members left = more; left != 0; left &= left - 1) add_one(left & -left, counted.who);
        return;
    }
    for (const auto& [bit, who] : counted.each())
        if (more & bit) add_one(bit, who);
}

// The persons whom this journey counts here, each as measures see them.
const std::vector<std::pair<Members, Seen>>& Ledger::Counted::each() {
    if (!persons.empty()) return persons;
    world.for_each_person(journey.household, [&](PersonId person) {
        const Members bit = Members{1} << world.persons_made[person].bit;
        if (!(here & bit)) return;
        Seen one = who;
        one.person = person;
        one.traits = world.traits_of(journey.household, person);
        persons.emplace_back(bit, one);
    });
    return persons;
}

void Ledger::add_cost_together(Counted& counted, Cost& cost) {
    const auto counts = [&](const Journey& journey) {
        return journey.state == Journey::State::at_door ? cost.any_stage : static_cast<bool>(cost.stages[index(journey.stage)]);
    };
    const Journey& journey = counted.journey;
    if (!counts(journey)) return;
    const bool at_door = journey.state == Journey::State::at_door;
    Members others = 0;  // whose place is paid for already
    for (const Other& other : others_)
        if (counts(*other.journey)) others |= other.covers;
    const auto pay = [&](const Seen& who, std::int64_t in_stage, std::int64_t in_place) {
        if (!cost.grouping.counts(who)) return;
        if (!at_door) add_cost(cost, cost.cell_of_stage[index(journey.stage)], who, counted.sign * in_stage);
        if (given(who.site)) add_cost(cost, cost.cell_of_site[index(who.site)], who, counted.sign * in_place);
    };
    if (!cost.by_person) return pay(counted.who, std::popcount(counted.here), std::popcount(counted.here & ~others));
    for (const auto& [bit, who] : counted.each()) pay(who, 1, (others & bit) ? 0 : 1);
}

}  // namespace doorstroom
