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
};

// What the bands cover beside chance: "all" the values under `uncertain`, or "none", because each stands at its middle
// or the scenario has none.
std::string uncertainty_of(const Plan& plan, Uncertainty uncertainty);

ResultIdentity identity_of(const Scenario& scenario, std::uint64_t seed, Uncertainty uncertainty);
// Of the manifest in this file; nothing when there is none that can be read.
std::optional<ResultIdentity> read_identity(const std::filesystem::path& path);

// Throws OutputFault.
void write_manifest(const std::filesystem::path& path, const Scenario& scenario, const SeriesTable& table, const RunRecord& run);

}  // namespace doorstroom
