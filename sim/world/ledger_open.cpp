// Opens the ledger: which measures are told of what happens where.
#include <algorithm>
#include <cmath>
#include <map>

#include "doorstroom/ensure.hpp"
#include "world/ledger.hpp"

namespace doorstroom {

std::vector<std::uint8_t> pool_ordinals(const Plan& plan) {
    std::vector<std::uint8_t> ordinals;
    std::uint8_t next = 0;
    for (const Resource& resource : plan.resources) {
        const bool pool = resource.kind == Resource::Kind::places;
        ensure(!pool || next < Household::no_pool, "more than 254 pools of places");
        ordinals.push_back(pool ? next++ : Household::no_pool);
    }
    return ordinals;
}

Ledger::Ledger(const Plan& plan, const Readings& readings)
    : plan_(plan), readings_(readings), table_(make_series_table(plan)), pool_ordinal_(pool_ordinals(plan)) {
    for (const Date date : table_.dates) moments_.push_back(plan.calendar.first_tick_from(date));
    const std::size_t stages = plan.stages.size();
    asked_.resize(plan.attributes.size());
    tells_.resize(stages + plan.pathways.size());
    ends_ = stages + 1;
    ways_.resize(ends_ * ends_);
    waits_at_.resize(stages);
    spent_at_.resize(stages);
    times_at_.resize(stages);
    between_.resize(stages);
    const std::size_t kinds = static_cast<std::size_t>(Measure::Kind::below) + 1;
    unit_levels_.resize(kinds * plan.resources.size());
    unit_flows_.resize(kinds * plan.resources.size());
    for (std::size_t id = 0; id < plan.measures.size(); ++id) open_measure(static_cast<MeasureId>(id));
    for (std::vector<bool>& tells : tells_) tells.resize(levels_.size());
    open_listeners();
    passages_.resize(tells_.size() * tells_.size());
    for (std::size_t way = 0; way < ways_.size(); ++way) {
        const std::size_t to = way % ends_;
        const bool costs = !costs_.empty() && to < stages && given(plan.stages[to].cost_entry);
        ways_[way].asked = costs || !ways_[way].asking.empty();
    }
}

// Homes are of one kind for which the same measures ask who lives there. Returns a site of each kind; kind 0 is no site.
std::vector<SiteId> Ledger::sort_homes() {
    std::map<std::vector<bool>, std::uint32_t> kinds;
    std::vector<SiteId> examples{none<SiteId>};
    kinds[std::vector<bool>(levels_.size() + costs_.size())] = 0;
    for (std::size_t site = 0; site < plan_.sites.size(); ++site) {
        std::vector<bool> asked;
        for (const Level& level : levels_) asked.push_back(!level.lodged.empty() && level.lodged[site]);
        for (const Cost& cost : costs_) asked.push_back(cost.cell_of_site[site] >= 0);
        const auto [found, made] = kinds.try_emplace(asked, static_cast<std::uint32_t>(examples.size()));
        if (made) examples.push_back(static_cast<SiteId>(site));
        kind_of_home_.push_back(found->second);
    }
    return examples;
}

void Ledger::open_listeners() {
    for (std::size_t number = 0; number < levels_.size(); ++number) {
        for (std::size_t place = 0; place < tells_.size(); ++place)
            if (tells_[place][number])
                levels_[number].pathways |= bit_of(place < plan_.stages.size() ? plan_.stages[place].pathway : static_cast<PathwayId>(place - plan_.stages.size()));
    }
    const auto told_of = [](const Level& level, std::size_t number) {
        return Told{static_cast<std::uint32_t>(number), level.plain(), level.queueing, level.unplaced_in != Household::no_pool, level.pathways};
    };
    for (std::size_t number = 0; number < levels_.size(); ++number)
        if (levels_[number].unplaced_in != Household::no_pool) unplaced_.push_back(told_of(levels_[number], number));
    const std::vector<SiteId> homes = sort_homes();
    kinds_of_home_ = homes.size();
    for (std::size_t place = 0; place < tells_.size(); ++place)
        for (const SiteId home : homes) {
            Listeners& made = listeners_.emplace_back();
            for (std::size_t number = 0; number < levels_.size(); ++number) {
                const Level& level = levels_[number];
                const bool here = level.lodged.empty() || (given(home) && level.lodged[index(home)]);
                if (!tells_[place][number] || level.unplaced_in != Household::no_pool || !here) continue;
                (level.plain() ? made.counting : level.households ? made.of_households : made.of_persons).push_back(told_of(level, number));
            }
            for (std::size_t number = 0; number < costs_.size(); ++number) {
                const Cost& cost = costs_[number];
                const bool at_door = place >= plan_.stages.size();
                const bool of_stage = !at_door && cost.cell_of_stage[place] >= 0;
                const bool of_site = given(home) && cost.cell_of_site[index(home)] >= 0;
                if ((at_door ? cost.any_stage : cost.stages[place]) && (of_stage || of_site)) made.costs.push_back(static_cast<std::uint32_t>(number));
            }
            made.asked = !made.of_households.empty() || !made.of_persons.empty() || !made.costs.empty();
        }
}

void Ledger::tell(Feedbacks& feedbacks) {
    feedbacks_ = &feedbacks;
    for (Waits& waits : waits_) waits.heard = feedbacks.hears_times(waits.measure);
}

void Ledger::open_measure(MeasureId id) {
    using Kind = Measure::Kind;
    tally_of_.push_back(0);
    const Measure& measure = plan_.at(id);
    const bool of_slots = given(measure.resource) && plan_.at(measure.resource).kind == Resource::Kind::slots;
    switch (measure.kind) {
        case Kind::persons:
        case Kind::households:
        case Kind::queue:
        case Kind::unplaced:
        case Kind::over_term: return open_level(id);
        case Kind::used:
        case Kind::capacity: return of_slots ? open_flow(id) : open_level(id);
        case Kind::flow:
        case Kind::wait_by_cause:
        case Kind::unused: return open_flow(id);
        case Kind::wait:
        case Kind::time: return open_waits(id);
        case Kind::cost: return open_cost(id);
        default: return;  // derived: made in the report
    }
}

std::vector<StageId> Ledger::stages_of(const Measure& measure) const {
    if (!measure.any_stage) return measure.stages;
    std::vector<StageId> all;
    for (std::size_t stage = 0; stage < plan_.stages.size(); ++stage) all.push_back(static_cast<StageId>(stage));
    return all;
}

std::vector<std::uint32_t>& Ledger::units_list(Measure::Kind kind, ResourceId resource) {
    const std::size_t at = static_cast<std::size_t>(kind) * plan_.resources.size() + index(resource);
    return plan_.at(resource).kind == Resource::Kind::slots ? unit_flows_[at] : unit_levels_[at];
}

void Ledger::note_asked(const Measure& measure) {
    note_asked(measure.where);
    for (const Breakdown& breakdown : measure.by)
        if (breakdown.of == Breakdown::Of::attribute) asked_[index(breakdown.attribute)] = true;
}

void Ledger::note_asked(ConditionId id) {
    if (!given(id)) return;
    const Condition& condition = plan_.at(id);
    if (condition.op == Condition::Op::attribute) asked_[index(condition.attribute)] = true;
    asks_expected_ = asks_expected_ || condition.op == Condition::Op::expected_size;
    for (const ConditionId child : condition.children) note_asked(child);
}

void Ledger::note_asked(const std::vector<Axis>& axes) {
    for (const Axis& axis : axes) {
        if (axis.of == Axis::Of::attribute) asked_[index(axis.attribute)] = true;
        asks_expected_ = asks_expected_ || axis.of == Axis::Of::expected_size;
    }
}

void Ledger::open_level(MeasureId id) {
    using Kind = Measure::Kind;
    const Measure& measure = plan_.at(id);
    note_asked(measure);
    const auto number = static_cast<std::uint32_t>(levels_.size());
    Level level;
    level.measure = id;
    level.grouping = Grouping(plan_, measure);
    level.households = measure.kind == Kind::households;
    level.queueing = measure.kind == Kind::queue;
    level.by_person = asks_each_person(measure);
    if (given(measure.where)) read_ages(measure.where, level.ages);
    std::vector<StageId> stages = stages_of(measure);
    std::vector<ResourceId> pools = measure.lodged;
    if (measure.kind == Kind::over_term) level.overdue = Level::Overdue::term;
    if (measure.longer_than_days) {
        level.overdue = Level::Overdue::longer_than;
        level.longer_than = static_cast<std::int32_t>(std::floor(*measure.longer_than_days * plan_.calendar.ticks_per_day() + 1e-9));
    }
    if (given(measure.resource)) {
        const Resource& resource = plan_.at(measure.resource);
        const bool lodging = resource.kind == Resource::Kind::places && measure.kind == Kind::used && !resource.has_dwellings();
        stages.clear();
        if (measure.kind == Kind::unplaced) level.unplaced_in = pool_ordinal_[index(measure.resource)];
        if (lodging) pools = {measure.resource};
        for (std::size_t stage = 0; stage < plan_.stages.size(); ++stage)
            if (measure.kind == Kind::unplaced || lodging || (measure.kind == Kind::queue && plan_.stages[stage].awaits == measure.resource))
                stages.push_back(static_cast<StageId>(stage));
        if (stages.empty() && measure.kind != Kind::queue) {
            units_list(measure.kind, measure.resource).push_back(number);
            level.unit = static_cast<double>(parts_of_a_server(resource));
        }
    }
    if (!pools.empty()) level.lodged.assign(plan_.sites.size(), 0);
    for (const ResourceId pool : pools)
        for (const SiteId site : plan_.at(pool).sites) level.lodged[index(site)] = 1;
    const auto tell_at = [&](std::size_t place) {
        tells_[place].resize(number + 1);
        tells_[place][number] = true;
    };
    const auto at_doors_of = [&](PathwayId pathway) { tell_at(plan_.stages.size() + index(pathway)); };
    for (const StageId stage : stages) tell_at(index(stage));
    const bool everywhere = (measure.any_stage && !given(measure.resource)) || measure.kind == Kind::unplaced || (given(measure.resource) && !pools.empty());
    if (!everywhere) std::for_each(measure.doors.begin(), measure.doors.end(), at_doors_of);
    for (std::size_t pathway = 0; everywhere && pathway < plan_.pathways.size(); ++pathway) at_doors_of(static_cast<PathwayId>(pathway));
    if (level.dated() || measure.over != Over::end) observed_.push_back(number);
    tally_of_[index(id)] = number;
    levels_.push_back(std::move(level));
}

void Ledger::open_flow(MeasureId id) {
    const Measure& measure = plan_.at(id);
    const auto number = static_cast<std::uint32_t>(flows_.size());
    Flow flow;
    flow.measure = id;
    flow.grouping = Grouping(plan_, measure);
    flow.households = measure.count_households;
    flow.by_person = asks_each_person(measure);
    flow.out_of = measure.kind == Measure::Kind::flow && measure.stages.empty();
    if (measure.kind == Measure::Kind::wait_by_cause) {
        flow.unit = plan_.calendar.ticks_per_day();
        for (const StageId stage : measure.stages) spent_at_[index(stage)].push_back(number);
    } else if (measure.kind != Measure::Kind::flow) {
        flow.unit = 0x1.0p32;
        units_list(measure.kind, measure.resource).push_back(number);
    } else {
        const std::size_t stages = plan_.stages.size();
        const auto in = [](const std::vector<StageId>& set, std::size_t stage) {
            return std::find(set.begin(), set.end(), static_cast<StageId>(stage)) != set.end();
        };
        // A set of stages is one thing: moves within it are neither into it nor out of it. A single stage can be left into
        // itself, and is entered again.
        const auto apart = [](const std::vector<StageId>& set, std::size_t from, std::size_t to) { return set.size() == 1 && from == to; };
        for (std::size_t from = 0; from <= stages; ++from)
            for (std::size_t to = 0; to <= stages; ++to) {
                Way& way = ways_[from * ends_ + to];
                const bool leaves = in(measure.from, from) && (apart(measure.from, from, to) || !in(measure.from, to));
                const bool enters = in(measure.stages, to) && (apart(measure.stages, from, to) || !in(measure.stages, from));
                const bool both = in(measure.from, from) && in(measure.stages, to);
                if (measure.from.empty() ? enters : measure.stages.empty() ? leaves : both) (flow.plain() ? way.counting : way.asking).push_back(number);
            }
    }
    tally_of_[index(id)] = number;
    flows_.push_back(std::move(flow));
}

void Ledger::open_waits(MeasureId id) {
    const Measure& measure = plan_.at(id);
    const auto number = static_cast<std::uint32_t>(waits_.size());
    Waits waits;
    waits.measure = id;
    waits.grouping = Grouping(plan_, measure);
    waits.by_person = asks_each_person(measure);
    tally_of_[index(id)] = number;
    waits_.push_back(std::move(waits));
    for (const StageId stage : stages_of(measure)) {
        if (measure.between) between_[index(stage)].push_back({number, measure.from});
        else (measure.kind == Measure::Kind::wait ? waits_at_ : times_at_)[index(stage)].push_back(number);
    }
}

void Ledger::open_cost(MeasureId id) {
    const Measure& measure = plan_.at(id);
    note_asked(measure);
    Cost cost;
    cost.measure = id;
    cost.grouping = Grouping(plan_, measure);
    cost.by_person = asks_each_person(measure);
    cost.any_stage = measure.any_stage;
    cost.stages.assign(plan_.stages.size(), false);
    for (const StageId stage : stages_of(measure)) cost.stages[index(stage)] = true;
    cost.cell_of_stage.assign(plan_.stages.size(), -1);
    cost.cell_of_site.assign(plan_.sites.size(), -1);
    const auto payer_position = [&](const std::string& payer) {
        for (const Breakdown& breakdown : measure.by)
            if (breakdown.of == Breakdown::Of::payer) {
                const auto found = std::find(breakdown.labels.begin(), breakdown.labels.end(), payer);
                return found == breakdown.labels.end() ? -1 : static_cast<std::int32_t>(found - breakdown.labels.begin());
            }
        return -1;
    };
    const auto open_cell = [&](ValueId per_day, const std::string& payer) {
        Cost::Cell cell;
        cell.per_day = per_day;
        const std::vector<Axis> axes = union_of_axes(plan_, {per_day});
        note_asked(axes);
        cell.axes = AxisIndex(plan_, axes);
        cell.payer = payer_position(payer);
        cell.persons.assign(std::size_t{cell.axes.size()} * cost.grouping.groups(), 0);
        cost.cells.push_back(std::move(cell));
        return static_cast<std::int32_t>(cost.cells.size() - 1);
    };
    // Costs of the stages; with `lodged`, of the places instead.
    for (std::size_t stage = 0; stage < plan_.stages.size(); ++stage) {
        const Stage& here = plan_.stages[stage];
        if (measure.lodged.empty() && cost.stages[stage] && (given(here.cost_per_day) || given(here.cost_entry)))
            cost.cell_of_stage[stage] = open_cell(here.cost_per_day, here.payer);
    }
    for (std::size_t site = 0; site < plan_.sites.size(); ++site) {
        const Site& here = plan_.sites[site];
        const bool asked = std::find(measure.lodged.begin(), measure.lodged.end(), here.pool) != measure.lodged.end() ||
                           (measure.lodged.empty() && measure.any_stage);
        if (asked && given(here.cost_per_day)) cost.cell_of_site[site] = open_cell(here.cost_per_day, here.payer);
        if (asked && given(here.cost_open)) cost.open.push_back({static_cast<SiteId>(site), payer_position(here.payer)});
    }
    tally_of_[index(id)] = static_cast<std::uint32_t>(costs_.size());
    costs_.push_back(std::move(cost));
}

}  // namespace doorstroom
