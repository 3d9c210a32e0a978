// ensemble.nc: every number of every replication, as netCDF-4 after the CF conventions; and the summaries made of it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "doorstroom/series.hpp"
#include "doorstroom/sha256.hpp"
#include "report/summary.hpp"

namespace doorstroom {

// Written one replication at a time, so that memory does not grow with their number. Throws OutputFault.
class EnsembleFile {
public:
    using Attributes = std::vector<std::pair<std::string, std::string>>;

    EnsembleFile(const std::filesystem::path& path, const SeriesTable& table, std::uint32_t replications,
                 const Attributes& attributes);
    ~EnsembleFile();
    EnsembleFile(const EnsembleFile&) = delete;
    EnsembleFile& operator=(const EnsembleFile&) = delete;

    // `values` as in Observations, complete.
    void write(std::uint32_t replication, const std::vector<double>& values);
    // Flushes to the disk; only then is the file whole.
    void close();

private:
    void define(const Attributes& attributes);
    void write_coordinates();

    std::filesystem::path path_;
    const SeriesTable& table_;
    std::uint32_t replications_;
    int file_ = -1;
    int value_ = -1;
    std::vector<double> turned_;  // one replication, date by date
};

// Reads the file back, a block of series at a time, and says of every series and row what its replications say:
// summaries[series * table.rows + row]. What is published has thereby been read from the disk, checksums and all.
std::vector<Summary> summarize_ensemble(const std::filesystem::path& path, const SeriesTable& table, std::uint32_t replications);
// The same, and every number added to `numbers`: series by series, date by date, replication by replication. The digest
// is of what the file says, whichever version of the library wrote it.
std::vector<Summary> summarize_ensemble(const std::filesystem::path& path, const SeriesTable& table, std::uint32_t replications,
                                        Sha256& numbers);

}  // namespace doorstroom
