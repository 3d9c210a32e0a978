// A sweep on its way: from its journal, which may hold much or nothing yet, to a folder that is finished.
#pragma once

#include "app/design.hpp"
#include "app/sweep_outputs.hpp"
#include "app/sweep_record.hpp"
#include "output/picture.hpp"
#include "output/sweep_folder.hpp"
#include "output/sweep_journal.hpp"
#include "report/derived.hpp"

namespace doorstroom {

struct SweepManner {
    int threads = 1;
    Language language = Language::en;
    bool quiet = false;
};

class SweepRun {
public:
    SweepRun(const Scenario& scenario, const Design& design, const SweepOutputs& outputs, SweepRecord record, SweepFolder& folder,
             const SweepManner& manner);

    // Runs what the journal does not hold yet, and finishes. Returns the exit status.
    int carry_out(Journal journal);

private:
    int run_and_finish(SweepJournal& journal);
    void run(SweepJournal& journal);
    bool finish(const SweepJournal& journal);
    int stopped(SweepJournal& journal, int status, const std::string& why) const;
    void say_what_was_written(std::size_t rows, double seconds) const;
    // Calls back for each replication of each point of this shard.
    template <class Do>
    void for_each_item(const Do& visit) const;
    std::uint64_t done_of(const SweepJournal& journal) const;
    std::uint64_t total() const { return std::uint64_t{record_.points_of_shard()} * record_.replications; }

    const Scenario& scenario_;
    const Plan plan_;  // it measures what is kept, and no more
    const SeriesTable table_;
    const Design& design_;
    const SweepOutputs outputs_;  // of that plan
    SweepRecord record_;
    SweepFolder& folder_;
    SweepManner manner_;
    DerivedMeasures derived_;
    std::size_t rows_ = 0;
};

// What is kept in the folder is what is published in the end: it must be the design the sweep was begun with. Throws
// FolderRefused.
void check_design(const SweepFolder& folder, const SweepRecord& record);
// There is nothing left to do. Returns the exit status.
int say_finished(const SweepFolder& folder, const SweepRecord& record, bool quiet);
// sweep.json into a folder that is ready for it, with what the other files are, and the whole shown.
void publish_sweep(SweepFolder& folder, SweepRecord record);
// Which points failed, if any did: on standard error.
void warn_of_failures(const SweepRecord& record, const std::string& first);

}  // namespace doorstroom
