#include "step/causes.hpp"

#include <algorithm>

namespace doorstroom {

namespace {

Cause cause_of(Standing::Hold hold) {
    switch (hold) {
        case Standing::Hold::closed: return Cause::closed;
        case Standing::Hold::size: return Cause::size;
        case Standing::Hold::queue: return Cause::queue;
        case Standing::Hold::first: return Cause::first;
    }
    return Cause::untold;
}

Told told(const Standing& standing) { return {cause_of(standing.hold), standing.ahead}; }

// Drawn times differ from one household to the next; what a law prescribes is the same for all whom it concerns.
bool is_prescribed(const Plan& plan, const Stage& stage) {
    if (stage.law_reference.empty() || !given(stage.law)) return false;
    const Law::Family family = plan.at(stage.law).family;
    return family == Law::Family::fixed || family == Law::Family::until || family == Law::Family::age;
}

// Of a condition that does not hold: what it asks after.
Cause cause_of(const Plan& plan, ConditionId id) {
    const Condition& condition = plan.at(id);
    switch (condition.op) {
        case Condition::Op::linked: return Cause::relatives;
        case Condition::Op::own:
        case Condition::Op::age: return Cause::own;
        case Condition::Op::all:
        case Condition::Op::any:
        case Condition::Op::negation: break;
        default: return Cause::untold;
    }
    Cause first = Cause::untold;
    for (const ConditionId child : condition.children) first = std::min(first, cause_of(plan, child));
    return first;
}

// Who stays until something happens waits for what the clocks of the stage wait for. Of several the first cause holds.
Told of_clocks(const Resources& resources, const Stage& stage, JourneyId id) {
    Told first{Cause::time, -1};
    for (std::size_t each = 0; each < stage.race.size(); ++each) {
        const Clock& clock = stage.race[each];
        if (clock.kind != Clock::Kind::await && clock.kind != Clock::Kind::lodge) continue;
        const auto standing = resources.standing(clock.resource, id, static_cast<std::int8_t>(each));
        if (standing && told(*standing).cause < first.cause) first = told(*standing);
    }
    return first;
}

bool waits_for_ever(const Plan& plan, const Stage& stage) { return given(stage.law) && plan.at(stage.law).family == Law::Family::forever; }

// In a queue of the stage's own, and not served yet.
bool is_awaiting(const Stage& stage, const Journey& journey) { return stage.timing == Stage::Timing::await && journey.state != Journey::State::served; }

}  // namespace

Told cause_of(const World& world, const Resources& resources, JourneyId id) {
    const Plan& plan = world.plan;
    const Journey& journey = world.journeys[id];
    if (journey.state == Journey::State::deferred) return {Cause::time, -1};
    const auto told_by = [&](ResourceId resource, std::int8_t request) {
        const auto standing = resources.standing(resource, id, request);
        return standing ? told(*standing) : Told{};
    };
    if (journey.state == Journey::State::at_door) return told_by(plan.at(static_cast<StageId>(journey.next_word)).pool, Journey::at_the_door);
    const Stage& stage = plan.at(journey.stage);
    if (is_awaiting(stage, journey)) return told_by(stage.awaits, Journey::own_end);
    const Cause cause = cause_but_for_queues(world, id);
    return cause == Cause::time && waits_for_ever(plan, stage) ? of_clocks(resources, stage, id) : Told{cause, -1};
}

Cause cause_but_for_queues(const World& world, JourneyId id) {
    const Plan& plan = world.plan;
    const Journey& journey = world.journeys[id];
    const Stage& stage = plan.at(journey.stage);
    if (journey.state == Journey::State::deferred) return Cause::time;
    if (is_awaiting(stage, journey)) return Cause::untold;
    if (stage.timing == Stage::Timing::until) return cause_of(plan, stage.until);
    return is_prescribed(plan, stage) ? Cause::law : Cause::time;
}

Cause cause_in_queue(const World& world, JourneyId id, Cause before, std::int8_t request, Standing::Hold hold) {
    const Journey& journey = world.journeys[id];
    const Stage& stage = world.plan.at(journey.stage);
    if (journey.state == Journey::State::deferred) return before;
    if (is_awaiting(stage, journey)) return request == Journey::own_end ? cause_of(hold) : before;
    return request >= 0 && waits_for_ever(world.plan, stage) ? std::min(before, cause_of(hold)) : before;
}

}  // namespace doorstroom
