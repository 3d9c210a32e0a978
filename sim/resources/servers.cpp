#include "resources/servers.hpp"

namespace doorstroom {

void Servers::begin() {
    line_.begin();
    for (Supply& supply : used_) supply = {};
    open();
}

void Servers::open() {
    const ValueId amount = world_.plan.at(id_).amount;
    if (!world_.readings.changed_today(amount)) return;
    for (std::uint32_t supply = 0; supply < line_.size(); ++supply) {
        const Traits traits = line_.traits(supply);
        const std::int64_t capacity = std::llround(line_.amount(supply).value_or(0));
        world_.ledger.add_units(Measure::Kind::capacity, id_, traits, none<SiteId>, capacity - used_[supply].capacity);
        used_[supply].capacity = capacity;
    }
}

void Servers::hold_from_start(JourneyId id) {
    const Slot slot = slot_of(id);
    if (slot == no_slot) return;
    const std::uint32_t supply = line_.supply_of(world_.journeys[id]);
    const auto units = static_cast<std::int64_t>(std::llround(line_.units(world_.journeys[id])));
    used_[supply].busy += units;
    world_.ledger.add_units(Measure::Kind::used, id_, line_.traits(supply), none<SiteId>, units);
    world_.remember(id, slot) = static_cast<std::int32_t>(supply) + 1;
    world_.remember(id, static_cast<Slot>(slot + 1)) = static_cast<std::int32_t>(units);
}

void Servers::give_back(JourneyId id) {
    const Slot slot = slot_of(id);
    if (slot == no_slot) return;
    std::int32_t& held = world_.remember(id, slot);
    if (held == not_yet || held == 0) return;
    const auto supply = static_cast<std::uint32_t>(held - 1);
    const std::int32_t units = world_.remember(id, static_cast<Slot>(slot + 1));
    used_[supply].busy -= units;
    world_.ledger.add_units(Measure::Kind::used, id_, line_.traits(supply), none<SiteId>, -units);
    held = 0;
}

}  // namespace doorstroom
