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

TEST_CASE("A journey of a person that ends gives back its own place and no other; with `keep` they stay") {
    const std::string pools = "coa: {kind: places, sites: {one: {capacity: 3}}}, house: {kind: places, sites: {two: {capacity: 2}}}";
    const std::string way = "home: {lodge: coa, start: {school: {}}, stay: forever, next: out}";
    const Observed ends = Scene(school(pools, way, "dorm: {lodge: house, stay: {fixed: 10 days}, next: over}"), measures).run();
    CHECK(ends.at("coa", 11) == 1);
    CHECK(ends.at("house", 11) == 2);
    CHECK(ends.at("coa", 12) == 1);  // who got no place there lives where the household does
    CHECK(ends.at("house", 12) == 0);
    CHECK(ends.at("unplaced", 12) == 0);
    const Observed stays = Scene(school(pools, way, "dorm: {lodge: house, stay: {fixed: 10 days}, next: done}, done: {final: true, lodge: keep}, late: {stay: forever, next: over}") +
                                     "stock: {others: {pathway: way, stage: home, households: 0, also: {school: {stage: late}}, lodge: none, elapsed: fresh}}\n",
                                 measures).run();
    CHECK(stays.last("coa") == 1);
    CHECK(stays.last("house") == 2);
    CHECK(stays.last("unplaced") == 1);
}

TEST_CASE("A household that ends leaves behind who has gone to live elsewhere; a journey that is stopped takes its place with it") {
    const std::string pools = "coa: {kind: places, sites: {one: {capacity: 3}}}, house: {kind: places, sites: {two: {capacity: 3}}}";
    const std::string person = "dorm: {lodge: house, stay: {until: 2025-01-21}, next: over}";
    const Measures both = {{"coa", "persons: {lodged: coa}"}, {"house", "persons: {lodged: house}"}, {"living", "persons: {lodged: [coa, house]}"}};
    const auto run = [&](const std::string& next, const std::string& who) {
        return Scene(school(pools, "home: {lodge: coa, start: {school: {" + who + "}}, stay: {until: 2025-01-11}, " + next, person), both).run();
    };
    const Observed ends = run("next: out}", "who: {member: {from: 2, below: 4}}");
    CHECK(ends.at("coa", 10) == 1);
    CHECK(ends.at("house", 10) == 2);
    CHECK(ends.at("coa", 11) == 0);
    CHECK(ends.at("house", 11) == 2);
    CHECK(ends.at("house", 20) == 2);
    CHECK(ends.at("house", 21) == 0);
    const Observed stopped = run("next: alone}, alone: {stop: [school], stay: forever, next: out}", "who: {member: {from: 2, below: 4}}");
    CHECK(stopped.at("living", 10) == 3);
    CHECK(stopped.at("coa", 11) == 1);
    CHECK(stopped.at("house", 11) == 0);
    const Observed leaves = run("next: alone}, alone: {lodge: none, stay: forever, next: out}", "who: {member: {from: 2, below: 4}}");
    CHECK(leaves.at("living", 11) == 0);  // the last `lodge` entered is the household's, and is for all
}

TEST_CASE("Whoever lives apart is counted and paid for once, where they live") {
    const Observed seen = Scene(school("coa: {kind: places, sites: {one: {capacity: 3, cost_per_day: 100}}}, house: {kind: places, sites: {two: {capacity: 2, cost_per_day: 1}}}",
                                       "home: {lodge: coa, start: {school: {}}, stay: forever, next: out}", "dorm: {lodge: house, stay: forever, next: over}"),
                                {{"living", "persons: {lodged: [coa, house]}"}, {"used", "used: coa"}, {"rooms", "used: house"}, {"households", "households: {lodged: [coa, house]}"},
                                 {"way", "persons: {stage: way, lodged: coa}"}, {"school", "persons: {stage: school, lodged: house}"}, {"both", "persons: {stage: [way, school]}"},
                                 {"euros", "cost: {lodged: [coa, house]}, unit: EUR"}})
                              .run();
    for (const std::size_t day : {std::size_t{2}, std::size_t{9}, std::size_t{30}}) {
        CHECK(seen.at("living", day) == 3);
        CHECK(seen.at("used", day) == 1);
        CHECK(seen.at("rooms", day) == 2);
        CHECK(seen.at("households", day) == 1);
        CHECK(seen.at("way", day) == 1);
        CHECK(seen.at("school", day) == 2);
        CHECK(seen.at("both", day) == 3);
    }
    CHECK(seen.at("euros", 0) == 300);
    CHECK(seen.at("euros", 1) == 102);
    CHECK(seen.at("euros", 20) == 102);
}

TEST_CASE("Who comes back goes to the site in which the others live, and a household that is apart comes together there") {
    // One place is left where they live; the other site has more room.
    const std::string pools = "coa: {kind: places, sites: {one: {capacity: 3}, large: {capacity: {2025-01-01: 0, 2025-01-06: 50}}}}, house: {kind: places, sites: {two: {capacity: 1}}}";
    const std::string dorm = "dorm: {lodge: house, stay: {fixed: 8 days}, next: ";
    const Observed person = Scene(school(pools, "home: {lodge: coa, start: {school: {who: {member: {from: 3, below: 4}}}}, stay: forever, next: out}", dorm + "back}, back: {lodge: coa, stay: forever, next: over}"), measures).run();
    CHECK(person.at("sites", 9, "site=one") == 2);
    CHECK(person.at("sites", 10, "site=one") == 3);
    CHECK(person.at("sites", 10, "site=large") == 0);
    const Observed household = Scene(school(pools, "home: {lodge: coa, start: {school: {who: {member: {from: 3, below: 4}}}}, stay: {until: 2025-01-16}, next: again}, again: {lodge: coa, stay: forever, next: out}", dorm + "over}"), measures).run();
    CHECK(household.at("sites", 10, "site=one") == 2);
    CHECK(household.at("house", 10) == 0);
    CHECK(household.at("sites", 16, "site=one") == 3);
    CHECK(household.at("sites", 16, "site=large") == 0);
    CHECK(household.at("homeless", 16) == 0);
}

TEST_CASE("The site of a person alone closes, opens below theirs, or is for others than they are") {
    const std::string way = "home: {lodge: coa, start: {school: {}}, stay: forever, next: out}";
    const std::string coa = "coa: {kind: places, sites: {one: {capacity: 3}}}, ";
    const Measures sites = {{"coa", "persons: {lodged: coa}"}, {"rooms", "used: house, by: [site]"}, {"unplaced", "unplaced: house"}};
    const Observed closes = Scene(school(coa + "house: {kind: places, sites: {two: {capacity: 2, closes: 2025-01-11}, other: {capacity: {2025-01-01: 0, 2025-01-06: 1, 2025-01-21: 9}}}}", way, "dorm: {lodge: house, stay: forever, next: over}"), sites).run();
    CHECK(closes.at("rooms", 2, "site=two") == 2);
    CHECK(closes.at("unplaced", 2) == 1);
    CHECK(closes.at("rooms", 6, "site=other") == 1);
    CHECK(closes.at("unplaced", 6) == 0);
    CHECK(closes.at("coa", 6) == 0);
    CHECK(closes.at("rooms", 11) == 1);
    CHECK(closes.at("unplaced", 11) == 2);
    CHECK(closes.at("coa", 11) == 0);
    CHECK(closes.at("rooms", 21, "site=other") == 3);
    const Observed up = Scene(school(coa + "house: {kind: places, move_up: true, sites: {two: {capacity: {2025-01-01: 0, 2025-01-11: 2}}, high: {capacity: 9, tier: 2}}}", way, "dorm: {lodge: house, stay: forever, next: over}"), sites).run();
    CHECK(up.at("rooms", 10, "site=high") == 3);
    CHECK(up.at("rooms", 11, "site=two") == 2);  // two by themselves: they are no household that stays together
    CHECK(up.at("rooms", 11, "site=high") == 1);
    const Observed turned = Scene(school(coa + "house: {kind: places, when_full: {to: over}, sites: {two: {capacity: 1}}}", way, "dorm: {lodge: house, stay: forever, next: over}"), sites).run();
    CHECK(turned.at("rooms", 2) == 1);
    CHECK(turned.at("coa", 2) == 2);  // whoever is turned away has lost nothing
    CHECK(turned.at("unplaced", 2) == 0);
}

TEST_CASE("A site for adults takes the adults of a household, each for themselves") {
    const std::string scene = "run: {start: 2025-01-01, end: 2025-02-01, report: day}\n"
                              "sources: {people: {pathway: way, arrivals: {households: 1, per: day, spread: none}, until: 2025-01-02, household_size: {4: 1}, mix: {age: {by: member, 1: {30: 1, 31: 0}, 3: {5: 1, 6: 0}}}}}\n"
                              "resources: {coa: {kind: places, sites: {one: {capacity: 4}}}, house: {kind: places, sites: {adults: {capacity: 9, who: {age: {from: 18, below: 99}}}, young: {capacity: 1, who: {age: {from: 0, below: 18}}}}}}\n"
                              "pathways:\n"
                              "  way: {moves: household, stages: {home: {lodge: coa, start: {school: {}}, stay: forever, next: out}, out: {final: true}}}\n"
                              "  school: {moves: person, stages: {dorm: {lodge: house, stay: forever, next: over}, over: {final: true}}}\n";
    const Observed seen = Scene(scene, {{"coa", "persons: {lodged: coa}"}, {"rooms", "used: house, by: [site]"}, {"unplaced", "unplaced: house"}}).run();
    CHECK(seen.at("rooms", 2, "site=adults") == 2);
    CHECK(seen.at("rooms", 2, "site=young") == 1);
    CHECK(seen.at("coa", 2) == 1);
    CHECK(seen.at("unplaced", 2) == 1);
}

TEST_CASE("Stock on a pathway of persons lives together by household, and whoever has no place is counted once") {
    const std::string scene = "run: {start: 2025-01-01, end: 2025-02-01, report: day}\n"
                              "sources: {nobody: {pathway: school, arrivals: {households: 0, per: year}, household_size: {3: 1}}}\n"
                              "resources: {house: {kind: places, sites: {two: {capacity: {2025-01-01: 4, 2025-01-11: 6}}}}}\n"
                              "pathways: {school: {moves: person, stages: {dorm: {lodge: house, stay: forever, next: over}, over: {final: true}}}}\n"
                              "stock: {pupils: {pathway: school, stage: dorm, households: 2, household_size: {3: 1}, elapsed: fresh}}\n";
    const Observed seen = Scene(scene, {{"rooms", "used: house"}, {"unplaced", "unplaced: house"}}).run();
    CHECK(seen.all().stock.at(0).persons == 6);
    CHECK(seen.all().stock.at(0).unplaced == 3);
    CHECK(seen.at("rooms", 0) == 3);
    CHECK(seen.at("unplaced", 0) == 3);
    CHECK(seen.at("rooms", 10) == 3);
    CHECK(seen.at("rooms", 11) == 6);
    CHECK(seen.last("unplaced") == 0);
}

namespace {

// A sponsor who lives at the reception, relatives of two who come 20 days after the permit and live in the hotel until they join.
std::string family(const std::string& sites, const std::string& others = "") {
    return "run: {start: 2025-01-01, end: 2025-04-01, report: day}\n"
           "sources: {relatives: {pathway: nareis, household_size: 2}}\n"
           "resources: {coa: {kind: places, sites: {" + sites + "}}, hotel: {kind: places, sites: {inn: {capacity: 9}}}}\n"
           "stock:\n"
           "  sponsors: {pathway: asylum, stage: soon, households: 1, elapsed: fresh}\n" + others +
           "pathways:\n"
           "  asylum: {stages: {soon: {lodge: coa, stay: {fixed: 5 days}, next: permit}, permit: {bring: {relatives: {after: {fixed: 20 days}}}, next: status}, status: {stay: forever, next: out}, out: {final: true}}}\n"
           "  nareis: {stages: {arrived: {lodge: hotel, stay: {fixed: 5 days}, next: joined}, joined: {join: linked, final: true}}}\n"
           "  other: {stages: {there: {lodge: coa, stay: {fixed: 50 days}, next: gone}, gone: {final: true}}}\n";
}

const Measures of_family = {{"coa", "persons: {lodged: coa}, by: [site]"}, {"hotel", "persons: {lodged: hotel}"}, {"family", "persons: {stage: asylum.status}"}, {"status", "persons: {stage: asylum.status, lodged: coa}"},
                            {"unplaced", "unplaced: coa"}, {"unplaced_hotel", "unplaced: hotel"}};

}  // namespace

TEST_CASE("Who joins lives where the household lives; without room each keeps its place until one site has room for all") {
    const Observed room = Scene(family("one: {capacity: 3}", "  others: {pathway: other, stage: there, households: 0, elapsed: fresh}\n"), of_family).run();
    CHECK(room.at("hotel", 26) == 2);
    CHECK(room.at("hotel", 31) == 0);  // joined on the 31st day, when they had been five days in the hotel
    CHECK(room.at("family", 31) == 3);
    CHECK(room.at("coa", 31) == 3);
    const Observed none = Scene(family("one: {capacity: 2}, two: {capacity: 3, opens: 2025-02-10}", "  others: {pathway: other, stage: there, households: 1, elapsed: fresh}\n"), of_family).run();
    CHECK(none.at("family", 31) == 3);
    CHECK(none.at("hotel", 31) == 2);  // they keep what they have
    CHECK(none.at("status", 31) == 1);
    CHECK(none.at("unplaced", 31) == 0);
    CHECK(none.at("coa", 31, "site=one") == 2);
    CHECK(none.at("hotel", 40) == 2);
    CHECK(none.at("coa", 41, "site=two") == 3);  // all together
    CHECK(none.at("coa", 41, "site=one") == 1);
    CHECK(none.at("hotel", 41) == 0);
    CHECK(none.at("status", 41) == 3);
}

TEST_CASE("The room that is missing may come where the household lives") {
    const Observed seen = Scene(family("one: {capacity: 4}", "  others: {pathway: other, stage: there, households: 2, elapsed: fresh}\n"), of_family).run();
    CHECK(seen.at("coa", 31) == 3);
    CHECK(seen.at("hotel", 31) == 2);
    CHECK(seen.at("coa", 50) == 3);
    CHECK(seen.at("coa", 51) == 3);  // the others left on this day, and the family is together
    CHECK(seen.at("hotel", 51) == 0);
    CHECK(seen.at("unplaced", 51) == 0);
}

TEST_CASE("Whom a journey of their own gave a place keeps it when the household is joined, until that journey ends") {
    // One of the two relatives goes to school on arriving and lives there.
    const auto with_school = [](const std::string& next) {
        std::string yaml = family("one: {capacity: 2}", "  others: {pathway: other, stage: there, households: 0, elapsed: fresh}\n");
        const std::string arrived = "arrived: {lodge: hotel, ";
        yaml.replace(yaml.find(arrived), arrived.size(), arrived + "start: {school: {who: {member: {from: 2, below: 3}}}}, ");
        yaml += "  school: {moves: person, stages: {dorm: {lodge: house, stay: {until: 2025-02-20}, next: " + next + ", over: {final: true}}}\n";
        const std::string hotel = "hotel: {kind: places, ";
        yaml.replace(yaml.find(hotel), hotel.size(), "house: {kind: places, sites: {two: {capacity: 1}}}, " + hotel);
        Measures more = of_family;
        more.emplace_back("house", "persons: {lodged: house}");
        return Scene(yaml, more).run();
    };
    const Observed back = with_school("back}, back: {lodge: coa, stay: forever, next: over}");
    CHECK(back.at("hotel", 30) == 1);
    CHECK(back.at("house", 30) == 1);
    CHECK(back.at("family", 31) == 3);
    CHECK(back.at("coa", 31) == 2);  // there is room for the other, and all who are to live together do
    CHECK(back.at("house", 31) == 1);
    CHECK(back.at("hotel", 31) == 0);
    CHECK(back.at("unplaced", 31) == 0);
    CHECK(back.at("house", 51) == 1);  // it asks for a place with the others, where there is none
    CHECK(back.at("unplaced", 51) == 1);
    const Observed over = with_school("over}");
    CHECK(over.at("house", 50) == 1);
    CHECK(over.at("house", 51) == 0);
    CHECK(over.at("coa", 51) == 2);
    CHECK(over.at("unplaced", 51) == 0);
}
