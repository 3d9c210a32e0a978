// The life of one synthetic household in one trial: what happened to it, when and why, and what each tick was waited for.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

#include "doorstroom/chance.hpp"
#include "doorstroom/ids.hpp"
#include "doorstroom/time.hpp"

namespace doorstroom {

// What a tick in a stage is given to: the first of these that holds at its end.
enum class Cause : std::uint8_t {
    before,     // it lies before the run: of the stock it is known since when they wait, not for what
    law,        // a fixed time, or the time until a date or a birthday, in a stage under a law
    relatives,  // the people they are linked to
    own,        // these people themselves: another journey of theirs, a birthday
    closed,     // nothing opens, serves or is open of what they wait for
    size,       // nothing that is large enough has come free, though others are served
    queue,      // somebody stands before them
    first,      // nobody does, and nothing has come free
    time,       // the stage itself takes so long; nothing scarce is waited for
    untold,     // they wait, and the state of things does not tell for what
};
inline constexpr std::size_t causes = 10;
// As groups of a measure `wait_by_cause` bear them: those that a run itself can tell, in order.
inline constexpr Cause first_told = Cause::law;
inline constexpr std::array<std::string_view, 9> cause_names{"law", "relatives", "own", "closed", "size", "queue", "first", "time", "untold"};
using TicksByCause = std::array<std::int32_t, causes>;

// Why a journey moved.
enum class Why : std::uint8_t {
    arrived, brought, started, seated,   // how it began
    passed,                              // the stage it left takes no time
    time_over,                           // its stay was over
    served, service_over,                // it got what it waited for; and was done with it
    clock,                               // of a race
    condition_held, condition_void,      // it waited until a condition held; or no longer can hold
    let_in, turned_away,                 // at the door of a full pool
    next_tick,                           // a stage is entered once in a tick
    stopped,                             // another journey of these people stopped it, or it was over when they joined others
};

struct Life {
    static constexpr std::uint32_t no_journey = ~std::uint32_t{0};

    struct Member {
        int number = 1;                  // when it was made
        std::uint64_t attributes = 0;
        double age = std::numeric_limits<double>::quiet_NaN();  // where ages are known
    };
    // The household itself, and those it brought.
    struct People {
        Who who = 0;
        Tick since{};
        Who brought_by = 0;              // 0: nobody
        StockId stock = none<StockId>;   // of the starting stock
        std::uint64_t attributes = 0;
        int size = 1;
        std::vector<Member> members;     // where the plan knows persons
    };
    struct Journey {
        Who household = 0;
        int member = 0;                  // 0: the household travels
        PathwayId pathway = none<PathwayId>;
    };
    struct Event {
        enum class What : std::uint8_t { enters, at_door, served, stops, lives, brings, joins };
        What what = What::enters;
        Why why = Why::passed;
        Tick at{};
        std::uint32_t journey = no_journey;
        Who household = 0;
        StageId from = none<StageId>;
        StageId to = none<StageId>;
        std::int8_t clock = -1;          // Why::clock: of the race of `from`
        double chance = std::numeric_limits<double>::quiet_NaN();  // of this way out of `from`, where it was drawn
        SiteId site = none<SiteId>;      // lives: from now on; none: nowhere in the pools
        SiteId left = none<SiteId>;      // and until now
        Who other = 0;                   // brings, joins
        std::int32_t ahead = -1;         // in the queue on the first evening, where that can be told
        TicksByCause ticks{};            // spent where it came to
    };

    std::vector<People> people;          // the household asked for is the first; empty: there was none
    std::vector<Journey> journeys;
    std::vector<Event> events;           // as they happened
    std::uint64_t fingerprint = 0;       // of the whole trial
};

// Which household is looked for: among all stays in a stage, those still going on at the end of the run too.
struct Wanted {
    enum class Which : std::uint8_t { longest, middle, first };
    StageId stage = none<StageId>;
    Which which = Which::longest;
    bool newcomers = false;              // not of the starting stock
};

struct FoundStay {
    Who household = 0;
    Tick entered{};
    std::int32_t ticks = 0;
    bool has_left = false;
    std::size_t among = 0;               // so many stays
};

}  // namespace doorstroom
