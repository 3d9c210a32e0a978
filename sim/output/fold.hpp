// Which stages share a box when the whole of a scenario must fit a page: always of one pathway, and for the best reason
// there is.
#pragma once

#include <cstddef>
#include <vector>

#include "doorstroom/plan.hpp"

namespace doorstroom {

struct Fold {
    std::vector<std::vector<StageId>> boxes;  // in the order of their first stages
    std::vector<std::size_t> box_of;          // by stage
};

// At most so many boxes, or one for each pathway where that is more.
Fold fold(const Plan& plan, std::size_t at_most);

// The stage that gives its name to a box: one where people remain for ever, else wait, else stay, else pass; of those the one
// with the most ways out, else the first.
StageId lead_of(const Plan& plan, const std::vector<StageId>& box);

}  // namespace doorstroom
