// Measures: what is counted, when, and of whom.
#include <cmath>

#include "catch.hpp"
#include "support/scene.hpp"

using namespace doorstroom::tests;

namespace {

// Two households of three persons a day, for ten days; they wait for one opening a day and stay eight days.
std::string small(const std::string& stage = "", const std::string& run = "start: 2025-01-01, end: 2025-03-01, report: day") {
    return "run: {" + run + "}\n"
           "attributes: {kind: [a, b]}\n"
           "sources: {people: {pathway: way, arrivals: {households: 2, per: day, spread: none}, until: 2025-01-11, household_size: {3: 1}, mix: {kind: {a: 1}}}}\n"
           "resources: {homes: {kind: slots, openings: 1, per: day}}\n"
           "pathways: {way: {moves: household, stages: {wait: {await: homes, next: stay}, stay: {stay: {fixed: 8 days}, next: out" + stage + "}, out: {final: true}}}}\n";
}

}  // namespace

TEST_CASE("Stocks are dated by their moment, flows by the first day of their period") {
    const Observed seen = Scene(small(), {{"waiting", "persons: {stage: way.wait}"}, {"queue", "queue: homes"}, {"in", "flow: {into: way.wait}"}, {"served", "flow: {from: way.wait, to: way.stay}, unit: households"}, {"gone", "flow: {out_of: way.stay}"}}).run();
    CHECK(seen.at("waiting", 0) == 0);
    CHECK(seen.at("waiting", 1) == 3);
    CHECK(seen.at("waiting", 10) == 30);
    CHECK(seen.rows("queue") == seen.rows("waiting"));
    CHECK(seen.at("in", 0) == 6);
    CHECK(seen.at("in", 10) == 0);
    CHECK(std::isnan(seen.rows("in").back()));
    CHECK(seen.at("served", 0) == 1);
    CHECK(seen.at("gone", 8) == 3);
    CHECK(seen.total("gone") == 60);
}

TEST_CASE("Means and peaks are of the ends of the ticks of a period") {
    const Observed seen = Scene(small("", "start: 2025-01-01, end: 2025-03-01, report: month"), {{"end", "persons: {stage: way.wait}"}, {"mean", "persons: {stage: way.wait}, over: mean"}, {"peak", "persons: {stage: way.wait}, over: max"}}).run();
    CHECK(seen.at("peak", 0) == 30);
    CHECK(seen.at("end", 1) == 0);
    // 3, 6, …, 30 at the ends of ten days, then 27, …, 0.
    CHECK(seen.at("mean", 0) == Approx((3 * 55 + 3 * 45) / 31.0));
    CHECK(seen.at("peak", 1) == 0);
    CHECK(std::isnan(seen.rows("mean").back()));
}

TEST_CASE("Longer than counts whoever is there for more than that time at the moment of counting") {
    const Observed seen = Scene(small(), {{"longer", "persons: {stage: way.stay, longer_than: 5 days}"}, {"there", "persons: {stage: way.stay}"}}).run();
    // The first enters on day 0: at moment 5 it is there for 5 days, at moment 6 for more.
    CHECK(seen.at("longer", 5) == 0);
    CHECK(seen.at("longer", 6) == 3);
    CHECK(seen.at("longer", 8) == 9);
    CHECK(seen.at("there", 8) == 24);
    CHECK(seen.at("longer", 9) == 9);  // day 8: one leaves, another passes
    CHECK(seen.last("longer") == 0);
}

TEST_CASE("Over term counts whoever is past the term of the stage, from the entry of its `since`") {
    const Observed own = Scene(small(", term: 5 days"), {{"over", "over_term: {stage: way.stay}"}}).run();
    CHECK(own.at("over", 5) == 0);
    CHECK(own.at("over", 6) == 3);
    const Observed since = Scene(small(", term: 12 days, since: wait"), {{"over", "over_term: {stage: way.stay}"}}).run();
    CHECK(since.at("over", 12) == 0);
    CHECK(since.at("over", 18) > 0);
    CHECK(since.last("over") == 0);
}

TEST_CASE("A wait is of those served, a time of all who leave; both count each person, in days or as asked") {
    const Scene scene(small("", "start: 2025-01-01, end: 2025-03-01, report: month"),
                      {{"wait", "wait: {stage: way.wait}"}, {"stay", "wait: {stage: way.stay}"}, {"time", "time: {stage: [way.wait, way.stay]}"},
                       {"whole", "wait: {from: way.wait, to: way.out}"}, {"weeks", "wait: {from: way.wait, to: way.out}, unit: weeks"}});
    const Observed seen = scene.run();
    CHECK(seen.at("wait.n", 0) == 60);
    CHECK(seen.at("wait.mean", 0) == Approx(5));  // on the average day two come and one is served: 0, 0 or 1, 1, …
    CHECK(seen.at("stay.mean", 0) == 8);
    CHECK(seen.at("stay.sd", 0) == 0);
    CHECK(seen.at("stay.p90", 0) == 8);
    CHECK(seen.at("whole.mean", 0) + 0 == Approx(13));
    CHECK(seen.at("weeks.mean", 0) == Approx(13.0 / 7));
    CHECK(seen.at("time.n", 0) == 120);
    CHECK(seen.at("wait.n", 1) == 0);
    CHECK(std::isnan(seen.at("wait.mean", 1)));
    CHECK(seen.at("wait.p50", 0) >= 4);
    CHECK(seen.at("wait.p50", 0) <= 6);
}

TEST_CASE("Costs: on entry, for each day at the end of a tick, by who pays, at the price of the day") {
    const Observed seen = Scene(small(", cost: {entry: 100, per_day: {2025-01-01: 10, 2025-01-05: 20}, payer: coa}"),
                                {{"cost", "cost: {stage: way.stay}"}, {"total", "cumulative: cost"}, {"by_payer", "cost: {stage: way.stay}, by: [payer]"}}).run();
    CHECK(seen.at("cost", 0) == 3 * 100 + 3 * 10);
    CHECK(seen.at("cost", 3) == 3 * 100 + 12 * 10);
    CHECK(seen.at("cost", 4) == 3 * 100 + 15 * 20);
    CHECK(seen.at("by_payer", 4, "payer=coa") == seen.at("cost", 4));
    CHECK(seen.at("total", 0) == 0);
    CHECK(seen.at("total", 2) == seen.at("cost", 0) + seen.at("cost", 1));
    CHECK(seen.last("total") == Approx(seen.total("cost")));
}

TEST_CASE("Costs of a place are for whoever lives there, through all of its stages") {
    const std::string scenario = "run: {start: 2025-01-01, end: 2025-02-01, report: day}\n"
                                 "sources: {people: {pathway: way, arrivals: {households: 1, per: day, spread: none}, until: 2025-01-02, household_size: {3: 1}}}\n"
                                 "resources: {coa: {kind: places, sites: {azc: {capacity: 10, cost_per_day: 50}}}}\n"
                                 "pathways: {way: {moves: household, stages: {one: {lodge: coa, stay: {fixed: 3 days}, next: two}, two: {stay: {fixed: 2 days}, next: three}, three: {lodge: none, stay: {fixed: 4 days}, next: out}, out: {final: true}}}}\n";
    const Observed seen = Scene(scenario, {{"cost", "cost: {lodged: coa}"}}).run();
    for (std::size_t day = 0; day < 5; ++day) CHECK(seen.at("cost", day) == 150);
    CHECK(seen.at("cost", 5) == 0);
}

TEST_CASE("Groups are all declared values; whoever is unset is in the total only") {
    const Observed seen = Scene(small(), {{"waiting", "persons: {stage: way.wait}, by: [kind]"}, {"only_b", "persons: {stage: way.wait}, where: {kind: b}"}, {"large", "households: {stage: way.wait}, where: {household_size: {from: 3, below: 4}}"}}).run();
    CHECK(seen.at("waiting", 10, "kind=a") == 30);
    CHECK(seen.at("waiting", 10, "kind=b") == 0);
    CHECK(seen.at("only_b", 10) == 0);
    CHECK(seen.at("large", 10) == 10);
    const Observed none = Scene("run: {start: 2025-01-01, end: 2025-02-01, report: day}\n"
                                "attributes: {kind: [a, b]}\n"
                                "sources: {people: {pathway: way, arrivals: {households: 1, per: day, spread: none}}}\n"
                                "pathways: {way: {moves: household, stages: {here: {stay: {fixed: 5 days}, next: decided}, decided: {set: {kind: b}, stay: {fixed: 5 days}, next: out}, out: {final: true}}}}\n",
                                {{"here", "persons: {stage: way}, by: [kind]"}}).run();
    CHECK(none.at("here", 5) == 5);
    CHECK(none.at("here", 5, "kind=b") == 0);
    CHECK(none.at("here", 10, "kind=b") == 5);
}
