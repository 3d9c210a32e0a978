// Which stage leads where.
#pragma once

#include <vector>

#include "language/compilation.hpp"

namespace doorstroom::language {

using StageSet = std::vector<bool>;  // by stage id

// Where who finds the pool of this stage full is turned to; none where nobody is.
StageId turned_to(const Plan& plan, const Stage& stage);

// Every stage that a journey can go to from this one.
template <class Follow>
void each_way(const Plan& plan, const Stage& stage, const Follow& follow) {
    for (const Branch& branch : stage.next) follow(branch.to);
    for (const Clock& clock : stage.race) follow(clock.to);
    if (given(stage.otherwise)) follow(stage.otherwise);
    if (const StageId to = turned_to(plan, stage); given(to)) follow(to);
}

enum class Along : std::uint8_t {
    one_journey,
    starts_too,  // also the further journeys of the same people
};

// All stages that can be reached from these, themselves included.
StageSet reached_from(const Plan& plan, std::vector<StageId> waiting, Along along);

// The entry of a stage in the tree.
const text::Entry& entry_of(const Compilation& compilation, const Stage& stage);

}  // namespace doorstroom::language
