// Supplies kept apart: by value, by size, and where they go when nobody of their own takes them.
#include "catch.hpp"
#include "support/scene.hpp"

using namespace doorstroom::tests;

namespace {

const std::string run = "run: {start: 2025-01-01, end: 2025-04-01, report: day}\n";

// Households of these sizes wait for homes of which all eight of a month come on its first day.
Observed waiting(const std::string& ones, const std::string& fives, const std::string& homes) {
    return Scene(run +
                     "resources: {homes: {kind: slots, openings: 8, per: month, spread: start, " + homes + "}}\n"
                     "stock:\n"
                     "  ones: {pathway: way, stage: queue, households: " + ones + "}\n"
                     "  fives: {pathway: way, stage: queue, households: " + fives + ", household_size: {5: 1}}\n"
                     "pathways: {way: {moves: household, stages: {queue: {await: homes, next: housed}, housed: {final: true}}}}\n",
                 {{"ones", "flow: {into: way.housed}, unit: households, where: {household_size: {below: 2}}"},
                  {"fives", "flow: {into: way.housed}, unit: households, where: {household_size: {from: 5}}"},
                  {"unused", "unused: homes"}})
        .run();
}

}  // namespace

TEST_CASE("Each size of homes goes to those whose smallest fitting it is; larger households count as the largest") {
    const Observed seen = waiting("6", "6", "sizes: {1: 0.5, 3: 0.5}");
    CHECK(seen.at("ones", 0) == 4);
    CHECK(seen.at("fives", 0) == 4);
    CHECK(seen.at("ones", 31) == 2);
    CHECK(seen.at("fives", 31) == 2);
    CHECK(seen.at("unused", 31) == 4);
    const Observed fitting = waiting("6", "0", "sizes: {1: 0.5, 3: 0.5}");
    CHECK(fitting.at("ones", 0) == 4);
    CHECK(fitting.at("unused", 0) == 4);
}

TEST_CASE("With upsize what is left of a size goes down the queue; to nobody whom it does not fit") {
    const Observed down = waiting("6", "1", "sizes: {1: 0.5, 3: 0.5}, upsize: true");
    CHECK(down.at("ones", 0) == 6);
    CHECK(down.at("fives", 0) == 1);
    CHECK(down.at("unused", 0) == 1);
    const Observed up = waiting("1", "6", "sizes: {1: 0.5, 3: 0.5}, upsize: true");
    CHECK(up.at("fives", 0) == 4);
    CHECK(up.at("unused", 0) == 3);
}

TEST_CASE("Where the expected size must fit, those still to come count until they end or join") {
    const auto served = [](const std::string& fits) {
        return Scene(run +
                         "sources:\n"
                         "  alone: {pathway: way, arrivals: {households: 1, per: day, spread: none}, until: 2025-01-11}\n"
                         "  family: {pathway: coming, household_size: {2: 1}}\n"
                         "resources: {homes: {kind: slots, openings: 50, per: day, sizes: {1: 1, 3: 0}, fits: " + fits + "}}\n"
                         "pathways:\n"
                         "  way: {moves: household, stages: {permit: {bring: {family: {after: {fixed: 30 days}}}, next: queue}, "
                         "queue: {await: homes, next: housed}, housed: {final: true}}}\n"
                         "  coming: {moves: household, stages: {elsewhere: {final: true}}}\n",
                     {{"served", "flow: {into: way.housed}"}})
            .run();
    };
    CHECK(served("household_size").at("served", 0) == 1);
    const Observed expected = served("expected_size");
    for (std::size_t day = 0; day < 29; ++day) CHECK(expected.at("served", day) == 0);
    CHECK(expected.total("served") == 10);
}

TEST_CASE("What would lapse spills to a resource declared later") {
    const Observed seen =
        Scene(run +
                  "sources:\n"
                  "  own: {pathway: way, arrivals: {households: 1, per: day, spread: none}}\n"
                  "  others: {pathway: by_way, arrivals: {households: 2, per: day, spread: none}}\n"
                  "resources:\n"
                  "  first: {kind: slots, openings: 4, per: day, spill: second}\n"
                  "  second: {kind: slots, openings: 0, per: day}\n"
                  "pathways:\n"
                  "  way: {moves: household, stages: {queue: {await: first, next: served}, served: {final: true}}}\n"
                  "  by_way: {moves: household, stages: {queue: {await: second, next: served}, served: {final: true}}}\n",
              {{"own", "flow: {into: way.served}"}, {"others", "flow: {into: by_way.served}"}, {"lapsed", "unused: first"}, {"lapsed_there", "unused: second"}})
            .run();
    for (const std::size_t day : {0, 1, 30}) {
        CHECK(seen.at("own", day) == 1);
        CHECK(seen.at("others", day) == 2);
        CHECK(seen.at("lapsed", day) == 0);
        CHECK(seen.at("lapsed_there", day) == 1);
    }
}

TEST_CASE("What would lapse spills to the other values, after each has served its own") {
    const auto seen = [](const std::string& spill) {
        return Scene(run +
                         "attributes: {kind: [a, b]}\n"
                         "sources:\n"
                         "  few: {pathway: way, arrivals: {households: 1, per: day, spread: none}, mix: {kind: a}}\n"
                         "  many: {pathway: way, arrivals: {households: 5, per: day, spread: none}, mix: {kind: b}}\n"
                         "resources: {desk: {kind: slots, by: kind, openings: {by: kind, a: 4, b: 1}, per: day" + spill + "}}\n"
                         "pathways: {way: {moves: household, stages: {queue: {await: desk, next: served}, served: {final: true}}}}\n",
                     {{"served", "flow: {into: way.served}, by: [kind]"}, {"unused", "unused: desk"}})
            .run();
    };
    const Observed alone = seen("");
    CHECK(alone.at("served", 5, "kind=a") == 1);
    CHECK(alone.at("served", 5, "kind=b") == 1);
    CHECK(alone.at("unused", 5) == 3);
    const Observed spilling = seen(", spill: others");
    CHECK(spilling.at("served", 5, "kind=a") == 1);
    CHECK(spilling.at("served", 5, "kind=b") == 4);
    CHECK(spilling.at("unused", 5) == 0);
}

namespace {

// Four of each kind wait for people at work who take two days for each.
Observed at_work(const std::string& desk, const std::string& mix) {
    return Scene(run +
                     "attributes: {kind: [a, b]}\n"
                     "resources: {desk: {kind: servers, " + desk + "}}\n"
                     "stock:\n"
                     "  these: {pathway: way, stage: queue, households: 4" + mix + "}\n"
                     "pathways: {way: {moves: household, stages: {queue: {await: desk, takes: {fixed: 2 days}, next: done}, done: {stay: forever}}}}\n",
                 {{"done", "persons: {stage: way.done}, by: [kind]"}, {"used", "used: desk, by: [kind]"}, {"there", "capacity: desk, by: [kind]"}})
        .run();
}

}  // namespace

TEST_CASE("With `by`, each value has people at work of its own") {
    const Observed seen = at_work("by: kind, capacity: {by: kind, a: 1, b: 2}", ", mix: {kind: a}");
    CHECK(seen.at("there", 0, "kind=b") == 2);
    CHECK(seen.at("used", 1, "kind=a") == 1);
    CHECK(seen.at("used", 1, "kind=b") == 0);
    for (std::size_t served = 0; served < 4; ++served) {
        CHECK(seen.at("done", 2 * served + 2, "kind=a") == static_cast<double>(served));
        CHECK(seen.at("done", 2 * served + 3, "kind=a") == static_cast<double>(served + 1));
    }
}

TEST_CASE("With `gives`, who has no value is served by those with the most free, and takes it on") {
    const Observed seen = at_work("gives: kind, capacity: {by: kind, a: 1, b: 2}", "");
    CHECK(seen.at("used", 1, "kind=a") == 1);
    CHECK(seen.at("used", 1, "kind=b") == 2);
    CHECK(seen.at("done", 3, "kind=a") == 1);
    CHECK(seen.at("done", 3, "kind=b") == 2);
    CHECK(seen.at("done", 5) == 4);
}

TEST_CASE("A home that is refused is in hand again in the same round") {
    const Observed seen =
        Scene(run +
                  "sources: {people: {pathway: way, arrivals: {households: 3, per: day, spread: none}}}\n"
                  "resources: {homes: {kind: slots, openings: 1, per: day}}\n"
                  "pathways: {way: {moves: household, stages: {queue: {await: homes, next: offer}, offer: {next: declined}, "
                  "declined: {give_back: {homes: last}, stay: forever}}}}\n",
              {{"declined", "flow: {into: way.declined}"}, {"used", "used: homes"}, {"unused", "unused: homes"}})
            .run();
    for (const std::size_t day : {0, 7, 50}) {
        CHECK(seen.at("declined", day) == 3);
        CHECK(seen.at("used", day) == 0);
        CHECK(seen.at("unused", day) == 1);
    }
}
