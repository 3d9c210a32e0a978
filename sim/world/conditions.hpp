// Whether a condition of the plan holds for somebody.
#pragma once

#include <algorithm>

#include "world/people.hpp"
#include "world/readings.hpp"

namespace doorstroom {

struct World;

// Somebody as conditions and measures see them: traits, where they live, for costs who pays, and whose journeys are theirs.
struct Seen {
    Traits traits;
    SiteId site = none<SiteId>;
    std::int32_t payer = -1;  // position among the labels of a breakdown by payer
    const World* world = nullptr;
    HouseholdId household = none<HouseholdId>;
    PersonId person = none<PersonId>;
    std::int32_t cause = -1;  // position among the labels of a breakdown by cause
};

bool watched(const World& world, HouseholdId household, PersonId person, WatchId watch, bool linked);

inline bool holds(const Plan& plan, ConditionId id, const Seen& seen) {
    using Op = Condition::Op;
    const Condition& condition = plan.at(id);
    const Traits& traits = seen.traits;
    const auto child_holds = [&](ConditionId child) { return holds(plan, child, seen); };
    const auto within = [&](double number) { return number >= condition.from && number < condition.below; };
    switch (condition.op) {
        case Op::all: return std::all_of(condition.children.begin(), condition.children.end(), child_holds);
        case Op::any: return std::any_of(condition.children.begin(), condition.children.end(), child_holds);
        case Op::negation: return !child_holds(condition.children.front());
        case Op::attribute: {
            const Attribute& attribute = plan.at(condition.attribute);
            return condition.accepted[code_of(attribute, attribute.of_person ? traits.person : traits.attributes)];
        }
        case Op::household_size: return within(traits.size);
        case Op::expected_size: return within(traits.expected);
        case Op::member: return within(traits.member);
        case Op::age: return within(static_cast<double>(traits.age));
        case Op::site: return given(seen.site) && condition.accepted[index(seen.site)];
        case Op::own:
        case Op::linked:
            return seen.world && watched(*seen.world, seen.household, seen.person, condition.watch, condition.op == Op::linked);
    }
    return false;
}

inline bool holds(const Plan& plan, ConditionId id, const Traits& traits, SiteId site = none<SiteId>) {
    Seen seen;
    seen.traits = traits;
    seen.site = site;
    return holds(plan, id, seen);
}

}  // namespace doorstroom
