#include "language/explain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <deque>
#include <map>
#include <set>

#include "language/compile.hpp"
#include "language/differences.hpp"
#include "language/evaluate.hpp"
#include "language/explained_value.hpp"
#include "language/layers.hpp"
#include "language/scenario_parts.hpp"
#include "language/tree_walk.hpp"
#include "text/scalar.hpp"

namespace doorstroom::language {

namespace {

using text::Entry;
using text::Node;
using How = ExplainedLine::How;

// Walks the scenario and tells each value it meets; what a mapping says of its numbers holds for what is inside.
class Explainer {
public:
    Explainer(Compilation& compilation, Explanation& explanation)
        : compilation_(compilation), values_(compilation, explanation) {
        walk_.key = [](const Kind&, const Field&, const Entry&) {};
        walk_.enter = [this](const Node& node, const std::string&) { sources_.push_back(source_of(node, sources_.back())); };
        walk_.leave = [this](const Node&) { sources_.pop_back(); };
        walk_.thing = [this](const Found& found) {
            if (is_shown(found.address)) tell(found);
        };
    }

    void tell_all() {
        walk_.walk(compilation_.root);
        for (const PolicyFile& policy : compilation_.policy_files)
            walk_.walk(told_of(policy.root), "policy", "policies." + policy.name);
    }

private:
    Compilation& compilation_;
    ExplainedValues values_;
    TreeWalk walk_;
    std::vector<Source> sources_{{}};
    std::deque<Node> told_policies_;

    // What a policy adds stands among the scenario's own.
    const Node& told_of(Node policy) {
        for (const char* added : {"values", "references", "resources", "pathways", "title"})
            if (const Entry* own = policy.find(added)) policy.entries.erase(policy.entries.begin() + (own - policy.entries.data()));
        return told_policies_.emplace_back(std::move(policy));
    }

    void tell(const Found& found) {
        const bool is_of_a_table = found.mapping.find("table") != nullptr;
        if (is_of_a_table && ends_with(found.address, ".sites.table")) return values_.tell_sites(found, sources_.back());
        // A margin is a table of numbers, though it is no value.
        if (is_of_a_table && ends_with(found.address, ".value"))
            return values_.tell({found.mapping, sort_of("AMOUNT"), above(found.address), found.field, found.mapping}, sources_.back());
        if (!is_of_a_table) values_.tell(found, sources_.back());
    }

    static bool ends_with(const std::string& text, std::string_view end) {
        return text.size() > end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
    }
    static std::string above(const std::string& address) { return address.substr(0, address.rfind('.')); }

    // What only says how to show the rest.
    static bool is_shown(const std::string& address) {
        const auto begins = [&](std::string_view with) { return address.rfind(with, 0) == 0; };
        return !begins("references.") && !begins("title.") && !begins("schema") && !begins("scenario");
    }
};

bool is_at_or_below(const std::string& address, const std::string& path) {
    return address.rfind(path, 0) == 0 && (address.size() == path.size() || address[path.size()] == '.');
}

// Every address of the explanation, and every address above one.
std::vector<std::string> all_addresses(const Explanation& explanation) {
    std::set<std::string> all;
    for (const ExplainedLine& line : explanation.lines)
        for (std::size_t end = line.address.find('.'); ; end = line.address.find('.', end + 1)) {
            all.insert(line.address.substr(0, end));
            if (end == std::string::npos) break;
        }
    return {all.begin(), all.end()};
}

void narrow(Explanation& explanation, const std::string& path) {
    const auto is_there = [&](const ExplainedLine& line) { return is_at_or_below(line.address, path); };
    if (!path.empty() && std::none_of(explanation.lines.begin(), explanation.lines.end(), is_there)) {
        explanation.nearest = text::nearest(path, all_addresses(explanation)).value_or("");
        return explanation.lines.clear();
    }
    std::vector<ExplainedLine> kept;
    for (ExplainedLine& line : explanation.lines)
        if (path.empty() ? line.is_quantity && line.address.rfind("measures.", 0) != 0 : is_there(line))
            kept.push_back(std::move(line));
    explanation.lines = std::move(kept);
}

// A number that is used in several places is one number.
void count(Explanation& explanation) {
    std::set<std::string> seen;
    for (const ExplainedLine& line : explanation.lines)
        for (const ExplainedNumber& number : line.numbers)
            if (seen.insert(number.place).second) ++explanation.numbers[static_cast<std::size_t>(number.origin)];
}

void cite(const Compilation& compilation, Explanation& explanation) {
    std::set<std::string> cited;
    for (const ExplainedLine& line : explanation.lines) cited.insert(line.reference);
    for (const auto& [stage, law] : explanation.laws) cited.insert(law);
    for (const Entry& entry : compilation.section("references").entries) {
        if (!cited.count(entry.key)) continue;
        const auto said = [&](const char* key) { return entry.value.find(key) ? entry.value.find(key)->value.scalar : ""; };
        explanation.references.push_back({entry.key, said("title"), said("publisher"), said("published"), said("href"), said("checked")});
    }
}

}  // namespace

namespace {

// `pathways.asylum.stages.decision.law`, before what is no number is left out.
void tell_laws(Explanation& explanation) {
    const std::string begin = "pathways.", between = ".stages.", end = ".law";
    for (const ExplainedLine& line : explanation.lines) {
        const std::string& address = line.address;
        const std::size_t stage = address.find(between);
        if (address.rfind(begin, 0) != 0 || stage == std::string::npos || address.size() < end.size() || address.substr(address.size() - end.size()) != end) continue;
        const std::size_t name = stage + between.size();
        explanation.laws.emplace_back(address.substr(begin.size(), stage - begin.size()) + "." + address.substr(name, address.size() - end.size() - name), line.text);
    }
}

void tell_policies(Compilation& compilation, Explanation& explanation) {
    for (const Policy& policy : compilation.policies) explanation.policies.push_back(policy.use);
    if (explanation.policies.empty()) return;
    ScenarioParts parts(compilation);
    for (const auto& [address, changes] : compilation.changes)
        for (const Change& change : changes) {
            const Policy& policy = compilation.policies[change.policy];
            if (explanation.date < policy.from || explanation.date >= policy.until) continue;
            const std::string place = parts.line_of(*change.node);
            std::vector<Difference> differences = under_policies(parts, address, explanation.date);
            if (differences.empty()) differences.emplace_back().address = address;  // it changes nothing on this day
            for (const Difference& each : differences)
                explanation.effects.push_back({policy.file->name, each.address + (each.part.empty() ? "" : " [" + each.part + "]"), each.second, each.first, each.unit, place});
        }
}

}  // namespace

Explanation explain(const std::filesystem::path& file, const ScenarioOptions& options, std::optional<Date> on,
                    const std::string& path, Diagnostics& diagnostics) {
    Explanation explanation;
    Plan plan;
    Composition composition = compose(file, options, diagnostics);
    if (!composition.root.is_mapping()) return explanation;
    Compilation compilation{composition, plan, diagnostics};
    compile_scenario(compilation, options.strict);
    if (diagnostics.has_errors()) return explanation;
    explanation.scenario = plan.scenario;
    explanation.title = plan.title;
    explanation.calendar = plan.calendar;
    explanation.date = on.value_or(plan.calendar.start());
    Explainer{compilation, explanation}.tell_all();
    tell_policies(compilation, explanation);
    if (path.empty()) tell_laws(explanation);
    narrow(explanation, path);
    count(explanation);
    cite(compilation, explanation);
    return explanation;
}

}  // namespace doorstroom::language
