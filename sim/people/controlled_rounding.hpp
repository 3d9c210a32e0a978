// Whole numbers for the cells of one table, near the expected ones, that add up to whole numbers given for its parts.
#pragma once

#include <cstdint>
#include <vector>

namespace doorstroom {

// Shares out each of `totals` among the cells that lie in it, by the largest remainders.
std::vector<std::int64_t> shared_out(const std::vector<std::int64_t>& totals, const std::vector<std::uint32_t>& total_of,
                                     const std::vector<double>& expected);

// Two tables that agree on what they share, and the cells of both together: in which cell of either each lies, in which of
// what they share, and what is expected of it.
struct TwoTables {
    const std::vector<std::int64_t>& first;
    std::vector<std::uint32_t> in_first;
    const std::vector<std::int64_t>& second;
    std::vector<std::uint32_t> in_second;
    std::vector<std::uint32_t> in_shared;
    std::vector<double> expected;
};
// Meets both tables exactly. Where the expected numbers fit them, each cell is one of the two whole numbers about it.
std::vector<std::int64_t> joined_tables(const TwoTables& tables);

}  // namespace doorstroom
