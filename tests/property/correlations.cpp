// Numbers that are correlated are drawn so over the replications, and nobody else is drawn otherwise for it.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "catch.hpp"
#include "support/ranks.hpp"
#include "support/scene.hpp"

using namespace doorstroom;
using namespace doorstroom::tests;

namespace {

constexpr std::uint32_t replications = 600;
constexpr double margin = 0.12;  // three standard errors of a rank correlation of so many, 1 / sqrt(n - 1)

// Three desks whose capacities can be looked at, and so what is drawn for them; `of_b` and `of_c` stand beside their laws.
Scene desks(const std::string& of_b, const std::string& of_c, const std::string& walk) {
    const auto drawn = [&](const std::string& desk, const std::string& law, const std::string& more) {
        return "  resources." + desk + ".capacity: {times: {" + law + "}" + walk + more + "}\n";
    };
    return Scene("run: {start: 2025-01-01, end: 2027-01-01, report: year}\n"
                 "sources: {people: {pathway: way, arrivals: {households: 1, per: year, spread: none}}}\n"
                 "resources: {a: {kind: servers, capacity: 1000000}, b: {kind: servers, capacity: 1000000}, c: {kind: servers, capacity: 1000000}}\n"
                 "pathways: {way: {moves: household, stages: {one: {await: a, takes: {fixed: 1 day}, next: two}, "
                 "two: {await: b, takes: {fixed: 1 day}, next: three}, three: {await: c, takes: {fixed: 1 day}, next: out}, out: {final: true}}}}\n"
                 "uncertain:\n" + drawn("a", "lognormal: {median: 1, p90: 1.5}", "") + drawn("b", "uniform: [0.5, 1.5]", of_b) +
                     drawn("c", "triangular: [0.5, 0.6, 2]", of_c),
                 {{"a", "capacity: a"}, {"b", "capacity: b"}, {"c", "capacity: c"}});
}

struct Draws {
    std::vector<double> first_year, second_year;  // the second as a factor on the first
};

std::vector<Draws> draws_of(const Scene& scene) {
    std::vector<Draws> draws(3);
    for (std::uint32_t replication = 0; replication < replications; ++replication) {
        const Observed seen = scene.run(replication);
        for (std::size_t desk = 0; desk < 3; ++desk) {
            const std::vector<double> rows = seen.rows(std::string(1, static_cast<char>('a' + desk)));
            draws[desk].first_year.push_back(rows.at(0));
            draws[desk].second_year.push_back(rows.back() / rows.at(0));
        }
    }
    return draws;
}

std::vector<double> sorted(std::vector<double> numbers) {
    std::sort(numbers.begin(), numbers.end());
    return numbers;
}

}  // namespace

TEST_CASE("Over the replications, numbers have the rank correlation that the scenario says") {
    const std::vector<Draws> draws = draws_of(desks(", correlated: {resources.a.capacity: 0.6}", ", correlated: {resources.b.capacity: -0.8, resources.a.capacity: -0.3}", ""));
    CHECK(spearman(draws[0].first_year, draws[1].first_year) == Approx(0.6).margin(margin));
    CHECK(spearman(draws[1].first_year, draws[2].first_year) == Approx(-0.8).margin(margin));
    CHECK(spearman(draws[0].first_year, draws[2].first_year) == Approx(-0.3).margin(margin));
}

TEST_CASE("The first of those correlated is drawn as it would be alone, and so is whoever is correlated with nobody") {
    const std::vector<Draws> alone = draws_of(desks("", "", "")), together = draws_of(desks(", correlated: {resources.a.capacity: 0.6}", "", ""));
    CHECK(together[0].first_year == alone[0].first_year);
    CHECK(together[2].first_year == alone[2].first_year);
    CHECK(together[1].first_year != alone[1].first_year);
    CHECK(std::abs(spearman(alone[0].first_year, alone[1].first_year)) < margin);
}

TEST_CASE("A correlated number keeps its law") {
    const std::vector<double> b = sorted(draws_of(desks(", correlated: {resources.a.capacity: 0.9}", "", ""))[1].first_year);
    for (const double share : {0.1, 0.25, 0.5, 0.75, 0.9})  // uniform over a million; three standard errors are 0.061 at most
        CHECK(b[static_cast<std::size_t>(share * replications)] / 1e6 - 0.5 == Approx(share).margin(0.065));
}

TEST_CASE("Numbers that walk are correlated year by year, and one year with no other") {
    const std::vector<Draws> draws = draws_of(desks(", correlated: {resources.a.capacity: 0.7}", "", ", walk: year"));
    CHECK(spearman(draws[0].first_year, draws[1].first_year) == Approx(0.7).margin(margin));
    CHECK(spearman(draws[0].second_year, draws[1].second_year) == Approx(0.7).margin(margin));
    CHECK(std::abs(spearman(draws[0].first_year, draws[1].second_year)) < margin);
    CHECK(std::abs(spearman(draws[0].second_year, draws[2].second_year)) < margin);
}
