// The parts of the table of the language that stand in files of their own.
#pragma once

#include "language/fields.hpp"

namespace doorstroom::language {

std::vector<Kind> kinds_of_values();
std::vector<Kind> kinds_of_choices();
std::vector<Kind> kinds_of_laws();
std::vector<Kind> kinds_of_measures();
std::vector<Kind> kinds_of_policies();

}  // namespace doorstroom::language
