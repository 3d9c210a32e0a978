// Text in columns for the screen, and numbers as the language of the reader writes them.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "output/picture.hpp"
#include "report/paired.hpp"

namespace doorstroom {

std::string left(const std::string& text, std::size_t width);
std::string right(const std::string& text, std::size_t width);

using Cells = std::vector<std::string>;
// How wide each column is; what is wider than `widest` in the first one does not count.
std::vector<std::size_t> widths_of(const std::vector<Cells>& rows, std::size_t widest);
// The first column from the left, the others from the right, two blanks between them; what is too wide for the first column
// stands above.
std::string aligned(const Cells& row, const std::vector<std::size_t>& widths);

// With the separators of the language: 1,234.5 or 1.234,5; the sign is left off.
std::string grouped(double number, int decimals, Language language);
// So many decimals that three digits say something.
std::string level_text(double number, bool is_share, Language language);
// `+1,234 ± 56`, to the digits that the interval carries; `0` where it is exactly that.
std::string effect_text(const PairedEffect& effect, Language language);
// `−24 %` of a level; empty where that says nothing.
std::string percent_text(double effect, double level, Language language);

}  // namespace doorstroom
