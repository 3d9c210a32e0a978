// Points inside the unit cube, placed as the methods of sensitivity analysis ask. Every draw is addressed by seed, row and
// the name of the axis: another axis at the end moves no point along those before it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace doorstroom {

// Numbers in rows.
class Matrix {
public:
    Matrix(std::size_t rows, std::size_t columns) : columns_(columns), numbers_(rows * columns) {}

    std::size_t rows() const { return columns_ == 0 ? 0 : numbers_.size() / columns_; }
    std::size_t columns() const { return columns_; }
    std::span<double> row(std::size_t row) { return {&numbers_[row * columns_], columns_}; }
    std::span<const double> row(std::size_t row) const { return {&numbers_[row * columns_], columns_}; }

private:
    std::size_t columns_;
    std::vector<double> numbers_;
};

// Axes that move together are of one group. Groups count from 0 in the order in which their first axes stand.
struct Axes {
    std::vector<std::string> names;
    std::vector<std::size_t> group;   // by axis
    std::vector<std::string> groups;  // their names
};

// The first points of the Sobol sequence, shifted digitally (each axis by a number of its own): every power of two of them
// holds as many points in each half, quarter, … of every axis. S. Joe and F. Y. Kuo, "Constructing Sobol sequences with
// better two-dimensional projections", SIAM Journal on Scientific Computing 30 (2008). Boost.Random enters through sobol.cpp.
Matrix sobol_points(const std::vector<std::string>& names, std::size_t rows, std::uint64_t seed);
std::size_t most_sobol_axes();

// One point in each of `rows` equal slices of every axis: M. D. McKay, R. J. Beckman, W. J. Conover, Technometrics 21 (1979).
Matrix latin_hypercube(const Axes& axes, std::size_t rows, std::uint64_t seed);

// For each of the base points: A; A with each group of B; with second order also B with each group of A; then B.
// A. Saltelli, Computer Physics Communications 145 (2002), in the order of SALib 1.5.
Matrix saltelli_points(const Axes& axes, std::size_t base_points, bool second_order, std::uint64_t seed);

// Trajectories of one row more than there are groups: from row to row one group moves by half the levels, each of its axes
// up or down. M. D. Morris, Technometrics 33 (1991); F. Campolongo, J. Cariboni, A. Saltelli, Environmental Modelling &
// Software 22 (2007). A level is the middle of its slice: an even number of slices of the same share.
Matrix morris_points(const Axes& axes, std::size_t trajectories, std::size_t levels, std::uint64_t seed);

// Every combination of the middles of `levels` equal slices; the last axis changes first.
Matrix factorial_points(std::size_t axes, std::size_t levels);

}  // namespace doorstroom
