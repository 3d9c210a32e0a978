// Points in the unit cube, by method.
#include "designs/cube.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "catch.hpp"

using namespace doorstroom;

namespace {

// Axes a, b, c, … of these groups.
Axes axes(const std::vector<std::size_t>& groups) {
    Axes made;
    for (std::size_t axis = 0; axis < groups.size(); ++axis) {
        made.names.push_back(std::string(1, static_cast<char>('a' + axis)));
        made.group.push_back(groups[axis]);
        if (groups[axis] == made.groups.size()) made.groups.push_back(made.names.back());
    }
    return made;
}

std::vector<double> along(const Matrix& points, std::size_t axis) {
    std::vector<double> numbers;
    for (std::size_t row = 0; row < points.rows(); ++row) numbers.push_back(points.row(row)[axis]);
    return numbers;
}

// Which of so many equal slices each lies in.
std::vector<std::size_t> slices(const std::vector<double>& numbers, std::size_t count) {
    std::vector<std::size_t> found;
    for (const double number : numbers) found.push_back(static_cast<std::size_t>(number * static_cast<double>(count)));
    return found;
}

std::vector<std::size_t> each_once(std::size_t count) {
    std::vector<std::size_t> all(count);
    for (std::size_t i = 0; i < count; ++i) all[i] = i;
    return all;
}

std::vector<std::size_t> sorted(std::vector<std::size_t> numbers) {
    std::sort(numbers.begin(), numbers.end());
    return numbers;
}

// The eighths of a row, without the shift that the first row is made of.
std::vector<unsigned> unshifted(const Matrix& points, std::size_t row) {
    std::vector<unsigned> digits;
    for (std::size_t axis = 0; axis < points.columns(); ++axis)
        digits.push_back(static_cast<unsigned>(points.row(row)[axis] * 8) ^ static_cast<unsigned>(points.row(0)[axis] * 8));
    return digits;
}

bool is_inside(const Matrix& points) {
    for (std::size_t row = 0; row < points.rows(); ++row)
        for (const double number : points.row(row))
            if (!(number > 0 && number < 1)) return false;
    return true;
}

// Of each row, which axes come from the last row of its block, as letters: b; the others from the first: a.
std::vector<std::string> origins(const Matrix& points, std::size_t first, std::size_t rows) {
    std::vector<std::string> found;
    for (std::size_t row = first; row < first + rows; ++row) {
        std::string letters;
        for (std::size_t axis = 0; axis < points.columns(); ++axis) {
            const double number = points.row(row)[axis];
            letters += number == points.row(first)[axis] ? 'a' : number == points.row(first + rows - 1)[axis] ? 'b' : '?';
        }
        found.push_back(letters);
    }
    return found;
}

}  // namespace

TEST_CASE("Sobol points are those of Joe and Kuo, each axis shifted by digits of its own") {
    // The first eight in three dimensions, in eighths, as printed with new-joe-kuo-6.21201.
    const std::vector<std::vector<unsigned>> known{{0, 0, 0}, {4, 4, 4}, {6, 2, 2}, {2, 6, 6}, {3, 3, 5}, {7, 7, 1}, {5, 1, 7}, {1, 5, 3}};
    const Matrix points = sobol_points({"a", "b", "c"}, 8, 5);
    for (std::size_t row = 0; row < known.size(); ++row) CHECK(unshifted(points, row) == known[row]);
    const auto first = points.row(0);
    CHECK(std::set<double>(first.begin(), first.end()).size() == 3);
}

TEST_CASE("A power of two of Sobol points has one in each slice of every axis, and as many in each quarter of every plane") {
    const std::vector<std::string> names{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"};
    const Matrix points = sobol_points(names, 256, 3);
    CHECK(is_inside(points));
    for (std::size_t axis = 0; axis < names.size(); ++axis) CHECK(sorted(slices(along(points, axis), 256)) == each_once(256));
    for (std::size_t one = 0; one < names.size(); ++one)
        for (std::size_t other = 0; other < one; ++other) {
            const auto low = [&](std::size_t axis, std::size_t row) { return points.row(row)[axis] < 0.5; };
            int both = 0;
            for (std::size_t row = 0; row < 256; ++row) both += low(one, row) && low(other, row);
            CHECK(both == 64);
        }
}

TEST_CASE("Another seed shifts Sobol points elsewhere; another axis at the end leaves the others where they are") {
    const Matrix two = sobol_points({"a", "b"}, 16, 1), three = sobol_points({"a", "b", "c"}, 16, 1);
    CHECK(along(two, 0) == along(three, 0));
    CHECK(along(two, 1) == along(three, 1));
    CHECK(along(sobol_points({"a", "b"}, 16, 2), 0) != along(two, 0));
}

TEST_CASE("A Latin hypercube has one point in each slice of every axis, in an order of its own") {
    const Matrix points = latin_hypercube(axes({0, 1, 2}), 100, 1);
    CHECK(is_inside(points));
    for (std::size_t axis = 0; axis < 3; ++axis) CHECK(sorted(slices(along(points, axis), 100)) == each_once(100));
    CHECK(slices(along(points, 0), 100) != each_once(100));
    CHECK(slices(along(points, 0), 100) != slices(along(points, 1), 100));
    const Matrix four = latin_hypercube(axes({0, 1, 2, 3}), 100, 1);
    for (std::size_t axis = 0; axis < 3; ++axis) CHECK(along(four, axis) == along(points, axis));
    CHECK(along(latin_hypercube(axes({0, 1, 2}), 100, 2), 0) != along(points, 0));
}

TEST_CASE("Rows of a Saltelli design stand as in SALib") {
    const Matrix points = saltelli_points(axes({0, 1, 2}), 4, false, 1);
    REQUIRE(points.rows() == 4 * 5);
    for (std::size_t base = 0; base < 4; ++base) CHECK(origins(points, base * 5, 5) == std::vector<std::string>{"aaa", "baa", "aba", "aab", "bbb"});
    const Matrix second = saltelli_points(axes({0, 1, 2}), 4, true, 1);
    REQUIRE(second.rows() == 4 * 8);
    for (std::size_t base = 0; base < 4; ++base)
        CHECK(origins(second, base * 8, 8) == std::vector<std::string>{"aaa", "baa", "aba", "aab", "abb", "bab", "bba", "bbb"});
}

TEST_CASE("Axes of one group go together in a Saltelli design") {
    const Matrix points = saltelli_points(axes({0, 1, 0, 2}), 2, true, 1);
    REQUIRE(points.rows() == 2 * 8);
    CHECK(origins(points, 0, 8) == std::vector<std::string>{"aaaa", "baba", "abaa", "aaab", "abab", "babb", "bbba", "bbbb"});
}

TEST_CASE("The base points of a Saltelli design are Sobol points, and do not move when a parameter is added") {
    const Matrix points = saltelli_points(axes({0, 1}), 64, false, 1), more = saltelli_points(axes({0, 1, 2}), 64, false, 1);
    std::vector<double> a, b, a_of_more, b_of_more;
    for (std::size_t base = 0; base < 64; ++base) {
        a.push_back(points.row(base * 4)[1]);
        b.push_back(points.row(base * 4 + 3)[1]);
        a_of_more.push_back(more.row(base * 5)[1]);
        b_of_more.push_back(more.row(base * 5 + 4)[1]);
    }
    CHECK(sorted(slices(a, 64)) == each_once(64));
    CHECK(sorted(slices(b, 64)) == each_once(64));
    CHECK(a == a_of_more);
    CHECK(b == b_of_more);
    CHECK(a != b);
}

TEST_CASE("From row to row of a Morris trajectory one group moves by half the levels, each group once") {
    const Axes of = axes({0, 1, 1, 2, 3});
    const Matrix points = morris_points(of, 200, 6, 1);
    REQUIRE(points.rows() == 200 * 5);
    std::set<std::size_t> levels_seen, first_to_move;
    int up = 0, moves = 0;
    for (std::size_t trajectory = 0; trajectory < 200; ++trajectory) {
        std::vector<std::size_t> moved;
        for (std::size_t step = 1; step < 5; ++step) {
            std::set<std::size_t> groups;
            for (std::size_t axis = 0; axis < 5; ++axis) {
                const double before = points.row(trajectory * 5 + step - 1)[axis], after = points.row(trajectory * 5 + step)[axis];
                levels_seen.insert(static_cast<std::size_t>(std::lround(after * 12)));  // (level + 1/2) / 6
                if (before == after) continue;
                CHECK(std::abs(after - before) == Approx(0.5));
                groups.insert(of.group[axis]);
                up += after > before;
                ++moves;
            }
            REQUIRE(groups.size() == 1);
            moved.push_back(*groups.begin());
        }
        first_to_move.insert(moved.front());
        CHECK(sorted(moved) == each_once(4));
    }
    CHECK(moves == 200 * 5);
    CHECK(up == Approx(500).margin(64));  // 4 standard errors
    CHECK(levels_seen == std::set<std::size_t>{1, 3, 5, 7, 9, 11});
    CHECK(first_to_move.size() == 4);
}

TEST_CASE("Axes of one group of a Morris design move in directions of their own") {
    const Matrix points = morris_points(axes({0, 0}), 100, 4, 1);
    int alike = 0;
    for (std::size_t trajectory = 0; trajectory < 100; ++trajectory)
        alike += (points.row(2 * trajectory)[0] < points.row(2 * trajectory + 1)[0]) == (points.row(2 * trajectory)[1] < points.row(2 * trajectory + 1)[1]);
    CHECK(alike > 25);
    CHECK(alike < 75);
}

TEST_CASE("A full factorial has every combination of middles once, the last axis first") {
    const Matrix points = factorial_points(2, 2);
    REQUIRE(points.rows() == 4);
    const std::vector<std::vector<double>> expected{{0.25, 0.25}, {0.25, 0.75}, {0.75, 0.25}, {0.75, 0.75}};
    for (std::size_t row = 0; row < 4; ++row) CHECK(std::vector<double>(points.row(row).begin(), points.row(row).end()) == expected[row]);
    CHECK(factorial_points(3, 5).rows() == 125);
    CHECK(factorial_points(4, 1).rows() == 1);
}
