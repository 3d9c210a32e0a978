#include "language/measure_stages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "language/evaluate.hpp"

namespace doorstroom::language {

namespace {

void add_once(std::vector<StageId>& stages, StageId stage) {
    if (std::find(stages.begin(), stages.end(), stage) == stages.end()) stages.push_back(stage);
}

// Stages whose own name, without that of the pathway, is this.
std::vector<StageId> bearing_the_name(const Plan& plan, const std::string& name) {
    std::vector<StageId> found;
    for (const Pathway& pathway : plan.pathways)
        for (const StageId stage : pathway.stages)
            if (plan.at(stage).name.substr(pathway.name.size() + 1) == name) found.push_back(stage);
    return found;
}

void not_a_stage(Compilation& compilation, const text::Node& node) {
    std::vector<std::string> candidates;
    for (const auto& stage : compilation.stages) candidates.push_back(stage.first);
    for (const auto& pathway : compilation.pathways) candidates.push_back(pathway.first);
    if (node.scalar.find('.') == std::string::npos)
        for (const Stage& stage : compilation.plan.stages)
            candidates.push_back(stage.name.substr(stage.name.find('.') + 1));
    compilation.fault(node, fmt::format("there is no stage or pathway {}", describe(node)),
                      suggestion(node.scalar, candidates));
}

}  // namespace

std::vector<StageId> stages_named(Compilation& compilation, const std::vector<const text::Node*>& names, Whole whole) {
    const Plan& plan = compilation.plan;
    std::vector<StageId> stages;
    for (const text::Node* name : names) {
        if (const auto pathway = compilation.pathways.find(name->scalar); pathway != compilation.pathways.end()) {
            if (whole == Whole::refused)
                compilation.fault(*name, fmt::format("`{}` is a whole pathway; name its stages here", name->scalar),
                                  "a move within the pathway would count as well");
            for (const StageId stage : plan.pathways[index(pathway->second)].stages)
                if (whole == Whole::all_stages || !plan.at(stage).final) add_once(stages, stage);
            continue;
        }
        if (const auto stage = compilation.stages.find(name->scalar); stage != compilation.stages.end()) {
            add_once(stages, stage->second);
            continue;
        }
        const auto bearing = bearing_the_name(plan, name->scalar);
        if (bearing.size() == 1)
            add_once(stages, bearing.front());
        else if (bearing.size() > 1)
            compilation.fault(*name, fmt::format("more than one pathway has a stage `{}`", name->scalar),
                              fmt::format("write `{}`", plan.at(bearing.front()).name));
        else
            not_a_stage(compilation, *name);
    }
    return stages;
}

std::vector<StageId> stages_of_pillar(Compilation& compilation, const text::Node& pillar) {
    std::vector<StageId> stages;
    std::vector<std::string> pillars;
    for (std::size_t i = 0; i < compilation.plan.stages.size(); ++i) {
        const std::string& of = compilation.plan.stages[i].pillar;
        if (of == pillar.scalar && !of.empty()) stages.push_back(static_cast<StageId>(i));
        if (!of.empty() && std::find(pillars.begin(), pillars.end(), of) == pillars.end()) pillars.push_back(of);
    }
    if (stages.empty())
        compilation.fault(pillar, fmt::format("no stage has pillar {}", describe(pillar)),
                          suggestion(pillar.scalar, pillars, "pillar"));
    return stages;
}

std::optional<Operand> measure_named(Compilation& compilation, const text::Node& node) {
    static constexpr std::array statistics{"mean", "sd", "p50", "p90", "n"};
    text::Node name = node;
    std::string statistic;
    if (const auto dot = node.scalar.find('.'); dot != std::string::npos) {
        name.scalar = node.scalar.substr(0, dot);
        statistic = node.scalar.substr(dot + 1);
    }
    Operand operand;
    operand.measure = compilation.look_up(compilation.measures, name, "measure");
    if (!given(operand.measure)) return std::nullopt;
    if (statistic.empty()) return operand;
    const auto found = std::find(statistics.begin(), statistics.end(), statistic);
    if (found == statistics.end()) {
        compilation.fault(node, fmt::format("a measure has no statistic `{}`", statistic),
                          "one of: mean, sd, p50, p90, n");
        return std::nullopt;
    }
    operand.statistic = static_cast<std::uint8_t>(found - statistics.begin());
    return operand;
}

namespace {

class Completion {
public:
    Completion(Compilation& compilation, const std::vector<const text::Entry*>& entries)
        : compilation_(compilation), entries_(entries), progress_(entries.size(), Progress::untouched) {}

    // Completes what it is made of first; each measure once.
    void complete(MeasureId id) {
        Measure& measure = compilation_.plan.measures[index(id)];
        const text::Entry& entry = *entries_[index(id)];
        if (measure.kind < Measure::Kind::sum || progress_[index(id)] == Progress::done) return;
        if (progress_[index(id)] == Progress::under_way)
            return compilation_.fault_at_key(entry, fmt::format("measure `{}` is made of itself", measure.name));
        progress_[index(id)] = Progress::under_way;
        for (const Operand& operand : measure.operands)
            if (given(operand.measure)) complete(operand.measure);
        progress_[index(id)] = Progress::done;
        take_over(measure, entry);
    }

private:
    enum class Progress : std::uint8_t { untouched, under_way, done };

    Compilation& compilation_;
    const std::vector<const text::Entry*>& entries_;  // by measure
    std::vector<Progress> progress_;

    std::string unit_of(const Operand& operand) const {
        const Measure& of = compilation_.plan.at(operand.measure);
        const bool passage = of.kind == Measure::Kind::wait || of.kind == Measure::Kind::time;
        return passage && operand.statistic == 4 ? "persons" : of.unit;
    }

    void take_over(Measure& measure, const text::Entry& entry) {
        const Measure* first = nullptr;
        std::string unit;
        bool same_unit = true;
        for (const Operand& operand : measure.operands) {
            if (!given(operand.measure)) continue;
            const Measure& of = compilation_.plan.at(operand.measure);
            const bool passage = of.kind == Measure::Kind::wait || of.kind == Measure::Kind::time;
            if (operand.statistic > 0 && !passage)
                compilation_.fault_at_key(entry,
                                          fmt::format("`{}` has no statistics: only a wait or time has", of.name));
            if (!first) unit = unit_of(operand);
            same_unit = same_unit && unit_of(operand) == unit;
            if (first && first->at_moment != of.at_moment)
                compilation_.fault_at_key(
                    entry, fmt::format("`{}` and `{}` are dated differently", first->name, of.name),
                    "a stock is dated by the moment it was counted, a flow by the first day of its period");
            if (!first) first = &of;
        }
        if (!first) {
            if (!measure.operands.empty())
                compilation_.fault_at_key(entry, fmt::format("`{}` is made of no measure", measure.name));
            return;
        }
        const bool adds_up = measure.kind == Measure::Kind::sum || measure.kind == Measure::Kind::difference;
        if ((adds_up || measure.kind == Measure::Kind::below) && !same_unit)
            compilation_.fault_at_key(
                entry, fmt::format("wrong unit: `{}` combines measures of different units", measure.name));
        if (measure.kind == Measure::Kind::cumulative && first->at_moment)
            compilation_.fault_at_key(
                entry, fmt::format("`{}` is a stock already: only what is counted during a period can be cumulative",
                                   first->name));
        measure.at_moment = first->at_moment || measure.kind == Measure::Kind::cumulative;
        const bool is_a_number = measure.kind == Measure::Kind::ratio || measure.kind == Measure::Kind::below;
        if (measure.unit.empty()) measure.unit = is_a_number ? "1" : unit;
        take_over_groups(measure, entry);
        check_start(measure, entry);
    }

    // Each breakdown is that of an operand; what an operand is not broken down by, it has the total of.
    void take_over_groups(Measure& measure, const text::Entry& entry) {
        const text::Entry* by = entry.value.find("by");
        if (!by) return;
        std::vector<const text::Node*> names;
        if (by->value.is_scalar()) names.push_back(&by->value);
        for (const text::Node& item : by->value.items) names.push_back(&item);
        for (const text::Node* name : names) {
            const Breakdown* found = nullptr;
            for (const Operand& operand : measure.operands) {
                if (!given(operand.measure)) continue;
                for (const Breakdown& own : compilation_.plan.at(operand.measure).by) {
                    if (own.name != name->scalar) continue;
                    if (found && found->labels != own.labels)
                        compilation_.fault(*name,
                                           fmt::format("the measures `{}` is made of have different groups by `{}`",
                                                       measure.name, own.name));
                    found = &own;
                }
            }
            if (found)
                measure.by.push_back(*found);
            else
                compilation_.fault(
                    *name, fmt::format("no measure `{}` is made of has groups by {}", measure.name, describe(*name)));
        }
        for (const Operand& operand : measure.operands) {
            if (!given(operand.measure)) continue;
            for (const Breakdown& own : compilation_.plan.at(operand.measure).by)
                if (std::none_of(measure.by.begin(), measure.by.end(),
                                 [&](const Breakdown& taken) { return taken.name == own.name; }))
                    compilation_.fault(
                        by->value, fmt::format("`{}` has groups by `{}` too: the two cannot be combined group by group",
                                               compilation_.plan.at(operand.measure).name, own.name));
        }
    }

    // A cumulative with groups starts somewhere in each of them.
    void check_start(const Measure& measure, const text::Entry& entry) {
        const text::Entry* written = entry.value.find("start");
        if (!written || !given(measure.start)) return;
        const Value& start = compilation_.plan.at(measure.start);
        if (is_uncertain(start) || is_fed_back(start))
            return compilation_.fault(written->value, "`start` is known where the run begins: it is neither drawn nor fed back");
        for (const Axis& axis : start.axes)
            if (std::none_of(measure.by.begin(), measure.by.end(), [&](const Breakdown& by) {
                    return given(by.attribute) && by.attribute == axis.attribute;
                }))
                return compilation_.fault(written->value,
                                          fmt::format("`start` depends on what `{}` has no groups by", measure.name));
        if (start.axes.empty() && !measure.by.empty() && !(start.is_constant() && start.nodes.front().number == 0))
            compilation_.fault(written->value, fmt::format("a start is needed for each group of `{}`", measure.name),
                               fmt::format("`{{by: {}, …}}`", measure.by.front().name));
    }
};

}  // namespace

void complete_derived(Compilation& compilation, const std::vector<const text::Entry*>& entries) {
    Completion completion{compilation, entries};
    for (std::size_t id = 0; id < entries.size(); ++id) completion.complete(static_cast<MeasureId>(id));
}

bool counts_site(const Plan& plan, const Measure& measure, const Site& site) {
    if (given(measure.resource) && plan.at(measure.resource).kind == Resource::Kind::places)
        return site.pool == measure.resource;
    return measure.lodged.empty() ||
           std::find(measure.lodged.begin(), measure.lodged.end(), site.pool) != measure.lodged.end();
}

void collect_site_columns(Compilation& compilation, const text::Node& node) {
    const auto note = [&](const std::string& text) {
        if (text.rfind("site.", 0) == 0) compilation.site_columns.insert(text.substr(5));
    };
    if (node.is_scalar()) note(node.scalar);
    for (const text::Node& item : node.items) collect_site_columns(compilation, item);
    for (const text::Entry& entry : node.entries) {
        note(entry.key);
        collect_site_columns(compilation, entry.value);
    }
}

}  // namespace doorstroom::language
