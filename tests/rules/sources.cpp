// Who comes: how many, when, how large, and whom they bring.
#include <cmath>

#include "catch.hpp"
#include "support/scene.hpp"

using namespace doorstroom::tests;

namespace {

std::string arriving(const std::string& arrivals, const std::string& more = "", const std::string& run = "start: 2025-01-01, end: 2027-01-01, report: month") {
    return "run: {" + run + "}\n"
           "attributes: {kind: [a, b], colour: [red, blue]}\n"
           "sources: {people: {pathway: way, arrivals: {" + arrivals + "}" + more + "}}\n"
           "pathways: {way: {moves: household, stages: {here: {stay: forever, next: out}, out: {final: true}}}}\n";
}

const Measures measures = {{"persons", "flow: {into: way.here}"}, {"households", "flow: {into: way.here}, unit: households"}, {"inside", "persons: {stage: way.here}, by: [kind, colour]"}};

struct Moments {
    double mean = 0;
    double variance = 0;
};

Moments over_replications(const Scene& scene, const std::string& series, std::size_t row, std::uint32_t replications) {
    Moments moments;
    for (std::uint32_t replication = 0; replication < replications; ++replication) {
        const double number = scene.run(replication).at(series, row);
        moments.mean += number / replications;
        moments.variance += number * number / replications;
    }
    moments.variance -= moments.mean * moments.mean;
    return moments;
}

}  // namespace

TEST_CASE("Arrivals are Poisson with the mean that is given, of the calendar period that is given") {
    const Scene scene(arriving("households: 310, per: month"), measures);
    const Moments january = over_replications(scene, "households", 0, 300);
    CHECK(january.mean == Approx(310).margin(4 * std::sqrt(310.0 / 300)));
    CHECK(january.variance == Approx(310).epsilon(0.35));
    const Moments february = over_replications(scene, "households", 1, 100);
    CHECK(february.mean == Approx(310).margin(4 * std::sqrt(310.0 / 100)));
}

TEST_CASE("With `persons`, households come at the rate divided by their mean size") {
    const Scene scene(arriving("persons: 6000, per: year", ", household_size: {1: 0.5, 2: 0.25, 4: 0.25}"), measures);
    double persons = 0;
    double households = 0;
    for (std::uint32_t replication = 0; replication < 20; ++replication) {
        const Observed seen = scene.run(replication);
        persons += seen.total("persons") / 20;
        households += seen.total("households") / 20;
    }
    CHECK(persons == Approx(12000).epsilon(0.01));
    CHECK(persons / households == Approx(2).epsilon(0.01));
}

TEST_CASE("Without spread exactly as many come as are given, from and until the dates that are given") {
    const Scene steady(arriving("households: 73, per: year, spread: none"), measures);
    CHECK(steady.run().total("households") == 146);
    const Scene bounded(arriving("households: 2, per: day, spread: none", ", from: 2025-03-05, until: 2025-03-15"), measures);
    CHECK(bounded.run().total("households") == 20);
    CHECK(bounded.run().at("households", 2) == 20);
    const Scene dated(arriving("households: {2025-01-01: 1, 2025-06-01: 3}, per: day, spread: none"), measures);
    CHECK(dated.run().at("households", 4) == 31);
    CHECK(dated.run().at("households", 5) == 90);
}

TEST_CASE("A season weighs the months") {
    const Observed seen = Scene(arriving("households: 3650, per: year, spread: none, season: [2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0]"), measures).run();
    CHECK(seen.at("households", 0) == Approx(2 * seen.at("households", 2)).margin(2));
    CHECK(seen.at("households", 11) == 0);
    CHECK(seen.total("households") == Approx(7300).epsilon(0.01));
}

TEST_CASE("A negative binomial spread is the cv of a calendar year beyond Poisson") {
    const Scene scene(arriving("households: 2000, per: year, spread: {negative_binomial: {cv: 0.3}}", "", "start: 2025-01-01, end: 2027-01-01, report: year"), measures);
    const Moments year = over_replications(scene, "households", 0, 400);
    CHECK(year.mean == Approx(2000).epsilon(0.06));
    CHECK(std::sqrt(year.variance - 2000) / 2000 == Approx(0.3).epsilon(0.2));
    // Years differ from each other within one replication.
    const Observed seen = scene.run(3);
    CHECK(std::abs(seen.at("households", 0) - seen.at("households", 1)) > 100);
}

TEST_CASE("A mix gives the shares, and may depend on what was drawn before") {
    const Observed seen = Scene(arriving("households: 20000, per: year, spread: none",
                                         ", mix: {kind: {a: 0.3, b: 0.7}, colour: {red: {by: kind, a: 0.9, b: 0.2}, blue: {by: kind, a: 0.1, b: 0.8}}}"), measures).run();
    const double all = seen.last("inside");
    CHECK(all == 40000);
    CHECK(seen.last("inside", "kind=a;colour=red") / all == Approx(0.27).margin(0.01));
    CHECK(seen.last("inside", "kind=b;colour=red") / all == Approx(0.14).margin(0.01));
    CHECK(seen.last("inside", "kind=b;colour=blue") / all == Approx(0.56).margin(0.01));
}

TEST_CASE("A tick of a week or of an hour brings as many as a tick of a day") {
    for (const std::string tick : {"7 days", "1 hours", "1 day"}) {
        const Scene scene(arriving("households: 3650, per: year", "", "start: 2025-01-01, end: 2026-01-01, tick: " + tick + ", report: year"), measures);
        const Moments year = over_replications(scene, "households", 0, 40);
        INFO(tick);
        CHECK(year.mean == Approx(tick == "7 days" ? 3650 * 371 / 365 : 3650).margin(4 * std::sqrt(3650.0 / 40)));
    }
}

TEST_CASE("Who is brought comes later, by its own source, and takes over what its mix does not give") {
    const std::string scenario = "run: {start: 2025-01-01, end: 2025-03-01, report: day}\n"
                                 "attributes: {kind: [a, b], colour: [red, blue]}\n"
                                 "sources:\n"
                                 "  people: {pathway: way, arrivals: {households: 10, per: day, spread: none}, until: 2025-01-02, mix: {kind: {a: 1}, colour: {red: 1}}}\n"
                                 "  family: {pathway: follow, household_size: {3: 1}, mix: {kind: {b: 1}}}\n"
                                 "pathways:\n"
                                 "  way: {moves: household, stages: {here: {stay: {fixed: 5 days}, next: asks}, asks: {bring: {family: {chance: CHANCE, after: {fixed: AFTER}}}, next: out}, out: {final: true}}}\n"
                                 "  follow: {moves: household, stages: {there: {stay: forever, next: gone}, gone: {final: true}}}\n";
    const auto brought = [&](const std::string& chance, const std::string& after) {
        std::string text = scenario;
        text.replace(text.find("CHANCE"), 6, chance);
        text.replace(text.find("AFTER"), 5, after);
        return Scene(text, {{"there", "persons: {stage: follow.there}, by: [kind, colour]"}, {"in", "flow: {into: follow.there}"}}).run();
    };
    const Observed later = brought("1", "12 days");
    CHECK(later.at("in", 17) == 30);
    CHECK(later.total("in") == 30);
    CHECK(later.last("there", "kind=b;colour=red") == 30);
    CHECK(brought("1", "0 days").at("in", 6) == 30);  // at the earliest in the next tick
    CHECK(brought("0", "12 days").total("in") == 0);
    CHECK(brought("0.5", "12 days").total("in") == Approx(15).margin(15));
    CHECK(brought("1", "90 days").total("in") == 0);  // after the end of the run
}
