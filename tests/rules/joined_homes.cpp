// What becomes of the places of relatives, and of what each of them waits for, when they join their sponsor.
#include "catch.hpp"
#include "support/scene.hpp"

using namespace doorstroom::tests;

namespace {

// One sponsor of two persons; after 25 days comes one relative, who sets out on a journey of its own, and joins five days later.
// `others` is where one household of others begins that lives in the house, if there is any.
std::string family(const std::string& house, const std::string& settled, const std::string& own, const std::string& others = "") {
    const std::string later = others == "later" ? "later: {stay: {fixed: 50 days}, next: there}, " : "";
    return "run: {start: 2025-01-01, end: 2025-04-01, report: day}\n"
           "resources: {house: {kind: places, " + house + "}, coa: {kind: places, sites: {bed: {capacity: 9}}}}\n"
           "sources: {relatives: {pathway: nareis, household_size: 1}}\n"
           "stock:\n  sponsors: {pathway: asylum, stage: soon, households: 1, household_size: {2: 1}, elapsed: fresh}\n" +
           (others.empty() ? "" : "  others: {pathway: other, stage: " + others + ", households: 1, elapsed: fresh}\n") +
           "pathways:\n"
           "  asylum: {stages: {soon: {stay: {fixed: 5 days}, next: permit}, permit: {bring: {relatives: {after: {fixed: 20 days}}}, next: settled}, settled: {" + settled + "}}}\n"
           "  nareis: {stages: {arrived: {start: {own: {}}, stay: {fixed: 5 days}, next: joined}, joined: {join: linked, final: true}}}\n"
           "  own: {moves: person, stages: {" + own + ", over: {final: true, lodge: keep}}}\n" +
           (others.empty() ? "" : "  other: {stages: {" + later + "there: {lodge: house, stay: forever, next: gone}, gone: {final: true}}}\n");
}

const Measures measures = {{"house", "persons: {lodged: house}, by: [site]"}, {"unplaced", "unplaced: house"}};

}  // namespace

TEST_CASE("A place that was kept is free again when its people join a household in which nobody travels any more") {
    const Observed seen = Scene(family("sites: {one: {capacity: 1}}", "final: true", "dorm: {lodge: house, stay: {fixed: 2 days}, next: over}",
                                       "later"),
                                measures).run();
    CHECK(seen.at("house", 28) == 1);
    CHECK(seen.at("house", 40) == 0);
    CHECK(seen.at("house", 51) == 1);  // for others
    CHECK(seen.last("unplaced") == 0);
}

TEST_CASE("Who joins while waiting for a place of their own goes on waiting for as much room as they need") {
    const Observed seen = Scene(family("sites: {one: {capacity: 1}}", "lodge: coa, stay: forever", "dorm: {lodge: house, stay: forever, next: over}",
                                       "there"),
                                measures).run();
    CHECK(seen.at("unplaced", 27) == 1);
    CHECK(seen.last("house") == 1);
    CHECK(seen.last("unplaced") == 1);
}

TEST_CASE("Who lives for themselves and waits to move up moves up after joining, whatever the others lack") {
    // Three relatives: the first lives in the house; the second waits for a place in the reception, which is full with the sponsor.
    std::string yaml = family("move_up: true, sites: {good: {capacity: 1, opens: 2025-03-01}, plain: {tier: 2, capacity: 1}}", "lodge: coa, stay: forever",
                              "road: {stay: {fixed: 2 days}, next: dorm}, dorm: {lodge: house, stay: forever, next: over}");
    const auto put = [&](const std::string& old, const std::string& text) { yaml.replace(yaml.find(old), old.size(), text); };
    put("household_size: 1}", "household_size: 3}");
    put("bed: {capacity: 9}", "bed: {capacity: 2}");
    put("start: {own: {}}", "start: {own: {who: {member: {from: 1, below: 2}}}, full: {who: {member: {from: 2, below: 3}}}}");
    yaml += "  full: {moves: person, stages: {bed: {lodge: coa, stay: forever, next: no_more}, no_more: {final: true}}}\n";
    const Observed seen = Scene(yaml, measures).run();
    CHECK(seen.at("house", 40, "site=plain") == 1);
    CHECK(seen.last("house", "site=good") == 1);
    CHECK(seen.last("house", "site=plain") == 0);
}
