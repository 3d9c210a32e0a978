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

void Ledger::count_together(World& world, JourneyId id, std::int32_t sign) {
    Link& link = world.link(id);
    if (link.counted == (sign > 0)) return;
    link.counted = false;  // not among the others
    for (const Told& told : told_of(world.journeys[id])) add_together(world, told, id, sign);
    for (Cost& cost : costs_) add_cost_together(world, cost, id, sign);
    link.counted = sign > 0;
}

namespace {

// What a level counts of one person over time: from `begin` to before `end`, cut where `where` changes with the age.
void add_person(World& world, Level& level, std::int32_t last, Seen who, std::int32_t begin, std::int32_t end, std::int32_t sign) {
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

// A household is counted where those of its members live who do not live apart; persons where they live.
void Ledger::add_together(World& world, const Told& told, JourneyId id, std::int32_t sign) {
    const HouseholdId household = world.journeys[id].household;
    if (levels_[told.level].households) return add_home(world, told, id, world.everybody(household), world.households[household], sign);
    world.for_each_home(household, [&](Members living, const Home& home) { add_home(world, told, id, living, home, sign); });
}

void Ledger::add_home(World& world, const Told& told, JourneyId id, Members living, const Home& home, std::int32_t sign) {
    Level& level = levels_[told.level];
    const Journey& journey = world.journeys[id];
    const auto fits = [&](const Journey& other) {
        if (level.queueing && other.state != Journey::State::queueing) return false;
        return level.unplaced_in == Home::no_pool || unplaced(level, home, other);
    };
    Members here = world.link(id).covers & living;
    if (here == 0 || !fits(journey)) return;
    if (told.lodged && !(given(home.site) && level.lodged[index(home.site)])) return;

    const auto seen = [&] {
        Seen who = world.seen(journey);
        who.site = home.site;
        return who;
    };

    // Who of them is counted already, and from when on.
    Members others = 0;
    std::vector<std::pair<std::int32_t, Members>> later;
    world.for_each_journey(journey.household, [&](JourneyId other_id) {
        if (other_id == id || !world.link(other_id).counted) return;
        const Journey& other = world.journeys[other_id];
        const std::vector<Told>& heard = told_of(other);
        if (std::none_of(heard.begin(), heard.end(), [&](const Told& each) { return each.level == told.level; }) || !fits(other)) return;
        others |= world.link(other_id).covers;
        if (level.dated()) later.emplace_back(expiry(level, other), world.link(other_id).covers);
    });
    const std::int32_t last = moments_.back().count;
    if (level.households) {
        const Seen who = seen();
        if (others == 0 && level.grouping.counts(who)) level.add_from(expiry(level, journey), world.now, last, who, sign);
        return;
    }
    if (!level.dated() && !level.by_person) {
        const Seen who = seen();
        if (const int more = std::popcount(here & ~others); more > 0 && level.grouping.counts(who)) add(level.now, level.grouping, who, sign * more);
        return;
    }
    const auto until = [&](Members bit) {
        std::int32_t end = never;
        for (const auto& [begin, covers] : later)
            if (covers & bit) end = std::min(end, begin);
        return end;
    };
    Seen who = seen();
    if (!world.sheet.persons) {  // households only: their members are alike
        for (; here != 0; here &= here - 1) add_person(world, level, last, who, expiry(level, journey), until(here & -here), sign);
        return;
    }
    world.for_each_person(journey.household, [&](PersonId person) {
        const Members bit = Members{1} << world.persons_made[person].bit;
        if (!(here & bit) || (!level.dated() && (others & bit))) return;
        who.person = person;
        who.traits = world.traits_of(journey.household, person);
        add_person(world, level, last, who, expiry(level, journey), level.dated() ? until(bit) : never, sign);
    });
}

void Ledger::add_cost_together(World& world, Cost& cost, JourneyId id, std::int32_t sign) {
    const Journey& journey = world.journeys[id];
    const bool at_door = journey.state == Journey::State::at_door;
    if (at_door ? !cost.any_stage : !cost.stages[index(journey.stage)]) return;
    Members others = 0;  // whose place is paid for already
    world.for_each_journey(journey.household, [&](JourneyId other_id) {
        if (other_id == id || !world.link(other_id).counted) return;
        const Journey& other = world.journeys[other_id];
        if (other.state == Journey::State::at_door ? cost.any_stage : cost.stages[index(other.stage)]) others |= world.link(other_id).covers;
    });
    const auto pay = [&](const Seen& who, std::int64_t in_stage, std::int64_t in_place) {
        if (!cost.grouping.counts(who)) return;
        if (!at_door) add_cost(cost, cost.cell_of_stage[index(journey.stage)], who, sign * in_stage);
        if (given(who.site)) add_cost(cost, cost.cell_of_site[index(who.site)], who, sign * in_place);
    };
    world.for_each_home(journey.household, [&](Members living, const Home& home) {
        const Members here = world.link(id).covers & living;
        if (here == 0) return;
        Seen who = world.seen(journey);
        who.site = home.site;
        if (!cost.by_person) return pay(who, std::popcount(here), std::popcount(here & ~others));
        world.for_each_person(journey.household, [&](PersonId person) {
            const Members bit = Members{1} << world.persons_made[person].bit;
            if (!(here & bit)) return;
            who.person = person;
            who.traits = world.traits_of(journey.household, person);
            pay(who, 1, (others & bit) ? 0 : 1);
        });
    });
}

}  // namespace doorstroom
