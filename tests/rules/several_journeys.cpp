// Several journeys of the same people: persons beside their household, starts and stops, waiting for a condition.
#include <string>

#include "catch.hpp"
#include "support/scene.hpp"

using namespace doorstroom::tests;

namespace {

// Ten households of four on 1 January: two adults of 30 and 40, two children of 10 and 16.
const std::string family =
    "run: {start: 2025-01-01, end: 2025-03-01, report: day}\n"
    "attributes: {route: {of: person, values: [b1, z]}}\n"
    "stock: {families: {pathway: home, stage: waiting, households: 10, household_size: 4, elapsed: fresh, "
    "mix: {age: {by: member, 1: {30: 1, 31: 0}, 2: {40: 1, 41: 0}, 3: {9.95: 1, 9.96: 0}, 4: {16: 1, 17: 0}}}}}\n";

std::string home(const std::string& stages) { return "pathways:\n  home: {stages: {waiting: {stay: {fixed: 5 days}, next: housed}, " + stages + "}}\n"; }

const std::string course =
    "  course: {moves: person, stages: {plan: {stay: {fixed: 3 days}, next: class}, class: {stay: {fixed: 4 days}, next: done}, done: {final: true}}}\n";

}  // namespace

TEST_CASE("An adult of a housed household starts a journey alone; a child does not") {
    const Scene scene(family + home("housed: {start: {course: {who: adults}}, stay: {fixed: 9 days}, next: out}, out: {final: true}") + course,
                      {{"begun", "flow: {into: course.plan}"},
                       {"done", "flow: {into: course.done}"},
                       {"housed", "flow: {into: home.housed}"},
                       {"everybody", "persons: {stage: [home, home.out, course, course.done]}"},
                       {"busy", "persons: {stage: [course.plan, course.class, home.housed]}"}});
    const Observed seen = scene.run();
    CHECK(seen.at("housed", 5) == 40);
    CHECK(seen.at("begun", 6) == 20);  // in the next tick
    CHECK(seen.total("begun") == 20);
    CHECK(seen.at("done", 13) == 20);
    for (std::size_t day = 0; day < 50; ++day) CHECK(seen.at("everybody", day) == 40);
    CHECK(seen.at("busy", 8) == 40);   // each once, also the adults who are on both
    CHECK(seen.at("busy", 20) == 0);
}

TEST_CASE("A household's move does not disturb the journeys of its persons") {
    const auto done = [](const std::string& stay) {
        std::vector<double> rows = Scene(family + home("housed: {start: {course: {who: adults}}, stay: {fixed: " + stay + "}, next: out}, out: {final: true}") +
                         "  course: {moves: person, stages: {plan: {stay: {exponential: {mean: 10 days}}, next: done}, done: {final: true}}}\n",
                                         {{"done", "flow: {into: course.done}"}})
                                       .run()
            .rows("done");
        rows.pop_back();
        return rows;
    };
    CHECK(done("1 day") == done("30 days"));
}

TEST_CASE("Conditions ask a person for age, attributes and number") {
    const Scene scene(family + home("housed: {start: {course: {who: {any: [{age: {below: 12}}, {member: {from: 2, below: 3}}]}}}, next: out}, out: {final: true}") +
                          "  course: {moves: person, stages: {plan: {set: {route: {by: age, 0: z, 18: b1}}, next: {first: {when: {route: b1}}, second: rest}}, "
                          "first: {final: true}, second: {final: true}}}\n",
                      {{"first", "flow: {into: course.first}"}, {"second", "flow: {into: course.second}"},
                       {"by_route", "flow: {into: [course.first, course.second]}, by: [route]"}});
    const Observed seen = scene.run();
    CHECK(seen.total("first") == 10);
    CHECK(seen.total("second") == 10);
    CHECK(seen.total("by_route", "route=b1") == 10);
    CHECK(seen.total("by_route", "route=z") == 10);
}

TEST_CASE("A start has its chance and its delay, and does not begin twice for who is on that way already") {
    const Scene scene(family + home("housed: {start: {course: {who: adults, after: {fixed: 3 days}}}, stay: {fixed: 1 day}, next: again}, "
                                    "again: {start: {course: {who: adults, chance: 1}}, stay: {fixed: 20 days}, next: out}, out: {final: true}") + course,
                      {{"begun", "flow: {into: course.plan}"}});
    const Observed seen = scene.run();
    CHECK(seen.at("begun", 7) == 20);  // the second start comes first; the first finds them on their way
    CHECK(seen.total("begun") == 20);
}

TEST_CASE("A start at a stage, and one that nobody follows") {
    const Scene scene(family + home("housed: {start: {course: {who: adults, at: class, chance: 0.5}}, next: {also: 0, out: rest}}, also: {start: {course: {}}, next: out}, out: {final: true}") + course,
                      {{"class", "flow: {into: course.class}"}, {"plan", "flow: {into: course.plan}"}});
    const Observed seen = scene.run();
    CHECK(seen.total("plan") == 0);
    CHECK(seen.total("class") > 2);
    CHECK(seen.total("class") < 18);
}

TEST_CASE("Stop ends other journeys of the same people, and calls off what was set going") {
    const std::string stages = "housed: {start: {course: {who: adults}}, stay: {fixed: 4 days}, next: gone}, gone: {stop: [course], final: true}";
    const Scene scene(family + home(stages) + course,
                      {{"class", "persons: {stage: course.class}"}, {"done", "flow: {into: course.done}"}, {"left", "flow: {out_of: course.plan}"}});
    const Observed seen = scene.run();
    CHECK(seen.total("done") == 0);
    CHECK(seen.total("left") == 20);
    CHECK(seen.last("class") == 0);
    const Scene off(family + home("housed: {start: {course: {who: adults, after: {fixed: 6 days}}}, stay: {fixed: 4 days}, next: gone}, gone: {stop: all, final: true}") + course,
                    {{"begun", "flow: {into: course.plan}"}});
    CHECK(off.run().total("begun") == 0);
}

TEST_CASE("A stopped journey gives back the server it holds") {
    const std::string resources = "resources: {seats: {kind: servers, capacity: 20}}\n";
    const Scene scene(family + resources + home("housed: {start: {course: {who: adults}}, stay: {fixed: 4 days}, next: gone}, gone: {stop: all, final: true}") +
                          "  course: {moves: person, stages: {plan: {await: seats, next: class}, class: {stay: forever}}}\n",
                      {{"used", "used: seats"}});
    const Observed seen = scene.run();
    CHECK(seen.at("used", 8) == 20);
    CHECK(seen.last("used") == 0);
}

TEST_CASE("Until waits for the same people's other journeys, and goes on in the same tick") {
    const Scene scene(family + home("housed: {start: {course: {who: adults}}, next: settled}, "
                                    "settled: {stay: {fixed: 1 day}, next: ready}, ready: {until: {own: {pathway: course, reached: [class]}}, next: out}, out: {final: true}") + course,
                      {{"out", "flow: {into: home.out}"}, {"class", "flow: {into: course.class}"}});
    const Observed seen = scene.run();
    CHECK(seen.at("class", 9) == 20);  // 5 housed, 6 plan, 9 class
    CHECK(seen.at("out", 9) == 40);    // its turn came before that of the persons: it looks once more
    CHECK(seen.total("out") == 40);
}

TEST_CASE("Until goes to else when it no longer can hold") {
    const auto way = [](const std::string& chance) {
        return family + home("housed: {start: {course: {who: adults, chance: " + chance + "}}, next: ready}, "
                             "ready: {until: {own: {pathway: course, reached: [done]}}, else: never_came, next: out}, out: {final: true}, never_came: {final: true}") + course;
    };
    const Measures measures = {{"out", "flow: {into: home.out}"}, {"never", "flow: {into: home.never_came}"}};
    const Observed all = Scene(way("1"), measures).run();
    CHECK(all.total("out") == 40);
    CHECK(all.total("never") == 0);
    const Observed none = Scene(way("0"), measures).run();
    CHECK(none.total("out") == 0);
    CHECK(none.at("never", 5) == 40);
}

TEST_CASE("A clock rings when its condition holds; a birthday is one") {
    const Scene scene(family + home("housed: {start: {course: {who: children}}, stay: forever}") +
                          "  course: {moves: person, stages: {young: {stay: forever, race: {grown: {until: {age: {from: 10}}}}}, grown: {final: true}}}\n",
                      {{"grown", "flow: {into: course.grown}"}});
    const Observed seen = scene.run();
    CHECK(seen.total("grown") == 20);
    CHECK(seen.at("grown", 6) == 10);   // those of 16 are already
    for (std::size_t day = 7; day < 14; ++day) CHECK(seen.at("grown", day) == 0);
    for (std::size_t day = 20; day < 50; ++day) CHECK(seen.at("grown", day) == 0);  // 0.04 to 0.05 of a year
}

TEST_CASE("A stay that lasts until a birthday") {
    const Scene scene("run: {start: 2025-01-01, end: 2025-03-01, report: day}\n"
                      "stock: {young: {pathway: way, stage: minor, persons: 100, mix: {age: {17.9: 1, 18: 0}}}}\n"
                      "pathways: {way: {moves: person, stages: {minor: {stay: {age: 18}, next: grown}, grown: {final: true}}}}\n",
                      {{"grown", "flow: {into: way.grown}"}, {"minors", "persons: {stage: [way.minor, way.grown]}, where: {age: {below: 18}}"}});
    const Observed seen = scene.run();
    CHECK(seen.total("grown") == 100);
    double left = 100;
    for (std::size_t day = 0; day < 50; ++day) {
        left -= seen.at("grown", day);
        CHECK(seen.at("minors", day) == left);  // who has his birthday on that day is no minor on it
    }
}

TEST_CASE("A stock that asks for other journeys of the same people loses those whose journey is stopped") {
    const Scene scene(family + home("housed: {start: {course: {who: adults}}, stay: {fixed: 3 days}, next: gone}, gone: {stop: [course], stay: forever}") + course,
                      {{"learning", "persons: {stage: [home, course]}, where: {own: {pathway: course, in: [plan, class]}}"}});
    const Observed seen = scene.run();
    CHECK(seen.at("learning", 6) == 0);
    CHECK(seen.at("learning", 7) == 20);  // the adults; a child has no such journey
    CHECK(seen.at("learning", 8) == 20);
    for (std::size_t day = 9; day < 40; ++day) CHECK(seen.at("learning", day) == 0);
}

TEST_CASE("Who waits for what a queue gives to a person looks when it has been given") {
    const Scene scene(family + "resources: {classes: {kind: slots, openings: {by: route, b1: 4, z: 0}, per: day, gives: route}}\n" +
                          home("housed: {start: {course: {who: adults}, other: {who: adults}}, stay: {fixed: 50 days}, next: out}, out: {final: true}") +
                          "  course: {moves: person, stages: {queue: {await: classes, next: class}, class: {stay: {fixed: 40 days}, next: done}, done: {final: true}}}\n"
                          "  other: {moves: person, stages: {ready: {until: {route: b1}, next: ready_now}, ready_now: {final: true}}}\n",
                      {{"given", "flow: {into: course.class}"}, {"seen", "flow: {into: other.ready_now}"}});
    const Observed seen = scene.run();
    double given = 0, looked = 0;
    for (std::size_t day = 0; day < 30; ++day) given += seen.at("given", day), looked += seen.at("seen", day);
    CHECK(given == 20);
    CHECK(looked == 20);
}
