// The four ways in which a ledger adds up: a level that stands, a flow of a period, a histogram of times, a cost.
// All are whole numbers, so that the order of adding never shows.
#pragma once

#include <cstdint>
#include <vector>

#include "world/breakdown.hpp"
#include "world/people.hpp"

namespace doorstroom {

// Adds to the total and to the group.
inline void add(std::vector<std::int64_t>& numbers, const Grouping& grouping, const Seen& seen, std::int64_t amount) {
    numbers[0] += amount;
    if (const std::uint32_t group = grouping.group(seen)) numbers[group] += amount;
}

// A stock: how many there are now; over a period also the sum and the highest of the ends of its ticks.
struct Level {
    MeasureId measure = none<MeasureId>;
    Grouping grouping;
    bool households = false;
    Pathways pathways = 0;                  // on which it is told of journeys
    bool queueing = false;                  // only who waits in a queue, not who is being served
    std::uint8_t unplaced_in = Household::no_pool;  // only who waits for a place in this pool
    std::vector<std::uint8_t> lodged;       // by site: whether living there counts; empty: wherever they live
    enum class Overdue : std::uint8_t { no, longer_than, term } overdue = Overdue::no;
    std::int32_t longer_than = 0;           // whole ticks
    double unit = 1;                        // one unit of the output in what is added
    bool by_person = false;                 // its groups or its `where` ask each person
    std::vector<double> ages;               // at which `where` may change its answer
    std::vector<std::int64_t> now, sum, peak;
    std::vector<std::int32_t> by_expiry;    // [moment][group]: who becomes overdue then

    // Nothing to ask but the stage, where they live, and whether they wait in a queue or for a place.
    bool plain() const {
        return !households && overdue == Overdue::no && !dated() && grouping.counts_all() && grouping.groups() == 1;
    }

    bool dated() const { return overdue != Overdue::no || !ages.empty(); }

    // So many from a moment on, or from now on when that has passed.
    void add_from(std::int32_t moment, Tick today, std::int32_t last, const Seen& who, std::int64_t amount) {
        if (moment <= today.count) return add(now, grouping, who, amount);
        if (moment > last) return;
        std::int32_t* row = &by_expiry[static_cast<std::size_t>(moment) * grouping.groups()];
        row[0] += static_cast<std::int32_t>(amount);
        if (const std::uint32_t group = grouping.group(who)) row[group] += static_cast<std::int32_t>(amount);
    }

    void begin(std::int32_t moments) {
        now.assign(grouping.groups(), 0);
        begin_period();
        if (dated()) by_expiry.assign(static_cast<std::size_t>(moments) * grouping.groups(), 0);
    }
    void begin_period() {
        sum.assign(grouping.groups(), 0);
        peak.assign(grouping.groups(), 0);
    }
    // The end of a tick, at `moment`: who has become overdue, and what stands is observed.
    void observe(std::int32_t moment, bool over_period) {
        const std::size_t groups = grouping.groups();
        if (dated())
            for (std::size_t group = 0; group < groups; ++group) now[group] += by_expiry[static_cast<std::size_t>(moment) * groups + group];
        if (!over_period) return;
        for (std::size_t group = 0; group < groups; ++group) {
            sum[group] += now[group];
            peak[group] = std::max(peak[group], now[group]);
        }
    }
};

// What moves during a period: persons, households, openings (of 2^-32).
struct Flow {
    MeasureId measure = none<MeasureId>;
    Grouping grouping;
    bool households = false;
    bool by_person = false;
    bool out_of = false;  // of leaving alone
    double unit = 1;  // one unit of the output in what is added
    std::vector<std::int64_t> now;
    bool plain() const { return grouping.counts_all() && grouping.groups() == 1; }
    void begin_period() { now.assign(grouping.groups(), 0); }
};

// Times of one group in one period, in whole ticks; each person counts.
class Histogram {
public:
    void add(std::int32_t ticks, std::int64_t persons) {
        const auto at = static_cast<std::size_t>(ticks);
        if (at >= counts_.size()) counts_.resize(at + at / 2 + 16, 0);
        counts_[at] += persons;
        highest_ = std::max(highest_, at);
        persons_ += persons;
        sum_ += persons * ticks;
        squares_ += static_cast<double>(persons) * ticks * ticks;  // whole, and below 2^53
    }
    std::int64_t persons() const { return persons_; }
    double mean() const;
    double sd() const;
    // Linear between the persons in order.
    double quantile(double u) const;
    void begin_period();

private:
    double at(double rank) const;  // the time of the person of this rank, from 0
    std::vector<std::int64_t> counts_;
    std::size_t highest_ = 0;
    std::int64_t persons_ = 0;
    std::int64_t sum_ = 0;
    double squares_ = 0;
};

// Times that were counted together.
struct Timed {
    std::uint32_t group = 0;
    std::int32_t ticks = 0;
    std::int64_t persons = 0;
};

struct Waits {
    MeasureId measure = none<MeasureId>;
    Grouping grouping;
    bool by_person = false;
    bool heard = false;            // what is counted in a tick is fed back
    std::vector<Timed> of_tick;
    std::vector<Histogram> now;
    void begin_period() {
        now.resize(grouping.groups());
        for (Histogram& histogram : now) histogram.begin_period();
    }
};

// Euros of a period, in millionths.
struct Cost {
    // Persons who cost the same each day: of a stage (by what its price depends on), or of a site.
    struct Cell {
        ValueId per_day = none<ValueId>;
        AxisIndex axes;
        std::int32_t payer = -1;
        std::vector<std::int64_t> persons;  // [place of the price][group]
    };
    MeasureId measure = none<MeasureId>;
    Grouping grouping;
    bool by_person = false;
    std::vector<Cell> cells;
    std::vector<std::int32_t> cell_of_stage;  // -1: costs nothing here
    std::vector<std::int32_t> cell_of_site;
    // What open places of a site cost, filled or not.
    struct Open {
        SiteId site = none<SiteId>;
        std::int32_t payer = -1;
    };
    std::vector<Open> open;
    std::vector<bool> stages;                 // whose costs count
    bool any_stage = false;
    std::vector<std::int64_t> now;
    void begin_period() { now.assign(grouping.groups(), 0); }
};

}  // namespace doorstroom
