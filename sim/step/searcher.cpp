#include "step/searcher.hpp"

#include <algorithm>
#include <tuple>

namespace doorstroom {

void Searcher::sits(JourneyId id, StockId) { of_the_stock_.insert(world_.household_of(world_.journeys[id]).who); }

void Searcher::note(const Journey& journey, bool has_left) {
    if (journey.stage != wanted_.stage || journey.state == Journey::State::at_door || world_.plan.at(journey.stage).final) return;
    const Who who = world_.household_of(journey).who;
    if (wanted_.newcomers && of_the_stock_.contains(who)) return;
    stays_.push_back({world_.now - journey.entered, journey.entered, who, has_left});
}

// Among equals the one with the lowest address, so that it is nobody's luck who stands first in memory.
std::optional<FoundStay> Searcher::found() {
    for (std::size_t row = 0; row < world_.journeys.size(); ++row) note(world_.journeys[static_cast<JourneyId>(row)], false);
    if (stays_.empty()) return std::nullopt;
    const auto longer = [](const Stay& a, const Stay& b) { return std::tuple(-a.ticks, a.household, a.entered) < std::tuple(-b.ticks, b.household, b.entered); };
    const auto earlier = [](const Stay& a, const Stay& b) { return std::tuple(a.entered, a.household) < std::tuple(b.entered, b.household); };
    if (wanted_.which == Wanted::Which::first) std::sort(stays_.begin(), stays_.end(), earlier);
    else std::sort(stays_.begin(), stays_.end(), longer);
    const Stay& stay = stays_[wanted_.which == Wanted::Which::middle ? stays_.size() / 2 : 0];
    return FoundStay{stay.household, stay.entered, stay.ticks, stay.has_left, stays_.size()};
}

}  // namespace doorstroom
