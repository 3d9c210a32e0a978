// Doors of full pools, places won by a clock, and what people keep who ask for another place.
#include <algorithm>

#include "catch.hpp"
#include "support/scene.hpp"

using namespace doorstroom::tests;

namespace {

// So many households a day from the first of January, for so many days, beside what else is given.
std::string scene(const std::string& daily, const std::string& until, const std::string& resources, const std::string& stages, const std::string& stock = "",
                  const std::string& sizes = "{1: 1}") {
    return "run: {start: 2025-01-01, end: 2025-02-01, report: day}\n"
           "sources: {people: {pathway: way, arrivals: {households: " + daily + ", per: day, spread: none}, until: " + until + ", household_size: " + sizes + "}}\n"
           "resources: {" + resources + "}\n"
           "pathways: {way: {moves: household, stages: {" + stages + ", out: {final: true}}}}\n" +
           (stock.empty() ? "" : "stock: {" + stock + "}\n");
}

const Measures measures = {{"home", "persons: {stage: way.home}"}, {"way", "persons: {stage: way}"}, {"living", "persons: {lodged: coa}"}, {"unplaced", "unplaced: coa"},
                           {"came", "flow: {into: way.home}"}, {"left", "flow: {out_of: way.home}"}};

}  // namespace

TEST_CASE("At a full pool that makes people wait they stand at the door, in no stage, unplaced, and are let in as there is room") {
    const Observed seen = Scene(scene("1", "2025-01-05", "coa: {kind: places, when_full: wait, sites: {one: {capacity: {2025-01-01: 2, 2025-01-11: 3, 2025-01-12: 9}}}}",
                                      "home: {lodge: coa, stay: forever, next: out}"),
                                measures).run();
    for (std::size_t day = 0; day <= 10; ++day) {
        const double come = static_cast<double>(std::min<std::size_t>(day, 4));
        CHECK(seen.at("way", day) == come);
        CHECK(seen.at("home", day) == std::min(2.0, come));
        CHECK(seen.at("living", day) == std::min(2.0, come));
        CHECK(seen.at("unplaced", day) == std::max(0.0, come - 2));
    }
    CHECK(seen.at("home", 11) == 3);
    CHECK(seen.at("unplaced", 11) == 1);
    CHECK(seen.at("home", 12) == 4);
    CHECK(seen.at("way", 12) == 4);
    CHECK(seen.at("unplaced", 12) == 0);
    CHECK(seen.total("came") == 4);
    CHECK(seen.at("came", 10) == 1);
}

TEST_CASE("At a door the longest waiting goes first, and one too large for the room left is passed") {
    // Four persons on the first day, then one a day; of three places only the small can make use.
    const std::string both = "run: {start: 2025-01-01, end: 2025-02-01, report: day}\n"
                             "attributes: {kind: [large, small]}\n"
                             "sources:\n"
                             "  l: {pathway: way, arrivals: {households: 1, per: day, spread: none}, until: 2025-01-02, household_size: {4: 1}, mix: {kind: {large: 1}}}\n"
                             "  s: {pathway: way, arrivals: {households: 1, per: day, spread: none}, from: 2025-01-02, until: 2025-01-07, mix: {kind: {small: 1}}}\n"
                             "resources: {coa: {kind: places, when_full: wait, sites: {one: {capacity: {2025-01-01: 0, 2025-01-11: 3, 2025-01-21: 8}}}}}\n"
                             "pathways: {way: {moves: household, stages: {home: {lodge: coa, stay: forever, next: out}, out: {final: true}}}}\n";
    const Observed seen = Scene(both, {{"home", "persons: {stage: way.home}, by: [kind]"}}).run();
    CHECK(seen.at("home", 10) == 0);
    CHECK(seen.at("home", 11, "kind=small") == 3);
    CHECK(seen.at("home", 11, "kind=large") == 0);
    CHECK(seen.at("home", 21, "kind=large") == 4);
    CHECK(seen.at("home", 21, "kind=small") == 4);  // one more: the other came last
    CHECK(seen.last("home") == 8);
}

TEST_CASE("Who stands at a door keeps the place it had until it is let in") {
    const Observed seen = Scene(scene("0", "2025-01-02", "coa: {kind: places, when_full: wait, sites: {one: {capacity: {2025-01-01: 0, 2025-01-11: 2}}}}, hotel: {kind: places, sites: {two: {capacity: 5}}}",
                                      "inn: {lodge: hotel, stay: {until: 2025-01-05}, next: home}, home: {lodge: coa, stay: forever, next: out}",
                                      "early: {pathway: way, stage: inn, elapsed: fresh, households: 5}"),
                                {{"hotel", "persons: {lodged: hotel}"}, {"inn", "persons: {stage: way.inn}"}, {"home", "persons: {stage: way.home}"}, {"unplaced", "unplaced: coa"},
                                 {"in_hotel", "unplaced: hotel"}}).run();
    CHECK(seen.at("inn", 4) == 5);
    CHECK(seen.at("inn", 5) == 0);
    CHECK(seen.at("home", 5) == 0);
    CHECK(seen.at("hotel", 5) == 5);
    CHECK(seen.at("unplaced", 5) == 5);
    CHECK(seen.at("hotel", 11) == 3);
    CHECK(seen.at("home", 11) == 2);
    CHECK(seen.at("unplaced", 11) == 3);
    CHECK(seen.last("in_hotel") == 0);
}

TEST_CASE("Who has a place in the pool already is let in at once, and nobody stands at the door of a pool that goes on") {
    const Observed seen = Scene(scene("0", "2025-01-02", "coa: {kind: places, when_full: wait, sites: {one: {capacity: 3}}}",
                                      "home: {lodge: coa, stay: {until: 2025-01-05}, next: again}, again: {lodge: coa, stay: forever, next: out}",
                                      "early: {pathway: way, stage: home, elapsed: fresh, households: 3}, more: {pathway: way, stage: home, elapsed: fresh, households: 2, lodge: none}"),
                                {{"again", "persons: {stage: way.again}"}, {"unplaced", "unplaced: coa"}}).run();
    CHECK(seen.at("again", 5) == 3);
    CHECK(seen.at("unplaced", 4) == 0);
    CHECK(seen.at("unplaced", 5) == 2);
}

TEST_CASE("Who is turned away goes elsewhere; a place given back on the same day comes too late for it, not for who waits") {
    const std::string stages = "home: {lodge: coa, stay: {fixed: 1 days}, next: away}, away: {lodge: none, stay: forever, next: out}";
    const Observed waits = Scene(scene("1", "2025-01-03", "coa: {kind: places, when_full: wait, sites: {one: {capacity: 1}}}", stages), {{"home", "persons: {stage: way.home}"}, {"away", "persons: {stage: way.away}"}}).run();
    CHECK(waits.at("home", 1) == 1);
    CHECK(waits.at("home", 2) == 1);
    CHECK(waits.at("away", 2) == 1);
    const Observed turned = Scene(scene("1", "2025-01-03", "coa: {kind: places, when_full: {to: elsewhere}, sites: {one: {capacity: 1}}}", stages + ", elsewhere: {stay: forever, next: out}"),
                                  {{"home", "persons: {stage: way.home}"}, {"away", "persons: {stage: way.away}"}, {"elsewhere", "persons: {stage: way.elsewhere}"}, {"unplaced", "unplaced: coa"}}).run();
    CHECK(turned.at("home", 1) == 1);
    CHECK(turned.at("elsewhere", 2) == 1);
    CHECK(turned.at("home", 2) == 0);
    CHECK(turned.at("away", 2) == 1);
    CHECK(turned.at("unplaced", 2) == 0);
}

TEST_CASE("Of those who come to a full pool on one day as many are turned away as do not fit; in a later round nobody comes back") {
    const Observed seen = Scene(scene("3", "2025-01-03", "coa: {kind: places, when_full: {to: elsewhere}, sites: {one: {capacity: {2025-01-01: 4, 2025-01-11: 50}}}}",
                                      "home: {lodge: coa, stay: forever, next: out}, elsewhere: {stay: forever, next: out}"),
                                {{"home", "persons: {stage: way.home}"}, {"elsewhere", "persons: {stage: way.elsewhere}"}, {"unplaced", "unplaced: coa"}}).run();
    CHECK(seen.at("home", 1) == 3);
    CHECK(seen.at("home", 2) == 4);
    CHECK(seen.at("elsewhere", 2) == 2);
    CHECK(seen.last("home") == 4);
    CHECK(seen.last("unplaced") == 0);
}

TEST_CASE("Some of the stock who do not fit, and who is displaced, wait for a pool that turns others away") {
    const Observed seen = Scene(scene("1", "2025-01-31", "coa: {kind: places, when_full: {to: elsewhere}, sites: {one: {capacity: {2025-01-01: 3, 2025-01-06: 1, 2025-01-16: 4}}}}",
                                      "home: {lodge: coa, stay: forever, next: out}, elsewhere: {stay: forever, next: out}",
                                      "early: {pathway: way, stage: home, elapsed: fresh, households: 5}"),
                                {{"home", "persons: {stage: way.home}"}, {"living", "persons: {lodged: coa}"}, {"unplaced", "unplaced: coa"}}).run();
    CHECK(seen.at("living", 0) == 3);
    CHECK(seen.at("unplaced", 0) == 2);
    CHECK(seen.at("unplaced", 6) == 4);
    CHECK(seen.at("living", 6) == 1);
    CHECK(seen.at("living", 16) == 4);   // of the three places that open one is taken at the door, before the round
    CHECK(seen.at("home", 16) == 6);
}

TEST_CASE("A clock that waits for a place rings when the place is given; the first of two wins, and the other gives nothing") {
    const std::string stages = "waiting: {lodge: hotel, stay: forever, race: {home: {lodge: coa}, abroad: {lodge: ship}}, next: out}, "
                               "home: {stay: forever, next: out}, abroad: {stay: forever, next: out}";
    const Observed seen = Scene(scene("5", "2025-01-02",
                                      "coa: {kind: places, sites: {one: {capacity: {2025-01-01: 0, 2025-01-11: 2}}}}, hotel: {kind: places, sites: {two: {capacity: 9}}}, "
                                      "ship: {kind: places, sites: {three: {capacity: 3, opens: 2025-01-09}}}",
                                      stages),
                                {{"waiting", "persons: {stage: way.waiting}"}, {"home", "persons: {stage: way.home}"}, {"abroad", "persons: {stage: way.abroad}"},
                                 {"hotel", "persons: {lodged: hotel}"}, {"coa", "persons: {lodged: coa}"}, {"ship", "persons: {lodged: ship}"}, {"unplaced", "unplaced: coa"}}).run();
    CHECK(seen.at("waiting", 8) == 5);
    CHECK(seen.at("hotel", 8) == 5);
    CHECK(seen.at("abroad", 9) == 3);
    CHECK(seen.at("ship", 9) == 3);
    CHECK(seen.at("hotel", 9) == 2);
    CHECK(seen.at("home", 11) == 2);
    CHECK(seen.at("coa", 11) == 2);
    CHECK(seen.at("hotel", 11) == 0);
    CHECK(seen.last("waiting") == 0);
    CHECK(seen.last("unplaced") == 0);
}

TEST_CASE("Who has won a place by a clock no longer waits for the one that its stage had asked for") {
    const Observed seen = Scene(scene("2", "2025-01-02", "coa: {kind: places, sites: {one: {capacity: {2025-01-01: 0, 2025-01-11: 2}}}}, hotel: {kind: places, sites: {two: {capacity: {2025-01-01: 0, 2025-01-16: 5}}}}",
                                      "waiting: {lodge: hotel, stay: forever, race: {home: {lodge: coa}}, next: out}, home: {stay: forever, next: out}"),
                                {{"home", "persons: {stage: way.home}"}, {"coa", "persons: {lodged: coa}"}, {"hotel", "persons: {lodged: hotel}"}, {"unplaced", "unplaced: hotel"}}).run();
    CHECK(seen.at("unplaced", 10) == 2);
    CHECK(seen.at("home", 11) == 2);
    CHECK(seen.at("unplaced", 11) == 0);
    CHECK(seen.last("coa") == 2);
    CHECK(seen.last("hotel") == 0);
}

TEST_CASE("A stage that lodges in a pool and races for it goes on once a place is given, by the one or the other") {
    const Observed seen = Scene(scene("2", "2025-01-03", "coa: {kind: places, sites: {one: {capacity: {2025-01-01: 1, 2025-01-11: 3}}}}",
                                      "waiting: {lodge: coa, stay: forever, race: {home: {lodge: coa}}, next: out}, home: {stay: forever, next: out}"),
                                {{"waiting", "persons: {stage: way.waiting}"}, {"home", "persons: {stage: way.home}"}, {"living", "persons: {lodged: coa}"}, {"unplaced", "unplaced: coa"}}).run();
    CHECK(seen.at("home", 1) == 1);
    CHECK(seen.at("waiting", 1) == 1);
    CHECK(seen.at("unplaced", 1) == 1);
    CHECK(seen.at("home", 2) == 1);
    CHECK(seen.at("home", 11) == 3);
    CHECK(seen.at("living", 11) == 3);
    CHECK(seen.at("waiting", 11) == 1);
    CHECK(seen.at("unplaced", 11) == 1);
}

TEST_CASE("A clock for the pool they live in already rings on the day it is set, however full the pool is") {
    const Observed seen = Scene(scene("0", "2025-01-02", "coa: {kind: places, sites: {one: {capacity: 3}}}",
                                      "home: {lodge: coa, stay: {until: 2025-01-05}, next: asking}, asking: {stay: forever, race: {there: {lodge: coa}}, next: out}, there: {stay: forever, next: out}",
                                      "early: {pathway: way, stage: home, elapsed: fresh, households: 3}"),
                                {{"home", "persons: {stage: way.home}"}, {"asking", "persons: {stage: way.asking}"}, {"there", "persons: {stage: way.there}"}}).run();
    CHECK(seen.at("home", 4) == 3);
    CHECK(seen.at("asking", 5) == 0);
    CHECK(seen.at("there", 5) == 3);
}

TEST_CASE("No clock of the stock rings before the run begins") {
    const Observed seen = Scene(scene("0", "2025-01-02", "coa: {kind: places, sites: {one: {capacity: 2}}}", "waiting: {stay: forever, race: {home: {lodge: coa}}, next: out}, home: {stay: forever, next: out}",
                                      "early: {pathway: way, stage: waiting, elapsed: fresh, households: 3, lodge: none}"),
                                {{"waiting", "persons: {stage: way.waiting}"}, {"home", "persons: {stage: way.home}"}}).run();
    CHECK(seen.at("waiting", 0) == 3);
    CHECK(seen.at("home", 1) == 2);
    CHECK(seen.last("waiting") == 1);
}

TEST_CASE("Who has asked for another place when its site closes is placed again, and goes on waiting for the other") {
    // The hotel closes while its people wait for a place at `coa`; the annex has room for two of them.
    for (const std::string when_full : {"go_on", "wait"}) {
        INFO(when_full);
        const Observed seen = Scene(scene("0", "2025-01-02",
                                          "coa: {kind: places, when_full: " + when_full + ", sites: {one: {capacity: {2025-01-01: 0, 2025-01-21: 3, 2025-01-26: 9}}}}, "
                                          "hotel: {kind: places, sites: {two: {capacity: 4, closes: 2025-01-11}, annex: {capacity: 2, tier: 2}}}",
                                          "inn: {lodge: hotel, stay: {until: 2025-01-05}, next: home}, home: {lodge: coa, stay: forever, next: out}",
                                          "early: {pathway: way, stage: inn, elapsed: fresh, households: 4}"),
                                    {{"hotel", "persons: {lodged: hotel}"}, {"coa", "persons: {lodged: coa}"}, {"unplaced", "unplaced: coa"}, {"displaced", "unplaced: hotel"}, {"way", "persons: {stage: way}"}}).run();
        CHECK(seen.at("hotel", 10) == 4);
        CHECK(seen.at("unplaced", 10) == 4);
        CHECK(seen.at("displaced", 10) == 0);
        CHECK(seen.at("hotel", 11) == 2);
        CHECK(seen.at("unplaced", 11) == 4);
        CHECK(seen.at("displaced", 11) == 2);
        CHECK(seen.at("coa", 21) == 3);
        CHECK(seen.at("hotel", 21) + seen.at("displaced", 21) == 1);  // who is left has the annex by now
        CHECK(seen.at("displaced", 21) == 0);
        CHECK(seen.last("coa") == 4);
        CHECK(seen.last("unplaced") == 0);
        CHECK(seen.last("displaced") == 0);
        CHECK(seen.last("way") == 4);
    }
}
