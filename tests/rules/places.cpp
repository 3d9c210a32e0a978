// Places: who lives where, who waits for a place, and who must move.
#include <algorithm>
#include <cmath>

#include "catch.hpp"
#include "support/scene.hpp"

using namespace doorstroom::tests;

namespace {

// People who arrive in a pool of places and stay in it.
std::string pool(const std::string& resource, const std::string& stock, const std::string& stages = "home: {lodge: coa, stay: forever, next: out}") {
    return "run: {start: 2025-01-01, end: 2025-02-01, report: day}\n"
           "attributes: {kind: [a, b, c]}\n"
           "sources: {nobody: {pathway: way, arrivals: {households: 0, per: year}, mix: {kind: {a: 1}}}}\n"
           "resources: {coa: {kind: places, " + resource + "}}\n"
           "pathways: {way: {moves: household, stages: {" + stages + ", out: {final: true}}}}\n" +
           (stock.empty() ? "" : "stock:\n" + stock);
}

std::string line(const std::string& name, const std::string& rest) {
    return "  " + name + ": {pathway: way, stage: home, elapsed: fresh, " + rest + ", mix: {kind: {" + name + ": 1}}}\n";
}

const Measures measures = {{"living", "persons: {lodged: coa}, by: [site]"},
                           {"living_kind", "persons: {lodged: coa}, by: [kind]"},
                           {"used", "used: coa"},
                           {"unplaced", "unplaced: coa, by: [kind]"},
                           {"places", "capacity: coa, by: [site]"}};

}  // namespace

TEST_CASE("The lowest tier fills first, within it the site with the largest free share; ties go to the first listed") {
    const std::string sites = "sites: {one: {capacity: 4}, two: {capacity: 8}, three: {capacity: 100, tier: 2}, four: {capacity: 4}}";
    const Observed three = Scene(pool(sites, line("a", "households: 3, household_size: {1: 1}")), measures).run();
    CHECK(three.at("living", 0, "site=one") == 1);
    CHECK(three.at("living", 0, "site=two") == 1);
    CHECK(three.at("living", 0, "site=four") == 1);
    const Observed six = Scene(pool(sites, line("a", "households: 8, household_size: {1: 1}")), measures).run();
    CHECK(six.at("living", 0, "site=one") == 2);
    CHECK(six.at("living", 0, "site=two") == 4);
    CHECK(six.at("living", 0, "site=four") == 2);
    CHECK(six.at("living", 0, "site=three") == 0);
    const Observed full = Scene(pool(sites, line("a", "households: 20, household_size: {1: 1}")), measures).run();
    CHECK(full.at("living", 0, "site=two") == 8);
    CHECK(full.at("living", 0, "site=three") == 4);
    const Observed in_order = Scene(pool("fill: in_order, " + sites, line("a", "households: 6, household_size: {1: 1}")), measures).run();
    CHECK(in_order.at("living", 0, "site=one") == 4);
    CHECK(in_order.at("living", 0, "site=two") == 2);
}

TEST_CASE("A household stays together: where no site has room for all of it, it has no place, and a smaller one passes") {
    const Observed seen = Scene(pool("sites: {one: {capacity: 3}, two: {capacity: 3, tier: 2}}",
                                     line("a", "households: 1, household_size: {2: 1}") + line("b", "households: 2, household_size: {4: 1}") + line("c", "households: 1, household_size: {3: 1}")),
                                measures).run();
    CHECK(seen.at("unplaced", 5) == 8);
    CHECK(seen.at("unplaced", 5, "kind=b") == 8);
    CHECK(seen.at("living", 5, "site=one") == 2);
    CHECK(seen.at("living", 5, "site=two") == 3);
    CHECK(seen.at("used", 5) == 5);
}

TEST_CASE("Who waits longest goes first, and the stock before whoever comes") {
    const std::string scenario = "run: {start: 2025-01-01, end: 2025-02-01, report: day}\n"
                                 "attributes: {kind: [a, b]}\n"
                                 "sources: {people: {pathway: way, arrivals: {households: 2, per: day, spread: none}, until: 2025-01-04, mix: {kind: {b: 1}}}}\n"
                                 "resources: {coa: {kind: places, sites: {one: {capacity: {2025-01-01: 0, 2025-01-11: 3, 2025-01-12: 5, 2025-01-13: 9}}}}}\n"
                                 "pathways: {way: {moves: household, stages: {home: {lodge: coa, stay: forever, next: out}, out: {final: true}}}}\n"
                                 "stock: {old: {pathway: way, stage: home, elapsed: fresh, households: 4, mix: {kind: {a: 1}}}}\n";
    const Scene scene(scenario, {{"unplaced", "unplaced: coa, by: [kind]"}, {"longest", "persons: {stage: way.home, lodged: coa, longer_than: 11 days}, by: [kind]"}});
    for (std::uint32_t replication = 0; replication < 5; ++replication) {
        const Observed seen = scene.run(replication);
        CHECK(seen.all().stock.at(0).unplaced == 4);
        CHECK(seen.at("unplaced", 10) == 10);
        CHECK(seen.at("unplaced", 11, "kind=a") == 1);
        CHECK(seen.at("unplaced", 11, "kind=b") == 6);
        CHECK(seen.at("unplaced", 12, "kind=a") == 0);
        CHECK(seen.at("unplaced", 12, "kind=b") == 5);
        CHECK(seen.at("longest", 12, "kind=b") == 1);  // one of those who came on the first day
    }
}

TEST_CASE("When a site shrinks, the last come are placed again, before everybody else who waits") {
    const std::string scenario = "run: {start: 2025-01-01, end: 2025-02-01, report: day}\n"
                                 "attributes: {kind: [early, late, waiting]}\n"
                                 "sources:\n"
                                 "  e: {pathway: way, arrivals: {households: 6, per: day, spread: none}, until: 2025-01-02, mix: {kind: {early: 1}}}\n"
                                 "  l: {pathway: way, arrivals: {households: 4, per: day, spread: none}, from: 2025-01-02, until: 2025-01-03, mix: {kind: {late: 1}}}\n"
                                 "  w: {pathway: way, arrivals: {households: 5, per: day, spread: none}, from: 2025-01-03, until: 2025-01-04, mix: {kind: {waiting: 1}}}\n"
                                 "resources: {coa: {kind: places, sites: {one: {capacity: {2025-01-01: 10, 2025-01-06: 5}}, two: {capacity: 3, opens: 2025-01-10, tier: 2}}}}\n"
                                 "pathways: {way: {moves: household, stages: {home: {lodge: coa, stay: forever, next: out}, out: {final: true}}}}\n";
    const Scene scene(scenario, {{"unplaced", "unplaced: coa, by: [kind]"}, {"places", "capacity: coa, by: [site]"}});
    const Observed seen = scene.run();
    CHECK(seen.at("unplaced", 5, "kind=waiting") == 5);
    CHECK(seen.at("unplaced", 5) == 5);
    CHECK(seen.at("unplaced", 6, "kind=late") == 4);
    CHECK(seen.at("unplaced", 6, "kind=early") == 1);
    CHECK(seen.at("unplaced", 9) == 10);
    CHECK(seen.at("unplaced", 10, "kind=waiting") == 5);  // the three places go to the displaced
    CHECK(seen.at("unplaced", 10) == 7);
    CHECK(seen.at("places", 5, "site=one") == 10);
    CHECK(seen.at("places", 6, "site=one") == 5);
    CHECK(seen.at("places", 9, "site=two") == 0);
    CHECK(seen.at("places", 10, "site=two") == 3);
}

TEST_CASE("A site that closes is emptied, and its people move where there is room") {
    const Observed seen = Scene(pool("sites: {one: {capacity: 10, closes: 2025-01-11}, two: {capacity: 6, tier: 2}}", line("a", "households: 9, household_size: {1: 1}")), measures).run();
    CHECK(seen.at("living", 10, "site=one") == 9);
    CHECK(seen.at("living", 11, "site=one") == 0);
    CHECK(seen.at("living", 11, "site=two") == 6);
    CHECK(seen.at("unplaced", 11) == 3);
    CHECK(seen.at("places", 11, "site=one") == 0);
}

TEST_CASE("The share that can be filled rounds to the nearest whole place; the capacity stays what it is") {
    for (const auto& [usable, fits] : {std::pair{"0.94", 9}, std::pair{"0.95", 10}, std::pair{"0.5", 5}, std::pair{"0", 0}}) {
        const Observed seen = Scene(pool(std::string("sites: {one: {capacity: 10, usable: ") + usable + "}}", line("a", "households: 20, household_size: {1: 1}")), measures).run();
        INFO(usable);
        CHECK(seen.at("living", 3, "site=one") == fits);
        CHECK(seen.at("places", 3, "site=one") == 10);
    }
}

TEST_CASE("A place is kept until another is given; a later `lodge` withdraws what was asked before") {
    const std::string resources = "sites: {one: {capacity: 10}}}, hotel: {kind: places, sites: {two: {capacity: {2025-01-01: 0, 2025-01-08: 4}}}";
    const Observed seen = Scene(pool(resources, line("a", "households: 10, household_size: {1: 1}"),
                                     "home: {lodge: coa, stay: {until: 2025-01-04}, next: moving}, moving: {lodge: hotel, stay: forever, next: out}"),
                                {{"azc", "used: coa"}, {"hotel", "used: hotel"}, {"unplaced", "unplaced: hotel"}}).run();
    CHECK(seen.at("azc", 5) == 10);
    CHECK(seen.at("unplaced", 5) == 10);
    CHECK(seen.at("azc", 8) == 6);
    CHECK(seen.at("hotel", 8) == 4);
    const Observed back = Scene(pool(resources, line("a", "households: 10, household_size: {1: 1}"),
                                     "home: {lodge: coa, stay: {until: 2025-01-04}, next: moving}, moving: {lodge: hotel, stay: {until: 2025-01-06}, next: back}, "
                                     "back: {lodge: coa, stay: forever, next: out}"),
                                {{"azc", "used: coa"}, {"hotel", "used: hotel"}, {"unplaced", "unplaced: hotel"}}).run();
    CHECK(back.at("unplaced", 5) == 10);
    CHECK(back.at("unplaced", 6) == 0);
    CHECK(back.at("azc", 20) == 10);
}

TEST_CASE("Whoever leaves gives the place back, to be used in the same tick from the settling on") {
    const Observed seen = Scene(pool("sites: {one: {capacity: 4}}", line("a", "households: 4, household_size: {1: 1}") + line("b", "households: 4, household_size: {1: 1}"),
                                     "home: {lodge: coa, stay: {fixed: {by: kind, a: 5 days, else: 20 days}}, next: {out: 0.5, away: rest}}, away: {lodge: none, stay: forever, next: out}"),
                                measures).run();
    CHECK(seen.at("living", 4) == 4);
    CHECK(seen.at("living", 6) == 4);
    CHECK(seen.at("unplaced", 25) == 0);
    CHECK(seen.at("living", 25) == 0);
}

TEST_CASE("Openings and closings slip by their law, not before the run, and an opening may never come") {
    const auto opening = [](const std::string& site, std::uint32_t replication) {
        const Scene scene(pool("sites: {one: {capacity: 5, " + site + "}}", ""), measures);
        const std::vector<double> places = scene.run(replication).rows("places", "site=one");
        return std::find(places.begin(), places.end(), 5.0) - places.begin();
    };
    CHECK(opening("opens: 2025-01-06", 0) == 6);
    CHECK(opening("opens: 2025-01-06, slip: {opens: {fixed: 5 days}}", 0) == 11);
    CHECK(opening("opens: 2024-12-25, slip: {opens: {fixed: 5 days}}", 0) == 0);   // a date before the run stands
    int came = 0;
    for (std::uint32_t replication = 0; replication < 60; ++replication) came += opening("opens: 2025-01-06, slip: {never: 0.5}", replication) == 6;
    CHECK(std::abs(came - 30) < 16);
    const Scene closing(pool("sites: {one: {capacity: 5, closes: 2025-01-06, slip: {closes: {uniform: [0 days, 10 days]}}}}", ""), measures);
    double sum = 0;
    for (std::uint32_t replication = 0; replication < 60; ++replication) {
        const std::vector<double> places = closing.run(replication).rows("places", "site=one");
        sum += static_cast<double>(std::find(places.begin(), places.end(), 0.0) - places.begin()) / 60;
    }
    CHECK(sum == Approx(6 + 5).margin(1.6));
}

TEST_CASE("A site that has not opened need not say what can be filled of it") {
    const Scene scene(pool("sites: {one: {capacity: {2025-01-11: 10}, usable: {2025-01-11: 0.9}, opens: 2025-01-11}}", line("a", "households: 20, household_size: {1: 1}")), measures);
    const Observed seen = scene.run();
    CHECK(seen.at("living", 10) == 0);
    CHECK(seen.at("living", 11) == 9);
}
