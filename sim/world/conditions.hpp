// Whether a condition of the plan holds for a household.
#pragma once

#include <algorithm>

#include "world/readings.hpp"

namespace doorstroom {

inline bool holds(const Plan& plan, ConditionId id, const Traits& traits, SiteId site = none<SiteId>) {
    using Op = Condition::Op;
    const Condition& condition = plan.at(id);
    const auto child_holds = [&](ConditionId child) { return holds(plan, child, traits, site); };
    switch (condition.op) {
        case Op::all: return std::all_of(condition.children.begin(), condition.children.end(), child_holds);
        case Op::any: return std::any_of(condition.children.begin(), condition.children.end(), child_holds);
        case Op::negation: return !child_holds(condition.children.front());
        case Op::attribute: return condition.accepted[code_of(plan.at(condition.attribute), traits.attributes)];
        case Op::household_size: return traits.size >= condition.from && traits.size < condition.below;
        case Op::site: return given(site) && condition.accepted[index(site)];
        case Op::expected_size:
        case Op::member:
        case Op::age:
        case Op::own:
        case Op::linked: break;
    }
    return false;
}

}  // namespace doorstroom
