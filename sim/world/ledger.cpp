#include "world/ledger.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "doorstroom/ensure.hpp"
#include "world/world.hpp"

namespace doorstroom {

namespace {

Seen seen(const Household& household) {
    Seen seen;
    seen.traits = household.traits();
    seen.site = household.site;
    return seen;
}

constexpr double micro = 1e6;

std::int64_t micro_euros(double euros) { return std::llround(euros * micro); }

}  // namespace

void Ledger::begin(Observations& observations) {
    observations_ = &observations;
    observations.values.assign(table_.series.size() * table_.rows, std::nan(""));
    row_ = 0;
    tell_who_counts();  // what a trial that broke off has left
    open_places_.assign(plan_.sites.size(), 0);
    for (Level& level : levels_) level.begin(moments_.back().count + 1);
    for (Flow& flow : flows_) flow.begin_period();
    for (Waits& waits : waits_) {
        waits.begin_period();
        waits.of_tick.clear();
    }
    for (Cost& cost : costs_) {
        cost.begin_period();
        for (Cost::Cell& cell : cost.cells) std::fill(cell.persons.begin(), cell.persons.end(), 0);
    }
}

void Ledger::tally_asking(const Listeners& listeners, const Household& household, const Journey& journey, Tick now, std::int32_t sign) {
    for (const Told& told : listeners.of_households) tally_told(told, household, journey, now, sign);
    for (const Told& told : listeners.of_persons) tally_told(told, household, journey, now, sign);
    for (const std::uint32_t cost : listeners.costs) tally_cost(costs_[cost], household, journey, sign);
}

void Ledger::tally_unplaced(const Household& household, const Journey& journey, Tick now, std::int32_t sign) {
    for (const Told& told : unplaced_)
        if (unplaced(levels_[told.level], household, journey)) tally_told(told, household, journey, now, sign);
}

void Ledger::tally_told(const Told& told, const Household& household, const Journey& journey, Tick now, std::int32_t sign) {
    if (told.queueing && journey.state != Journey::State::queueing) return;
    Level& level = levels_[told.level];
    if (told.plain) level.now[0] += sign * household.size;
    else tally_level(level, household, journey, now, sign);
}

void Ledger::tally_level(Level& level, const Household& household, const Journey& journey, Tick now, std::int32_t sign) {
    const Seen who = seen(household);
    if (!level.grouping.counts(who)) return;
    const std::int32_t amount = level.households ? sign : sign * household.size;
    level.add_from(expiry(level, journey), now, moments_.back().count, who, amount);
}

void Ledger::add_cost(Cost& cost, std::int32_t number, Seen who, std::int64_t persons) {
    if (number < 0) return;
    Cost::Cell& cell = cost.cells[static_cast<std::size_t>(number)];
    who.payer = cell.payer;
    std::int64_t* row = &cell.persons[std::size_t{cell.axes.at(who.traits)} * cost.grouping.groups()];
    row[0] += persons;
    if (const std::uint32_t group = cost.grouping.group(who)) row[group] += persons;
}

void Ledger::tally_cost(Cost& cost, const Household& household, const Journey& journey, std::int32_t sign) {
    const bool at_door = journey.state == Journey::State::at_door;
    const Seen who = seen(household);
    if (!cost.grouping.counts(who)) return;
    if (!at_door) add_cost(cost, cost.cell_of_stage[index(journey.stage)], who, sign * household.size);
    if (given(household.site)) add_cost(cost, cost.cell_of_site[index(household.site)], who, sign * household.size);
}

namespace {

// Does `act` for each person who travels, or for all at once where nobody asks for each.
template <class Act>
void for_travellers(const World& world, const Journey& journey, bool by_person, const Act& act) {
    const Seen all = world.seen(journey);
    if (!by_person || given(all.person)) return act(all, std::int64_t{world.persons(journey)});
    world.for_each_person(journey.household, [&](PersonId person) {
        Seen one = all;
        one.person = person;
        one.traits = world.traits_of(journey.household, person);
        act(one, std::int64_t{1});
    });
}

}  // namespace

// At a door the two parts of a move come apart.
void Ledger::count_part(const Way& way, std::int32_t persons, Part part) {
    for (const std::uint32_t each : way.counting)
        if (Flow& flow = flows_[each]; is_told(flow, part)) flow.now[0] += flow.households ? 1 : persons;
}

void Ledger::tell_of_move(const Way& way, const World& world, const Journey& journey, StageId to, Part part) {
    for (const std::uint32_t each : way.asking) {
        Flow& flow = flows_[each];
        if (!is_told(flow, part)) continue;
        bool counted = false;
        for_travellers(world, journey, flow.by_person, [&](const Seen& who, std::int64_t persons) {
            if (flow.households && counted) return;
            counted = flow.grouping.counts(who);
            if (counted) add(flow.now, flow.grouping, who, flow.households ? 1 : persons);
        });
    }
    if (part == Part::leaving || !given(to) || !given(plan_.at(to).cost_entry)) return;
    for (Cost& cost : costs_) {
        const std::int32_t cell = cost.cell_of_stage[index(to)];
        if (cell < 0 || !cost.stages[index(to)]) continue;
        for_travellers(world, journey, cost.by_person, [&](Seen who, std::int64_t persons) {
            if (!cost.grouping.counts(who)) return;
            who.payer = cost.cells[static_cast<std::size_t>(cell)].payer;
            add(cost.now, cost.grouping, who, micro_euros(readings_.number(plan_.at(to).cost_entry, who.traits)) * persons);
        });
    }
}

void Ledger::joined(const World& world, const Journey& journey, std::uint64_t members) {
    Way& way = this->way(none<StageId>, journey.stage);
    count_move(way, 0, std::popcount(members));
    for (const std::uint32_t each : way.asking) {
        Flow& flow = flows_[each];
        if (flow.households) continue;
        Seen who = world.seen(journey);
        if (!flow.by_person) {
            if (flow.grouping.counts(who)) add(flow.now, flow.grouping, who, std::popcount(members));
            continue;
        }
        world.for_each_person(journey.household, [&](PersonId person) {
            if (!(members >> world.persons_made[person].bit & 1)) return;
            who.person = person;
            who.traits = world.traits_of(journey.household, person);
            if (flow.grouping.counts(who)) add(flow.now, flow.grouping, who, 1);
        });
    }
}

void Ledger::spent(const World& world, const Journey& journey, Cause cause) {
    for (const std::uint32_t each : spent_at_[index(journey.stage)]) {
        Flow& flow = flows_[each];
        for_travellers(world, journey, flow.by_person, [&](Seen who, std::int64_t persons) {
            who.cause = static_cast<std::int32_t>(cause) - static_cast<std::int32_t>(first_told);
            if (flow.grouping.counts(who)) add(flow.now, flow.grouping, who, persons);
        });
    }
}

void Ledger::add_time(Waits& waits, const World& world, const Journey& journey, std::int32_t ticks) {
    for_travellers(world, journey, waits.by_person, [&](const Seen& who, std::int64_t persons) {
        if (!waits.grouping.counts(who)) return;
        waits.now[0].add(ticks, persons);
        const std::uint32_t group = waits.grouping.group(who);
        if (group > 0) waits.now[group].add(ticks, persons);
        if (waits.heard) waits.of_tick.push_back({group, ticks, persons});
    });
}

void Ledger::add_units(Measure::Kind kind, ResourceId resource, const Traits& traits, SiteId site, std::int64_t amount) {
    const std::size_t at = static_cast<std::size_t>(kind) * plan_.resources.size() + index(resource);
    const auto tell = [&](auto& tally) {
        if (tally.plain()) {
            tally.now[0] += amount;
            return;
        }
        Seen what;
        what.traits = traits;
        what.site = site;
        if (tally.grouping.counts(what)) add(tally.now, tally.grouping, what, amount);
    };
    if (kind == Measure::Kind::capacity && given(site)) open_places_[index(site)] += amount;
    for (const std::uint32_t each : unit_levels_[at]) tell(levels_[each]);
    for (const std::uint32_t each : unit_flows_[at]) tell(flows_[each]);
}

void Ledger::tell_who_counts() {
    for (Listeners* each : listeners_noted_) {
        const std::int64_t queueing = std::exchange(each->more_queueing, 0), all = std::exchange(each->more, 0) + queueing;
        for (const Told& told : each->counting) levels_[told.level].now[0] += told.queueing ? queueing : all;
        each->noted = false;
    }
    listeners_noted_.clear();
    for (Way* each : ways_noted_) {
        const std::int64_t households = std::exchange(each->households, 0), persons = std::exchange(each->persons, 0);
        for (const std::uint32_t flow : each->counting) flows_[flow].now[0] += flows_[flow].households ? households : persons;
        each->noted = false;
    }
    ways_noted_.clear();
}

void Ledger::observe(Tick moment) {
    tell_who_counts();
    for (const std::uint32_t each : observed_) levels_[each].observe(moment.count, true);
    for (Cost& cost : costs_)
        if (moment.count > 0) accrue(cost), accrue_open(cost);
    if (moment.count == 0) {
        for (Level& level : levels_) level.begin_period();
        return write_moment(0);
    }
    if (feedbacks_) {
        feedbacks_->take(*this, readings_, moment == moments_[row_ + 1]);
        for (Waits& waits : waits_) waits.of_tick.clear();
    }
    if (moment != moments_[row_ + 1]) return;
    close_period(row_);
    write_moment(++row_);
}

Ledger::Standing Ledger::standing(MeasureId id) const {
    const std::uint32_t tally = tally_of_[index(id)];
    const Measure& measure = plan_.at(id);
    if (measure.kind == Measure::Kind::cost) return {&costs_[tally].now, micro};
    if (tally < flows_.size() && flows_[tally].measure == id) return {&flows_[tally].now, flows_[tally].unit};
    return {&levels_[tally].now, 1};
}

void Ledger::accrue(Cost& cost) {
    const double days = plan_.calendar.days_per_tick();
    for (const Cost::Cell& cell : cost.cells) {
        if (!given(cell.per_day)) continue;
        const std::size_t groups = cost.grouping.groups();
        for (std::uint32_t place = 0; place < cell.axes.size(); ++place) {
            const std::int64_t* persons = &cell.persons[place * groups];
            if (persons[0] == 0) continue;
            const std::int64_t price = micro_euros(readings_.number(cell.per_day, cell.axes.example(place)) * days);
            for (std::size_t group = 0; group < groups; ++group) cost.now[group] += persons[group] * price;
        }
    }
}

void Ledger::accrue_open(Cost& cost) {
    const double days = plan_.calendar.days_per_tick();
    for (const Cost::Open& open : cost.open) {
        Seen what;
        what.site = open.site;
        what.payer = open.payer;
        const std::int64_t places = open_places_[index(open.site)];
        if (places == 0 || !cost.grouping.counts(what)) continue;
        add(cost.now, cost.grouping, what, places * micro_euros(readings_.number(plan_.at(open.site).cost_open, {}) * days));
    }
}

void Ledger::write(MeasureId measure, std::uint8_t statistic, std::uint32_t group, std::size_t row, double value) {
    observations_->values[table_.at(measure, statistic, group) * table_.rows + row] = value;
}

void Ledger::close_period(std::size_t row) {
    const auto ticks = static_cast<double>(moments_[row + 1] - moments_[row]);
    for (Level& level : levels_) {
        const Over over = plan_.at(level.measure).over;
        for (std::uint32_t group = 0; over != Over::end && group < level.grouping.groups(); ++group) {
            const double mean = static_cast<double>(level.sum[group]) / ticks;
            write(level.measure, 0, group, row, (over == Over::mean ? mean : static_cast<double>(level.peak[group])) / level.unit);
        }
        level.begin_period();
    }
    for (Flow& flow : flows_) {
        for (std::uint32_t group = 0; group < flow.grouping.groups(); ++group)
            write(flow.measure, 0, group, row, static_cast<double>(flow.now[group]) / flow.unit);
        flow.begin_period();
    }
    for (Waits& waits : waits_) {
        write_waits(waits, row);
        waits.begin_period();
    }
    for (Cost& cost : costs_) {
        for (std::uint32_t group = 0; group < cost.grouping.groups(); ++group)
            write(cost.measure, 0, group, row, static_cast<double>(cost.now[group]) / micro);
        cost.begin_period();
    }
}

void Ledger::write_moment(std::size_t row) {
    for (const Level& level : levels_)
        for (std::uint32_t group = 0; plan_.at(level.measure).over == Over::end && group < level.grouping.groups(); ++group)
            write(level.measure, 0, group, row, static_cast<double>(level.now[group]) / level.unit);
}

void Ledger::write_waits(const Waits& waits, std::size_t row) {
    const double unit = plan_.calendar.days_per_tick() / plan_.at(waits.measure).days_per_unit;
    for (std::uint32_t group = 0; group < waits.grouping.groups(); ++group) {
        const Histogram& times = waits.now[group];
        const double statistics[] = {times.mean() * unit, times.sd() * unit, times.quantile(0.5) * unit, times.quantile(0.9) * unit,
                                     static_cast<double>(times.persons())};
        for (std::uint8_t statistic = 0; statistic < 5; ++statistic) write(waits.measure, statistic, group, row, statistics[statistic]);
    }
}

double Histogram::mean() const { return persons_ > 0 ? static_cast<double>(sum_) / static_cast<double>(persons_) : std::nan(""); }

double Histogram::sd() const {
    if (persons_ < 2) return std::nan("");
    const auto n = static_cast<double>(persons_);
    return std::sqrt(std::max(0.0, (squares_ - static_cast<double>(sum_) * mean()) / (n - 1)));
}

double Histogram::at(double rank) const {
    std::int64_t below = 0;
    for (std::size_t ticks = 0; ticks <= highest_; ++ticks) {
        below += counts_[ticks];
        if (static_cast<double>(below) > rank) return static_cast<double>(ticks);
    }
    return static_cast<double>(highest_);
}

double Histogram::quantile(double u) const {
    if (persons_ == 0) return std::nan("");
    const double rank = u * static_cast<double>(persons_ - 1);
    const double lower = at(std::floor(rank));
    return lower + (rank - std::floor(rank)) * (at(std::floor(rank) + 1) - lower);
}

void Histogram::begin_period() {
    if (persons_ > 0) std::fill(counts_.begin(), counts_.begin() + static_cast<std::ptrdiff_t>(highest_) + 1, 0);
    highest_ = 0;
    persons_ = 0;
    sum_ = 0;
    squares_ = 0;
}

}  // namespace doorstroom
