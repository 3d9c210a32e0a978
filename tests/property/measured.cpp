// What is measured decides nothing: a plan that measures less simulates the same, and what is left of its numbers is the same.
#include <bit>

#include "catch.hpp"
#include "report/derived.hpp"
#include "run/measured.hpp"
#include "support/random_scenario.hpp"

using namespace doorstroom;
using namespace doorstroom::tests;

namespace {

constexpr std::uint32_t scenarios = 12;

// Two measures made of others, the second of the first.
RandomScenario with_measures_of_measures(RandomScenario scenario) {
    scenario.measures.emplace_back("twice", "sum: [" + scenario.measures[0].first + ", " + scenario.measures[0].first + "]");
    scenario.measures.emplace_back("share", "ratio: [" + scenario.measures[0].first + ", twice]");
    return scenario;
}

Observed run(const Plan& plan, std::uint32_t replication) {
    SeriesTable table = make_series_table(plan);
    Observations observations = Engine(plan).run({1, replication, Uncertainty::drawn});
    DerivedMeasures(plan, table).fill(observations.values);
    return {std::move(table), std::move(observations)};
}

void check_each_measure_alone(const Plan& plan, std::uint32_t replication) {
    const SeriesTable table = make_series_table(plan);
    const Observed all = run(plan, replication);
    for (std::size_t each = 0; each < plan.measures.size(); ++each) {
        const Plan less = measuring_only(plan, {static_cast<MeasureId>(each)});
        const Observed one = run(less, replication);
        REQUIRE(one.fingerprint() == all.fingerprint());
        for (const Series& series : table.series) {
            if (series.measure != static_cast<MeasureId>(each)) continue;
            INFO(series.name << " " << series.group_name);
            const std::vector<double> a = all.rows(series.name, series.group_name), b = one.rows(series.name, series.group_name);
            REQUIRE(a.size() == b.size());
            for (std::size_t row = 0; row < a.size(); ++row) REQUIRE(std::bit_cast<std::uint64_t>(a[row]) == std::bit_cast<std::uint64_t>(b[row]));
        }
    }
}

}  // namespace

TEST_CASE("Each measure alone has the numbers it has among all") {
    for (std::uint32_t number = 0; number < scenarios; ++number) {
        INFO(number);
        RandomScenario made = with_measures_of_measures(random_scenario(number));
        if (number % 3 == 1) made = with_families(with_lodgers(std::move(made), number));
        if (number % 3 == 2) made = with_dwellings(std::move(made));
        check_each_measure_alone(made.scene().plan(), number % 4);
    }
}

TEST_CASE("What is made of others keeps them, and nothing else is left") {
    const Plan plan = with_measures_of_measures(random_scenario(0)).scene().plan();
    const Plan less = measuring_only(plan, {static_cast<MeasureId>(plan.measures.size() - 1)});
    REQUIRE(less.measures.size() == 3);
    CHECK(less.measures[0].name == plan.measures[0].name);
    CHECK(less.measures[1].name == "twice");
    CHECK(less.measures[2].name == "share");
}

TEST_CASE("What is fed back from the run is measured whatever is kept") {
    const Scene scene("run: {start: 2025-01-01, end: 2025-04-01, report: month}\n"
                      "sources: {people: {pathway: way, arrivals: {households: {sum: [2, {product: [0.2, {measure: inside, over: 7 days, before: 5}]}]}, per: day}}}\n"
                      "pathways: {way: {moves: household, stages: {a: {stay: {exponential: {mean: 3 days}}, next: out}, out: {final: true}}}}\n",
                      {{"gone", "flow: {into: way.out}"}, {"inside", "households: {stage: way.a}"}, {"came", "flow: {into: way.a}"}});
    check_each_measure_alone(scene.plan(), 1);
    CHECK(measuring_only(scene.plan(), {static_cast<MeasureId>(0)}).measures.size() == 2);
}
