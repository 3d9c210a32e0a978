#include "resources/slots.hpp"

#include <cmath>

namespace doorstroom {

Slots::Slots(World& world, ResourceId id) : world_(world), id_(id), resource_(world.plan.at(id)), line_(world, id), supplies_(line_.size()), in_hand_(line_.size()),
      heard_opened_(world.ledger.hears(Measure::Kind::capacity, id)), heard_used_(world.ledger.hears(Measure::Kind::used, id)),
      heard_unused_(world.ledger.hears(Measure::Kind::unused, id)) {
    std::vector<AttributeId> attributes = resource_.by;
    if (given(resource_.gives)) attributes.push_back(resource_.gives);
    for (std::uint32_t supply = 0; supply < supplies_.size(); ++supply) {
        std::string name = "resources." + resource_.name;
        for (const AttributeId attribute : attributes)
            name += ";" + world.plan.at(attribute).values[code_of(world.plan.at(attribute), line_.traits(supply).attributes)];
        supplies_[supply].who = name_hash(name);
    }
}

void Slots::begin() {
    line_.begin();
    period_ = {};
    for (std::size_t supply = 0; supply < supplies_.size(); ++supply) {
        supplies_[supply].drawn_for = no_block;
        in_hand_[supply] = world_.chance.draw(who(supplies_[supply].who, 0), world_.sheet.resources[index(id_)], 1)[0];  // a fraction of one
    }
}

void Slots::read_rates() {
    const double days = resource_.per == Period::hour ? 1.0 / 24 : period_.days();
    for (std::uint32_t supply = 0; supply < supplies_.size(); ++supply) {
        Supply& here = supplies_[supply];
        const double number = line_.amount(supply).value_or(0);
        here.rate = resource_.spread == Resource::Spread::start ? number : number * world_.plan.calendar.days_per_tick() / days;
        here.each_tick = std::llround(here.rate * one_opening);
        if (resource_.spread == Resource::Spread::poisson) here.poisson.fill(std::max(0.0, here.rate));
    }
}

std::int64_t Slots::opened(Supply& supply, bool period_begins) {
    if (resource_.spread == Resource::Spread::even) return supply.each_tick;
    if (resource_.spread == Resource::Spread::start) return period_begins ? supply.each_tick : 0;
    const std::int64_t tick = world_.plan.calendar.absolute(world_.now);
    if (supply.drawn_for != tick >> 2) {
        supply.drawn_for = tick >> 2;
        supply.block = world_.chance.draw(who(supply.who, static_cast<std::uint64_t>(tick >> 2)), world_.sheet.resources[index(id_)], 0);
    }
    return std::int64_t{supply.poisson.draw(supply.block[static_cast<std::size_t>(tick & 3)])} * one_opening;
}

void Slots::open() {
    const Date today = world_.plan.calendar.date_of(world_.now);
    const bool new_period = today >= period_.end;
    if (new_period) period_ = period_around(resource_.per, today);
    if (new_period || world_.readings.changed_today(resource_.amount)) read_rates();
    // A run that starts within a period has missed its first day; a tick of several days may hold it.
    const bool period_begins = new_period && (world_.now.count > 0 || today == period_.begin);
    for (std::uint32_t supply = 0; supply < supplies_.size(); ++supply) {
        const std::int64_t openings = opened(supplies_[supply], period_begins);
        // `capacity` is what was planned: of random openings, their mean.
        const std::int64_t planned = resource_.spread == Resource::Spread::poisson ? supplies_[supply].each_tick : openings;
        in_hand_[supply] += openings;
        if (heard_opened_ && planned != 0) world_.ledger.add_units(Measure::Kind::capacity, id_, line_.traits(supply), none<SiteId>, planned);
    }
}

void Slots::close() {
    if (resource_.carry && !given(resource_.carry_at_most)) return;
    for (std::uint32_t supply = 0; supply < supplies_.size(); ++supply) {
        if (in_hand_[supply] < one_opening) continue;
        std::int64_t kept = 0;
        const Traits traits = line_.traits(supply);
        if (resource_.carry) {
            if (!world_.readings.has_number(resource_.carry_at_most, traits)) continue;
            kept = std::llround(world_.readings.number(resource_.carry_at_most, traits)) * one_opening;
        }
        const std::int64_t lapsed = (in_hand_[supply] - kept) / one_opening * one_opening;
        if (lapsed <= 0) continue;
        in_hand_[supply] -= lapsed;
        if (heard_unused_) world_.ledger.add_units(Measure::Kind::unused, id_, traits, none<SiteId>, lapsed);
    }
}

void Slots::take_on(JourneyId id, std::uint32_t supply) {
    Journey& journey = world_.journeys[id];
    Household& household = world_.household_of(journey);
    const Attribute& attribute = world_.plan.at(resource_.gives);
    world_.change(journey.household, [&] {
        household.attributes = with_code(attribute, household.attributes, code_of(attribute, line_.traits(supply).attributes));
    });
}

}  // namespace doorstroom
