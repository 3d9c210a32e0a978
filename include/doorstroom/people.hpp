// Who comes: what is known of them, how they are made, how many arrive; and what a condition asks of whoever travels.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "doorstroom/ids.hpp"
#include "doorstroom/law.hpp"
#include "doorstroom/time.hpp"
#include "doorstroom/title.hpp"
#include "doorstroom/value.hpp"

namespace doorstroom {

// A categorical attribute of the household, or of each person. Code 0 is `unset`. All attributes of a household are packed
// into one word of 64 bits, those of a person into another: this one takes `bits` bits from `shift` up.
struct Attribute {
    std::string name;
    bool of_person = false;
    std::vector<std::string> values;  // values[0] == "unset"
    std::uint8_t shift = 0;
    std::uint8_t bits = 0;
};

// Journeys that a condition asks after: any on this pathway in one of these stages, now or ever.
struct Watch {
    PathwayId pathway = none<PathwayId>;
    std::vector<bool> stages;                     // by stage id
    bool reached = false;                         // ever; else now
};

// A condition on whoever travels (section 7). Children are indices into Plan::conditions. On a household's journey what is
// asked of a person is asked of member 1.
struct Condition {
    enum class Op : std::uint8_t {
        all, any, negation,                       // of the children
        attribute,                                // `accepted` by value code; of the household or of the person
        household_size, expected_size, member,    // from <= number < below
        age,                                      // likewise, in years: exact, by birthdays
        site,                                     // `accepted` by site id (measures only)
        own, linked,                              // `watch`, on journeys of these people; of those they are linked to, as at
                                                  // the end of the tick before
    };
    Op op = Op::all;
    AttributeId attribute = none<AttributeId>;
    std::vector<bool> accepted;
    double from = 0;
    double below = 0;
    WatchId watch = none<WatchId>;
    std::vector<ConditionId> children;
};

// How one attribute (or the household's size, or an age) is drawn: codes in the order of the base scenario, each with its
// chance. Chances are of the whole and sum to 1 for every household and date. `set: {ATTRIBUTE: VALUE}` is a share of 1.
struct Shares {
    enum class Of : std::uint8_t { size, attribute, age };
    Of of = Of::size;
    AttributeId attribute = none<AttributeId>;    // Of::attribute: of the household, or of each person
    std::vector<std::uint16_t> codes;             // size: persons; attribute: value codes; age: bands, 0 first
    std::vector<ValueId> chances;                 // parallel to codes
    std::vector<double> age_bounds;               // years; within band i ages are uniform in [age_bounds[i], age_bounds[i + 1])
    LawId age_law = none<LawId>;                  // an age drawn from a distribution instead; then there are no codes
    std::string place;
};

// A population fitted to published marginal tables by iterative proportional fitting: the share of each combination of the
// attributes (a band of ages counts as one). In a stock line the tables are met to the person; a source draws from it.
struct Joint {
    struct Axis {
        Shares::Of of = Shares::Of::attribute;
        AttributeId attribute = none<AttributeId>;
        std::vector<std::uint16_t> codes;         // attribute
        std::vector<double> age_bounds;           // age: as in Shares
        std::size_t size() const { return of == Shares::Of::age ? age_bounds.size() - 1 : codes.size(); }
    };
    std::vector<Axis> axes;                       // the first varies slowest; those of households before those of persons
    std::vector<double> shares;                   // sum to 1
    std::vector<std::vector<double>> margins;     // the published tables, each as shares of the cells of its axes
    std::vector<std::vector<std::uint32_t>> margin_axes;
    std::string place;
};

struct Arrivals {
    enum class Spread : std::uint8_t { poisson, negative_binomial, exact };
    ValueId number = none<ValueId>;               // per `per`
    bool persons = true;                          // else households
    Period per = Period::year;
    std::array<double, 12> season{};              // factor on the rate of each month; 1 everywhere without `season`
    Spread spread = Spread::poisson;              // `none` in the language is `exact`: a fraction is carried over
    ValueId cv = none<ValueId>;                   // negative_binomial
};

struct Source {
    std::string name;
    StageId first = none<StageId>;
    std::optional<Arrivals> arrivals;             // none: it serves `bring` only
    Shares household_size;                        // one code 1 with chance 1 when not given
    std::vector<Shares> mix;                      // in order; later ones may depend on earlier ones; age and sex among them
    std::optional<Joint> joint;                   // `margins`: drawn before the mix
    std::optional<Date> from, until;
    Title label{};                                // as people read it; its name where empty
};

}  // namespace doorstroom
