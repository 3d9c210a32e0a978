#include "language/conditions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "language/axes.hpp"
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

Condition::Op op_of(Axis::Of number) {
    switch (number) {
        case Axis::Of::expected_size: return Condition::Op::expected_size;
        case Axis::Of::age: return Condition::Op::age;
        case Axis::Of::member: return Condition::Op::member;
        case Axis::Of::household_size:
        case Axis::Of::attribute: break;
    }
    return Condition::Op::household_size;
}

Condition on_number(Compilation& compilation, Axis::Of number, const text::Node& node) {
    Condition condition;
    condition.op = op_of(number);
    condition.from = -std::numeric_limits<double>::infinity();
    condition.below = std::numeric_limits<double>::infinity();
    const Reader reader{compilation, node, "bounds", std::string{name_of(number)}};
    const auto bound = [&](std::string_view key, double& into) {
        const text::Node* at = reader.find(key);
        if (!at) return;
        if (const auto found = number_of(*at))
            into = *found;
        else
            compilation.fault(*at, fmt::format("expected a number{}, found {}",
                                               number == Axis::Of::age ? " of years" : "", describe(*at)));
    };
    bound("from", condition.from);
    bound("below", condition.below);
    if (!(condition.from < condition.below))
        compilation.fault(*reader.find("below"), fmt::format("no `{}` is {} or more and less than {}", name_of(number),
                                                             condition.from, condition.below));
    return condition;
}

WatchId add_once(Plan& plan, Watch watch) {
    const auto found = std::find_if(plan.watches.begin(), plan.watches.end(), [&](const Watch& other) {
        return other.pathway == watch.pathway && other.stages == watch.stages && other.reached == watch.reached;
    });
    const auto position = static_cast<std::size_t>(found - plan.watches.begin());
    if (found == plan.watches.end()) plan.watches.push_back(std::move(watch));
    return static_cast<WatchId>(position);
}

Condition on_watch(Compilation& compilation, Condition::Op op, Watch watch) {
    Condition condition;
    condition.op = op;
    condition.watch = add_once(compilation.plan, std::move(watch));
    return condition;
}

// `own` and `linked`: journeys in one of these stages, or that ever reached one. A journey that ended in a final stage is in
// it for good: `in` asks of such a stage who reached it.
std::optional<Condition> on_journeys(Compilation& compilation, const text::Entry& entry) {
    const Plan& plan = compilation.plan;
    const Condition::Op op = entry.key == "own" ? Condition::Op::own : Condition::Op::linked;
    const std::size_t before = compilation.faults();
    const Reader reader{compilation, entry.value, "journeys", entry.key};
    const PathwayId pathway = reader.pathway("pathway");
    const std::string_view when = reader.one_of({"in", "reached"});
    if (!given(pathway) || when.empty()) return std::nullopt;
    Watch now{pathway, std::vector<bool>(plan.stages.size(), false), false};
    Watch ever{pathway, std::vector<bool>(plan.stages.size(), false), true};
    bool any_now = false, any_ever = false;
    for (const text::Node* name : reader.names(when)) {
        const StageId stage = compilation.stage_of(pathway, *name);
        if (!given(stage)) continue;
        const bool reached = when == "reached" || plan.at(stage).final;
        (reached ? ever : now).stages[index(stage)] = true;
        (reached ? any_ever : any_now) = true;
    }
    if (compilation.faults() != before) return std::nullopt;
    if (!any_ever || !any_now) return on_watch(compilation, op, any_now ? std::move(now) : std::move(ever));
    Condition either;
    either.op = Condition::Op::any;
    either.children.push_back(add(compilation, on_watch(compilation, op, std::move(now))));
    either.children.push_back(add(compilation, on_watch(compilation, op, std::move(ever))));
    return either;
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
    std::vector<std::string> keys = names_of_numbers();
    for (const char* key : {"not", "any", "all", "own", "linked"}) keys.emplace_back(key);
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

std::optional<Condition> made_of_others(Compilation& compilation, const text::Entry& entry, Of of) {
    Condition condition;
    if (entry.key == "not") {
        condition.op = Condition::Op::negation;
        condition.children.push_back(compile_condition(compilation, entry.value, of));
        return condition;
    }
    condition.op = entry.key == "any" ? Condition::Op::any : Condition::Op::all;
    for (const text::Node& item : entry.value.items)
        condition.children.push_back(compile_condition(compilation, item, of));
    if (condition.children.empty())
        compilation.fault(entry.value,
                          fmt::format("`{}` expects a list of conditions, found {}", entry.key, describe(entry.value)));
    return condition;
}

std::optional<Condition> one_entry(Compilation& compilation, const text::Entry& entry, Of of) {
    if (entry.key == "not" || entry.key == "any" || entry.key == "all") return made_of_others(compilation, entry, of);
    if (const auto number = number_called(entry.key)) return on_number(compilation, *number, entry.value);
    if (entry.key == "own" || entry.key == "linked") return on_journeys(compilation, entry);
    if (of == Of::household_at_a_site && entry.key == "site") return on_site(compilation, "", entry.value);
    if (of == Of::household_at_a_site && entry.key.rfind("site.", 0) == 0)
        return on_site(compilation, std::string_view{entry.key}.substr(5), entry.value);
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
