// Whole persons for the cells of a fitted population, so that the tables it was fitted to are met to the person. Controlled
// rounding: L. H. Cox and L. R. Ernst, "Controlled rounding", INFOR 20 (1982), as a flow in a network.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "doorstroom/plan.hpp"

namespace doorstroom {

using Counts = std::vector<std::int64_t>;

// A set of axes of a Joint: bit i is axis i. A table over a set has a cell for each combination of their codes, the first
// axis varying slowest.
using AxisSet = std::uint32_t;

// Counts that are given, such as the persons that households already drawn are to have.
struct GivenCounts {
    AxisSet axes = 0;
    Counts counts;
};

struct WholeCells {
    Counts counts;                // by cell of the joint; they sum to `number`
    std::int64_t missed = 0;      // persons by which the tables, in whole numbers, are missed: 0 unless they run in a circle
    bool tables_are_whole = true; // every cell of every table, for this number of persons, is a whole number to begin with
};

// What each cell of the joint has when `number` persons share it out. Every published table is first brought to whole
// numbers that agree with each other: the largest remainders, from what the tables share upwards. Then the cells are: two
// tables, and any number that form no circle, are met exactly. Tables in a circle (A by B, B by C, C by A) are met by search.
WholeCells whole_cells(const Joint& joint, std::int64_t number, const std::optional<GivenCounts>& given = {});

// The axes of households come first: how many cells they have together, and those of persons.
std::size_t household_axes(const Plan& plan, const Joint& joint);
std::size_t cells_of(const Joint& joint, std::size_t first_axis, std::size_t end_axis);

// From each cell of one set of axes to its cell in a part of that set.
std::vector<std::uint32_t> projection(const Joint& joint, AxisSet from, AxisSet to);

}  // namespace doorstroom
