// Numbers drawn once for a replication: what takes their place, and who gives when a chance takes more.
#include "catch.hpp"
#include "support/scene.hpp"

using namespace doorstroom::tests;

namespace {

Observed stay(const std::string& address, const std::string& drawn) {
    return Scene("run: {start: 2025-01-01, end: 2025-03-01, report: month}\n"
                 "sources: {people: {pathway: way, arrivals: {households: 3, per: day, spread: none}, until: 2025-01-11}}\n"
                 "pathways: {way: {moves: household, stages: {a: {stay: {uniform: [1 day, 30 days]}, next: b}, "
                 "b: {stay: {exponential: {mean: 3 days}}, next: out}, out: {final: true}}}}\n"
                 "uncertain: {" + address + ": {value: " + drawn + "}}\n",
                 {{"first", "time: {stage: way.a}"}, {"second", "time: {stage: way.b}"}})
        .run();
}

// Of 40,000 households that come on one day, the share that goes each way.
std::vector<double> ways(const std::string& next, const std::string& factor) {
    const Observed seen = Scene("run: {start: 2025-01-01, end: 2025-02-01, report: month}\n"
                                "sources: {people: {pathway: way, arrivals: {households: 40000, per: day, spread: none}, until: 2025-01-02}}\n"
                                "pathways: {way: {moves: household, stages: {gate: {next: " + next + "}, "
                                "a: {final: true}, b: {final: true}, c: {final: true}}}}\n"
                                "uncertain: {pathways.way.stages.gate.next.b: {times: {fixed: " + factor + "}}}\n",
                                {{"a", "flow: {into: way.a}"}, {"b", "flow: {into: way.b}"}, {"c", "flow: {into: way.c}"}})
                              .run();
    return {seen.total("a") / 40000, seen.total("b") / 40000, seen.total("c") / 40000};
}

void check_ways(const std::vector<double>& seen, const std::vector<double>& expected) {
    for (std::size_t i = 0; i < expected.size(); ++i) CHECK(seen[i] == Approx(expected[i]).margin(0.01));  // 4 standard errors
}

}  // namespace

TEST_CASE("A distribution that is replaced by a duration is that long for everybody") {
    CHECK(stay("pathways.way.stages.a.stay", "{fixed: 5 days}").at("first.mean", 0) == 5);
    CHECK(stay("pathways.way.stages.a.stay", "{fixed: 5 days}").at("first.sd", 0) == 0);
    const Observed mean = stay("pathways.way.stages.b.stay.mean", "{fixed: 0 days}");
    CHECK(mean.at("second.mean", 0) == 0);
}

TEST_CASE("Without a branch with rest, what one chance takes the others give in proportion") {
    check_ways(ways("{a: 0.6, b: 0.2, c: 0.2}", "1"), {0.6, 0.2, 0.2});
    check_ways(ways("{a: 0.6, b: 0.2, c: 0.2}", "2"), {0.45, 0.4, 0.15});
    check_ways(ways("{a: 0.6, b: 0.2, c: 0.2}", "0"), {0.75, 0, 0.25});
    CHECK(ways("{a: 0.6, b: 0.2, c: 0.2}", "9") == std::vector<double>{0, 1, 0});
    check_ways(ways("{a: 0.6, c: 0.2, b: 0.2}", "2"), {0.45, 0.4, 0.15});  // also when it is the last
    check_ways(ways("{a: 0.6, b: 0.2, c: rest}", "2"), {0.6, 0.4, 0});
}
