// The Plan: a scenario compiled, complete, checked, immutable and flat. The engine knows nothing else of the scenario.
// Names are kept for output and because every draw is addressed by them; everything that refers, refers by id.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "doorstroom/ids.hpp"
#include "doorstroom/law.hpp"
#include "doorstroom/people.hpp"
#include "doorstroom/time.hpp"
#include "doorstroom/title.hpp"
#include "doorstroom/value.hpp"

namespace doorstroom {

// ---- pathways -------------------------------------------------------------------------------------------------------

// One way out of a stage. Read in order; `rest` is compiled to the last branch, without condition or chance.
struct Branch {
    StageId to = none<StageId>;
    ConditionId when = none<ConditionId>;
    ValueId chance = none<ValueId>;               // of all who came; none: everybody left whom it fits
};

// Where nobody takes the rest and some branches fit not everybody: another chance of one of them, for which the others that fit give,
// or which gives to them, in proportion.
struct Reshare {
    std::uint32_t branch = 0;                     // of `next`
    ValueId chance = none<ValueId>;
    ValueId holds = none<ValueId>;                // 1 while it does, else 0; none: always
};

// A clock of a race; the first thing to happen wins. Those of the pathway stand behind the stage's own.
struct Clock {
    enum class Kind : std::uint8_t {
        after,                                    // a drawn time since entry, or since this journey's last entry into `since`
        await,                                    // being served by `resource` (servers: held on until released)
        lodge,                                    // getting a place in the pool `resource`
        until,                                    // when the condition holds
    };
    std::string name;
    Kind kind = Kind::after;
    LawId after = none<LawId>;
    ResourceId resource = none<ResourceId>;
    ConditionId until = none<ConditionId>;
    StageId to = none<StageId>;
    ConditionId when = none<ConditionId>;         // whose it is, as they are on entering: traits only; none: everybody's
    ValueId chance = none<ValueId>;               // none: always set
    StageId since = none<StageId>;
    bool of_pathway = false;                      // written on the pathway: its draws are addressed as the stage's own
};

// An attribute set on entry. On a household's journey a person's attribute is set for member 1.
struct Setting {
    enum class From : std::uint8_t {
        shares,                                   // drawn (or certain)
        linked,                                   // `source` of the linked household, as at the end of the tick before
        site,                                     // what the site they live in has in a column
    };
    From from = From::shares;
    AttributeId attribute = none<AttributeId>;
    Shares shares;
    AttributeId source = none<AttributeId>;
    std::vector<std::uint16_t> code_of_value;     // linked: by code of `source`: the code of `attribute`; 0 leaves it
    std::vector<std::uint16_t> code_of_site;      // site: by site id; 0 (unset) leaves it
};

// A further journey of the same people.
struct Start {
    enum class Who : std::uint8_t { all, adults, children };  // adults: 18 and over
    std::string name;                             // the entry's name: the pathway
    PathwayId pathway = none<PathwayId>;
    Who who = Who::all;
    ConditionId when = none<ConditionId>;         // `who: CONDITION`
    ValueId chance = none<ValueId>;               // none: always
    LawId after = none<LawId>;                    // none: the next tick
    StageId at = none<StageId>;                   // the stage it begins in: the pathway's first unless `at` says so
};

struct Bring {
    SourceId source = none<SourceId>;
    ValueId chance = none<ValueId>;               // none: always
    LawId after = none<LawId>;                    // none: the next tick
};

struct Stage {
    enum class Timing : std::uint8_t { pass, stay, await, until };
    enum class Lodge : std::uint8_t {
        keep, leave, pool,
        own,                                      // of a final stage: leaves a place that this journey's own `lodge` gave
    };

    std::string name;                             // `asylum.decision`
    std::string place;                            // FILE:LINE:COLUMN
    PathwayId pathway = none<PathwayId>;
    bool final = false;

    Timing timing = Timing::pass;
    LawId law = none<LawId>;                      // of the stay, or of the service (`takes`); none with `await`: no service time
    ResourceId awaits = none<ResourceId>;
    ValueId priority = none<ValueId>;             // none: 0; the lowest goes first
    StageId since = none<StageId>;                // term and place in the queue count from the last entry into this
    std::vector<Clock> race;
    std::vector<Branch> next;
    std::vector<std::vector<Reshare>> reshares;   // what is drawn, then what policies make of it; each in the order of `next`

    Lodge lodge = Lodge::keep;
    ResourceId pool = none<ResourceId>;           // with Lodge::pool
    std::vector<Setting> set;
    std::vector<Start> start;
    std::vector<PathwayId> stop;                  // other journeys of these people on these pathways end
    bool stop_all = false;                        // all of them, and what start and bring have set going
    std::vector<Bring> bring;
    bool join_linked = false;                     // on a final stage
    std::vector<ResourceId> release;
    struct GiveBack {
        ResourceId resource = none<ResourceId>;
        bool earlier = false;                     // all it took there before the last one; else the last
    };
    std::vector<GiveBack> give_back;

    ConditionId until = none<ConditionId>;        // Timing::until
    StageId otherwise = none<StageId>;            // `else`: where to when it no longer can hold; none: `next`

    ValueId term_days = none<ValueId>;
    ValueId cost_entry = none<ValueId>;           // euros per person
    ValueId cost_per_day = none<ValueId>;
    std::string payer;

    Title label;
    std::string pillar;
    std::string law_reference;
    bool on_a_circle = false;                     // this stage can be entered again by the same journey
};

struct Pathway {
    std::string name;
    bool moves_persons = false;                   // each person travels alone; else the household
    StageId first = none<StageId>;
    std::vector<StageId> stages;
    Title label{};                                // as people read it; its name where empty
};

// ---- resources ------------------------------------------------------------------------------------------------------

struct Resource {
    enum class Kind : std::uint8_t { servers, slots, places };
    enum class Order : std::uint8_t { oldest, newest, random };
    enum class Unit : std::uint8_t { persons, households, value };
    enum class WhenFull : std::uint8_t { go_on, wait, turn_away };
    enum class Spread : std::uint8_t { even, poisson, start };

    std::string name;
    Kind kind = Kind::servers;
    Order order = Order::oldest;
    Unit unit = Unit::households;
    ValueId unit_value = none<ValueId>;
    std::vector<AttributeId> by;                  // a separate supply and queue for each combination of values
    AttributeId gives = none<AttributeId>;        // one queue; who is served takes on the value of the supply

    ValueId amount = none<ValueId>;               // servers: capacity; slots: openings per `per`; may depend on by / gives
    Period per = Period::year;
    Spread spread = Spread::even;
    bool carry = false;                           // unused openings: carried (else they lapse at the end of the tick)
    ValueId carry_at_most = none<ValueId>;
    std::optional<Shares> sizes;                  // slots: shares of each class by the largest size it fits, ascending
    bool fits_expected = false;                   // what must fit: expected_size; else household_size
    bool upsize = false;                          // what is left of a class goes down the queue
    ResourceId spill = none<ResourceId>;          // slots: takes what would lapse (declared later)
    bool spill_others = false;                    // the other values of `by` or `gives` take it

    std::vector<SiteId> sites;                    // places, in the order listed
    bool fill_in_order = false;                   // among sites of a tier; default: the largest free share
    bool move_up = false;                         // who lives in a higher tier moves when a lower one has room
    WhenFull when_full = WhenFull::go_on;
    std::vector<StageId> turned_to;               // turn_away: by pathway, the stage that who is turned away enters

    Title label{};                                // as people read it; its name where empty

    // What tells its supplies, or its sites, apart: `by`, or what it gives.
    std::vector<AttributeId> kept_apart_by() const { return given(gives) ? std::vector<AttributeId>{gives} : by; }
    // Places that those of one household who live in a site take together: one of them, or a number.
    bool has_dwellings() const { return kind == Kind::places && unit != Unit::persons; }
};

struct Site {
    std::string name;
    ResourceId pool = none<ResourceId>;
    std::int32_t tier = 1;
    ValueId capacity = none<ValueId>;
    ValueId usable = none<ValueId>;               // none: 1
    ConditionId who = none<ConditionId>;          // whom it takes (none: everybody)
    std::vector<std::uint16_t> by_codes;          // parallel to the pool's `by`, or of what it `gives`: whose site it is; 0: nobody's
    ValueId cost_per_day = none<ValueId>;         // euros per person
    ValueId cost_open = none<ValueId>;            // euros per place and day, filled or not
    std::string payer;
    std::optional<Date> opens, closes;
    LawId slip_opens = none<LawId>;               // days by which the date is late (may be negative)
    LawId slip_closes = none<LawId>;
    ValueId never = none<ValueId>;                // chance that a planned opening never comes
    std::vector<std::pair<std::string, std::string>> columns;  // other columns, for measures `by: site.COLUMN`
};

// ---- start, uncertainty, measures -----------------------------------------------------------------------------------

struct StockLine {
    enum class Elapsed : std::uint8_t { fresh, equilibrium, law };
    enum class Lodge : std::uint8_t { none, pool };

    std::string name;
    StageId stage = none<StageId>;
    bool persons = true;                          // `number` counts persons, else households
    ValueId number = none<ValueId>;
    Shares household_size;
    std::vector<Shares> mix;
    std::optional<Joint> joint;                   // `margins`: met to the person
    Elapsed elapsed = Elapsed::fresh;
    LawId elapsed_law = none<LawId>;
    std::vector<std::pair<StageId, LawId>> since; // time since an earlier stage
    struct Also {                                 // the same people, on a further pathway
        StageId stage = none<StageId>;
        Start::Who who = Start::Who::all;
        ConditionId when = none<ConditionId>;
        Elapsed elapsed = Elapsed::fresh;
        LawId elapsed_law = none<LawId>;
        std::vector<ResourceId> holds;            // servers held on by that journey
    };
    std::vector<Also> also;
    std::vector<ResourceId> holds;                // servers held on by the journey of the line itself
    StockId linked = none<StockId>;               // each has a sponsor from that line, which stands before it
    Lodge lodge = Lodge::none;
    ResourceId pool = none<ResourceId>;
    SiteId site = none<SiteId>;                   // none: placed by the pool's rule

    std::string basis;                            // published | derived | assumed
    std::string reference;                        // id of the reference, or the text of the assumption
};

// One uncertain number: a draw for each replication. A Value refers to it by its index.
struct Factor {
    struct Part {
        FactorId factor = none<FactorId>;
        double weight = 1;
    };
    std::string path;
    LawId law = none<LawId>;                      // of constants
    bool walks = false;                           // on each 1 January a further draw multiplies (`times` only)
    // Of one that is correlated: the standard normal number that says which share of its law is drawn is this sum over
    // independent ones, those of factors before it and its own; empty: its own alone. Squares of the weights sum to 1.
    std::vector<Part> normal{};
};

// A number read back from the run: the mean of a measure over a window that ends `lag` before the tick began.
struct Feedback {
    MeasureId measure = none<MeasureId>;
    std::uint8_t statistic = 0;                   // of a wait or time: 0 mean, 1 sd, 2 p50, 3 p90, 4 n
    double over_days = 0;
    double lag_days = 0;
    std::optional<Period> per;                    // a flow or cost as a rate
    std::optional<Period> every;                  // read again on the first day of each; none: each tick

    friend bool operator==(const Feedback&, const Feedback&) = default;
};

enum class Over : std::uint8_t { end, mean, max };

// One dimension of a breakdown, with its labels in order. A household without a value is in the total only.
struct Breakdown {
    enum class Of : std::uint8_t { attribute, site, site_column, payer, cause };
    Of of = Of::attribute;
    std::string name;                             // as written in the group column: `origin`, `site`, `site.municipality`
    AttributeId attribute = none<AttributeId>;
    std::vector<std::string> labels;
    std::vector<std::int32_t> position;           // by value code (attribute) or site id: index of the label, or -1
};

struct Operand {
    MeasureId measure = none<MeasureId>;          // none: the number
    std::uint8_t statistic = 0;                   // of a wait or time: 0 mean, 1 sd, 2 p50, 3 p90, 4 n
    double number = 0;
};

struct Measure {
    enum class Kind : std::uint8_t {
        persons, households,                      // stocks: in `stages`, lodged in `lodged`, entered longer than ago
        queue, used, unplaced, capacity,          // of `resource`
        flow,                                     // from any of `from` (any stage if empty) into any of `stages`
        unused,                                   // openings of `resource` that lapsed
        wait, time,                               // at `stages`; or from the last entry into `from` until entry into `stages`
        over_term,                                // persons in `stages` past the term
        wait_by_cause,                            // time spent in `stages`, by the first cause that holds at the end of each tick
        cost,
        sum, difference, ratio, cumulative, below // of `operands`
    };
    std::string name;
    Title title;
    Kind kind = Kind::persons;
    std::string unit;                             // as written in the output
    double days_per_unit = 1;                     // wait, time: one unit is so many days
    bool count_households = false;                // flow with `unit: households`

    bool any_stage = false;                       // no stage condition was given
    std::vector<PathwayId> doors;                 // whole pathways named: who stands at their doors counts too
    std::vector<StageId> stages;                  // persons, wait, over_term: in; flow: into. Empty with a flow: out of `from`
    std::vector<StageId> from;                    // flow: out of; wait and time: {from, to}
    bool between = false;                         // wait, time as {from: STAGE, to: STAGE}
    std::vector<ResourceId> lodged;               // lodged in any of these pools (empty: no such condition)
    std::optional<double> longer_than_days;
    ResourceId resource = none<ResourceId>;
    std::vector<Operand> operands;
    ValueId start = none<ValueId>;                // cumulative: the value at run.start (none: 0)

    ConditionId where = none<ConditionId>;
    std::vector<Breakdown> by;
    Over over = Over::end;
    bool at_moment = true;                        // dated by the moment it was counted; else by the first day of its period
};

// ---- the whole ------------------------------------------------------------------------------------------------------

struct Plan {
    std::string scenario;
    Title title;
    Calendar calendar;
    Period report = Period::month;
    std::int32_t replications = 1;
    std::uint64_t seed = 1;

    std::vector<Value> values;
    std::vector<Law> laws;
    std::vector<Condition> conditions;
    std::vector<Watch> watches;
    std::vector<Feedback> feedbacks;
    std::vector<Factor> factors;

    std::vector<Attribute> attributes;
    std::vector<Source> sources;
    std::vector<Stage> stages;
    std::vector<Pathway> pathways;
    std::vector<Resource> resources;
    std::vector<Site> sites;
    std::vector<StockLine> stock;
    std::vector<Measure> measures;

    const Stage& at(StageId id) const { return stages[index(id)]; }
    const Value& at(ValueId id) const { return values[index(id)]; }
    const Law& at(LawId id) const { return laws[index(id)]; }
    const Condition& at(ConditionId id) const { return conditions[index(id)]; }
    const Watch& at(WatchId id) const { return watches[index(id)]; }
    const Pathway& at(PathwayId id) const { return pathways[index(id)]; }
    const Attribute& at(AttributeId id) const { return attributes[index(id)]; }
    const Source& at(SourceId id) const { return sources[index(id)]; }
    const Resource& at(ResourceId id) const { return resources[index(id)]; }
    const Site& at(SiteId id) const { return sites[index(id)]; }
    const Measure& at(MeasureId id) const { return measures[index(id)]; }
    const Factor& at(FactorId id) const { return factors[index(id)]; }
};

}  // namespace doorstroom
