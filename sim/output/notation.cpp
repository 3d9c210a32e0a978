#include <array>
#include <string_view>

#include <fmt/format.h>

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

std::string lines_in_dot(const Picture::Box& box) {
    std::string text;
    for (const std::string& line : box.lines) text += (text.empty() ? "" : "\n") + line;
    return replaced(in_quotes(text), '\n', "\\n");
}

std::string box_in_dot(const Picture::Box& box, bool is_source) {
    return fmt::format("{} [label={}, fillcolor=\"{}\"{}{}];\n", in_quotes(box.name), lines_in_dot(box), colour_of(box.pillar),
                       is_source ? ", shape=ellipse" : "", box.final ? ", peripheries=2" : "");
}

constexpr std::string_view style_in_dot(Picture::Line line) {
    return line == Picture::Line::next ? "solid" : line == Picture::Line::clock ? "dashed" : "dotted";
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

std::string box_in_mermaid(const Picture::Box& box, std::string_view open, std::string_view close) {
    std::string text;
    for (const std::string& line : box.lines) text += (text.empty() ? "" : "<br/>") + in_mermaid(line);
    return fmt::format("{}{}\"{}\"{}\n", plain(box.name), open, text, close);
}

constexpr std::string_view arrow_in_mermaid(Picture::Line line) {
    return line == Picture::Line::next ? "-->" : line == Picture::Line::clock ? "-.->" : "==>";
}

}  // namespace

std::string to_dot(const Picture& picture) {
    std::string text = fmt::format("digraph doorstroom {{\n  label={};\n  labelloc=t;\n  rankdir=LR;\n", in_quotes(picture.title));
    text += "  graph [fontname=\"sans-serif\"];\n  node [shape=box, style=\"rounded,filled\", fontname=\"sans-serif\"];\n";
    text += "  edge [fontname=\"sans-serif\", fontsize=11];\n";
    for (const Picture::Box& source : picture.sources) text += "  " + box_in_dot(source, true);
    for (const Picture::Frame& pathway : picture.pathways) {
        text += fmt::format("  subgraph {} {{\n    label={};\n", in_quotes("cluster_" + pathway.title), in_quotes(pathway.title));
        for (const Picture::Box& box : pathway.boxes) text += "    " + box_in_dot(box, false);
        text += "  }\n";
    }
    for (const Picture::Arrow& arrow : picture.arrows)
        text += fmt::format("  {} -> {} [label={}, style={}];\n", in_quotes(arrow.from), in_quotes(arrow.to), in_quotes(arrow.text),
                            style_in_dot(arrow.line));
    return text + "}\n";
}

std::string to_mermaid(const Picture& picture) {
    std::string text = fmt::format("---\ntitle: {}\n---\nflowchart LR\n", in_quotes(picture.title));
    for (const Picture::Box& source : picture.sources) text += "  " + box_in_mermaid(source, "([", "])");
    for (const Picture::Frame& pathway : picture.pathways) {
        text += fmt::format("  subgraph pathway_{} [\"{}\"]\n", plain(pathway.title), pathway.title);
        for (const Picture::Box& box : pathway.boxes) text += "    " + box_in_mermaid(box, box.final ? "[[" : "[", box.final ? "]]" : "]");
        text += "  end\n";
    }
    for (const Picture::Arrow& arrow : picture.arrows)
        text += fmt::format("  {} {}{} {}\n", plain(arrow.from), arrow_in_mermaid(arrow.line),
                            arrow.text.empty() ? "" : fmt::format("|\"{}\"|", in_mermaid(arrow.text)), plain(arrow.to));
    for (const Picture::Frame& pathway : picture.pathways)
        for (const Picture::Box& box : pathway.boxes)
            if (!box.pillar.empty()) text += fmt::format("  style {} fill:{}\n", plain(box.name), colour_of(box.pillar));
    return text;
}

}  // namespace doorstroom
