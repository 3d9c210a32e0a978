// Replication r is the same world in every scenario: whatever does not concern somebody changes nothing for them.
#include <fmt/format.h>

#include <bit>
#include <sstream>

#include "catch.hpp"
#include "support/random_scenario.hpp"

using namespace doorstroom;
using namespace doorstroom::tests;

namespace {

constexpr std::uint32_t scenarios = 12;

// Bit for bit, where nothing was counted too.
bool same(const std::vector<double>& a, const std::vector<double>& b) {
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](double x, double y) { return std::bit_cast<std::uint64_t>(x) == std::bit_cast<std::uint64_t>(y); });
}

void check_same_for_those_here(const RandomScenario& base, const RandomScenario& other, std::uint32_t replication) {
    INFO(other.yaml());
    const Scene before = base.scene();
    const Observed a = before.run(replication);
    const Observed b = other.scene().run(replication);
    for (const Series& series : before.table().series) {
        INFO(series.name << " " << series.group_name);
        REQUIRE(same(a.rows(series.name, series.group_name), b.rows(series.name, series.group_name)));
    }
}

void insert_after(std::string& text, const std::string& after, const std::string& inserted) { text.insert(text.find(after) + after.size(), inserted); }

// The lines below the first, the last of them first.
void turn_round(std::string& section) {
    std::istringstream lines(section);
    std::string head;
    std::getline(lines, head);
    std::string turned;
    for (std::string line; std::getline(lines, line);) turned = line + "\n" + turned;
    section = head + "\n" + turned;
}

void replace(std::string& text, const std::string& what, const std::string& with) {
    const std::size_t at = text.find(what);
    REQUIRE(at != std::string::npos);
    text.replace(at, what.size(), with);
}

}  // namespace

TEST_CASE("A scenario against itself differs by nothing, also when an engine has run other replications between") {
    for (std::uint32_t number = 0; number < scenarios; ++number) {
        const Scene scene = (number % 2 == 0 ? random_scenario(number) : with_families(with_lodgers(random_scenario(number), number))).scene();
        Engine used(scene.plan());
        const Observations first = used.run({1, 2, Uncertainty::drawn});
        used.run({1, 3, Uncertainty::drawn});
        used.run({7, 2, Uncertainty::drawn});
        const Observations again = used.run({1, 2, Uncertainty::drawn});
        const Observations fresh = Engine(scene.plan()).run({1, 2, Uncertainty::drawn});
        INFO(number);
        REQUIRE(first.fingerprint == again.fingerprint);
        REQUIRE(first.fingerprint == fresh.fingerprint);
        REQUIRE(same(first.values, again.values));
        REQUIRE(same(first.values, fresh.values));
    }
}

TEST_CASE("Seeds and replications are different worlds") {
    for (std::uint32_t number = 0; number < scenarios; ++number) {
        const Scene scene = random_scenario(number).scene();
        CHECK(scene.run(0, 1).fingerprint() != scene.run(1, 1).fingerprint());
        CHECK(scene.run(0, 1).fingerprint() != scene.run(0, 2).fingerprint());
    }
}

TEST_CASE("A further measure changes nothing") {
    for (std::uint32_t number = 0; number < scenarios; ++number) {
        const RandomScenario base = random_scenario(number);
        RandomScenario other = base;
        other.measures.insert(other.measures.begin(), {"first_of_all", "wait: {from: way.s0, to: way.done}, by: [region]"});
        other.measures.emplace_back("late", "persons: {stage: way, longer_than: 3 days}");
        check_same_for_those_here(base, other, number % 3);
        REQUIRE(base.scene().run(1).fingerprint() == other.scene().run(1).fingerprint());
    }
}

TEST_CASE("A further source, pathway, attribute and resource, declared before all others, change nothing for those there") {
    for (std::uint32_t number = 0; number < scenarios; ++number) {
        const RandomScenario base = random_scenario(number);
        RandomScenario other = base;
        insert_after(other.attributes, "attributes:\n", "  colour: [red, green, blue]\n");
        insert_after(other.sources, "sources:\n", "  strangers: {pathway: apart, arrivals: {persons: 5, per: day}, household_size: {1: 0.5, 3: 0.5}, mix: {colour: {red: 0.5, blue: 0.5}}}\n");
        insert_after(other.resources, "resources:\n", "  tents: {kind: places, sites: {field: {capacity: 40}}}\n  window: {kind: servers, capacity: 4, order: random}\n");
        insert_after(other.pathways, "pathways:\n",
                     "  apart: {moves: household, stages: {in: {lodge: tents, await: window, takes: {exponential: {mean: 1 days}}, next: stay}, stay: {stay: {exponential: {mean: 9 days}}, next: elsewhere}, elsewhere: {final: true}}}\n");
        insert_after(other.stock, "stock:\n", "  strange: {pathway: apart, stage: stay, persons: 30, lodge: tents}\n");
        check_same_for_those_here(base, other, number % 3);
    }
}

TEST_CASE("The order in which attributes, sources, pathways and lines of stock are written changes nothing") {
    for (std::uint32_t number = 0; number < scenarios; ++number) {
        const RandomScenario base = random_scenario(number);
        RandomScenario other = base;
        for (std::string* section : {&other.attributes, &other.sources, &other.stock}) turn_round(*section);
        const std::size_t follow = other.pathways.find("  follow:");
        other.pathways = "pathways:\n" + other.pathways.substr(follow) + other.pathways.substr(10, follow - 10);
        check_same_for_those_here(base, other, number % 3);
        REQUIRE(base.scene().run(1).fingerprint() == other.scene().run(1).fingerprint());
    }
}

TEST_CASE("A branch, a clock and a household brought, each with a chance of 0, change nothing") {
    for (std::uint32_t number = 0; number < scenarios; ++number) {
        const RandomScenario base = random_scenario(number);
        RandomScenario other = base;
        replace(other.pathways, "      done: {final: true}\n", "      done: {final: true}\n      nowhere: {stay: {fixed: 3 days}, next: gone}\n");
        replace(other.pathways, "next: {gone: {when", "bring: {family: {chance: 0, after: {fixed: 1 days}}}, next: {nowhere: 0, gone: {when");
        replace(other.pathways, "stay: {exponential: {mean: 8 days}}", "stay: {exponential: {mean: 8 days}}, race: {nowhere: {after: {fixed: 1 days}, chance: 0}}");
        check_same_for_those_here(base, other, number % 3);
        REQUIRE(base.scene().run(1).fingerprint() == other.scene().run(1).fingerprint());
    }
}

TEST_CASE("Times one, or another way of writing the same number, changes nothing") {
    for (std::uint32_t number = 0; number < scenarios; ++number) {
        const RandomScenario base = random_scenario(number);
        RandomScenario other = base;
        replace(other.pathways, "chance: 0.3}, done: rest", "chance: {product: [0.3, 1]}}, done: rest");
        replace(other.pathways, "mean: 30 days", "mean: {by: origin, syria: 30 days, else: {2025-01-01: 30 days, 2025-04-01: 30 days}}");
        replace(other.resources, "tent: {tier: 2, capacity: 25", "tent: {tier: 2, capacity: {sum: [20, 5]}");
        if (other.uncertain.empty()) other.uncertain = "uncertain:\n";
        other.uncertain += "  sources.people.arrivals.households: {times: {fixed: 1}, assumption: a test}\n  resources.desk.capacity: {times: {fixed: 1}, walk: year, assumption: a test}\n";
        check_same_for_those_here(base, other, number % 3);
        REQUIRE(base.scene().run(1).fingerprint() == other.scene().run(1).fingerprint());
    }
}

TEST_CASE("What changes on a date changes nothing before it") {
    for (std::uint32_t number = 0; number < scenarios; ++number) {
        const RandomScenario base = random_scenario(number);
        RandomScenario other = base;
        replace(other.pathways, "chance: 0.3}, done: rest", "chance: {2025-01-01: 0.3, 2025-03-15: 0.9}}, done: rest");
        replace(other.resources, "inn: {capacity: 20}", "inn: {capacity: {2025-01-01: 20, 2025-03-15: 1}}");
        replace(other.resources, "south: 2}", "south: {2025-01-01: 2, 2025-03-15: 9}}");
        INFO(other.yaml());
        const Scene before = base.scene();
        const Observed a = before.run(1);
        const Observed b = other.scene().run(1);
        for (const Series& series : before.table().series) {
            const std::vector<double> x = a.rows(series.name, series.group_name);
            const std::vector<double> y = b.rows(series.name, series.group_name);
            constexpr std::ptrdiff_t days = 73;  // before 15 March
            INFO(series.name << " " << series.group_name);
            REQUIRE(same({x.begin(), x.begin() + days}, {y.begin(), y.begin() + days}));
        }
    }
}

TEST_CASE("A higher rate of arrivals only adds: where nothing is scarce, nowhere is anybody fewer") {
    const std::string yaml = "run: {{start: 2025-01-01, end: 2025-06-01, report: day}}\n"
                             "attributes: {{origin: [syria, turkey]}}\n"
                             "sources: {{people: {{pathway: way, arrivals: {{households: {}, per: day, spread: {}}}, household_size: {{1: 0.5, 3: 0.5}}, mix: {{origin: {{syria: 0.5, turkey: 0.5}}}}}}}}\n"
                             "pathways: {{way: {{moves: household, stages: {{a: {{stay: {{exponential: {{mean: 9 days}}}}, next: {{c: {{by: origin, syria: 0.3, turkey: 0.6}}, b: rest}}}}, "
                             "b: {{stay: {{gamma: {{mean: 20 days, cv: 0.5}}}}, next: c, race: {{gone: {{after: {{exponential: {{mean: 30 days}}}}}}}}}}, c: {{final: true}}, gone: {{final: true}}}}}}}}\n";
    const Measures measures = {{"there", "persons: {stage: way.a}, by: [origin]"}, {"later", "persons: {stage: way.b}, by: [origin]"}, {"out", "flow: {into: way.c}, by: [origin]"}};
    for (const std::string spread : {"poisson", "{negative_binomial: {cv: 0.4}}"})
        for (std::uint32_t replication = 0; replication < 10; ++replication) {
            const Scene low(fmt::format(fmt::runtime(yaml), "2.3", spread), measures);
            const Observed a = low.run(replication);
            const Observed b = Scene(fmt::format(fmt::runtime(yaml), "2.9", spread), measures).run(replication);
            double more = 0;
            for (const Series& series : low.table().series) {
                const std::vector<double> x = a.rows(series.name, series.group_name);
                const std::vector<double> y = b.rows(series.name, series.group_name);
                for (std::size_t row = 0; row + 1 < x.size(); ++row) {
                    REQUIRE(y[row] >= x[row]);
                    more += y[row] - x[row];
                }
            }
            CHECK(more > 0);
        }
}

namespace {

// The same scenario in which persons have journeys of their own, set going by `start` in the first stage.
RandomScenario with_persons(const RandomScenario& base, const std::string& start) {
    RandomScenario other = base;
    replace(other.pathways, "      s0: {lodge: coa, ", "      s0: {start: {alone: {" + start + "}}, lodge: coa, ");
    other.pathways += "  alone: {moves: person, stages: {learns: {stay: {exponential: {mean: 30 days}}, race: {stops: {after: {exponential: {mean: 50 days}}}}, next: knows}, "
                      "knows: {stay: {exponential: {mean: 9 days}}, next: {learns: 0.3, over: rest}}, stops: {final: true}, over: {final: true}}}\n";
    return other;
}

}  // namespace

TEST_CASE("Journeys of persons, set going with a chance of 0, change nothing") {
    for (std::uint32_t number = 0; number < scenarios; ++number) {
        const RandomScenario base = random_scenario(number);
        const RandomScenario other = with_persons(base, "chance: 0");
        check_same_for_those_here(base, other, number % 3);
        REQUIRE(base.scene().run(1).fingerprint() == other.scene().run(1).fingerprint());
    }
}

TEST_CASE("Journeys of persons change nothing for their households, and nobody is counted twice") {
    for (std::uint32_t number = 0; number < scenarios; ++number) {
        const RandomScenario base = random_scenario(number);
        RandomScenario other = with_persons(base, "chance: 0.7, after: {exponential: {mean: 12 days}}");
        check_same_for_those_here(base, other, number % 3);
        const std::string all = "[way, way.done, way.gone]";
        other.measures = {{"way", "persons: {stage: " + all + "}"}, {"both", "persons: {stage: [way, way.done, way.gone, alone, alone.stops, alone.over]}"}, {"alone", "persons: {stage: alone}"}};
        const Observed seen = other.scene().run(number % 3);
        REQUIRE(same(seen.rows("way"), seen.rows("both")));
        REQUIRE(seen.last("alone") > 0);
    }
}
