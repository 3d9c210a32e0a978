// The starting stock on several ways at once: what the line says of the further pathways, of servers held on, of sponsors.
#include "catch.hpp"
#include "support/scene.hpp"

using namespace doorstroom::tests;

namespace {

// Ten households of an adult and a child live in homes; `line` says more of them.
std::string homes(const std::string& line) {
    return "run: {start: 2025-01-01, end: 2025-02-01, report: day}\n"
           "resources: {coa: {kind: places, sites: {azc: {capacity: 100}}}, seats: {kind: servers, capacity: 12}}\n"
           "stock: {settled: {pathway: asylum, stage: housed, households: 10, household_size: {2: 1}, elapsed: fresh, "
           "mix: {age: {by: member, 1: {18: 1, 60: 0}, 2: {0: 1, 18: 0}}}" + line + "}}\n"
           "pathways:\n"
           "  asylum: {moves: household, stages: {housed: {stay: forever}}}\n"
           "  lessons: {moves: person, stages: {enrolled: {await: seats, next: class}, class: {stay: {fixed: 9 days}, next: {again: 0, done: rest}}, "
           "again: {stay: {fixed: 1 day}, next: enrolled}, done: {release: seats, final: true}}}\n"
           "  work: {moves: household, stages: {at: {lodge: coa, stay: forever}}}\n";
}

const Measures counted{{"housed", "persons: {stage: asylum.housed}"},
                       {"class", "persons: {stage: lessons.class}"},
                       {"either", "persons: {stage: [asylum.housed, lessons.class]}"},
                       {"seats", "used: seats"},
                       {"lodged", "persons: {lodged: coa}"}};

}  // namespace

TEST_CASE("The adults of a line are in a class as well, on seats that they hold until they release them") {
    const Observed seen =
        Scene(homes(", lodge: none, also: {lessons: {stage: class, who: adults, elapsed: fresh}, work: {stage: at}}, holds: seats"), counted).run();
    CHECK(seen.at("housed", 0) == 20);
    CHECK(seen.at("class", 0) == 10);
    CHECK(seen.at("either", 0) == 20);
    CHECK(seen.at("seats", 0) == 10);
    CHECK(seen.at("lodged", 0) == 0);
    CHECK(seen.at("class", 9) == 10);
    CHECK(seen.at("class", 10) == 0);  // the stay of nine ticks ends in tick 9
    CHECK(seen.at("seats", 10) == 0);
}

TEST_CASE("Whom of them a condition fits, and where they live when a further way says so") {
    const Observed seen = Scene(homes(", lodge: coa, also: {work: {stage: at, who: {household_size: {from: 3}}}, lessons: {stage: class, who: "
                                      "{age: {below: 18}}, elapsed: {fixed: 4 days}}}"),
                                counted)
                              .run();
    CHECK(seen.at("class", 0) == 10);
    CHECK(seen.at("seats", 0) == 0);
    CHECK(seen.at("lodged", 0) == 20);
    CHECK(seen.at("class", 5) == 10);
    CHECK(seen.at("class", 6) == 0);
}
