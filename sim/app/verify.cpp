#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include <fmt/format.h>

#include "app/commands.hpp"
#include "app/interrupt.hpp"
#include "app/result.hpp"
#include "app/scenario_again.hpp"
#include "app/status.hpp"
#include "doorstroom/sha256.hpp"
#include "doorstroom/version.hpp"
#include "output/ensemble_file.hpp"
#include "output/fault.hpp"
#include "output/result_folder.hpp"
#include "output/temporary_folder.hpp"
#include "text/scalar.hpp"

namespace doorstroom {

namespace {

namespace files = std::filesystem;

struct Words {
    const char *scenario_changed, *scenario_missing, *cannot, *other_version, *other_text, *repeats;
    const char *same, *differs, *changed_since, *unreadable, *replications_same, *replication_differs, *all_same, *not_same;
};

constexpr Words english{
    "{} has changed since this result was made", "{} is no longer read",
    "{} cannot be repeated: what its scenario says is not what it said then",
    "made by version {} (commit {}); this is {} (commit {})",
    "what has changed there makes no difference to what the scenario says",
    "{}: {} replications of {}, seed {}, repeated in {:.1f} s",
    "the same", "DIFFERS", "DIFFERS: the file was changed after it was made", "DIFFERS: the file cannot be read",
    "all {} the same", "DIFFERS, first in replication {}", "Everything is the same.", "Not everything is the same."};

constexpr Words dutch{
    "{} is veranderd sinds dit resultaat is gemaakt", "{} wordt niet meer gelezen",
    "{} kan niet worden herhaald: het scenario zegt niet meer wat het toen zei",
    "gemaakt door versie {} (commit {}); dit is {} (commit {})",
    "wat daar veranderd is maakt voor het scenario geen verschil",
    "{}: {} replicaties van {}, zaad {}, herhaald in {:.1f} s",
    "gelijk", "VERSCHILT", "VERSCHILT: het bestand is veranderd nadat het is gemaakt", "VERSCHILT: het bestand is niet te lezen",
    "alle {} gelijk", "VERSCHILT, het eerst in replicatie {}", "Alles is gelijk.", "Niet alles is gelijk."};

template <class... Arguments>
std::string fill(const char* words, const Arguments&... arguments) {
    return fmt::format(fmt::runtime(words), arguments...);
}

class Verification {
public:
    Verification(const VerifyArguments& arguments, ManifestRecord record)
        : arguments_(arguments), record_(std::move(record)),
          words_(arguments.common.language == Language::nl ? dutch : english) {}

    int carry_out() {
        const std::optional<files::path> file = record_.inputs.empty() ? std::nullopt : find_again(record_.inputs.front().name, arguments_.folder);
        if (!file)
            throw UsageFault(fmt::format("{} names the scenario `{}`, which is not there; looked from here and from the folders above the result",
                                         (arguments_.folder / "manifest.json").string(),
                                         record_.inputs.empty() ? "" : record_.inputs.front().name));
        CommonArguments common = arguments_.common;
        common.scenario.set = record_.set_options;
        common.scenario.variant = record_.variant;
        common.scenario.policies = record_.policies;
        common.scenario.as_known_on = text::parse_date(record_.as_known_on);
        common.quiet = true;  // warnings were told when it was run
        const std::optional<Scenario> scenario = read_or_explain(*file, common);
        if (!scenario) return wrong_input;
        if (!compare_inputs(*scenario)) return wrong_input;
        const Version here = version();
        if (record_.version != here.number || record_.commit != here.commit)
            say(fill(words_.other_version, record_.version, record_.commit, here.number, here.commit));
        common.quiet = arguments_.common.quiet;
        const Uncertainty uncertainty = record_.uncertainty == "none" ? Uncertainty::middle : Uncertainty::drawn;
        return repeat(*scenario, common, uncertainty);
    }

private:
    const VerifyArguments& arguments_;
    const ManifestRecord record_;
    const Words& words_;
    bool all_same_ = true;

    void say(const std::string& line) const {
        if (!arguments_.common.quiet) fmt::print("{}\n", line);
    }

    void report(const std::string& what, bool is_same, const std::string& how) {
        all_same_ = all_same_ && is_same;
        if (!is_same || !arguments_.common.quiet) fmt::print("  {:<20}{}\n", what, how);
    }

    // Whether the scenario still says what it said, to the letter or in other words.
    bool compare_inputs(const Scenario& scenario) const {
        const bool says_the_same = scenario.digest == record_.digest;
        bool is_changed = false;
        const auto is_there = [&](const auto& alike) { return std::any_of(scenario.inputs.begin(), scenario.inputs.end(), alike); };
        for (const InputFile& then : record_.inputs) {
            if (is_there([&](const InputFile& now) { return now.sha256 == then.sha256; })) continue;
            is_changed = true;
            const files::path name = files::path(then.name).filename();  // the folder may be named from elsewhere
            const bool is_read = is_there([&](const InputFile& now) { return files::path(now.name).filename() == name; });
            const std::string line = fill(is_read ? words_.scenario_changed : words_.scenario_missing, then.name);
            if (says_the_same) say(line);
            else fmt::print(stderr, "doorstroom: {}\n", line);
        }
        if (says_the_same && is_changed) say(words_.other_text);
        if (!says_the_same) fmt::print(stderr, "doorstroom: {}\n", fill(words_.cannot, arguments_.folder.string()));
        return says_the_same;
    }

    int repeat(const Scenario& scenario, const CommonArguments& common, Uncertainty uncertainty) {
        const TemporaryFolder scratch;
        Result result(scenario, common, uncertainty, arguments_.threads);
        if (!result.make([&](const std::string& name) { return scratch / name; })) return stopped_by_signal + interrupt();
        say(fill(words_.repeats, arguments_.folder.string(), record_.replications, scenario.plan.scenario, record_.seed,
                 result.record().wall_seconds));
        for (const InputFile& made : result.record().outputs) compare_file(made, result);
        compare_fingerprints(result.record().fingerprints);
        say(all_same_ ? words_.all_same : words_.not_same);
        return all_same_ ? done : not_the_same;
    }

    // The file as it is, as the manifest says it was, and as it was made now.
    void compare_file(const InputFile& made, const Result& result) {
        const InputFile* written = nullptr;
        for (const InputFile& output : record_.outputs)
            if (output.name == made.name) written = &output;
        const std::optional<std::string> found = digest_found(made.name, result);
        if (!found) return report(made.name, false, words_.unreadable);
        if (written && *found != written->sha256) return report(made.name, false, words_.changed_since);
        const bool is_same = *found == made.sha256;
        report(made.name, is_same, fmt::format("{}  {:.16}…", is_same ? words_.same : words_.differs, made.sha256));
    }

    std::optional<std::string> digest_found(const std::string& name, const Result& result) const {
        try {
            if (name != "ensemble.nc") return digest_of_file(arguments_.folder / name);
            Sha256 numbers;
            summarize_ensemble(arguments_.folder / name, result.table(), record_.replications, numbers);
            return numbers.digits();
        } catch (const OutputFault&) {
            return std::nullopt;
        }
    }

    void compare_fingerprints(const std::vector<std::uint64_t>& now) {
        std::size_t first = 0;
        while (first < now.size() && first < record_.fingerprints.size() && fingerprint_text(now[first]) == record_.fingerprints[first]) ++first;
        const bool are_same = first == now.size() && first == record_.fingerprints.size();
        report("fingerprints", are_same, are_same ? fill(words_.replications_same, now.size()) : fill(words_.replication_differs, first));
    }
};

}  // namespace

int verify(const VerifyArguments& arguments) {
    const files::path manifest = arguments.folder / ResultFolder::file_names().back();
    std::optional<ManifestRecord> record = read_manifest(manifest);
    if (!record) throw UsageFault(fmt::format("{} is no result: there is no manifest that can be read in it", arguments.folder.string()));
    return Verification(arguments, std::move(*record)).carry_out();
}

}  // namespace doorstroom
