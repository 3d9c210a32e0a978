#include "language/clocks.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "language/changed_branches.hpp"
#include "language/conditions.hpp"

namespace doorstroom::language {

namespace {

void read_resource(Compilation& compilation, const Reader& reader, std::string_view key, Clock& clock) {
    const text::Node& name = *reader.find(key);
    clock.resource = reader.resource(key);
    if (!given(clock.resource)) return;
    const bool places = compilation.plan.at(clock.resource).kind == Resource::Kind::places;
    if (clock.kind == Clock::Kind::await && places)
        compilation.fault(name, fmt::format("`{}` has places: people `lodge` there and do not await it", name.scalar));
    if (clock.kind == Clock::Kind::lodge && !places)
        compilation.fault(name, fmt::format("`{}` has no places: its kind is another", name.scalar));
}

// Asked once, on entering: what may be otherwise by the time the clock rings cannot be meant.
ConditionId read_when(Compilation& compilation, const Reader& reader, std::string_view kind) {
    const text::Node* node = reader.find("when");
    if (!node) return none<ConditionId>;
    if (kind == "until") {
        compilation.fault_at_key(*reader.entry("when"), "`when` has no meaning beside `until`", "a condition that looks again belongs to `until: {all: […]}`");
        return none<ConditionId>;
    }
    const ConditionId when = compile_condition(compilation, *node, Of::household);
    const auto is_of_journeys = [](const Condition& part) { return part.op == Condition::Op::own || part.op == Condition::Op::linked; };
    if (any_part(compilation.plan, when, is_of_journeys))
        compilation.fault(*node, "whose clock it is cannot depend on where somebody's journeys are: it is asked once, on entering the stage",
                          "`until: CONDITION` is a clock that looks again");
    return when;
}

Clock read_clock(Compilation& compilation, const text::Entry& entry, const Reader& reader, PathwayId pathway) {
    compilation.check_name(entry.key, entry.key_quoted, entry.key_mark);
    Clock clock;
    clock.name = entry.key;
    const std::string_view kind = reader.one_of({"after", "await", "lodge", "until"});
    if (kind == "await" || kind == "lodge") {
        clock.kind = kind == "await" ? Clock::Kind::await : Clock::Kind::lodge;
        read_resource(compilation, reader, kind, clock);
    } else if (kind == "until") {
        clock.kind = Clock::Kind::until;
        clock.until = compile_condition(compilation, *reader.find(kind), Of::household);
    } else {
        clock.after = reader.law("after");
    }
    clock.to = reader.has("to") ? reader.stage("to", pathway) : compilation.stage_of(pathway, name_node(entry));
    clock.when = read_when(compilation, reader, kind);
    clock.chance = only_while_it_holds(compilation, reader.address(), reader.value("chance"));
    clock.since = reader.stage("since", pathway);
    if (reader.has("since") && !kind.empty() && kind != "after")
        compilation.fault_at_key(*reader.entry("since"), fmt::format("`since` has no meaning beside `{}`", kind),
                                 kind == "await" ? "the place in the queue counts from the `since` of the stage"
                                                 : "a drawn time, `after`, counts from a stage");
    return clock;
}

// A traveller has one place in a queue.
void check_queue(Compilation& compilation, const text::Entry& entry, const Clock& clock, const Stage& stage) {
    if (clock.kind != Clock::Kind::await || !given(clock.resource)) return;
    const bool by_another = std::any_of(stage.race.begin(), stage.race.end(), [&](const Clock& other) {
        return other.kind == Clock::Kind::await && other.resource == clock.resource;
    });
    if (by_another || stage.awaits == clock.resource)
        compilation.fault_at_key(entry, fmt::format("whoever is in `{}` awaits `{}` already", stage.name,
                                                    compilation.plan.at(clock.resource).name));
}

bool has_clock(const Stage& stage, const std::string& name) {
    return std::any_of(stage.race.begin(), stage.race.end(), [&](const Clock& own) { return own.name == name; });
}

class PathwayClock {
public:
    PathwayClock(Compilation& compilation, const text::Entry& entry, const Reader& reader, PathwayId pathway)
        : compilation_(compilation),
          entry_(entry),
          reader_(reader),
          pathway_(pathway),
          clock_(read_clock(compilation, entry, reader, pathway)) {
        clock_.of_pathway = true;
    }

    void lay() {
        const std::size_t before = compilation_.faults();
        bool laid = false;
        if (reader_.has("in"))
            for (const text::Node* name : reader_.names("in")) laid |= lay_in_named(*name);
        else
            for (const StageId stage : compilation_.plan.at(pathway_).stages)
                if (runs_in(compilation_.plan.at(stage))) laid |= lay_in(compilation_.plan.stages[index(stage)]);
        if (!laid && compilation_.faults() == before)
            compilation_.fault_at_key(entry_, fmt::format("the clock `{}` runs in no stage", entry_.key));
        if (!reader_.has("in") && given(clock_.to) && runs_in(compilation_.plan.at(clock_.to)))
            compilation_.warn_at_key(entry_, fmt::format("the clock `{}` also runs in `{}`, where it leads", entry_.key,
                                                         compilation_.plan.at(clock_.to).name),
                                     "`in: [STAGES]` names the stages it runs in");
    }

private:
    Compilation& compilation_;
    const text::Entry& entry_;
    const Reader& reader_;
    const PathwayId pathway_;
    Clock clock_;

    static bool runs_in(const Stage& stage) { return !stage.final && stage.timing != Stage::Timing::pass; }

    bool lay_in_named(const text::Node& name) {
        const StageId id = compilation_.stage_of(pathway_, name);
        if (!given(id)) return false;
        Stage& stage = compilation_.plan.stages[index(id)];
        if (runs_in(stage)) return lay_in(stage);
        compilation_.fault(name,
                           stage.final ? fmt::format("a journey ends in `{}`: no clock runs there", name.scalar)
                                       : fmt::format("nobody stays in `{}`: no clock can ring there", name.scalar));
        return false;
    }

    bool lay_in(Stage& stage) {
        if (has_clock(stage, clock_.name)) return false;  // the stage's own stands instead
        check_queue(compilation_, entry_, clock_, stage);
        stage.race.push_back(clock_);
        return true;
    }
};

}  // namespace

void compile_race(Compilation& compilation, const Reader& stage_reader, Stage& stage) {
    const text::Node* race = stage_reader.find("race");
    if (!race) return;
    if (stage.timing == Stage::Timing::pass && !stage.final)
        compilation.fault_at_key(*stage_reader.entry("race"),
                                 fmt::format("nobody stays in `{}`: no clock can ring there", stage.name),
                                 "`stay: forever` waits for a clock");
    for (const text::Entry* entry : compilation.entries(*race, "clock")) {
        const Reader reader{compilation, entry->value, "clock", stage_reader.address("race." + entry->key)};
        if (reader.has("in"))
            compilation.fault_at_key(*reader.entry("in"), "`in` belongs to a clock of the whole pathway");
        Clock clock = read_clock(compilation, *entry, reader, stage.pathway);
        check_queue(compilation, *entry, clock, stage);
        stage.race.push_back(std::move(clock));
    }
}

void lay_clocks(Compilation& compilation, const Reader& pathway_reader, PathwayId pathway) {
    const text::Node* race = pathway_reader.find("race");
    if (!race) return;
    for (const text::Entry* entry : compilation.entries(*race, "clock")) {
        const Reader reader{compilation, entry->value, "clock", pathway_reader.address("race." + entry->key)};
        PathwayClock{compilation, *entry, reader, pathway}.lay();
    }
}

}  // namespace doorstroom::language
