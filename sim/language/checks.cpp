// What can only be judged when all is compiled.
#include <fmt/format.h>

#include <algorithm>

#include "language/compile.hpp"
#include "text/scalar.hpp"

namespace doorstroom::language {

namespace {

using StageSet = std::vector<bool>;

template <class Follow>
void each_way(const Stage& stage, const Follow& follow) {
    for (const Branch& branch : stage.next)
        if (given(branch.to)) follow(branch.to);
    for (const Clock& clock : stage.race)
        if (given(clock.to)) follow(clock.to);
}

// All stages that can be reached from these, themselves included.
StageSet reached_from(const Plan& plan, std::vector<StageId> waiting) {
    StageSet reached(plan.stages.size(), false);
    while (!waiting.empty()) {
        const StageId stage = waiting.back();
        waiting.pop_back();
        if (reached[index(stage)]) continue;
        reached[index(stage)] = true;
        each_way(plan.at(stage), [&](StageId to) { waiting.push_back(to); });
    }
    return reached;
}

void mark_circles(Plan& plan) {
    for (std::size_t i = 0; i < plan.stages.size(); ++i) {
        std::vector<StageId> next;
        each_way(plan.stages[i], [&](StageId to) { next.push_back(to); });
        plan.stages[i].on_a_circle = reached_from(plan, std::move(next))[i];
    }
}

// The entry of a stage in the tree.
const text::Entry& entry_of(const Compilation& compilation, const Stage& stage) {
    const std::string& pathway = compilation.plan.pathways[index(stage.pathway)].name;
    const text::Entry* stages = compilation.section("pathways").find(pathway)->value.find("stages");
    return *stages->value.find(stage.name.substr(pathway.size() + 1));
}

void check_reached(Compilation& compilation) {
    const Plan& plan = compilation.plan;
    std::vector<StageId> begins;
    for (const Source& source : plan.sources)
        if (given(source.first)) begins.push_back(source.first);
    for (const StockLine& line : plan.stock)
        if (given(line.stage)) begins.push_back(line.stage);
    const StageSet reached = reached_from(plan, begins);
    for (std::size_t i = 0; i < plan.pathways.size(); ++i) {
        const Pathway& pathway = plan.pathways[i];
        const auto is_reached = [&](StageId stage) { return reached[index(stage)]; };
        if (std::none_of(pathway.stages.begin(), pathway.stages.end(), is_reached)) {
            compilation.fault_at_key(*compilation.section("pathways").find(pathway.name),
                                     fmt::format("nobody enters pathway `{}`", pathway.name), "no source and no stock line names it");
            continue;
        }
        for (const StageId stage : pathway.stages)
            if (!is_reached(stage))
                compilation.fault_at_key(entry_of(compilation, plan.at(stage)), fmt::format("nobody can reach stage `{}`", plan.at(stage).name),
                                         "no `next` and no clock leads here from where people begin");
    }
}

// Whether a stage can only be passed at once.
bool takes_no_time(const Plan& plan, const Stage& stage) {
    if (stage.final || stage.timing == Stage::Timing::await) return false;
    if (stage.timing == Stage::Timing::pass) return true;
    const Law& law = plan.at(stage.law);
    if (law.family != Law::Family::fixed || law.parameters.empty()) return false;
    const Value& value = plan.at(law.parameters.front().value);
    return value.is_constant() && value.nodes.front().number == 0;
}

// Circles are looked for among the stages that take no time, along the ways they end by themselves.
class TimelessCircles {
public:
    explicit TimelessCircles(Compilation& compilation) : compilation_(compilation), state_(compilation.plan.stages.size(), State::fresh) {}

    void check() {
        for (std::size_t i = 0; i < state_.size(); ++i) visit(static_cast<StageId>(i));
    }

private:
    enum class State : std::uint8_t { fresh, on_the_way, done };
    Compilation& compilation_;
    std::vector<State> state_;
    std::vector<std::string> way_;

    void visit(StageId id) {
        const Stage& stage = compilation_.plan.at(id);
        State& state = state_[index(id)];
        if (state == State::done || !takes_no_time(compilation_.plan, stage)) return;
        if (state == State::on_the_way) {
            const auto from = std::find(way_.begin(), way_.end(), stage.name);
            return compilation_.fault_at_key(entry_of(compilation_, stage), fmt::format("a circle of stages that takes no time: {} -> {}",
                                                                                        fmt::join(from, way_.end(), " -> "), stage.name),
                                             "one of them needs a `stay` or an `await`");
        }
        state = State::on_the_way;
        way_.push_back(stage.name);
        for (const Branch& branch : stage.next)
            if (given(branch.to)) visit(branch.to);
        way_.pop_back();
        state_[index(id)] = State::done;
    }
};

void check_used(Compilation& compilation) {
    for (const text::Entry* entry : compilation.entries(compilation.section("values"), "value")) {
        compilation.check_name(entry->key, entry->key_quoted, entry->key_mark);
        if (!compilation.used_values.count(entry))
            compilation.fault_at_key(*entry, fmt::format("nobody uses the value `{}`", entry->key), fmt::format("it is used as `{{use: {}}}`", entry->key));
    }
    for (const auto& [path, uncertain] : compilation.uncertain)
        if (!uncertain.applied)
            compilation.fault_at_key(*uncertain.entry, fmt::format("there is no number at `{}`", path), suggestion(path, compilation.addresses, "address"));
    for (std::size_t i = 0; i < compilation.plan.sources.size(); ++i) {
        const Source& source = compilation.plan.sources[i];
        bool brought = source.arrivals.has_value();
        for (const Stage& stage : compilation.plan.stages)
            for (const Bring& bring : stage.bring) brought |= bring.source == static_cast<SourceId>(i);
        if (!brought)
            compilation.warn_at_key(*compilation.section("sources").find(source.name), fmt::format("source `{}` makes nobody", source.name),
                                    "it has no `arrivals`, and no stage brings it");
    }
}

}  // namespace

void check_plan(Compilation& compilation) {
    mark_circles(compilation.plan);
    check_used(compilation);
    check_reached(compilation);
    TimelessCircles{compilation}.check();
}

}  // namespace doorstroom::language
