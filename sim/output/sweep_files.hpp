// sweep.csv and points.csv: what the replications of each design point say of every output, and which points failed.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "doorstroom/series.hpp"
#include "output/text_file.hpp"

namespace doorstroom {

struct SweepOutput {
    Date date;
    std::string measure, group, unit;
};

class SweepFiles {
public:
    static constexpr const char* header = "point,status,date,measure,group,unit,replications,mean,sd\n";

    SweepFiles(const std::filesystem::path& sweep, const std::filesystem::path& points, const std::vector<SweepOutput>& outputs);

    // Points in ascending order. `values` by replication, then by output; none where the point failed. Throws OutputFault.
    void write(std::uint32_t point, const std::vector<double>& values, const std::string& failure);
    void close();
    std::size_t rows() const { return rows_; }

private:
    TextFile sweep_, points_;
    std::vector<std::string> middles_;  // by output: what stands between the status and the numbers
    std::size_t rows_ = 0;
};

}  // namespace doorstroom
