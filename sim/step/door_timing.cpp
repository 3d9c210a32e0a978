// How long somebody stays, what may happen first, and what comes of it.
#include <algorithm>

#include "step/door.hpp"

namespace doorstroom {

namespace {

// The chance that a clock was set, given that it has not rung in `already` ticks.
std::uint64_t chance_left(std::uint64_t chance, const TickLaw& law, std::int32_t already) {
    if (already == 0) return chance;
    const double set = static_cast<double>(chance) * 0x1.0p-32;
    const double quiet = set * law.lasts(already);
    return set < 1 ? threshold(quiet / (1 - set + quiet)) : chance;
}

}  // namespace

// ---- clocks ---------------------------------------------------------------------------------------------------------

std::int32_t Door::ticks_to_age(JourneyId id, const Law& law) const {
    const Journey& journey = world_.journeys[id];
    const PersonId traveller = world_.traveller(journey);
    const PersonId person = given(traveller) ? traveller : world_.family(journey.household).first_person;
    const double age = world_.readings.number(law.parameters.front().value, world_.traits(journey));
    return std::max(0, plan_.calendar.first_tick_from(birthday(world_.persons_made[person].born, age)) - world_.now);
}

// So many ticks from now on, by the law of today of whoever is in this stage.
std::int32_t Door::ticks_by_who(JourneyId id, std::uint32_t word) const {
    const LawId law_id = plan_.at(world_.journeys[id].stage).law;
    const TickLaw& law = world_.readings.law(law_id, world_.traits(world_.journeys[id]));
    return law.to_an_age ? ticks_to_age(id, plan_.at(law_id)) : std::max(0, law.draw(word));
}

bool Door::is_theirs(const Clock& clock, const Journey& journey) const {
    return !given(clock.when) || holds(plan_, clock.when, world_.traits(journey));
}

bool Door::clock_is_set(JourneyId id, std::size_t each, std::uint32_t visit) {
    const Journey& journey = world_.journeys[id];
    const Clock& clock = plan_.at(journey.stage).race[each];
    if (!is_theirs(clock, journey)) return false;
    if (!given(clock.chance)) return true;
    const Block block = world_.chance.draw(world_.who(journey), world_.sheet.stages[index(journey.stage)].clocks[each], visit);
    return block[1] < world_.readings.chance(clock.chance, world_.traits(journey));
}

// The tick in which a clock of time rings, if it is set.
std::int32_t Door::rings(JourneyId id, std::size_t each, std::uint32_t visit, std::int32_t spent) {
    const Journey& journey = world_.journeys[id];
    const Stage& stage = plan_.at(journey.stage);
    const Clock& clock = stage.race[each];
    std::int32_t begun = world_.now.count - spent;
    std::uint32_t draws_visit = visit;
    if (given(clock.since)) {
        if (const std::int32_t since = world_.remember(id, world_.sheet.stages[index(clock.since)].entry); since != not_yet) begun = since;
        draws_visit = visit_of(id, clock.since);
    }
    const Traits traits = world_.traits(journey);
    const Block block = world_.chance.draw(world_.who(journey), world_.sheet.stages[index(journey.stage)].clocks[each], draws_visit);
    std::int64_t tick = 0;
    if (plan_.at(clock.after).family == Law::Family::age) {
        if (given(clock.chance) && block[1] >= world_.readings.chance(clock.chance, traits)) return never;
        tick = world_.now.count + std::int64_t{ticks_to_age(id, plan_.at(clock.after))};
    } else {
        const TickLaw& law = world_.readings.law(clock.after, traits);
        if (law.to_a_date) begun = world_.now.count;
        // What had begun before the run (only the stock's) had not rung when it began.
        const std::int32_t already = std::max(0, -begun);
        if (given(clock.chance) && block[1] >= chance_left(world_.readings.chance(clock.chance, traits), law, already)) return never;
        const std::int32_t after = already > 0 ? law.draw_given(already, block[0]) : std::max(0, law.draw(block[0]));
        tick = std::max<std::int64_t>(std::int64_t{begun} + after, world_.now.count);
    }
    // On an `await` a clock of its own rings one tick after entry at the earliest.
    if (stage.timing == Stage::Timing::await && !given(clock.since)) tick = std::max<std::int64_t>(tick, world_.now.count + (spent == 0));
    return static_cast<std::int32_t>(std::min<std::int64_t>(tick, never));
}

Door::Ring Door::first_clock(JourneyId id, std::uint32_t visit, std::int32_t spent) {
    const Stage& stage = plan_.at(world_.journeys[id].stage);
    Ring first;
    for (std::size_t each = 0; each < stage.race.size(); ++each) {
        const Clock& clock = stage.race[each];
        std::int32_t tick = never;
        if (clock.kind == Clock::Kind::after) {
            if (!is_theirs(clock, world_.journeys[id])) continue;
            tick = rings(id, each, visit, spent);
        } else if (clock.kind == Clock::Kind::until) {
            if (clock_is_set(id, each, visit) && holds(plan_, clock.until, world_.seen(world_.journeys[id])))
                tick = world_.now.count + (stage.timing == Stage::Timing::await && spent == 0);
        }
        if (tick < first.tick) first = {tick, static_cast<std::int8_t>(each)};
    }
    return first;
}

void Door::join_races(JourneyId id, std::uint32_t visit) {
    const Journey& journey = world_.journeys[id];
    const Stage& stage = plan_.at(journey.stage);
    const StageSheet& sheet = world_.sheet.stages[index(journey.stage)];
    for (std::size_t each = 0; each < stage.race.size(); ++each) {
        const Clock& clock = stage.race[each];
        if (clock.kind == Clock::Kind::until) look_at_birthdays(id, clock.until);
        if (clock.kind != Clock::Kind::await && clock.kind != Clock::Kind::lodge) continue;
        if (!clock_is_set(id, each, visit)) continue;
        const Block block = world_.chance.draw(world_.who(journey), sheet.clocks[each], visit);
        const auto request = static_cast<std::int8_t>(each);
        if (clock.kind == Clock::Kind::await) resources_.join(clock.resource, world_.mover(id), request, block);
        else resources_.lodging.clock(id, request, clock.resource, block[2]);
    }
}

// ---- timing ---------------------------------------------------------------------------------------------------------

StageId Door::wait_until(JourneyId id, const Block& block, std::uint32_t visit) {
    const Journey& journey = world_.journeys[id];
    const Stage& stage = plan_.at(journey.stage);
    const Seen seen = world_.seen(journey);
    if (holds(plan_, stage.until, seen)) return choose(id, rows_[journey.stage], block[1]);
    Ring ring;
    if (!stage.race.empty()) ring = first_clock(id, visit, 0);
    if (ring.tick == world_.now.count) return rung(id, stage, ring.outcome);
    if (!can_hold(stage.until, seen)) {
        because(id, Why::condition_void);
        return given(stage.otherwise) ? stage.otherwise : choose(id, rows_[journey.stage], block[1]);
    }
    world_.journeys[id].state = Journey::State::waiting;
    schedule(world_.mover(id), ring);
    look_at_birthdays(id, stage.until);
    if (!stage.race.empty()) join_races(id, visit);
    return none<StageId>;
}

// Whether a condition that does not hold may do so later: journeys that it asks for are running or set going.
bool Door::can_hold(ConditionId id, const Seen& seen) const {
    using Op = Condition::Op;
    const Condition& condition = plan_.at(id);
    const auto child_can = [&](ConditionId child) { return can_hold(child, seen); };
    switch (condition.op) {
        case Op::all: return std::all_of(condition.children.begin(), condition.children.end(), child_can);
        case Op::any: return std::any_of(condition.children.begin(), condition.children.end(), child_can);
        case Op::own:
        case Op::linked: {
            const bool linked = condition.op == Op::linked;
            return watched(world_, seen.household, seen.person, condition.watch, linked) || watch_alive(world_, seen.household, condition.watch, linked);
        }
        case Op::age: return static_cast<double>(seen.traits.age) < condition.below;
        default: return true;
    }
}

// The next birthday at which a condition on the age may change its answer.
void Door::look_at_birthdays(JourneyId id, ConditionId condition_id) {
    const Condition& condition = plan_.at(condition_id);
    for (const ConditionId child : condition.children) look_at_birthdays(id, child);
    if (condition.op != Condition::Op::age) return;
    const Journey& journey = world_.journeys[id];
    const PersonId traveller = world_.traveller(journey);
    const Person& person = world_.persons_made[given(traveller) ? traveller : world_.family(journey.household).first_person];
    for (const double age : {condition.from, condition.below}) {
        if (!(age > 0 && age < 200)) continue;
        const Tick tick = plan_.calendar.first_tick_from(birthday(person.born, age));
        if (tick > world_.now) turns_.look_on(tick, id);
    }
}

// ---- what comes of it -----------------------------------------------------------------------------------------------

void Door::look(const Due& due) {
    const JourneyId id = due.journey;
    const Journey& journey = world_.journeys[id];
    if (journey.stamp != due.stamp || !given(journey.stage) || journey.state == Journey::State::served || journey.state == Journey::State::deferred) return;
    const Stage& stage = plan_.at(journey.stage);
    const Seen seen = world_.seen(journey);
    const bool waits = stage.timing == Stage::Timing::until;
    if (waits && holds(plan_, stage.until, seen)) {
        because(id, Why::condition_held);
        return move(world_.mover(id), choose(id, rows_[journey.stage], journey.next_word));
    }
    for (std::size_t each = 0; each < stage.race.size(); ++each)
        if (stage.race[each].kind == Clock::Kind::until && holds(plan_, stage.race[each].until, seen) && clock_is_set(id, each, visit_of(id, journey.stage)))
            return move(world_.mover(id), rung(id, stage, static_cast<std::int8_t>(each)));
    if (!waits || can_hold(stage.until, seen)) return;
    because(id, Why::condition_void);
    move(world_.mover(id), given(stage.otherwise) ? stage.otherwise : choose(id, rows_[journey.stage], journey.next_word));
}

}  // namespace doorstroom
