// Numbers fed back from the run: what is measured today decides what is open tomorrow.
#include <cmath>

#include "catch.hpp"
#include "support/scene.hpp"

using namespace doorstroom::tests;

namespace {

const std::string people = "sources: {people: {pathway: way, arrivals: {households: 1, per: day, spread: none}}}\n";

// One person a day comes to live in a pool whose places are as many as `capacity` says.
std::string pool(const std::string& capacity, const std::string& run = "report: day") {
    return "run: {start: 2025-01-01, end: 2025-03-01, " + run + "}\n" + people +
           "resources: {coa: {kind: places, sites: {azc: {capacity: " + capacity + "}}}}\n"
           "pathways: {way: {moves: household, stages: {in: {lodge: coa, stay: forever}}}}\n";
}

using Rows = std::vector<double>;

Rows first(const Rows& rows, std::size_t count) { return {rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(count)}; }

}  // namespace

TEST_CASE("Places open when those without one were four or more yesterday, and close again when they were fewer") {
    const Observed seen = Scene(pool("{by: {measure: without, before: 0}, 0: 2, 4: 10}"),
                                {{"without", "unplaced: coa"}, {"places", "capacity: coa"}})
                              .run();
    // At the moments 0, 1, …: two are placed, then they wait until there are four; then all live there for a day.
    CHECK(first(seen.rows("without"), 12) == Rows{0, 0, 0, 1, 2, 3, 4, 0, 6, 0, 8, 1});
    CHECK(first(seen.rows("places"), 12) == Rows{2, 2, 2, 2, 2, 2, 2, 10, 2, 10, 2, 10});
}

TEST_CASE("A window that ends a while ago is the mean of its ticks, and `before` holds until it lies inside the run") {
    const auto places = [](const std::string& window) {
        const Observed seen = Scene(pool("{sum: [100, {measure: living, " + window + ", before: 7}]}"),
                                    {{"living", "persons: {lodged: coa}"}, {"places", "capacity: coa"}})
                                  .run();
        return first(seen.rows("places"), 10);
    };
    // At the end of tick t there live t + 1; the row of moment m shows the capacity of tick m - 1, read at its beginning.
    CHECK(places("over: 1 day") == Rows{107, 107, 101, 102, 103, 104, 105, 106, 107, 108});
    CHECK(places("over: 3 days") == Rows{107, 107, 107, 107, 102, 103, 104, 105, 106, 107});
    CHECK(places("over: 3 days, lag: 2 days") == Rows{107, 107, 107, 107, 107, 107, 102, 103, 104, 105});
    // 1 January 2025 is a Wednesday: on Monday the 6th 4 were the mean of the 3rd to the 5th.
    CHECK(places("over: 3 days, every: week") == Rows{107, 107, 107, 107, 107, 107, 104, 104, 104, 104});
}

namespace {

// Two households a day come to a gate; those let in wait for one opening a day.
std::string gate(const std::string& chance, const std::string& run = "report: day") {
    return "run: {start: 2025-01-01, end: 2025-03-01, " + run + "}\n"
           "sources: {people: {pathway: way, arrivals: {households: 2, per: day, spread: none}}}\n"
           "resources: {homes: {kind: slots, openings: 1, per: day}}\n"
           "pathways: {way: {moves: household, stages: {gate: {next: {queue: " + chance + ", away: rest}}, "
           "queue: {await: homes, next: housed}, housed: {final: true}, away: {final: true}}}}\n";
}

const std::string slow = "{by: {measure: slow, over: 1 day, before: 0}, 0: 1, 3: 0}";

}  // namespace

TEST_CASE("A chance falls when a wait grows; while nobody is served the last wait known counts") {
    const Observed seen = Scene(gate(slow), {{"slow", "wait: {stage: way.queue}"}, {"in", "flow: {into: way.queue}"}, {"out", "flow: {into: way.housed}"}}).run();
    // Served on day k is the k-th: he came on day k / 2. On day 5 he has waited 3 days.
    CHECK(first(seen.rows("slow.mean"), 6) == Rows{0, 1, 1, 2, 2, 3});
    CHECK(first(seen.rows("in"), 8) == Rows{2, 2, 2, 2, 2, 2, 0, 0});
    CHECK(seen.total("in") == 12);  // the queue is empty on day 12, and the last known wait of 6 days stands
    CHECK(seen.total("out") == 12);
    CHECK(seen.at("slow.mean", 11) == 6);
}

TEST_CASE("The report and a measure's own `over` play no part in what is fed back") {
    const auto fingerprint = [](const std::string& run, const std::string& capacity, const std::string& over) {
        return Scene(pool(capacity, run), {{"living", "persons: {lodged: coa}" + over}}).run().fingerprint();
    };
    const std::string capacity = "{sum: [5, {product: [0.5, {measure: living, over: 4 days, before: 0}]}]}";
    const auto by_day = fingerprint("report: day", capacity, "");
    CHECK(fingerprint("report: month", capacity, "") == by_day);
    CHECK(fingerprint("report: year", capacity, ", over: max") == by_day);
    CHECK(fingerprint("report: week", capacity, ", over: mean") == by_day);
    const auto waiting = [](const std::string& run) {
        return Scene(gate(slow, run), {{"slow", "wait: {stage: way.queue}"}}).run().fingerprint();
    };
    CHECK(waiting("report: day") == waiting("report: month"));
}

TEST_CASE("A flow is fed back as what it would be in the calendar period of that day") {
    const auto planned = [](const std::string& window) {
        const std::string openings = "{measure: coming, " + window + ", per: month, before: 31}";
        return Scene("run: {start: 2025-01-01, end: 2025-03-01, report: day}\n"
                     "sources: {people: {pathway: way, arrivals: {households: 3, per: day, spread: none}}}\n"
                     "resources: {homes: {kind: slots, openings: " + openings + ", per: month}}\n"
                     "pathways: {way: {moves: household, stages: {queue: {await: homes, next: housed}, housed: {final: true}}}}\n",
                     {{"coming", "flow: {into: way.queue}"}, {"planned", "capacity: homes"}})
            .run()
            .rows("planned");
    };
    const Rows lagged = planned("over: 10 days, lag: 5 days");
    CHECK(lagged[14] == Approx(1));
    CHECK(lagged[15] == Approx(3));
    CHECK(lagged[40] == Approx(3));  // 84 in February
    const Rows monthly = planned("over: 10 days, every: month");
    CHECK(monthly[30] == Approx(1));
    CHECK(monthly[31] == Approx(3));
}

TEST_CASE("A measure with groups is read for the value of the supply that asks") {
    const Observed seen =
        Scene("run: {start: 2025-01-01, end: 2025-02-01, report: day}\n"
              "attributes: {kind: [a, b]}\n"
              "sources:\n"
              "  many: {pathway: way, arrivals: {households: 2, per: day, spread: none}, mix: {kind: a}}\n"
              "  few: {pathway: way, arrivals: {households: 1, per: day, spread: none}, mix: {kind: b}}\n"
              "resources: {homes: {kind: slots, by: kind, openings: {measure: waiting, before: 0}, per: day}}\n"
              "pathways: {way: {moves: household, stages: {queue: {await: homes, next: housed}, housed: {final: true}}}}\n",
              {{"waiting", "queue: homes, by: [kind]"}, {"served", "flow: {into: way.housed}, by: [kind]"}})
            .run();
    // As many are served as waited the evening before.
    CHECK(first(seen.rows("served", "kind=a"), 5) == Rows{0, 2, 2, 2, 2});
    CHECK(first(seen.rows("served", "kind=b"), 5) == Rows{0, 1, 1, 1, 1});
    CHECK(first(seen.rows("waiting", "kind=a"), 5) == Rows{0, 2, 2, 2, 2});
}

TEST_CASE("Measures made of others are read of the same window") {
    const auto places = [](const std::string& made, const std::string& read) {
        const Observed seen = Scene(pool("{sum: [100, " + read + "]}"),
                                    {{"living", "persons: {lodged: coa}"}, {"present", "persons: {lodged: coa}, over: mean"}, {"coming", "flow: {into: way.in}"}, {"made", made}, {"places", "capacity: coa"}})
                                  .run();
        return first(seen.rows("places"), 8);
    };
    // A ratio of what stands at a moment is worked out tick by tick, then averaged: 12 / 1 and 12 / 2.
    CHECK(places("ratio: [12, living]", "{measure: made, over: 2 days, before: 0}") == Rows{100, 100, 100, 109, 105, 104, 103, 102});
    CHECK(places("below: [living, 4]", "{product: [8, {measure: made, over: 4 days, before: 0}]}") == Rows{100, 100, 100, 100, 100, 106, 104, 102});
    CHECK(places("cumulative: coming, start: 50", "{measure: made, before: 0}") == Rows{100, 100, 151, 152, 153, 154, 155, 156});
    CHECK(places("difference: [living, 1]", "{measure: made, before: 0}") == Rows{100, 100, 100, 101, 102, 103, 104, 105});
    // Persons who come a week for each person there: 7 / 1, 7 / 2, …, to the nearest whole place.
    CHECK(places("ratio: [coming, present]", "{measure: made, over: 1 day, per: week, before: 0}") == Rows{100, 100, 107, 104, 102, 102, 101, 101});
}

TEST_CASE("A duration fed back is in the unit of its measure") {
    const Observed seen =
        Scene("run: {start: 2025-01-01, end: 2025-03-01, report: day}\n" + people +
                  "pathways: {way: {moves: household, stages: {a: {stay: {fixed: 14 days}, next: b}, "
                  "b: {stay: {fixed: {measure: first, over: 1 day, before: 3 days}}, next: out}, out: {final: true}}}}\n",
              {{"first", "time: {stage: way.a}, unit: weeks"}, {"second", "time: {stage: way.b}"}})
            .run();
    CHECK(seen.at("first.mean", 14) == 2);
    CHECK(seen.at("second.mean", 17) == 3);   // of who entered on day 14, before anything was known
    CHECK(seen.at("second.mean", 29) == 14);  // of who entered on day 15
}
