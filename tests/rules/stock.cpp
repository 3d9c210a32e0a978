// The starting stock: how many, where, since when, and what becomes of them.
#include <cmath>

#include "catch.hpp"
#include "support/scene.hpp"

using namespace doorstroom::tests;

namespace {

std::string with_stock(const std::string& stages, const std::string& line, const std::string& more = "") {
    return "run: {start: 2025-01-01, end: 2025-03-01, report: day}\n"
           "attributes: {kind: [a, b]}\n"
           "sources: {nobody: {pathway: way, arrivals: {households: 0, per: year}, mix: {kind: {a: 1}}}}\n" + more +
           "pathways: {way: {moves: household, stages: {" + stages + ", out: {final: true}}}}\n"
           "stock: {old: {pathway: way, " + line + "}}\n";
}

const Measures measures = {{"out", "flow: {into: way.out}"}, {"inside", "persons: {stage: way.here}"}, {"flow_in", "flow: {into: way.here}"}};

}  // namespace

TEST_CASE("The stock is there at the start and is no flow; the last household is made smaller") {
    const Scene scene(with_stock("here: {stay: {fixed: 100 days}, next: out}", "stage: here, persons: 101, household_size: {4: 1}, elapsed: fresh"), measures);
    const Observed seen = scene.run();
    CHECK(seen.at("inside", 0) == 101);
    CHECK(seen.total("flow_in") == 0);
    REQUIRE(seen.all().stock.size() == 1);
    CHECK(seen.all().stock[0].asked == 101);
    CHECK(seen.all().stock[0].persons == 101);
    CHECK(seen.all().stock[0].households == 26);
    CHECK(seen.all().stock[0].unplaced == 0);
    const Scene households(with_stock("here: {stay: {fixed: 100 days}, next: out}", "stage: here, households: 10, household_size: {4: 1}, elapsed: fresh"), measures);
    CHECK(households.run().at("inside", 0) == 40);
}

TEST_CASE("Elapsed time is taken off a fixed stay; who has outlasted it leaves at once") {
    const auto leaves_on = [](const std::string& elapsed) {
        const Observed seen = Scene(with_stock("here: {stay: {fixed: 10 days}, next: out}", "stage: here, households: 3, elapsed: " + elapsed), measures).run();
        const std::vector<double> out = seen.rows("out");
        return std::find(out.begin(), out.end(), 3.0) - out.begin();
    };
    CHECK(leaves_on("fresh") == 10);
    CHECK(leaves_on("{fixed: 4 days}") == 6);
    CHECK(leaves_on("{fixed: 10 days}") == 0);
    CHECK(leaves_on("{fixed: 25 days}") == 0);
}

TEST_CASE("In equilibrium, as many leave on each day as when the stage has long run steadily") {
    const Observed fixed = Scene(with_stock("here: {stay: {fixed: 10 days}, next: out}", "stage: here, households: 5000"), measures).run();
    for (std::size_t day = 0; day < 10; ++day) CHECK(fixed.at("out", day) == Approx(500).margin(100));
    CHECK(fixed.at("out", 10) == 0);
    const Observed exponential = Scene(with_stock("here: {stay: {exponential: {mean: 20 days}}, next: out}", "stage: here, households: 5000"), measures).run();
    for (std::size_t day = 0; day < 5; ++day) CHECK(exponential.at("out", day) == Approx(5000 * std::exp(-static_cast<double>(day) / 20) / 20).margin(80));
}

TEST_CASE("A stay of the stock is drawn given the time spent") {
    // A uniform stay of 0 to 20 days after 10 days: what is left is uniform over 10 days.
    const Observed seen = Scene(with_stock("here: {stay: {uniform: [0 days, 20 days]}, next: out}", "stage: here, households: 5000, elapsed: {fixed: 10 days}"), measures).run();
    for (std::size_t day = 1; day < 9; ++day) CHECK(seen.at("out", day) == Approx(500).margin(100));
    CHECK(seen.at("inside", 11) == 0);
}

TEST_CASE("In a queue the time spent is the place in it; without any the stock has just come") {
    const std::string homes = "resources: {homes: {kind: slots, openings: 1, per: day}}\n";
    const Scene scene(with_stock("here: {await: homes, next: out}", "stage: here, households: 3, mix: {kind: {a: 1}}}, older: {pathway: way, stage: here, households: 2, elapsed: {fixed: 8 days}, mix: {kind: {b: 1}}", homes),
                      {{"out", "flow: {into: way.out}, by: [kind]"}, {"wait", "wait: {stage: way.here}, by: [kind]"}, {"waiting", "queue: homes"}});
    const Observed seen = scene.run();
    CHECK(seen.at("waiting", 0) == 5);
    CHECK(seen.at("out", 0, "kind=b") == 1);
    CHECK(seen.at("out", 1, "kind=b") == 1);
    CHECK(seen.at("out", 2, "kind=a") == 1);
    CHECK(seen.at("wait.mean", 1, "kind=b") == 9);
    CHECK(seen.at("wait.mean", 2, "kind=a") == 2);
}

TEST_CASE("In a stage without timing the stock passes at once, and in a final stage it stays") {
    const Observed passes = Scene(with_stock("here: {next: out}", "stage: here, persons: 12"), measures).run();
    CHECK(passes.at("inside", 0) == 12);
    CHECK(passes.at("out", 0) == 12);
    const Observed stays = Scene(with_stock("here: {stay: {fixed: 5 days}, next: out}", "stage: out, persons: 12"), {{"there", "persons: {stage: way.out}"}, {"out", "flow: {into: way.out}"}}).run();
    for (std::size_t row = 0; row < 60; ++row) CHECK(stays.at("there", row) == 12);
    CHECK(stays.total("out") == 0);
}

TEST_CASE("A site of its own, the pool's rule, or none; what does not fit is unplaced and said so") {
    const std::string coa = "resources: {coa: {kind: places, sites: {one: {capacity: 5}, two: {capacity: 10}}}}\n";
    const Measures living = {{"living", "persons: {lodged: coa}, by: [site]"}, {"unplaced", "unplaced: coa"}};
    const std::string stages = "here: {lodge: coa, stay: forever, next: out}";
    const Observed sited = Scene(with_stock(stages, "stage: here, persons: 4, site: two", coa), living).run();
    CHECK(sited.at("living", 0, "site=two") == 4);
    CHECK(sited.at("living", 0, "site=one") == 0);
    const Observed over = Scene(with_stock(stages, "stage: here, persons: 18, site: one", coa), living).run();
    CHECK(over.at("living", 0, "site=one") == 5);
    CHECK(over.at("living", 0, "site=two") == 10);
    CHECK(over.at("unplaced", 0) == 3);
    CHECK(over.all().stock[0].unplaced == 3);
    CHECK(Scene(with_stock(stages, "stage: here, persons: 4, lodge: none", coa), living).run().at("living", 3) == 0);
}

TEST_CASE("The time since an earlier stage counts for the term and the place in the queue") {
    const std::string homes = "resources: {homes: {kind: slots, openings: 1, per: day}}\n";
    const Scene scene(with_stock("first: {stay: {fixed: 1 days}, next: here}, here: {await: homes, since: first, term: 30 days, next: out}",
                                 "stage: here, households: 2, since: {first: {fixed: 5 days}}, mix: {kind: {a: 1}}}, "
                                 "older: {pathway: way, stage: here, households: 2, since: {first: {fixed: 40 days}}, mix: {kind: {b: 1}}", homes),
                      {{"out", "flow: {into: way.out}, by: [kind]"}, {"over", "over_term: {stage: way.here}"}});
    const Observed seen = scene.run();
    CHECK(seen.at("over", 0) == 2);
    CHECK(seen.at("out", 0, "kind=b") == 1);
    CHECK(seen.at("out", 1, "kind=b") == 1);
    CHECK(seen.at("out", 2, "kind=a") == 1);
}

TEST_CASE("In a site, those who have been there longest count as come first, whichever line they stand in") {
    const std::string coa = "resources: {coa: {kind: places, sites: {one: {capacity: {2025-01-01: 20, 2025-01-11: 5}}}}}\n";
    const std::string stages = "here: {lodge: coa, stay: forever, next: out}";
    const Measures living = {{"living", "persons: {lodged: coa}, by: [kind]"}};
    const auto line = [](const std::string& kind, int days) { return "stage: here, site: one, households: 10, mix: {kind: {" + kind + ": 1}}, elapsed: {fixed: " + std::to_string(days) + " days}"; };
    const auto both = [&](const std::string& first, const std::string& second) {
        return Scene(with_stock(stages, first + "}, more: {pathway: way, " + second, coa), living).run().at("living", 11, "kind=a");
    };
    CHECK(both(line("a", 90), line("b", 10)) == 5);
    CHECK(both(line("b", 10), line("a", 90)) == 5);
    CHECK(both(line("a", 10), line("b", 90)) == 0);
    const double shared = both(line("a", 50), line("b", 50));
    CHECK(shared > 0);
    CHECK(shared < 5);
}
