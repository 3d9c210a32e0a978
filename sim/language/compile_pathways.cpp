// pathways: stages, their timing, clocks, ways out, and what happens on entry.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "language/compile.hpp"
#include "language/conditions.hpp"
#include "language/evaluate.hpp"
#include "language/reader.hpp"
#include "language/shares.hpp"
#include "language/values.hpp"
#include "text/scalar.hpp"

namespace doorstroom::language {

namespace {

class StageReader {
public:
    StageReader(Compilation& compilation, const text::Entry& entry, Stage& stage, const std::string& address)
        : compilation_(compilation),
          entry_(entry),
          stage_(stage),
          reader_(compilation, entry.value, "stage", address) {}

    void read();

private:
    Compilation& compilation_;
    const text::Entry& entry_;
    Stage& stage_;
    const Reader reader_;

    void read_timing();
    void read_await(const text::Node& name);
    void read_race();
    void read_next();
    void read_branch(const text::Entry& entry);
    void check_chances(const text::Node& next, bool has_rest);
    void check_uncertain_branches(const text::Node& next, bool has_rest);
    void read_lodge();
    void read_entry();
    void check_ending();
};

void StageReader::read() {
    stage_.place = compilation_.place(entry_.key_mark);
    const std::size_t before = compilation_.faults();
    stage_.final = reader_.flag("final");
    const bool ending_is_known = compilation_.faults() == before;
    read_timing();
    stage_.since = reader_.stage("since", stage_.pathway);
    read_race();
    read_next();
    read_lodge();
    read_entry();
    stage_.term_days = reader_.value("term");
    stage_.label = reader_.title("label");
    if (reader_.choice("pillar")) stage_.pillar = reader_.text("pillar");
    stage_.law_reference = reader_.reference("law");
    if (const text::Node* cost = reader_.find("cost")) {
        const Reader of{compilation_, *cost, "cost", reader_.address("cost")};
        stage_.cost_entry = of.value("entry");
        stage_.cost_per_day = of.value("per_day");
        stage_.payer = of.text("payer");
    }
    if (ending_is_known) check_ending();
}

void StageReader::read_timing() {
    if (reader_.has("stay") && reader_.has("await"))
        compilation_.fault_at_key(*reader_.entry("await"),
                                  "a stage has one timing: `stay` and `await` exclude each other");
    if (reader_.has("stay")) {
        stage_.timing = Stage::Timing::stay;
        stage_.law = reader_.law("stay");
    } else if (const text::Node* name = reader_.find("await")) {
        read_await(*name);
    }
    for (const std::string_view key : {"takes", "priority"})
        if (reader_.has(key) && !reader_.has("await"))
            compilation_.fault_at_key(*reader_.entry(key), fmt::format("`{}` needs `await`", key));
}

void StageReader::read_await(const text::Node& name) {
    stage_.timing = Stage::Timing::await;
    stage_.awaits = reader_.resource("await");
    stage_.priority = reader_.value("priority");
    stage_.law = reader_.law("takes");
    if (!given(stage_.awaits)) return;
    const Resource::Kind kind = compilation_.plan.at(stage_.awaits).kind;
    if (kind == Resource::Kind::places)
        compilation_.fault(name, fmt::format("`{}` has places: people `lodge` there and do not await it", name.scalar));
    else if (kind == Resource::Kind::slots && reader_.has("takes"))
        compilation_.fault_at_key(
            *reader_.entry("takes"),
            fmt::format("an opening of `{}` is used up at once: `takes` needs servers", name.scalar));
}

void StageReader::read_race() {
    const text::Node* race = reader_.find("race");
    if (!race) return;
    for (const text::Entry* entry : compilation_.entries(*race, "clock")) {
        compilation_.check_name(entry->key, entry->key_quoted, entry->key_mark);
        const Reader reader{compilation_, entry->value, "clock", reader_.address("race." + entry->key)};
        if (!reader.has("after") && !entry->value.find("await") && !entry->value.find("lodge") &&
            !entry->value.find("until"))
            compilation_.fault_at_key(*entry, fmt::format("`after` is missing in `{}`", reader.address()));
        Clock clock;
        clock.name = entry->key;
        clock.after = reader.law("after");
        clock.to = reader.has("to") ? reader.stage("to", stage_.pathway)
                                    : compilation_.stage_of(stage_.pathway, name_node(*entry));
        clock.chance = reader.value("chance");
        clock.since = reader.stage("since", stage_.pathway);
        stage_.race.push_back(std::move(clock));
    }
}

void StageReader::read_branch(const text::Entry& entry) {
    const text::Node& node = entry.value;
    Branch branch;
    const Kind& kind = kind_of("branch");
    const bool mapping = node.is_mapping() && !node.find("by") && !node.find("use") &&
                         (node.entries.empty() || find_key(node, kind, "when") || find_key(node, kind, "chance") ||
                          find_key(node, kind, "to"));
    const std::string address = reader_.address("next." + entry.key);
    if (mapping) {
        const Reader reader{compilation_, node, "branch", address};
        compilation_.check_name(entry.key, entry.key_quoted, entry.key_mark);
        branch.to = reader.has("to") ? reader.stage("to", stage_.pathway)
                                     : compilation_.stage_of(stage_.pathway, name_node(entry));
        if (const text::Node* when = reader.find("when"))
            branch.when = compile_condition(compilation_, *when, Of::household);
        if (const text::Node* chance = reader.find("chance"))
            branch.chance = compile_value(compilation_, *chance, address,
                                          wanted_by(Expects::chance, compilation_.plan.calendar.start()));
    } else {
        branch.to = compilation_.stage_of(stage_.pathway, name_node(entry));
        branch.chance =
            compile_value(compilation_, node, address, wanted_by(Expects::chance, compilation_.plan.calendar.start()));
    }
    stage_.next.push_back(branch);
}

void StageReader::read_next() {
    const text::Node* next = reader_.find("next");
    if (!next) return;
    if (next->is_scalar()) {
        stage_.next.push_back({compilation_.stage_of(stage_.pathway, *next), none<ConditionId>, none<ValueId>});
        return;
    }
    const std::size_t before = compilation_.faults();
    std::vector<StageId> rest;
    for (const text::Entry* entry : compilation_.entries(*next, "branch")) {
        if (entry->value.scalar != "rest")
            read_branch(*entry);
        else
            rest.push_back(compilation_.stage_of(stage_.pathway, name_node(*entry)));
        if (rest.size() > 1) compilation_.fault(entry->value, "a second branch with `rest`");
    }
    for (const StageId to : rest) stage_.next.push_back({to, none<ConditionId>, none<ValueId>});
    if (stage_.next.empty() && next->is_mapping()) compilation_.fault(*next, "`next` names no stage");
    if (compilation_.faults() != before) return;
    check_uncertain_branches(*next, !rest.empty());
    check_chances(*next, !rest.empty());
}

// A changed chance takes from, or gives to, the branch with `rest`: without one there is nobody to take from.
void StageReader::check_uncertain_branches(const text::Node& next, bool has_rest) {
    for (const text::Entry& entry : next.entries) {
        const auto found = compilation_.uncertain.find(reader_.address("next." + entry.key));
        if (found == compilation_.uncertain.end()) continue;
        found->second.applied = true;
        if (entry.value.scalar == "rest")
            compilation_.fault_at_key(*found->second.entry,
                                      fmt::format("the branch `{}` has `rest`: it has no chance to change", entry.key));
        else if (!has_rest)
            compilation_.fault_at_key(*found->second.entry,
                                      fmt::format("`{}` has no branch with `rest` to take from", stage_.name),
                                      "write the chance of one of its branches as `rest`");
    }
}

// The branches that fit everybody: together at most 1; exactly 1 when nobody else takes what is left.
void StageReader::check_chances(const text::Node& next, bool has_rest) {
    constexpr double tolerance = 1e-6;
    std::vector<ValueId> chances;
    bool conditional = false, complete = has_rest;
    for (const Branch& branch : stage_.next) {
        if (given(branch.when))
            conditional = true;
        else if (given(branch.chance))
            chances.push_back(branch.chance);
        else
            complete = true;
    }
    if (chances.empty()) return;
    const Grid grid{compilation_.plan, chances, compilation_.plan.calendar.start()};
    if (!grid.small()) return;
    const bool exact = !complete && !conditional;
    grid.each([&](const std::vector<double>& numbers, const std::function<std::string()>& where) {
        double sum = 0;
        for (const double number : numbers) sum += number;
        if (!(sum > 1 + tolerance) && !(exact && sum < 1 - tolerance)) return true;
        compilation_.fault(
            next,
            fmt::format("the chances of `{}` sum to {}, not to 1 ({})", reader_.address("next"), rounded(sum), where()),
            sum < 1 ? "`rest` as a chance takes everybody left" : "");
        return false;
    });
    if (exact) stage_.next.back().chance = none<ValueId>;  // takes what rounding leaves
}

void StageReader::read_lodge() {
    stage_.lodge = stage_.final ? Stage::Lodge::own : Stage::Lodge::keep;
    const text::Node* lodge = reader_.find("lodge");
    if (!lodge) return;
    if (lodge->scalar == "keep") {
        stage_.lodge = Stage::Lodge::keep;
    } else if (lodge->scalar == "none") {
        stage_.lodge = Stage::Lodge::leave;
    } else {
        stage_.lodge = Stage::Lodge::pool;
        stage_.pool = compilation_.look_up(compilation_.resources, *lodge, "pool of places");
        if (given(stage_.pool) && compilation_.plan.at(stage_.pool).kind != Resource::Kind::places)
            compilation_.fault(*lodge, fmt::format("`{}` has no places: its kind is another", lodge->scalar));
    }
}

void StageReader::read_entry() {
    if (const text::Node* set = reader_.find("set"))
        for (Shares& shares : compile_set(compilation_, *set, reader_.address("set"), compilation_.plan.calendar.start())) {
            Setting setting;
            setting.attribute = shares.attribute;
            setting.shares = std::move(shares);
            stage_.set.push_back(std::move(setting));
        }
    for (const text::Node* name : reader_.names("release")) {
        const ResourceId resource = compilation_.look_up(compilation_.resources, *name, "resource");
        if (!given(resource)) continue;
        stage_.release.push_back(resource);
        if (compilation_.plan.at(resource).kind != Resource::Kind::servers)
            compilation_.fault(*name, fmt::format("`{}` is not held, so it cannot be released", name->scalar),
                               "servers are held");
    }
    const text::Node* bring = reader_.find("bring");
    if (!bring) return;
    for (const text::Entry* entry : compilation_.entries(*bring, "source")) {
        const Reader reader{compilation_, entry->value, "bring", reader_.address("bring." + entry->key)};
        stage_.bring.push_back({compilation_.look_up(compilation_.sources, name_node(*entry), "source"),
                                reader.value("chance"), reader.law("after")});
    }
}

void StageReader::check_ending() {
    if (stage_.final) {
        for (const std::string_view key : {"stay", "await", "race", "next"})
            if (reader_.has(key))
                compilation_.fault_at_key(*reader_.entry(key),
                                          fmt::format("a journey ends in a final stage: `{}` has no place there", key));
        return;
    }
    const bool forever = given(stage_.law) && stage_.timing == Stage::Timing::stay &&
                         compilation_.plan.at(stage_.law).family == Law::Family::forever;
    if (!reader_.has("next") && !forever && entry_.value.is_mapping() && !entry_.value.find("until"))
        compilation_.fault_at_key(entry_, fmt::format("`{}` leads nowhere", reader_.address()),
                                  "it needs `next`, or `final: true`");
}

}  // namespace

void compile_pathways(Compilation& compilation) {
    for (const text::Entry* entry : compilation.entries(compilation.section("pathways"), "pathway")) {
        const Reader reader{compilation, entry->value, "pathway", "pathways." + entry->key};
        reader.choice("moves");
        const text::Node* stages = reader.find("stages");
        if (!stages) continue;
        const auto written = compilation.entries(*stages, "stage");
        if (written.empty()) compilation.fault(*stages, fmt::format("pathway `{}` has no stages", entry->key));
        for (const text::Entry* stage : written) {
            const StageId id = compilation.stages.find(entry->key + "." + stage->key)->second;
            StageReader{compilation, *stage, compilation.plan.stages[index(id)], reader.address("stages." + stage->key)}
                .read();
        }
    }
}

}  // namespace doorstroom::language
