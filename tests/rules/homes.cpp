// Members of a household who live apart, and families that are placed together.
#include "catch.hpp"
#include "support/scene.hpp"

using namespace doorstroom::tests;

namespace {

// A household of three comes on the first day; each member sets out on a journey of its own on the second.
std::string school(const std::string& resources, const std::string& household, const std::string& person) {
    return "run: {start: 2025-01-01, end: 2025-02-01, report: day}\n"
           "sources: {people: {pathway: way, arrivals: {households: 1, per: day, spread: none}, until: 2025-01-02, household_size: {3: 1}}}\n"
           "resources: {" + resources + "}\n"
           "pathways:\n"
           "  way: {moves: household, stages: {" + household + ", out: {final: true}}}\n"
           "  school: {moves: person, stages: {" + person + ", over: {final: true}}}\n";
}

const Measures measures = {{"coa", "persons: {lodged: coa}"}, {"house", "persons: {lodged: house}"}, {"unplaced", "unplaced: house"}, {"homeless", "unplaced: coa"},
                           {"sites", "used: coa, by: [site]"}};

}  // namespace

TEST_CASE("A member whose own journey lodges elsewhere moves alone, and comes back alone") {
    const Observed seen = Scene(school("coa: {kind: places, sites: {one: {capacity: 3}}}, house: {kind: places, sites: {two: {capacity: 2}}}",
                                       "home: {lodge: coa, start: {school: {}}, stay: forever, next: out}", "dorm: {lodge: house, stay: {fixed: 10 days}, next: back}, back: {lodge: coa, stay: forever, next: over}"),
                                measures).run();
    CHECK(seen.at("coa", 1) == 3);
    CHECK(seen.at("coa", 2) == 1);
    CHECK(seen.at("house", 2) == 2);
    CHECK(seen.at("unplaced", 2) == 1);  // it keeps the place it has
    CHECK(seen.at("unplaced", 11) == 1);
    CHECK(seen.at("coa", 12) == 3);
    CHECK(seen.at("house", 12) == 0);
    CHECK(seen.last("unplaced") == 0);
    CHECK(seen.last("homeless") == 0);
}

TEST_CASE("A member who needs no place any more gives one back, and the others stay") {
    const Observed seen = Scene(school("coa: {kind: places, sites: {one: {capacity: 3, closes: 2025-01-21}}}, house: {kind: places, sites: {two: {capacity: 2}}}",
                                       "home: {lodge: coa, start: {school: {}}, stay: forever, next: out}",
                                       "leaving: {stay: {fixed: 5 days}, next: {gone: 0, left: rest}}, left: {lodge: none, stay: {fixed: 5 days}, next: dorm}, gone: {final: true}, dorm: {lodge: house, stay: forever, next: over}"),
                                measures).run();
    CHECK(seen.at("coa", 6) == 3);
    CHECK(seen.at("coa", 7) == 0);
    CHECK(seen.at("house", 12) == 2);
    CHECK(seen.at("unplaced", 12) == 1);
    CHECK(seen.at("homeless", 25) == 0);
}

TEST_CASE("A later `lodge` of the household takes all along, and a member's own later one takes it out again") {
    const Observed seen = Scene(school("coa: {kind: places, sites: {one: {capacity: 3}, three: {capacity: 3, tier: 2, opens: 2025-01-16}}}, house: {kind: places, sites: {two: {capacity: 3}}}",
                                       "home: {lodge: coa, start: {school: {}}, stay: {until: 2025-01-11}, next: again}, again: {lodge: coa, stay: forever, next: out}",
                                       "dorm: {lodge: house, stay: {until: 2025-01-21}, next: dorm_again}, dorm_again: {lodge: house, stay: forever, next: over}"),
                                measures).run();
    CHECK(seen.at("house", 2) == 3);
    CHECK(seen.at("coa", 10) == 0);
    CHECK(seen.at("coa", 11) == 3);
    CHECK(seen.at("house", 11) == 0);
    CHECK(seen.at("house", 21) == 3);
    CHECK(seen.at("coa", 21) == 0);
}

TEST_CASE("A member waits at the door of a full pool while the others live where they lived; a clock for a place is its own") {
    const Observed door = Scene(school("coa: {kind: places, sites: {one: {capacity: 3}}}, house: {kind: places, when_full: wait, sites: {two: {capacity: {2025-01-01: 1, 2025-01-11: 2}}}}",
                                       "home: {lodge: coa, start: {school: {}}, stay: forever, next: out}", "dorm: {lodge: house, stay: forever, next: over}"),
                                {{"coa", "persons: {lodged: coa}"}, {"house", "persons: {lodged: house}"}, {"dorm", "persons: {stage: school.dorm}"}, {"unplaced", "unplaced: house"}}).run();
    CHECK(door.at("dorm", 2) == 1);
    CHECK(door.at("house", 2) == 1);
    CHECK(door.at("coa", 2) == 2);
    CHECK(door.at("unplaced", 2) == 2);
    CHECK(door.at("dorm", 11) == 2);
    CHECK(door.at("coa", 11) == 1);
    CHECK(door.at("unplaced", 11) == 1);
    const Observed clock = Scene(school("coa: {kind: places, sites: {one: {capacity: 3}}}, house: {kind: places, sites: {two: {capacity: {2025-01-01: 1, 2025-01-11: 2}}}}",
                                        "home: {lodge: coa, start: {school: {}}, stay: forever, next: out}", "hoping: {stay: forever, race: {dorm: {lodge: house}}, next: over}, dorm: {stay: forever, next: over}"),
                                 {{"coa", "persons: {lodged: coa}"}, {"house", "persons: {lodged: house}"}, {"dorm", "persons: {stage: school.dorm}"}, {"unplaced", "unplaced: house"}}).run();
    CHECK(clock.at("dorm", 2) == 1);
    CHECK(clock.at("coa", 2) == 2);
    CHECK(clock.at("unplaced", 2) == 0);
    CHECK(clock.at("dorm", 11) == 2);
    CHECK(clock.at("house", 11) == 2);
    CHECK(clock.at("coa", 11) == 1);
}
