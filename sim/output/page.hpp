// The whole of a scenario on one page: stages that belong together share a box, and what is between them is left out.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "output/picture.hpp"

namespace doorstroom {

// At most so many boxes of stages, or one for each pathway where that is more.
Picture draw_folded(const Plan& plan, Language language, std::size_t at_most);

enum class Paper : std::uint8_t { a4, a3 };  // lying

struct Point {
    double x = 0, y = 0;  // in points, from the lower left of the paper
};

// Where everything stands on the paper. The size of the text is fixed, so that what is printed can be read.
struct PageLayout {
    struct Card {
        const Picture::Box* box;
        bool tells_all = false;                 // ends, or the whole of a pathway: its name alone would say nothing
        std::vector<std::string> comes_in;      // the sources that begin here
        std::vector<std::string> name, lines;   // broken to the width of the card
        Point middle;
        double height = 0;
    };
    struct Frame {
        std::string title;
        Point low, high;
    };
    Point paper;
    std::vector<Card> cards;
    std::vector<Frame> frames;  // of pathways that more than one card tells
    double card_width = 0;
};

// Nothing where it does not fit, even with only the names of the boxes.
std::optional<PageLayout> lay_out(const Picture& picture, Paper paper, Language language);

// For Graphviz, which only draws the lines between what stands: `neato -n2`.
std::string to_dot(const Picture& picture, const PageLayout& layout);

// What Graphviz made of that, as large as the paper.
std::string on_paper(const std::string& svg, Paper paper);

}  // namespace doorstroom
