// Journeys side by side: persons beside their household, starting and stopping, waiting for one another, relatives.
#include <string>

#include "catch.hpp"
#include "support/scene.hpp"

using namespace doorstroom::tests;

namespace {

// Ten households, one a day, of a parent of 30, a partner of 20 and a child of 5, who are housed for five days.
const std::string people =
    "sources: {people: {pathway: home, arrivals: {households: 1, per: day, spread: none}, until: 2025-01-11, "
    "household_size: {3: 1}, mix: {age: {by: member, 1: {30: 1, 31: 0}, 2: {20: 1, 21: 0}, 3: {5: 1, 6: 0}}}}}\n";

std::string scene(const std::string& housed, const std::string& lessons, const std::string& more = "") {
    return "run: {start: 2025-01-01, end: 2025-03-01, report: day}\n" + people +
           "pathways:\n"
           "  home: {stages: {housed: {" + housed + "}, gone: {final: true}}}\n"
           "  lessons: {moves: person, stages: {" + lessons + ", done: {final: true}}}\n" + more;
}

const std::string lesson = "class: {stay: {fixed: 9 days}, next: done}";
const std::string move_on = "stay: {fixed: 5 days}, next: gone";

const Measures measures = {{"gone", "flow: {into: home.gone}"}, {"begun", "flow: {into: lessons.class}"},
                           {"class", "persons: {stage: lessons.class}"}, {"done", "flow: {into: lessons.done}"},
                           {"housed", "persons: {stage: home.housed}"}};

Observed seen(const std::string& housed, const std::string& lessons = lesson, const std::string& more = "") {
    return Scene(scene(housed, lessons, more), measures).run();
}

}  // namespace

TEST_CASE("The adults of a household start a journey of their own, which its moves do not disturb") {
    const Observed adults = seen("start: {lessons: {who: adults}}, " + move_on);
    CHECK(adults.at("begun", 0) == 0);
    CHECK(adults.at("begun", 1) == 2);  // the next tick
    CHECK(adults.total("begun") == 20);
    CHECK(adults.at("gone", 5) == 3);
    CHECK(adults.at("done", 9) == 0);
    CHECK(adults.at("done", 10) == 2);
    CHECK(adults.total("done") == 20);
    CHECK(adults.at("class", 2) == 2);
    CHECK(seen("start: {lessons: {who: children}}, " + move_on).total("done") == 10);
    CHECK(seen("start: {lessons: {}}, " + move_on).total("done") == 30);
}

TEST_CASE("Who starts may be said by a condition on the person; when and where by `after` and `at`") {
    CHECK(seen("start: {lessons: {who: {age: {from: 20, below: 30}}}}, " + move_on).total("done") == 10);
    CHECK(seen("start: {lessons: {who: {not: {member: {below: 2}}}}}, " + move_on).total("done") == 20);
    const Observed later = seen("start: {lessons: {who: adults, after: {fixed: 4 days}}}, " + move_on);
    CHECK(later.at("begun", 3) == 0);
    CHECK(later.at("begun", 4) == 2);
    CHECK(seen("start: {lessons: {chance: 0}}, " + move_on).total("begun") == 0);
    const std::string two = "test: {stay: {fixed: 1 day}, next: done}, class: {stay: {fixed: 9 days}, next: test}";
    const Observed elsewhere = seen("start: {lessons: {at: class}}, " + move_on, two);
    CHECK(elsewhere.total("begun") == 30);
    CHECK(elsewhere.at("done", 11) == 3);
}

TEST_CASE("Other journeys are stopped, and with `all` what was set going is called off") {
    const std::string leave = "start: {lessons: {who: adults}}, stay: {fixed: 5 days}, next: stopped";
    const auto stopped = [&](const std::string& stop, const std::string& start) {
        return Scene("run: {start: 2025-01-01, end: 2025-03-01, report: day}\n" + people +
                         "pathways:\n  home: {stages: {housed: {" + start + "}, stopped: {stop: " + stop +
                         ", stay: {fixed: 1 day}, next: gone}, gone: {final: true}}}\n  lessons: {moves: person, stages: {" + lesson +
                         ", done: {final: true}}}\n",
                     measures)
            .run();
    };
    CHECK(stopped("[lessons]", leave).total("begun") == 20);
    CHECK(stopped("[lessons]", leave).total("done") == 0);
    const std::string late = "start: {lessons: {who: adults, after: {fixed: 7 days}}}, stay: {fixed: 5 days}, next: stopped";
    CHECK(stopped("[lessons]", late).total("begun") == 20);
    CHECK(stopped("all", late).total("begun") == 0);
}

TEST_CASE("A household waits for its members, and goes elsewhere when there is nothing left to wait for") {
    const std::string start = "start: {lessons: {who: adults}}, ";
    const Observed ever = seen(start + "until: {own: {pathway: lessons, reached: [done]}}, next: gone");
    CHECK(ever.at("gone", 9) == 0);
    CHECK(ever.at("gone", 10) == 3);
    CHECK(ever.total("gone") == 30);
    const Observed now = seen(start + "until: {own: {pathway: lessons, in: class}}, next: gone");
    CHECK(now.total("gone") == 30);
    CHECK(now.at("gone", 1) + now.at("gone", 2) == 3 + now.at("gone", 2));
    // Nobody is on their way there, and nobody will be.
    const Observed other = Scene(scene("start: {lessons: {chance: 0}}, until: {own: {pathway: lessons, reached: [done]}}, else: lost, next: gone}, lost: {final: true", lesson),
                                 {{"lost", "flow: {into: home.lost}"}, {"gone", "flow: {into: home.gone}"}})
                               .run();
    CHECK(other.total("gone") == 0);
    CHECK(other.total("lost") == 30);
}

TEST_CASE("A clock rings when a condition holds") {
    const Observed rung = seen("start: {lessons: {who: adults}}, stay: {fixed: 40 days}, next: gone, race: {gone: {until: {own: {pathway: lessons, in: done}}}}");
    CHECK(rung.at("gone", 10) == 3);
    CHECK(rung.total("gone") == 30);
}

TEST_CASE("A duration lasts until a birthday") {
    // Born on 2008-01-06.
    const Observed grown = Scene("run: {start: 2025-01-01, end: 2026-03-01, report: day}\n"
                                 "sources: {people: {pathway: home, arrivals: {households: 1, per: day, spread: none}, until: 2025-01-02, mix: {age: {fixed: 6205 days}}}}\n"
                                 "pathways: {home: {stages: {young: {stay: {age: 18}, next: grown}, grown: {final: true}}}}\n",
                                 {{"grown", "flow: {into: home.grown}"}})
                               .run();
    CHECK(grown.total("grown") == 1);
    CHECK(grown.at("grown", 370) == 1);
}

namespace {

// Five sponsors, one a day, whose relatives of two come after ten days.
std::string family(const std::string& kin, const std::string& sponsor = "stay: forever", const std::string& attributes = "town: [beek, dal]") {
    return "run: {start: 2025-01-01, end: 2025-03-01, report: day}\n"
           "attributes: {" + attributes + "}\n"
           "sources:\n"
           "  people: {pathway: home, arrivals: {households: 1, per: day, spread: none}, until: 2025-01-06, mix: {town: beek}}\n"
           "  kin: {pathway: kin, household_size: {2: 1}, mix: {town: dal}}\n"
           "pathways:\n"
           "  home: {stages: {housed: {bring: {kin: {after: {fixed: 10 days}}}, " + sponsor + "}}}\n"
           "  kin: {stages: {" + kin + "}}\n";
}

}  // namespace

TEST_CASE("Relatives take over what their sponsor has, and are of one household once they joined") {
    const std::string kin = "come: {set: {town: {linked: town}}, stay: {fixed: 3 days}, next: joined}, joined: {join: linked, final: true}";
    const Observed joined = Scene(family(kin), {{"home", "persons: {stage: home.housed}"}, {"households", "households: {stage: home.housed}"},
                                                {"kin", "persons: {stage: kin.come}, by: [town]"}, {"in", "flow: {into: kin.joined}"}})
                                .run();
    CHECK(joined.at("kin", 11, "town=beek") == 2);
    CHECK(joined.total("kin", "town=dal") == 0);
    CHECK(joined.at("in", 13) == 2);
    CHECK(joined.total("in") == 10);
    CHECK(joined.at("home", 13) == 5);
    CHECK(joined.last("home") == 15);
    CHECK(joined.last("households") == 5);
}

TEST_CASE("Relatives look at how far their sponsor is, and a sponsor at them") {
    const std::string by = "come: {stay: {fixed: 1 day}, next: {joined: {when: {linked: {pathway: home, in: [housed]}}}, alone: rest}}, joined: {join: linked, final: true}, alone: {stay: forever}";
    CHECK(Scene(family(by), {{"in", "flow: {into: kin.joined}"}}).run().total("in") == 10);
    const std::string leaves = "stay: {fixed: 5 days}, next: away}, away: {stay: forever";
    CHECK(Scene(family(by, leaves), {{"alone", "persons: {stage: kin.alone}"}}).run().last("alone") == 10);
    const std::string waits = "until: {linked: {pathway: kin, reached: [come]}}, next: away}, away: {stay: forever";
    const Observed seen = Scene(family("come: {stay: forever}", waits), {{"away", "flow: {into: home.away}"}}).run();
    CHECK(seen.at("away", 10) == 0);
    CHECK(seen.at("away", 11) == 1);  // as it was at the end of the tick before
    CHECK(seen.total("away") == 5);
}

TEST_CASE("An attribute is set from the site people live in") {
    const Observed set = Scene("run: {start: 2025-01-01, end: 2025-02-01, report: day}\n"
                               "attributes: {town: [beek, dal]}\n"
                               "sources: {people: {pathway: home, arrivals: {households: 1, per: day, spread: none}, until: 2025-01-06}}\n"
                               "resources: {coa: {kind: places, fill: in_order, sites: {one: {capacity: 2, town: beek}, two: {capacity: 9, town: dal}}}}\n"
                               "pathways: {home: {stages: {lives: {lodge: coa, stay: {fixed: 2 days}, next: known}, known: {set: {town: {site: town}}, stay: forever}}}}\n",
                               {{"known", "persons: {stage: home.known}, by: [town]"}})
                             .run();
    CHECK(set.last("known", "town=beek") == 2);
    CHECK(set.last("known", "town=dal") == 3);
}

TEST_CASE("A clock of the pathway runs in its stages, behind their own") {
    const auto flows = [](const std::string& race) {
        return Scene("run: {start: 2025-01-01, end: 2025-03-01, report: day}\n"
                     "sources: {people: {pathway: home, arrivals: {households: 1, per: day, spread: none}, until: 2025-01-11}}\n"
                     "pathways: {home: {race: {lost: {" + race + "}}, stages: {a: {stay: {fixed: 4 days}, next: b}, b: {stay: {fixed: 4 days}, race: {late: {after: {fixed: 2 days}}}, next: late}, "
                     "late: {final: true}, lost: {final: true}}}}\n",
                     {{"lost", "flow: {into: home.lost}"}, {"late", "flow: {into: home.late}"}})
            .run();
    };
    CHECK(flows("after: {fixed: 3 days}").at("lost", 3) == 1);
    CHECK(flows("after: {fixed: 3 days}").total("lost") == 10);
    CHECK(flows("after: {fixed: 3 days}, in: [b]").total("late") == 10);
    CHECK(flows("after: {fixed: 2 days}, in: [b]").total("late") == 10);  // the stage's own comes first
    CHECK(flows("after: {fixed: 1 day}, in: [b]").at("lost", 5) == 1);
    CHECK(flows("after: {fixed: 5 days}, since: a").at("lost", 5) == 1);
}

TEST_CASE("An opening given back is in hand in the same round") {
    const auto declined = [](const std::string& on_entry) {
        return Scene("run: {start: 2025-01-01, end: 2025-02-01, report: day}\n"
                     "sources: {people: {pathway: home, arrivals: {households: 1, per: day, spread: none}, until: 2025-01-11}}\n"
                     "resources: {homes: {kind: slots, openings: 1, per: month, spread: start, unused: carry}}\n"
                     "pathways: {home: {stages: {wait: {await: homes, next: offer}, offer: {next: {declined: 1, housed: rest}}, declined: {" + on_entry + "stay: forever}, housed: {final: true}}}}\n",
                     {{"declined", "flow: {into: home.declined}"}})
            .run()
            .total("declined");
    };
    CHECK(declined("") == 1);
    CHECK(declined("give_back: {homes: last}, ") == 10);
}
