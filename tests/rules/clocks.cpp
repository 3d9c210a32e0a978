// Timings and clocks: what ends a stage, and in which order within one tick.
#include <cmath>
#include <regex>
#include <string>

#include "catch.hpp"
#include "support/scene.hpp"

using namespace doorstroom::tests;

namespace {

// One household a day for 20 days, through a gate that leads to the first of the stages given.
std::string way(const std::string& stages, const std::string& resources = "", const std::string& stock = "", const std::string& number = "1") {
    return "run: {start: 2025-01-01, end: 2025-03-01, report: day}\n"
           "sources: {people: {pathway: way, arrivals: {households: " + number + ", per: day, spread: none}, until: 2025-01-21}}\n" +
           (resources.empty() ? "" : "resources: {" + resources + "}\n") +
           "pathways: {way: {moves: household, stages: {gate: {next: {lost: 0, late: 0, " + stages.substr(0, stages.find(':')) + ": rest}}, " + stages + ", out: {final: true}, lost: {final: true}, late: {final: true}}}}\n" + stock;
}

const Measures measures = {{"out", "flow: {into: way.out}"}, {"lost", "flow: {into: way.lost}"}, {"late", "flow: {into: way.late}"}};

Observed seen(const std::string& stages, const std::string& resources = "", const std::string& stock = "", const std::string& number = "1") {
    return Scene(way(stages, resources, stock, number), measures).run();
}

}  // namespace

TEST_CASE("A stage's own end comes before its clocks, and clocks come as listed") {
    const Observed own = seen("here: {stay: {fixed: 3 days}, next: out, race: {lost: {after: {fixed: 3 days}}}}");
    CHECK(own.total("out") == 20);
    CHECK(own.total("lost") == 0);
    const Observed listed = seen("here: {stay: {fixed: 4 days}, next: out, race: {lost: {after: {fixed: 3 days}}, late: {after: {fixed: 3 days}}}}");
    CHECK(listed.total("lost") == 20);
    CHECK(listed.total("late") == 0);
    CHECK(listed.at("lost", 3) == 1);
    CHECK(listed.at("lost", 2) == 0);
    const Observed none = seen("here: {stay: {fixed: 0 days}, next: out, race: {lost: {after: {fixed: 0 days}}}}");
    CHECK(none.total("out") == 20);
    const Observed at_once = seen("here: {stay: {fixed: 2 days}, next: out, race: {lost: {after: {fixed: 0 days}}}}");
    CHECK(at_once.at("lost", 0) == 1);
    CHECK(at_once.total("lost") == 20);
}

TEST_CASE("On an await, a clock rings at the earliest one tick after entry, and before service") {
    const std::string stages = "here: {await: desk, next: out, race: {lost: {after: {fixed: 0 days}}}}";
    const Observed room = seen(stages, "desk: {kind: slots, openings: 5, per: day}");
    CHECK(room.total("out") == 20);  // served on the day of entry, before any clock
    const Observed none = seen(stages, "desk: {kind: slots, openings: {2025-01-01: 0, 2025-01-02: 5}, per: day}");
    CHECK(none.at("lost", 1) == 1);  // an opening and the clock on one day: the clock
    CHECK(none.total("lost") == 1);
    CHECK(none.total("out") == 19);
}

TEST_CASE("Clocks stop when service begins") {
    const Observed served = seen("here: {await: desk, takes: {fixed: 9 days}, next: out, race: {lost: {after: {fixed: 4 days}}}}", "desk: {kind: servers, capacity: 100}");
    CHECK(served.total("out") == 20);
    CHECK(served.at("out", 9) == 1);
    const Observed waiting = seen("here: {await: desk, takes: {fixed: 9 days}, next: out, race: {lost: {after: {fixed: 4 days}}}}", "desk: {kind: servers, capacity: 1}");
    CHECK(waiting.total("out") + waiting.total("lost") == 20);
    CHECK(waiting.total("out") == 3);
    CHECK(waiting.at("lost", 5) == 1);  // whoever came on the second day
}

TEST_CASE("A clock with `since` runs from the last entry into that stage, one draw however many stages carry it") {
    const std::string clock = "race: {lost: {after: {exponential: {mean: 10 days}}, since: first}}";
    const Scene split(way("first: {stay: {fixed: 4 days}, next: second, " + clock + "}, second: {stay: {fixed: 4 days}, next: third, " + clock + "}, third: {stay: {fixed: 30 days}, next: out, " + clock + "}"), measures);
    const Scene whole(way("first: {stay: {fixed: 38 days}, next: out, " + clock + "}"), measures);
    for (std::uint32_t replication = 0; replication < 5; ++replication) {
        const Observed a = split.run(replication);
        const Observed b = whole.run(replication);
        for (std::size_t day = 0; day < 59; ++day) CHECK(a.at("lost", day) == b.at("lost", day));
    }
}

TEST_CASE("A clock with `since` whose time has come rings on entry, on an await too") {
    const std::string clock = "race: {lost: {after: {fixed: 3 days}, since: first}}";
    const Observed await = seen("first: {stay: {fixed: 5 days}, next: second}, second: {await: desk, next: out, " + clock + "}", "desk: {kind: slots, openings: 5, per: day}");
    CHECK(await.total("lost") == 20);
    CHECK(await.at("lost", 5) == 1);
    const Observed stay = seen("first: {stay: {fixed: 5 days}, next: second}, second: {stay: {fixed: 5 days}, next: out, " + clock + "}");
    CHECK(stay.at("lost", 5) == 1);
}

TEST_CASE("A clock with a chance is set for so many of those who enter") {
    const Observed some = seen("here: {stay: {fixed: 9 days}, next: out, race: {lost: {after: {fixed: 2 days}, chance: 0.3}}}", "", "", "100");
    CHECK(some.total("lost") == Approx(600).margin(4 * std::sqrt(2000 * 0.21)));
    CHECK(some.total("out") == 2000 - some.total("lost"));
    CHECK(seen("here: {stay: {fixed: 9 days}, next: out, race: {lost: {after: {fixed: 2 days}, chance: 0}}}").total("out") == 20);
}

TEST_CASE("A stage entered for the second time in one tick is entered in the next") {
    const Observed circle = Scene(way("here: {stay: {until: 2025-01-05}, next: there}, there: {next: {here: 0.999999, out: rest}}"),
                                  {{"in", "flow: {into: way.here}"}, {"inside", "persons: {stage: [way.here, way.there]}"}}).run();
    CHECK(circle.at("in", 3) == 1);
    CHECK(circle.at("in", 4) == 4 + 1);  // those of four days come round once, the fifth enters and is put off
    CHECK(circle.at("in", 5) >= 6);
    CHECK(circle.at("inside", 10) == 10);
    for (std::size_t day = 8; day < 20; ++day) CHECK(circle.at("in", day) == circle.at("inside", day) + 1);
}

TEST_CASE("A server whose service has ended is given back, also by who must wait to enter again") {
    const Observed circle = Scene(way("here: {await: desk, takes: {fixed: 0 days}, next: {here: 0.999999, out: rest}}", "desk: {kind: servers, capacity: 1}"),
                                  {{"in", "flow: {into: way.here}"}, {"used", "used: desk"}}).run();
    CHECK(circle.at("in", 10) == 11);  // one newcomer, and ten who go round
    CHECK(circle.at("used", 10) == 0);
}

TEST_CASE("The stock's clocks run given the time spent, in the stages that follow too") {
    // After 100 days, a clock of mean 60 days that has not rung rings in one day with a chance of 1/60, as ever.
    const std::string clock = "race: {lost: {after: {exponential: {mean: 60 days}}, since: first}}";
    const Observed stock = seen("first: {stay: {fixed: 1 days}, next: second}, second: {stay: {fixed: 200 days}, next: third, " + clock + "}, third: {stay: {fixed: 300 days}, next: out, " + clock + "}", "",
                                "stock: {old: {pathway: way, stage: second, households: 6000, elapsed: {fixed: 195 days}, since: {first: {fixed: 196 days}}}}\n", "0");
    for (std::size_t day = 1; day < 20; ++day) CHECK(stock.at("lost", day) == Approx(100).margin(45));
    const Observed fresh = seen("first: {stay: {fixed: 1 days}, next: second}, second: {stay: {fixed: 300 days}, next: out, " + clock + "}", "",
                                "stock: {old: {pathway: way, stage: second, households: 6000, elapsed: fresh, since: {first: {fixed: 196 days}}}}\n", "0");
    for (std::size_t day = 1; day < 20; ++day) CHECK(fresh.at("lost", day) == Approx(100).margin(45));
}

TEST_CASE("A chance of the stock is what is left of it after the time spent") {
    const std::string stages = "here: {stay: {fixed: 100 days}, next: out, race: {lost: {after: {fixed: 20 days}, chance: 0.5}}}";
    const Observed past = seen(stages, "", "stock: {old: {pathway: way, stage: here, households: 1000, elapsed: {fixed: 30 days}}}\n", "0");
    CHECK(past.total("lost") == 0);  // on the twentieth day it would have rung
    const Observed ahead = seen(stages, "", "stock: {old: {pathway: way, stage: here, households: 1000, elapsed: {fixed: 10 days}}}\n", "0");
    CHECK(ahead.total("lost") == Approx(500).margin(64));
    CHECK(ahead.at("lost", 10) == ahead.total("lost"));
}

TEST_CASE("A law that runs to a date ends on that date, whatever time was spent before") {
    const Observed stay = seen("here: {stay: {until: 2025-01-21}, next: out}", "", "stock: {old: {pathway: way, stage: here, households: 7, elapsed: {fixed: 60 days}}}\n", "0");
    CHECK(stay.at("out", 20) == 7);
    const Observed clock = seen("here: {stay: {fixed: 200 days}, next: out, race: {lost: {after: {until: 2025-01-21}}}}", "",
                                "stock: {old: {pathway: way, stage: here, households: 7, elapsed: {fixed: 60 days}}}\n", "0");
    CHECK(clock.at("lost", 20) == 7);
    const Observed since = seen("first: {stay: {fixed: 8 days}, next: second}, second: {stay: {fixed: 200 days}, next: out, race: {lost: {after: {until: 2025-01-21}, since: first}}}");
    CHECK(since.at("lost", 20) == 13);  // who came in the first thirteen days
    CHECK(since.at("lost", 21) == 1);
    const Observed chance = seen("here: {stay: {fixed: 200 days}, next: out, race: {lost: {after: {until: 2025-01-21}, chance: 0.5}}}", "",
                                 "stock: {old: {pathway: way, stage: here, households: 1000, elapsed: {fixed: 60 days}}}\n", "0");
    CHECK(chance.at("lost", 20) == Approx(500).margin(64));
}

TEST_CASE("A household that no branch fits stops the run at its stage, with its place") {
    const Scene scene(R"(run: {start: 2025-01-01, end: 2025-03-01, tick: 1 day, replications: 1, seed: 1, report: month}
attributes: {kind: [a, b]}
sources: {folk: {pathway: way, arrivals: {households: 5, per: day}, mix: {kind: {a: 0.5, b: 0.5}}}}
pathways: {way: {moves: household, stages: {here: {stay: {fixed: 2 days}, next: {out: {when: {kind: a}}}}, out: {final: true}}}}
)",
                      {{"inside", "persons: {stage: way.here}"}});
    try {
        scene.run();
        FAIL("nobody was told");
    } catch (const doorstroom::ScenarioFault& fault) {
        CHECK(std::string(fault.what()) == "no branch of `next` in `way.here` fits a household that leaves on 2025-01-03");
        CHECK(std::regex_search(fault.place(), std::regex(":[0-9]+:[0-9]+$")));
    }
}
