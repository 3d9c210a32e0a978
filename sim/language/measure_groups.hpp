// What a measure is broken down by.
#pragma once

#include "language/compilation.hpp"

namespace doorstroom::language {

// What a `wait_by_cause` is always broken down by, first of all.
Breakdown by_cause();

// An attribute, `site`, `site.COLUMN` or `payer`, with its labels in order.
Breakdown breakdown_of(Compilation& compilation, const Measure& measure, const text::Node& name);

}  // namespace doorstroom::language
