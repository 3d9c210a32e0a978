// Places of which a household takes a number (`unit: VALUE`): rooms, by how many they are.
#include "catch.hpp"
#include "support/scene.hpp"

using namespace doorstroom::tests;

namespace {

const Measures measures = {{"persons", "persons: {lodged: rooms}, by: [site]"},
                           {"used", "used: rooms, by: [site]"},
                           {"there", "capacity: rooms"},
                           {"unplaced", "unplaced: rooms"}};

const std::string by_size = "{by: household_size, 1: 1, 2: 2, 5: 3}";

// A household of one comes on 2 January, one of two on the 3rd, one of five on the 6th.
std::string comers(const std::string& unit, const std::string& sites, const std::string& stages, const std::string& pool = "") {
    std::string sources = "sources:\n", size;
    for (const int persons : {1, 2, 5}) {
        size = std::to_string(persons);
        sources += "  of_" + size + ": {pathway: way, arrivals: {households: {2025-01-01: 0, 2025-01-0" + std::to_string(persons + 1) + ": 1, 2025-01-0" + std::to_string(persons + 2) +
                   ": 0}, per: day, spread: none}, household_size: {" + size + ": 1}}\n";
    }
    return "run: {start: 2025-01-01, end: 2025-03-01, report: day}\n" + sources + "resources: {rooms: {kind: places, unit: " + unit + ", " + pool + "sites: {" + sites + "}}}\n" +
           "pathways: {way: {moves: household, stages: {" + stages + ", out: {final: true}}}}\n";
}

const std::string for_ever = "home: {lodge: rooms, stay: forever, next: out}";

}  // namespace

TEST_CASE("Each household takes the rooms that its size says, and gives them back") {
    const Observed seen = Scene(comers(by_size, "house: {capacity: 10}", "home: {lodge: rooms, stay: {fixed: 20 days}, next: out}"), measures).run();
    CHECK(seen.at("used", 2) == 1);
    CHECK(seen.at("used", 3) == 3);
    CHECK(seen.at("used", 6) == 6);
    CHECK(seen.at("persons", 6) == 8);
    CHECK(seen.at("there", 6) == 10);
    CHECK(seen.at("used", 22) == 5);
    CHECK(seen.at("used", 23) == 3);
    CHECK(seen.last("used") == 0);
}

TEST_CASE("A household waits for all its rooms, in one site; a smaller one passes it") {
    const Observed seen = Scene(comers(by_size, "a: {capacity: 2}, b: {capacity: {2025-01-01: 2, 2025-02-01: 3}}", for_ever), measures).run();
    CHECK(seen.at("used", 6) == 3);      // one room here, two there
    CHECK(seen.at("unplaced", 6) == 5);  // three together are nowhere
    const Observed wide = Scene(comers(by_size, "a: {capacity: 3}, b: {capacity: {2025-01-01: 2, 2025-02-01: 3}}", for_ever, "fill: in_order, "), measures).run();
    CHECK(wide.at("used", 6, "site=a") == 3);
    CHECK(wide.at("unplaced", 31) == 5);
    CHECK(wide.at("unplaced", 32) == 0);
    CHECK(wide.at("used", 32, "site=b") == 3);
}

TEST_CASE("A number is the same for every household, whatever its size, and may be drawn") {
    const Observed three = Scene(comers("3", "house: {capacity: 7}", for_ever), measures).run();
    CHECK(three.last("used") == 6);
    CHECK(three.last("unplaced") == 5);
    const Observed drawn = Scene(comers("{use: needed}", "house: {capacity: 7}", for_ever) + "values: {needed: 3}\nuncertain: {values.needed: {value: {fixed: 2}}}\n", measures).run();
    CHECK(drawn.last("used") == 6);
    CHECK(drawn.last("unplaced") == 0);
    const Observed none = Scene(comers("0", "house: {capacity: 0}", for_ever), measures).run();
    CHECK(none.last("persons") == 8);
    CHECK(none.last("used") == 0);
}

TEST_CASE("Who has rooms keeps them when the number changes; who waits is asked again") {
    const Observed seen = Scene(comers("{2025-01-01: 2, 2025-01-11: 1}", "house: {capacity: 5}", "home: {lodge: rooms, stay: {fixed: 20 days}, next: out}"), measures).run();
    CHECK(seen.at("used", 6) == 4);
    CHECK(seen.at("unplaced", 10) == 5);
    CHECK(seen.at("unplaced", 11) == 0);
    CHECK(seen.at("used", 11) == 5);
    CHECK(seen.at("used", 22) == 3);
    CHECK(seen.last("used") == 0);
}

TEST_CASE("When rooms go, the household that came last moves") {
    const Observed seen = Scene(comers(by_size, "house: {capacity: {2025-01-01: 6, 2025-01-21: 5}}, other: {capacity: 3, tier: 2}", for_ever), measures).run();
    CHECK(seen.at("used", 20, "site=house") == 6);
    CHECK(seen.at("used", 21, "site=house") == 3);
    CHECK(seen.at("used", 21, "site=other") == 3);
    CHECK(seen.at("persons", 21, "site=other") == 5);
}

TEST_CASE("Relatives who join need no more rooms than the household has") {
    const Observed seen = Scene("run: {start: 2025-01-01, end: 2025-04-01, report: day}\n"
                                "resources: {rooms: {kind: places, unit: " + by_size + ", sites: {house: {capacity: 30}}}}\n"
                                "sources: {relatives: {pathway: nareis, household_size: 3}}\n"
                                "stock: {sponsors: {pathway: asylum, stage: soon, households: 10, household_size: {2: 1}, elapsed: fresh}}\n"
                                "pathways:\n"
                                "  asylum: {stages: {soon: {lodge: rooms, stay: {fixed: 5 days}, next: permit}, permit: {lodge: rooms, bring: {relatives: {after: {fixed: 20 days}}}, next: settled}, settled: {lodge: rooms, stay: {fixed: 50 days}, next: out}, out: {final: true}}}\n"
                                "  nareis: {stages: {arrived: {lodge: rooms, stay: {fixed: 5 days}, next: joined}, joined: {join: linked, final: true}}}\n",
                                measures).run();
    CHECK(seen.at("used", 20) == 20);
    CHECK(seen.at("unplaced", 27) == 15);  // five of ten families of relatives find two rooms
    CHECK(seen.at("used", 27) == 30);
    CHECK(seen.at("persons", 35) == 50);
    CHECK(seen.at("used", 35) == 20);
    CHECK(seen.at("unplaced", 35) == 0);
    CHECK(seen.last("used") == 0);
    CHECK(seen.last("persons") == 0);
}
