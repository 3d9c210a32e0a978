// The forms of a value that choose: by date, by who asks, by another number, by name.
#include <fmt/format.h>

#include <algorithm>

#include "language/axes.hpp"
#include "language/reader.hpp"
#include "language/values.hpp"
#include "text/scalar.hpp"

namespace doorstroom::language {

using Op = ValueNode::Op;

ValueBuilder::Part ValueBuilder::dated(const text::Node& node, const Leaf& leaf, bool is_number) {
    std::vector<std::pair<Date, const text::Entry*>> parts;
    for (const text::Entry& entry : node.entries) {
        if (is_basis_key(entry.key)) continue;
        if (const auto date = text::parse_date(entry.key))
            parts.emplace_back(*date, &entry);
        else
            compilation_.fault_at_key(
                entry, text::looks_like_date(entry.key)
                           ? fmt::format("the date `{}` does not exist", entry.key)
                           : fmt::format("expected a date beside the other dates, found {}", quote(entry.key)));
    }
    if (parts.empty()) return missing();
    std::sort(parts.begin(), parts.end());
    if (parts.front().first > wanted_.needed_from)
        compilation_.fault_at_key(*parts.front().second,
                                  fmt::format("there is no value before {}, but one is needed from {}",
                                              parts.front().second->key, to_string(wanted_.needed_from)),
                                  "a dated value holds from its first date on; give one for the start of the run");
    ValueNode made;
    made.op = Op::dated;
    Part whole;
    for (const auto& [date, entry] : parts) {
        const Part part = forms(entry->value, leaf, is_number);
        made.dates.push_back(date);
        made.children.push_back(part.node);
        join(whole, part, entry->value);
    }
    return add(std::move(made), whole.dimension);
}

ValueBuilder::Part ValueBuilder::by(const text::Node& node, const Leaf& leaf, bool is_number) {
    const text::Node& of = node.find("by")->value;
    if (of.is_mapping()) return cut(node, of, leaf, is_number);
    if (const auto number = number_called(of.scalar)) return by_number(node, *number, leaf, is_number);
    const AttributeId attribute = compilation_.look_up(compilation_.attributes, of, "attribute", names_of_numbers());
    return given(attribute) ? by_attribute(node, attribute, leaf, is_number) : missing();
}

ValueBuilder::Part ValueBuilder::by_attribute(const text::Node& node, AttributeId attribute, const Leaf& leaf,
                                              bool is_number) {
    const auto size = static_cast<std::uint32_t>(compilation_.plan.at(attribute).values.size());
    ValueNode made;
    made.op = Op::by;
    made.axis = axis({Axis::Of::attribute, attribute, {}, size});
    made.positions.assign(size, -1);
    Part whole;
    std::int32_t otherwise = -1;
    for (const text::Entry& entry : node.entries) {
        if (is_basis_key(entry.key) || entry.key == "by") continue;
        const auto child = static_cast<std::int32_t>(made.children.size());
        if (entry.key == "else")
            otherwise = child;
        else if (const auto code = compilation_.code_of(attribute, entry.key, entry.key_mark))
            made.positions[*code] = child;
        else
            continue;
        const Part part = forms(entry.value, leaf, is_number);
        made.children.push_back(part.node);
        join(whole, part, entry.value);
    }
    std::replace(made.positions.begin(), made.positions.end(), -1, otherwise);
    if (made.children.empty()) return missing();
    return add(std::move(made), whole.dimension);
}

// The keys beside `by` as lower bounds, ascending.
std::vector<std::pair<double, const text::Entry*>> ValueBuilder::bounds(const text::Node& node, std::string_view of,
                                                                        Dimension dimension) {
    std::vector<std::pair<double, const text::Entry*>> parts;
    for (const text::Entry& entry : node.entries) {
        if (is_basis_key(entry.key) || entry.key == "by") continue;
        const auto bound =
            dimension == Dimension::span ? text::parse_duration_days(entry.key) : text::parse_number(entry.key);
        if (bound)
            parts.emplace_back(*bound, &entry);
        else
            compilation_.fault_at_key(entry, fmt::format("expected a lower bound of {}, found {}", of, quote(entry.key)),
                                      dimension == Dimension::span ? "a duration such as `6 weeks`" : "");
    }
    std::sort(parts.begin(), parts.end());
    for (std::size_t i = 1; i < parts.size(); ++i)
        if (parts[i].first == parts[i - 1].first)
            compilation_.fault_at_key(*parts[i].second, fmt::format("a second number from {} on", parts[i].second->key));
    return parts;
}

ValueBuilder::Part ValueBuilder::by_number(const text::Node& node, Axis::Of of, const Leaf& leaf, bool is_number) {
    const auto parts = bounds(node, quote(name_of(of)), Dimension::number);
    if (parts.empty()) return missing();
    ValueNode made;
    made.op = Op::by;
    Axis cuts{of, none<AttributeId>, {}, 0};
    if (parts.front().first > lowest(of)) {  // no value below the first
        cuts.lower_bounds.push_back(lowest(of));
        made.positions.push_back(-1);
    }
    Part whole;
    for (const auto& [bound, entry] : parts) {
        cuts.lower_bounds.push_back(bound);
        const Part part = forms(entry->value, leaf, is_number);
        made.positions.push_back(static_cast<std::int32_t>(made.children.size()));
        made.children.push_back(part.node);
        join(whole, part, entry->value);
    }
    cuts.size = static_cast<std::uint32_t>(cuts.lower_bounds.size());
    made.axis = axis(std::move(cuts));
    return add(std::move(made), whole.dimension);
}

// `{by: {measure: …}, 0: 0.3, 4000: 0}`: chosen by another number.
ValueBuilder::Part ValueBuilder::cut(const text::Node& node, const text::Node& of, const Leaf& leaf, bool is_number) {
    const Part by = number(of, {std::nullopt, false});
    const auto parts = bounds(node, "the number it is chosen by", by.dimension.value_or(Dimension::number));
    if (parts.empty() || !by.dimension) return missing();
    ValueNode made;
    made.op = Op::cut;
    made.children.push_back(by.node);
    Part whole;
    for (const auto& [bound, entry] : parts) {
        const Part part = forms(entry->value, leaf, is_number);
        made.lower_bounds.push_back(bound);
        made.children.push_back(part.node);
        join(whole, part, entry->value);
    }
    return add(std::move(made), whole.dimension);
}

ValueBuilder::Part ValueBuilder::use(const text::Node& node, const Leaf& leaf, bool is_number) {
    const Reader reader{compilation_, node, "use", address_};
    const text::Node& name = node.find("use")->value;
    Names<const text::Entry*> names;
    for (const text::Entry* entry : compilation_.entries(compilation_.section("values"), "value"))
        names[entry->key] = entry;
    const auto found = name.is_scalar() ? names.find(name.scalar) : names.end();
    if (found == names.end()) {
        std::vector<std::string> candidates;
        for (const auto& candidate : names) candidates.push_back(candidate.first);
        compilation_.fault(name, fmt::format("there is no value {} in `values`", describe(name)),
                           suggestion(name.scalar, candidates));
        return missing();
    }
    auto& path = compilation_.using_now;
    if (std::find(path.begin(), path.end(), name.scalar) != path.end()) {
        compilation_.fault(
            name, fmt::format("`{}` uses itself: {} -> {}", name.scalar, fmt::join(path, " -> "), name.scalar));
        return missing();
    }
    compilation_.used_values.insert(found->second);
    path.push_back(name.scalar);
    const Part part = forms(found->second->value, leaf, is_number);
    path.pop_back();
    const std::string address = "values." + name.scalar;
    return is_number ? with_changes(address, with_factor(address, part), Of::named_value) : part;
}

}  // namespace doorstroom::language
