#include <algorithm>
#include <cstdio>

#include <fmt/format.h>

#include "app/commands.hpp"
#include "app/result.hpp"
#include "app/scenario_again.hpp"
#include "app/status.hpp"
#include "app/sweep_run.hpp"
#include "doorstroom/version.hpp"
#include "output/fault.hpp"
#include "output/text_file.hpp"

namespace doorstroom {

namespace {

namespace files = std::filesystem;

// Nothing when the design is wrong, which has then been said.
std::optional<Design> read_or_explain(const files::path& file, const std::vector<std::string>& names, const Plan& plan, const CommonArguments& common) {
    Diagnostics diagnostics;
    Design design = read_design(file, names, plan, diagnostics);
    if (!tell_all(diagnostics, file, common)) return std::nullopt;
    return design;
}

SweepOutputs outputs_of(const SweepArguments& arguments, const Plan& plan) {
    const SeriesTable table = make_series_table(plan);
    return choose_outputs(plan, table, arguments.measures, arguments.every ? dates_that_begin(*arguments.every, table) : arguments.dates);
}

SweepOptionsGiven options_of(const SweepArguments& arguments, const Plan& plan) {
    const auto asked = static_cast<std::uint32_t>(plan.replications);
    const std::uint32_t replications = arguments.as_often_as_asked ? asked : std::min(asked, SweepArguments::few);
    return {arguments.common.scenario, replications, arguments.chance, arguments.uncertainty, arguments.shard};
}

void check_size(const SweepRecord& record) {
    constexpr std::uint64_t most = 0xFFFFFFFF;  // replications that can be told apart
    if (std::uint64_t{record.points} * record.replications > most)
        throw UsageFault(fmt::format("{} points of {} replications are more than {}", record.points, record.replications, most));
    if (record.points_of_shard() == 0)
        throw UsageFault(fmt::format("--shard {}/{} holds none of the {} points of the design", record.shard.part, record.shard.of, record.points));
}

int describe(const Plan& plan, const SweepRecord& record, const SweepOutputs& outputs, const SweepArguments& arguments) {
    const std::uint64_t points = record.points_of_shard(), rows = points * outputs.named.size();
    fmt::print("{} ({}): {} to {}, seed {}\n", title_in(arguments.common.language, plan.title), plan.scenario, to_string(plan.calendar.start()),
               to_string(plan.calendar.end()), plan.seed);
    fmt::print("{} design points{}, {} replications of each, {} chance: {} replications to run\n", points,
               record.shard.of == 1 ? "" : fmt::format(" of {}", record.points), record.replications, record.chance == SharedChance::common ? "common" : "their own",
               points * record.replications);
    fmt::print("{} outputs (measures: {}, dates: {}): {} rows in sweep.csv, {:.1f} MB in the journal\n", outputs.named.size(), record.measures.size(),
               record.dates.size(), rows, double(rows) * record.replications * 8e-6);
    if (arguments.folder) fmt::print("Would be written to {}/\n", arguments.folder->string());
    return done;
}

void write_whole(SweepFolder& folder, const std::string& name, const std::string& text) {
    TextFile file(folder.unfinished(name));
    file.write(text);
    file.close();
}

// The design first: where there is a journal, there is a design.
Journal begin(SweepFolder& folder, const SweepRecord& record, const Design& design, const files::path& file) {
    std::error_code ignored;
    if (files::equivalent(folder.path(), files::is_directory(file, ignored) ? file : files::absolute(file).parent_path(), ignored))
        throw UsageFault(fmt::format("the design stands in {}; the sweep needs a folder of its own", folder.path().string()));
    try {
        folder.clear();
        write_whole(folder, "design.csv", design.as_csv());
        if (design.problem) write_whole(folder, "problem.json", *design.problem);
        folder.publish(design.problem ? std::vector<std::string>{"design.csv", "problem.json"} : std::vector<std::string>{"design.csv"});
        Journal journal = Journal::begin(folder / SweepFolder::journal, as_json(record));
        folder.keep();
        return journal;
    } catch (const OutputFault&) {
        folder.clear();
        throw;
    }
}

// Refuses to write over a sweep that is not this one; then says what there is of this one.
std::optional<SweepRecord> found_in(const SweepFolder& folder, const SweepRecord& record, bool force) {
    const SweepFolder::Holds holds = folder.holds();
    const std::string name = folder.path().string();
    if (holds == SweepFolder::Holds::nothing || force) return std::nullopt;
    if (holds == SweepFolder::Holds::something_else)
        throw FolderRefused(fmt::format("{} is not empty and holds no sweep (--force writes there all the same)", name));
    std::optional<SweepRecord> found;
    if (holds == SweepFolder::Holds::finished) found = read_record(folder / SweepFolder::record);
    else if (const std::optional<Journal> journal = Journal::open(folder / SweepFolder::journal)) found = record_in(journal->about());
    if (!found) throw FolderRefused(fmt::format("{} holds something that cannot be read (--force replaces it)", name));
    std::string differ = differences(*found, "there", record, "here");
    if (!(found->shard == record.shard))
        differ += fmt::format("{}the shard is {} there and {} here", differ.empty() ? "" : "; ", shard_text(found->shard), shard_text(record.shard));
    if (differ.empty()) return found;
    const char* const state = holds == SweepFolder::Holds::finished ? "" : ", not finished yet";
    throw FolderRefused(fmt::format("{} holds another sweep{}: {} (--force replaces it)", name, state, differ));
}

// What is kept there is what is published in the end.
void check_design(const SweepFolder& folder, const SweepRecord& record) {
    const files::path kept = folder / "design.csv";
    if (digest_of_file(kept) != record.design_digest)
        throw FolderRefused(fmt::format("{} cannot go on: {} is not the design it was begun with", folder.path().string(), kept.string()));
}

int say_finished(const SweepFolder& folder, const SweepRecord& record, bool quiet) {
    std::error_code ignored;
    files::remove(folder / SweepFolder::journal, ignored);  // a kill may have come just before that
    if (!quiet)
        fmt::print("{} is finished: {} design points, {} of them failed; there is nothing to do\n", folder.path().string(), record.points_of_shard(), record.failed);
    return done;
}

}  // namespace

int sweep(const SweepArguments& arguments) {
    const std::optional<Scenario> scenario = read_or_explain(arguments.scenario, arguments.common);
    if (!scenario) return wrong_input;
    const Plan& plan = scenario->plan;
    const std::optional<Design> design = read_or_explain(arguments.design, arguments.names, plan, arguments.common);
    if (!design) return wrong_input;
    const SweepOutputs outputs = outputs_of(arguments, plan);
    const SweepRecord record = record_of(arguments.scenario, *scenario, *design, outputs, options_of(arguments, plan));
    check_size(record);
    if (arguments.dry_run) return describe(plan, record, outputs, arguments);
    if (!arguments.folder) throw UsageFault("`sweep` needs a folder to write into: -o DIR");
    SweepFolder folder(*arguments.folder);
    const std::optional<SweepRecord> found = found_in(folder, record, arguments.force);
    if (found && !found->files.empty()) return say_finished(folder, *found, arguments.common.quiet);
    if (found) check_design(folder, *found);
    SweepRun run(*scenario, *design, outputs, found.value_or(record), folder, {arguments.threads, arguments.common.language, arguments.common.quiet});
    return run.carry_out(found ? Journal::open(folder / SweepFolder::journal).value() : begin(folder, record, *design, arguments.design));
}

// ---- going on -----------------------------------------------------------------------------------------------------------

namespace {

class Resumption {
public:
    explicit Resumption(const ResumeArguments& arguments) : arguments_(arguments), name_(arguments.folder.string()) {}

    int carry_out() {
        std::error_code ignored;
        if (!files::is_directory(arguments_.folder, ignored)) throw UsageFault(fmt::format("there is no folder {}", name_));
        SweepFolder folder(arguments_.folder);
        if (folder.holds() == SweepFolder::Holds::finished) {
            const std::optional<SweepRecord> record = read_record(folder / SweepFolder::record);
            if (!record) throw FolderRefused(fmt::format("{} cannot be read", (folder / SweepFolder::record).string()));
            return say_finished(folder, *record, arguments_.common.quiet);
        }
        std::optional<Journal> journal = Journal::open(folder / SweepFolder::journal);
        if (!journal) throw UsageFault(fmt::format("{} holds no sweep to go on with: it has no journal; begin one with doorstroom sweep", name_));
        std::optional<SweepRecord> record = record_in(journal->about());
        if (!record) throw FolderRefused(fmt::format("the journal of {} cannot be read", name_));
        return go_on(folder, *record, std::move(*journal));
    }

private:
    const ResumeArguments& arguments_;
    const std::string name_;

    int go_on(SweepFolder& folder, const SweepRecord& record, Journal journal) {
        const Version here = version();
        if (record.version != here.number || record.commit != here.commit)
            throw FolderRefused(fmt::format("{} was begun by version {} (commit {}), and this is {} (commit {})", name_, record.version, record.commit, here.number, here.commit));
        const std::optional<Scenario> scenario = read_scenario_of(record);
        if (!scenario) return wrong_input;
        check_scenario(record, *scenario);
        std::optional<Design> design = read_design_of(folder, record, scenario->plan);
        if (!design) return wrong_input;
        const SweepOutputs outputs = choose_outputs(scenario->plan, make_series_table(scenario->plan), record.measure_names(), record.dates);
        SweepRun run(*scenario, *design, outputs, record, folder, {arguments_.threads, arguments_.common.language, arguments_.common.quiet});
        return run.carry_out(std::move(journal));
    }

    std::optional<Scenario> read_scenario_of(const SweepRecord& record) const {
        const std::optional<files::path> file = find_again(record.scenario_file, arguments_.folder);
        if (!file)
            throw UsageFault(fmt::format("{} is a sweep of `{}`, which is not there; looked from here and from the folders above {}", name_, record.scenario_file, name_));
        CommonArguments common = arguments_.common;
        common.scenario.set = record.set;
        common.scenario.variant = record.variant;
        common.scenario.policies = record.policies;
        common.scenario.as_known_on = record.as_known_on;
        common.quiet = true;  // warnings were told when it was begun
        return doorstroom::read_or_explain(*file, common);
    }

    // Names the files that are not what they were: the scenario, a table, a policy.
    void check_scenario(const SweepRecord& record, const Scenario& scenario) const {
        if (scenario.digest == record.digest && scenario.plan.seed == record.seed) return;
        std::string changed;
        for (const InputFile& then : record.inputs) {
            const auto same = [&](const InputFile& now) { return now.sha256 == then.sha256; };
            if (std::none_of(scenario.inputs.begin(), scenario.inputs.end(), same)) changed += (changed.empty() ? "" : ", ") + then.name;
        }
        throw FolderRefused(fmt::format("{} cannot go on: {} since it was begun, and the scenario no longer says what it said", name_,
                                        changed.empty() ? "something has changed" : changed + " changed"));
    }

    std::optional<Design> read_design_of(const SweepFolder& folder, const SweepRecord& record, const Plan& plan) const {
        std::optional<Design> design = read_or_explain(folder / "design.csv", {}, plan, arguments_.common);
        if (design) check_design(folder, record);
        return design;
    }
};

}  // namespace

int resume(const ResumeArguments& arguments) { return Resumption(arguments).carry_out(); }

}  // namespace doorstroom
