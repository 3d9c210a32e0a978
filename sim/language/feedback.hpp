// Numbers fed back from the run (section 4 of the language).
#pragma once

#include <functional>

#include "language/compilation.hpp"

namespace doorstroom::language {

// Where whoever asks has none of the values that a fed-back measure is broken down by, it is read of all.
void read_the_total(Value& value, const std::function<bool(const Axis&)>& is_told_apart);
// What can only be judged once the measures are compiled: whether they are rates, and have those statistics.
void check_feedbacks(Compilation& compilation);

}  // namespace doorstroom::language
