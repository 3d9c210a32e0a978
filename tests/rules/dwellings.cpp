// Places that are dwellings (`unit: households`): those of one household who live in a site take one together.
#include "catch.hpp"
#include "support/scene.hpp"

using namespace doorstroom::tests;

namespace {

const Measures measures = {{"persons", "persons: {lodged: homes}, by: [site]"},
                           {"used", "used: homes, by: [site]"},
                           {"there", "capacity: homes"},
                           {"coa", "persons: {lodged: coa}"},
                           {"beds", "used: coa"},
                           {"unplaced", "unplaced: homes"}};

std::string stock(const std::string& name, const std::string& households, const std::string& size) {
    return "  " + name + ": {pathway: way, stage: home, households: " + households + ", household_size: {" + size + ": 1}, elapsed: fresh}\n";
}

// Households who live in dwellings from the start.
std::string housed(const std::string& sites, const std::string& lines, const std::string& pool = "") {
    return "run: {start: 2025-01-01, end: 2025-02-01, report: day}\n"
           "sources: {nobody: {pathway: way, arrivals: {households: 0, per: year}}}\n"
           "resources: {homes: {kind: places, unit: households, " + pool + "sites: {" + sites + "}}, coa: {kind: places, sites: {bed: {capacity: 99}}}}\n"
           "pathways: {way: {moves: household, stages: {home: {lodge: homes, stay: forever, next: out}, out: {final: true}}}}\n"
           "stock:\n" + lines;
}

// A household of three comes on the first day; each member sets out on a journey of its own on the second.
std::string of_three(const std::string& resources, const std::string& household, const std::string& person) {
    return "run: {start: 2025-01-01, end: 2025-02-01, report: day}\n"
           "sources: {people: {pathway: way, arrivals: {households: 1, per: day, spread: none}, until: 2025-01-02, household_size: {3: 1}}}\n"
           "resources: {" + resources + "}\n"
           "pathways:\n"
           "  way: {moves: household, stages: {" + household + ", out: {final: true}}}\n"
           "  school: {moves: person, stages: {" + person + ", over: {final: true}}}\n";
}

const std::string coa = "coa: {kind: places, sites: {bed: {capacity: 99}}}";

}  // namespace

TEST_CASE("A large household and a small one take a dwelling each; where all are taken others wait") {
    const Observed seen = Scene(housed("flats: {capacity: 3}", stock("large", "2", "5") + stock("small", "2", "1")), measures).run();
    CHECK(seen.at("used", 0) == 3);
    CHECK(seen.at("there", 0) == 3);
    CHECK(seen.at("persons", 0) == 11);
    CHECK(seen.at("unplaced", 0) == 1);
    CHECK(seen.last("unplaced") == 1);
    const Observed half = Scene(housed("flats: {capacity: 4, usable: 0.5}", stock("large", "4", "5")), measures).run();
    CHECK(half.at("used", 0) == 2);
    CHECK(half.at("unplaced", 0) == 10);
}

TEST_CASE("The largest free share is that of dwellings") {
    const Observed seen = Scene(housed("few: {capacity: 2}, many: {capacity: 4}", stock("large", "3", "6")), measures).run();
    CHECK(seen.at("used", 0, "site=few") == 1);
    CHECK(seen.at("used", 0, "site=many") == 2);
    CHECK(seen.at("persons", 0, "site=many") == 12);
}

TEST_CASE("When dwellings go, the household that came last moves with all its members") {
    const Observed seen = Scene(housed("flats: {capacity: {2025-01-01: 3, 2025-01-11: 1}}, other: {capacity: 1, tier: 2}", stock("large", "1", "4") + stock("small", "2", "2")), measures).run();
    CHECK(seen.at("used", 10, "site=flats") == 3);
    CHECK(seen.at("used", 11, "site=flats") == 1);
    CHECK(seen.at("persons", 11) == 6);
    CHECK(seen.at("used", 11, "site=other") == 1);
    CHECK(seen.at("unplaced", 11) == 2);
}

TEST_CASE("Who moves up takes one dwelling below and leaves one above") {
    const Observed seen = Scene(housed("good: {capacity: {2025-01-01: 1, 2025-01-11: 2}}, plain: {tier: 2, capacity: 2}", stock("large", "3", "4"), "move_up: true, "), measures).run();
    CHECK(seen.at("used", 0, "site=good") == 1);
    CHECK(seen.at("used", 0, "site=plain") == 2);
    CHECK(seen.at("used", 11, "site=good") == 2);
    CHECK(seen.at("used", 11, "site=plain") == 1);
    CHECK(seen.at("persons", 11) == 12);
}

TEST_CASE("Members who leave do not empty a dwelling until the last of them has gone; who comes back needs no other") {
    const Observed seen = Scene(of_three("homes: {kind: places, unit: households, sites: {flats: {capacity: 1}}}, " + coa,
                                         "home: {lodge: homes, start: {school: {}}, stay: forever, next: out}",
                                         "dorm: {lodge: coa, stay: {fixed: 10 days}, next: back}, back: {lodge: homes, stay: forever, next: over}"),
                                measures).run();
    CHECK(seen.at("used", 1) == 1);
    CHECK(seen.at("persons", 1) == 3);
    CHECK(seen.at("coa", 2) == 3);
    CHECK(seen.at("used", 2) == 0);  // all three sleep elsewhere
    CHECK(seen.at("coa", 12) == 0);
    CHECK(seen.at("persons", 12) == 3);
    CHECK(seen.at("used", 12) == 1);  // the same one, though they came back one by one
    CHECK(seen.last("unplaced") == 0);
}

TEST_CASE("While some stay their dwelling stays theirs") {
    const Observed seen = Scene(of_three("homes: {kind: places, unit: households, sites: {flats: {capacity: 2}}}, coa: {kind: places, sites: {bed: {capacity: 2}}}",
                                         "home: {lodge: homes, start: {school: {}}, stay: forever, next: out}",
                                         "dorm: {lodge: coa, stay: {fixed: 10 days}, next: back}, back: {lodge: homes, stay: forever, next: over}"),
                                measures).run();
    CHECK(seen.at("coa", 2) == 2);
    CHECK(seen.at("persons", 2) == 1);
    CHECK(seen.at("used", 2) == 1);
    CHECK(seen.at("persons", 13) == 3);
    CHECK(seen.at("used", 13) == 1);
}

TEST_CASE("Members who live there by journeys of their own share the dwelling of their household") {
    const Observed seen = Scene(of_three("homes: {kind: places, unit: households, sites: {flats: {capacity: 1}, more: {capacity: 1, tier: 2}}}, " + coa,
                                         "home: {lodge: coa, start: {school: {}}, stay: forever, next: out}", "own: {lodge: homes, stay: forever, next: over}"),
                                measures).run();
    CHECK(seen.at("coa", 1) == 3);
    CHECK(seen.last("coa") == 0);
    CHECK(seen.last("persons", "site=flats") == 3);
    CHECK(seen.last("used", "site=flats") == 1);
    CHECK(seen.last("used", "site=more") == 0);
}

TEST_CASE("Relatives move in with their sponsor, also where every dwelling is taken, and leave their own") {
    const auto families = [](const std::string& relatives_live, const std::string& sites) {
        return "run: {start: 2025-01-01, end: 2025-04-01, report: day}\n"
               "resources: {homes: {kind: places, unit: households, sites: {" + sites + "}}, coa: {kind: places, sites: {bed: {capacity: 99}}}}\n"
               "sources: {relatives: {pathway: nareis, household_size: 3}}\n"
               "stock: {sponsors: {pathway: asylum, stage: soon, households: 10, elapsed: fresh}}\n"
               "pathways:\n"
               "  asylum: {stages: {soon: {lodge: homes, stay: {fixed: 5 days}, next: permit}, permit: {lodge: homes, bring: {relatives: {after: {fixed: 20 days}}}, next: settled}, settled: {lodge: homes, stay: forever, next: out}, out: {final: true}}}\n"
               "  nareis: {stages: {arrived: {lodge: " + relatives_live + ", stay: {fixed: 5 days}, next: joined}, joined: {join: linked, final: true}}}\n";
    };
    const Observed from_beds = Scene(families("coa", "flats: {capacity: 10}"), measures).run();
    CHECK(from_beds.at("used", 20) == 10);
    CHECK(from_beds.at("beds", 27) == 30);
    CHECK(from_beds.at("beds", 35) == 0);
    CHECK(from_beds.last("persons") == 40);
    CHECK(from_beds.last("used") == 10);
    CHECK(from_beds.last("unplaced") == 0);
    const Observed from_dwellings = Scene(families("homes", "flats: {capacity: 25}"), measures).run();
    CHECK(from_dwellings.at("used", 27) == 20);
    CHECK(from_dwellings.last("persons") == 40);
    CHECK(from_dwellings.last("used") == 10);
}
