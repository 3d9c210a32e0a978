// What was asked for on the command line.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "designs/design.hpp"
#include "doorstroom/scenario.hpp"
#include "doorstroom/trial.hpp"
#include "output/picture.hpp"
#include "run/sweep.hpp"

namespace doorstroom {

struct CommonArguments {
    ScenarioOptions scenario;
    Language language = Language::en;
    bool quiet = false;
};

struct RunArguments {
    CommonArguments common;  // --replications and --seed are in its `set`, as run.replications and run.seed
    std::filesystem::path scenario;
    std::optional<std::filesystem::path> folder;
    int threads = 1;
    Uncertainty uncertainty = Uncertainty::drawn;
    bool force = false;
    bool dry_run = false;
};

struct CompareArguments {
    // Replications are added until the half 95 % interval of this is no wider.
    struct Goal {
        std::string measure;
        Date date;
        double within = 0;
        int at_most = 0;
    };
    CommonArguments common;
    std::vector<std::filesystem::path> scenarios;  // the first is what the others are compared with
    std::vector<std::string> policies;             // each, and all together, beside the first scenario
    std::vector<std::string> measures;             // those shown; none: chosen
    bool variants = false;                         // those of the first scenario
    bool attribute = false;                        // split the effect of all policies over them
    std::optional<std::filesystem::path> folder;
    std::optional<Goal> goal;
    bool as_often_as_asked = false;                // with --replications; otherwise pairs that differ by little need few
    static constexpr int few = 4;
    int threads = 1;
    Uncertainty uncertainty = Uncertainty::drawn;
    bool force = false;
};

struct DiffArguments {
    CommonArguments common;
    std::vector<std::filesystem::path> scenarios;  // two; or one, beside itself with the policies, the variant and the values
};

struct SampleArguments {
    CommonArguments common;
    std::filesystem::path scenario;
    DesignWishes design;
    std::optional<std::uint64_t> seed;  // without it the one of the scenario
    std::filesystem::path folder;
    bool force = false;
};

struct TraceArguments {
    // Which household, by how long it stood in a stage; the stage by its name.
    struct Find {
        std::string stage;
        Wanted::Which which = Wanted::Which::longest;
        bool newcomers = false;
    };
    CommonArguments common;
    std::filesystem::path scenario;
    std::optional<std::filesystem::path> beside;  // without it: the same scenario with the policies and the variant, if any
    std::optional<Who> household;
    std::optional<Find> find;                     // where no household is given
    std::uint32_t replication = 0;
    Uncertainty uncertainty = Uncertainty::drawn;
};

struct ValidateArguments {
    CommonArguments common;
    std::vector<std::filesystem::path> scenarios;
};

struct GraphArguments {
    enum class Format : std::uint8_t { dot, mermaid, svg };
    enum class Paper : std::uint8_t { as_large_as_it_is, a4, a3 };
    CommonArguments common;
    std::filesystem::path scenario;
    Format format = Format::dot;
    Paper paper = Paper::as_large_as_it_is;
    std::optional<std::size_t> boxes;  // no more than these
    std::optional<std::filesystem::path> file;
    std::optional<std::string> date;  // as given
};

struct ExplainArguments {
    CommonArguments common;
    std::filesystem::path scenario;
    std::string path;                 // empty: everything
    std::optional<std::string> date;  // as given
    bool only_law = false;
};

struct VerifyArguments {
    CommonArguments common;
    std::filesystem::path folder;
    int threads = 1;
};

// Which part of a sweep: every OF-th design point, from the PART-th on.
struct Shard {
    std::uint32_t part = 1, of = 1;

    bool holds(std::uint32_t point) const { return point % of == part - 1; }
    friend bool operator==(const Shard&, const Shard&) = default;
};

struct SweepArguments {
    CommonArguments common;
    std::filesystem::path scenario, design;
    std::vector<std::string> names;     // of the columns, where the design has no header
    std::optional<std::filesystem::path> folder;
    std::vector<std::string> measures;  // none: all
    std::vector<Date> dates;            // none: all of the report
    std::optional<Period> every;        // instead of dates
    Shard shard;
    SharedChance chance = SharedChance::common;
    bool as_often_as_asked = false;     // with --replications; otherwise few will do, as there are many points
    static constexpr std::uint32_t few = 8;
    int threads = 1;
    Uncertainty uncertainty = Uncertainty::drawn;
    bool force = false;
    bool dry_run = false;
};

struct ResumeArguments {
    CommonArguments common;
    std::filesystem::path folder;
    int threads = 1;
};

struct MergeArguments {
    CommonArguments common;
    std::vector<std::filesystem::path> shards;
    std::filesystem::path folder;
    bool force = false;
};

struct SchemaArguments {};

struct ReferenceArguments {
    std::vector<std::filesystem::path> examples;
};

using Command = std::variant<RunArguments, CompareArguments, DiffArguments, SampleArguments, TraceArguments, ValidateArguments, ExplainArguments, GraphArguments, VerifyArguments,
                             SweepArguments, ResumeArguments, MergeArguments, SchemaArguments, ReferenceArguments>;

// The command line is not one this program understands: exit status 2.
class UsageFault : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

// Nothing when help or the version was asked for, which has then been printed. Throws UsageFault.
std::optional<Command> read_arguments(int count, const char* const* words);

}  // namespace doorstroom
