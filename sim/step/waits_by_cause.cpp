#include "step/waits_by_cause.hpp"

#include <algorithm>
#include <utility>

#include "step/causes.hpp"

namespace doorstroom {

WaitsByCause::WaitsByCause(World& world, const Resources& resources) : world_(world), resources_(resources) {
    const auto note = [&](ResourceId resource) {
        if (given(resource) && std::find(resources_asked_.begin(), resources_asked_.end(), resource) == resources_asked_.end())
            resources_asked_.push_back(resource);
    };
    for (std::size_t stage = 0; stage < world.plan.stages.size(); ++stage) {
        if (!world.ledger.asks_causes(static_cast<StageId>(stage))) continue;
        asks_ = true;
        note(world.plan.stages[stage].awaits);
        for (const Clock& clock : world.plan.stages[stage].race) note(clock.resource);
    }
}

void WaitsByCause::begin() {
    there_.clear();
    place_.clear();
}

void WaitsByCause::sits(JourneyId id, StockId) {
    if (world_.ledger.asks_causes(world_.journeys[id].stage)) remember(id);
}

void WaitsByCause::enters(JourneyId id, StageId to) {
    forget(id);
    if (world_.ledger.asks_causes(to)) remember(id);
}

void WaitsByCause::remember(JourneyId id) {
    if (place_.size() <= index(id)) place_.resize(index(id) + index(id) / 2 + 16, nowhere);
    place_[index(id)] = static_cast<std::uint32_t>(there_.size());
    there_.push_back(id);
}

void WaitsByCause::forget(JourneyId id) {
    if (place_.size() <= index(id) || place_[index(id)] == nowhere) return;
    const std::uint32_t place = std::exchange(place_[index(id)], nowhere);
    if (there_.back() != id) place_[index(there_.back())] = place;
    there_[place] = there_.back();
    there_.pop_back();
}

// One pass over those who are there, and one over each queue, whoever stands in it.
void WaitsByCause::evening() {
    causes_.clear();
    for (const JourneyId id : there_) causes_.push_back(cause_but_for_queues(world_, id));
    for (const ResourceId resource : resources_asked_)
        resources_.for_each_standing(resource, [&](JourneyId id, std::int8_t request, Standing::Hold hold) {
            const std::uint32_t place = index(id) < place_.size() ? place_[index(id)] : nowhere;
            if (place != nowhere) causes_[place] = cause_in_queue(world_, id, causes_[place], request, hold);
        });
    for (std::size_t each = 0; each < there_.size(); ++each) world_.ledger.spent(world_, world_.journeys[there_[each]], causes_[each]);
}

}  // namespace doorstroom
