#include <cstdio>

#include <fmt/format.h>

#include "app/commands.hpp"
#include "app/interrupt.hpp"
#include "app/result.hpp"
#include "app/shell_words.hpp"
#include "app/status.hpp"
#include "output/result_folder.hpp"
#include "run/ensemble.hpp"

namespace doorstroom {

namespace {

constexpr const char* written_in_english =
    "{title} ({name}): {replications} replications in {seconds:.1f} s\n"
    "Written to {folder}:\n"
    "  forecast.csv        {rows} rows: date, measure, group\n"
    "  ensemble.nc         all {replications} replications of {series} series on {dates} dates\n"
    "  reconciliation.csv  the starting stock, {lines} lines\n"
    "  manifest.json       what made this\n"
    "Next: ./doorstroom table {folder}\n";

constexpr const char* written_in_dutch =
    "{title} ({name}): {replications} replicaties in {seconds:.1f} s\n"
    "Geschreven in {folder}:\n"
    "  forecast.csv        {rows} rijen: datum, maat, groep\n"
    "  ensemble.nc         alle {replications} replicaties van {series} reeksen op {dates} dagen\n"
    "  reconciliation.csv  de beginstand, {lines} regels\n"
    "  manifest.json       hoe dit gemaakt is\n"
    "Verder: ./doorstroom table {folder} --language nl\n";

std::filesystem::path folder_of(const RunArguments& arguments, const Scenario& scenario) {
    if (arguments.folder) return *arguments.folder;
    return std::filesystem::path("results") / fmt::format("{}-{:.12}", scenario.plan.scenario, scenario.digest);
}

int describe(const RunArguments& arguments, const Scenario& scenario) {
    const Plan& plan = scenario.plan;
    const SeriesTable table = make_series_table(plan);
    const DerivedMeasures combined(plan, table);  // finds what cannot be combined
    const std::size_t numbers = std::size_t(plan.replications) * table.rows * table.series.size();
    fmt::print("{} ({}): {} to {}, {} ticks, {} replications, seed {}\n", title_in(arguments.common.language, plan.title), plan.scenario,
               to_string(plan.calendar.start()), to_string(plan.calendar.end()), plan.calendar.last().count, plan.replications, plan.seed);
    fmt::print("{} dates of {} series: at most {:.1f} MB in ensemble.nc\n", table.rows, table.series.size(), double(numbers) * 8e-6);
    fmt::print("Would be written to {}/\n", folder_of(arguments, scenario).string());
    return done;
}

void say_what_was_written(const RunArguments& arguments, const Scenario& scenario, const Result& result, const ResultFolder& folder) {
    using fmt::arg;
    const Language language = arguments.common.language;
    const Plan& plan = scenario.plan;
    fmt::print(fmt::runtime(language == Language::nl ? written_in_dutch : written_in_english),
               arg("title", title_in(language, plan.title)), arg("name", plan.scenario),
               arg("replications", result.record().replications), arg("seconds", result.record().wall_seconds),
               arg("folder", folder.path().string()), arg("rows", result.rows_of_forecast()),
               arg("series", result.table().series.size()), arg("dates", result.table().rows), arg("lines", plan.stock.size()));
}

// From a scenario that is right to a folder that is whole.
int carry_out(const RunArguments& arguments, const Scenario& scenario) {
    Result result(scenario, arguments.common, arguments.uncertainty, arguments.threads);
    ResultFolder folder(folder_of(arguments, scenario), identity_of(scenario, scenario.plan.seed, arguments.uncertainty),
                        arguments.force ? Overwrite::anything : Overwrite::same_result);
    const bool is_made = result.make([&](const std::string& name) { return folder.unfinished(name); });
    if (is_made) write_manifest(folder.unfinished("manifest.json"), scenario, result.table(), result.record());
    if (interrupt() != 0) {  // up to here nothing can be seen, and it is all taken away again
        fmt::print(stderr, "doorstroom: stopped by signal {} after {} of {} replications; nothing was written\n", interrupt(),
                   result.record().fingerprints.size(), result.record().replications);
        return stopped_by_signal + interrupt();
    }
    folder.publish();
    if (!arguments.common.quiet) say_what_was_written(arguments, scenario, result, folder);
    return done;
}

// The shortest run in which the fault shows again.
std::string command_that_repeats(const RunArguments& arguments, std::uint32_t replication) {
    ScenarioOptions options = arguments.common.scenario;
    std::erase_if(options.set, [](const auto& setting) { return setting.first == "run.replications"; });
    std::string command = "doorstroom run " + in_shell(arguments.scenario.string()) + in_shell(options);
    if (arguments.uncertainty == Uncertainty::middle) command += " --uncertain none";
    return command + fmt::format(" --replications {} --threads 1", replication + 1);
}

}  // namespace

int run(const RunArguments& arguments) {
    const std::optional<Scenario> scenario = read_or_explain(arguments.scenario, arguments.common);
    if (!scenario) return wrong_input;
    if (arguments.dry_run) return describe(arguments, *scenario);
    try {
        return carry_out(arguments, *scenario);
    } catch (const ReplicationFault& fault) {
        fmt::print(stderr, "doorstroom: a fault of the program, not of your scenario, in replication {}: {}\nrepeat it with: {}\n",
                   fault.replication(), fault.what(), command_that_repeats(arguments, fault.replication()));
        return our_fault;
    }
}

}  // namespace doorstroom
