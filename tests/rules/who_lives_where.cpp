// Sites for some people only, sites of a value, and moving up.
#include "catch.hpp"
#include "support/scene.hpp"

using namespace doorstroom::tests;

namespace {

std::string scene(const std::string& pool, const std::string& stock, const std::string& stages = "home: {lodge: coa, stay: forever, next: out}") {
    return "run: {start: 2025-01-01, end: 2025-02-01, report: day}\n"
           "attributes: {kind: [a, b, c], town: [north, south, west]}\n"
           "sources: {nobody: {pathway: way, arrivals: {households: 0, per: year}, mix: {kind: {a: 1}, town: {north: 1}}}}\n"
           "resources: {coa: {kind: places, " + pool + "}}\n"
           "pathways: {way: {moves: household, stages: {" + stages + ", out: {final: true}}}}\n"
           "stock:\n" + stock;
}

// A line of the stock, all of one kind and town; those of a further line have been there so many days less.
std::string line(const std::string& name, const std::string& kind, const std::string& town, const std::string& number, const std::string& rest = "") {
    return "  " + name + ": {pathway: way, stage: home, households: " + number + ", mix: {kind: {" + kind + ": 1}, town: " + (town.empty() ? "{unset: 1}" : "{" + town + ": 1}") + "}" +
           (rest.empty() ? ", elapsed: fresh" : ", " + rest) + "}\n";
}

const Measures measures = {{"living", "persons: {lodged: coa}, by: [site]"}, {"kind", "persons: {lodged: coa}, by: [kind]"}, {"unplaced", "unplaced: coa, by: [kind]"}};

}  // namespace

TEST_CASE("A site takes whom it says, and others wait though it has room") {
    const Observed seen = Scene(scene("sites: {families: {capacity: 10, who: {household_size: {from: 3, below: 99}}}, b_only: {capacity: 4, who: {kind: b}}, rest_of: {capacity: 2, tier: 2}}",
                                      line("single", "a", "", "5") + line("of_b", "b", "", "5") + line("family", "a", "", "2", "elapsed: fresh, household_size: {4: 1}")),
                                measures).run();
    CHECK(seen.at("living", 0, "site=families") == 8);
    CHECK(seen.at("living", 0, "site=b_only") == 4);
    CHECK(seen.at("living", 0, "site=rest_of") == 2);
    CHECK(seen.at("unplaced", 0) == 4);
}

TEST_CASE("With `by` the sites of a value are for those who have it; who has none has no site") {
    const Observed seen = Scene(scene("by: town, sites: {up: {capacity: 3, town: north}, s: {capacity: 2, town: south}, s2: {capacity: 2, tier: 2, town: south}}",
                                      line("in_north", "a", "north", "5") + line("in_south", "b", "south", "3") + line("in_west", "c", "west", "1") + line("nowhere", "c", "", "1")),
                                measures).run();
    CHECK(seen.at("living", 5, "site=up") == 3);
    CHECK(seen.at("living", 5, "site=s") == 2);
    CHECK(seen.at("living", 5, "site=s2") == 1);
    CHECK(seen.at("unplaced", 5, "kind=a") == 2);
    CHECK(seen.at("unplaced", 5, "kind=b") == 0);
    CHECK(seen.at("unplaced", 5, "kind=c") == 2);
}

TEST_CASE("Who becomes somebody else while waiting may live in other sites, in the order in which they asked") {
    const std::string stages = "home: {lodge: coa, stay: {until: 2025-01-11}, next: changed}, changed: {set: {kind: b}, stay: forever, next: out}";
    const Observed seen = Scene(scene("sites: {of_a: {capacity: {2025-01-01: 0, 2025-01-21: 9}, who: {kind: a}}, of_b: {capacity: 3, who: {kind: b}}}",
                                      line("first", "a", "", "2") + line("second", "b", "", "2"), stages),
                                measures).run();
    CHECK(seen.at("living", 10, "site=of_b") == 2);
    CHECK(seen.at("unplaced", 10) == 2);
    CHECK(seen.at("living", 11, "site=of_b") == 3);
    CHECK(seen.at("unplaced", 11) == 1);
    CHECK(seen.at("living", 25, "site=of_a") == 0);
    CHECK(seen.last("unplaced") == 1);
}

TEST_CASE("Who lives in a higher tier moves up when a lower one has room for all of it, the longest waiting first; who waits goes before") {
    const std::string pool = "sites: {good: {capacity: {2025-01-01: 2, 2025-01-11: 5, 2025-01-16: 8}}, plain: {tier: 2, capacity: 9}}";
    const std::string people = line("old", "a", "", "4", "elapsed: {fixed: 90 days}") + line("new", "b", "", "4", "elapsed: {fixed: 30 days}") + line("last", "c", "", "4", "elapsed: {fixed: 5 days}");
    const Measures where = {{"living", "persons: {lodged: coa}, by: [site]"}, {"good_a", "persons: {lodged: coa}, by: [site], where: {kind: a}"},
                            {"good_b", "persons: {lodged: coa}, by: [site], where: {kind: b}"}, {"unplaced", "unplaced: coa, by: [kind]"}};
    const Observed stays = Scene(scene(pool, people), where).run();
    CHECK(stays.at("living", 10, "site=plain") == 9);
    CHECK(stays.at("unplaced", 10, "kind=c") == 1);
    CHECK(stays.at("living", 11, "site=good") == 3);  // who waited
    CHECK(stays.last("living", "site=good") == 3);
    CHECK(stays.last("living", "site=plain") == 9);
    const Observed moves = Scene(scene("move_up: true, " + pool, people), where).run();
    CHECK(moves.at("living", 0, "site=good") == 2);
    CHECK(moves.at("good_a", 0, "site=good") == 2);
    CHECK(moves.at("unplaced", 10, "kind=c") == 1);
    CHECK(moves.at("living", 11, "site=good") == 5);  // who waited, and the two who came first
    CHECK(moves.at("good_a", 11, "site=good") == 4);
    CHECK(moves.at("good_b", 11, "site=good") == 0);
    CHECK(moves.at("unplaced", 11) == 0);
    CHECK(moves.at("good_b", 16, "site=good") == 3);
    CHECK(moves.last("living", "site=plain") == 4);
}

TEST_CASE("Nobody moves up into a site that does not take them, nor where only some of them fit") {
    const Observed seen = Scene(scene("move_up: true, sites: {good: {capacity: {2025-01-01: 0, 2025-01-11: 3}, who: {kind: [a, c]}}, plain: {tier: 2, capacity: 12}}",
                                      line("large", "a", "", "1", "elapsed: {fixed: 90 days}, household_size: {4: 1}") + line("other", "b", "", "4", "elapsed: {fixed: 30 days}") +
                                          line("fitting", "c", "", "2", "elapsed: {fixed: 5 days}")),
                                measures).run();
    CHECK(seen.at("living", 10, "site=plain") == 10);
    CHECK(seen.at("living", 11, "site=good") == 2);
    CHECK(seen.at("kind", 11, "kind=c") == 2);
    CHECK(seen.last("living", "site=plain") == 8);
}

TEST_CASE("A place left by who moves up is for who waits, on the same day; three tiers move up like a chain") {
    const Observed seen = Scene(scene("move_up: true, sites: {first: {capacity: {2025-01-01: 1, 2025-01-11: 2}}, second: {tier: 2, capacity: 1}, third: {tier: 3, capacity: 2}}",
                                      line("everybody", "a", "", "4", "elapsed: {fixed: 30 days}") + line("large", "b", "", "1", "elapsed: {fixed: 5 days}, household_size: {2: 1}")),
                                measures).run();
    CHECK(seen.at("unplaced", 10) == 2);  // four of one place each are placed; the two find no room together
    CHECK(seen.at("living", 11, "site=first") == 2);
    CHECK(seen.at("living", 11, "site=second") == 1);
    CHECK(seen.at("living", 11, "site=third") == 1);
    CHECK(seen.at("unplaced", 11) == 2);
}

TEST_CASE("Of hundreds of sites the largest free share is filled first, as of a few") {
    // One site of 5 and 200 of 1 to 4 in turn: until half is taken nowhere is more than half taken, rounded up.
    std::string sites = "big: {capacity: 5}";
    for (int site = 0; site < 200; ++site) sites += ", s" + std::to_string(site) + ": {capacity: " + std::to_string(1 + site % 4) + "}";
    const Observed seen = Scene(scene("sites: {" + sites + "}", line("everybody", "a", "", "505")), measures).run();
    CHECK(seen.at("kind", 0) == 505);
    CHECK(seen.at("living", 0, "site=big") == 5);
    CHECK(seen.at("living", 0, "site=s3") == 4);
    const Observed half = Scene(scene("sites: {" + sites + "}", line("everybody", "a", "", "252")), measures).run();
    // Every site has its first; then those with the largest share left: 4/5, 3/4 …
    CHECK(half.at("living", 0, "site=s0") == 1);
    CHECK(half.at("living", 0, "site=s2") == 1);
    CHECK(half.at("living", 0, "site=s3") == 2);
    CHECK(half.at("living", 0, "site=big") == 2);
    const Observed few = Scene(scene("sites: {" + sites + "}", line("everybody", "a", "", "1", "elapsed: fresh, household_size: {5: 1}")), measures).run();
    CHECK(few.at("living", 0, "site=big") == 5);
}

TEST_CASE("With `gives` whoever is placed takes on the value of the site, and from then on it lives in sites of that value") {
    const Observed seen = Scene(scene("gives: town, sites: {up: {capacity: {2025-01-01: 4, 2025-01-11: 1}, town: north}, down: {capacity: 3, town: south}, down2: {capacity: {2025-01-01: 0, 2025-01-21: 5}, town: south}}",
                                      line("free", "a", "", "5") + line("of_south", "b", "south", "2", "elapsed: {fixed: 5 days}") + line("of_west", "c", "west", "1")),
                                {{"living", "persons: {lodged: coa}, by: [site]"},
                                 {"town", "persons: {stage: way.home}, by: [town]"},
                                 {"unplaced", "unplaced: coa, by: [kind]"},
                                 {"places", "capacity: coa, by: [town]"}})
                              .run();
    CHECK(seen.at("places", 5, "town=north") == 4);
    CHECK(seen.at("places", 5, "town=south") == 3);
    CHECK(seen.at("places", 25, "town=south") == 8);
    CHECK(seen.at("living", 5, "site=up") == 4);
    CHECK(seen.at("living", 5, "site=down") == 3);
    CHECK(seen.at("unplaced", 5, "kind=c") == 1);  // nothing is of the west
    CHECK(seen.at("town", 5, "town=north") + seen.at("town", 5, "town=south") == 7);
    // Three of those who came to live in the north lose their place and are of the north still: they wait.
    CHECK(seen.at("living", 15, "site=up") == 1);
    CHECK(seen.last("living", "site=down2") == 0);
    CHECK(seen.last("unplaced", "kind=a") == 3);
}

TEST_CASE("What somebody was given by one place is asked after by another for which they wait") {
    const Scene scene("run: {start: 2025-01-01, end: 2025-02-01, report: day}\n"
                      "attributes: {town: [north, south]}\n"
                      "sources: {people: {pathway: way, arrivals: {households: 3, per: day, spread: none}, until: 2025-01-02}}\n"
                      "resources:\n"
                      "  homes: {kind: places, by: town, sites: {flats: {capacity: 9, town: north}}}\n"
                      "  coa: {kind: places, gives: town, sites: {up: {capacity: {2025-01-01: 0, 2025-01-11: 9}, town: north}}}\n"
                      "pathways: {way: {stages: {home: {lodge: coa, stay: forever, race: {housed: {lodge: homes}}}, housed: {stay: forever}}}}\n",
                      {{"housed", "persons: {stage: way.housed}"}});
    const Observed seen = scene.run();
    CHECK(seen.at("housed", 10) == 0);
    CHECK(seen.last("housed") == 3);
}
