#include "resources/line.hpp"

#include <fmt/format.h>

namespace doorstroom {

namespace {

std::vector<Axis> supply_axes(const Plan& plan, const Resource& resource) {
    std::vector<Axis> axes;
    for (const AttributeId id : resource.kept_apart_by()) {
        Axis axis;
        axis.attribute = id;
        axis.size = static_cast<std::uint32_t>(plan.at(id).values.size());
        axes.push_back(axis);
    }
    return axes;
}

// Whether whoever is in this stage waits for the resource, of itself or by a clock.
bool joins(const Stage& stage, ResourceId id) {
    const auto awaits = [id](const Clock& clock) { return clock.kind == Clock::Kind::await && clock.resource == id; };
    return stage.awaits == id || std::any_of(stage.race.begin(), stage.race.end(), awaits);
}

}  // namespace

Line::Line(World& world, ResourceId id)
    : world_(world), resource_(world.plan.at(id)), axes_(world.plan, supply_axes(world.plan, resource_)), served_(axes_.size()) {
    if (resource_.sizes) classes_ = static_cast<std::uint32_t>(resource_.sizes->codes.size());
    if (given(resource_.gives)) values_in_common_ = static_cast<std::uint32_t>(world.plan.at(resource_.gives).values.size());
    for (std::uint32_t value = 0; value < values(); ++value) {
        traits_.push_back(axes_.example(value));
        is_supply_.push_back(is_supply(traits_.back()));
    }
    has_amount_.resize(values());
    queues_.resize(supplies());
    waits_.resize(supplies());
    for (const Stage& stage : world.plan.stages)
        if (given(stage.priority) && joins(stage, id)) priorities_.push_back(stage.priority);
}

void Line::begin() {
    for (Queue& queue : queues_) queue.clear();
    for (HighestServed& served : served_) served.clear();
    std::fill(waits_.begin(), waits_.end(), std::uint8_t{false});
    joined_.clear();
    joined_as_.clear();
    refresh();
}

void Line::refresh() {
    for (std::uint32_t value = 0; value < values(); ++value) has_amount_[value] = amount(value).has_value();
}

bool Line::is_supply(const Traits& traits) const {
    if (given(resource_.gives) && code_of(world_.plan.at(resource_.gives), traits) == 0) return false;
    const std::vector<Axis>& axes = world_.plan.at(resource_.amount).axes;
    return std::all_of(resource_.by.begin(), resource_.by.end(), [&](AttributeId attribute) {
        const auto speaks_of_it = [&](const Axis& axis) { return axis.of == Axis::Of::attribute && axis.attribute == attribute; };
        return code_of(world_.plan.at(attribute), traits) != 0 || std::any_of(axes.begin(), axes.end(), speaks_of_it);
    });
}

std::optional<double> Line::amount(std::uint32_t value) const {
    if (!is_supply_[value] || !world_.readings.has_number(resource_.amount, traits_[value])) return std::nullopt;
    return world_.readings.number(resource_.amount, traits_[value]);
}

// The smallest class that fits; one larger than the largest counts as that.
std::uint32_t Line::fitting_class(const Traits& traits) const {
    if (classes_ == 1) return 0;
    const std::vector<std::uint16_t>& sizes = resource_.sizes->codes;
    const std::uint16_t size = resource_.fits_expected ? traits.expected : traits.size;
    const auto found = std::lower_bound(sizes.begin(), sizes.end() - 1, size);
    return static_cast<std::uint32_t>(found - sizes.begin());
}

std::uint32_t Line::priority(const Journey& journey, const Traits& traits) const {
    const ValueId priority = priorities_.empty() ? none<ValueId> : world_.plan.at(journey.stage).priority;
    return given(priority) ? ordered(world_.readings.number(priority, traits)) : ordered(0);
}

std::uint64_t Line::place(const Journey& journey, std::uint32_t value, std::uint32_t priority, std::uint32_t word) {
    switch (resource_.order) {
        case Resource::Order::oldest: return ordered_tick(journey.counted_from.count);
        case Resource::Order::newest: return ~ordered_tick(journey.counted_from.count);
        case Resource::Order::random: return served(value).at(priority) + drawn_ticket(word);
    }
    return 0;
}

void Line::join(const Mover& mover, std::int8_t request, const Block& block) {
    Journey& journey = mover.journey;
    const Traits traits = world_.traits(journey);
    const std::uint32_t value = axes_.at(traits);
    if (!has_amount_[value] && !given(resource_.gives))
        throw ScenarioFault(world_.plan.at(resource_.amount).place, fmt::format("`resources.{}` has no supply for whoever enters `{}`", resource_.name, world_.plan.at(journey.stage).name));
    if (request == Journey::own_end) journey.state = Journey::State::queueing;
    Ticket ticket;
    ticket.priority = priority(journey, traits);
    ticket.place = place(journey, value, ticket.priority, block[3]);
    ticket.tie = Ticket::tied(block[2], mover.who, request);
    ticket.id = static_cast<std::uint32_t>(mover.id);
    ticket.stamp = journey.stamp;
    ticket.word = block[0];
    const std::uint32_t into = supply(value, fitting_class(traits));
    queue_up(into, ticket);
    if (classes_ == 1) return;
    if (joined_as_.size() <= index(mover.id)) joined_as_.resize(index(mover.id) + index(mover.id) / 2 + 1);
    joined_as_[index(mover.id)] = {into, journey.stamp};
}

void Line::queue_up(std::uint32_t supply, const Ticket& ticket) {
    Queue& queue = queues_[supply];
    if (!queue.has_newcomers()) joined_.push_back(supply);
    queue.join(ticket);
}

void Line::resized(JourneyId id) {
    const Journey& journey = world_.journeys[id];
    if (index(id) >= joined_as_.size() || joined_as_[index(id)].stamp != journey.stamp) return;
    std::uint32_t& joined = joined_as_[index(id)].supply;
    if (joined == Joined::nowhere) return;
    const std::uint32_t fits = supply(value_of(joined), fitting_class(world_.traits(journey)));
    if (fits == joined) return;
    const auto is_its_own = [&](const Ticket& ticket) { return ticket.id == static_cast<std::uint32_t>(id) && valid(ticket); };
    queues_[joined].move_out(is_its_own, [&](const Ticket& ticket) { queue_up(fits, ticket); });
    joined = fits;
}

void Line::settle() {
    for (const ValueId id : priorities_)
        if (world_.now.count > 0 && world_.readings.changed_today(id)) {
            rank_anew();
            break;
        }
    for (const std::uint32_t supply : joined_) {
        queues_[supply].settle();
        waits_[supply] = true;
    }
    joined_.clear();
}

void Line::rank_anew() {
    for (std::uint32_t supply = 0; supply < queues_.size(); ++supply) {
        const bool had_newcomers = queues_[supply].has_newcomers();
        queues_[supply].rank_anew([this](const Ticket& ticket) { return valid(ticket); },
                                        [this](const Ticket& ticket) {
                                            const Journey& journey = world_.journeys[static_cast<JourneyId>(ticket.id)];
                                            return priority(journey, world_.traits(journey));
                                        });
        if (!had_newcomers && queues_[supply].has_newcomers()) joined_.push_back(supply);
    }
}

void Line::ask_for_first(const std::vector<std::uint32_t>& supplies) const {
    const auto first = [this](std::uint32_t supply) { return queues_[supply].behind(0); };
    for (const std::uint32_t supply : supplies) __builtin_prefetch(&queues_[supply]);
    for (const std::uint32_t supply : supplies) __builtin_prefetch(first(supply));
    for (const std::uint32_t supply : supplies)
        if (const Ticket* ticket = first(supply)) world_.journeys.prefetch(static_cast<JourneyId>(ticket->id));
    for (const std::uint32_t supply : supplies)
        if (const Ticket* ticket = first(supply)) world_.households.prefetch(world_.journeys[static_cast<JourneyId>(ticket->id)].household);
}

Ticket Line::take(std::uint32_t supply, const Ticket* first) {
    const Ticket ticket = *first;
    if (resource_.order == Resource::Order::random) served(value_of(supply)).serve(ticket.priority, ticket.place);
    queues_[supply].pop(first);
    ++world_.journeys[static_cast<JourneyId>(ticket.id)].stamp;  // its clocks stop
    return ticket;
}

void Line::take_on(JourneyId id, std::uint32_t value) {
    const Journey& journey = world_.journeys[id];
    const Attribute& attribute = world_.plan.at(resource_.gives);
    const auto take = [&] {
        std::uint64_t& attributes = attribute.of_person ? world_.person_of(journey).attributes : world_.household_of(journey).attributes;
        attributes = with_code(attribute, attributes, code_of(attribute, traits_[value]));
    };
    if (world_.ledger.asks(resource_.gives)) world_.change(journey.household, take);
    else take();
}

double Line::units(const Journey& journey) const {
    switch (resource_.unit) {
        case Resource::Unit::persons: return world_.persons(journey);
        case Resource::Unit::households: return 1;
        case Resource::Unit::value: return world_.readings.number(resource_.unit_value, world_.traits(journey));
    }
    return 1;
}

}  // namespace doorstroom
