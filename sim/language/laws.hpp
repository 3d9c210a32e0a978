// Distributions (section 5 of the language): of durations, of shifts of dates, and of plain factors.
#pragma once

#include <string>

#include "language/compilation.hpp"
#include "language/fields.hpp"

namespace doorstroom::language {

// `expects` is law, shift or factor.
LawId compile_law(Compilation& compilation, const text::Node& node, const std::string& address, Expects expects);

}  // namespace doorstroom::language
