#include "output/sweep_files.hpp"

#include <fmt/format.h>

#include "report/summary.hpp"

namespace doorstroom {

SweepFiles::SweepFiles(const std::filesystem::path& sweep, const std::filesystem::path& points, const std::vector<SweepOutput>& outputs)
    : sweep_(sweep), points_(points) {
    for (const SweepOutput& output : outputs) {
        CsvRow fields;
        std::string middle = fields.text(to_string(output.date)).text(output.measure).text(output.group).text(output.unit).end_line();
        middle.back() = ',';
        middles_.push_back(std::move(middle));
    }
    sweep_.write(header);
    points_.write("point,status,message\n");
}

void SweepFiles::write(std::uint32_t point, const std::vector<double>& values, const std::string& failure) {
    const char* const status = failure.empty() ? "done" : "failed";
    const std::string begin = fmt::format("{},{},", point, status);
    const std::size_t replications = values.size() / middles_.size();
    std::vector<double> each;
    CsvRow numbers;
    for (std::size_t output = 0; output < middles_.size(); ++output) {
        each.clear();
        for (std::size_t replication = 0; replication < replications; ++replication) each.push_back(values[replication * middles_.size() + output]);
        const Summary summary = summarize(each);
        numbers.clear();
        sweep_.write(begin);
        sweep_.write(middles_[output]);
        sweep_.write(numbers.whole(summary.replications).number(summary.mean).number(summary.sd).end_line());
        ++rows_;
    }
    CsvRow row;
    points_.write(row.whole(point).text(status).text(failure).end_line());
}

void SweepFiles::close() {
    sweep_.close();
    points_.close();
}

}  // namespace doorstroom
