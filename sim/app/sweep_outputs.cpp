#include "app/sweep_outputs.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "app/arguments.hpp"
#include "app/shown_effects.hpp"
#include "text/scalar.hpp"

namespace doorstroom {

namespace {

template <class Thing>
bool is_in(const std::vector<Thing>& list, const Thing& thing) {
    return std::find(list.begin(), list.end(), thing) != list.end();
}

void check_measures(const Plan& plan, const SeriesTable& table, const std::vector<std::string>& measures) {
    const std::vector<std::string> names = names_to_choose_from(table, plan);
    for (const std::string& measure : measures) {
        if (is_in(names, measure)) continue;
        const auto near = text::nearest(measure, names);
        throw UsageFault(fmt::format("--measures: there is no measure `{}`{}", measure, near ? fmt::format("; a similar one exists: `{}`", *near) : ""));
    }
}

void check_dates(const SeriesTable& table, const std::vector<Date>& dates) {
    for (const Date date : dates) {
        if (is_in(table.dates, date)) continue;
        const auto after = std::lower_bound(table.dates.begin(), table.dates.end(), date);
        const std::string before = after == table.dates.begin() ? "" : to_string(*(after - 1));
        const std::string next = after == table.dates.end() ? "" : to_string(*after);
        throw UsageFault(fmt::format("--on: the report has no date {}; the nearest {} {}{}{}", to_string(date), before.empty() || next.empty() ? "is" : "are",
                                     before, before.empty() || next.empty() ? "" : " and ", next));
    }
}

}  // namespace

SweepOutputs choose_outputs(const Plan& plan, const SeriesTable& table, const std::vector<std::string>& measures, const std::vector<Date>& dates) {
    check_measures(plan, table, measures);
    check_dates(table, dates);
    SweepOutputs outputs;
    const auto is_chosen = [&](const Series& series) {
        return measures.empty() || is_in(measures, series.name) || is_in(measures, plan.at(series.measure).name);
    };
    for (const Series& series : table.series)
        if (series.group == 0 && is_chosen(series)) outputs.measures.push_back(series.name), outputs.measured.push_back(series.measure);
    for (std::size_t row = 0; row < table.rows; ++row) {
        if (!dates.empty() && !is_in(dates, table.dates[row])) continue;
        outputs.dates.push_back(table.dates[row]);
        for (std::size_t each = 0; each < table.series.size(); ++each) {
            const Series& series = table.series[each];
            if (!is_chosen(series) || (!plan.at(series.measure).at_moment && row + 1 == table.rows)) continue;  // no period begins on the last date
            outputs.named.push_back({table.dates[row], series.name, series.group_name, series.unit});
            outputs.places.push_back(each * table.rows + row);
        }
    }
    if (outputs.named.empty()) throw UsageFault("nothing is kept: on the last day of the run no period begins, and these measures are counted over periods");
    return outputs;
}

std::vector<Date> dates_that_begin(Period period, const SeriesTable& table) {
    std::vector<Date> dates;
    for (const Date date : table.dates)
        if (period_around(period, date).begin == date) dates.push_back(date);
    if (dates.empty()) throw UsageFault("--every: no date of the report begins such a period; see `report` under `run`, or name dates with --on");
    return dates;
}

}  // namespace doorstroom
