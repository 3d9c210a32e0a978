// The pathways of a plan as a picture: stages as boxes, coloured by pillar, what is scarce beside them, and every way
// from one to the next.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "doorstroom/plan.hpp"

namespace doorstroom {

enum class Language : std::uint8_t { nl, en };

const std::string& title_in(Language language, const Title& title);

// What there is to draw, in words, before it becomes any notation.
struct Picture {
    enum class Shape : std::uint8_t { stage, final, source, places, slots, servers };
    // The stage's own end; a clock that rings, or what else may come first; another journey that starts or is brought;
    // one that joins; whom a resource serves.
    enum class Line : std::uint8_t { next, clock, other, joins, serves };
    struct Box {
        std::string name;  // asylum.decision
        std::vector<std::string> lines;
        std::string pillar;
        Shape shape = Shape::stage;
    };
    struct Arrow {
        std::string from;
        std::string to;
        std::string text;
        Line line = Line::next;
    };
    struct Frame {
        std::string name;
        std::string title;
        std::vector<Box> boxes;
    };

    std::string title;
    std::vector<Box> sources;
    std::vector<Frame> pathways;
    std::vector<Box> resources;
    std::vector<Arrow> arrows;
    Frame legend;                       // one box for each pillar and shape there is
    std::vector<Arrow> legend_of_lines;  // between boxes of its own
};

// The number of a value on the day of the picture, at these positions of its axes; a NaN where there is none.
using NumberOf = std::function<double(const Value& value, const std::vector<std::uint32_t>& positions)>;

Picture draw(const Plan& plan, Language language, const NumberOf& number_of);

std::string to_dot(const Picture& picture);      // Graphviz
std::string to_mermaid(const Picture& picture);  // for Markdown pages

}  // namespace doorstroom
