// Who is in the world: households and their journeys, as small rows in flat arrays that are used again.
#pragma once

#include <bit>
#include <cstdint>
#include <vector>

#include "doorstroom/chance.hpp"
#include "doorstroom/plan.hpp"
#include "world/large_pages.hpp"
#include "world/readings.hpp"

namespace doorstroom {

enum class HouseholdId : std::uint32_t {};
enum class JourneyId : std::uint32_t {};
enum class PersonId : std::uint32_t {};
enum class ApartId : std::uint32_t {};

// Members of a household, one bit each: the lowest is member 1.
using Members = std::uint64_t;
// How many they are; of one, as most often, without the library's count.
inline std::int32_t number_of(Members members) {
    const bool one_or_none = (members & (members - 1)) == 0;
    return one_or_none ? members != 0 : std::popcount(members);
}

// Pathways, one bit each; where there are more than 64, some share one.
using Pathways = std::uint64_t;
inline Pathways bit_of(PathwayId pathway) { return Pathways{1} << index(pathway) % 64; }

// Where people live together, and in which pools they are without a place.
struct Home {
    SiteId site = none<SiteId>;
    std::uint8_t wants = no_pool;        // ordinal of the pool they have asked for a place
    std::uint8_t displaced = no_pool;    // ordinal of the pool in which they lost their place, and are placed again

    static constexpr std::uint8_t no_pool = 255;
    friend bool operator==(const Home&, const Home&) = default;
};

// Its home is that of all its members but those who live apart.
struct Household : Home {
    std::uint32_t requests = no_request; // the first of those for a place (Lodging)
    Who who = 0;
    std::uint64_t attributes = 0;
    JourneyId journey = none<JourneyId>; // the first of its journeys; further ones follow it (Journey::next)
    std::uint16_t going = 0;             // journeys set going for it, and households that it has brought, still to come
    std::uint8_t size = 1;               // persons
    std::uint8_t expecting = 0;          // persons it brought who have neither joined nor ended

    static constexpr std::uint32_t no_request = ~std::uint32_t{0};
    Traits traits() const {
        Traits traits;
        traits.attributes = attributes;
        traits.size = size;
        traits.expected = static_cast<std::uint16_t>(size + expecting);
        return traits;
    }
};
static_assert(sizeof(Household) == 32);

// One line of memory: whoever asks after a journey asks after most of it.
struct alignas(line_of_memory) Journey {
    Who who = 0;                         // for every draw on this journey
    Members covers = 0;                  // whom it counts (plans in which people have several journeys)
    Members lodged = 0;                  // whose place its own `lodge` gave (likewise)
    HouseholdId household = none<HouseholdId>;
    std::uint32_t stamp = 0;             // changes whenever a date or a place in a queue becomes void
    PersonId person = none<PersonId>;    // who travels; none: the household
    JourneyId next = none<JourneyId>;    // of the same household
    Tick entered{};                      // the stage it is in
    Tick counted_from{};                 // the same, or the entry of the stage's `since`
    std::int32_t expiry = never;         // the first moment at which it is past the stage's term
    std::uint32_t next_word = 0;         // the draw for `next`, made on entry; or the stage it enters in the next tick
    StageId stage = none<StageId>;
    PathwayId pathway = none<PathwayId>;
    bool counted = false;                // in the ledger (plans in which people have several journeys)
    std::int8_t outcome = own_end;       // what its date in the agenda means: its own end, or the number of a clock
    enum class State : std::uint8_t {
        settled, queueing, served,
        deferred,                        // enters its next stage in the next tick
        waiting,                         // until a condition holds
        at_door,                         // of a full pool; the stage it would enter is next_word
        ended,                           // in its final stage; the row is kept while the household has other journeys
    };
    State state = State::settled;

    static constexpr std::int8_t own_end = -1;
    static constexpr std::int8_t at_the_door = -2;  // of a request: to be let in where a pool is full
};
static_assert(sizeof(Journey) == line_of_memory);

// ---- of plans in which people have several journeys, are persons, or belong to each other ---------------------------

// Some members of a household who live elsewhere, or nowhere while the others have a home.
struct Apart : Home {
    HouseholdId household = none<HouseholdId>;
    Members members = 0;
    ApartId next = none<ApartId>;        // of the same household
};

struct alignas(line_of_memory) Person {
    Who who = 0;                         // the household and member it was made as
    std::uint64_t attributes = 0;
    Date born{};
    HouseholdId household = none<HouseholdId>;
    PersonId next = none<PersonId>;      // of the household
    std::uint8_t made_member = 1;        // its number when it was made, for `member`
    std::uint8_t bit = 0;                // its place in Journey::covers
    std::uint64_t reached = 0;           // watches (`reached`) that its own journeys have met
    mutable Tick aged{-1};               // when `age` was worked out
    mutable float age = 0;               // years
    mutable Birthdays birthdays{};       // around that day, of `born`, which does not change once it was asked: the calendar is looked at once a year

    float age_on(Date today) const {
        if (!birthdays.around(today)) birthdays = birthdays_around(born, today);
        return static_cast<float>(birthdays.age_on(today));
    }
};

// What others see of a household, as at the end of a tick.
struct Sight {
    std::uint64_t watched = 0;           // by watch: whether a journey fits
    std::uint64_t alive = 0;             // by pathway: whether a journey is running or set going
    std::uint64_t attributes = 0;
};

// What is asked of it most stands in the first of its two lines of memory.
struct alignas(line_of_memory) Family {
    PersonId first_person = none<PersonId>;
    ApartId first_apart = none<ApartId>;
    HouseholdId sponsor = none<HouseholdId>;        // who brought it
    HouseholdId first_brought = none<HouseholdId>;  // whom it brought; further ones by next_brought
    HouseholdId next_brought = none<HouseholdId>;
    HouseholdId merged_into = none<HouseholdId>;    // it joined that one, and is only an address now
    Pathways travelled = 0;                         // by anybody of it
    std::uint64_t reached = 0;                      // watches (`reached`) that any journey of its people has met
    std::uint64_t reached_together = 0;             // and those of the household itself
    std::uint16_t running = 0;                      // journeys
    std::uint16_t called_off = 0;                   // how often all that was set going was called off
    Tick changed{-1};
    std::uint8_t counted_expecting = 0;             // persons of it that its sponsor still expects
    bool doubled = false;                           // somebody may have had two journeys on one pathway
    Sight now, before;                              // before: as at the end of the tick before `changed`
};
static_assert(sizeof(Family) == 2 * line_of_memory);

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
    Id id_of(const Row& row) const { return static_cast<Id>(&row - rows_.data()); }
    void clear() { rows_.clear(), free_.clear(); }
    std::size_t size() const { return rows_.size(); }  // highest ever in use at once
    void prefetch(Id id) const { __builtin_prefetch(&rows_[index(id)]); }

private:
    LargeVector<Row> rows_;
    std::vector<Id> free_;
};

}  // namespace doorstroom
