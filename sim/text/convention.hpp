// How a table writes its numbers and dates: one file, one convention, told by what separates its columns. Programs write
// commas, decimal points and ISO dates; Dutch Excel semicolons, decimal commas and `31-12-2026`.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace doorstroom::text {

enum class Convention : std::uint8_t { points, commas };

// A cell as the language writes it; or what is wrong with it, where it is of the other convention or could be read in two
// ways. In a table of points, text that is no number or date at all stays as it is: whoever expects one says so.
struct Converted {
    std::string scalar;
    std::string fault;
    std::string help;
};

// A number, with or without a unit of time behind it.
Converted number_of_cell(Convention convention, std::string_view cell);
Converted date_of_cell(Convention convention, std::string_view cell);

// `0,25` or `-3,5`: a number that only the second convention has.
bool has_decimal_comma(std::string_view cell);

}  // namespace doorstroom::text
