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
#include "output/picture.hpp"
#include "output/temporary_folder.hpp"
#include "output/text_file.hpp"
#include "text/scalar.hpp"

namespace doorstroom {

namespace {

namespace files = std::filesystem;

// Graphviz lays the picture out, when it is installed.
std::string to_svg(const std::string& dot) {
    const TemporaryFolder scratch;
    TextFile source(scratch / "picture.dot");
    source.write(dot);
    source.close();
    std::FILE* const pipe = ::popen(fmt::format("dot -Tsvg '{}'", (scratch / "picture.dot").string()).c_str(), "r");
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

}  // namespace

int graph(const GraphArguments& arguments) {
    const std::optional<Scenario> scenario = read_or_explain(arguments.scenario, arguments.common);
    if (!scenario) return wrong_input;
    const Date date = date_of(arguments, scenario->plan.calendar);
    const NumberOf number_of = [&](const Value& value, const std::vector<std::uint32_t>& positions) {
        return language::evaluate(value, positions, date);
    };
    const Picture picture = draw(scenario->plan, arguments.common.language, number_of);
    std::string text = arguments.format == GraphArguments::Format::mermaid ? to_mermaid(picture) : to_dot(picture);
    if (arguments.format == GraphArguments::Format::svg) text = to_svg(text);
    if (!arguments.file) {
        fmt::print("{}", text);
        return done;
    }
    write_whole(*arguments.file, text);
    if (!arguments.common.quiet) fmt::print("Written to {}\n", arguments.file->string());
    return done;
}

}  // namespace doorstroom
