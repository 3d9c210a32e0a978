#include "step/rows.hpp"

#include <algorithm>

namespace doorstroom {

StageRows::StageRows(const World& world) : world_(world), exits_(world.plan.stages.size()) {
    const Plan& plan = world.plan;
    for (std::size_t id = 0; id < plan.stages.size(); ++id) {
        const Stage& stage = plan.stages[id];
        const StageSheet& sheet = world.sheet.stages[id];
        Row row;
        row.hash = sheet.hash;
        row.what = sheet.what;
        row.visits = sheet.visits;
        row.entry = sheet.entry;
        row.awaits = stage.awaits;
        row.timing = stage.timing;
        row.draws = stage.timing != Stage::Timing::pass || stage.lodge == Stage::Lodge::pool;
        for (const Branch& branch : stage.next) row.draws = row.draws || given(branch.chance);
        row.sets = !stage.set.empty();
        row.lodges = stage.lodge == Stage::Lodge::pool || stage.lodge == Stage::Lodge::leave;
        row.acts = !stage.stop.empty() || stage.stop_all || !stage.release.empty() || !stage.give_back.empty() || !stage.start.empty() || !stage.bring.empty();
        row.may_be_full = stage.lodge == Stage::Lodge::pool && plan.at(stage.pool).when_full != Resource::WhenFull::go_on;
        row.counts_from = given(stage.since) || given(stage.term_days);
        row.takes_time = given(stage.law);
        row.races = !stage.race.empty();
        row.is_final = stage.final;
        row.is_timed = world.ledger.asks_times(static_cast<StageId>(id));
        rows_.push_back(row);

        std::vector<Set>& sets = sets_.emplace_back();
        for (std::size_t each = 0; each < stage.set.size(); ++each) {
            const Setting& setting = stage.set[each];
            const bool draws = setting.from == Setting::From::shares && setting.shares.codes.size() > 1;
            sets.push_back({&setting, &plan.at(setting.attribute), ShareTable(plan, setting.shares), sheet.sets[each], draws, world.ledger.asks(setting.attribute)});
        }
        std::vector<ResourceId>& servers = servers_.emplace_back();
        const std::vector<Slot>& holds = world.sheet.hold[index(stage.pathway)];
        for (std::size_t resource = 0; resource < holds.size(); ++resource)
            if (holds[resource] != no_slot) servers.push_back(static_cast<ResourceId>(resource));
    }
}

void StageRows::read(bool all_shares) {
    for (std::size_t stage = 0; stage < rows_.size(); ++stage) {
        for (Set& set : sets_[stage])
            if (all_shares || set.shares.changes_with(world_.readings)) set.shares.fill(world_.readings);
        read_exits(stage);
        read_law(stage);
    }
}

// None where it matters who they are; nor where a chance has no value, or they do not sum to 1: that is a fault, but only
// once somebody comes out there.
void StageRows::read_exits(std::size_t id) {
    const Stage& stage = world_.plan.stages[id];
    std::vector<Exit>& exits = exits_[id];
    exits.clear();
    rows_[id].exits = nullptr;
    std::uint64_t below = 0;
    for (const Branch& branch : stage.next) {
        const bool asks_who = given(branch.when) || (given(branch.chance) && !world_.plan.at(branch.chance).axes.empty());
        if (asks_who || (given(branch.chance) && !world_.readings.has_number(branch.chance, {}))) return;
        below = given(branch.chance) ? std::min(below + world_.readings.chance(branch.chance, {}), certain) : certain;
        exits.push_back({below, branch.to});
    }
    if (exits.empty() || below < certain - rounding || !stage.reshares.empty()) return;
    exits.back().below = certain;
    rows_[id].exits = exits.data();
}

void StageRows::read_law(std::size_t id) {
    const LawId law = world_.plan.stages[id].law;
    rows_[id].law = given(law) ? world_.readings.law_of_all(law) : nullptr;
}

}  // namespace doorstroom
