// Where a cumulative measure starts: its `start` as it stands on the first day of the run, for the total and each group.
#pragma once

#include <vector>

#include "doorstroom/plan.hpp"

namespace doorstroom {

// By group, the total first. A start that depends on attributes of the breakdown is the group's own, and the total is
// their sum. Throws ScenarioFault where a group would be left without a start, or the start is not a fixed number.
std::vector<double> starts_of(const Plan& plan, const Measure& measure, std::size_t groups);

}  // namespace doorstroom
