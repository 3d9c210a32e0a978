// The one door: every journey moves from stage to stage through here, and everything that follows from a move (counts,
// fingerprint, requests, dates, what no longer applies) happens here.
#pragma once

#include <vector>

#include "people/stock.hpp"
#include "resources/resources.hpp"
#include "step/rows.hpp"
#include "step/turns.hpp"
#include "step/witness.hpp"

namespace doorstroom {

class Door {
public:
    Door(World& world, Resources& resources, Sources& sources, Turns& turns);

    // Who is told of every move, in a trial that somebody looks on at; usually nobody.
    void watched_by(Witness* witness) { witness_ = witness; }
    void begin();
    void refresh() { rows_.refresh(); }
    // A new tick: who comes to the door of a pool that turns people away waits for the others of the tick.
    void open() { decides_at_once_ = false; }

    // A new household enters the first stage of its pathway; where that moves persons, each of its members.
    void arrive(const Arrival& arrival);
    // Somebody of the stock sits down in a stage: inside already, with their clocks running.
    void seat(const Seat& seat);
    // The household moves into its site, or asks for a place in its pool.
    void lodge(const Seat& seat);
    // A date in the agenda has come.
    void due(const Due& due);
    // Something this journey waits for may have changed.
    void look(const Due& due);
    // A journey that was set going begins.
    void start(const Starting& starting);
    // Who came to the door of a full pool today is let in or turned away, in the order of who; from here on at once.
    void open_doors();
    // A resource serves this request from now on; `word` is the draw for the service.
    void served(JourneyId id, std::int8_t request, std::uint32_t word);
    // Those who came to join the household that brought them are members of it from now on.
    void join();

private:
    // Its own end (-1) or a clock, and when.
    struct Ring {
        std::int32_t tick = never;
        std::int8_t outcome = Journey::own_end;
    };

    // Tells whoever looks on why this journey is about to move.
    void because(JourneyId id, Why why, std::int8_t clock = Journey::own_end) {
        if (witness_) [[unlikely]] witness_->because(id, why, clock);
    }
    // Where to, by a clock that has rung.
    StageId rung(JourneyId id, const Stage& stage, std::int8_t clock) {
        because(id, Why::clock, clock);
        return stage.race[static_cast<std::size_t>(clock)].to;
    }

    // moving (door.cpp)
    void move(const Mover& mover, StageId to);
    void move_with_others(const Mover& mover, StageId to);
    void go_on(const Mover& mover, StageId to);
    void defer(const Mover& mover, StageId to);
    // Enters one stage, whose row this is; the result is the stage it passes on to at once, or none where it stays or ends.
    inline StageId enter(const Mover& mover, StageId to, const Row& row);
    inline void record(const Mover& mover, StageId from, StageId to, const Row& row, Ledger::Part part);
    void record_time(JourneyId id, StageId to);
    void date_entry(const Mover& mover, const Row& row, Tick entered) {
        mover.journey.entered = mover.journey.counted_from = entered;
        mover.journey.expiry = never;
        if (row.entry != no_slot) world_.remember(mover.id, row.entry) = entered.count;
        if (row.counts_from) count_from_earlier(mover.journey);
    }
    void count_from_earlier(Journey& journey);
    inline StageId stay(const Mover& mover, const Row& row, const Block& block, std::uint32_t visit);
    inline StageId await(const Mover& mover, const Row& row, const Block& block, std::uint32_t visit);
    [[gnu::always_inline]] void schedule(const Mover& mover, const Ring& ring) {
        mover.journey.outcome = ring.outcome;
        world_.count(mover);
        if (ring.tick < never) world_.agenda.add(Tick{ring.tick}, {mover.id, mover.journey.stamp});
    }
    void end(JourneyId id);
    void after_end(HouseholdId household);
    std::uint32_t visit_of(JourneyId id, StageId stage);
    std::uint32_t visits(JourneyId id, StageId stage);

    // which way out (door_choice.cpp)
    StageId choose(JourneyId id, const Row& row, std::uint32_t word) const {
        const Exit* exit = row.exits;
        if (!exit) return choose_by_who(id, word);
        while (word >= exit->below) ++exit;
        return exit->to;
    }
    StageId choose_by_who(JourneyId id, std::uint32_t word) const;
    StageId choose_by_chance(const Stage& stage, const Seen& seen, std::uint32_t word) const;
    StageId choose_as_shared(const Stage& stage, const Seen& seen, std::uint32_t word) const;
    [[noreturn]] void nothing_fits(const Stage& stage) const;

    // doors of pools that may be full (door_entry.cpp)
    enum class Way : std::uint8_t { in, at_door, away };
    Way way(JourneyId id, const Stage& stage);
    void stand_at_door(JourneyId id, StageId to);

    // what a stage does on entry (door_entry.cpp)
    void act_on_entry(JourneyId id, const Row& row, std::uint32_t tie, std::uint32_t visit);
    void apply_settings(const Mover& mover, std::uint32_t visit);
    void apply_setting(const Mover& mover, const Set& set, std::uint32_t word);
    void apply_lodge(JourneyId id, const Stage& stage, std::uint32_t tie);
    void give_back_place(JourneyId id);
    void look_where_it_may_live(HouseholdId household);
    void stop(JourneyId id, const Stage& stage);
    void stop_journey(JourneyId id);
    void call_off(HouseholdId household);
    void void_pending(HouseholdId household);
    void set_going(JourneyId id, const Stage& stage, std::uint32_t visit);
    void bring(JourneyId id, const Stage& stage, std::uint32_t visit);

    // timing (door_timing.cpp)
    StageId wait_until(JourneyId id, const Block& block, std::uint32_t visit);
    // The first clock to ring; `spent` ticks of the stage have passed already (stock).
    Ring first_clock(JourneyId id, std::uint32_t visit, std::int32_t spent);
    std::int32_t rings(JourneyId id, std::size_t clock, std::uint32_t visit, std::int32_t spent);
    // Stands in the queues of its clocks that are won by being served or placed.
    void join_races(JourneyId id, std::uint32_t visit);
    bool is_theirs(const Clock& clock, const Journey& journey) const;
    bool clock_is_set(JourneyId id, std::size_t clock, std::uint32_t visit);
    // How long it stays in its stage, or is served there; the row is the stage's.
    std::int32_t ticks(JourneyId id, const Row& row, std::uint32_t word) const { return row.law ? std::max(0, row.law->draw(word)) : ticks_by_who(id, word); }
    std::int32_t ticks_by_who(JourneyId id, std::uint32_t word) const;
    std::int32_t ticks_to_age(JourneyId id, const Law& law) const;
    void look_at_birthdays(JourneyId id, ConditionId condition);
    bool can_hold(ConditionId condition, const Seen& seen) const;

    // families (door_family.cpp)
    void reach(JourneyId id, StageId from, StageId to);
    bool is_news(HouseholdId household, StageId from, StageId to) const;
    void tell(HouseholdId household);
    void move_persons(HouseholdId brought, HouseholdId sponsor);
    void merge_family(HouseholdId brought, HouseholdId sponsor);
    void join_household(HouseholdId brought, HouseholdId sponsor);
    void expect(HouseholdId sponsor, int persons);
    void recount_expected(HouseholdId sponsor);

    World& world_;
    Resources& resources_;
    Sources& sources_;
    Turns& turns_;
    Witness* witness_ = nullptr;
    const Plan& plan_;
    StageRows rows_;
    struct Turned {
        Who who;
        JourneyId journey;
        std::uint32_t stamp;
    };
    std::vector<Turned> at_doors_;              // where a full pool turns people away: to be decided after live
    bool decides_at_once_ = false;
    std::vector<HouseholdId> joining_;
    std::vector<HouseholdId> unexpected_;       // sponsors who expect fewer
};

}  // namespace doorstroom
