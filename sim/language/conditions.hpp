// Conditions on whoever travels (section 7 of the language).
#pragma once

#include "language/compilation.hpp"

namespace doorstroom::language {

enum class Of : std::uint8_t { household, household_at_a_site };  // the latter in measures: also `site`, `site.COLUMN`

ConditionId compile_condition(Compilation& compilation, const text::Node& node, Of of);

// Whether the condition, or one it is made of, is such a one.
template <class Is>
bool any_part(const Plan& plan, ConditionId id, const Is& is) {
    if (!given(id)) return false;
    const Condition& condition = plan.at(id);
    if (is(condition)) return true;
    for (const ConditionId child : condition.children)
        if (any_part(plan, child, is)) return true;
    return false;
}

}  // namespace doorstroom::language
