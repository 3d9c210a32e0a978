// The part of the field table for what is chosen by date, by whoever asks, or by a condition.
#include "language/field_tables.hpp"

namespace doorstroom::language {

namespace {

using enum Expects;
constexpr Need optional = Need::optional;
constexpr Need required = Need::required;

}  // namespace

// The rows of the table stand as a table.
// clang-format off
std::vector<Kind> kinds_of_choices() {
    return {
        {"dated", "What holds from one date to the next; before the first there is nothing.", {}, {
            {"DATE", special, optional, "SAME", "holds from that day on"},
        }},
        {"by", "One for each value of an attribute, or from each lower bound of a number.", {
            {"by", special, required, "ATTRIBUTE | household_size | expected_size | age | member | NUMBER", "what it depends on"},
            {"else", special, optional, "SAME", "for every value that is not named"},
        }, {
            {"KEY", special, optional, "SAME", "a value of the attribute, `unset` too; of a number the lower bound"},
        }},
        {"mix", "What they are like: drawn in the order written, later ones may depend on earlier ones.", {
            {"age", special, optional, "SHARES | DISTRIBUTION", "how old each person is: shares by lower bound in years, or a distribution"},
        }, {
            {"ATTRIBUTE", shares, optional, "", "of the household, or of each person"},
        }},
        {"sites", "Sites by name, in order; those of a table first.", {
            {"table", text, optional, "", "a CSV file with a column `site`, and one for each key that they have"},
        }, {
            {"SITE", mapping, optional, "site", "one address of the pool"},
        }},
        {"condition", "What must hold of whoever it is asked of: all that stands in it.", {
            {"household_size", mapping, optional, "bounds", "how many persons they are"},
            {"expected_size", mapping, optional, "bounds", "how many they will be with those who follow"},
            {"age", mapping, optional, "bounds", "in years"},
            {"member", mapping, optional, "bounds", "which of the household: 1, 2, …"},
            {"own", mapping, optional, "journeys", "where else these people are, or have been"},
            {"linked", mapping, optional, "journeys", "where those are, or have been, to whom they are linked"},
            {"site", special, optional, "TEXT | [TEXT]", "the site they live in (in measures)"},
            {"not", condition, optional, "", "it does not hold"},
            {"any", list, optional, "CONDITION", "at least one holds"},
            {"all", list, optional, "CONDITION", "each holds"},
        }, {
            {"ATTRIBUTE", special, optional, "TEXT | [TEXT]", "it has that value, or one of those"},
            {"site.COLUMN", special, optional, "TEXT | [TEXT]", "what the site has in that column (in measures)"},
        }},
    };
}
// clang-format on

}  // namespace doorstroom::language
