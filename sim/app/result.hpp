// The numbers of one run and their files: simulated, summarized, and written wherever it is said.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "app/arguments.hpp"
#include "doorstroom/scenario.hpp"
#include "doorstroom/series.hpp"
#include "output/manifest.hpp"
#include "output/reconciliation.hpp"
#include "report/derived.hpp"

namespace doorstroom {

class Result {
public:
    Result(const Scenario& scenario, const CommonArguments& common, Uncertainty uncertainty, int threads);

    // Writes every file but the manifest to the path that `place` gives for its name, on the disk when this returns.
    // False when a signal came first; then nothing is whole.
    using Place = std::function<std::filesystem::path(const std::string& name)>;
    bool make(const Place& place);

    const RunRecord& record() const { return record_; }
    const SeriesTable& table() const { return table_; }
    std::size_t rows_of_forecast() const { return rows_; }

private:
    const Scenario& scenario_;
    const CommonArguments& common_;
    const SeriesTable table_;
    const DerivedMeasures derived_;
    Reconciliation reconciliation_;
    RunRecord record_;
    std::size_t rows_ = 0;

    bool simulate_all(const std::filesystem::path& ensemble);
    void write_files(const Place& place);
};

// SHA-256 of the file's bytes. Throws OutputFault when it cannot be read.
std::string digest_of_file(const std::filesystem::path& path);

}  // namespace doorstroom
