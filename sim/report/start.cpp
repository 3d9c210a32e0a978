#include "report/start.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "doorstroom/trial.hpp"
#include "world/groups.hpp"

namespace doorstroom {

namespace {

class StartValue {
public:
    StartValue(const Value& value, Date date) : value_(value), date_(date) {}

    // `positions`: one for each axis of the value.
    double at(const std::vector<std::uint32_t>& positions) const {
        return node(static_cast<std::uint32_t>(value_.nodes.size() - 1), positions);
    }

private:
    [[noreturn]] void refuse(const char* what) const {
        throw ScenarioFault(value_.place, fmt::format("{}: the `start` of a cumulative measure {}", value_.address, what));
    }

    template <class Fold>
    double fold(const ValueNode& parent, const std::vector<std::uint32_t>& positions, Fold combine) const {
        double result = node(parent.children.front(), positions);
        for (std::size_t i = 1; i < parent.children.size(); ++i) result = combine(result, node(parent.children[i], positions));
        return result;
    }

    double dated(const ValueNode& parent, const std::vector<std::uint32_t>& positions) const {
        const auto after = std::upper_bound(parent.dates.begin(), parent.dates.end(), date_);
        if (after == parent.dates.begin()) refuse("has no value on the first day of the run");
        return node(parent.children[static_cast<std::size_t>(after - parent.dates.begin()) - 1], positions);
    }

    double by(const ValueNode& parent, const std::vector<std::uint32_t>& positions) const {
        const std::int32_t child = parent.positions[positions[parent.axis]];
        if (child < 0) refuse("has no value for one of the groups");
        return node(parent.children[static_cast<std::size_t>(child)], positions);
    }

    double cut(const ValueNode& parent, const std::vector<std::uint32_t>& positions) const {
        const double number = node(parent.children.front(), positions);
        const auto above = std::upper_bound(parent.lower_bounds.begin(), parent.lower_bounds.end(), number);
        if (above == parent.lower_bounds.begin()) refuse("has no value below the first bound");
        return node(parent.children[static_cast<std::size_t>(above - parent.lower_bounds.begin())], positions);
    }

    double node(std::uint32_t id, const std::vector<std::uint32_t>& positions) const {
        const ValueNode& here = value_.nodes[id];
        switch (here.op) {
            case ValueNode::Op::constant: return here.number;
            case ValueNode::Op::missing: refuse("has no value");
            case ValueNode::Op::dated: return dated(here, positions);
            case ValueNode::Op::by: return by(here, positions);
            case ValueNode::Op::sum: return fold(here, positions, [](double a, double b) { return a + b; });
            case ValueNode::Op::product: return fold(here, positions, [](double a, double b) { return a * b; });
            case ValueNode::Op::minimum: return fold(here, positions, [](double a, double b) { return std::min(a, b); });
            case ValueNode::Op::maximum: return fold(here, positions, [](double a, double b) { return std::max(a, b); });
            case ValueNode::Op::ratio: return fold(here, positions, [](double a, double b) { return a / b; });
            case ValueNode::Op::cut: return cut(here, positions);
            case ValueNode::Op::fed_back: refuse("cannot be fed back from the run");
            case ValueNode::Op::times:
            case ValueNode::Op::replaced: refuse("cannot be uncertain yet");
        }
        refuse("is of no known kind");
    }

    const Value& value_;
    Date date_;
};

// The code of the attribute's value behind a label of the breakdown.
std::uint32_t code_of(const Breakdown& breakdown, std::uint32_t label) {
    const auto found = std::find(breakdown.position.begin(), breakdown.position.end(), static_cast<std::int32_t>(label));
    return static_cast<std::uint32_t>(found - breakdown.position.begin());
}

// Where each axis of the value finds its position: the index of its attribute among the breakdowns.
std::vector<std::size_t> breakdowns_of(const Value& value, const Measure& measure) {
    std::vector<std::size_t> found;
    for (const Axis& axis : value.axes) {
        const auto same = std::find_if(measure.by.begin(), measure.by.end(), [&axis](const Breakdown& breakdown) {
            return axis.of == Axis::Of::attribute && breakdown.of == Breakdown::Of::attribute && breakdown.attribute == axis.attribute;
        });
        if (same == measure.by.end())
            throw ScenarioFault(value.place, fmt::format("{}: depends on what `{}` is not broken down by", value.address, measure.name));
        found.push_back(static_cast<std::size_t>(same - measure.by.begin()));
    }
    return found;
}

}  // namespace

std::vector<double> starts_of(const Plan& plan, const Measure& measure, std::size_t groups) {
    std::vector<double> starts(groups, 0.0);
    if (!given(measure.start)) return starts;
    const Value& value = plan.at(measure.start);
    const StartValue start(value, plan.calendar.start());
    if (value.axes.empty()) {
        starts.front() = start.at({});
        if (groups > 1 && starts.front() != 0)
            throw ScenarioFault(value.place, fmt::format("{}: a start is needed for each group of `{}`: {{by: {}, …}}", value.address,
                                                         measure.name, measure.by.front().name));
        return starts;
    }
    const std::vector<std::size_t> breakdowns = breakdowns_of(value, measure);
    for (std::uint32_t group = 1; group < groups; ++group) {
        const std::vector<std::uint32_t> labels = labels_of(measure, group);
        std::vector<std::uint32_t> positions;
        for (const std::size_t breakdown : breakdowns) positions.push_back(code_of(measure.by[breakdown], labels[breakdown]));
        starts[group] = start.at(positions);
        starts.front() += starts[group];
    }
    return starts;
}

}  // namespace doorstroom
