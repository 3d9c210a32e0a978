#include "resources/servers.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace doorstroom {

Servers::Servers(World& world, ResourceId id)
    : world_(world), id_(id), line_(world, id), heard_used_(world.ledger.hears(Measure::Kind::used, id)), server_(parts_of_a_server(world.plan.at(id))),
      used_(line_.values()), heads_(line_) {
    for (const Stage& stage : world.plan.stages) slots_.push_back(world.sheet.hold[index(stage.pathway)][index(id)]);
}

void Servers::begin() {
    line_.begin();
    for (Supply& supply : used_) supply = {};
    open();
}

void Servers::open() {
    const ValueId amount = world_.plan.at(id_).amount;
    if (!world_.readings.changed_today(amount)) return;
    line_.refresh();
    for (std::uint32_t value = 0; value < line_.values(); ++value) {
        const std::int64_t capacity = std::llround(line_.amount(value).value_or(0)) * server_;
        world_.ledger.add_units(Measure::Kind::capacity, id_, line_.traits(value), none<SiteId>, capacity - used_[value].capacity);
        used_[value].capacity = capacity;
    }
}

void Servers::settle(const Serve& serve) {
    line_.settle();
    // What those served give back at once serves again in the same round.
    do {
        came_back_ = false;
        if (line_.values_in_common() > 1) serve_in_common(serve);
        else serve_each(serve);
    } while (came_back_);
}

// Nobody passes the head of a queue. One larger than the whole capacity takes all of it.
void Servers::serve_each(const Serve& serve) {
    for (std::uint32_t value = 0; value < line_.values(); ++value)
        while (line_.waits(value)) {
            const Ticket* first = line_.front(value);
            if (!first) break;
            const Supply& supply = used_[value];
            const std::int64_t wants = std::min(units(static_cast<JourneyId>(first->id)), supply.capacity);
            if (supply.capacity <= 0 || supply.busy + wants > supply.capacity) break;
            line_.ask_ahead(value);
            take(value, value, first, wants, serve);
        }
}

// With `gives`, in one pass in queue order: who has a value is served by it, the others by the value with the most free.
// Who finds no room keeps those behind from whatever he waits for.
void Servers::serve_in_common(const Serve& serve) {
    for (std::uint32_t common = 0; common < line_.values(); common += line_.values_in_common()) {
        heads_.clear();
        std::int64_t largest = 0;
        for (std::uint32_t value = common; value < common + line_.values_in_common(); ++value) {
            heads_.offer(value);
            used_[value].closed = false;
            largest = std::max(largest, used_[value].capacity);
        }
        std::uint32_t queue = 0;
        while (const Ticket* first = heads_.next(queue)) {
            const std::uint32_t value = queue == common ? most_free(common) : queue;
            Supply& supply = used_[value];
            const std::int64_t wants = std::min(units(static_cast<JourneyId>(first->id)), queue == common ? largest : supply.capacity);
            if (!supply.closed && supply.capacity > 0 && supply.busy + wants <= supply.capacity) {
                take(queue, value, first, wants, serve);
                heads_.offer(queue);
            } else if (queue == common) {
                break;
            } else {
                supply.closed = true;
            }
        }
    }
}

// Among equals the first. The common value itself is nobody's.
std::uint32_t Servers::most_free(std::uint32_t common) const {
    std::uint32_t most = common;
    std::int64_t free = 0;
    for (std::uint32_t value = common + 1; value < common + line_.values_in_common(); ++value)
        if (const Supply& supply = used_[value]; !supply.closed && supply.capacity - supply.busy > free) {
            most = value;
            free = supply.capacity - supply.busy;
        }
    return most;
}

void Servers::take(std::uint32_t queue, std::uint32_t value, const Ticket* first, std::int64_t units, const Serve& serve) {
    const Ticket ticket = line_.take(queue, first);
    const auto id = static_cast<JourneyId>(ticket.id);
    give_back(id);  // who comes to hold another gives back the one it held
    hold(id, value, units);
    if (queue != value) line_.take_on(id, value);
    serve(id, ticket.request(), ticket.word);
}

std::int64_t Servers::units(JourneyId id) const {
    if (world_.plan.at(id_).unit == Resource::Unit::households) return server_;
    const double units = line_.units(world_.journeys[id]) * static_cast<double>(server_);
    if (units > std::numeric_limits<std::int32_t>::max())
        throw ScenarioFault(world_.plan.at(world_.plan.at(id_).unit_value).place, fmt::format("nobody can hold so many of `resources.{}`", world_.plan.at(id_).name));
    return static_cast<std::int64_t>(units);
}

void Servers::hold(JourneyId id, std::uint32_t value, std::int64_t units) {
    used_[value].busy += units;
    tell_used(value, units);
    const Slot slot = slot_of(id);
    world_.remember(id, slot) = static_cast<std::int32_t>(value) + 1;
    world_.remember(id, static_cast<Slot>(slot + 1)) = static_cast<std::int32_t>(units);
}

void Servers::hold_from_start(JourneyId id) {
    if (slot_of(id) == no_slot) return;
    const std::uint32_t value = line_.value_at(world_.traits(world_.journeys[id]));
    const std::int64_t all = used_[value].capacity;
    hold(id, value, all > 0 ? std::min(units(id), all) : units(id));
}

void Servers::give_back(JourneyId id) {
    const Slot slot = slot_of(id);
    if (slot == no_slot) return;
    std::int32_t& held = world_.remember(id, slot);
    if (held == not_yet || held == 0) return;
    const auto value = static_cast<std::uint32_t>(held - 1);
    const std::int32_t units = world_.remember(id, static_cast<Slot>(slot + 1));
    used_[value].busy -= units;
    tell_used(value, -units);
    held = 0;
    came_back_ = true;
}

}  // namespace doorstroom
