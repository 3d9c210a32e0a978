#include "app/arguments.hpp"

#include <algorithm>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/words.hpp"
#include "doorstroom/version.hpp"
#include "text/scalar.hpp"

namespace doorstroom {

namespace {

constexpr const char* help_foot =
    "Examples:\n"
    "  doorstroom run scenarios/tiny.yaml -o out\n"
    "  doorstroom run scenarios/tiny.yaml --replications 200 --set run.end=2028-01-01\n"
    "  doorstroom compare scenarios/nijmegen/baseline.yaml --policies spreidingswet-repealed,ukraine-return\n"
    "  doorstroom diff scenarios/nijmegen/baseline.yaml --policy ukraine-return\n"
    "  doorstroom sample scenarios/nijmegen/baseline.yaml --method saltelli --size 64 -o design\n"
    "  doorstroom trace scenarios/tiny.yaml --find stage=asylum.status,longest-wait\n"
    "  doorstroom sweep scenarios/examples/uncertainty.yaml --design design.csv -o swept\n"
    "  doorstroom validate scenarios/*.yaml\n"
    "  doorstroom explain scenarios/tiny.yaml resources --on 2027-01-01\n"
    "  doorstroom graph scenarios/tiny.yaml --language nl -o tiny.svg\n"
    "  doorstroom verify out\n"
    "\n"
    "Exit status: 0 done; 1 `verify` found a difference; 2 the input is wrong, and nothing was written; 70 a fault\n"
    "of our own; 74 output could not be written; 75 out of memory; 128+n stopped by signal n.";

// Parts of the language's command line that this version does not have.
const std::vector<std::string> commands_of_later{"report"};

void add_language(CLI::App& command, Words& words) {
    command.add_option("--language", words.language, "Language of titles and labels: nl or en")->type_name("LANGUAGE");
    command.add_flag("--quiet", words.quiet, "Say nothing but what is wrong");
    command.allow_extras();  // so that a mistyped option is answered with the nearest one
}

void add_common_options(CLI::App& command, Words& words) {
    command.add_option("--set", words.set, "Lay one value over the scenario, as PATH=VALUE; again for more")
        ->allow_extra_args(false)
        ->type_name("PATH=VALUE");
    command.add_option("--policy", words.policy, "Switch on a policy of scenarios/policies; again for more")
        ->allow_extra_args(false)
        ->type_name("NAME");
    command.add_option("--variant", words.variant, "Take this variant of the scenario")->type_name("NAME");
    command.add_option("--as-known-on", words.as_known_on, "Leave out policies whose law could not be known by then")->type_name("DATE");
    command.add_option("--today", words.today, "The day from which the age of laws is told (default: today)")->type_name("DATE");
    add_language(command, words);
}

void add_how_often(CLI::App& command, Words& words, const char* otherwise) {
    command.add_option("--replications", words.replications, fmt::format("How many times to run it, each with other chance (default: {})", otherwise))->type_name("N");
    command.add_option("--seed", words.seed, "The number from which all chance follows")->type_name("S");
    command.add_option("--threads", words.threads, "Replications at the same time (default: all processors)")->type_name("T");
    command.add_option("--uncertain", words.uncertain, "all, or none: every uncertain value at its middle")->type_name("WHICH");
    command.add_flag("--force", words.force, "Write over something else");
}

void add_run(CLI::App& program, Words& words) {
    CLI::App& run = *program.add_subcommand("run", "Run a scenario and write its forecast into a folder");
    run.add_option("SCENARIO", words.named, "The scenario file")->type_name("");
    run.add_option("-o,--output", words.output, "Folder of the result (default: results/NAME-DIGEST)")->type_name("DIR");
    add_how_often(run, words, "what the scenario says");
    run.add_flag("--dry-run", words.dry_run, "Say what would be run and written, and stop");
    add_common_options(run, words);
    run.footer("Example:\n  doorstroom run scenarios/tiny.yaml -o out --replications 200 --seed 7");
}

void add_compare(CLI::App& program, Words& words) {
    CLI::App& compare = *program.add_subcommand("compare", "Run scenarios side by side, and say what each differs from the first");
    compare.add_option("SCENARIO", words.named, "Scenario files; the others are compared with the first")->type_name("");
    compare.add_option("--policies", words.policies, "Compare the first scenario with each of these policies, and with all: a,b")->type_name("NAMES");
    compare.add_flag("--variants", words.variants, "Compare the variants of the first scenario");
    compare.add_option("--measures", words.measures, "Measures to show (default: what policies expect, and what moves most): a,b")->type_name("NAMES");
    compare.add_flag("--attribute", words.attribute, "Also split the effect of all --policies over them, and say how much they interact");
    compare.add_option("-o,--output", words.output, "Folder for compare.csv: every measure, group and date")->type_name("DIR");
    compare.add_option("--until", words.until, "Add replications until this is known so well: 'MEASURE@DATE +- X'")->type_name("GOAL");
    compare.add_option("--at-most", words.at_most, "With --until: no more replications than this")->type_name("N");
    add_how_often(compare, words, fmt::format("what the scenario says, but {} at most", CompareArguments::few).c_str());
    add_common_options(compare, words);
    compare.footer("Example:\n  doorstroom compare scenarios/examples/policies.yaml --variants\n"
                   "  doorstroom compare scenarios/nijmegen/baseline.yaml --policies spreidingswet-repealed,ukraine-return -o out");
}

void add_diff(CLI::App& program, Words& words) {
    CLI::App& diff = *program.add_subcommand("diff", "Say in words what differs between two scenarios, and from when");
    diff.add_option("SCENARIO", words.named, "Two scenario files; or one, beside itself with --policy, --variant or --set")->type_name("");
    add_common_options(diff, words);
    diff.footer("Example:\n  doorstroom diff scenarios/nijmegen/baseline.yaml --policy ukraine-return");
}

void add_sample(CLI::App& program, Words& words) {
    CLI::App& sample = *program.add_subcommand("sample", "Write a design of experiments over what is uncertain in a scenario: the points at which to run it");
    sample.add_option("SCENARIO", words.named, "The scenario file")->type_name("");
    sample.add_option("--method", words.method, "saltelli (for Sobol indices), morris, lhs (Latin hypercube), sobol, or full (every combination)")->type_name("METHOD");
    sample.add_option("--size", words.size, "Base points (saltelli), trajectories (morris), rows (lhs, sobol), levels of each parameter (full)")->type_name("N");
    sample.add_flag("--second-order", words.second_order, "With saltelli: also the rows for second-order indices");
    sample.add_option("--levels", words.levels, fmt::format("With morris: how many levels, an even number (default: {})", DesignWishes{}.levels))->type_name("L");
    sample.add_option("--parameters", words.parameters, "Only these of the uncertain numbers, by path (default: all): a,b")->type_name("PATHS");
    sample.add_option("--seed", words.seed, "The number from which the chance in the design follows (default: that of the scenario)")->type_name("S");
    sample.add_option("-o,--output", words.output, "Folder for problem.json, design.csv and design.txt")->type_name("DIR");
    sample.add_flag("--force", words.force, "Write over something else");
    add_common_options(sample, words);
    sample.footer("Example:\n  doorstroom sample scenarios/nijmegen/baseline.yaml --method saltelli --size 64 -o design\n"
                  "  doorstroom sample scenarios/examples/uncertainty.yaml --method morris --size 20 --levels 6 -o design");
}

void add_trace(CLI::App& program, Words& words) {
    CLI::App& trace = *program.add_subcommand("trace", "Tell the life of one synthetic household: every move and why, every day and what it was waited for");
    trace.add_option("SCENARIO", words.named, "The scenario file")->type_name("");
    trace.add_option("--household", words.household, "The key of the household: 16 hexadecimal digits, as --find shows them")->type_name("KEY");
    trace.add_option("--find", words.find, "Or look for one: stage=STAGE, and longest-wait, middle-wait or first; newcomer: not of the starting stock")->type_name("WHICH");
    trace.add_option("--beside", words.beside, "Show the same household in this scenario beside it (default with --policy or --variant: in SCENARIO with them)")->type_name("FILE");
    trace.add_option("--replication", words.replication, "Which replication (default: 0, the first)")->type_name("R");
    trace.add_option("--seed", words.seed, "The number from which all chance follows")->type_name("S");
    trace.add_option("--uncertain", words.uncertain, "all, or none: every uncertain value at its middle")->type_name("WHICH");
    add_common_options(trace, words);
    trace.footer("Example:\n  doorstroom trace scenarios/tiny.yaml --find stage=asylum.status,longest-wait,newcomer\n"
                 "  doorstroom trace scenarios/nijmegen/baseline.yaml --find stage=asylum.home,middle-wait --policy ukraine-return");
}

void add_sweep(CLI::App& program, Words& words) {
    CLI::App& sweep = *program.add_subcommand("sweep", "Run a scenario at every point of a design of experiments");
    sweep.add_option("SCENARIO", words.named, "The scenario file")->type_name("");
    sweep.add_option("--design", words.design, "The points: a CSV file, numbers without a header as SALib writes them, or the folder that `sample` wrote")->type_name("FILE");
    sweep.add_option("--names", words.names, "The columns of numbers without a header: a,b,c (default: the names in problem.json beside them)")->type_name("NAMES");
    sweep.add_option("-o,--output", words.output, "Folder for sweep.csv and what belongs to it")->type_name("DIR");
    sweep.add_option("--measures", words.measures, "What to keep (default: every measure): a,b")->type_name("NAMES");
    sweep.add_option("--on", words.date, "Dates of the report to keep (default: all): DATE,DATE")->type_name("DATES");
    sweep.add_option("--every", words.every, "Or the dates that begin a year, half-year, quarter or month")->type_name("PERIOD");
    sweep.add_option("--chance", words.chance, "common: replication r of every point is the same world (default); own: each point has its own")->type_name("WHICH");
    sweep.add_option("--shard", words.shard, "Only the I-th of N parts of the points; `merge` puts them together")->type_name("I/N");
    add_how_often(sweep, words, fmt::format("what the scenario says, but {} at most", SweepArguments::few).c_str());
    sweep.add_flag("--dry-run", words.dry_run, "Say how much would be run and written, and stop");
    add_common_options(sweep, words);
    sweep.footer("Stopped or killed, it goes on with `doorstroom resume DIR`.\n"
                 "Example:\n  doorstroom sweep scenarios/nijmegen/baseline.yaml --design design -o swept --measures in_reception --every year");
}

void add_resume(CLI::App& program, Words& words) {
    CLI::App& resume = *program.add_subcommand("resume", "Go on with a sweep that was stopped or killed");
    resume.add_option("DIR", words.named, "The folder of the sweep")->type_name("");
    resume.add_option("--threads", words.threads, "Replications at the same time (default: all processors)")->type_name("T");
    add_language(resume, words);
    resume.footer("Example:\n  doorstroom resume swept");
}

void add_merge(CLI::App& program, Words& words) {
    CLI::App& merge = *program.add_subcommand("merge", "Put the parts of a sweep together");
    merge.add_option("DIR", words.named, "The folders of the parts (`sweep --shard I/N`)")->type_name("");
    merge.add_option("-o,--output", words.output, "Folder of the whole")->type_name("DIR");
    merge.add_flag("--force", words.force, "Write over something else");
    add_language(merge, words);
    merge.footer("Example:\n  doorstroom merge part1 part2 part3 -o swept");
}

void add_validate(CLI::App& program, Words& words) {
    CLI::App& validate = *program.add_subcommand("validate", "Check scenarios and show every fault");
    validate.add_option("SCENARIO", words.named, "Scenario files")->type_name("");
    validate.add_flag("--strict", words.strict, "Also ask every number for its reference");
    add_common_options(validate, words);
    validate.footer("Example:\n  doorstroom validate --strict scenarios/nijmegen/*.yaml");
}

void add_graph(CLI::App& program, Words& words) {
    CLI::App& graph = *program.add_subcommand("graph", "Draw the pathways of a scenario");
    graph.add_option("SCENARIO", words.named, "The scenario file")->type_name("");
    graph.add_option("-o,--output", words.output, "File to draw into (default: standard output)")->type_name("FILE");
    graph.add_option("--format", words.format, "dot, mermaid or svg (default: by the name of FILE, else dot)")->type_name("FORMAT");
    graph.add_option("--on", words.date, "The day whose chances are shown (default: the first day of the run)")->type_name("DATE");
    graph.add_option("--boxes", words.boxes, "No more boxes than this: stages that belong together share one")->type_name("N");
    graph.add_option("--page", words.page, "One page of this size: a4 or a3 (with dot and svg; with no more than 40 boxes unless said)")->type_name("PAPER");
    add_common_options(graph, words);
    graph.footer("Example:\n  doorstroom graph scenarios/tiny.yaml --language nl -o tiny.svg\n"
                 "  doorstroom graph scenarios/netherlands/chain.yaml --language nl --page a3 -o chain.svg");
}

void add_explain(CLI::App& program, Words& words) {
    CLI::App& explain = *program.add_subcommand("explain", "Show every value in force on a date, and where it comes from");
    explain.add_option("SCENARIO", words.named, "The scenario file; then, if not everything, the PATH of what to show")->type_name("");
    explain.add_option("--on", words.date, "The date (default: the first day of the run)")->type_name("DATE");
    explain.add_flag("--law", words.law, "Only the law of that day: policies, and what changes by date");
    add_common_options(explain, words);
    explain.footer("Example:\n  doorstroom explain scenarios/nijmegen/baseline.yaml resources.homes --on 2028-01-01");
}

void add_verify(CLI::App& program, Words& words) {
    CLI::App& verify = *program.add_subcommand("verify", "Repeat a result from its manifest and compare every file");
    verify.add_option("DIR", words.named, "The folder of the result")->type_name("");
    verify.add_option("--threads", words.threads, "Replications at the same time (default: all processors)")->type_name("T");
    add_language(verify, words);
    verify.footer("Exit status 0: the same; 1: something differs; 2: it cannot be repeated.\nExample:\n  doorstroom verify out");
}

void add_schema(CLI::App& program) {
    CLI::App& schema = *program.add_subcommand("schema", "Print the JSON Schema of the scenario language, for editors");
    schema.allow_extras();
    schema.footer("Example:\n  doorstroom schema > scenarios/schema.json");
}

void add_reference(CLI::App& program, Words& words) {
    CLI::App& reference = *program.add_subcommand("reference", "Print the reference of the scenario language");
    reference.add_option("EXAMPLE", words.named, "Scenarios; for every key the first that shows it is named")->type_name("");
    reference.allow_extras();
    reference.footer("Example:\n  doorstroom reference scenarios/examples/*.yaml");
}

// ---- what was mistyped --------------------------------------------------------------------------------------------------

bool is_in(const std::string& word, const std::vector<std::string>& list) { return std::find(list.begin(), list.end(), word) != list.end(); }

[[noreturn]] void refuse_command(const CLI::App& program, const std::string& word) {
    if (is_in(word, commands_of_later)) throw UsageFault(fmt::format("this version has no `{}` yet", word));
    std::vector<std::string> names{"test", "table", "figures", "--version", "--help"};  // the first three are the launcher's
    for (const CLI::App* command : program.get_subcommands({})) names.push_back(command->get_name());
    const std::optional<std::string> similar = text::nearest(word, names);
    const char* const kind = word.rfind('-', 0) == 0 ? "option" : "command";
    if (similar) throw UsageFault(fmt::format("unknown {0} `{1}`; a similar {0} exists: `{2}`", kind, word, *similar));
    const bool is_scenario = std::filesystem::path(word).extension() == ".yaml";
    throw UsageFault(fmt::format("unknown {} `{}`; {}", kind, word,
                                 is_scenario ? fmt::format("to run a scenario: doorstroom run {}", word) : "see doorstroom --help"));
}

[[noreturn]] void refuse_argument(const CLI::App& command, const std::string& word) {
    const std::string option = word.substr(0, word.find('='));
    if (word.rfind('-', 0) != 0) throw UsageFault(fmt::format("`{}` takes no further argument `{}`", command.get_name(), word));
    std::vector<std::string> names;
    for (const CLI::Option* known : command.get_options())
        for (const std::string& name : known->get_lnames()) names.push_back("--" + name);
    const std::optional<std::string> similar = text::nearest(option, names);
    throw UsageFault(fmt::format("unknown option `{}`; {}", option,
                                 similar ? fmt::format("a similar option exists: `{}`", *similar)
                                         : fmt::format("see doorstroom {} --help", command.get_name())));
}

// An option before a word that is no option may have been meant to take it: the option is what was mistyped.
void refuse_extras(const CLI::App& command) {
    const std::vector<std::string> extras = command.remaining();
    if (extras.empty()) return;
    const auto option = std::find_if(extras.begin(), extras.end(), [](const std::string& word) { return word.rfind('-', 0) == 0; });
    refuse_argument(command, option != extras.end() ? *option : extras.front());
}

// How many words a command takes that belong to no option.
void expect_named(const CLI::App& command, const Words& words, const std::string& what, std::size_t least, std::size_t most) {
    if (words.named.size() < least)
        throw UsageFault(fmt::format("`{0}` needs a {1}: doorstroom {0} {2}", command.get_name(), what == "DIR" ? "folder" : "scenario file", what));
    if (words.named.size() > most) refuse_argument(command, words.named[most]);
}

// A command whose words are all known, and neither too few nor too many.
Command checked_command(const CLI::App& command, const Words& words) {
    constexpr std::size_t any = ~std::size_t{0};
    const std::string name = command.get_name();
    refuse_extras(command);
    if (name == "verify" || name == "resume") expect_named(command, words, "DIR", 1, 1);
    else if (name == "merge") expect_named(command, words, "DIR", 1, any);
    else if (name != "schema" && name != "reference")
        expect_named(command, words, "SCENARIO", 1, name == "validate" || name == "compare" ? any : name == "explain" || name == "diff" ? 2 : 1);
    return command_of(name, words);
}

}  // namespace

std::optional<Command> read_arguments(int count, const char* const* words_given) {
    CLI::App program("From a scenario in YAML to a forecast of who is where, month by month.", "doorstroom");
    Words words;
    const Version built = version();
    program.set_version_flag("--version", fmt::format("doorstroom {} ({}, {})", built.number, built.commit, built.compiler),
                             "Print the version, and what it was built from");
    program.set_help_flag("-h,--help", "Print this help");
    program.footer(help_foot);
    program.require_subcommand(0, 1);  // one that is mistyped is answered below, with the nearest
    program.allow_extras();
    add_run(program, words);
    add_compare(program, words);
    add_diff(program, words);
    add_sample(program, words);
    add_trace(program, words);
    add_sweep(program, words);
    add_resume(program, words);
    add_merge(program, words);
    add_validate(program, words);
    add_explain(program, words);
    add_graph(program, words);
    add_verify(program, words);
    add_schema(program);
    add_reference(program, words);
    try {
        program.parse(count, words_given);
    } catch (const CLI::Success& wish) {  // help, or the version
        program.exit(wish);
        return std::nullopt;
    } catch (const CLI::ParseError& error) {
        throw UsageFault(error.what());
    }
    if (program.get_subcommands().empty()) {
        const std::vector<std::string> extras = program.remaining();
        if (!extras.empty()) refuse_command(program, extras.front());
        fmt::print("{}", program.help());
        return std::nullopt;
    }
    return checked_command(*program.get_subcommands().front(), words);
}

}  // namespace doorstroom
