// forecast.csv: one row for each date, measure and group, with what the replications say about it.
#pragma once

#include <filesystem>
#include <vector>

#include "doorstroom/plan.hpp"
#include "doorstroom/series.hpp"
#include "report/summary.hpp"

namespace doorstroom {

// `summaries[series * table.rows + row]`. Returns the number of rows written. Throws OutputFault.
std::size_t write_forecast(const std::filesystem::path& path, const Plan& plan, const SeriesTable& table,
                           const std::vector<Summary>& summaries);

}  // namespace doorstroom
