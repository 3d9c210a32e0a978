// Slots: openings that come into hand, are taken, owed, carried or lost.
#include <cmath>
#include <numeric>

#include "catch.hpp"
#include "support/scene.hpp"

using namespace doorstroom::tests;

namespace {

std::string homes(const std::string& resource, const std::string& stock, const std::string& source = "{pathway: way, arrivals: {households: 0, per: year}}",
                  const std::string& end = "2025-03-02") {
    return "run: {start: 2025-01-01, end: " + end + ", report: day}\n"
           "attributes: {region: [north, south]}\n"
           "sources: {people: " + source + "}\n"
           "resources: {homes: {kind: slots, " + resource + "}}\n"
           "pathways: {way: {moves: household, stages: {wait: {await: homes, next: out}, out: {final: true}}}}\n" +
           (stock.empty() ? "" : "stock:\n" + stock);
}

std::string line(const std::string& name, const std::string& rest) { return "  " + name + ": {pathway: way, stage: wait, " + rest + "}\n"; }

const Measures measures = {{"done", "flow: {into: way.out}, unit: households"},
                           {"taken", "used: homes"},
                           {"opened", "capacity: homes"},
                           {"lapsed", "unused: homes"}};
const Measures by_region = {{"done", "flow: {into: way.out}, unit: households, by: [region]"}};

// 60 households that come on 11 January, all at once.
const std::string late = "{pathway: way, arrivals: {households: 60, per: day, spread: none}, from: 2025-01-11, until: 2025-01-12}";

}  // namespace

TEST_CASE("Even openings add up to what was planned, but for the fraction in hand at the start") {
    const Scene scene(homes("openings: 100, per: month", line("crowd", "households: 1000")), measures);
    const Observed seen = scene.run();
    CHECK(seen.total("opened") == Approx(200 + 100.0 / 31));
    CHECK(std::abs(seen.total("done") - seen.total("opened")) < 1);
    CHECK(seen.total("done") == seen.total("taken"));
    CHECK(seen.total("lapsed") == 0);
}

TEST_CASE("The fraction in hand at the start is drawn: the first of one opening in ten days comes on any day as often") {
    const Scene scene(homes("openings: 0.1, per: day", line("crowd", "households: 9")), measures);
    double sum = 0;
    constexpr int replications = 400;
    for (std::uint32_t replication = 0; replication < replications; ++replication) {
        const std::vector<double> done = scene.run(replication).rows("done");
        const auto first = std::find(done.begin(), done.end(), 1.0) - done.begin();
        CHECK(first < 10);
        sum += static_cast<double>(first) / replications;
    }
    CHECK(sum == Approx(4.5).margin(4 * std::sqrt(8.25 / replications)));
}

TEST_CASE("Openings that nobody takes lapse; carried, they wait, as many as may") {
    const Observed expired = Scene(homes("openings: 2, per: day", "", late), measures).run();
    CHECK(expired.total("lapsed") == 2 * 60 - 60);
    CHECK(expired.at("done", 10) == 2);
    const Observed carried = Scene(homes("openings: 2, per: day, unused: carry", "", late), measures).run();
    CHECK(carried.at("done", 10) == 22);
    CHECK(carried.at("done", 11) == 2);
    CHECK(carried.total("lapsed") == 0);
    const Observed some = Scene(homes("openings: 2, per: day, unused: carry, carry_at_most: 7", "", late), measures).run();
    CHECK(some.at("done", 10) == 9);
    CHECK(some.total("lapsed") > 0);
}

TEST_CASE("With `start`, all openings come on the first day of the period; a run that begins within one has missed it") {
    const Observed seen = Scene(homes("openings: 30, per: month, spread: start, unused: carry", line("crowd", "households: 100")), measures).run();
    CHECK(seen.at("done", 0) == 30);
    CHECK(seen.at("done", 1) == 0);
    CHECK(seen.at("done", 31) == 30);
    CHECK(seen.at("done", 59) == 30);
    const Observed weekly = Scene(homes("openings: 5, per: week, spread: start", line("crowd", "households: 100")), measures).run();
    CHECK(weekly.at("done", 0) == 0);  // 2025-01-01 is a Wednesday
    CHECK(weekly.at("done", 5) == 5);
    CHECK(weekly.at("done", 12) == 5);
}

TEST_CASE("Poisson openings have the planned mean, and vary") {
    const Scene scene(homes("openings: 3, per: day, spread: poisson, unused: carry", line("crowd", "households: 1000")), measures);
    double sum = 0;
    double squares = 0;
    for (std::uint32_t replication = 0; replication < 100; ++replication) {
        const double done = scene.run(replication).total("done");
        sum += done / 100;
        squares += done * done / 100;
    }
    CHECK(sum == Approx(180).margin(4 * std::sqrt(1.8)));
    CHECK(squares - sum * sum == Approx(180).margin(100));
}

TEST_CASE("A household that takes several openings is served while one is in hand, and the rest is repaid first") {
    const Observed seen = Scene(homes("openings: 1, per: day, unit: persons", line("crowd", "households: 20, household_size: {4: 1}")), measures).run();
    const std::vector<double> done = seen.rows("done");
    CHECK(done[0] == 1);  // one in hand is enough
    for (std::size_t day = 1; day < 57; ++day) CHECK(done[day] == (day % 4 == 0 ? 1 : 0));
    CHECK(seen.total("taken") == 60);
    CHECK(seen.total("lapsed") == 0);
}

TEST_CASE("With `gives`, who has no value is served by the value with the most in hand, and takes it on") {
    const std::string resource = "openings: {by: region, north: 2, south: 1}, per: day, gives: region";
    const Observed seen = Scene(homes(resource, line("crowd", "households: 300")), by_region).run();
    CHECK(seen.total("done", "region=north") == Approx(120).margin(1));
    CHECK(seen.total("done", "region=south") == Approx(60).margin(1));
    CHECK(seen.total("done") == seen.total("done", "region=north") + seen.total("done", "region=south"));
}

TEST_CASE("With `gives`, who has a value is served by that value only, in one pass in the order of the queue") {
    const std::string resource = "openings: {by: region, north: 1, south: 1}, per: day, gives: region";
    const std::string south = line("south", "households: 10, elapsed: {fixed: 20 days}, mix: {region: {south: 1}}");
    const Observed behind = Scene(homes(resource, south + line("others", "households: 40, elapsed: {fixed: 30 days}")), by_region).run();
    // The others come first and take both; then the south has only its own.
    for (std::size_t day = 0; day < 19; ++day) CHECK(behind.at("done", day) == 2);
    CHECK(behind.total("done", "region=north") == Approx(20).margin(1));
    const Observed before = Scene(homes(resource, south + line("others", "households: 40, elapsed: {fixed: 10 days}")), by_region).run();
    for (std::size_t day = 0; day < 10; ++day) {
        CHECK(before.at("done", day, "region=south") == 1);
        CHECK(before.at("done", day, "region=north") == 1);
    }
    const Observed alone = Scene(homes(resource, south), by_region).run();
    for (std::size_t day = 0; day < 10; ++day) CHECK(alone.at("done", day) == 1);
}

TEST_CASE("With `gives` and a random order there is one queue: who has a value waits as long as who has none") {
    const Scene scene("run: {start: 2025-01-01, end: 2045-01-01, report: year}\n"
                      "attributes: {region: [north, south], had: [one, none_yet]}\n"
                      "sources: {people: {pathway: way, arrivals: {households: 0.97, per: day}, mix: {had: {one: 0.5, none_yet: 0.5}, "
                      "region: {south: {by: had, one: 1, none_yet: 0}, unset: {by: had, one: 0, none_yet: 1}}}}}\n"
                      "resources: {homes: {kind: slots, openings: {by: region, north: 0, south: 1}, per: day, gives: region, order: random}}\n"
                      "pathways: {way: {moves: household, stages: {wait: {await: homes, next: out}, out: {final: true}}}}\n",
                      {{"waited", "wait: {stage: way.wait}, by: [had]"}});
    double one = 0;
    double none_yet = 0;
    for (std::uint32_t replication = 0; replication < 10; ++replication) {
        const Observed seen = scene.run(replication);
        one += seen.total("waited.mean", "had=one");
        none_yet += seen.total("waited.mean", "had=none_yet");
    }
    CHECK(one / none_yet == Approx(1).margin(0.12));
}

TEST_CASE("With `by`, each value has its own openings and its own queue") {
    const Observed seen = Scene(homes("openings: {by: region, north: 1, south: 3}, per: day, by: region",
                                      line("north", "households: 20, mix: {region: {north: 1}}") + line("south", "households: 20, mix: {region: {south: 1}}")),
                                by_region).run();
    CHECK(seen.at("done", 3, "region=north") == 1);
    CHECK(seen.at("done", 3, "region=south") == 3);
    CHECK(seen.at("done", 10, "region=south") == 0);
    CHECK(seen.at("done", 10, "region=north") == 1);
}

TEST_CASE("The capacity of random openings is what was planned") {
    const Observed seen = Scene(homes("openings: 3, per: day, spread: poisson", line("crowd", "households: 10")), measures).run();
    for (std::size_t day = 0; day < 60; ++day) CHECK(seen.at("opened", day) == Approx(3));
}
