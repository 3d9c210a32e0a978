// In which order a queue serves: oldest, newest, random, by priority.
#include <algorithm>
#include <cmath>

#include "catch.hpp"
#include "support/scene.hpp"

using namespace doorstroom::tests;

namespace {

// One opening a day, and three lines that have waited 30, 20 and 10 days.
std::string homes(const std::string& resource, const std::string& stage, int each = 1) {
    std::string stock;
    for (const auto& [kind, days] : {std::pair{"a", 30}, std::pair{"b", 20}, std::pair{"c", 10}})
        stock += std::string("  ") + kind + ": {pathway: way, stage: wait, households: " + std::to_string(each) + ", elapsed: {fixed: " + std::to_string(days) +
                 " days}, mix: {kind: {" + kind + ": 1}}}\n";
    return "run: {start: 2025-01-01, end: 2025-03-01, report: day}\n"
           "attributes: {kind: [a, b, c]}\n"
           "sources: {nobody: {pathway: way, arrivals: {households: 0, per: year}, mix: {kind: {a: 1}}}}\n"
           "resources: {homes: {kind: slots, openings: 1, per: day" + resource + "}}\n"
           "pathways: {way: {moves: household, stages: {wait: {await: homes" + stage + ", next: out}, out: {final: true}}}}\n"
           "stock:\n" + stock;
}

const Measures measures = {{"done", "flow: {into: way.out}, by: [kind]"}};

std::string served(const Observed& seen) {
    std::string order;
    for (std::size_t day = 0; day < 59; ++day)
        for (const char kind : {'a', 'b', 'c'}) order.append(static_cast<std::size_t>(seen.at("done", day, std::string("kind=") + kind)), kind);
    return order;
}

// Of three, `a`, `b` and `c`, in the order in which they were served.
template <class OrderOf>
void check_each_is_as_often_first(const Scene& scene, const OrderOf& order_of) {
    int first[3] = {};
    int last[3] = {};
    constexpr int replications = 600;
    for (std::uint32_t replication = 0; replication < replications; ++replication) {
        const std::string order = order_of(scene.run(replication));
        REQUIRE(order.size() == 3);
        ++first[order[0] - 'a'];
        ++last[order[2] - 'a'];
    }
    for (int kind = 0; kind < 3; ++kind) {
        CHECK(std::abs(first[kind] - replications / 3) < 4 * std::sqrt(replications * 2.0 / 9));
        CHECK(std::abs(last[kind] - replications / 3) < 4 * std::sqrt(replications * 2.0 / 9));
    }
}

}  // namespace

TEST_CASE("The longest waiting goes first, or the last come") {
    CHECK(served(Scene(homes("", ""), measures).run()) == "abc");
    CHECK(served(Scene(homes(", order: oldest", "", 2), measures).run()) == "aabbcc");
    CHECK(served(Scene(homes(", order: newest", "", 2), measures).run()) == "ccbbaa");
}

TEST_CASE("A random order serves each of three as often first, whatever they have waited") {
    check_each_is_as_often_first(Scene(homes(", order: random", ""), measures), served);
}

TEST_CASE("Priority comes before the order, and is read again on the dates on which it changes") {
    CHECK(served(Scene(homes("", ", priority: {by: kind, a: 2, b: 0, c: 1}", 2), measures).run()) == "bbccaa");
    CHECK(served(Scene(homes("", ", priority: {by: kind, a: {2025-01-01: 2, 2025-01-04: -1}, b: 0, c: 1}", 3), measures).run()) == "bbbaaaccc");
    CHECK(served(Scene(homes("", ", priority: {by: kind, a: {2025-01-01: 2, 2025-01-04: -1}, b: 0, c: {2025-01-01: -2, 2025-01-02: 1}}", 2), measures).run()) == "cbbaac");
}

TEST_CASE("Ties are broken by lot, the same lot in every scenario") {
    // Six of one kind that entered on one day; the lot decides, and differs between replications.
    const std::string scenario = "run: {start: 2025-01-01, end: 2025-01-08, report: day}\n"
                                 "attributes: {kind: [a, b]}\n"
                                 "sources: {nobody: {pathway: way, arrivals: {households: 0, per: year}, mix: {kind: {a: 1}}}}\n"
                                 "resources: {homes: {kind: slots, openings: 1, per: day}}\n"
                                 "pathways: {way: {moves: household, stages: {wait: {await: homes, next: out}, out: {final: true}}}}\n"
                                 "stock: {crowd: {pathway: way, stage: wait, households: 6, mix: {kind: {a: 0.5, b: 0.5}}}}\n";
    const Scene scene(scenario, measures);
    int different = 0;
    for (std::uint32_t replication = 0; replication < 20; ++replication) {
        std::string order;
        const Observed seen = scene.run(replication);
        for (std::size_t day = 0; day < 7; ++day) order += seen.at("done", day, "kind=a") > 0 ? 'a' : 'b';
        std::string sorted = order;
        std::sort(sorted.begin(), sorted.end());
        different += order != sorted;
        CHECK(scene.run(replication).fingerprint() == seen.fingerprint());
    }
    CHECK(different > 10);
}

namespace {

// Three ask for the one place on days 2, 4 and 6; it opens on day 20 and each holds it for five days.
std::string beds(const std::string& pool, int each = 1) {
    std::string stages, stock;
    for (const auto& [kind, days] : {std::pair{"a", 2}, std::pair{"b", 4}, std::pair{"c", 6}}) {
        stages += std::string("before_") + kind + ": {stay: {fixed: " + std::to_string(days) + " days}, next: inside}, ";
        stock += std::string("  ") + kind + ": {pathway: way, stage: before_" + kind + ", elapsed: fresh, households: " + std::to_string(each) + ", mix: {kind: {" + kind + ": 1}}}\n";
    }
    return "run: {start: 2025-01-01, end: 2025-04-01, report: day}\n"
           "attributes: {kind: [a, b, c]}\n"
           "sources: {nobody: {pathway: way, arrivals: {households: 0, per: year}, mix: {kind: {a: 1}}}}\n"
           "resources: {beds: {kind: places, " + pool + "}}\n"
           "pathways: {way: {moves: household, first: before_a, stages: {" + stages + "inside: {lodge: beds, stay: {fixed: 5 days}, next: out}, out: {final: true}}}}\n"
           "stock:\n" + stock;
}

std::string let_in(const Observed& seen) {
    std::string order;
    for (std::size_t day = 0; day < 90; ++day)
        for (const char kind : {'a', 'b', 'c'}) order.append(static_cast<std::size_t>(seen.at("in", day, std::string("kind=") + kind)), kind);
    return order;
}

const Measures entries = {{"in", "flow: {into: way.inside}, by: [kind]"}};
const std::string one_site = "when_full: wait, sites: {hall: {capacity: 1, opens: 2025-01-20}}";

}  // namespace

TEST_CASE("Places are given in the order of their pool too") {
    CHECK(let_in(Scene(beds(one_site), entries).run()) == "abc");
    CHECK(let_in(Scene(beds("order: newest, " + one_site, 2), entries).run()) == "ccbbaa");
}

TEST_CASE("A random order gives a place to each as often first, whoever asked first") {
    check_each_is_as_often_first(Scene(beds("order: random, " + one_site), entries), let_in);
}

TEST_CASE("In a random order who comes later has no more and no less chance than who has waited on") {
    // The place changes hands every five days from day 1; the late one asks on day 8, when two of the five others have been served:
    // of the four who then wait each is as likely to be next.
    const std::string scenario = "run: {start: 2025-01-01, end: 2025-03-01, report: day}\n"
                                 "attributes: {kind: [early, late]}\n"
                                 "sources: {nobody: {pathway: way, arrivals: {households: 0, per: year}, mix: {kind: {early: 1}}}}\n"
                                 "resources: {beds: {kind: places, order: random, when_full: wait, sites: {hall: {capacity: 1}}}}\n"
                                 "pathways: {way: {moves: household, first: soon, stages: {soon: {stay: {fixed: 1 day}, next: inside}, later: {stay: {fixed: 8 days}, next: inside},"
                                 " inside: {lodge: beds, stay: {fixed: 5 days}, next: out}, out: {final: true}}}}\n"
                                 "stock:\n"
                                 "  early: {pathway: way, stage: soon, elapsed: fresh, households: 5, mix: {kind: {early: 1}}}\n"
                                 "  late: {pathway: way, stage: later, elapsed: fresh, households: 1, mix: {kind: {late: 1}}}\n";
    const Scene scene(scenario, entries);
    int at[6] = {};
    constexpr int replications = 800;
    for (std::uint32_t replication = 0; replication < replications; ++replication) {
        const Observed seen = scene.run(replication);
        int served = 0;
        for (std::size_t day = 0; day < 59; ++day) {
            if (seen.at("in", day, "kind=late") > 0) ++at[served];
            served += static_cast<int>(seen.at("in", day, "kind=early") + seen.at("in", day, "kind=late"));
        }
        REQUIRE(served == 6);
    }
    CHECK(at[0] + at[1] == 0);
    for (int turn = 2; turn < 6; ++turn) CHECK(std::abs(at[turn] - replications / 4) < 4 * std::sqrt(replications * 3.0 / 16));
}
