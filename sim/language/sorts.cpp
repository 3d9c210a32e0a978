#include "language/sorts.hpp"

#include <algorithm>

#include "doorstroom/ensure.hpp"

namespace doorstroom::language {

namespace {

using enum Sort::Is;

constexpr std::string_view named = "^[a-z][a-z0-9_-]*([.][a-z][a-z0-9_-]*)?$";  // also PATHWAY.STAGE, MEASURE.p90
constexpr std::string_view text_schema = R"({"type": ["string", "number", "boolean"]})";
constexpr std::string_view date_schema =
    R"({"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"})";
constexpr std::string_view span_schema =
    R"({"type": "string", "pattern": "^(0|[1-9][0-9]*)([.][0-9]+)?(e[+-]?[0-9]+)? (minute|hour|day|week|month|year)s?$"})";
constexpr std::string_view any_span_schema =
    R"({"type": "string", "pattern": "^-?(0|[1-9][0-9]*)([.][0-9]+)?(e[+-]?[0-9]+)? (minute|hour|day|week|month|year)s?$"})";

}  // namespace

// The rows of the table stand as a table.
// clang-format off
const std::vector<Sort>& all_sorts() {
    static const std::vector<Sort> sorts{
        {"TEXT",         plain,        text_schema,                         "any text"},
        {"WHOLE",        plain,        R"({"type": "integer", "minimum": 0})", "a whole number"},
        {"PLAIN",        plain,        R"({"type": "number"})",             "a number that depends on nothing"},
        {"CORRELATION",  plain,        R"({"type": "number", "exclusiveMinimum": -1, "exclusiveMaximum": 1})", "above -1 and below 1: 0 says nothing of one another, near 1 they rise together"},
        {"DATE",         plain,        date_schema,                         "a day, `2026-12-31`: its first moment"},
        {"DURATION",     plain,        span_schema,                         "a number and a unit (minutes, hours, days, weeks, months, years): `6 weeks`"},
        {"AMOUNT",       value,        R"({"type": "number", "minimum": 0})", "a number of 0 or more, or what may stand for one"},
        {"NUMBER",       value,        R"({"type": "number"})",             "a number, or what may stand for one"},
        {"CHANCE",       value,        R"({"type": "number", "minimum": 0, "maximum": 1})", "a number between 0 and 1, or what may stand for one"},
        {"SPAN",         value,        span_schema,                         "a duration, or what may stand for one"},
        {"ANY_SPAN",     value,        any_span_schema,                     "a duration that may be negative, or what may stand for one"},
        {"VALUE",        value,        R"({"type": ["number", "string"]})", "a number, a duration or shares, or what may stand for one"},
        {"SHARES",       shares,       "",                                  "`{VALUE: CHANCE, …}` that sum to 1, or one VALUE; by date or by who it is, as numbers are"},
        {"DISTRIBUTION", distribution, "SPAN",                              "how long it may take: `{exponential: {mean: 9 days}}`; or `forever`"},
        {"SHIFT",        distribution, "ANY_SPAN",                          "a distribution that may be negative"},
        {"FACTOR",       distribution, "NUMBER",                            "a distribution of plain numbers"},
        {"CONDITION",    condition,    "",                                  "what must hold: `{origin: syria}`"},
        {"ATTRIBUTE",    name,         named,                               "one of `attributes`"},
        {"STAGE",        name,         named,                               "a stage of the pathway; in measures also `PATHWAY.STAGE`, or a PATHWAY for all its stages"},
        {"PATHWAY",      name,         named,                               "one of `pathways`"},
        {"RESOURCE",     name,         named,                               "one of `resources`"},
        {"SOURCE",       name,         named,                               "one of `sources`"},
        {"MEASURE",      name,         named,                               "one of `measures`; of waits and times also `MEASURE.p90`"},
        {"STOCK_LINE",   name,         named,                               "one of `stock`"},
        {"POLICY",       name,         named,                               "a file in `policies`, without `.yaml`"},
        {"USED_VALUE",   name,         named,                               "one of `values`"},
        {"REFERENCE",    name,         "",                                  "one of `references`"},
        {"COLUMN",       name,         "",                                  "a column of the sites, or of a table"},
        {"site.COLUMN",  name,         "^site[.].",                         "what the site has in that column"},
        {"NAME",         key,          "^[a-z][a-z0-9_-]*$",                "a name of your own: small letters, digits, `_`, `-`"},
        {"SITE",         key,          "",                                  "a name of your own, or any text without `.`, `;` and `=`"},
        {"PATH",         key,          "",                                  "the address of a number: `resources.coa.sites.azc.capacity`"},
        {"PROBABILITY",  key,          "^(0([.][0-9]+)?|1)$",               "between 0 and 1"},
        {"KEY",          key,          "",                                  "a value of the attribute, `unset` too; of a number a lower bound"},
    };
    return sorts;
}
// clang-format on

const Sort& sort_of(std::string_view name) {
    const auto& sorts = all_sorts();
    const auto found = std::find_if(sorts.begin(), sorts.end(), [&](const Sort& sort) { return sort.name == name; });
    ensure(found != sorts.end(), "a sort in the field table that is not among the sorts");
    return *found;
}

Binding binding_of(const Sort& sort) {
    if (sort.is == distribution) return {{}, {}, sort.schema};
    if (sort.is != value && sort.is != shares) return {};
    const bool is_span = sort.name == "SPAN" || sort.name == "ANY_SPAN";
    return {sort.name, is_span ? "ANY_SPAN" : sort.name == "VALUE" ? "VALUE" : "NUMBER", {}};
}

const Sort& sort_of(std::string_view name, const Binding& binding) {
    return sort_of(name == "SAME" ? binding.same : name == "TERM" ? binding.term : name == "PARAMETER" ? binding.parameter : name);
}

}  // namespace doorstroom::language
