#include "report/derived.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "doorstroom/ensure.hpp"
#include "doorstroom/trial.hpp"
#include "report/start.hpp"
#include "world/groups.hpp"

namespace doorstroom {

namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

[[noreturn]] void refuse(const Measure& measure, const std::string& why) {
    throw ScenarioFault("measures." + measure.name, why);
}

// The derived measures, each after those it is made of.
class InOrder {
public:
    explicit InOrder(const Plan& plan) : plan_(plan), state_(plan.measures.size(), State::untouched) {
        for (std::size_t i = 0; i < plan.measures.size(); ++i) visit(MeasureId(i));
    }
    const std::vector<MeasureId>& measures() const { return order_; }

private:
    enum class State : std::uint8_t { untouched, under_way, done };

    void visit(MeasureId id) {
        const Measure& measure = plan_.at(id);
        State& state = state_[index(id)];
        if (state == State::done || !is_derived(measure.kind)) return;
        if (state == State::under_way) refuse(measure, fmt::format("`{}` is made of itself", measure.name));
        state = State::under_way;
        for (const Operand& operand : measure.operands)
            if (given(operand.measure)) visit(operand.measure);
        state_[index(id)] = State::done;
        order_.push_back(id);
    }

    const Plan& plan_;
    std::vector<State> state_;
    std::vector<MeasureId> order_;
};

// The group of `operand` that goes with this group of `measure`: the same labels, or the total where it has none.
std::uint32_t group_in(const Measure& operand, const Measure& measure, std::uint32_t group) {
    if (group == 0) return 0;
    const std::vector<std::uint32_t> labels = labels_of(measure, group);
    std::uint32_t combination = 0;
    for (const Breakdown& breakdown : operand.by) {
        const auto same = std::find_if(measure.by.begin(), measure.by.end(), [&breakdown](const Breakdown& own) {
            return own.name == breakdown.name && own.labels == breakdown.labels;
        });
        if (same == measure.by.end())
            refuse(measure, fmt::format("`{}` is broken down by `{}` and `{}` is not: the two cannot be combined group by group",
                                        operand.name, breakdown.name, measure.name));
        combination = combination * static_cast<std::uint32_t>(breakdown.labels.size()) +
                      labels[static_cast<std::size_t>(same - measure.by.begin())];
    }
    return operand.by.empty() ? 0 : 1 + combination;
}

double combine(Measure::Kind kind, double so_far, double next) {
    switch (kind) {
        case Measure::Kind::sum: return so_far + next;
        case Measure::Kind::difference: return so_far - next;
        case Measure::Kind::ratio: return next == 0 ? missing : so_far / next;
        case Measure::Kind::below: return std::isnan(so_far) || std::isnan(next) ? missing : (so_far < next ? 1.0 : 0.0);
        default: ensure(false, "a measure that is not made of others row by row");
    }
    return missing;
}

}  // namespace

DerivedMeasures::DerivedMeasures(const Plan& plan, const SeriesTable& table) : rows_(table.rows) {
    const InOrder order(plan);
    for (const MeasureId id : order.measures()) add_measure(plan, table, id);
}

void DerivedMeasures::add_measure(const Plan& plan, const SeriesTable& table, MeasureId id) {
    const Measure& measure = plan.at(id);
    const std::uint32_t groups = table.groups[index(id)];
    ensure(!measure.operands.empty(), "a measure made of others names at least one");
    std::vector<double> starts(groups, 0.0);
    if (measure.kind == Measure::Kind::cumulative) {
        const Operand& added = measure.operands.front();
        if (!given(added.measure) || plan.at(added.measure).at_moment)
            refuse(measure, "`cumulative` adds up a measure of periods (a flow, a cost), not a stock or a number");
        starts = starts_of(plan, measure, groups);
    }
    for (std::uint32_t group = 0; group < groups; ++group) {
        Line line{measure.kind, table.at(id, 0, group), measure.at_moment, starts[group], {}};
        for (const Operand& operand : measure.operands) line.terms.push_back(term_of(plan, table, measure, group, operand));
        lines_.push_back(std::move(line));
    }
}

DerivedMeasures::Term DerivedMeasures::term_of(const Plan& plan, const SeriesTable& table, const Measure& measure,
                                               std::uint32_t group, const Operand& operand) const {
    if (!given(operand.measure)) return {true, operand.number, 0};
    const std::uint32_t own = group_in(plan.at(operand.measure), measure, group);
    return {false, 0, table.at(operand.measure, operand.statistic, own)};
}

void DerivedMeasures::fill(std::vector<double>& values) const {
    for (const Line& line : lines_) {
        if (line.kind == Measure::Kind::cumulative)
            fill_cumulative(line, values);
        else
            fill_rows(line, values);
    }
}

// A flow of the period that begins in a row has come in by the next row.
void DerivedMeasures::fill_cumulative(const Line& line, std::vector<double>& values) const {
    const double* added = &values[line.terms.front().series * rows_];
    double* total = &values[line.series * rows_];
    total[0] = line.start;
    for (std::size_t row = 1; row < rows_; ++row) total[row] = total[row - 1] + added[row - 1];
}

void DerivedMeasures::fill_rows(const Line& line, std::vector<double>& values) const {
    for (std::size_t row = 0; row < rows_; ++row) {
        const auto number = [&](const Term& term) { return term.is_number ? term.number : values[term.series * rows_ + row]; };
        double result = number(line.terms.front());
        for (std::size_t i = 1; i < line.terms.size(); ++i) result = combine(line.kind, result, number(line.terms[i]));
        values[line.series * rows_ + row] = result;
    }
    if (!line.at_moment) values[line.series * rows_ + rows_ - 1] = missing;
}

}  // namespace doorstroom
