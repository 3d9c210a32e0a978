// The measures of a page, in points of a 72nd of an inch.
#pragma once

#include "output/page.hpp"

namespace doorstroom::page_measures {

constexpr double points_per_millimetre = 72 / 25.4;

struct Measures {
    double width, height;  // of the paper, in millimetres
    std::size_t columns;
    Point paper;
};

constexpr Measures measures_of(Paper paper) {
    Measures made = paper == Paper::a3 ? Measures{420, 297, 6, {}} : Measures{297, 210, 4, {}};
    made.paper = {made.width * points_per_millimetre, made.height * points_per_millimetre};
    return made;
}

constexpr double margin = 25;
constexpr double column_gap = 34, row_gap = 18, shelf_gap = 6;
constexpr double frame_gap = 6, frame_title = 14;       // around the cards of a pathway; above them its name
constexpr double title_height = 24, legend_height = 20;
constexpr double padding = 4;                           // within a card

constexpr double title_size = 20, frame_size = 11, name_size = 10, text_size = 9, leading = 1.24;
constexpr double letter = 0.56, bold_letter = 0.64;     // the mean width of one in a wide typeface, for one of size 1
constexpr std::size_t most_named = 9;                   // stages in a card beside the one that gives it its name
constexpr std::size_t named_at_least = 1;               // where that name is not enough

}  // namespace doorstroom::page_measures
