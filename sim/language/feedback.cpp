#include "language/feedback.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "language/compile.hpp"
#include "language/measure_stages.hpp"
#include "language/reader.hpp"
#include "language/values.hpp"
#include "text/scalar.hpp"

namespace doorstroom::language {

namespace {

constexpr std::uint8_t counted = 4;  // the statistic `n` of a wait or time

// What a measure says of itself where it is written: values are compiled before measures are.
class WrittenMeasure {
public:
    WrittenMeasure(const Compilation& compilation, const std::string& name) {
        if (const text::Entry* entry = compilation.section("measures").find(name)) node_ = &entry->value;
    }

    // How many days one unit of its numbers is; nothing where they are no times.
    std::optional<double> days_per_unit(std::uint8_t statistic) const {
        if (!node_ || statistic == counted || (!node_->find("wait") && !node_->find("time"))) return std::nullopt;
        const text::Entry* unit = node_->find("unit");
        return unit ? text::parse_duration_days("1 " + unit->value.scalar).value_or(1) : 1;
    }

    std::vector<const text::Node*> by() const {
        const text::Entry* by = node_ ? node_->find("by") : nullptr;
        std::vector<const text::Node*> names;
        if (by && by->value.is_scalar()) names.push_back(&by->value);
        if (by)
            for (const text::Node& item : by->value.items) names.push_back(&item);
        return names;
    }

private:
    const text::Node* node_ = nullptr;
};

std::uint32_t number_of(Compilation& compilation, const Feedback& feedback, const text::Node& node) {
    auto& all = compilation.plan.feedbacks;
    const auto found = std::find(all.begin(), all.end(), feedback);
    const auto number = static_cast<std::uint32_t>(found - all.begin());
    if (found == all.end()) {
        all.push_back(feedback);
        compilation.feedback_nodes.push_back(node);
    }
    return number;
}

}  // namespace

ValueBuilder::Part ValueBuilder::feedback(const text::Node& node, Ask ask) {
    const Reader reader{compilation_, node, "feedback", address_};
    const text::Node* name = reader.find("measure");
    const auto read = measure_named(compilation_, *name);
    Feedback feedback;
    feedback.over_days = reader.duration_days("over").value_or(compilation_.plan.calendar.days_per_tick());
    feedback.lag_days = reader.duration_days("lag").value_or(0);
    if (const auto per = reader.choice("per")) feedback.per = static_cast<Period>(*per);
    if (const auto every = reader.choice("every")) feedback.every = static_cast<Period>(*every);
    const text::Node* until_then = reader.find("before");
    if (!read || !until_then) return missing();
    feedback.measure = read->measure;
    feedback.statistic = read->statistic;

    ValueNode made;
    made.op = ValueNode::Op::fed_back;
    made.number = 1;
    const Part before = number(*until_then, ask);
    made.children.push_back(before.node);
    const std::string& measure = compilation_.plan.at(read->measure).name;
    const WrittenMeasure written{compilation_, measure};
    const auto days_per_unit = written.days_per_unit(read->statistic);
    if (before.dimension == Dimension::span && !days_per_unit)
        compilation_.fault(*name, fmt::format("wrong unit: expected a duration, and `{}` is none", name->scalar));
    else if (before.dimension == Dimension::span)
        made.number = *days_per_unit;
    for (const text::Node* by : written.by()) {
        const auto attribute = compilation_.attributes.find(by->scalar);
        if (attribute != compilation_.attributes.end())
            made.groups.push_back(
                axis({Axis::Of::attribute, attribute->second, {},
                      static_cast<std::uint32_t>(compilation_.plan.at(attribute->second).values.size())}));
        else if (by->scalar == "payer" || by->scalar.rfind("site", 0) == 0)
            compilation_.fault(*name,
                               fmt::format("`{}` is broken down by `{}`, and whoever reads it here has none", measure,
                                           by->scalar),
                               "a measure of the same without that `by` can be read");
    }
    made.feedback = number_of(compilation_, feedback, node);
    return add(std::move(made), before.dimension);
}

void read_the_total(Value& value, const std::function<bool(const Axis&)>& is_told_apart) {
    std::vector<std::uint32_t> new_place(value.axes.size());
    std::vector<bool> used(value.axes.size(), false);
    for (ValueNode& node : value.nodes) {
        if (std::none_of(node.groups.begin(), node.groups.end(),
                         [&](std::uint32_t axis) { return is_told_apart(value.axes[axis]); }))
            node.groups.clear();
        if (node.op == ValueNode::Op::by) used[node.axis] = true;
        for (const std::uint32_t axis : node.groups) used[axis] = true;
    }
    std::vector<Axis> kept;
    for (std::size_t axis = 0; axis < used.size(); ++axis) {
        new_place[axis] = static_cast<std::uint32_t>(kept.size());
        if (used[axis]) kept.push_back(value.axes[axis]);
    }
    for (ValueNode& node : value.nodes) {
        if (node.op == ValueNode::Op::by) node.axis = new_place[node.axis];
        for (std::uint32_t& axis : node.groups) axis = new_place[axis];
    }
    value.axes = std::move(kept);
}

namespace {

using Kind = Measure::Kind;

// Whether a measure counts what happens (a flow, a cost, how many were served), so that it is a number of some period:
// a ratio of two such measures is not.
class Rates {
public:
    explicit Rates(const Plan& plan) : plan_(plan) {}

    bool is_rate(MeasureId id, std::uint8_t statistic, std::size_t depth = 0) const {
        const Measure& measure = plan_.at(id);
        if (counts_events(measure, statistic)) return true;
        if (measure.operands.empty() || measure.kind == Kind::cumulative || depth > plan_.measures.size()) return false;
        const auto rate = [&](const Operand& operand) {
            return given(operand.measure) && is_rate(operand.measure, operand.statistic, depth + 1);
        };
        if (measure.kind == Kind::ratio || measure.kind == Kind::below)
            return measure.operands.size() == 2 && rate(measure.operands[0]) != rate(measure.operands[1]);
        return std::any_of(measure.operands.begin(), measure.operands.end(), rate);
    }

    bool has_rate_inside(MeasureId id, std::uint8_t statistic, std::size_t depth = 0) const {
        const Measure& measure = plan_.at(id);
        if (depth > plan_.measures.size()) return false;
        return counts_events(measure, statistic) ||
               std::any_of(measure.operands.begin(), measure.operands.end(), [&](const Operand& operand) {
                   return given(operand.measure) && has_rate_inside(operand.measure, operand.statistic, depth + 1);
               });
    }

    bool asks_causes(MeasureId id, std::size_t depth = 0) const {
        const Measure& measure = plan_.at(id);
        if (depth > plan_.measures.size()) return false;
        return measure.kind == Kind::wait_by_cause ||
               std::any_of(measure.operands.begin(), measure.operands.end(),
                           [&](const Operand& operand) { return given(operand.measure) && asks_causes(operand.measure, depth + 1); });
    }

private:
    const Plan& plan_;

    bool counts_events(const Measure& measure, std::uint8_t statistic) const {
        const bool of_slots = given(measure.resource) && plan_.at(measure.resource).kind == Resource::Kind::slots;
        switch (measure.kind) {
            case Kind::flow:
            case Kind::unused:
            case Kind::cost: return true;
            case Kind::used:
            case Kind::capacity: return of_slots;
            case Kind::wait:
            case Kind::time: return statistic == counted;
            default: return false;
        }
    }
};

void check_feedback(Compilation& compilation, const Feedback& feedback, const text::Node& node) {
    const Plan& plan = compilation.plan;
    const Measure& measure = plan.at(feedback.measure);
    const text::Node& name = find_key(node, kind_of("feedback"), "measure")->value;
    const bool passage = measure.kind == Kind::wait || measure.kind == Kind::time;
    if (Rates{plan}.asks_causes(feedback.measure))
        return compilation.fault(name, fmt::format("`{}` cannot be fed back: what is waited for is looked at when a tick is over", measure.name));
    if (feedback.statistic > 0 && !passage)
        return compilation.fault(name, fmt::format("`{}` has no statistics: only a wait or time has", measure.name));
    const Rates rates{plan};
    if (rates.is_rate(feedback.measure, feedback.statistic) && !feedback.per)
        compilation.fault(name, fmt::format("`{}` counts what happens during a period: `per` is missing", name.scalar),
                          "such as `per: month`: how many that would be in a month");
    if (feedback.per && !rates.has_rate_inside(feedback.measure, feedback.statistic))
        compilation.fault(name, fmt::format("`{}` is no number of a period: `per` has no place here", name.scalar));
    const double run = static_cast<double>((plan.calendar.end() - plan.calendar.start()).count());
    if (feedback.over_days + feedback.lag_days >= run)
        compilation.fault(name, "this window never lies inside the run, so that nothing is ever read",
                          "a shorter `over` or `lag`");
}

}  // namespace

void check_feedbacks(Compilation& compilation) {
    for (std::size_t i = 0; i < compilation.plan.feedbacks.size(); ++i)
        check_feedback(compilation, compilation.plan.feedbacks[i], compilation.feedback_nodes[i]);
}

}  // namespace doorstroom::language
