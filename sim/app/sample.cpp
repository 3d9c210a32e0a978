#include <cstdio>
#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include "app/commands.hpp"
#include "app/shell_words.hpp"
#include "app/status.hpp"
#include "designs/design.hpp"
#include "output/result_folder.hpp"
#include "output/text_file.hpp"

namespace doorstroom {

namespace {

using Method = DesignWishes::Method;

struct Words {
    const char *written, *always_the_same, *not_a_power_of_two;
};

constexpr Words english{
    "{title} ({name}): a design of {rows} points over {columns} uncertain draws in {groups} groups\n"
    "Written to {folder}:\n"
    "  problem.json  what they are drawn from, as SALib reads it\n"
    "  design.csv    a row a point\n"
    "  design.txt    the same without names\n"
    "Next: ./doorstroom sweep {scenario}{options} --design {design} -o sweep\n",
    "doorstroom: warning: `{}` is always the same number and has no column\n",
    "doorstroom: warning: points of the Sobol sequence are spread evenly when --size is a power of two, such as {} or {}; {} is not\n"};

constexpr Words dutch{
    "{title} ({name}): een ontwerp van {rows} punten over {columns} onzekere trekkingen in {groups} groepen\n"
    "Geschreven in {folder}:\n"
    "  problem.json  waaruit ze getrokken zijn, zoals SALib het leest\n"
    "  design.csv    een rij per punt\n"
    "  design.txt    hetzelfde zonder namen\n"
    "Verder: ./doorstroom sweep {scenario}{options} --design {design} -o sweep\n",
    "doorstroom: let op: `{}` is altijd hetzelfde getal en heeft geen kolom\n",
    "doorstroom: let op: punten van de Sobol-rij liggen gelijkmatig als --size een macht van twee is, zoals {} of {}; {} is dat niet\n"};

void warn(const SampleArguments& arguments, const SampledDesign& design, const Words& words) {
    for (const std::string& path : design.columns.left_out()) fmt::print(stderr, fmt::runtime(words.always_the_same), path);
    const std::uint32_t size = arguments.design.size;
    const bool is_sobol = arguments.design.method == Method::saltelli || arguments.design.method == Method::sobol;
    if (!is_sobol || (size & (size - 1)) == 0) return;
    std::uint32_t below = 1;
    while (below * 2 < size) below *= 2;
    fmt::print(stderr, fmt::runtime(words.not_a_power_of_two), below, below * 2, size);
}

bool holds(const std::filesystem::path& path, const std::string& text) {
    std::ifstream file(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {}) == text;
}

void write_numbers(const SampledDesign& design, const ResultFolder& folder) {
    TextFile csv(folder.unfinished("design.csv")), plain(folder.unfinished("design.txt"));
    CsvRow line;
    for (const DesignColumn& column : design.columns.all()) line.text(column.name());
    csv.write(line.end_line());
    std::string blank_separated;
    for (std::size_t row = 0; row < design.numbers.rows(); ++row) {
        line.clear();
        blank_separated.clear();
        for (const double number : design.numbers.row(row)) {
            line.number(number);
            fmt::format_to(std::back_inserter(blank_separated), "{}{}", blank_separated.empty() ? "" : " ", number);
        }
        csv.write(line.end_line());
        plain.write(blank_separated + "\n");
    }
    csv.close();
    plain.close();
}

void write_problem(const std::filesystem::path& path, const std::string& problem) {
    TextFile file(path);
    file.write(problem);
    file.close();
}

SampledDesign made(const Plan& plan, const DesignWishes& wishes) {
    try {
        return make_design(plan, wishes);
    } catch (const DesignFault& fault) {
        throw UsageFault(fault.what());
    }
}

}  // namespace

int sample(const SampleArguments& arguments) {
    const Words& words = arguments.common.language == Language::nl ? dutch : english;
    const std::optional<Scenario> scenario = read_or_explain(arguments.scenario, arguments.common);
    if (!scenario) return wrong_input;
    const Plan& plan = scenario->plan;
    DesignWishes wishes = arguments.design;
    wishes.seed = arguments.seed.value_or(plan.seed);
    const SampledDesign design = made(plan, wishes);
    const std::string problem = problem_text(design, wishes, plan.scenario, scenario->digest);
    const ResultFolder::Kind kind{"design", "another design", {"design.csv", "design.txt", "problem.json"},
                                  [&](const std::filesystem::path& there) { return holds(there, problem); }};
    ResultFolder folder(arguments.folder, kind, arguments.force ? Overwrite::anything : Overwrite::same_result);
    write_numbers(design, folder);
    write_problem(folder.unfinished("problem.json"), problem);
    folder.publish();
    if (arguments.common.quiet) return done;
    warn(arguments, design, words);
    fmt::print(fmt::runtime(words.written), fmt::arg("title", title_in(arguments.common.language, plan.title)), fmt::arg("name", plan.scenario),
               fmt::arg("rows", design.numbers.rows()), fmt::arg("columns", design.columns.all().size()),
               fmt::arg("groups", design.columns.groups().size()), fmt::arg("folder", folder.path().string()),
               fmt::arg("scenario", in_shell(arguments.scenario.string())), fmt::arg("options", in_shell(arguments.common.scenario)),
               fmt::arg("design", in_shell(folder.path().string())));
    return done;
}

}  // namespace doorstroom
