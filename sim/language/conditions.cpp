#include "language/conditions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

#include "language/reader.hpp"
#include "text/scalar.hpp"

namespace doorstroom::language {

namespace {

ConditionId add(Compilation& compilation, Condition condition) {
    compilation.plan.conditions.push_back(std::move(condition));
    return static_cast<ConditionId>(compilation.plan.conditions.size() - 1);
}

// The scalars of one value or a list of values.
std::vector<const text::Node*> accepted_values(Compilation& compilation, const text::Node& node) {
    std::vector<const text::Node*> values;
    if (node.is_scalar()) values.push_back(&node);
    for (const text::Node& item : node.items) {
        if (item.is_scalar())
            values.push_back(&item);
        else
            compilation.fault(item, fmt::format("expected a value, found {}", describe(item)));
    }
    if (values.empty() && node.items.empty())
        compilation.fault(node, fmt::format("expected a value or a list of values, found {}", describe(node)));
    return values;
}

Condition on_attribute(Compilation& compilation, AttributeId attribute, const text::Node& node) {
    Condition condition;
    condition.op = Condition::Op::attribute;
    condition.attribute = attribute;
    condition.accepted.assign(compilation.plan.at(attribute).values.size(), false);
    for (const text::Node* value : accepted_values(compilation, node))
        if (const auto code = compilation.code_of(attribute, value->scalar, value->mark))
            condition.accepted[*code] = true;
    return condition;
}

Condition on_size(Compilation& compilation, const text::Node& node) {
    Condition condition;
    condition.op = Condition::Op::household_size;
    condition.from = -std::numeric_limits<double>::infinity();
    condition.below = std::numeric_limits<double>::infinity();
    const Reader reader{compilation, node, "bounds", "household_size"};
    const auto bound = [&](std::string_view key, double& into) {
        const text::Node* at = reader.find(key);
        if (!at) return;
        if (const auto number = number_of(*at))
            into = *number;
        else
            compilation.fault(*at, fmt::format("expected a number, found {}", describe(*at)));
    };
    bound("from", condition.from);
    bound("below", condition.below);
    return condition;
}

// `site` accepts names of sites; `site.COLUMN` accepts what stands in that column.
Condition on_site(Compilation& compilation, std::string_view column, const text::Node& node) {
    const auto text_of = [&](const Site& site) -> std::string_view {
        if (column.empty()) return site.name;
        for (const auto& own : site.columns)
            if (own.first == column) return own.second;
        return {};
    };
    Condition condition;
    condition.op = Condition::Op::site;
    condition.accepted.assign(compilation.plan.sites.size(), false);
    std::vector<std::string> known;
    for (const Site& site : compilation.plan.sites)
        if (!text_of(site).empty()) known.emplace_back(text_of(site));
    for (const text::Node* value : accepted_values(compilation, node)) {
        bool found = false;
        for (std::size_t i = 0; i < compilation.plan.sites.size(); ++i)
            if (text_of(compilation.plan.sites[i]) == value->scalar) found = condition.accepted[i] = true;
        if (!found)
            compilation.fault(*value,
                              column.empty() ? fmt::format("there is no site `{}`", value->scalar)
                                             : fmt::format("no site has `{}` in column `{}`", value->scalar, column),
                              suggestion(value->scalar, known));
    }
    return condition;
}

// What is no key of a condition is an attribute, or a slip of the pen in either.
AttributeId attribute_of(Compilation& compilation, const text::Entry& entry, Of of) {
    std::vector<std::string> keys{"household_size", "not", "any", "all"};
    if (of == Of::household_at_a_site) keys.emplace_back("site");
    for (const std::string& column : compilation.site_columns)
        if (of == Of::household_at_a_site) keys.push_back("site." + column);
    if (compilation.attributes.count(entry.key) == 0)
        if (const auto near = text::nearest(entry.key, keys)) {
            compilation.fault_at_key(entry, fmt::format("unknown key {} in a condition", quote(entry.key)),
                                     fmt::format("a similar key exists: `{}`", *near));
            return none<AttributeId>;
        }
    return compilation.look_up(compilation.attributes, name_node(entry), "attribute");
}

std::optional<Condition> one_entry(Compilation& compilation, const text::Entry& entry, Of of) {
    static constexpr std::array later{"own", "linked", "age", "sex", "member", "expected_size", "stage"};
    Condition condition;
    if (entry.key == "not") {
        condition.op = Condition::Op::negation;
        condition.children.push_back(compile_condition(compilation, entry.value, of));
        return condition;
    }
    if (entry.key == "any" || entry.key == "all") {
        condition.op = entry.key == "any" ? Condition::Op::any : Condition::Op::all;
        for (const text::Node& item : entry.value.items)
            condition.children.push_back(compile_condition(compilation, item, of));
        if (condition.children.empty())
            compilation.fault(entry.value, fmt::format("`{}` expects a list of conditions, found {}", entry.key,
                                                       describe(entry.value)));
        return condition;
    }
    if (entry.key == "household_size") return on_size(compilation, entry.value);
    if (of == Of::household_at_a_site && entry.key == "site") return on_site(compilation, "", entry.value);
    if (of == Of::household_at_a_site && entry.key.rfind("site.", 0) == 0)
        return on_site(compilation, std::string_view{entry.key}.substr(5), entry.value);
    if (std::find(later.begin(), later.end(), entry.key) != later.end()) {
        compilation.not_yet(entry.key_mark, characters(entry.key), fmt::format("conditions on `{}`", entry.key));
        return std::nullopt;
    }
    const AttributeId attribute = attribute_of(compilation, entry, of);
    if (!given(attribute)) return std::nullopt;
    return on_attribute(compilation, attribute, entry.value);
}

}  // namespace

ConditionId compile_condition(Compilation& compilation, const text::Node& node, Of of) {
    std::vector<ConditionId> children;
    if (!node.is_mapping())
        compilation.fault(node, fmt::format("expected a condition, found {}", describe(node)),
                          "such as `{origin: syria}`");
    for (const text::Entry& entry : node.entries) {
        if (is_basis_key(entry.key)) continue;
        if (auto condition = one_entry(compilation, entry, of))
            children.push_back(add(compilation, std::move(*condition)));
    }
    if (children.size() == 1) return children.front();
    Condition all;
    all.children = std::move(children);
    return add(compilation, std::move(all));
}

}  // namespace doorstroom::language
