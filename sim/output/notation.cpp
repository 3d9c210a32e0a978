#include <array>
#include <string_view>

#include <fmt/format.h>

#include "output/notation.hpp"
#include "output/picture.hpp"

namespace doorstroom {

namespace {

struct Colour {
    std::string_view pillar;
    std::string_view fill;
};

// Light tints of a palette that can be told apart without seeing red and green apart.
constexpr std::array<Colour, 5> colours{{{"opvang", "#cfe8f7"},
                                         {"huisvesting", "#fdeac2"},
                                         {"inburgering", "#cdeee2"},
                                         {"zonder_documenten", "#f8dcca"},
                                         {"", "#f2f2f2"}}};

}  // namespace

std::string_view colour_of(const std::string& pillar) {
    for (const Colour& colour : colours)
        if (colour.pillar == pillar) return colour.fill;
    return colours.back().fill;
}

std::string replaced(std::string text, char letter, std::string_view by) {
    for (std::size_t at = text.find(letter); at != std::string::npos; at = text.find(letter, at + by.size())) text.replace(at, 1, by);
    return text;
}

std::string in_quotes(const std::string& text) { return '"' + replaced(replaced(text, '\\', "\\\\"), '"', "\\\"") + '"'; }

namespace {

std::string lines_in_dot(const Picture::Box& box) {
    std::string text;
    for (const std::string& line : box.lines) text += (text.empty() ? "" : "\n") + line;
    return replaced(in_quotes(text), '\n', "\\n");
}

// What each is drawn as: a pool as a house, openings as a note that is taken, servers as a counter.
std::string_view shape_in_dot(Picture::Shape shape) {
    switch (shape) {
        case Picture::Shape::stage: return "";
        case Picture::Shape::final: return ", peripheries=2";
        case Picture::Shape::source: return ", shape=ellipse";
        case Picture::Shape::places: return ", shape=house, style=filled";
        case Picture::Shape::slots: return ", shape=note, style=filled";
        case Picture::Shape::servers: return ", shape=component, style=filled";
    }
    return "";
}

std::string box_in_dot(const Picture::Box& box) {
    return fmt::format("{} [label={}, fillcolor=\"{}\"{}];\n", in_quotes(box.name), lines_in_dot(box), colour_of(box.pillar), shape_in_dot(box.shape));
}

// Whoever joins goes back to where the others came from: that says nothing about where things stand.
std::string_view style_in_dot(Picture::Line line) {
    switch (line) {
        case Picture::Line::next: return "style=solid, weight=4";
        case Picture::Line::clock: return "style=dashed, weight=4";
        case Picture::Line::other: return "style=dotted, penwidth=1.6";
        case Picture::Line::joins: return "style=dotted, penwidth=1.6, constraint=false";
        case Picture::Line::serves: return "style=solid, color=\"#b0b0b0\", arrowhead=none";
    }
    return "";
}

std::string arrow_in_dot(const Picture::Arrow& arrow) {
    const std::string label = arrow.text.empty() ? "" : fmt::format("label={}, ", in_quotes(arrow.text));
    return fmt::format("{} -> {} [{}{}];\n", in_quotes(arrow.from), in_quotes(arrow.to), label, style_in_dot(arrow.line));
}

std::string frame_in_dot(const Picture::Frame& frame, const std::string& more = "") {
    std::string text = fmt::format("  subgraph {} {{\n    label={};\n    color=\"#909090\";\n", in_quotes("cluster_" + frame.name), in_quotes(frame.title));
    for (const Picture::Box& box : frame.boxes) text += "    " + box_in_dot(box);
    return text + more + "  }\n";
}

// Lines of the legend hang between two points.
std::string legend_in_dot(const Picture& picture) {
    std::string lines;
    for (const Picture::Arrow& arrow : picture.legend_of_lines) {
        for (const std::string& end : {arrow.from, arrow.to}) lines += fmt::format("    {} [shape=point, width=0.03];\n", in_quotes(end));
        lines += "    " + arrow_in_dot(arrow);
    }
    return frame_in_dot(picture.legend, lines);
}

// Names as Mermaid takes them: letters, digits and underscores.
std::string plain(const std::string& name) {
    std::string made;
    for (const char letter : name) {
        if (letter == '.') made += "__";
        else if (letter == '-') made += "_h_";
        else made += letter;
    }
    return made;
}

std::string in_mermaid(const std::string& text) { return replaced(replaced(text, '"', "#quot;"), '|', "#124;"); }

std::pair<std::string_view, std::string_view> brackets_in_mermaid(Picture::Shape shape) {
    switch (shape) {
        case Picture::Shape::stage: return {"[", "]"};
        case Picture::Shape::final: return {"[[", "]]"};
        case Picture::Shape::source: return {"([", "])"};
        case Picture::Shape::places: return {"[/", "\\]"};
        case Picture::Shape::slots: return {">", "]"};
        case Picture::Shape::servers: return {"{{", "}}"};
    }
    return {"[", "]"};
}

std::string box_in_mermaid(const Picture::Box& box) {
    std::string text;
    for (const std::string& line : box.lines) text += (text.empty() ? "" : "<br/>") + in_mermaid(line);
    const auto [open, close] = brackets_in_mermaid(box.shape);
    return fmt::format("{}{}\"{}\"{}\n", plain(box.name), open, text, close);
}

constexpr std::string_view arrow_in_mermaid(Picture::Line line) {
    switch (line) {
        case Picture::Line::next: return "-->";
        case Picture::Line::clock: return "-.->";
        case Picture::Line::other:
        case Picture::Line::joins: break;
        case Picture::Line::serves: return "---";
    }
    return "-->";
}

std::string frame_in_mermaid(const Picture::Frame& frame) {
    std::string text = fmt::format("  subgraph frame_{} [\"{}\"]\n", plain(frame.name), in_mermaid(frame.title));
    for (const Picture::Box& box : frame.boxes) text += "    " + box_in_mermaid(box);
    return text + "  end\n";
}

// A dotted arrow for other journeys is told from a dashed one for clocks by its text, as Mermaid has one kind of both.
std::string arrow_in_mermaid(const Picture::Arrow& arrow) {
    const bool is_other = arrow.line == Picture::Line::other || arrow.line == Picture::Line::joins;
    const std::string text = arrow.text.empty() || is_other ? "" : fmt::format("|\"{}\"|", in_mermaid(arrow.text));
    const std::string line = is_other ? fmt::format("-. \"{}\" .->", arrow.text.empty() ? "…" : in_mermaid(arrow.text)) : std::string(arrow_in_mermaid(arrow.line));
    return fmt::format("  {} {}{} {}\n", plain(arrow.from), line, text, plain(arrow.to));
}

}  // namespace

std::string to_dot(const Picture& picture) {
    std::string text = fmt::format("digraph doorstroom {{\n  label={};\n  labelloc=t;\n  rankdir=LR;\n  newrank=true;\n", in_quotes(picture.title));
    text += "  graph [fontname=\"sans-serif\"];\n  node [shape=box, style=\"rounded,filled\", fontname=\"sans-serif\"];\n";
    text += "  edge [fontname=\"sans-serif\", fontsize=11];\n";
    for (const Picture::Box& source : picture.sources) text += "  " + box_in_dot(source);
    for (const Picture::Frame& pathway : picture.pathways) text += frame_in_dot(pathway);
    for (const Picture::Box& resource : picture.resources) text += "  " + box_in_dot(resource);
    text += legend_in_dot(picture);
    for (const Picture::Arrow& arrow : picture.arrows) text += "  " + arrow_in_dot(arrow);
    return text + "}\n";
}

std::string to_mermaid(const Picture& picture) {
    std::string text = fmt::format("---\ntitle: {}\n---\nflowchart LR\n", in_quotes(picture.title));
    for (const Picture::Box& source : picture.sources) text += "  " + box_in_mermaid(source);
    for (const Picture::Frame& pathway : picture.pathways) text += frame_in_mermaid(pathway);
    for (const Picture::Box& resource : picture.resources) text += "  " + box_in_mermaid(resource);
    text += frame_in_mermaid(picture.legend);
    for (const Picture::Arrow& arrow : picture.arrows) text += arrow_in_mermaid(arrow);
    const auto paint = [&](const Picture::Frame& frame) {
        for (const Picture::Box& box : frame.boxes)
            if (!box.pillar.empty()) text += fmt::format("  style {} fill:{}\n", plain(box.name), colour_of(box.pillar));
    };
    for (const Picture::Frame& pathway : picture.pathways) paint(pathway);
    paint(picture.legend);
    return text;
}

}  // namespace doorstroom
