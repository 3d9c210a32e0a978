// Units of the field table in words: `openings/year` is "openings a year", in Dutch "openingen per jaar".
#pragma once

#include <string>
#include <string_view>

namespace doorstroom {

std::string unit_in_words(std::string_view unit, bool is_one, bool in_dutch);

}  // namespace doorstroom
