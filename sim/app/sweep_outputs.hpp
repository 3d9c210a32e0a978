// Which numbers of a run a sweep keeps: those measures, on those dates of the report.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "doorstroom/series.hpp"
#include "output/sweep_files.hpp"

namespace doorstroom {

struct SweepOutputs {
    std::vector<SweepOutput> named;    // in the order of forecast.csv
    std::vector<std::size_t> places;   // of each in Observations::values
    std::vector<std::string> measures; // the series that were chosen, each once
    std::vector<MeasureId> measured;   // parallel to them
    std::vector<Date> dates;           // those that were chosen
};

// No measures: all; `wait` is every number of that measure, `wait.p90` one of them. No dates: all. Throws UsageFault.
SweepOutputs choose_outputs(const Plan& plan, const SeriesTable& table, const std::vector<std::string>& measures, const std::vector<Date>& dates);

// The dates of the report that begin such a period. Throws UsageFault where there are none.
std::vector<Date> dates_that_begin(Period period, const SeriesTable& table);

}  // namespace doorstroom
