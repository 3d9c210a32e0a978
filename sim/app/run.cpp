#include <algorithm>
#include <chrono>
#include <cstdio>

#include <fmt/format.h>

#include "app/commands.hpp"
#include "app/interrupt.hpp"
#include "app/progress.hpp"
#include "app/status.hpp"
#include "doorstroom/version.hpp"
#include "output/ensemble_file.hpp"
#include "output/forecast.hpp"
#include "output/reconciliation.hpp"
#include "output/result_folder.hpp"
#include "run/simulate.hpp"

namespace doorstroom {

namespace {

using Clock = std::chrono::steady_clock;

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

EnsembleFile::Attributes attributes_of(const Scenario& scenario, const RunArguments& arguments) {
    return {{"title", title_in(arguments.common.language, scenario.plan.title)},
            {"source", fmt::format("doorstroom {}, commit {}", version().number, version().commit)},
            {"scenario", scenario.plan.scenario},
            {"digest", scenario.digest},
            {"seed", fmt::format("{}", scenario.plan.seed)},
            {"uncertainty", uncertainty_of(scenario.plan, arguments.uncertainty)}};
}

int describe(const RunArguments& arguments, const Scenario& scenario, const SeriesTable& table) {
    const Plan& plan = scenario.plan;
    const std::size_t numbers = std::size_t(plan.replications) * table.rows * table.series.size();
    fmt::print("{} ({}): {} to {}, {} ticks, {} replications, seed {}\n", title_in(arguments.common.language, plan.title), plan.scenario,
               to_string(plan.calendar.start()), to_string(plan.calendar.end()), plan.calendar.last().count, plan.replications, plan.seed);
    fmt::print("{} dates of {} series: at most {:.1f} MB in ensemble.nc\n", table.rows, table.series.size(), double(numbers) * 8e-6);
    fmt::print("Would be written to {}/\n", folder_of(arguments, scenario).string());
    return done;
}

// One run, from a scenario that is right to a folder that is whole.
class Run {
public:
    Run(const RunArguments& arguments, const Scenario& scenario, const SeriesTable& table, const DerivedMeasures& derived)
        : arguments_(arguments), scenario_(scenario), table_(table), derived_(derived),
          folder_(folder_of(arguments, scenario), identity_of(scenario, scenario.plan.seed, arguments.uncertainty),
                  arguments.force ? Overwrite::anything : Overwrite::same_result),
          reconciliation_(scenario.plan),
          record_{scenario.plan.seed, static_cast<std::uint32_t>(scenario.plan.replications), arguments.uncertainty, {}, 0,
                  std::min(arguments.threads, scenario.plan.replications), 0, arguments.common.scenario.set} {}

    int carry_out() {
        simulate_all();
        if (interrupt() == 0) rows_ = write_files();
        if (interrupt() != 0) {  // up to here nothing can be seen, and it is all taken away again
            fmt::print(stderr, "doorstroom: stopped by signal {} after {} of {} replications; nothing was written\n", interrupt(),
                       record_.fingerprints.size(), record_.replications);
            return stopped_by_signal + interrupt();
        }
        folder_.publish();
        if (!arguments_.common.quiet) say_what_was_written();
        return done;
    }

private:
    void simulate_all() {
        EnsembleFile file(folder_.unfinished("ensemble.nc"), table_, record_.replications, attributes_of(scenario_, arguments_));
        Progress progress(record_.replications, arguments_.common.language, arguments_.common.quiet);
        const auto take = [&](std::uint32_t replication, const Observations& observations) {
            file.write(replication, observations.values);
            reconciliation_.add(observations.stock);
            record_.fingerprints.push_back(observations.fingerprint);
            record_.transitions += observations.transitions;
            progress.show(replication + 1);
        };
        const EnsembleOptions options{record_.seed, record_.replications, record_.uncertainty, record_.threads};
        if (simulate(scenario_.plan, derived_, options, take, [] { return interrupt() != 0; }) == Ended::complete) file.close();
    }

    // Returns the number of rows of the forecast.
    std::size_t write_files() {
        const std::vector<Summary> summaries = summarize_ensemble(folder_.unfinished("ensemble.nc"), table_, record_.replications);
        const std::size_t rows = write_forecast(folder_.unfinished("forecast.csv"), scenario_.plan, table_, summaries);
        reconciliation_.write(folder_.unfinished("reconciliation.csv"));
        record_.wall_seconds = std::chrono::duration<double>(Clock::now() - begun_).count();
        write_manifest(folder_.unfinished("manifest.json"), scenario_, table_, record_);
        return rows;
    }

    void say_what_was_written() const {
        using fmt::arg;
        const Language language = arguments_.common.language;
        const Plan& plan = scenario_.plan;
        fmt::print(fmt::runtime(language == Language::nl ? written_in_dutch : written_in_english),
                   arg("title", title_in(language, plan.title)), arg("name", plan.scenario), arg("replications", record_.replications),
                   arg("seconds", record_.wall_seconds), arg("folder", folder_.path().string()), arg("rows", rows_),
                   arg("series", table_.series.size()), arg("dates", table_.rows), arg("lines", plan.stock.size()));
    }

    const RunArguments& arguments_;
    const Scenario& scenario_;
    const SeriesTable& table_;
    const DerivedMeasures& derived_;
    const Clock::time_point begun_ = Clock::now();
    ResultFolder folder_;
    Reconciliation reconciliation_;
    RunRecord record_;
    std::size_t rows_ = 0;
};

std::string in_shell(const std::string& word) {
    if (!word.empty() && word.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./=:-+,") == std::string::npos)
        return word;
    std::string quoted = "'";
    for (const char letter : word) quoted += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
    return quoted + "'";
}

// The shortest run in which the fault shows again.
std::string command_that_repeats(const RunArguments& arguments, std::uint32_t replication) {
    std::string command = "doorstroom run " + in_shell(arguments.scenario.string());
    for (const auto& [path, value] : arguments.common.scenario.set)
        if (path != "run.replications") command += " --set " + in_shell(path + "=" + value);
    if (arguments.uncertainty == Uncertainty::middle) command += " --uncertain none";
    return command + fmt::format(" --replications {} --threads 1", replication + 1);
}

}  // namespace

int run(const RunArguments& arguments) {
    const std::optional<Scenario> scenario = read_or_explain(arguments.scenario, arguments.common);
    if (!scenario) return wrong_input;
    const SeriesTable table = make_series_table(scenario->plan);
    const DerivedMeasures derived(scenario->plan, table);
    if (arguments.dry_run) return describe(arguments, *scenario, table);
    try {
        return Run(arguments, *scenario, table, derived).carry_out();
    } catch (const ReplicationFault& fault) {
        fmt::print(stderr, "doorstroom: a fault of the program, not of your scenario, in replication {}: {}\nrepeat it with: {}\n",
                   fault.replication(), fault.what(), command_that_repeats(arguments, fault.replication()));
        return our_fault;
    }
}

}  // namespace doorstroom
