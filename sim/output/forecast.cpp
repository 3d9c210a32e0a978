#include "output/forecast.hpp"

#include "output/text_file.hpp"

namespace doorstroom {

std::size_t write_forecast(const std::filesystem::path& path, const Plan& plan, const SeriesTable& table,
                           const std::vector<Summary>& summaries) {
    TextFile file(path);
    file.write("scenario,date,measure,group,unit,replications,mean,sd,p05,p25,p50,p75,p95\n");
    CsvRow line;
    std::size_t written = 0;
    for (std::size_t row = 0; row < table.rows; ++row) {
        const std::string date = to_string(table.dates[row]);
        for (std::size_t i = 0; i < table.series.size(); ++i) {
            const Series& series = table.series[i];
            if (!plan.at(series.measure).at_moment && row + 1 == table.rows) continue;  // no period begins on the last date
            const Summary& of = summaries[i * table.rows + row];
            line.clear();
            line.text(plan.scenario).text(date).text(series.name).text(series.group_name).text(series.unit);
            line.whole(of.replications).number(of.mean).number(of.sd);
            line.number(of.p05).number(of.p25).number(of.p50).number(of.p75).number(of.p95);
            file.write(line.end_line());
            ++written;
        }
    }
    file.close();
    return written;
}

}  // namespace doorstroom
