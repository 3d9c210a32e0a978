// compare.csv: what each scenario differs from the first, one row for each scenario, date, measure and group; attribution.csv: the
// same of what each policy adds.
#pragma once

#include <filesystem>
#include <string>

#include "doorstroom/series.hpp"
#include "output/text_file.hpp"
#include "report/paired.hpp"

namespace doorstroom {

class ComparisonFile {
public:
    // `what` heads the first column: `scenario`, or `policy` where an effect is split. Throws OutputFault.
    ComparisonFile(const std::filesystem::path& path, const std::string& what);

    // `without`: the mean of the first, over the replications that have the number.
    void write(const std::string& scenario, const std::string& against, Date date, const Series& series, const PairedEffect& effect, double without);
    void close() { file_.close(); }

private:
    TextFile file_;
    CsvRow line_;
};

// Whether the file that is there is one of ours.
bool is_comparison_file(const std::filesystem::path& path);

}  // namespace doorstroom
