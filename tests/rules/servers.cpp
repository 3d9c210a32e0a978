// Servers: who holds one, who waits, and when it comes back.
#include "catch.hpp"
#include "support/scene.hpp"

using namespace doorstroom::tests;

namespace {

// A queue before a desk, on a calendar of days from 2025-01-01.
std::string desk(const std::string& resource, const std::string& stages, const std::string& stock) {
    return "run: {start: 2025-01-01, end: 2025-02-10, report: day}\n"
           "attributes: {kind: [a, b, c]}\n"
           "sources: {nobody: {pathway: way, arrivals: {households: 0, per: year}, mix: {kind: {a: 1}}}}\n"
           "resources: {desk: {kind: servers, " + resource + "}}\n"
           "pathways: {way: {moves: household, stages: {" + stages + "}}}\n"
           "stock:\n" + stock;
}

std::string line(const std::string& name, const std::string& kind, const std::string& rest) {
    return "  " + name + ": {pathway: way, stage: wait, mix: {kind: {" + kind + ": 1}}, " + rest + "}\n";
}

const Measures measures = {{"used", "used: desk"}, {"waiting", "queue: desk"}, {"done", "flow: {into: way.out}, by: [kind]"}};

std::vector<double> part(const std::vector<double>& rows, std::size_t first, std::size_t count) {
    return {rows.begin() + static_cast<std::ptrdiff_t>(first), rows.begin() + static_cast<std::ptrdiff_t>(first + count)};
}

}  // namespace

TEST_CASE("When capacity falls, work in progress is finished; what is freed goes to the next in the same round") {
    const Scene scene(desk("capacity: {2025-01-01: 3, 2025-01-09: 1}",
                           "wait: {await: desk, takes: {fixed: 5 days}, next: out}, out: {final: true}", line("crowd", "a", "households: 20")),
                      measures);
    const Observed seen = scene.run();
    CHECK(part(seen.rows("used"), 0, 12) == std::vector<double>{0, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 1});
    CHECK(part(seen.rows("done"), 5, 11) == std::vector<double>{3, 0, 0, 0, 0, 3, 0, 0, 0, 0, 1});
    CHECK(seen.at("waiting", 0) == 20);
    CHECK(seen.at("waiting", 1) == 17);
    CHECK(seen.at("waiting", 6) == 14);
}

TEST_CASE("Nobody passes the head of the queue, and one larger than the whole capacity takes all of it") {
    const Scene scene(desk("capacity: 3, unit: persons", "wait: {await: desk, takes: {fixed: 10 days}, next: out}, out: {final: true}",
                           line("first", "a", "households: 1, elapsed: {fixed: 30 days}, household_size: {1: 1}") +
                               line("second", "b", "households: 1, elapsed: {fixed: 20 days}, household_size: {5: 1}") +
                               line("third", "c", "households: 1, elapsed: {fixed: 10 days}, household_size: {1: 1}")),
                      measures);
    const Observed seen = scene.run();
    CHECK(seen.at("used", 1) == 1);   // the second needs all three, and the third does not pass it
    CHECK(seen.at("used", 10) == 1);
    CHECK(seen.at("used", 11) == 3);
    CHECK(seen.at("used", 21) == 1);
    CHECK(seen.at("done", 10, "kind=a") == 1);
    CHECK(seen.at("done", 20, "kind=b") == 5);
    CHECK(seen.at("done", 30, "kind=c") == 1);
}

TEST_CASE("A service of no time frees the server in the same round") {
    const Scene scene(desk("capacity: 1", "wait: {await: desk, takes: {fixed: 0 days}, next: out}, out: {final: true}", line("crowd", "a", "households: 50")), measures);
    CHECK(scene.run().at("done", 0) == 50);
}

TEST_CASE("Without a service the server is held until it is released, or until the journey ends") {
    const std::string stock = line("crowd", "a", "households: 4");
    const Scene released(desk("capacity: 1", "wait: {await: desk, next: sit}, sit: {stay: {fixed: 4 days}, next: leave}, "
                                             "leave: {release: desk, stay: {fixed: 3 days}, next: out}, out: {final: true}", stock), measures);
    CHECK(part(released.run().rows("done"), 7, 9) == std::vector<double>{1, 0, 0, 0, 1, 0, 0, 0, 1});
    const Scene ended(desk("capacity: 1", "wait: {await: desk, next: sit}, sit: {stay: {fixed: 4 days}, next: out}, out: {final: true}", stock), measures);
    const Observed seen = ended.run();
    CHECK(part(seen.rows("done"), 4, 9) == std::vector<double>{1, 0, 0, 0, 1, 0, 0, 0, 1});
    CHECK(seen.last("used") == 0);
}

TEST_CASE("Who comes to hold a second server gives back the first") {
    const Scene scene(desk("capacity: 5", "wait: {await: desk, next: sit}, sit: {stay: {fixed: 2 days}, next: {wait: 0.9, out: rest}}, out: {final: true}",
                           line("crowd", "a", "households: 3")),
                      measures);
    for (const std::uint32_t replication : {0u, 1u, 2u}) {
        const Observed seen = scene.run(replication);
        double inside = 3;
        for (std::size_t row = 1; row < 30; ++row) {
            inside -= seen.at("done", row - 1);
            CHECK(seen.at("used", row) == inside);
        }
    }
}

TEST_CASE("The law of the service is read when service begins") {
    const Scene scene(desk("capacity: 1", "wait: {await: desk, takes: {fixed: {2025-01-01: 5 days, 2025-01-04: 2 days}}, next: out}, out: {final: true}",
                           line("crowd", "a", "households: 3")),
                      measures);
    const Observed seen = scene.run();
    CHECK(part(seen.rows("done"), 4, 6) == std::vector<double>{0, 1, 0, 1, 0, 1});
}
