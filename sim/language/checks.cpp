// What can only be judged when all is compiled.
#include <fmt/format.h>

#include <algorithm>

#include "language/compile.hpp"
#include "language/policies.hpp"
#include "language/ways.hpp"
#include "text/scalar.hpp"

namespace doorstroom::language {

namespace {

void mark_circles(Plan& plan) {
    for (std::size_t i = 0; i < plan.stages.size(); ++i) {
        std::vector<StageId> next;
        each_way(plan, plan.stages[i], [&](StageId to) { next.push_back(to); });
        plan.stages[i].on_a_circle = reached_from(plan, std::move(next), Along::one_journey)[i];
    }
}

void check_reached(Compilation& compilation) {
    const Plan& plan = compilation.plan;
    std::vector<StageId> begins;
    for (const Source& source : plan.sources) begins.push_back(source.first);
    for (const StockLine& line : plan.stock) {
        begins.push_back(line.stage);
        for (const StockLine::Also& also : line.also) begins.push_back(also.stage);
    }
    bool all_known = std::all_of(begins.begin(), begins.end(), [](StageId stage) { return given(stage); });
    for (const Stage& stage : plan.stages) {
        each_way(plan, stage, [&](StageId to) { all_known = all_known && given(to); });
        for (const Start& start : stage.start) all_known = all_known && given(start.at);
    }
    if (!all_known) return;  // a name that does not exist has been told; what it should reach is not known
    const StageSet reached = reached_from(plan, begins, Along::starts_too);
    for (std::size_t i = 0; i < plan.pathways.size(); ++i) {
        const Pathway& pathway = plan.pathways[i];
        const auto is_reached = [&](StageId stage) { return reached[index(stage)]; };
        if (std::none_of(pathway.stages.begin(), pathway.stages.end(), is_reached)) {
            compilation.fault_at_key(*compilation.section("pathways").find(pathway.name),
                                     fmt::format("nobody enters pathway `{}`", pathway.name),
                                     "no source, no stock line and no `start` that is reached names it");
            continue;
        }
        for (const StageId stage : pathway.stages)
            if (!is_reached(stage))
                compilation.fault_at_key(entry_of(compilation, plan.at(stage)),
                                         fmt::format("nobody can reach stage `{}`", plan.at(stage).name),
                                         "no `next` and no clock leads here from where people begin");
    }
}

// Whether a stage can only be passed at once.
bool takes_no_time(const Plan& plan, const Stage& stage) {
    if (stage.final || stage.timing == Stage::Timing::await || stage.timing == Stage::Timing::until) return false;
    if (stage.timing == Stage::Timing::pass) return true;
    if (!given(stage.law)) return false;
    const Law& law = plan.at(stage.law);
    if (law.family != Law::Family::fixed || law.parameters.empty() || !given(law.parameters.front().value))
        return false;
    const Value& value = plan.at(law.parameters.front().value);
    return value.is_constant() && value.nodes.front().number == 0;
}

// Circles are looked for among the stages that take no time, along the ways they end by themselves, and along those of who
// is turned away at a full pool.
class TimelessCircles {
public:
    explicit TimelessCircles(Compilation& compilation)
        : compilation_(compilation), state_(compilation.plan.stages.size(), State::fresh) {}

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
        if (state == State::done) return;
        if (state == State::on_the_way) {
            const auto from = std::find(way_.begin(), way_.end(), stage.name);
            const bool turned = std::any_of(from, way_.end(), [&](const std::string& name) {
                return !takes_no_time(compilation_.plan, compilation_.plan.at(compilation_.stages.find(name)->second));
            });
            return compilation_.fault_at_key(entry_of(compilation_, stage),
                                             fmt::format("a circle of stages that takes no time: {} -> {}",
                                                         fmt::join(from, way_.end(), " -> "), stage.name),
                                             turned ? "whoever finds each pool full would be turned away for ever"
                                                    : "one of them needs a `stay` or an `await`");
        }
        state = State::on_the_way;
        way_.push_back(stage.name);
        for (const Branch& branch : stage.next)
            if (given(branch.to) && takes_no_time(compilation_.plan, stage)) visit(branch.to);
        if (const StageId to = turned_to(compilation_.plan, stage); given(to)) visit(to);
        way_.pop_back();
        state_[index(id)] = State::done;
    }
};

// Whether `{use: NAME}` stands anywhere in the node.
bool uses(const text::Node& node, const std::string& name) {
    const text::Entry* use = node.find("use");
    if (use && use->value.scalar == name) return true;
    return std::any_of(node.items.begin(), node.items.end(),
                       [&](const text::Node& item) { return uses(item, name); }) ||
           std::any_of(node.entries.begin(), node.entries.end(),
                       [&](const text::Entry& entry) { return uses(entry.value, name); });
}

// A value that only other unused values use is not told: they are.
void check_values_used(Compilation& compilation) {
    const auto values = compilation.entries(compilation.section("values"), "value");
    for (const text::Entry* entry : values) {
        compilation.check_name(entry->key, entry->key_quoted, entry->key_mark);
        if (compilation.used_values.count(entry)) continue;
        if (std::any_of(values.begin(), values.end(),
                        [&](const text::Entry* other) { return other != entry && uses(other->value, entry->key); }))
            continue;
        compilation.fault_at_key(*entry, fmt::format("nobody uses the value `{}`", entry->key),
                                 fmt::format("it is used as `{{use: {}}}`", entry->key));
    }
}

void check_used(Compilation& compilation) {
    check_values_used(compilation);
    for (const auto& [path, uncertain] : compilation.uncertain)
        if (!uncertain.applied)
            compilation.fault_at_key(*uncertain.entry, fmt::format("there is no number at `{}`", path),
                                     suggestion(path, compilation.addresses, "address"));
    check_changes(compilation);
    for (std::size_t i = 0; i < compilation.plan.sources.size(); ++i) {
        const Source& source = compilation.plan.sources[i];
        bool brought = source.arrivals.has_value();
        for (const Stage& stage : compilation.plan.stages)
            for (const Bring& bring : stage.bring)  // a name that does not exist has been told
                brought |= !given(bring.source) || bring.source == static_cast<SourceId>(i);
        if (!brought)
            compilation.warn_at_key(*compilation.section("sources").find(source.name),
                                    fmt::format("source `{}` makes nobody", source.name),
                                    "it has no `arrivals`, and no stage brings it");
    }
}

}  // namespace

namespace {

// The middle of a law whose numbers are constants; nothing where it does not show at once.
std::optional<double> median_of(const Plan& plan, const Law& law) {
    const auto parameter = [&](Law::Name name) -> std::optional<double> {
        for (const Law::Parameter& own : law.parameters)
            if (own.name == name && given(own.value) && plan.at(own.value).is_constant())
                return plan.at(own.value).nodes.front().number;
        return std::nullopt;
    };
    if (const auto median = parameter(Law::Name::median)) return median;
    if (law.family == Law::Family::fixed) return parameter(Law::Name::value);
    if (law.family == Law::Family::exponential)
        if (const auto mean = parameter(Law::Name::mean)) return *mean * 0.6931471805599453;
    if (law.family == Law::Family::uniform)
        if (const auto low = parameter(Law::Name::low), high = parameter(Law::Name::high); low && high)
            return (*low + *high) / 2;
    return std::nullopt;
}

void warn_of_short_stays(Compilation& compilation) {
    const Plan& plan = compilation.plan;
    for (const Stage& stage : plan.stages) {
        if (!given(stage.law)) continue;
        const auto median = median_of(plan, plan.at(stage.law));
        if (median && *median > 0 && *median < plan.calendar.days_per_tick() / 2)
            compilation.warn_at_key(entry_of(compilation, stage),
                                    fmt::format("most stay in `{}` for less than half a tick", stage.name),
                                    "durations are put on whole ticks; a shorter `run.tick` shows them better");
    }
}

}  // namespace

void check_plan(Compilation& compilation) {
    mark_circles(compilation.plan);
    check_used(compilation);
    check_reached(compilation);
    check_people(compilation);
    TimelessCircles{compilation}.check();
    warn_of_short_stays(compilation);
}

}  // namespace doorstroom::language
