// uncertain: which numbers are drawn for each replication, and from what.
#include <fmt/format.h>

#include <algorithm>

#include "language/compile.hpp"
#include "language/laws.hpp"
#include "language/reader.hpp"
#include "text/scalar.hpp"

namespace doorstroom::language {

namespace {

// Whether a duration stands anywhere in the law.
bool holds_a_duration(Compilation& compilation, const text::Node& node, int depth = 0) {
    if (node.is_scalar()) return !node.quoted && !number_of(node) && text::parse_duration_days(node.scalar);
    if (const text::Entry* use = node.find("use")) {
        const text::Entry* value = compilation.section("values").find(use->value.scalar);
        constexpr int deepest = 30;  // a value that uses itself is told elsewhere
        return value && depth < deepest && holds_a_duration(compilation, value->value, depth + 1);
    }
    if (const text::Entry* sample = node.find("empirical")) {
        const LoadedTable* table = open_table(compilation, sample->value);
        return table && !table->unit.empty();
    }
    return std::any_of(node.items.begin(), node.items.end(),
                       [&](const text::Node& item) { return holds_a_duration(compilation, item, depth); }) ||
           std::any_of(node.entries.begin(), node.entries.end(),
                       [&](const text::Entry& entry) { return holds_a_duration(compilation, entry.value, depth); });
}

void expect_constants(Compilation& compilation, LawId id, const text::Node& node) {
    const Law& law = compilation.plan.at(id);
    std::vector<ValueId> values{law.minimum, law.maximum};
    for (const Law::Parameter& parameter : law.parameters) values.push_back(parameter.value);
    for (const auto& point : law.quantiles) values.push_back(point.second);
    for (const ValueId value : values)
        if (given(value) && !compilation.plan.at(value).is_constant())
            return compilation.fault(node, "what an uncertain number is drawn from cannot depend on anything");
}

}  // namespace

void compile_uncertain(Compilation& compilation) {
    for (const text::Entry* entry : compilation.entries(compilation.section("uncertain"), "uncertain number")) {
        const Reader reader{compilation, entry->value, "uncertain", "uncertain." + entry->key};
        const std::string_view how = reader.one_of({"times", "value"});
        if (how.empty()) continue;
        Factor factor;
        factor.path = entry->key;
        const text::Node& law = *reader.find(how);
        const bool of_durations = how == "value" && holds_a_duration(compilation, law);
        factor.law = compile_law(compilation, law, reader.address(how), of_durations ? Expects::shift : Expects::factor);
        if (of_durations) expect_constants(compilation, factor.law, law);
        factor.walks = reader.choice("walk").has_value();
        if (factor.walks && how == "value")
            compilation.fault(*reader.find("walk"), "only a number drawn with `times` can walk");
        const auto id = static_cast<FactorId>(compilation.plan.factors.size());
        compilation.uncertain[entry->key] = {id, how == "times", of_durations, entry, false};
        compilation.plan.factors.push_back(std::move(factor));
    }
}

}  // namespace doorstroom::language
