#include <array>
#include <cstdio>
#include <cstdlib>

#include <sys/wait.h>

#include <fmt/format.h>

#include "app/commands.hpp"
#include "app/status.hpp"
#include "doorstroom/ensure.hpp"
#include "language/evaluate.hpp"
#include "output/fault.hpp"
#include "output/page.hpp"
#include "output/picture.hpp"
#include "output/temporary_folder.hpp"
#include "output/text_file.hpp"
#include "text/scalar.hpp"

namespace doorstroom {

namespace {

namespace files = std::filesystem;

// Graphviz draws, when it is installed: `dot` lays the picture out, `neato -n2` only draws the lines.
std::string to_svg(const std::string& dot, const char* program) {
    const TemporaryFolder scratch;
    TextFile source(scratch / "picture.dot");
    source.write(dot);
    source.close();
    std::FILE* const pipe = ::popen(fmt::format("{} -Tsvg '{}'", program, (scratch / "picture.dot").string()).c_str(), "r");
    ensure(pipe != nullptr, "a command can be started");
    std::string svg;
    std::array<char, 4096> part{};
    for (std::size_t count = 0; (count = std::fread(part.data(), 1, part.size(), pipe)) > 0;) svg.append(part.data(), count);
    const int ended = ::pclose(pipe);
    if (WIFEXITED(ended) && WEXITSTATUS(ended) == 127)
        throw UsageFault("svg needs Graphviz (the Debian package graphviz); without it there is --format dot or mermaid");
    ensure(ended == 0, "Graphviz can draw what we describe");
    return svg;
}

void write_whole(const files::path& path, const std::string& text) {
    files::path unfinished = path;
    unfinished += ".unfinished";
    try {
        TextFile file(unfinished);
        file.write(text);
        file.close();
        files::rename(unfinished, path);
    } catch (const std::exception& error) {
        std::error_code ignored;
        files::remove(unfinished, ignored);
        throw OutputFault(error.what());
    }
}

// Chances are those of this day.
Date date_of(const GraphArguments& arguments, const Calendar& calendar) {
    if (!arguments.date) return calendar.start();
    const std::optional<Date> date = text::parse_date(*arguments.date);
    if (!date) throw UsageFault(fmt::format("--on takes a date such as 2027-01-01, not `{}`", *arguments.date));
    return *date;
}

Picture draw(const GraphArguments& arguments, const Plan& plan) {
    constexpr std::size_t boxes_of_a_page = 40;
    const bool on_a_page = arguments.paper != GraphArguments::Paper::as_large_as_it_is;
    if (arguments.boxes || on_a_page) return draw_folded(plan, arguments.common.language, arguments.boxes.value_or(boxes_of_a_page));
    const Date date = date_of(arguments, plan.calendar);
    return draw(plan, arguments.common.language, [date](const Value& value, const std::vector<std::uint32_t>& positions) {
        return language::evaluate(value, positions, date);
    });
}

std::string in_notation(const GraphArguments& arguments, const Picture& picture) {
    if (arguments.format == GraphArguments::Format::mermaid) return to_mermaid(picture);
    return arguments.format == GraphArguments::Format::svg ? to_svg(to_dot(picture), "dot") : to_dot(picture);
}

std::string on_page(const GraphArguments& arguments, const Picture& picture) {
    const Paper paper = arguments.paper == GraphArguments::Paper::a3 ? Paper::a3 : Paper::a4;
    const std::optional<PageLayout> layout = lay_out(picture, paper, arguments.common.language);
    if (!layout) throw UsageFault("the boxes do not fit the page: fewer --boxes, or --page a3");
    const std::string dot = to_dot(picture, *layout);
    return arguments.format == GraphArguments::Format::svg ? on_paper(to_svg(dot, "neato -n2"), paper) : dot;
}

}  // namespace

int graph(const GraphArguments& arguments) {
    const std::optional<Scenario> scenario = read_or_explain(arguments.scenario, arguments.common);
    if (!scenario) return wrong_input;
    const Picture picture = draw(arguments, scenario->plan);
    const std::string text = arguments.paper == GraphArguments::Paper::as_large_as_it_is ? in_notation(arguments, picture) : on_page(arguments, picture);
    if (!arguments.file) {
        fmt::print("{}", text);
        return done;
    }
    write_whole(*arguments.file, text);
    if (!arguments.common.quiet) fmt::print("Written to {}\n", arguments.file->string());
    return done;
}

}  // namespace doorstroom
