// Who is in the world: households and their journeys, as small rows in flat arrays that are used again.
#pragma once

#include <cstdint>
#include <vector>

#include "doorstroom/chance.hpp"
#include "doorstroom/plan.hpp"
#include "world/large_pages.hpp"
#include "world/readings.hpp"

namespace doorstroom {

enum class HouseholdId : std::uint32_t {};
enum class JourneyId : std::uint32_t {};

struct Household {
    Who who = 0;
    std::uint64_t attributes = 0;
    Tick asked{};                        // when it last asked for the place it has or waits for
    JourneyId journey = none<JourneyId>; // the one that is running
    std::uint8_t size = 1;               // persons
    std::uint8_t wants = no_pool;        // ordinal of the pool it waits for a place in
    SiteId site = none<SiteId>;          // where it lives
    std::uint16_t brings = 0;            // households under way that it has brought

    static constexpr std::uint8_t no_pool = 255;
    Traits traits() const {
        Traits traits;
        traits.attributes = attributes;
        traits.size = traits.expected = size;
        return traits;
    }
};
static_assert(sizeof(Household) == 32);

struct Journey {
    HouseholdId household = none<HouseholdId>;
    std::uint32_t stamp = 0;             // changes whenever a date or a place in a queue becomes void
    Tick entered{};                      // the stage it is in
    Tick counted_from{};                 // the same, or the entry of the stage's `since`
    std::int32_t expiry = never;         // the first moment at which it is past the stage's term
    std::uint32_t next_word = 0;         // the draw for `next`, made on entry; or the stage it enters in the next tick
    std::uint32_t supply = 0;            // of the resource it queues for or is served by
    StageId stage = none<StageId>;
    std::int8_t outcome = own_end;       // what its date in the agenda means: its own end, or the number of a clock
    enum class State : std::uint8_t { settled, queueing, served, deferred };
    State state = State::settled;

    static constexpr std::int8_t own_end = -1;
    static constexpr std::int8_t at_the_door = -2;  // of a request: to be let in where a pool is full
};
static_assert(sizeof(Journey) == 32);

// Rows that come and go; a row's number is used again after it has gone.
template <class Row, class Id>
class Rows {
public:
    Row& operator[](Id id) { return rows_[index(id)]; }
    const Row& operator[](Id id) const { return rows_[index(id)]; }
    Id add(const Row& row) {
        if (free_.empty()) return rows_.push_back(row), static_cast<Id>(rows_.size() - 1);
        const Id id = free_.back();
        free_.pop_back();
        Row& reused = rows_[index(id)];
        if constexpr (requires { row.stamp; }) {
            const std::uint32_t stamp = reused.stamp + 1;  // what the old row left behind stays void
            reused = row;
            reused.stamp = stamp;
        } else {
            reused = row;
        }
        return id;
    }
    void remove(Id id) { free_.push_back(id); }
    void clear() { rows_.clear(), free_.clear(); }
    std::size_t size() const { return rows_.size(); }  // highest ever in use at once
    void prefetch(Id id) const { __builtin_prefetch(&rows_[index(id)]); }

private:
    LargeVector<Row> rows_;
    std::vector<Id> free_;
};

}  // namespace doorstroom
