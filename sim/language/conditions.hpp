// Conditions on a household (section 7 of the language).
#pragma once

#include "language/compilation.hpp"

namespace doorstroom::language {

enum class Of : std::uint8_t { household, household_at_a_site };  // the latter in measures: also `site`, `site.COLUMN`

ConditionId compile_condition(Compilation& compilation, const text::Node& node, Of of);

}  // namespace doorstroom::language
