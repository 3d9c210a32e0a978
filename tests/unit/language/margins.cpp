// Published tables become one fitted population of the Plan.
#include <cmath>

#include "catch.hpp"
#include "language/fit.hpp"
#include "unit/language/compiled.hpp"

using namespace doorstroom;
using namespace doorstroom::language;

TEST_CASE("Two margins that share nothing are independent") {
    const Fit made = fit(6, {{{0.25, 0.75}, {0, 0, 0, 1, 1, 1}}, {{0.5, 0.3, 0.2}, {0, 1, 2, 0, 1, 2}}});
    CHECK(made.error <= 1e-12);
    const std::vector<double> expected{0.125, 0.075, 0.05, 0.375, 0.225, 0.15};
    for (std::size_t cell = 0; cell < 6; ++cell) CHECK(made.shares[cell] == Approx(expected[cell]).epsilon(1e-12));
}

TEST_CASE("Three margins in a circle: the odds ratio of a table of ones is kept") {
    // Margins AB, BC and AC of a table of 2 x 2 x 2 of counts 1 to 8: no closed form, but without interaction of all three.
    const std::vector<std::uint32_t> ab{0, 0, 1, 1, 2, 2, 3, 3}, bc{0, 1, 2, 3, 0, 1, 2, 3}, ac{0, 1, 0, 1, 2, 3, 2, 3};
    std::vector<FitMargin> margins{{std::vector<double>(4), ab}, {std::vector<double>(4), bc}, {std::vector<double>(4), ac}};
    for (FitMargin& margin : margins)
        for (std::size_t cell = 0; cell < 8; ++cell) margin.shares[margin.cell_of[cell]] += static_cast<double>(cell + 1) / 36;
    const Fit made = fit(8, margins);
    CHECK(made.error <= 1e-12);
    const auto& p = made.shares;
    CHECK(p[0] * p[3] * p[5] * p[6] == Approx(p[1] * p[2] * p[4] * p[7]).epsilon(1e-9));
}

TEST_CASE("Where a combination can only be empty it becomes so, and the margins are met all the same") {
    // Of 2 x 2 x 2, with one cell of AB of 3 whose people must all be in one cell: its neighbour is empty in the limit only.
    const std::vector<std::uint32_t> ab{0, 0, 1, 1, 2, 2, 3, 3}, bc{0, 1, 2, 3, 0, 1, 2, 3}, ac{0, 1, 0, 1, 2, 3, 2, 3};
    const std::vector<double> persons{0, 3, 4, 2, 5, 1, 3, 0};
    std::vector<FitMargin> margins{{std::vector<double>(4), ab}, {std::vector<double>(4), bc}, {std::vector<double>(4), ac}};
    for (FitMargin& margin : margins)
        for (std::size_t cell = 0; cell < 8; ++cell) margin.shares[margin.cell_of[cell]] += persons[cell] / 18;
    const Fit made = fit(8, margins);
    CHECK(made.error <= 1e-12);
    for (std::size_t cell = 0; cell < 8; ++cell) CHECK(made.shares[cell] == Approx(persons[cell] / 18).margin(1e-9));
}

TEST_CASE("Margins that no population has are missed, and the fit says where") {
    const std::vector<std::uint32_t> ab{0, 0, 1, 1, 2, 2, 3, 3}, bc{0, 1, 2, 3, 0, 1, 2, 3}, ac{0, 1, 0, 1, 2, 3, 2, 3};
    const Fit made = fit(8, {{{0.5, 0, 0, 0.5}, ab}, {{0.5, 0, 0, 0.5}, bc}, {{0.2, 0.3, 0.3, 0.2}, ac}});
    CHECK(made.error > 0.1);
}

TEST_CASE("What is of households stands before persons; ages are bands between the lower bounds") {
    const Compiled compiled{{{"attributes", "{origin: [syria, other], sex: {of: person, values: [male, female]}}"},
                             {"sources.asylum.margins",
                              "{ages: {table: t.csv, value: n, by: [sex, age]}, origins: {by: origin, other: 3, syria: 1}}"},
                             {"sources.asylum.mix", "~"}},
                            {{"t.csv", "age;sex;n\n0;male;10\n18,5;male;30\n0;female;20\n18,5;female;40\n90;male;0\n"}}};
    REQUIRE(compiled.told().empty());
    REQUIRE(compiled.plan().sources[0].joint);
    const Joint& joint = *compiled.plan().sources[0].joint;
    REQUIRE(joint.axes.size() == 3);
    CHECK(joint.axes[0].codes == std::vector<std::uint16_t>{1, 2});
    CHECK(compiled.plan().at(joint.axes[1].attribute).name == "sex");
    CHECK(joint.axes[2].age_bounds == std::vector<double>{0, 18.5, 90});
    CHECK(joint.margin_axes == std::vector<std::vector<std::uint32_t>>{{1, 2}, {0}});
    CHECK(joint.margins[0] == std::vector<double>{0.1, 0.3, 0.2, 0.4});
    CHECK(joint.margins[1] == std::vector<double>{0.25, 0.75});
    const std::vector<double> shares{0.025, 0.075, 0.05, 0.1, 0.075, 0.225, 0.15, 0.3};
    for (std::size_t cell = 0; cell < shares.size(); ++cell) CHECK(joint.shares[cell] == Approx(shares[cell]).epsilon(1e-12));
}
