// Households linked to each other: relatives who follow, join, wait beside their sponsor; what one sees of the other.
#include <string>
#include <tuple>

#include "catch.hpp"
#include "support/scene.hpp"

using namespace doorstroom::tests;

namespace {

const std::string head = "run: {start: 2025-01-01, end: 2025-04-01, report: day}\nattributes: {town: [a, b]}\n";

// Ten single sponsors; three relatives of each come 20 days after the permit.
std::string nareis(const std::string& sponsor_stages, const std::string& relatives, const std::string& resources = "") {
    return head + resources +
           "sources: {relatives: {pathway: nareis, household_size: 3}}\n"
           "stock: {sponsors: {pathway: asylum, stage: permit_soon, households: 10, elapsed: fresh, mix: {town: {a: 0.5, b: 0.5}}, lodge: none}}\n"
           "pathways:\n"
           "  asylum: {stages: {permit_soon: {stay: {fixed: 5 days}, next: permit}, permit: {bring: {relatives: {after: {fixed: 20 days}}}, next: status}, " +
           sponsor_stages + "}}\n  nareis: {stages: {" + relatives + "}}\n";
}

}  // namespace

TEST_CASE("Relatives join a housed sponsor: from then on one household, counted once everywhere") {
    const Scene scene(nareis("status: {stay: {fixed: 10 days}, next: housed}, housed: {final: true}",
                             "arrived: {next: joined}, joined: {join: linked, final: true}"),
                      {{"joined", "flow: {into: nareis.joined}"},
                       {"into_housed", "flow: {into: asylum.housed}"},
                       {"housed", "persons: {stage: asylum.housed}"},
                       {"either", "persons: {stage: [asylum.housed, nareis.joined]}"},
                       {"households", "households: {stage: asylum.housed}"},
                       {"everybody", "persons: {stage: [asylum, asylum.housed, nareis, nareis.joined]}"}});
    const Observed seen = scene.run();
    CHECK(seen.at("joined", 25) == 30);
    CHECK(seen.at("into_housed", 15) == 10);
    CHECK(seen.at("into_housed", 25) == 30);  // they count as having moved into the stages it stands in
    CHECK(seen.at("housed", 25) == 10);
    CHECK(seen.at("housed", 26) == 40);
    CHECK(seen.at("either", 26) == 40);
    CHECK(seen.at("everybody", 26) == 40);
    CHECK(seen.at("households", 26) == 10);
}

TEST_CASE("Relatives wait beside a sponsor who waits, and move with him") {
    const Scene scene(nareis("status: {await: homes, next: housed}, housed: {final: true}",
                             "arrived: {next: joined}, joined: {join: linked, final: true}",
                             "resources: {homes: {kind: slots, openings: {2025-01-01: 0, 2025-02-10: 40}, per: day, spread: even, unit: persons}}\n"),
                      {{"queue", "queue: homes"}, {"housed", "flow: {into: asylum.housed}"}, {"used", "used: homes"}});
    const Observed seen = scene.run();
    CHECK(seen.at("queue", 20) == 10);
    CHECK(seen.at("queue", 26) == 40);
    CHECK(seen.total("housed") == 40);
    CHECK(seen.total("used") == 40);  // four openings each: their size counts in what they take
}

TEST_CASE("What relatives see of their sponsor is how it was at the end of the tick before") {
    const std::string relatives =
        "arrived: {set: {town: {linked: town}}, next: {joined: {when: {linked: {pathway: asylum, in: [housed]}}}, wait: rest}}, "
        "wait: {until: {linked: {pathway: asylum, reached: [housed]}}, next: joined}, joined: {join: linked, final: true}";
    const Measures measures = {{"waits", "persons: {stage: nareis.wait}"}, {"joined", "flow: {into: nareis.joined}"}};
    const Observed before = Scene(nareis("status: {stay: {fixed: 10 days}, next: housed}, housed: {stay: forever}", relatives), measures).run();
    CHECK(before.at("joined", 25) == 30);
    const Observed after = Scene(nareis("status: {stay: {fixed: 30 days}, next: housed}, housed: {stay: forever}", relatives), measures).run();
    for (std::size_t d = 20; d < 45; ++d) UNSCOPED_INFO(d << " " << after.at("waits", d) << " " << after.at("joined", d) << " | " << before.at("waits", d) << " " << before.at("joined", d));
    CHECK(after.at("waits", 26) == 30);
    CHECK(after.at("joined", 35) == 0);
    CHECK(after.at("joined", 36) == 30);  // the sponsor was housed on day 35
}

TEST_CASE("Expected size counts those who are to come until they have joined or ended") {
    const auto sizes = [](const std::string& end) {
        return Scene(nareis("status: {stay: {fixed: 10 days}, next: look}, look: {stay: {fixed: 5 days}, next: {look_again: {when: {expected_size: {from: 4}}}, one: rest}}, "
                            "look_again: {stay: {fixed: 10 days}, next: {four: {when: {expected_size: {from: 4}}}, one: rest}}, four: {final: true}, one: {final: true}",
                            "arrived: {next: ended}, ended: {" + end + "final: true}"),
                     {{"four", "flow: {into: asylum.four}, unit: households"}, {"one", "flow: {into: asylum.one}, unit: households"}})
            .run();
    };
    CHECK(sizes("").total("one") == 10);                // they ended on their own
    CHECK(sizes("join: linked, ").total("four") == 10);  // they are four
}

TEST_CASE("A stock that asks after linked households changes a tick after these have changed") {
    const Scene scene(nareis("status: {stay: {fixed: 10 days}, next: housed}, housed: {stay: {fixed: 20 days}, next: away}, away: {final: true}",
                             "arrived: {stay: {fixed: 8 days}, next: settled}, settled: {stay: forever}"),
                      {{"beside_housed", "persons: {stage: nareis}, where: {linked: {pathway: asylum, in: [housed]}}"},
                       {"beside_others", "persons: {stage: nareis}, where: {not: {linked: {pathway: asylum, in: [housed]}}}"},
                       {"has_arrived", "households: {stage: asylum}, where: {linked: {pathway: nareis, in: [arrived]}}"},
                       {"settled_beside_housed", "flow: {into: nareis.settled}, where: {linked: {pathway: asylum, in: [housed]}}"}});
    const Observed seen = scene.run();
    // Sponsors: permit on day 5, housed from 15 to 35. Relatives: arrived on day 25, settled from 33.
    for (const auto& [day, beside_housed, has_arrived] : {std::tuple{25, 0, 0}, {26, 30, 0}, {27, 30, 10}, {33, 30, 10}, {34, 30, 10}, {35, 30, 0}, {36, 30, 0}, {37, 0, 0}}) {
        CAPTURE(day);
        CHECK(seen.at("beside_housed", static_cast<std::size_t>(day)) == beside_housed);
        CHECK(seen.at("beside_others", static_cast<std::size_t>(day)) == (day < 26 ? 0 : 30 - beside_housed));
        CHECK(seen.at("has_arrived", static_cast<std::size_t>(day)) == has_arrived);
    }
    CHECK(seen.total("settled_beside_housed") == 30);
}

TEST_CASE("The stock sees those it is linked to from the start") {
    const Scene scene(head + "stock:\n"
                             "  sponsors: {pathway: asylum, stage: housed, households: 10}\n"
                             "  relatives: {pathway: nareis, stage: travels, households: 10, household_size: 3, linked: sponsors}\n"
                             "pathways:\n"
                             "  asylum: {stages: {housed: {stay: forever}}}\n"
                             "  nareis: {stages: {travels: {stay: forever, race: {arrived: {until: {linked: {pathway: asylum, in: [housed]}}}}}, arrived: {stay: forever}}}\n",
                      {{"beside", "persons: {stage: nareis}, where: {linked: {pathway: asylum, in: [housed]}}"}, {"arrived", "persons: {stage: nareis.arrived}"}});
    const Observed seen = scene.run();
    CHECK(seen.at("beside", 0) == 30);
    CHECK(seen.at("beside", 5) == 30);
    CHECK(seen.at("arrived", 2) == 30);
}

TEST_CASE("Who joined a household has called off with it what was set going for them before") {
    // The relatives' course begins 20 days after they come; they join at once, and ten days later the household leaves.
    const auto begun = [](const std::string& leaves) {
        return Scene(nareis("status: {stay: {fixed: 30 days}, next: leaves}, leaves: {" + leaves + "stay: {fixed: 30 days}, next: again}, again: {start: {course: {}}, stay: forever}",
                            "arrived: {start: {course: {after: {fixed: 20 days}}}, next: joined}, joined: {join: linked, final: true}") +
                         "  course: {moves: person, stages: {learns: {stay: forever}}}\n",
                     {{"begun", "flow: {into: course.learns}"}})
            .run();
    };
    const Observed goes_on = begun("");
    CHECK(goes_on.at("begun", 45) == 30);
    CHECK(goes_on.at("begun", 66) == 10);  // the sponsors; the others are on it
    const Observed called_off = begun("stop: all, ");
    CHECK(called_off.at("begun", 45) == 0);
    CHECK(called_off.at("begun", 66) == 40);
    CHECK(called_off.total("begun") == 40);
}

TEST_CASE("A further journey of those who join is over, and does not take the household's place with it") {
    const Scene scene(nareis("status: {lodge: coa, stay: forever}",
                             "arrived: {start: {aside: {}}, stay: {fixed: 10 days}, next: joined}, joined: {join: linked, final: true}",
                             "resources: {coa: {kind: places, sites: {one: {capacity: 100}}}}\n") +
                          "  aside: {stages: {beside: {lodge: coa, stay: forever}}}\n",
                      {{"coa", "persons: {lodged: coa}"}, {"beside", "persons: {stage: aside.beside}"}});
    const Observed seen = scene.run();
    CHECK(seen.at("coa", 20) == 10);
    CHECK(seen.at("beside", 30) == 30);
    CHECK(seen.at("coa", 30) == 40);
    CHECK(seen.last("beside") == 0);
    CHECK(seen.last("coa") == 40);
}
