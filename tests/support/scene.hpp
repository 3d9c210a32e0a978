// A small scenario written in a test, compiled, run, and asked for its numbers by name.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "doorstroom/scenario.hpp"
#include "doorstroom/series.hpp"
#include "doorstroom/trial.hpp"

namespace doorstroom::tests {

// What one replication observed, by the names of the scenario.
class Observed {
public:
    Observed(SeriesTable table, Observations observations) : table_(std::move(table)), observations_(std::move(observations)) {}

    // Every row of a series (`wait.p90`, `asylum.housed`); the group as it is written in forecast.csv.
    std::vector<double> rows(const std::string& series, const std::string& group = "") const;
    double at(const std::string& series, std::size_t row, const std::string& group = "") const { return rows(series, group).at(row); }
    double last(const std::string& series, const std::string& group = "") const { return rows(series, group).back(); }
    double total(const std::string& series, const std::string& group = "") const;  // of the rows that have a value

    const Observations& all() const { return observations_; }
    std::uint64_t fingerprint() const { return observations_.fingerprint; }

private:
    SeriesTable table_;
    Observations observations_;
};

using Measures = std::vector<std::pair<std::string, std::string>>;  // name, and what it measures in YAML

class Scene {
public:
    // A scenario without its head (`schema`, `scenario`, `title`) and without `measures`, which are given apart.
    // Throws std::runtime_error with every complaint when the scenario is wrong.
    Scene(const std::string& yaml, const Measures& measures);
    explicit Scene(const std::filesystem::path& file);

    const Plan& plan() const { return scenario_->plan; }
    const Scenario& scenario() const { return *scenario_; }
    const SeriesTable& table() const { return *table_; }
    Observed run(std::uint32_t replication = 0, std::uint64_t seed = 1) const;

private:
    void read(const std::filesystem::path& file);

    std::unique_ptr<Scenario> scenario_;
    std::unique_ptr<SeriesTable> table_;
};

}  // namespace doorstroom::tests
