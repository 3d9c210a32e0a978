#include "doorstroom/series.hpp"

#include <array>
#include <string_view>

namespace doorstroom {

namespace {

constexpr std::array<std::string_view, 5> statistic_names{"mean", "sd", "p50", "p90", "n"};
constexpr std::uint8_t counted = 4;  // the statistic that is a number of persons, whatever the measure's own unit

std::uint8_t statistics_of(const Measure& measure) {
    const bool spread = measure.kind == Measure::Kind::wait || measure.kind == Measure::Kind::time;
    return spread ? std::uint8_t{statistic_names.size()} : std::uint8_t{1};
}

// 1 for the total, and one for each combination of labels. A measure without breakdown has the total only.
std::uint32_t groups_of(const Measure& measure) {
    if (measure.by.empty()) return 1;
    std::size_t combinations = 1;
    for (const Breakdown& breakdown : measure.by) combinations *= breakdown.labels.size();
    return static_cast<std::uint32_t>(1 + combinations);
}

std::string group_name(const Measure& measure, std::uint32_t group) {
    if (group == 0) return {};
    std::string name;
    std::size_t combination = group - 1;
    for (std::size_t i = measure.by.size(); i-- > 0;) {
        const Breakdown& breakdown = measure.by[i];
        const std::string& label = breakdown.labels[combination % breakdown.labels.size()];
        name.insert(0, breakdown.name + '=' + label + (name.empty() ? "" : ";"));
        combination /= breakdown.labels.size();
    }
    return name;
}

Series series_of(const Measure& measure, MeasureId id, std::uint8_t statistic, std::uint32_t group) {
    Series series{id, statistic, group, measure.name, group_name(measure, group), measure.unit};
    if (statistics_of(measure) > 1) series.name.append(1, '.').append(statistic_names[statistic]);
    if (statistic == counted) series.unit = "persons";
    return series;
}

}  // namespace

SeriesTable make_series_table(const Plan& plan) {
    SeriesTable table;
    table.dates = report_moments(plan.calendar, plan.report);
    table.rows = table.dates.size();
    for (std::size_t i = 0; i < plan.measures.size(); ++i) {
        const Measure& measure = plan.measures[i];
        table.first.push_back(static_cast<std::uint32_t>(table.series.size()));
        table.groups.push_back(groups_of(measure));
        table.statistics.push_back(statistics_of(measure));
        for (std::uint8_t statistic = 0; statistic < table.statistics[i]; ++statistic)
            for (std::uint32_t group = 0; group < table.groups[i]; ++group)
                table.series.push_back(series_of(measure, MeasureId(i), statistic, group));
    }
    return table;
}

}  // namespace doorstroom
