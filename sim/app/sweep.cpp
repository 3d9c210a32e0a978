#include <algorithm>
#include <cstdio>

#include <fmt/format.h>

#include "app/commands.hpp"
#include "app/status.hpp"
#include "app/sweep_run.hpp"
#include "output/fault.hpp"
#include "output/text_file.hpp"

namespace doorstroom {

namespace {

namespace files = std::filesystem;

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

}  // namespace doorstroom
