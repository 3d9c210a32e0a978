#include "app/words.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>

#include <fmt/format.h>

#include "run/ensemble.hpp"
#include "text/scalar.hpp"

namespace doorstroom {

namespace {

// Whole numbers of a scenario are exact up to here.
constexpr std::uint64_t largest_seed = (std::uint64_t{1} << 53) - 1;

std::uint64_t whole_number(const std::string& option, const std::string& text, std::uint64_t least, std::uint64_t most) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size() || number < least || number > most)
        throw UsageFault(fmt::format("{} takes a whole number from {} to {}, not `{}`", option, least, most, text));
    return number;
}

Date date_of(const std::string& option, const std::string& text) {
    if (const auto date = text::parse_date(text)) return *date;
    throw UsageFault(fmt::format("{} takes a date such as 2027-01-01, not `{}`", option, text));
}

CommonArguments common_of(const Words& words) {
    CommonArguments common;
    for (const std::string& setting : words.set) {
        const std::size_t sign = setting.find('=');
        if (sign == std::string::npos || sign == 0)
            throw UsageFault(fmt::format("--set takes PATH=VALUE, such as run.end=2028-01-01, not `{}`", setting));
        common.scenario.set.emplace_back(setting.substr(0, sign), setting.substr(sign + 1));
    }
    common.scenario.strict = words.strict;
    common.scenario.policies = words.policy;
    common.scenario.variant = words.variant.value_or("");
    if (words.as_known_on) common.scenario.as_known_on = date_of("--as-known-on", *words.as_known_on);
    common.scenario.today = words.today ? date_of("--today", *words.today) : std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    if (words.language != "nl" && words.language != "en")
        throw UsageFault(fmt::format("--language is nl or en, not `{}`", words.language));
    common.language = words.language == "nl" ? Language::nl : Language::en;
    common.quiet = words.quiet;
    return common;
}

int threads_of(const Words& words) {
    return words.threads ? static_cast<int>(whole_number("--threads", *words.threads, 1, 1024)) : threads_here();
}

// What is common, and how often it is run.
CommonArguments repeated(const Words& words) {
    CommonArguments common = common_of(words);
    auto& set = common.scenario.set;
    if (words.replications)
        set.emplace_back("run.replications", std::to_string(whole_number("--replications", *words.replications, 1, 1'000'000)));
    if (words.seed) set.emplace_back("run.seed", std::to_string(whole_number("--seed", *words.seed, 0, largest_seed)));
    return common;
}

Uncertainty uncertainty_of(const Words& words) {
    if (words.uncertain != "all" && words.uncertain != "none")
        throw UsageFault(fmt::format("--uncertain is all or none, not `{}`", words.uncertain));
    return words.uncertain == "all" ? Uncertainty::drawn : Uncertainty::middle;
}

RunArguments run_of(const Words& words) {
    RunArguments run;
    run.common = repeated(words);
    run.scenario = words.named.front();
    run.folder = words.output;
    run.threads = threads_of(words);
    run.uncertainty = uncertainty_of(words);
    run.force = words.force;
    run.dry_run = words.dry_run;
    return run;
}

// a,b,c
std::vector<std::string> names_in(const std::string& option, const std::string& list) {
    std::vector<std::string> names{""};
    for (const char letter : list) {
        if (letter == ',') names.emplace_back();
        else if (letter != ' ') names.back() += letter;
    }
    if (std::any_of(names.begin(), names.end(), [](const std::string& name) { return name.empty(); }))
        throw UsageFault(fmt::format("{} takes names with commas between them, not `{}`", option, list));
    return names;
}

// MEASURE@DATE +- X
CompareArguments::Goal goal_of(const Words& words) {
    const std::string& goal = *words.until;
    const std::size_t at = goal.find('@'), sign = goal.find("+-");
    const auto wrong = [&] { return UsageFault(fmt::format("--until takes 'MEASURE@DATE +- X', such as 'in_reception@2028-01-01 +- 25', not `{}`", goal)); };
    if (at == std::string::npos || sign == std::string::npos || sign < at) throw wrong();
    const auto trimmed = [](std::string part) {
        part.erase(0, std::min(part.find_first_not_of(' '), part.size()));
        return part.erase(part.find_last_not_of(' ') + 1);
    };
    const auto date = text::parse_date(trimmed(goal.substr(at + 1, sign - at - 1)));
    const auto within = text::parse_number(trimmed(goal.substr(sign + 2)));
    if (!date || !within || !(*within > 0)) throw wrong();
    if (!words.at_most) throw UsageFault("--until needs --at-most: how many replications it may take");
    return {trimmed(goal.substr(0, at)), *date, *within, static_cast<int>(whole_number("--at-most", *words.at_most, 2, 1'000'000))};
}

CompareArguments compare_of(const Words& words) {
    CompareArguments compare;
    compare.common = repeated(words);
    compare.scenarios = {words.named.begin(), words.named.end()};
    if (words.policies) compare.policies = names_in("--policies", *words.policies);
    if (words.measures) compare.measures = names_in("--measures", *words.measures);
    compare.as_often_as_asked = words.replications.has_value();
    compare.variants = words.variants;
    compare.attribute = words.attribute;
    compare.folder = words.output;
    if (words.until) compare.goal = goal_of(words);
    else if (words.at_most) throw UsageFault("--at-most belongs to --until");
    compare.threads = threads_of(words);
    compare.uncertainty = uncertainty_of(words);
    compare.force = words.force;
    if (compare.scenarios.size() == 1 && compare.policies.empty() && !compare.variants)
        throw UsageFault("`compare` needs something to compare with: another scenario, --policies a,b or --variants");
    if (compare.attribute && (compare.policies.size() < 2 || compare.policies.size() > 6))
        throw UsageFault(fmt::format("--attribute splits the effect of two to six --policies, not of {}", compare.policies.size()));
    if (compare.attribute && (compare.variants || compare.scenarios.size() > 1))
        throw UsageFault("--attribute is about one scenario and its --policies");
    return compare;
}

DiffArguments diff_of(const Words& words) {
    const CommonArguments common = common_of(words);
    const ScenarioOptions& options = common.scenario;
    const bool says_something = !options.set.empty() || !options.policies.empty() || !options.variant.empty() || options.as_known_on;
    if (words.named.size() < 2 && !says_something)
        throw UsageFault("`diff` needs something to differ from: another scenario, or --policy, --variant, --set or --as-known-on");
    return {common, {words.named.begin(), words.named.end()}};
}

DesignWishes::Method method_of(const Words& words) {
    if (!words.method) throw UsageFault("`sample` needs --method: saltelli, morris, lhs, sobol or full");
    const auto found = std::find(std::begin(method_names), std::end(method_names), *words.method);
    if (found == std::end(method_names))
        throw UsageFault(fmt::format("--method is saltelli, morris, lhs, sobol or full, not `{}`", *words.method));
    return static_cast<DesignWishes::Method>(found - std::begin(method_names));
}

DesignWishes design_of(const Words& words) {
    using Method = DesignWishes::Method;
    constexpr std::uint64_t largest_design = 1 << 24, most_levels = 1000;
    DesignWishes design;
    design.method = method_of(words);
    if (!words.size) throw UsageFault("`sample` needs --size: how many base points, trajectories, rows or (with full) levels");
    design.size = static_cast<std::uint32_t>(whole_number("--size", *words.size, 1, largest_design));
    if (words.second_order && design.method != Method::saltelli) throw UsageFault("--second-order belongs to --method saltelli");
    design.second_order = words.second_order;
    if (words.levels && design.method != Method::morris) throw UsageFault("--levels belongs to --method morris");
    if (words.levels) design.levels = static_cast<std::uint32_t>(whole_number("--levels", *words.levels, 2, most_levels));
    if (design.levels % 2 != 0) throw UsageFault(fmt::format("--levels takes an even number, so that all of them are as likely, not {}", design.levels));
    if (words.parameters) design.parameters = names_in("--parameters", *words.parameters);
    return design;
}

SampleArguments sample_of(const Words& words) {
    SampleArguments sample;
    sample.common = common_of(words);
    sample.scenario = words.named.front();
    sample.design = design_of(words);
    if (words.seed) sample.seed = whole_number("--seed", *words.seed, 0, largest_seed);
    if (!words.output) throw UsageFault("`sample` needs a folder to write the design into: -o DIR");
    sample.folder = *words.output;
    sample.force = words.force;
    return sample;
}

// Sixteen hexadecimal digits, as the program shows them.
Who household_of(const std::string& text) {
    Who who = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), who, 16);
    if (text.size() == 16 && error == std::errc{} && end == text.data() + text.size()) return who;
    throw UsageFault(fmt::format("--household takes the key of a household, 16 hexadecimal digits such as 00c0ffee00c0ffee, not `{}`; `--find` shows them", text));
}

// stage=STAGE, then which stay there: longest-wait, middle-wait or first; newcomer leaves out the starting stock.
TraceArguments::Find find_of(const std::string& text) {
    TraceArguments::Find find;
    for (const std::string& part : names_in("--find", text)) {
        if (part.rfind("stage=", 0) == 0 && part.size() > 6) find.stage = part.substr(6);
        else if (part == "longest-wait") find.which = Wanted::Which::longest;
        else if (part == "middle-wait") find.which = Wanted::Which::middle;
        else if (part == "first") find.which = Wanted::Which::first;
        else if (part == "newcomer") find.newcomers = true;
        else {
            const auto near = text::nearest(part.substr(0, part.find('=')), {"stage", "longest-wait", "middle-wait", "first", "newcomer"});
            throw UsageFault(fmt::format("--find takes stage=STAGE and longest-wait, middle-wait, first or newcomer, not `{}`{}", part,
                                         near ? fmt::format("; did you mean `{}`?", *near == "stage" ? "stage=STAGE" : *near) : ""));
        }
    }
    if (find.stage.empty()) throw UsageFault(fmt::format("--find needs the stage in which they waited: stage=STAGE,longest-wait, not `{}`", text));
    return find;
}

TraceArguments trace_of(const Words& words) {
    TraceArguments trace;
    trace.common = repeated(words);
    trace.scenario = words.named.front();
    if (words.beside) trace.beside = *words.beside;
    if (words.household && words.find) throw UsageFault("`trace` follows one household: give --household or --find, not both");
    if (!words.household && !words.find)
        throw UsageFault("`trace` needs a household to follow: --household KEY, or --find stage=STAGE,longest-wait");
    if (words.household) trace.household = household_of(*words.household);
    if (words.find) trace.find = find_of(*words.find);
    if (words.replication) trace.replication = static_cast<std::uint32_t>(whole_number("--replication", *words.replication, 0, 999'999));
    trace.uncertainty = uncertainty_of(words);
    return trace;
}

GraphArguments::Format format_of(const Words& words) {
    const std::string extension = std::filesystem::path(words.output.value_or("")).extension().string();
    const std::string format = words.format ? *words.format
                               : extension == ".svg" ? "svg"
                               : extension == ".md" || extension == ".mmd" ? "mermaid"
                                                     : "dot";
    if (format == "dot") return GraphArguments::Format::dot;
    if (format == "mermaid") return GraphArguments::Format::mermaid;
    if (format == "svg") return GraphArguments::Format::svg;
    throw UsageFault(fmt::format("--format is dot, mermaid or svg, not `{}`", format));
}

GraphArguments graph_of(const Words& words) {
    GraphArguments graph;
    graph.common = common_of(words);
    graph.scenario = words.named.front();
    graph.format = format_of(words);
    graph.file = words.output;
    graph.date = words.date;
    if (words.boxes) graph.boxes = static_cast<std::size_t>(whole_number("--boxes", *words.boxes, 1, 10'000));
    if (!words.page) return graph;
    if (*words.page != "a3" && *words.page != "a4") throw UsageFault(fmt::format("--page is a4 or a3, not `{}`", *words.page));
    if (graph.format == GraphArguments::Format::mermaid) throw UsageFault("--page is drawn by Graphviz: --format dot or svg");
    graph.paper = *words.page == "a3" ? GraphArguments::Paper::a3 : GraphArguments::Paper::a4;
    return graph;
}

ExplainArguments explain_of(const Words& words) {
    return {common_of(words), words.named[0], words.named.size() > 1 ? words.named[1] : "", words.date, words.law};
}

VerifyArguments verify_of(const Words& words) { return {common_of(words), words.named[0], threads_of(words)}; }

// I/N
Shard shard_of(const std::string& text) {
    constexpr std::uint64_t most = 100'000;
    const std::size_t slash = text.find('/');
    if (slash == std::string::npos) throw UsageFault(fmt::format("--shard takes I/N, such as 2/8 for the second of eight parts, not `{}`", text));
    const auto of = static_cast<std::uint32_t>(whole_number("--shard I/N: N", text.substr(slash + 1), 1, most));
    return {static_cast<std::uint32_t>(whole_number("--shard I/N: I", text.substr(0, slash), 1, of)), of};
}

Period period_of(const std::string& option, const std::string& text) {
    if (text == "year") return Period::year;
    if (text == "half-year") return Period::half_year;
    if (text == "quarter") return Period::quarter;
    if (text == "month") return Period::month;
    throw UsageFault(fmt::format("{} takes year, half-year, quarter or month, not `{}`", option, text));
}

SweepArguments sweep_of(const Words& words) {
    SweepArguments sweep;
    sweep.common = repeated(words);
    sweep.scenario = words.named.front();
    if (!words.design) throw UsageFault("`sweep` needs a design: --design FILE, or the folder that `doorstroom sample` wrote");
    sweep.design = *words.design;
    if (words.names) sweep.names = names_in("--names", *words.names);
    sweep.folder = words.output;
    if (words.measures) sweep.measures = names_in("--measures", *words.measures);
    if (words.date && words.every) throw UsageFault("--on names dates, --every takes them at intervals: give one of the two");
    if (words.date)
        for (const std::string& date : names_in("--on", *words.date)) sweep.dates.push_back(date_of("--on", date));
    if (words.every) sweep.every = period_of("--every", *words.every);
    if (words.shard) sweep.shard = shard_of(*words.shard);
    if (words.chance != "common" && words.chance != "own") throw UsageFault(fmt::format("--chance is common or own, not `{}`", words.chance));
    sweep.chance = words.chance == "own" ? SharedChance::own : SharedChance::common;
    sweep.as_often_as_asked = words.replications.has_value();
    sweep.threads = threads_of(words);
    sweep.uncertainty = uncertainty_of(words);
    sweep.force = words.force;
    sweep.dry_run = words.dry_run;
    return sweep;
}

ResumeArguments resume_of(const Words& words) { return {common_of(words), words.named[0], threads_of(words)}; }

MergeArguments merge_of(const Words& words) {
    if (!words.output) throw UsageFault("`merge` needs a folder to write into: -o DIR");
    return {common_of(words), {words.named.begin(), words.named.end()}, *words.output, words.force};
}

std::vector<std::filesystem::path> files_of(const Words& words) { return {words.named.begin(), words.named.end()}; }

}  // namespace

Command command_of(const std::string& name, const Words& words) {
    if (name == "schema") return SchemaArguments{};
    if (name == "reference") return ReferenceArguments{files_of(words)};
    if (name == "verify") return verify_of(words);
    if (name == "run") return run_of(words);
    if (name == "sweep") return sweep_of(words);
    if (name == "resume") return resume_of(words);
    if (name == "merge") return merge_of(words);
    if (name == "compare") return compare_of(words);
    if (name == "diff") return diff_of(words);
    if (name == "sample") return sample_of(words);
    if (name == "trace") return trace_of(words);
    if (name == "graph") return graph_of(words);
    if (name == "explain") return explain_of(words);
    return ValidateArguments{common_of(words), files_of(words)};
}

}  // namespace doorstroom
