// Numbers, distributions and measures: the second half of the table of the language.
#include "language/field_tables.hpp"

namespace doorstroom::language {

namespace {

using enum Expects;
constexpr Need optional = Need::optional;
constexpr Need required = Need::required;

constexpr std::string_view periods = "hour|day|week|month|quarter|half-year|year";

}  // namespace

// The rows of the table stand as a table.
// clang-format off
std::vector<Kind> kinds_of_values() {
    return {
        {"stated value", "A number and where it comes from.", {
            {"value", special, required, "SAME", "the number"},
        }},
        {"use", "A number of `values`.", {
            {"use", name, required, "used value", "its name"},
        }},
        {"table", "Numbers of a CSV file beside the scenario.", {
            {"table", text, required, "", "the file"},
            {"value", text, required, "", "the column with the number; a column `from` makes it dated"},
            {"by", list, optional, "ATTRIBUTE", "the columns that say whose number it is"},
        }},
        {"calculation", "A number made of others.", {
            {"sum", list, optional, "TERM", "added"},
            {"product", list, optional, "VALUE", "multiplied"},
            {"min", list, optional, "TERM", "the least"},
            {"max", list, optional, "TERM", "the largest"},
            {"ratio", list, optional, "2 VALUE", "the first divided by the second"},
        }},
        {"feedback", "A number fed back from the run.", {
            {"measure", name, required, "measure", "what is read; of a wait or time also NAME.sd, .p50, .p90, .n"},
            {"over", duration, optional, "", "the window over which it is averaged (default: one tick)"},
            {"lag", duration, optional, "", "how long before now that window ends (default: now)"},
            {"per", choice, optional, periods, "of what counts during a period: how many that would be in one"},
            {"every", choice, optional, periods, "read again on the first day of each (default: each tick)"},
            {"before", special, required, "SAME", "the number until the window lies inside the run"},
        }},
        {"journeys", "Of a condition: journeys of these people (own), or of the household they are linked to.", {
            {"pathway", name, required, "pathway", "on that pathway"},
            {"in", names, optional, "stage", "now in one of these"},
            {"reached", names, optional, "stage", "ever in one of these"},
        }},
        {"bounds", "Bounds of a number.", {
            {"from", special, optional, "PLAIN", "this or more"},
            {"below", special, optional, "PLAIN", "less than this"},
        }},
    };
}

std::vector<Kind> kinds_of_laws() {
    const std::string_view two = "any two of mean, sd, cv, median, p10, p90";
    return {
        {"distribution", "The law of a duration: one family, and perhaps bounds.", {
            {"fixed", special, optional, "PARAMETER", "always so long"},
            {"exponential", mapping, optional, "exponential", "memoryless"},
            {"uniform", list, optional, "2 PARAMETER", "as likely anywhere between"},
            {"triangular", list, optional, "3 PARAMETER", "lowest, most likely, highest"},
            {"lognormal", mapping, optional, "two of", two},
            {"gamma", mapping, optional, "two of", two},
            {"weibull", mapping, optional, "two of", "any two of those, or shape and scale"},
            {"quantiles", special, optional, "{PROBABILITY: PARAMETER}", "straight lines between them"},
            {"empirical", text, optional, "", "a CSV file with one column: each row as likely"},
            {"until", date, optional, "", "the time left until a date"},
            {"over", span, optional, "", "with `until`: any moment in so many days from that date on"},
            {"min", special, optional, "PARAMETER", "never shorter: the law is conditioned, not clamped"},
            {"max", special, optional, "PARAMETER", "never longer"},
            {"age", number, optional, "years", "the time left until that birthday, in years"},
        }},
        {"exponential", "Its only parameter.", {
            {"mean", special, optional, "PARAMETER", "the mean"},
            {"median", special, optional, "PARAMETER", "or the median"},
        }},
        {"two of", "Two of these fix the law.", {
            {"mean", special, optional, "PARAMETER", "the mean"},
            {"sd", special, optional, "PARAMETER", "the standard deviation"},
            {"cv", special, optional, "AMOUNT", "the standard deviation divided by the mean"},
            {"median", special, optional, "PARAMETER", "half is below"},
            {"p10", special, optional, "PARAMETER", "a tenth is below"},
            {"p90", special, optional, "PARAMETER", "nine tenths are below"},
            {"shape", special, optional, "AMOUNT", "of a weibull"},
            {"scale", special, optional, "PARAMETER", "of a weibull"},
        }},
    };
}

std::vector<Kind> kinds_of_measures() {
    return {
        {"measure", "What is counted. Exactly one of the keys before `title`.", {
            {"persons", mapping, optional, "counted", "persons to whom all of it applies, each once"},
            {"households", mapping, optional, "counted", "households likewise"},
            {"queue", name, optional, "resource", "persons waiting for it"},
            {"used", name, optional, "resource", "units in use"},
            {"unplaced", name, optional, "resource", "persons without a place"},
            {"capacity", name, optional, "resource", "units there are"},
            {"flow", mapping, optional, "flow", "persons moving during the period"},
            {"unused", name, optional, "resource", "openings that lapsed"},
            {"wait", mapping, optional, "passage", "of those served, or whose stay ended by itself"},
            {"time", mapping, optional, "passage", "of all who leave the stage"},
            {"over_term", mapping, optional, "stages", "persons past the stage's term"},
            {"wait_by_cause", mapping, optional, "stages", "days that persons spend there during the period, by what each day is first waited for"},
            {"cost", mapping, optional, "spent", "euros during the period"},
            {"sum", list, optional, "MEASURE | PLAIN", "added"},
            {"difference", list, optional, "MEASURE | PLAIN", "the first less the others"},
            {"ratio", list, optional, "2 (MEASURE | PLAIN)", "the first divided by the second"},
            {"cumulative", name, optional, "measure", "all since the start of the run"},
            {"below", list, optional, "2 (MEASURE | PLAIN)", "1 while the first is below the second"},
            {"title", mapping, required, "title", "its name in reports"},
            {"unit", text, optional, "", "of a flow: persons or households; of a wait: minutes, hours, days, weeks, months, years"},
            {"by", list, optional, "ATTRIBUTE | site | site.COLUMN | payer", "a row for each value"},
            {"where", condition, optional, "", "only those; also on site, site.COLUMN"},
            {"over", choice, optional, "end|mean|max", "of a stock: at the end, or over the period (default end)"},
            {"start", number, optional, "", "of a cumulative: its value at the start of the run"},
        }},
        {"counted", "Whom a stock counts.", {
            {"stage", names, optional, "stage", "in any of these"},
            {"lodged", names, optional, "resource", "living in any of these pools"},
            {"pillar", text, optional, "", "in a stage of this pillar"},
            {"longer_than", duration, optional, "", "entered the stage longer ago"},
        }},
        {"flow", "Which moves are counted.", {
            {"into", names, optional, "stage", "into any of these"},
            {"out_of", names, optional, "stage", "out of any of these"},
            {"from", names, optional, "stage", "with `to`: from any of these"},
            {"to", names, optional, "stage", "with `from`: to any of these"},
        }},
        {"passage", "Which times are counted.", {
            {"stage", names, optional, "stage", "spent in any of these"},
            {"from", names, optional, "stage", "with `to`: since the last entry into this"},
            {"to", names, optional, "stage", "with `from`: until entering any of these"},
        }},
        {"stages", "Which stages.", {
            {"stage", names, required, "stage", "any of these"},
        }},
        {"spent", "Which costs.", {
            {"stage", names, optional, "stage", "of any of these"},
            {"lodged", names, optional, "resource", "of those living in any of these pools"},
            {"pillar", text, optional, "", "of stages of this pillar"},
        }},
    };
}

// clang-format on

}  // namespace doorstroom::language
