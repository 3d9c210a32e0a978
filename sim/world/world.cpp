#include "world/world.hpp"

namespace doorstroom {

void World::begin(const Chance& new_chance, Uncertainty uncertainty, Observations& observations) {
    chance = new_chance;
    now = Tick{0};
    households.clear();
    journeys.clear();
    memory.clear();
    agenda.begin(plan.calendar.last());
    coming.begin(plan.calendar.last());
    fingerprint = 0;
    transitions = 0;
    readings.begin(chance, uncertainty);
    ledger.begin(observations);
}

HouseholdId World::add_household(const Household& household) {
    const HouseholdId id = households.add(household);
    Journey journey;
    journey.household = id;
    const JourneyId running = journeys.add(journey);
    const auto words = static_cast<std::size_t>(sheet.words);
    if (memory.size() < journeys.size() * words) memory.resize(std::max(memory.size() * 2, journeys.size() * words));
    for (std::size_t word = 0; word < words; ++word) memory[index(running) * words + word] = not_yet;
    households[id].journey = running;
    return id;
}

void World::end_journey(JourneyId id) {
    const HouseholdId household = journeys[id].household;
    ++journeys[id].stamp;
    journeys.remove(id);
    households[household].journey = none<JourneyId>;
    release(household);
}

void World::release(HouseholdId id) {
    const Household& household = households[id];
    if (!given(household.journey) && household.brings == 0) households.remove(id);
}

}  // namespace doorstroom
