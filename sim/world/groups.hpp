// How the groups of a measure are numbered: 0 is the total, then every combination of labels, the first breakdown slowest.
#pragma once

#include <cstdint>
#include <vector>

#include "doorstroom/plan.hpp"

namespace doorstroom {

// The label of each breakdown in this group, which is not the total.
inline std::vector<std::uint32_t> labels_of(const Measure& measure, std::uint32_t group) {
    std::vector<std::uint32_t> labels(measure.by.size());
    std::size_t combination = group - 1;
    for (std::size_t i = measure.by.size(); i-- > 0;) {
        const std::size_t size = measure.by[i].labels.size();
        labels[i] = static_cast<std::uint32_t>(combination % size);
        combination /= size;
    }
    return labels;
}

}  // namespace doorstroom
