#include "language/values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "language/axes.hpp"
#include "language/changes.hpp"
#include "language/evaluate.hpp"
#include "language/reader.hpp"
#include "text/scalar.hpp"

namespace doorstroom::language {

namespace {

using Op = ValueNode::Op;
constexpr double infinity = std::numeric_limits<double>::infinity();

const char* noun_of(Dimension dimension) {
    return dimension == Dimension::span ? "a duration such as `6 weeks`" : "a number";
}

}  // namespace

// A calculated number is looked at for every date and household; others have been looked at where they are written.
void check_results(Compilation& compilation, ValueId id, const text::Node& node, const Wanted& wanted) {
    const Grid grid{compilation.plan, {id}, wanted.needed_from};
    if (!grid.small()) return;
    constexpr double rounding = 1e-9;
    grid.each([&](const std::vector<double>& numbers, const std::function<std::string()>& where) {
        const double number = numbers[0];
        if (!(number < wanted.least - rounding) && !(number > wanted.most + rounding)) return true;
        compilation.fault(node,
                          fmt::format("expected {}, but this comes to {} ({})", wanted.noun, rounded(number), where()));
        return false;
    });
}

Wanted wanted_by(Expects expects, Date needed_from) {
    switch (expects) {
        case Expects::chance: return {Dimension::number, 0, 1, "a chance between 0 and 1", needed_from};
        case Expects::span: return {Dimension::span, 0, infinity, "a duration of 0 or more", needed_from};
        case Expects::shift: return {Dimension::span, -infinity, infinity, "a duration", needed_from};
        case Expects::number: return {Dimension::number, -infinity, infinity, "a number", needed_from};
        default: return {Dimension::number, 0, infinity, "a number of 0 or more", needed_from};
    }
}

ValueId compile_value(Compilation& compilation, const text::Node& node, const std::string& address,
                      const Wanted& wanted) {
    const ValueId before_policies = compile_unchanged_value(compilation, node, address, wanted);
    return given(before_policies) ? change_value(compilation, before_policies, node, address, wanted) : before_policies;
}

ValueId compile_unchanged_value(Compilation& compilation, const text::Node& node, const std::string& address,
                                const Wanted& wanted) {
    const std::size_t before = compilation.faults();
    compilation.addresses.push_back(address);
    ValueBuilder builder{compilation, wanted, address};
    const ValueBuilder::Part part = builder.number(node);
    Plan& plan = compilation.plan;
    plan.values.push_back(builder.take(builder.with_factor(address, part), compilation.place(node.mark)));
    const auto id = static_cast<ValueId>(plan.values.size() - 1);
    if (builder.calculates() && compilation.faults() == before) check_results(compilation, id, node, wanted);
    return compilation.faults() == before ? id : none<ValueId>;
}

ValueId add_constant(Plan& plan, double number, std::string address, std::string place) {
    Value value;
    value.nodes.emplace_back().number = number;
    value.address = std::move(address);
    value.place = std::move(place);
    plan.values.push_back(std::move(value));
    return static_cast<ValueId>(plan.values.size() - 1);
}

bool is_dated(const text::Node& node) {
    return std::any_of(node.entries.begin(), node.entries.end(),
                       [](const text::Entry& entry) { return text::looks_like_date(entry.key); });
}

// `by` with a list belongs to a table, also where the pen slipped in its name.
bool is_table(const text::Node& node) {
    const text::Entry* by = node.find("by");
    return node.find("table") || (by && by->value.is_sequence());
}

ValueBuilder::Part ValueBuilder::add(ValueNode node, std::optional<Dimension> dimension) {
    value_.nodes.push_back(std::move(node));
    return {static_cast<std::uint32_t>(value_.nodes.size() - 1), dimension};
}

ValueBuilder::Part ValueBuilder::missing() {
    ValueNode node;
    node.op = Op::missing;
    return add(std::move(node), std::nullopt);
}

ValueBuilder::Part ValueBuilder::constant(double number, Dimension dimension) {
    ValueNode node;
    node.number = number;
    return add(std::move(node), dimension);
}

std::uint32_t ValueBuilder::axis(Axis axis) {
    const auto found = std::find(value_.axes.begin(), value_.axes.end(), axis);
    const auto position = static_cast<std::uint32_t>(found - value_.axes.begin());
    if (found == value_.axes.end()) value_.axes.push_back(std::move(axis));
    return position;
}

ValueBuilder::Part ValueBuilder::number(const text::Node& node) { return number(node, {wanted_.dimension, true}); }

ValueBuilder::Part ValueBuilder::number(const text::Node& node, Ask ask) {
    const Leaf leaf = [this, ask](const text::Node& end) -> Part {
        if (end.is_scalar()) return scalar(end, ask);
        if (is_table(end)) return table(end, std::nullopt);
        if (end.is_mapping() && !end.entries.empty()) return calculation(end, ask);
        compilation_.fault(end, fmt::format("expected {}, found {}", wanted_.noun, describe(end)));
        return missing();
    };
    return forms(node, leaf, true);
}

ValueBuilder::Part ValueBuilder::forms(const text::Node& node, const Leaf& leaf, bool is_number) {
    if (!node.is_mapping() || is_table(node)) return leaf(node);
    if (is_dated(node)) return dated(node, leaf, is_number);
    if (node.find("by")) return by(node, leaf, is_number);
    if (node.find("use")) return use(node, leaf, is_number);
    if (const text::Entry* stated = node.find("value")) {
        const Reader reader{compilation_, node, "stated value", address_};
        return forms(stated->value, leaf, is_number);
    }
    return leaf(node);
}

bool ValueBuilder::acceptable(double number, const text::Node& node) {
    if (number >= wanted_.least && number <= wanted_.most) return true;
    compilation_.fault(node, fmt::format("expected {}, found {}", wanted_.noun, describe(node)));
    return false;
}

ValueBuilder::Part ValueBuilder::scaled(Part part, double by) {
    ValueNode made;
    made.op = Op::product;
    made.children = {part.node, constant(by).node};
    return add(std::move(made), part.dimension);
}

// How what stands there may have been meant to be written.
std::string ValueBuilder::writing_hint(const text::Node& node) const {
    if (node.quoted) return text::parse_number(node.scalar) ? "a number stands without quotes" : "";
    if (compilation_.section("values").find(node.scalar))
        return fmt::format("a number of `values` is used as `{{use: {}}}`", node.scalar);
    if (text::parse_number(node.scalar.substr(0, node.scalar.find(' '))) && node.scalar.find(' ') != std::string::npos)
        return "the units are minutes, hours, days, weeks, months and years";
    return node.scalar.find_first_of("0123456789") == std::string::npos
               ? ""
               : "numbers are written as `1000`, `0.3` or `2.5e-3`, durations as `6 weeks`";
}

ValueBuilder::Part ValueBuilder::scalar(const text::Node& node, Ask ask) {
    std::optional<double> found = number_of(node);
    Dimension dimension = Dimension::number;
    if (!found && !node.quoted && (found = text::parse_duration_days(node.scalar))) dimension = Dimension::span;
    if (!found) {
        compilation_.fault(node, fmt::format("expected {}, found {}", wanted_.noun, describe(node)),
                           writing_hint(node));
        return missing();
    }
    if (ask.dimension && *ask.dimension != dimension) {
        compilation_.fault(node,
                           fmt::format("wrong unit: expected {}, found `{}`", noun_of(*ask.dimension), node.shown()));
        return missing();
    }
    if (ask.bounded && !acceptable(*found, node)) return missing();
    return constant(*found, dimension);
}

// Takes over the dimension of a part, or complains that it is another than that of the parts before it.
void ValueBuilder::join(Part& whole, const Part& part, const text::Node& at) {
    if (!part.dimension) return;
    if (!whole.dimension)
        whole.dimension = part.dimension;
    else if (whole.dimension != part.dimension)
        compilation_.fault(at,
                           fmt::format("wrong unit: expected {}, as the values before it", noun_of(*whole.dimension)));
}

ValueBuilder::Part ValueBuilder::calculation(const text::Node& node, Ask ask) {
    if (find_key(node, kind_of("feedback"), "measure")) return feedback(node, ask);
    for (const text::Entry& entry : node.entries) {
        const auto near = text::nearest(entry.key, {"by", "use", "value", "table"});
        if (!near) continue;
        compilation_.fault_at_key(entry, fmt::format("unknown key {} in `{}`", quote(entry.key), address_),
                                  fmt::format("a similar key exists: `{}`", *near));
        return missing();
    }
    const Reader reader{compilation_, node, "calculation", address_};
    const std::string_view key = reader.one_of({"sum", "product", "min", "max", "ratio"});
    if (key.empty()) return missing();
    const text::Node& list = *reader.find(key);
    if (list.items.empty() || (key == "ratio" && list.items.size() != 2)) {
        compilation_.fault(
            list, fmt::format("`{}` expects a list of {}, found {}", key, key == "ratio" ? "two values" : "values",
                              list.items.empty() ? describe(list) : fmt::format("{}", list.items.size())));
        return missing();
    }
    calculates_ = true;
    const bool multiplies = key == "product" || key == "ratio";
    ValueNode made;
    made.op = key == "sum"       ? Op::sum
              : key == "product" ? Op::product
              : key == "min"     ? Op::minimum
              : key == "max"     ? Op::maximum
                                 : Op::ratio;
    int spans = 0;
    Part whole;
    for (const text::Node& item : list.items) {
        const Part part = number(item, {multiplies ? std::nullopt : ask.dimension, false});
        made.children.push_back(part.node);
        if (!multiplies) join(whole, part, item);
        const int sign = key == "ratio" && made.children.size() == 2 ? -1 : 1;
        if (part.dimension == Dimension::span) spans += sign;
    }
    if (multiplies) whole.dimension = spans == 1 ? Dimension::span : Dimension::number;
    if (multiplies && (spans < 0 || spans > 1 || (ask.dimension && whole.dimension != ask.dimension)))
        compilation_.fault(list, fmt::format("wrong unit: expected {}, but this `{}` {}",
                                             noun_of(ask.dimension.value_or(Dimension::number)), key,
                                             spans < 0    ? "divides by a duration"
                                             : spans == 0 ? "holds no duration"
                                             : spans == 1 ? "holds a duration"
                                                          : fmt::format("holds {} durations", spans)));
    return add(std::move(made), whole.dimension);
}

ValueBuilder::Part ValueBuilder::with_factor(std::string_view address, Part part) {
    const auto found = compilation_.uncertain.find(address);
    if (found == compilation_.uncertain.end()) return part;
    Uncertain& uncertain = found->second;
    uncertain.applied = true;
    if (!uncertain.times && part.dimension && uncertain.of_durations != (part.dimension == Dimension::span))
        compilation_.fault_at_key(*uncertain.entry,
                                  fmt::format("wrong unit: `{}` is {}", address,
                                              uncertain.of_durations ? "a number, not a duration"
                                                                     : "a duration: it can be drawn with `times`, or as one"));
    ValueNode made;
    made.op = uncertain.times ? Op::times : Op::replaced;
    made.factor = uncertain.factor;
    made.children.push_back(part.node);
    return add(std::move(made), part.dimension);
}

Value ValueBuilder::take(Part root, std::string place) {
    const Calendar& calendar = compilation_.plan.calendar;
    bool walks = false;
    for (const ValueNode& node : value_.nodes) {
        for (const Date date : node.dates)
            if (date > calendar.start() && date < calendar.end()) value_.changes.push_back(date);
        walks |= given(node.factor) && compilation_.plan.at(node.factor).walks;
    }
    for (Date date = period_around(Period::year, calendar.start()).end; walks && date < calendar.end();
         date = period_around(Period::year, date).end)
        value_.changes.push_back(date);
    std::sort(value_.changes.begin(), value_.changes.end());
    value_.changes.erase(std::unique(value_.changes.begin(), value_.changes.end()), value_.changes.end());
    // The root is the last node: parts are added children first, and nothing is added after the root.
    if (root.node + 1 != value_.nodes.size()) value_.nodes.push_back(value_.nodes[root.node]);
    value_.address = address_;
    value_.place = std::move(place);
    value_.whole_days = wanted_.dimension == Dimension::span;
    value_.least = wanted_.least;
    value_.most = wanted_.most;
    return std::move(value_);
}

}  // namespace doorstroom::language
