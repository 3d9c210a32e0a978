#include "step/causes.hpp"

#include <algorithm>

namespace doorstroom {

namespace {

Told told(const Standing& standing) {
    switch (standing.hold) {
        case Standing::Hold::closed: return {Cause::closed, standing.ahead};
        case Standing::Hold::size: return {Cause::size, standing.ahead};
        case Standing::Hold::queue: return {Cause::queue, standing.ahead};
        case Standing::Hold::first: return {Cause::first, standing.ahead};
    }
    return {};
}

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

}  // namespace

Told cause_of(const World& world, const Resources& resources, JourneyId id) {
    const Plan& plan = world.plan;
    const Journey& journey = world.journeys[id];
    if (journey.state == Journey::State::deferred) return {Cause::time, -1};
    if (journey.state == Journey::State::at_door) {
        const auto standing = resources.standing(plan.at(static_cast<StageId>(journey.next_word)).pool, id, Journey::at_the_door);
        return standing ? told(*standing) : Told{};
    }
    const Stage& stage = plan.at(journey.stage);
    if (stage.timing == Stage::Timing::await && journey.state != Journey::State::served) {
        const auto standing = resources.standing(stage.awaits, id, Journey::own_end);
        return standing ? told(*standing) : Told{};
    }
    if (stage.timing == Stage::Timing::until) return {cause_of(plan, stage.until), -1};
    if (is_prescribed(plan, stage)) return {Cause::law, -1};
    const bool for_ever = given(stage.law) && plan.at(stage.law).family == Law::Family::forever;
    return for_ever ? of_clocks(resources, stage, id) : Told{Cause::time, -1};
}

}  // namespace doorstroom
