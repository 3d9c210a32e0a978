// Which numbers a run observes: every measure, statistic and group as one series, on one common grid of dates.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "doorstroom/plan.hpp"

namespace doorstroom {

struct Series {
    MeasureId measure = none<MeasureId>;
    std::uint8_t statistic = 0;  // of a wait or time: 0 mean, 1 sd, 2 p50, 3 p90, 4 n
    std::uint32_t group = 0;     // 0 is the total, then every combination of labels, the first breakdown slowest
    std::string name;            // `wait_housing.p90`
    std::string group_name;      // `origin=syria;site=azc`; empty for the total
    std::string unit;
};

// Where each measure's series begin. Within a measure: statistic slowest, then group.
struct SeriesTable {
    std::vector<Date> dates;             // the grid: report_moments(); a measure of periods has no value on the last
    std::size_t rows = 0;                // dates.size()
    std::vector<Series> series;
    std::vector<std::uint32_t> first;    // by measure
    std::vector<std::uint32_t> groups;   // by measure: 1 + combinations
    std::vector<std::uint8_t> statistics;// by measure: 1, or 5 for waits and times

    std::size_t at(MeasureId measure, std::uint8_t statistic, std::uint32_t group) const {
        return first[index(measure)] + std::size_t{statistic} * groups[index(measure)] + group;
    }
};

SeriesTable make_series_table(const Plan& plan);

inline bool is_derived(Measure::Kind kind) { return kind >= Measure::Kind::sum; }

}  // namespace doorstroom
