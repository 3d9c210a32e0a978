// The ledger: told of every change by the one door, it answers every measure of the plan. A stock is kept as it changes,
// never counted anew.
#pragma once

#include <cstdint>
#include <vector>

#include "doorstroom/series.hpp"
#include "doorstroom/trial.hpp"
#include "world/tallies.hpp"

namespace doorstroom {

class Ledger {
public:
    Ledger(const Plan& plan, const Readings& readings);

    // Empties the ledger for a new replication.
    void begin(Observations& observations);

    // A household in the stage of its journey: uncount it, change whatever must change, count it again.
    void count(const Household& household, const Journey& journey, Tick now) { tally(household, journey, now, 1); }
    void uncount(const Household& household, const Journey& journey, Tick now) { tally(household, journey, now, -1); }

    // A journey moves into `to`; `from` is none when it begins.
    void moved(StageId from, StageId to, const Household& household);
    // Its service began, or its stay ended by itself, `ticks` after it entered `stage`.
    void waited(StageId stage, const Household& household, std::int32_t ticks) { add_times(waits_at_[index(stage)], household, ticks); }
    // It leaves `stage`, by any way.
    void left(StageId stage, const Household& household, std::int32_t ticks) { add_times(times_at_[index(stage)], household, ticks); }
    // Measures of the time from one stage to another, by the place of the other.
    struct Between {
        std::uint32_t waits;              // index for add_between
        std::vector<StageId> from;
    };
    const std::vector<Between>& between(StageId to) const { return between_[index(to)]; }
    void add_between(const Between& between, const Household& household, std::int32_t ticks) { add_time(waits_[between.waits], household, ticks); }

    // Whether any measure asks for these units.
    bool hears(Measure::Kind kind, ResourceId resource) const {
        const std::size_t at = static_cast<std::size_t>(kind) * plan_.resources.size() + index(resource);
        return !unit_levels_[at].empty() || !unit_flows_[at].empty();
    }
    // `used`, `capacity` or `unused` of a resource changes (servers, places) or flows (slots: in openings of 2^-32).
    void add_units(Measure::Kind kind, ResourceId resource, const Traits& traits, SiteId site, std::int64_t amount);

    // The tick that ends at `moment` is over.
    void observe(Tick moment);

private:
    // A level that is told of a stage; most ask nothing but where the household lives.
    struct Told {
        std::uint32_t level;
        bool plain;
        bool lodged;
    };

    void tally(const Household& household, const Journey& journey, Tick now, std::int32_t sign) {
        for (const Told& told : levels_at_[index(journey.stage)]) {
            Level& level = levels_[told.level];
            if (told.lodged && !(given(household.site) && level.lodged[index(household.site)])) continue;
            if (told.plain) level.now[0] += sign * household.size;
            else tally_level(level, household, journey, now, sign);
        }
        for (Cost& cost : costs_) tally_cost(cost, household, journey.stage, sign * household.size);
    }
    void tally_level(Level& level, const Household& household, const Journey& journey, Tick now, std::int32_t sign);
    void add_times(const std::vector<std::uint32_t>& waits, const Household& household, std::int32_t ticks) {
        for (const std::uint32_t each : waits) add_time(waits_[each], household, ticks);
    }
    void add_time(Waits& waits, const Household& household, std::int32_t ticks);
    void tally_cost(Cost& cost, const Household& household, StageId stage, std::int64_t persons);
    void accrue(Cost& cost);
    void open_measure(MeasureId id);
    void open_level(MeasureId id);
    void open_flow(MeasureId id);
    void open_waits(MeasureId id);
    void open_cost(MeasureId id);
    void close_period(std::size_t row);
    void write_moment(std::size_t row);
    void write(MeasureId measure, std::uint8_t statistic, std::uint32_t group, std::size_t row, double value);
    void write_waits(const Waits& waits, std::size_t row);
    std::vector<StageId> stages_of(const Measure& measure) const;
    std::vector<std::uint32_t>& units_list(Measure::Kind kind, ResourceId resource);

    const Plan& plan_;
    const Readings& readings_;
    SeriesTable table_;
    std::vector<Tick> moments_;        // of the rows
    std::size_t row_ = 0;              // the period that is running
    Observations* observations_ = nullptr;

    std::vector<std::uint8_t> pool_ordinal_;  // by resource
    std::vector<Level> levels_;
    std::vector<Flow> flows_;
    std::vector<Waits> waits_;
    std::vector<Cost> costs_;
    std::vector<std::uint32_t> observed_;                    // levels that something is done to at the end of each tick
    std::vector<std::vector<Told>> levels_at_;               // by stage
    std::vector<std::vector<std::uint32_t>> flows_between_;  // [from, or none last][to]
    std::vector<std::vector<std::uint32_t>> waits_at_, times_at_;
    std::vector<std::vector<Between>> between_;
    std::vector<std::vector<std::uint32_t>> unit_levels_, unit_flows_;  // [kind][resource]
};

// The place of each pool among the pools, by resource.
std::vector<std::uint8_t> pool_ordinals(const Plan& plan);

}  // namespace doorstroom
