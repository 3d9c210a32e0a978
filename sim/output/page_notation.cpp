#include <algorithm>

#include <fmt/format.h>

#include "doorstroom/ensure.hpp"
#include "doorstroom/utf8.hpp"
#include "output/notation.hpp"
#include "output/page.hpp"
#include "output/page_measures.hpp"

namespace doorstroom {

namespace {

using namespace page_measures;

constexpr const char* typeface = "Arial,Helvetica,Liberation Sans,DejaVu Sans,sans-serif";
constexpr const char* ink = "#202020";
constexpr const char* grey = "#8a8a8a";

std::string in_xml(const std::string& text) { return replaced(replaced(replaced(text, '&', "&amp;"), '<', "&lt;"), '>', "&gt;"); }

std::string row(const std::string& text, const std::string& more = "") {
    return fmt::format("<tr><td align=\"left\"{}>{}</td></tr>", more, text);
}

std::string text_of(const PageLayout::Card& card, double width) {
    std::string rows;
    for (const std::string& source : card.comes_in) rows += row(fmt::format("<font color=\"#ffffff\"><b>▶ {}</b></font>", in_xml(source)), fmt::format(" bgcolor=\"{}\" cellpadding=\"1\"", ink));
    if (!card.comes_in.empty()) rows += "<tr><td height=\"3\"></td></tr>";
    for (const std::string& line : card.name) rows += row(fmt::format("<font point-size=\"{}\"><b>{}</b></font>", name_size, in_xml(line)));
    for (const std::string& line : card.lines) rows += row(in_xml(line));
    return fmt::format("<table border=\"0\" cellborder=\"0\" cellspacing=\"0\" cellpadding=\"0\" width=\"{:.0f}\">{}</table>", width - 2 * padding, rows);
}

constexpr double inches(double points) { return points / 72; }

std::string card_in_dot(const PageLayout::Card& card, double width) {
    return fmt::format("  {} [label=<{}>, pos=\"{:.1f},{:.1f}\", width={:.3f}, height={:.3f}, fillcolor=\"{}\"{}];\n", in_quotes(card.box->name), text_of(card, width), card.middle.x,
                       card.middle.y, inches(width), inches(card.height), colour_of(card.box->pillar), card.box->shape == Picture::Shape::final ? ", penwidth=2.4" : "");
}

struct Stroke {
    const char *style, *colour;
};
constexpr Stroke stroke_of(Picture::Line line) {
    switch (line) {
        case Picture::Line::next: return {"style=solid, penwidth=2", ink};
        case Picture::Line::clock: return {"style=dashed, penwidth=1.2", ink};
        case Picture::Line::other:
        case Picture::Line::joins: return {"style=dotted, penwidth=1.8", "#0060a0"};
        case Picture::Line::serves: break;
    }
    return {"style=solid", grey};
}

std::string arrow_in_dot(const Picture::Arrow& arrow) {
    const Stroke stroke = stroke_of(arrow.line);
    return fmt::format("  {} -> {} [{}, color=\"{}\"];\n", in_quotes(arrow.from), in_quotes(arrow.to), stroke.style, stroke.colour);
}

// ---- what stands behind: frames and their names, in the notation of Graphviz for what it does not lay out ----

std::string written(Point at, const std::string& text, double size, bool bold) {
    return fmt::format("F {:.1f} {} -{} t {} T {:.1f} {:.1f} -1 {:.1f} {} -{} ", size, std::string(typeface).size(), typeface, bold ? 1 : 0, at.x, at.y,
                       size * letter * static_cast<double>(character_count(text)), text.size(), text);
}

std::string frame_behind(const PageLayout::Frame& frame) {
    return fmt::format("c 7 -{} p 4 {:.1f} {:.1f} {:.1f} {:.1f} {:.1f} {:.1f} {:.1f} {:.1f} c 7 -{} ", grey, frame.low.x, frame.low.y, frame.high.x, frame.low.y, frame.high.x,
                       frame.high.y, frame.low.x, frame.high.y, ink);
}

// The name of a frame is not behind, so that no line crosses it.
std::string name_in_dot(const PageLayout::Frame& frame) {
    const double width = 4 + frame_size * bold_letter * static_cast<double>(character_count(frame.title));
    return fmt::format("  {} [shape=plain, style=\"\", fixedsize=false, label=<<b>{}</b>>, fontsize={}, pos=\"{:.1f},{:.1f}\"];\n", in_quotes(".name." + frame.title),
                       in_xml(frame.title), frame_size, frame.low.x + 5 + width / 2, frame.high.y - frame_title / 2 - 2);
}

// ---- the legend: one row at the foot, no box of the chain ----

std::string legend_in_dot(const Picture& picture, Point paper) {
    std::string cells;
    for (const Picture::Box& pillar : picture.legend.boxes)
        cells += fmt::format("<td bgcolor=\"{}\" border=\"1\" width=\"26\"></td><td align=\"left\">{}   </td>", colour_of(pillar.pillar), in_xml(pillar.lines.front()));
    std::string text, lines;
    double x = paper.x / 2;
    const double y = margin + legend_height / 2 - 8;
    for (const Picture::Arrow& line : picture.legend_of_lines) {
        const std::string end = fmt::format(".legend.line{}", static_cast<int>(line.line));
        const double width = text_size * letter * static_cast<double>(character_count(line.text));
        lines += fmt::format("  \"{0}a\" [shape=point, style=invis, width=0.01, height=0.01, pos=\"{1:.1f},{2:.1f}\"];\n  \"{0}b\" [shape=point, style=invis, width=0.01, height=0.01, pos=\"{3:.1f},{2:.1f}\"];\n",
                             end, x, y, x + 34);
        lines += arrow_in_dot({end + "a", end + "b", "", line.line});
        lines += fmt::format("  \"{}t\" [shape=plain, style=\"\", fixedsize=false, label=<{}>, pos=\"{:.1f},{:.1f}\"];\n", end, in_xml(line.text),
                             x + 40 + width / 2, y);
        x += 40 + width + 24;
    }
    return fmt::format("  \".legend\" [shape=plain, style=\"\", fixedsize=false, label=<<table border=\"0\" cellborder=\"0\" cellspacing=\"3\"><tr><td><b>{}</b>  </td>{}</tr></table>>, pos=\"{:.1f},{:.1f}\"];\n{}",
                       in_xml(picture.legend.title), cells, paper.x / 4, y, lines);
}

// Graphviz cuts a picture to what is drawn: two points keep the whole of the paper.
std::string corners_in_dot(Point paper) {
    return fmt::format("  \".corner1\" [shape=point, style=invis, width=0.001, height=0.001, pos=\"0,0\"];\n  \".corner2\" [shape=point, style=invis, width=0.001, height=0.001, pos=\"{:.2f},{:.2f}\"];\n", paper.x, paper.y);
}

}  // namespace

std::string to_dot(const Picture& picture, const PageLayout& layout) {
    std::string behind;
    for (const PageLayout::Frame& frame : layout.frames) behind += frame_behind(frame);
    behind += written({margin - frame_gap, layout.paper.y - margin - title_size / 2}, picture.title, title_size, true);
    std::string text = fmt::format("// Drawn by: neato -n2 -Tsvg\ndigraph doorstroom {{\n  layout=neato;\n  splines=ortho;\n  margin=0;\n  pad=0;\n  _background={};\n", in_quotes(behind));
    text += fmt::format("  node [shape=box, style=\"rounded,filled\", fixedsize=true, fontname=\"{0}\", fontsize={1}, color=\"{2}\"];\n  edge [arrowsize=0.7];\n", typeface, text_size, "#505050");
    text += corners_in_dot(layout.paper);
    for (const PageLayout::Frame& frame : layout.frames) text += name_in_dot(frame);
    for (const PageLayout::Card& card : layout.cards) text += card_in_dot(card, layout.card_width);
    const auto comes_in = [&](const Picture::Arrow& arrow) {
        return std::any_of(picture.sources.begin(), picture.sources.end(), [&](const Picture::Box& source) { return source.name == arrow.from; });
    };
    for (const Picture::Arrow& arrow : picture.arrows)
        if (!comes_in(arrow)) text += arrow_in_dot(arrow);
    return text + legend_in_dot(picture, layout.paper) + "}\n";
}

std::string on_paper(const std::string& svg, Paper paper) {
    const Measures size = measures_of(paper);
    const std::size_t begin = svg.find("<svg width="), end = svg.find("viewBox=", begin);
    ensure(begin != std::string::npos && end != std::string::npos, "Graphviz writes the size of a picture first");
    return fmt::format("{}<svg width=\"{}mm\" height=\"{}mm\" {}", svg.substr(0, begin), size.width, size.height, svg.substr(end));
}

}  // namespace doorstroom
