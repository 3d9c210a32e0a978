// The ledger: told of every change by the one door, it answers every measure of the plan. A stock is kept as it changes,
// never counted anew.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include "doorstroom/life.hpp"
#include "doorstroom/series.hpp"
#include "doorstroom/trial.hpp"
#include "world/feedback.hpp"
#include "world/large_pages.hpp"
#include "world/tallies.hpp"

namespace doorstroom {

class Ledger {
public:
    Ledger(const Plan& plan, const Readings& readings);

    // Empties the ledger for a new replication.
    void begin(Observations& observations);

    // A household in the stage of its only journey: uncount it, change whatever must change, count it again.
    void count(const Household& household, const Journey& journey, Tick now) { tally(household, journey, now, 1); }
    void uncount(const Household& household, const Journey& journey, Tick now) { tally(household, journey, now, -1); }
    // The same where people have several journeys: adds what this one adds to those that are counted already.
    void count_together(World& world, JourneyId id, std::int32_t sign);
    // It was counted as it stood then (`before`), and nothing else of anybody has changed since: counts it as it stands now,
    // or takes it out. Most measures count it in both, and need not be asked.
    void count_moved(World& world, JourneyId id, const Journey& before);
    void uncount_moved(World& world, JourneyId id, const Journey& before) { add_together(world, id, before, -1); }

    // A journey moves into `to`; `from` is none when it begins, `to` when it is stopped.
    enum class Part : std::uint8_t { whole, leaving, entering };  // at a door the two parts come apart
    void moved(const World& world, const Journey& journey, std::int32_t persons, StageId from, StageId to, Part part = Part::whole) {
        Way& way = this->way(from, to);
        if (part == Part::whole) count_move(way, 1, persons);
        else count_part(way, persons, part);
        if (way.asked) tell_of_move(way, world, journey, to, part);
    }
    // These members come to stand in the stage of a journey of the household they have joined.
    void joined(const World& world, const Journey& journey, std::uint64_t members);
    // Its service began, or its stay ended by itself, `ticks` after it entered `stage`.
    void waited(const World& world, const Journey& journey, std::int32_t ticks) {
        for (const std::uint32_t each : waits_at_[index(journey.stage)]) add_time(waits_[each], world, journey, ticks);
    }
    // It leaves its stage, by any way.
    void left(const World& world, const Journey& journey, std::int32_t ticks) {
        for (const std::uint32_t each : times_at_[index(journey.stage)]) add_time(waits_[each], world, journey, ticks);
    }
    // Whether anything asks for the times of this stage: of waiting in it, of being in it, or of coming to it from another.
    bool asks_times(StageId stage) const { return !waits_at_[index(stage)].empty() || !times_at_[index(stage)].empty() || !between_[index(stage)].empty(); }
    // Whether what is waited for in this stage is asked; a tick in it is over, and this was waited for.
    bool asks_causes(StageId stage) const { return !spent_at_[index(stage)].empty(); }
    void spent(const World& world, const Journey& journey, Cause cause);
    // Measures of the time from one stage to another, by the place of the other.
    struct Between {
        std::uint32_t waits;              // index for add_between
        std::vector<StageId> from;
    };
    const std::vector<Between>& between(StageId to) const { return between_[index(to)]; }
    void add_between(const Between& between, const World& world, const Journey& journey, std::int32_t ticks) {
        add_time(waits_[between.waits], world, journey, ticks);
    }

    // Whether what stands in the ledger depends on this attribute of those who are counted; on whom they expect.
    bool asks(AttributeId attribute) const { return asked_[index(attribute)]; }
    bool asks_expected() const { return asks_expected_; }

    // Whether any measure asks for these units.
    bool hears(Measure::Kind kind, ResourceId resource) const {
        const std::size_t at = static_cast<std::size_t>(kind) * plan_.resources.size() + index(resource);
        return !unit_levels_[at].empty() || !unit_flows_[at].empty();
    }
    // Whether those who ask for them ask for nothing but their sum.
    bool hears_total_only(Measure::Kind kind, ResourceId resource) const {
        const std::size_t at = static_cast<std::size_t>(kind) * plan_.resources.size() + index(resource);
        const auto plain = [](const auto& tallies) { return [&](std::uint32_t each) { return tallies[each].plain(); }; };
        return hears(kind, resource) && std::all_of(unit_levels_[at].begin(), unit_levels_[at].end(), plain(levels_)) &&
               std::all_of(unit_flows_[at].begin(), unit_flows_[at].end(), plain(flows_));
    }
    // `used`, `capacity` or `unused` of a resource changes (servers, places) or flows (slots: in openings of 2^-32).
    void add_units(Measure::Kind kind, ResourceId resource, const Traits& traits, SiteId site, std::int64_t amount);

    // Who is told at the end of each tick what has been counted in it.
    void tell(Feedbacks& feedbacks);
    // What stands, or has been added up in this period, by group; and how much of it one unit of the output is.
    struct Standing {
        const std::vector<std::int64_t>* now;
        double unit;
    };
    Standing standing(MeasureId id) const;
    const std::vector<Timed>& times_of(MeasureId id) const { return waits_[tally_of_[index(id)]].of_tick; }

    // The tick that ends at `moment` is over.
    void observe(Tick moment);

private:
    // A level that is told of a stage; most ask nothing more.
    struct Told {
        std::uint32_t level;
        bool plain;
        bool queueing;
        bool unplaced;
        Pathways pathways;                              // on which it is told of journeys
    };
    // Those who are told of a journey: by its stage, or by the pathway at whose door it stands, and by the kind of home of
    // its people, for which who asks where they live has been sorted out.
    struct alignas(line_of_memory) Listeners {
        // Who only count are told at the end of a tick how many more stand here and do not queue, and how many more do; of people
        // with several journeys they are told at once, for whom another journey counts already differs by measure.
        std::int64_t more = 0, more_queueing = 0;
        bool noted = false;
        bool asked = false;                             // there are others
        std::vector<Told> counting;
        std::vector<Told> of_households, of_persons;  // the others, who ask something of each
        std::vector<std::uint32_t> costs;
    };
    // The flows that are told of a move from one stage to another; those that only count, at the end of a tick.
    struct alignas(line_of_memory) Way {
        std::int64_t households = 0, persons = 0;
        bool noted = false;
        bool asked = false;                             // there are others, or the entry costs something
        std::vector<std::uint32_t> asking, counting;
    };
    // Who is told when a journey comes from one place to another: of its leaving, and of its coming. Not those told of
    // both alike.
    struct Passage {
        struct Side {
            std::vector<Told> of_households, of_persons;
            std::vector<std::uint32_t> costs;
        };
        Side out, in;
    };
    std::size_t place_of(const Journey& journey) const {
        if (journey.state != Journey::State::at_door) return index(journey.stage);
        return plan_.stages.size() + index(plan_.stages[journey.next_word].pathway);
    }
    std::size_t kind_of(SiteId site) const { return given(site) ? kind_of_home_[index(site)] : 0; }
    Listeners& listeners(const Journey& journey, SiteId site) { return listeners_[place_of(journey) * kinds_of_home_ + kind_of(site)]; }
    // Whether those who count who has no place must be asked.
    static bool may_be_unplaced(const Home& home, const Journey& journey) {
        return home.wants != Home::no_pool || home.displaced != Home::no_pool || journey.state == Journey::State::at_door;
    }
    void tally(const Household& household, const Journey& journey, Tick now, std::int32_t sign) {
        Listeners& listeners = this->listeners(journey, household.site);
        (journey.state == Journey::State::queueing ? listeners.more_queueing : listeners.more) += sign * household.size;
        if (!listeners.noted) note(listeners, listeners_noted_);
        if (listeners.asked) tally_asking(listeners, household, journey, now, sign);
        if (!unplaced_.empty() && may_be_unplaced(household, journey)) tally_unplaced(household, journey, now, sign);
    }
    void tally_asking(const Listeners& listeners, const Household& household, const Journey& journey, Tick now, std::int32_t sign);
    void tally_unplaced(const Household& household, const Journey& journey, Tick now, std::int32_t sign);
    void tally_told(const Told& told, const Household& household, const Journey& journey, Tick now, std::int32_t sign);
    // No stage comes last.
    Way& way(StageId from, StageId to) {
        const auto place = [this](StageId stage) { return std::min(index(stage), ends_ - 1); };
        return ways_[place(from) * ends_ + place(to)];
    }
    // The first of a tick: seldom, so kept out of the way of the others.
    template <class Noted>
    [[gnu::noinline]] static void note(Noted& each, std::vector<Noted*>& noted) {
        each.noted = true;
        noted.push_back(&each);
    }
    // Tells those who only count what has changed in this tick.
    void tell_who_counts();
    void count_move(Way& way, std::int32_t households, std::int32_t persons) {
        way.households += households;
        way.persons += persons;
        if (!way.noted) note(way, ways_noted_);
    }
    static bool is_told(const Flow& flow, Part part) { return part == Part::whole || flow.out_of == (part == Part::leaving); }
    void count_part(const Way& way, std::int32_t persons, Part part);
    void tell_of_move(const Way& way, const World& world, const Journey& journey, StageId to, Part part);
    void tally_level(Level& level, const Household& household, const Journey& journey, Tick now, std::int32_t sign);
    bool unplaced(const Level& level, const Home& home, const Journey& journey) const {
        if (level.unplaced_in == home.wants || level.unplaced_in == home.displaced) return true;
        if (journey.state != Journey::State::at_door) return false;
        const ResourceId pool = plan_.stages[journey.next_word].pool;  // in which some of them may live already
        return pool_ordinal_[index(pool)] == level.unplaced_in && !(given(home.site) && plan_.at(home.site).pool == pool);
    }
    std::int32_t expiry(const Level& level, const Journey& journey) const {
        if (level.overdue == Level::Overdue::no) return std::numeric_limits<std::int32_t>::min();
        return level.overdue == Level::Overdue::term ? journey.expiry : journey.counted_from.count + level.longer_than + 1;
    }
    void add_time(Waits& waits, const World& world, const Journey& journey, std::int32_t ticks);
    void tally_cost(Cost& cost, const Household& household, const Journey& journey, std::int32_t sign);
    void add_cost(Cost& cost, std::int32_t cell, Seen who, std::int64_t persons);
    // Another journey of the same people that is counted.
    struct Other {
        const Journey* journey;
        Members covers;
        std::size_t place;
    };
    static const std::vector<Other> nobody;
    // A journey of people who have others too: what it counts of those who live in one home. What few measures ask for is
    // looked up when it is asked for.
    struct Counted {
        Counted(const World& the_world, JourneyId the_id, const Journey& the_journey, std::int32_t the_sign, Ledger& ledger);

        const World& world;
        JourneyId id;
        const Journey* journey;
        std::int32_t sign;
        // Pathways on which one of its people may have another journey. On its own other persons may travel, whom it does not
        // cover; but nobody has a second journey there, as a rule.
        Pathways elsewhere;
        const Home* home = nullptr;
        Members here = 0;
        std::int32_t number = 0;                               // of those here

        void look_at(const Home& where, Members living);
        const Seen& together();                                // all of them
        const std::vector<std::pair<Members, Seen>>& each();   // each person
        const std::vector<Other>& others();                    // their other journeys
        const std::vector<Other>& others(const Level& level);  // those of them that may tell this level

        std::optional<Seen> seen{};
        bool persons_seen = false, others_found = false;
        std::vector<std::pair<Members, Seen>>& persons;
        std::vector<Other>& found;
    };
    void add_together(World& world, JourneyId id, const Journey& journey, std::int32_t sign);
    void add_unplaced(Counted& counted);
    const Passage& passage(std::size_t from, std::size_t to, SiteId site);
    Passage::Side only_there(const Listeners& listeners, const Listeners& others, std::size_t place, std::size_t other) const;
    std::int32_t cell_at(const Cost& cost, std::size_t place) const { return place < plan_.stages.size() ? cost.cell_of_stage[place] : -1; }
    bool fits(const Counted& counted, const Told& told, const Journey& journey) const {
        if (told.queueing && journey.state != Journey::State::queueing) return false;
        return !told.unplaced || unplaced(levels_[told.level], *counted.home, journey);
    }
    Members counted_on_others(Counted& counted, const Told& told) const;
    std::int32_t counted_from(Counted& counted, const Told& told, Members bit) const;
    void add_household(Counted& counted, const Told& told);
    void add_persons(Counted& counted, const Told& told) {
        if (!fits(counted, told, *counted.journey)) return;
        if (told.plain && (counted.elsewhere & told.pathways) == 0) levels_[told.level].now[0] += counted.sign * counted.number;  // nothing to ask of anybody
        else add_persons_asked(counted, told);
    }
    void add_persons_asked(Counted& counted, const Told& told);
    void add_cost_together(Counted& counted, Cost& cost);
    bool asks_each_person(const Measure& measure) const;
    bool asks_each_person(ConditionId id) const;
    void read_ages(ConditionId id, std::vector<double>& ages) const;
    void accrue(Cost& cost);
    void accrue_open(Cost& cost);
    void open_measure(MeasureId id);
    void open_level(MeasureId id);
    void open_flow(MeasureId id);
    void open_waits(MeasureId id);
    void open_cost(MeasureId id);
    void note_asked(const Measure& measure);
    void note_asked(ConditionId id);
    void note_asked(const std::vector<Axis>& axes);
    std::vector<SiteId> sort_homes();
    void open_listeners();
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
    std::vector<std::int64_t> open_places_;   // by site
    std::vector<Level> levels_;
    std::vector<Flow> flows_;
    std::vector<Waits> waits_;
    std::vector<Cost> costs_;
    std::vector<std::uint32_t> tally_of_;                    // by measure: its number among those of its kind
    Feedbacks* feedbacks_ = nullptr;
    std::vector<std::uint32_t> observed_;                    // levels that something is done to at the end of each tick
    std::vector<bool> asked_;                                // by attribute
    bool asks_expected_ = false;
    std::size_t kinds_of_home_ = 1;                          // 0: no site
    std::vector<std::uint32_t> kind_of_home_;                // by site
    std::vector<Listeners> listeners_;                       // [stage, then door of a pathway][kind of home]
    std::vector<std::vector<bool>> tells_;                   // [stage, then door of a pathway][level]
    std::vector<std::vector<Passage>> passages_;             // [place][place], each by kind of home; made when first passed
    std::vector<Told> unplaced_;                             // asked of those who wait for a place, wherever they are
    std::vector<std::pair<Members, Seen>> persons_;          // of the journey that is being counted
    std::vector<Other> others_;
    std::size_t ends_ = 1;                                   // of a way: the stages, and none
    std::vector<Way> ways_;                                  // [from][to]
    std::vector<Listeners*> listeners_noted_;                // in this tick
    std::vector<Way*> ways_noted_;
    std::vector<std::vector<std::uint32_t>> waits_at_, times_at_, spent_at_;
    std::vector<std::vector<Between>> between_;
    std::vector<std::vector<std::uint32_t>> unit_levels_, unit_flows_;  // [kind][resource]
};

// Servers of which travellers take a number of their own are counted in parts, for it need not be whole.
inline std::int64_t parts_of_a_server(const Resource& resource) {
    return resource.kind == Resource::Kind::servers && resource.unit == Resource::Unit::value ? 1 << 16 : 1;
}

// The place of each pool among the pools, by resource.
std::vector<std::uint8_t> pool_ordinals(const Plan& plan);

}  // namespace doorstroom
