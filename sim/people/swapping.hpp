// Counts of a population made to agree with tables that run in a circle, for which no direct way is known: pairs of people
// swap some of what they are.
#pragma once

#include <cstdint>
#include <vector>

namespace doorstroom {

struct SwapTable {
    std::vector<std::uint32_t> cell_of;  // by cell of the whole
    std::vector<std::int64_t> wanted;
};

// `sizes` are the numbers of codes of the axes, the first varying slowest. Whatever is drawn is the same in every run. Stops
// when every table is met, else after a fixed number of trials with the best that was found.
void swap_until_met(std::vector<std::int64_t>& counts, const std::vector<std::uint32_t>& sizes, const std::vector<SwapTable>& tables);

}  // namespace doorstroom
