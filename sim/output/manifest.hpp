// manifest.json: what made a result, and what makes it the same result as another. Written last: a folder without one
// is not a result.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "doorstroom/scenario.hpp"
#include "doorstroom/series.hpp"
#include "doorstroom/trial.hpp"

namespace doorstroom {

// Two results with the same identity hold the same numbers for as many replications as both have.
struct ResultIdentity {
    std::string digest;   // of the resolved scenario
    std::uint64_t seed;
    std::string version;
    std::string uncertainty;

    friend bool operator==(const ResultIdentity&, const ResultIdentity&) = default;
};

struct RunRecord {
    std::uint64_t seed;
    std::uint32_t replications;
    Uncertainty uncertainty;
    std::vector<std::uint64_t> fingerprints;                      // by replication
    std::uint64_t transitions;                                    // in all replications
    int threads;
    double wall_seconds;
    std::vector<std::pair<std::string, std::string>> set_options;  // --set PATH=VALUE
    std::vector<InputFile> outputs = {};                           // the other files of the result; of ensemble.nc its numbers
    std::string variant = {};                                      // --variant
    std::vector<std::string> policies = {};                        // --policy
    std::optional<Date> as_known_on = {};                          // --as-known-on
};

// One of the scenarios of a comparison, beside the first.
struct ComparedRecord {
    std::string name;          // as in compare.csv
    Title title;
    std::string digest;
    std::optional<Date> begins;  // the first day of a policy that only one of the two has
};

struct ComparisonRecord {
    std::uint64_t seed;
    std::uint32_t replications;
    Uncertainty uncertainty;
    std::vector<ComparedRecord> others;
    std::vector<InputFile> outputs;  // compare.csv, and attribution.csv where the effect was split
};

// What a manifest says of the run that made it: enough to repeat it.
struct ManifestRecord {
    std::string version, commit, digest, uncertainty;
    std::uint64_t seed = 0;
    std::uint32_t replications = 0;
    std::vector<std::pair<std::string, std::string>> set_options;
    std::vector<InputFile> inputs;           // the scenario first
    std::vector<InputFile> outputs;          // none in manifests of before they were kept
    std::vector<std::string> fingerprints;   // by replication
    std::string variant = {};
    std::vector<std::string> policies = {};
    std::string as_known_on = {};  // a date, or nothing
};

// What the bands cover beside chance: "all" the values under `uncertain`, or "none", because each stands at its middle
// or the scenario has none.
std::string uncertainty_of(const Plan& plan, Uncertainty uncertainty);

ResultIdentity identity_of(const Scenario& scenario, std::uint64_t seed, Uncertainty uncertainty);
// Of the manifest in this file; nothing when there is none that can be read.
std::optional<ResultIdentity> read_identity(const std::filesystem::path& path);

// Nothing when there is no file, or it is no manifest of ours.
std::optional<ManifestRecord> read_manifest(const std::filesystem::path& path);
std::string fingerprint_text(std::uint64_t fingerprint);

// Throws OutputFault.
void write_manifest(const std::filesystem::path& path, const Scenario& scenario, const SeriesTable& table, const RunRecord& run);
// compare.json: the same of a comparison with `base`; `table` is that of the first. The same for any number of threads.
void write_comparison_manifest(const std::filesystem::path& path, const Scenario& base, const SeriesTable& table, const ComparisonRecord& run);

}  // namespace doorstroom
