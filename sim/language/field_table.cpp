#include "language/field_tables.hpp"

namespace doorstroom::language {

namespace {

using enum Expects;
constexpr Need optional = Need::optional;
constexpr Need required = Need::required;

constexpr std::string_view periods = "hour|day|week|month|quarter|half-year|year";

// The rows of the table stand as a table.
// clang-format off
std::vector<Kind> kinds_of_a_scenario() {
    return {
        {"scenario", "A whole file.", {
            {"schema", whole, required, "", "version of the language: 1"},
            {"scenario", text, required, "", "its name, also that of the folder of results"},
            {"title", mapping, required, "title", "what it is called in reports"},
            {"extends", special, optional, "TEXT | [TEXT]", "the files that this one is laid over"},
            {"run", mapping, required, "run", "what period, in what steps, how often"},
            {"attributes", entries, optional, "{NAME: [TEXT] | {attribute}}", "what is known of a household, or of a person"},
            {"sources", entries, optional, "source", "who arrives"},
            {"resources", entries, optional, "{NAME: {servers} | {slots} | {places}}", "what limits"},
            {"pathways", entries, required, "pathway", "which ways people go"},
            {"stock", entries, optional, "stock line", "who is inside at the start"},
            {"values", entries, optional, "{NAME: VALUE}", "numbers used in more than one place"},
            {"measures", entries, optional, "measure", "what to count"},
            {"uncertain", entries, optional, "{PATH: {uncertain}}", "which numbers are drawn for each replication"},
            {"references", entries, optional, "source of figures", "where figures were published"},
            {"policies", entries, optional, "policy in use", "dated differences on the model: each a file `policies/NAME.yaml`, beside this one or in the project's `scenarios`"},
            {"variants", entries, optional, "variant", "several scenarios in one file"},
        }},
        {"title", "A name in two languages.", {
            {"nl", text, required, "", "in Dutch"},
            {"en", text, required, "", "in English"},
        }},
        {"run", "The period that is simulated.", {
            {"start", date, required, "", "the first day"},
            {"end", date, required, "", "the first day no longer simulated"},
            {"tick", duration, optional, "", "the step of time; divides a day or is whole days (default 1 day)"},
            {"replications", whole, optional, "", "how often, each with other chance (default 1)"},
            {"seed", whole, optional, "", "where all chance comes from (default 1)"},
            {"report", choice, optional, "day|week|month|quarter|half-year|year", "grid of the output (default month)"},
        }},
        {"attribute", "A categorical property of a household, or of each person.", {
            {"values", list, optional, "TEXT", "its values, in order"},
            {"of", choice, optional, "household|person", "whose it is (default household)"},
            {"table", text, optional, "", "a CSV file with its values"},
            {"value", text, optional, "", "the column of that file"},
        }},
        {"source of figures", "Where figures were published.", {
            {"title", text, required, "", "what the publication is called"},
            {"publisher", text, optional, "", "who published it"},
            {"href", text, optional, "", "where it can be read"},
            {"published", text, optional, "", "when"},
            {"read_in", text, optional, "", "where its figures were read, when not there"},
            {"checked", text, optional, "", "when somebody last looked"},
        }},
        {"uncertain", "A number drawn once for each replication.", {
            {"times", factor, optional, "", "the number is multiplied by the draw"},
            {"value", factor, optional, "FACTOR | SHIFT", "the number is replaced by the draw"},
            {"walk", choice, optional, "year", "multiplied by a further draw on each 1 January"},
            {"correlated", entries, optional, "{PATH: CORRELATION}", "rank correlation with other uncertain numbers; said of one of two, it holds of both"},
        }},
    };
}

std::vector<Kind> kinds_of_people() {
    return {
        {"source", "Creates households on a pathway.", {
            {"pathway", name, required, "pathway", "where they begin"},
            {"arrivals", mapping, optional, "arrivals", "how many; without it the source serves `bring`"},
            {"household_size", shares, optional, "", "how large households are (default 1)"},
            {"mix", mapping, optional, "mix", "shares of each attribute and of `age`; later ones may depend on earlier ones"},
            {"from", date, optional, "", "the first day on which anybody arrives"},
            {"until", date, optional, "", "the first day on which nobody arrives any more"},
            {"margins", entries, optional, "{NAME: {margin} | AMOUNT}", "published marginal tables, in place of `mix` for what they are by"},
            {"label", mapping, optional, "title", "its name in reports and pictures"},
        }},
        {"margin", "A published table of persons; or written out as {by: ATTRIBUTE, VALUE: NUMBER, …}.", {
            {"table", text, required, "", "the file"},
            {"value", text, required, "", "the column with persons, or with shares of all"},
            {"by", names, required, "attribute", "the columns it is by: attributes, sex, age (lower bounds in years)"},
        }},
        {"arrivals", "How many arrive.", {
            {"persons", amount, optional, "persons/per", "persons for each `per`"},
            {"households", amount, optional, "households/per", "households for each `per`"},
            {"per", choice, required, periods, "the calendar period of that number"},
            {"season", list, optional, "12 PLAIN", "relative daily rates of January to December"},
            {"spread", special, optional, "poisson | none | {spread}", "how regularly they come (default poisson)"},
        }},
        {"spread", "Arrivals more irregular than Poisson.", {
            {"negative_binomial", mapping, required, "negative binomial", "a gamma factor for each calendar year"},
        }},
        {"negative binomial", "How much more irregular.", {
            {"cv", amount, required, "", "of a calendar year's count, beyond Poisson"},
        }},
    };
}

std::vector<Kind> kinds_of_stock() {
    return {
        {"stock line", "People who are inside at the start.", {
            {"pathway", name, required, "pathway", "where they are"},
            {"stage", name, required, "stage", "the stage they are in"},
            {"persons", amount, optional, "persons", "how many persons"},
            {"households", amount, optional, "households", "how many households"},
            {"mix", mapping, optional, "mix", "shares of each attribute"},
            {"margins", entries, optional, "{NAME: {margin} | AMOUNT}", "published marginal tables, met to the person"},
            {"household_size", shares, optional, "", "how large households are (default 1)"},
            {"elapsed", special, optional, "DISTRIBUTION | equilibrium | fresh", "time spent there (default equilibrium in a stay)"},
            {"since", entries, optional, "{STAGE: DISTRIBUTION}", "time since an earlier stage"},
            {"lodge", special, optional, "RESOURCE | none", "the pool they live in (default: the stage's own)"},
            {"site", text, optional, "", "the site of that pool they live in"},
            {"holds", names, optional, "resource", "servers they hold on to"},
            {"also", entries, optional, "{PATHWAY: {also}}", "further pathways that the same people are on"},
            {"linked", name, optional, "stock line", "the line, earlier in the file, of their sponsors"},
        }},
        {"also", "The same people, on a further pathway.", {
            {"stage", name, required, "stage", "the stage of that pathway they are in"},
            {"who", special, optional, "all | adults | children | CONDITION", "which of them (default all)"},
            {"elapsed", special, optional, "DISTRIBUTION | equilibrium | fresh", "time spent there (default equilibrium in a stay)"},
        }},
    };
}

std::vector<Kind> kinds_of_pathways() {
    return {
        {"pathway", "The stages people go through.", {
            {"moves", choice, optional, "household|person", "who travels (default household)"},
            {"first", name, optional, "stage", "where it begins (default: the first listed)"},
            {"stages", entries, required, "stage", "the stages, in the order of reading"},
            {"race", entries, optional, "clock", "clocks of several stages"},
            {"label", mapping, optional, "title", "its name in reports and pictures"},
        }},
        {"stage", "Where people are, for how long, and where they go.", {
            {"stay", law, optional, "", "remains for a drawn time"},
            {"await", name, optional, "resource", "waits in its queue until served"},
            {"takes", law, optional, "", "how long the service takes, on servers"},
            {"priority", number, optional, "", "the lowest is served first (default 0)"},
            {"race", entries, optional, "clock", "what may happen first"},
            {"since", name, optional, "stage", "the stage from which `term` and the place in the queue count"},
            {"next", special, optional, "STAGE | {STAGE: CHANCE | rest | {branch}}", "where to; read from the top, `rest` last"},
            {"final", flag, optional, "", "the journey ends here"},
            {"lodge", special, optional, "RESOURCE | keep | none", "where they live from here (default keep)"},
            {"set", entries, optional, "{ATTRIBUTE: SHARES | {linked: ATTRIBUTE} | {site: COLUMN}}", "attributes set on entry"},
            {"bring", entries, optional, "{SOURCE: {bring}}", "households that follow later, by source"},
            {"release", names, optional, "resource", "servers given back on entry"},
            {"term", span, optional, "", "the legal term"},
            {"cost", mapping, optional, "cost", "what it costs, in euros a person"},
            {"label", mapping, optional, "title", "its name in reports and pictures"},
            {"pillar", choice, optional, "opvang|huisvesting|inburgering|zonder_documenten", "the part of the chain"},
            {"law", reference, optional, "", "the law behind it"},
            {"until", condition, optional, "", "waits until it holds"},
            {"else", name, optional, "stage", "where to when it no longer can hold (default: `next`)"},
            {"start", entries, optional, "{PATHWAY: {start}}", "further journeys of the same people, by pathway"},
            {"stop", special, optional, "PATHWAY | [PATHWAY] | all", "other journeys of the same people that end"},
            {"join", choice, optional, "linked", "on a final stage: become members of the household that brought them"},
            {"give_back", entries, optional, "{RESOURCE: last | earlier}", "openings of a resource that return"},
        }},
    };
}

std::vector<Kind> kinds_of_stages() {
    return {
        {"clock", "Runs beside the timing; the first to happen wins. Exactly one of after, await, lodge, until.", {
            {"after", law, optional, "", "rings after a drawn time"},
            {"await", name, optional, "resource", "won by being served; servers are held until released"},
            {"lodge", name, optional, "resource", "won by getting a place"},
            {"until", condition, optional, "", "won when it holds"},
            {"to", name, optional, "stage", "where it leads (default: its own name)"},
            {"when", condition, optional, "", "whose it is, by what they are on entering the stage (default everybody's)"},
            {"chance", chance, optional, "", "whether it is set (default always)"},
            {"since", name, optional, "stage", "`after` counts from the last entry into that stage"},
            {"in", names, optional, "stage", "of a clock of the pathway: the stages it runs in (default: all not final)"},
        }},
        {"branch", "A way out of a stage.", {
            {"when", condition, optional, "", "whom it fits"},
            {"chance", chance, optional, "", "of all who came (default: everybody left)"},
            {"to", name, optional, "stage", "where it leads (default: its own name)"},
        }},
        {"start", "A further journey of the same people; not of those already on it.", {
            {"who", special, optional, "adults | children | CONDITION", "who of them (default everybody)"},
            {"chance", chance, optional, "", "whether it starts (default always)"},
            {"after", law, optional, "", "when (default the next tick)"},
            {"at", name, optional, "stage", "where it begins (default: where the pathway begins)"},
        }},
        {"bring", "A household that follows later.", {
            {"chance", chance, optional, "", "whether it comes (default always)"},
            {"after", law, optional, "", "when (default the next tick)"},
        }},
        {"cost", "In euros a person.", {
            {"entry", number, optional, "EUR", "on entering"},
            {"per_day", number, optional, "EUR/day", "for each day"},
            {"payer", text, optional, "", "who pays"},
        }},
    };
}

std::vector<Kind> kinds_of_resources() {
    return {
        {"servers", "People at work: each serves one traveller at a time.", {
            {"kind", choice, required, "servers|slots|places", "what limits: people at work, openings, or beds"},
            {"capacity", amount, required, "servers", "how many"},
            {"order", choice, optional, "oldest|newest|random", "whom the queue serves among equals (default oldest)"},
            {"unit", special, optional, "persons | households | AMOUNT", "what one traveller takes (default households)"},
            {"by", names, optional, "attribute", "a separate supply and queue for each value"},
            {"gives", name, optional, "attribute", "one queue; whoever is served takes on the value of the supply"},
            {"label", mapping, optional, "title", "its name in reports and pictures"},
        }},
        {"slots", "A flow of openings, used up when taken.", {
            {"kind", choice, required, "servers|slots|places", "what limits: people at work, openings, or beds"},
            {"openings", amount, required, "openings/per", "how many for each `per`"},
            {"per", choice, required, periods, "the calendar period of that number"},
            {"spread", choice, optional, "even|poisson|start", "how they fall over the period (default even)"},
            {"unused", choice, optional, "expire|carry", "what becomes of openings nobody takes (default expire)"},
            {"carry_at_most", amount, optional, "openings", "how many unused openings are kept"},
            {"order", choice, optional, "oldest|newest|random", "whom the queue serves among equals (default oldest)"},
            {"unit", special, optional, "persons | households | AMOUNT", "what one traveller takes (default households)"},
            {"by", names, optional, "attribute", "a separate supply and queue for each value"},
            {"gives", name, optional, "attribute", "one queue; whoever is served takes on the value of the supply"},
            {"spill", special, optional, "RESOURCE | others", "what takes what would lapse: a resource declared later, or the other values"},
            {"sizes", shares, optional, "", "shares of the openings by the largest household they fit"},
            {"fits", choice, optional, "household_size|expected_size", "what must fit (default household_size)"},
            {"upsize", flag, optional, "", "what is left of a size goes to smaller households"},
            {"label", mapping, optional, "title", "its name in reports and pictures"},
        }},
    };
}

std::vector<Kind> kinds_of_places() {
    return {
        {"places", "Beds at sites.", {
            {"kind", choice, required, "servers|slots|places", "what limits: people at work, openings, or beds"},
            {"sites", mapping, required, "sites", "the sites, in order"},
            {"slip", mapping, optional, "slip", "how dates of its sites slip"},
            {"fill", choice, optional, "in_order", "the first listed first (default: the largest free share)"},
            {"when_full", special, optional, "go_on | wait | {turned away}", "go on without a place (default), wait at the door, or go elsewhere"},
            {"unit", special, optional, "persons | households | AMOUNT", "what is taken: a place for each person (default), or one, or so many, by those of a household who live there together"},
            {"order", choice, optional, "oldest|newest|random", "who is placed first, in each round (default oldest)"},
            {"by", names, optional, "attribute", "a value's sites have it in the column of that name"},
            {"move_up", flag, optional, "", "who lives in a higher tier moves when a lower one has room"},
            {"gives", name, optional, "attribute", "whoever is placed takes on the value of the site; who has one goes to its sites"},
            {"label", mapping, optional, "title", "its name in reports and pictures"},
        }},
        {"turned away", "Who finds the pool full goes to another stage.", {
            {"to", name, required, "stage", "its name, in every pathway that lodges in the pool"},
        }},
        {"site", "One address of a pool.", {
            {"capacity", amount, required, "places", "places"},
            {"tier", whole, optional, "", "lower tiers are filled first (default 1)"},
            {"usable", chance, optional, "", "share of the places that can be filled (default 1)"},
            {"opens", date, optional, "", "the first day (default: open from the start)"},
            {"closes", date, optional, "", "the first day on which it is closed"},
            {"cost_per_day", number, optional, "EUR/day", "euros a person in it"},
            {"payer", text, optional, "", "who pays that"},
            {"slip", mapping, optional, "slip", "how its own dates slip"},
            {"who", condition, optional, "", "whom it takes (default everybody)"},
            {"cost_open", number, optional, "EUR/day", "euros a day for each place, filled or not"},
        }, {
            {"COLUMN", special, optional, "TEXT", "for measures by `site.COLUMN`"},
        }},
        {"slip", "How planned dates turn out.", {
            {"opens", shift, optional, "", "how much later it opens"},
            {"closes", shift, optional, "", "how much later it closes"},
            {"never", chance, optional, "", "the chance that it never opens"},
        }},
    };
}

// clang-format on

}  // namespace

const std::vector<Kind>& all_kinds() {
    static const std::vector<Kind> kinds = [] {
        std::vector<Kind> all;
        for (auto part : {kinds_of_a_scenario(), kinds_of_people(), kinds_of_stock(), kinds_of_pathways(), kinds_of_stages(),
                          kinds_of_resources(), kinds_of_places(), kinds_of_values(), kinds_of_choices(), kinds_of_laws(), kinds_of_measures(),
                          kinds_of_policies()})
            all.insert(all.end(), part.begin(), part.end());
        return all;
    }();
    return kinds;
}

}  // namespace doorstroom::language
