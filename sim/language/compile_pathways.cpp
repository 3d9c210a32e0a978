// pathways: stages, their timing, clocks, ways out, and what happens on entry.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "language/clocks.hpp"
#include "language/changed_branches.hpp"
#include "language/compile.hpp"
#include "language/conditions.hpp"
#include "language/entries.hpp"
#include "language/evaluate.hpp"
#include "language/reader.hpp"
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
    void check_priority() const;

private:
    Compilation& compilation_;
    const text::Entry& entry_;
    Stage& stage_;
    const Reader reader_;
    std::vector<ChangedChance> changed_;  // parallel to the branches

    void read_timing();
    void read_await(const text::Node& name);
    void read_next();
    void read_branch(const text::Entry& entry);
    void read_chance(const text::Node* node, const std::string& address, Branch& branch);
    void check_chances(const text::Node& next, bool has_rest);
    void check_changed_branches(const text::Node& next);
    void check_changed_branch(const text::Entry& branch, const text::Entry& changed_at);
    void read_lodge();
    void check_ending();
};

void StageReader::read() {
    stage_.place = compilation_.place(entry_.key_mark);
    const std::size_t before = compilation_.faults();
    stage_.final = reader_.flag("final");
    const bool ending_is_known = compilation_.faults() == before;
    read_timing();
    stage_.since = reader_.stage("since", stage_.pathway);
    compile_race(compilation_, reader_, stage_);
    read_next();
    read_lodge();
    compile_entry(compilation_, reader_, stage_);
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
    std::vector<std::string_view> timings;
    for (const std::string_view key : {"stay", "await", "until"})
        if (reader_.has(key)) timings.push_back(key);
    if (timings.size() > 1)
        compilation_.fault_at_key(
            *reader_.entry(timings[1]),
            fmt::format("a stage has one timing: `{}` and `{}` exclude each other", timings[0], timings[1]));
    if (reader_.has("stay")) {
        stage_.timing = Stage::Timing::stay;
        stage_.law = reader_.law("stay");
    } else if (const text::Node* name = reader_.find("await")) {
        read_await(*name);
    } else if (const text::Node* condition = reader_.find("until")) {
        stage_.timing = Stage::Timing::until;
        stage_.until = compile_condition(compilation_, *condition, Of::household);
    }
    stage_.otherwise = reader_.stage("else", stage_.pathway);
    if (reader_.has("else") && !reader_.has("until"))
        compilation_.fault_at_key(*reader_.entry("else"), "`else` needs `until`");
    if (reader_.has("takes") && !reader_.has("await"))
        compilation_.fault_at_key(*reader_.entry("takes"), "`takes` needs `await`");
    stage_.priority = reader_.value("priority");
}

// Known once the clocks of the pathway are laid: they may await something as well.
void StageReader::check_priority() const {
    if (!reader_.has("priority") || reader_.has("await")) return;
    if (std::none_of(stage_.race.begin(), stage_.race.end(),
                     [](const Clock& clock) { return clock.kind == Clock::Kind::await; }))
        compilation_.fault_at_key(*reader_.entry("priority"), "`priority` needs `await`");
}

void StageReader::read_await(const text::Node& name) {
    stage_.timing = Stage::Timing::await;
    stage_.awaits = reader_.resource("await");
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
        read_chance(reader.find("chance"), address, branch);
    } else {
        branch.to = compilation_.stage_of(stage_.pathway, name_node(entry));
        read_chance(&node, address, branch);
    }
    stage_.next.push_back(branch);
}

// As it is without policies; beside it what they make of it. A branch that a policy adds is nobody's without it.
void StageReader::read_chance(const text::Node* node, const std::string& address, Branch& branch) {
    const Wanted chance = wanted_by(Expects::chance, compilation_.plan.calendar.start());
    const auto added = compilation_.added.find(address);
    const auto changes = compilation_.changes.find(address);
    const std::string place = compilation_.place(reader_.node().mark);
    ChangedChance changed;
    const auto add_dates = [&](std::size_t policy) {
        changed.holds.emplace_back(compilation_.policies[policy].from, compilation_.policies[policy].until);
    };
    if (added != compilation_.added.end()) {
        branch.chance = add_constant(compilation_.plan, 0, address, place);
        changed.chance = node ? compile_value(compilation_, *node, address, chance) : add_constant(compilation_.plan, 1, address, place);
        add_dates(added->second);
    } else if (node) {
        branch.chance = compile_unchanged_value(compilation_, *node, address, chance);
        if (changes != compilation_.changes.end()) changed.chance = compile_value(compilation_, *node, address, chance);
        if (changes != compilation_.changes.end())
            for (const Change& change : changes->second) add_dates(change.policy);
    }
    changed_.push_back(std::move(changed));
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
    std::vector<const text::Entry*> entries = compilation_.entries(*next, "branch");
    // Without `rest` the last branch of those that were there takes what is left: what a policy adds comes before it.
    const auto is_added = [&](const text::Entry* entry) { return compilation_.added.count(reader_.address("next." + entry->key)) > 0; };
    const auto first_added = std::find_if(entries.begin(), entries.end(), is_added);
    const bool has_rest = std::any_of(entries.begin(), entries.end(), [](const text::Entry* entry) { return entry->value.scalar == "rest"; });
    if (!has_rest && first_added != entries.begin() && first_added != entries.end()) std::rotate(first_added - 1, first_added, entries.end());
    for (const text::Entry* entry : entries) {
        if (entry->value.scalar != "rest")
            read_branch(*entry);
        else
            rest.push_back(compilation_.stage_of(stage_.pathway, name_node(*entry)));
        if (rest.size() > 1) compilation_.fault(entry->value, "a second branch with `rest`");
    }
    for (const StageId to : rest) stage_.next.push_back({to, none<ConditionId>, none<ValueId>});
    changed_.resize(stage_.next.size());
    if (stage_.next.empty() && next->is_mapping()) compilation_.fault(*next, "`next` names no stage");
    if (compilation_.faults() != before) return;
    check_changed_branches(*next);
    if (compilation_.faults() != before) return;
    check_chances(*next, !rest.empty());
}

// A changed chance takes from, or gives to, the branch with `rest`; where there is none, the others that fit.
void StageReader::check_changed_branches(const text::Node& next) {
    for (const text::Entry& entry : next.entries) {
        const std::string address = reader_.address("next." + entry.key);
        if (const auto found = compilation_.uncertain.find(address); found != compilation_.uncertain.end()) {
            found->second.applied = true;
            check_changed_branch(entry, *found->second.entry);
        }
        if (const auto found = compilation_.changes.find(address); found != compilation_.changes.end())
            for (Change& change : found->second) {
                change.applied = true;
                check_changed_branch(entry, *change.entry);
            }
        if (compilation_.added.count(address)) check_changed_branch(entry, entry);
    }
}

void StageReader::check_changed_branch(const text::Entry& branch, const text::Entry& changed_at) {
    if (branch.value.scalar == "rest")
        compilation_.fault_at_key(changed_at, fmt::format("the branch `{}` has `rest`: it has no chance to change", branch.key));
}

// The branches that fit everybody: together at most 1; exactly 1 when nobody else takes what is left.
void StageReader::check_chances(const text::Node& next, bool has_rest) {
    constexpr double tolerance = 1e-6;
    std::vector<ValueId> chances;
    bool conditional = false, fits_some = false, complete = has_rest;
    for (const Branch& branch : stage_.next) {
        fits_some = fits_some || (given(branch.when) && given(branch.chance));
        if (given(branch.when))
            conditional = true;
        else if (given(branch.chance))
            chances.push_back(branch.chance);
        else
            complete = true;
    }
    const auto change = [&] {
        if (!complete && fits_some) return share_among_those_that_fit(compilation_.plan, stage_, changed_);
        if (!complete) share_what_is_left(compilation_.plan, stage_.next);
        change_chances(compilation_.plan, stage_.next, changed_, complete);
    };
    const Grid grid{compilation_.plan, chances, compilation_.plan.calendar.start()};
    if (chances.empty() || !grid.small()) return change();
    const bool exact = !complete && !conditional;
    const auto unknown = [&](ValueId chance) { return is_fed_back(compilation_.plan.at(chance)); };
    if (!complete && std::any_of(chances.begin(), chances.end(), unknown))
        return compilation_.fault(next,
                                  fmt::format("`{}` has no branch with `rest`, and what is fed back is known in the run only",
                                              stage_.name),
                                  "write the chance of one of its branches as `rest`");
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
    change();
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

void StageReader::check_ending() {
    if (stage_.final) {
        for (const std::string_view key : {"stay", "await", "until", "else", "race", "next"})
            if (reader_.has(key))
                compilation_.fault_at_key(*reader_.entry(key),
                                          fmt::format("a journey ends in a final stage: `{}` has no place there", key));
        return;
    }
    const bool forever = given(stage_.law) && stage_.timing == Stage::Timing::stay &&
                         compilation_.plan.at(stage_.law).family == Law::Family::forever;
    if (!reader_.has("next") && !forever && entry_.value.is_mapping())
        compilation_.fault_at_key(entry_, fmt::format("`{}` leads nowhere", reader_.address()),
                                  "it needs `next`, or `final: true`");
}

}  // namespace

void compile_pathways(Compilation& compilation) {
    for (const text::Entry* entry : compilation.entries(compilation.section("pathways"), "pathway")) {
        const Reader reader{compilation, entry->value, "pathway", "pathways." + entry->key};
        reader.choice("moves");
        compilation.plan.pathways[index(compilation.pathways.find(entry->key)->second)].label = reader.title("label");
        const text::Node* stages = reader.find("stages");
        if (!stages) continue;
        const auto written = compilation.entries(*stages, "stage");
        if (written.empty()) compilation.fault(*stages, fmt::format("pathway `{}` has no stages", entry->key));
        std::vector<StageReader> readers;
        for (const text::Entry* stage : written) {
            const StageId id = compilation.stages.find(entry->key + "." + stage->key)->second;
            readers
                .emplace_back(compilation, *stage, compilation.plan.stages[index(id)],
                              reader.address("stages." + stage->key))
                .read();
        }
        lay_clocks(compilation, reader, compilation.pathways.find(entry->key)->second);
        for (const StageReader& stage : readers) stage.check_priority();
    }
}

}  // namespace doorstroom::language
