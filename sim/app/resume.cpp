#include <algorithm>

#include <fmt/format.h>

#include "app/commands.hpp"
#include "app/scenario_again.hpp"
#include "app/status.hpp"
#include "app/sweep_run.hpp"
#include "doorstroom/version.hpp"
#include "output/fault.hpp"

namespace doorstroom {

namespace {

namespace files = std::filesystem;

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
