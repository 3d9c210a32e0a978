// The pathways of a plan as a picture: stages as boxes, coloured by pillar, and every way from one to the next.
#pragma once

#include <string>
#include <vector>

#include "doorstroom/plan.hpp"

namespace doorstroom {

enum class Language : std::uint8_t { nl, en };

const std::string& title_in(Language language, const Title& title);

// What there is to draw, in words, before it becomes any notation.
struct Picture {
    enum class Line : std::uint8_t { next, clock, begins };  // the stage's own end; a clock that rings; arrives or is brought
    struct Box {
        std::string name;         // asylum.decision
        std::vector<std::string> lines;
        std::string pillar;
        bool final = false;
    };
    struct Arrow {
        std::string from;
        std::string to;
        std::string text;
        Line line = Line::next;
    };
    struct Frame {
        std::string title;
        std::vector<Box> boxes;
    };

    std::string title;
    std::vector<Box> sources;
    std::vector<Frame> pathways;
    std::vector<Arrow> arrows;
};

Picture draw(const Plan& plan, Language language);

std::string to_dot(const Picture& picture);      // Graphviz
std::string to_mermaid(const Picture& picture);  // for Markdown pages

}  // namespace doorstroom
