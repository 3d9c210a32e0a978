// A plan that measures less. What it simulates is the same to the last draw: nobody's chance depends on who is counted.
#pragma once

#include <vector>

#include "doorstroom/plan.hpp"

namespace doorstroom {

// The plan with those measures, what they are made of, and what is fed back from the run; in the order they had.
Plan measuring_only(const Plan& plan, const std::vector<MeasureId>& kept);

}  // namespace doorstroom
