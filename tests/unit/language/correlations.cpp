// Which uncertain numbers rise and fall together: what it becomes in the plan, and what cannot be.
#include <cmath>

#include "catch.hpp"
#include "unit/language/compiled.hpp"

using namespace doorstroom;
using namespace doorstroom::language;

namespace {

const std::string openings = "resources.homes.openings", persons = "sources.asylum.arrivals.persons", refused = "pathways.asylum.stages.decided.next.refused",
                  takes = "pathways.asylum.stages.heard.takes.mean";

// Each a path, and what stands beside its law: `correlated: {…}`, `walk: year`, or nothing.
Compiled uncertain(const std::vector<std::pair<std::string, std::string>>& entries) {
    std::string text;
    for (const auto& [path, more] : entries)
        text += (text.empty() ? "{" : ", ") + path + ": {times: {uniform: [0.5, 1.5]}" + (more.empty() ? "" : ", " + more) + "}";
    return Compiled{{{"uncertain", text + "}"}}};
}

std::string with(const std::string& path, const std::string& number) { return "correlated: {" + path + ": " + number + "}"; }

}  // namespace

TEST_CASE("A rank correlation becomes the weights of two normal numbers; the first keeps its own") {
    const Compiled compiled = uncertain({{openings, ""}, {persons, with(openings, "0.6")}});
    CHECK(compiled.told().empty());
    CHECK(compiled.plan().factors.at(0).normal.empty());
    const auto& parts = compiled.plan().factors.at(1).normal;
    REQUIRE(parts.size() == 2);
    CHECK(parts[0].factor == FactorId{0});
    CHECK(parts[0].weight == Approx(2 * std::sin(3.14159265358979 / 10)).epsilon(1e-12));  // 0.618…
    CHECK(parts[1].factor == FactorId{1});
    CHECK(parts[1].weight == Approx(std::sqrt(1 - parts[0].weight * parts[0].weight)).epsilon(1e-12));
}

TEST_CASE("It is the same which of the two says it, and whether both do") {
    const Compiled one = uncertain({{openings, with(persons, "-0.4")}, {persons, ""}});
    const Compiled both = uncertain({{openings, with(persons, "-0.4")}, {persons, with(openings, "-0.4")}});
    CHECK(one.told().empty());
    CHECK(both.told().empty());
    REQUIRE(one.plan().factors.at(1).normal.size() == 2);
    CHECK(one.plan().factors[1].normal[0].weight == both.plan().factors[1].normal[0].weight);
    CHECK(one.plan().factors[1].normal[0].weight < 0);
}

TEST_CASE("Of three the weights are the root of their matrix, and their squares sum to one") {
    const Compiled compiled = uncertain({{openings, ""}, {persons, with(openings, "0.5")}, {refused, "correlated: {" + openings + ": 0.3, " + persons + ": -0.2}"}});
    CHECK(compiled.told().empty());
    const auto normal = [](double of_ranks) { return 2 * std::sin(3.14159265358979 / 6 * of_ranks); };
    const auto& second = compiled.plan().factors.at(1).normal;
    const auto& third = compiled.plan().factors.at(2).normal;
    REQUIRE(third.size() == 3);
    CHECK(third[0].weight == Approx(normal(0.3)));
    CHECK(third[0].weight * second[0].weight + third[1].weight * second[1].weight == Approx(normal(-0.2)));
    CHECK(third[0].weight * third[0].weight + third[1].weight * third[1].weight + third[2].weight * third[2].weight == Approx(1).epsilon(1e-14));
}

TEST_CASE("Without correlations, or with 0, every number is drawn alone") {
    for (const Compiled& compiled : {uncertain({{openings, ""}, {persons, ""}}), uncertain({{openings, ""}, {persons, with(openings, "0")}})}) {
        CHECK(compiled.told().empty());
        for (const Factor& factor : compiled.plan().factors) CHECK(factor.normal.empty());
    }
}

TEST_CASE("Numbers that walk are correlated with others that walk, and with no others") {
    CHECK(uncertain({{openings, "walk: year"}, {persons, "walk: year, " + with(openings, "0.6")}}).told().empty());
    CHECK(uncertain({{openings, ""}, {persons, "walk: year, " + with(openings, "0.6")}}).told() ==
          "of `" + persons + "` and `" + openings + "` one walks and the other does not: they cannot be correlated (numbers that walk are correlated year by year)");
}

TEST_CASE("What cannot be correlated is told") {
    CHECK(uncertain({{openings, ""}, {persons, with("resources.homes.opening", "0.6")}}).told() ==
          "there is no uncertain number `resources.homes.opening` (a similar name exists: `resources.homes.openings`)");
    CHECK(uncertain({{openings, with(openings, "0.6")}}).told() == "`" + openings + "` cannot be correlated with itself");
    for (const std::string number : {"1", "-1", "1.2"})
        CHECK(uncertain({{openings, ""}, {persons, with(openings, number)}}).told() ==
              "expected a rank correlation above -1 and below 1, found `" + number + "`");
    CHECK(uncertain({{openings, ""}, {persons, with(openings, "{use: rate}")}}).told() == "expected a rank correlation above -1 and below 1, found a mapping");
    CHECK(uncertain({{openings, with(persons, "0.5")}, {persons, with(openings, "0.6")}}).told().find("are correlated otherwise at ") != std::string::npos);
    CHECK(uncertain({{openings, ""}, {persons, with(openings, "0.9")}, {refused, "correlated: {" + openings + ": 0.9, " + persons + ": -0.5}"}, {takes, ""}}).told() ==
          "no numbers can be correlated like this all at once: `" + openings + "`, `" + persons + "`, `" + refused +
              "` (two of which nothing is said are not correlated at all: say how those are, or take smaller numbers)");
    CHECK(uncertain({{openings, ""}, {persons, "correlated: 0.6"}}).told().find("expected a mapping") == 0);
}
