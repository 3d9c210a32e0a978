#include "app/sweep_run.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <new>

#include <fmt/format.h>

#include "app/arguments.hpp"
#include "app/interrupt.hpp"
#include "app/progress.hpp"
#include "app/result.hpp"
#include "app/status.hpp"
#include "output/fault.hpp"
#include "output/sweep_files.hpp"
#include "output/text_file.hpp"
#include "run/measured.hpp"

namespace doorstroom {

namespace {

constexpr const char* written_in_english =
    "{title} ({name}): {points} design points, {replications} replications of each, in {seconds:.1f} s\n"
    "Written to {folder}:\n"
    "  sweep.csv   {rows} rows: design point, date, measure, group\n"
    "  points.csv  which points failed, and why\n"
    "  design.csv  the points\n"
    "  sweep.json  what made this\n";
constexpr const char* written_in_dutch =
    "{title} ({name}): {points} ontwerppunten, {replications} replicaties van elk, in {seconds:.1f} s\n"
    "Geschreven in {folder}:\n"
    "  sweep.csv   {rows} rijen: ontwerppunt, datum, maat, groep\n"
    "  points.csv  welke punten mislukten, en waardoor\n"
    "  design.csv  de punten\n"
    "  sweep.json  hoe dit gemaakt is\n";

}  // namespace

SweepRun::SweepRun(const Scenario& scenario, const Design& design, const SweepOutputs& outputs, SweepRecord record, SweepFolder& folder,
                   const SweepManner& manner)
    : scenario_(scenario), plan_(measuring_only(scenario.plan, outputs.measured)), table_(make_series_table(plan_)), design_(design),
      outputs_(choose_outputs(plan_, table_, outputs.measures, outputs.dates)), record_(std::move(record)), folder_(folder), manner_(manner),
      derived_(plan_, table_) {}

template <class Do>
void SweepRun::for_each_item(const Do& visit) const {
    for (std::uint32_t point = 0; point < record_.points; ++point)
        for (std::uint32_t replication = 0; record_.shard.holds(point) && replication < record_.replications; ++replication) visit(PointReplication{point, replication});
}

std::uint64_t SweepRun::done_of(const SweepJournal& journal) const {
    std::uint64_t needed = 0;
    for_each_item([&](PointReplication item) { needed += journal.needs(item.point, item.replication); });
    return total() - needed;
}

int SweepRun::carry_out(Journal opened) {
    SweepJournal journal(std::move(opened), {record_.points, record_.replications, outputs_.places.size()});
    try {
        return run_and_finish(journal);
    } catch (const OutputFault& fault) {
        return stopped(journal, not_written, fault.what());
    } catch (const std::bad_alloc&) {
        return stopped(journal, out_of_memory, "out of memory");
    }
}

int SweepRun::run_and_finish(SweepJournal& journal) {
    using Clock = std::chrono::steady_clock;
    const Clock::time_point begun = Clock::now();
    run(journal);
    if (interrupt() == 0 && finish(journal)) {
        if (!manner_.quiet) say_what_was_written(rows_, std::chrono::duration<double>(Clock::now() - begun).count());
        return done;
    }
    journal.flush();
    return stopped(journal, stopped_by_signal + interrupt(), fmt::format("stopped by signal {}", interrupt()));
}

int SweepRun::stopped(SweepJournal& journal, int status, const std::string& why) const {
    fmt::print(stderr, "doorstroom: {}: {} of {} replications are done and saved; go on with: doorstroom resume {}\n", why, done_of(journal), total(),
               folder_.path().string());
    return status;
}

void SweepRun::run(SweepJournal& journal) {
    SweepWork work;
    for_each_item([&](PointReplication item) {
        if (journal.needs(item.point, item.replication)) work.items.push_back(item);
    });
    if (work.items.empty()) return;
    work.outputs = outputs_.places;
    work.is_needed = [&](PointReplication item) { return journal.needs(item.point, item.replication); };
    auto count = static_cast<std::uint32_t>(total() - work.items.size());
    Progress progress(static_cast<std::uint32_t>(total()), manner_.language, manner_.quiet, count);
    work.take = [&](PointReplication item, const SweepOutcome& outcome) {
        if (outcome.failure.empty()) journal.add(item.point, item.replication, outcome.values);
        else journal.add_failure(item.point, item.replication, outcome.failure);
        progress.show(++count);
    };
    const SweepOptions options{record_.seed, record_.replications, record_.uncertainty, record_.chance,
                               static_cast<int>(std::min<std::uint64_t>(static_cast<std::uint64_t>(manner_.threads), work.items.size()))};
    run_sweep(plan_, derived_, design_.points, options, work, [] { return interrupt() != 0; });
}

// False when a signal came first.
bool SweepRun::finish(const SweepJournal& journal) {
    SweepFiles files(folder_.unfinished("sweep.csv"), folder_.unfinished("points.csv"), outputs_.named);
    std::string first;
    for (std::uint32_t point = 0; point < record_.points; ++point) {
        if (!record_.shard.holds(point)) continue;
        if (interrupt() != 0) return false;
        const std::string failure = journal.failure_of(point);
        files.write(point, failure.empty() ? journal.values_of(point) : std::vector<double>(), failure);
        if (!failure.empty() && record_.failed++ == 0) first = fmt::format("point {}: {}", point, failure);
    }
    files.close();
    rows_ = files.rows();
    publish_sweep(folder_, record_);
    warn_of_failures(record_, first);
    return true;
}

void publish_sweep(SweepFolder& folder, SweepRecord record) {
    std::error_code ignored;
    for (const char* name : {"sweep.csv", "points.csv"}) record.files.push_back({name, digest_of_file(folder.unfinished(name))});
    for (const char* name : {"design.csv", "problem.json"})
        if (std::filesystem::exists(folder / name, ignored)) record.files.push_back({name, digest_of_file(folder / name)});
    TextFile file(folder.unfinished(SweepFolder::record));
    file.write(as_json(record));
    file.close();
    folder.publish({"sweep.csv", "points.csv", SweepFolder::record});
    std::filesystem::remove(folder / SweepFolder::journal, ignored);
}

void warn_of_failures(const SweepRecord& record, const std::string& first) {
    if (record.failed == 0) return;
    fmt::print(stderr, "warning: {} of {} design points failed; the first is {}\n = help: points.csv names them all, and why\n", record.failed,
               record.points_of_shard(), first);
}

void SweepRun::say_what_was_written(std::size_t rows, double seconds) const {
    using fmt::arg;
    fmt::print(fmt::runtime(manner_.language == Language::nl ? written_in_dutch : written_in_english),
               arg("title", title_in(manner_.language, scenario_.plan.title)), arg("name", scenario_.plan.scenario), arg("points", record_.points_of_shard()),
               arg("replications", record_.replications), arg("seconds", seconds), arg("folder", folder_.path().string()), arg("rows", rows));
}

void check_design(const SweepFolder& folder, const SweepRecord& record) {
    const std::filesystem::path kept = folder / "design.csv";
    if (digest_of_file(kept) != record.design_digest)
        throw FolderRefused(fmt::format("{} cannot go on: {} is not the design it was begun with", folder.path().string(), kept.string()));
}

int say_finished(const SweepFolder& folder, const SweepRecord& record, bool quiet) {
    std::error_code ignored;
    std::filesystem::remove(folder / SweepFolder::journal, ignored);  // a kill may have come just before that
    if (!quiet)
        fmt::print("{} is finished: {} design points, {} of them failed; there is nothing to do\n", folder.path().string(), record.points_of_shard(), record.failed);
    return done;
}

}  // namespace doorstroom
