// Tables in whole numbers, and whole persons for every combination that meet them.
#include "people/whole_cells.hpp"

#include <cmath>
#include <numeric>

#include "catch.hpp"
#include "doorstroom/chance.hpp"

using namespace doorstroom;

namespace {

// A fitted population of these axes (numbers of codes) and tables (sets of axes), made of the persons given for each cell:
// what the tables say is so by construction.
Joint joint_of(const std::vector<std::size_t>& sizes, const std::vector<AxisSet>& tables, const std::vector<double>& persons) {
    Joint joint;
    for (const std::size_t size : sizes) {
        Joint::Axis& axis = joint.axes.emplace_back();
        for (std::size_t code = 1; code <= size; ++code) axis.codes.push_back(static_cast<std::uint16_t>(code));
    }
    const double total = std::accumulate(persons.begin(), persons.end(), 0.0);
    for (const double each : persons) joint.shares.push_back(each / total);
    const AxisSet all = (AxisSet{1} << sizes.size()) - 1;
    for (const AxisSet table : tables) {
        std::vector<double>& shares = joint.margins.emplace_back();
        std::vector<std::uint32_t>& axes = joint.margin_axes.emplace_back();
        for (std::uint32_t axis = 0; axis < sizes.size(); ++axis)
            if (table >> axis & 1) axes.push_back(axis);
        const auto cells = projection(joint, all, table);
        shares.resize(1 + *std::max_element(cells.begin(), cells.end()));
        for (std::size_t cell = 0; cell < cells.size(); ++cell) shares[cells[cell]] += joint.shares[cell];
    }
    return joint;
}

// Persons thrown into cells, some more likely than others.
std::vector<double> population(std::size_t cells, int persons, std::uint32_t seed) {
    std::vector<double> counts(cells);
    for (std::uint32_t each = 0; each < static_cast<std::uint32_t>(persons); ++each) {
        const Block words = philox({each, seed, 0, 0}, 1, 2);
        const std::size_t cell = words[0] % cells;
        ++counts[words[1] % 2 == 0 ? cell : cell * cell % cells];
    }
    return counts;
}

// By how much what was made differs from what a table says, in the cell where it is most.
double worst(const Joint& joint, const WholeCells& made, std::int64_t number) {
    const AxisSet all = (AxisSet{1} << joint.axes.size()) - 1;
    double most = 0;
    for (std::size_t each = 0; each < joint.margins.size(); ++each) {
        AxisSet table = 0;
        for (const std::uint32_t axis : joint.margin_axes[each]) table |= AxisSet{1} << axis;
        std::vector<double> left = joint.margins[each];
        for (double& cell : left) cell *= static_cast<double>(number);
        const auto cells = projection(joint, all, table);
        for (std::size_t cell = 0; cell < cells.size(); ++cell) left[cells[cell]] -= static_cast<double>(made.counts[cell]);
        for (const double cell : left) most = std::max(most, std::abs(cell));
    }
    return most;
}

struct Sizes {
    std::vector<std::size_t> of;
    std::size_t cells() const { return std::accumulate(of.begin(), of.end(), std::size_t{1}, std::multiplies<>()); }
};

Sizes sizes_of(std::size_t axes, std::uint32_t seed) {
    Sizes sizes;
    const Block words = philox({seed, 0, 0, 0}, 3, 4);
    for (std::size_t axis = 0; axis < axes; ++axis) sizes.of.push_back(2 + words[axis] % 4);
    return sizes;
}

// In a hundred populations: the tables are met to the person, or, for a number that does not make them whole, nearly.
void check_populations(std::size_t axes, const std::vector<AxisSet>& tables, double nearly) {
    for (std::uint32_t seed = 0; seed < 100; ++seed) {
        INFO("population " << seed);
        const Sizes sizes = sizes_of(axes, seed);
        const int persons = 10 + static_cast<int>(seed) * 3;
        const Joint joint = joint_of(sizes.of, tables, population(sizes.cells(), persons, seed));
        for (const int number : {persons, 7 * persons, 3 * persons / 2 + 1}) {
            const WholeCells made = whole_cells(joint, number);
            REQUIRE(std::accumulate(made.counts.begin(), made.counts.end(), std::int64_t{0}) == number);
            REQUIRE(*std::min_element(made.counts.begin(), made.counts.end()) >= 0);
            if (number % persons == 0) {
                REQUIRE(made.tables_are_whole);
                REQUIRE(made.missed == 0);
                REQUIRE(worst(joint, made, number) < 1e-6);
            } else {
                REQUIRE(worst(joint, made, number) < nearly);
            }
        }
    }
}

constexpr AxisSet A = 1, B = 2, C = 4, D = 8;

}  // namespace

TEST_CASE("One table is shared out by its largest remainders") {
    const Joint joint = joint_of({4}, {A}, {39, 30.5, 30.5, 0});
    CHECK(whole_cells(joint, 100).counts == Counts{39, 31, 30, 0});
    CHECK(whole_cells(joint, 10).counts == Counts{4, 3, 3, 0});
    CHECK(whole_cells(joint, 1).counts == Counts{1, 0, 0, 0});
    CHECK(whole_cells(joint, 0).counts == Counts{0, 0, 0, 0});
    CHECK_FALSE(whole_cells(joint, 100).tables_are_whole);
    CHECK(whole_cells(joint, 200).tables_are_whole);
}

TEST_CASE("Two tables are met to the person, and nearly where they make no whole persons") {
    check_populations(2, {A, B}, 1);
    check_populations(3, {A | B, B | C}, 1);
    check_populations(4, {A | B, C | D}, 1);
    check_populations(3, {A | B | C, B}, 1);
}

TEST_CASE("Three tables that form no circle are met to the person") {
    check_populations(3, {A, B, C}, 1);
    check_populations(4, {A | B, B | C, C | D}, 2);
    check_populations(4, {A | B, A | C, A | D}, 1);
}

TEST_CASE("Three tables in a circle are met to the person too") {
    check_populations(3, {A | B, B | C, A | C}, 2);
    check_populations(4, {A | B, B | C, C | D, D | A}, 2);
}

TEST_CASE("With two tables every combination is one of the two whole numbers about what is expected") {
    const Sizes sizes = sizes_of(3, 1);
    // Independent given B, as fitting makes it.
    const Joint drawn = joint_of(sizes.of, {A | B, B | C}, population(sizes.cells(), 400, 1));
    std::vector<double> persons(sizes.cells());
    const auto ab = projection(drawn, 7, A | B), bc = projection(drawn, 7, B | C), b = projection(drawn, 7, B);
    std::vector<double> of_b(sizes.of[1]);
    for (std::size_t cell = 0; cell < persons.size(); ++cell) of_b[b[cell]] += drawn.shares[cell];
    for (std::size_t cell = 0; cell < persons.size(); ++cell) persons[cell] = drawn.margins[0][ab[cell]] * drawn.margins[1][bc[cell]] / of_b[b[cell]];
    const Joint joint = joint_of(sizes.of, {A | B, B | C}, persons);
    const WholeCells made = whole_cells(joint, 400);
    for (std::size_t cell = 0; cell < persons.size(); ++cell) CHECK(std::abs(static_cast<double>(made.counts[cell]) - 400 * joint.shares[cell]) < 1);
}

TEST_CASE("A cell that a table leaves empty stays empty") {
    std::vector<double> persons = population(3 * 4 * 2, 500, 9);
    for (std::size_t code = 0; code < 4; ++code) persons[(1 * 4 + code) * 2 + 0] = 0;  // nobody is (1, ., 0)
    for (const std::vector<AxisSet>& tables : {std::vector<AxisSet>{A | C, A | B}, std::vector<AxisSet>{A | C, A | B, B | C}}) {
        const Joint joint = joint_of({3, 4, 2}, tables, persons);
        for (const std::int64_t number : {1, 17, 499, 500, 12345}) {
            const Counts made = whole_cells(joint, number).counts;
            for (std::size_t code = 0; code < 4; ++code) CHECK(made[(1 * 4 + code) * 2 + 0] == 0);
        }
    }
}

TEST_CASE("Counts that are given are kept, and the tables met as nearly as these allow") {
    const Joint joint = joint_of({2, 3}, {A, B}, {10, 20, 30, 10, 20, 10});
    const WholeCells made = whole_cells(joint, 100, GivenCounts{A, {55, 45}});
    CHECK(made.counts[0] + made.counts[1] + made.counts[2] == 55);
    CHECK(made.counts[0] + made.counts[3] == 20);
    CHECK(made.counts[1] + made.counts[4] == 40);
    CHECK(made.counts[2] + made.counts[5] == 40);
}
