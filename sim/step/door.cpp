#include "step/door.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "doorstroom/ensure.hpp"

namespace doorstroom {

Door::Door(World& world, Resources& resources) : world_(world), resources_(resources), plan_(world.plan) {
    for (const Stage& stage : plan_.stages) {
        Row row;
        row.draws = stage.timing != Stage::Timing::pass || stage.lodge == Stage::Lodge::pool;
        for (const Branch& branch : stage.next) row.draws = row.draws || given(branch.chance);
        for (const Setting& setting : stage.set) row.sets.emplace_back(plan_, setting.shares);
        const std::vector<Slot>& holds = world.sheet.hold[index(stage.pathway)];
        for (std::size_t resource = 0; resource < holds.size(); ++resource)
            if (holds[resource] != no_slot) row.servers.push_back(static_cast<ResourceId>(resource));
        rows_.push_back(std::move(row));
    }
}

void Door::begin() {
    for (Row& row : rows_)
        for (ShareTable& shares : row.sets) shares.fill(world_.readings);
}

void Door::refresh() {
    for (Row& row : rows_)
        for (ShareTable& shares : row.sets)
            if (shares.changes_with(world_.readings)) shares.fill(world_.readings);
}

std::uint32_t Door::visit_of(JourneyId id, StageId stage) {
    const Slot slot = world_.sheet.stages[index(stage)].visits;
    if (slot == no_slot) return 1;
    const std::int32_t visits = world_.remember(id, slot);
    return visits == not_yet ? 1 : static_cast<std::uint32_t>(visits);
}

Block Door::draw(JourneyId id, std::uint32_t visit) const {
    const Journey& journey = world_.journeys[id];
    return world_.chance.draw(world_.households[journey.household].who, world_.sheet.stages[index(journey.stage)].what, visit);
}

// ---- moving ---------------------------------------------------------------------------------------------------------

void Door::move(JourneyId id, StageId to) {
    Journey& journey = world_.journeys[id];
    if (given(journey.stage)) world_.ledger.uncount(world_.household_of(journey), journey, world_.now);
    while (given(to)) {
        if (entered_today(id, to)) return defer(id, to);
        to = enter(id, to);
    }
}

// A stage is entered at most once in one tick, so that nobody circles for ever within it.
bool Door::entered_today(JourneyId id, StageId stage) {
    const StageSheet& sheet = world_.sheet.stages[index(stage)];
    return sheet.visits != no_slot && world_.remember(id, sheet.entry) == world_.now.count;
}

// It stays where it is and enters in the next tick.
void Door::defer(JourneyId id, StageId to) {
    Journey& journey = world_.journeys[id];
    ++journey.stamp;
    journey.state = Journey::State::deferred;
    journey.next_word = static_cast<std::uint32_t>(to);
    world_.ledger.count(world_.household_of(journey), journey, world_.now);
    world_.agenda.add(world_.now + 1, {id, journey.stamp});
}

StageId Door::enter(JourneyId id, StageId to) {
    Journey& journey = world_.journeys[id];
    const Stage& stage = plan_.at(to);
    const StageId from = journey.stage;
    if (given(from)) world_.ledger.left(from, world_.household_of(journey), world_.now - journey.entered);
    journey.stage = to;
    ++journey.stamp;
    journey.state = Journey::State::settled;
    const Slot visits = world_.sheet.stages[index(to)].visits;
    if (visits != no_slot) world_.remember(id, visits) = std::max(0, world_.remember(id, visits)) + 1;
    const std::uint32_t visit = visit_of(id, to);
    if (!stage.set.empty()) apply_settings(id, stage, visit);
    record(id, from, to);
    date_entry(id, stage, world_.now);
    const Block block = rows_[index(to)].draws ? draw(id, visit) : Block{};
    journey.next_word = block[1];
    if (stage.lodge != Stage::Lodge::keep) apply_lodge(id, stage, block[2]);
    for (const ResourceId resource : stage.release) resources_.give_back(resource, id);
    if (!stage.bring.empty()) bring(id, stage, visit);
    if (stage.final) {
        end(id);
        return none<StageId>;
    }
    switch (stage.timing) {
        case Stage::Timing::pass: return choose(to, block[1], world_.household_of(journey).traits());
        case Stage::Timing::stay: return stay(id, block, visit);
        case Stage::Timing::await: return await(id, block, visit);
        case Stage::Timing::until: break;
    }
    return none<StageId>;
}

// The move itself: flows, times between stages, the fingerprint.
void Door::record(JourneyId id, StageId from, StageId to) {
    const Household& household = world_.household_of(world_.journeys[id]);
    world_.ledger.moved(from, to, household);
    for (const Ledger::Between& between : world_.ledger.between(to)) {
        std::int32_t last = not_yet;
        for (const StageId stage : between.from) {
            const Slot slot = world_.sheet.stages[index(stage)].entry;
            if (slot != no_slot && plan_.at(stage).pathway == plan_.at(to).pathway) last = std::max(last, world_.remember(id, slot));
        }
        if (last != not_yet) world_.ledger.add_between(between, household, world_.now.count - last);
    }
    const std::uint64_t from_hash = given(from) ? world_.sheet.stages[index(from)].hash : 0;
    world_.fingerprint += mix(household.who ^ mix(from_hash + 3 * world_.sheet.stages[index(to)].hash + static_cast<std::uint64_t>(world_.now.count)));
    ++world_.transitions;
}

void Door::date_entry(JourneyId id, const Stage& stage, Tick entered) {
    Journey& journey = world_.journeys[id];
    journey.entered = entered;
    const Slot entry = world_.sheet.stages[index(journey.stage)].entry;
    if (entry != no_slot) world_.remember(id, entry) = entered.count;
    journey.counted_from = entered;
    if (given(stage.since))
        if (const std::int32_t since = world_.remember(id, world_.sheet.stages[index(stage.since)].entry); since != not_yet) journey.counted_from = {since};
    journey.expiry = never;
    if (given(stage.term_days)) {
        const double term = world_.readings.number(stage.term_days, world_.household_of(journey).traits()) * plan_.calendar.ticks_per_day();
        journey.expiry = journey.counted_from.count + static_cast<std::int32_t>(std::min(std::floor(term + 1e-9), double{never} / 2)) + 1;
    }
}

void Door::apply_settings(JourneyId id, const Stage& stage, std::uint32_t visit) {
    const Row& row = rows_[index(world_.journeys[id].stage)];
    Household& household = world_.household_of(world_.journeys[id]);
    for (std::size_t each = 0; each < row.sets.size(); ++each) {
        const bool certain = stage.set[each].shares.codes.size() == 1;
        const std::uint32_t word = certain ? 0 : world_.chance.draw(household.who, world_.sheet.stages[index(world_.journeys[id].stage)].sets[each], visit)[0];
        const Attribute& attribute = plan_.at(stage.set[each].attribute);
        household.attributes = with_code(attribute, household.attributes, row.sets[each].draw(word, household.traits()));
    }
}

void Door::apply_lodge(JourneyId id, const Stage& stage, std::uint32_t tie) {
    const HouseholdId household = world_.journeys[id].household;
    if (stage.lodge == Stage::Lodge::leave) resources_.lodging.leave(household);
    if (stage.lodge == Stage::Lodge::pool) resources_.lodging.ask(household, stage.pool, world_.now, tie);
}

void Door::bring(JourneyId id, const Stage& stage, std::uint32_t visit) {
    const HouseholdId sponsor = world_.journeys[id].household;
    const StageSheet& sheet = world_.sheet.stages[index(world_.journeys[id].stage)];
    for (std::size_t each = 0; each < stage.bring.size(); ++each) {
        const Bring& bring = stage.bring[each];
        Household& household = world_.households[sponsor];
        const Block block = world_.chance.draw(household.who, sheet.brings[each], visit);
        if (given(bring.chance) && block[0] >= world_.readings.chance(bring.chance, household.traits())) continue;
        const std::int32_t after = given(bring.after) ? world_.readings.law(bring.after, household.traits()).draw(block[1]) : 0;
        const Tick due = world_.now + std::clamp(after, 1, never);
        if (due >= plan_.calendar.last()) continue;
        ++household.brings;
        world_.coming.add(due, {who(household.who ^ sheet.hash, sheet.brings[each] + (std::uint64_t{visit} << 32)), sponsor, bring.source});
    }
}

void Door::end(JourneyId id) {
    const Journey& journey = world_.journeys[id];
    for (const ResourceId resource : rows_[index(journey.stage)].servers) resources_.give_back(resource, id);
    resources_.lodging.leave(journey.household);
    world_.ledger.count(world_.household_of(journey), journey, world_.now);
    world_.end_journey(id);
}

StageId Door::choose(StageId at, std::uint32_t word, const Traits& traits) const {
    const Stage& stage = plan_.at(at);
    std::uint64_t below = 0;
    StageId last = none<StageId>;
    for (const Branch& branch : stage.next) {
        if (given(branch.when) && !holds(plan_, branch.when, traits)) continue;
        if (!given(branch.chance)) return branch.to;
        below = std::min(below + world_.readings.chance(branch.chance, traits), std::uint64_t{1} << 32);
        if (word < below) return branch.to;
        last = branch.to;
    }
    // Chances that sum to 1 may fall short of it by their rounding; but somebody whom no branch fits is a fault.
    if (!given(last) || below < (std::uint64_t{1} << 32) - (1 << 16))
        throw ScenarioFault(stage.place, fmt::format("no branch of `next` in `{}` fits a household that leaves on {}", stage.name, to_string(plan_.calendar.date_of(world_.now))));
    return last;
}

// ---- timing ---------------------------------------------------------------------------------------------------------

namespace {

// The chance that a clock was set, given that it has not rung in `already` ticks.
std::uint64_t chance_left(std::uint64_t chance, const TickLaw& law, std::int32_t already) {
    if (already == 0) return chance;
    const double set = static_cast<double>(chance) * 0x1.0p-32;
    const double quiet = set * law.lasts(already);
    return set < 1 ? threshold(quiet / (1 - set + quiet)) : chance;
}

}  // namespace

Door::Ring Door::first_clock(JourneyId id, std::uint32_t visit, std::int32_t spent) {
    const Journey& journey = world_.journeys[id];
    const Household& household = world_.household_of(journey);
    const Stage& stage = plan_.at(journey.stage);
    const StageSheet& sheet = world_.sheet.stages[index(journey.stage)];
    Ring first;
    for (std::size_t each = 0; each < stage.race.size(); ++each) {
        const Clock& clock = stage.race[each];
        std::int32_t begun = world_.now.count - spent;
        std::uint32_t draws_visit = visit;
        if (given(clock.since)) {
            if (const std::int32_t since = world_.remember(id, world_.sheet.stages[index(clock.since)].entry); since != not_yet) begun = since;
            draws_visit = visit_of(id, clock.since);
        }
        const Block block = world_.chance.draw(household.who, sheet.clocks[each], draws_visit);
        const TickLaw& law = world_.readings.law(clock.after, household.traits());
        if (law.to_a_date) begun = world_.now.count;
        // What had begun before the run (only the stock's) had not rung when it began.
        const std::int32_t already = std::max(0, -begun);
        if (given(clock.chance) && block[1] >= chance_left(world_.readings.chance(clock.chance, household.traits()), law, already)) continue;
        const std::int32_t after = already > 0 ? law.draw_given(already, block[0]) : std::max(0, law.draw(block[0]));
        const std::int64_t tick = std::max<std::int64_t>(std::int64_t{begun} + after, world_.now.count);
        // On an `await` a clock of its own rings one tick after entry at the earliest.
        const bool waits = stage.timing == Stage::Timing::await && !given(clock.since);
        const auto rings = static_cast<std::int32_t>(std::min<std::int64_t>(waits ? std::max<std::int64_t>(tick, world_.now.count + (spent == 0)) : tick, never));
        if (rings < first.tick) first = {rings, static_cast<std::int8_t>(each)};
    }
    return first;
}

void Door::schedule(JourneyId id, const Ring& ring) {
    Journey& journey = world_.journeys[id];
    journey.outcome = ring.outcome;
    world_.ledger.count(world_.household_of(journey), journey, world_.now);
    if (ring.tick < never) world_.agenda.add({ring.tick}, {id, journey.stamp});
}

StageId Door::stay(JourneyId id, const Block& block, std::uint32_t visit) {
    const Journey& journey = world_.journeys[id];
    const Stage& stage = plan_.at(journey.stage);
    const Household& household = world_.household_of(journey);
    const std::int32_t own = std::max(0, world_.readings.law(stage.law, household.traits()).draw(block[0]));
    if (own == 0) {
        world_.ledger.waited(journey.stage, household, 0);
        return choose(journey.stage, block[1], household.traits());
    }
    Ring ring{own < never ? world_.now.count + own : never, Journey::own_end};
    if (!stage.race.empty())
        if (const Ring clock = first_clock(id, visit, 0); clock.tick < ring.tick) ring = clock;
    if (ring.tick == world_.now.count) return stage.race[static_cast<std::size_t>(ring.outcome)].to;
    schedule(id, ring);
    return none<StageId>;
}

StageId Door::await(JourneyId id, const Block& block, std::uint32_t visit) {
    const Stage& stage = plan_.at(world_.journeys[id].stage);
    Ring ring;
    if (!stage.race.empty()) ring = first_clock(id, visit, 0);
    if (ring.tick == world_.now.count) return stage.race[static_cast<std::size_t>(ring.outcome)].to;
    resources_.join(stage.awaits, id, block);
    schedule(id, ring);
    return none<StageId>;
}

void Door::due(const Due& due) {
    Journey& journey = world_.journeys[due.journey];
    if (journey.stamp != due.stamp) return;
    if (journey.state == Journey::State::deferred) return move(due.journey, static_cast<StageId>(journey.next_word));
    const Stage& stage = plan_.at(journey.stage);
    if (journey.outcome != Journey::own_end) return move(due.journey, stage.race[static_cast<std::size_t>(journey.outcome)].to);
    if (journey.state == Journey::State::served) resources_.give_back(stage.awaits, due.journey);
    else if (stage.timing == Stage::Timing::stay) world_.ledger.waited(journey.stage, world_.household_of(journey), world_.now - journey.entered);
    move(due.journey, choose(journey.stage, journey.next_word, world_.household_of(journey).traits()));
}

void Door::served(JourneyId id, std::int8_t request, std::uint32_t word) {
    Journey& journey = world_.journeys[id];
    if (request != Journey::own_end) return move(id, plan_.at(journey.stage).race[static_cast<std::size_t>(request)].to);
    const Stage& stage = plan_.at(journey.stage);
    const Household& household = world_.household_of(journey);
    world_.ledger.waited(journey.stage, household, world_.now - journey.entered);
    const std::int32_t service = given(stage.law) ? std::max(0, world_.readings.law(stage.law, household.traits()).draw(word)) : 0;
    if (service == 0) {
        if (given(stage.law)) resources_.give_back(stage.awaits, id);
        return move(id, choose(journey.stage, journey.next_word, household.traits()));
    }
    world_.ledger.uncount(household, journey, world_.now);
    journey.state = Journey::State::served;
    schedule(id, {service < never ? world_.now.count + service : never, Journey::own_end});
}

// ---- stock ----------------------------------------------------------------------------------------------------------

void Door::seat(const Seat& seat) {
    Household& household = world_.households[seat.household];
    const JourneyId id = household.journey;
    Journey& journey = world_.journeys[id];
    const StockLine& line = *seat.line;
    const Stage& stage = plan_.at(line.stage);
    journey.stage = line.stage;
    if (const Slot visits = world_.sheet.stages[index(line.stage)].visits; visits != no_slot) world_.remember(id, visits) = 1;
    for (const auto& [since, ticks] : seat.since) {
        const StageSheet& sheet = world_.sheet.stages[index(since)];
        if (sheet.entry != no_slot) world_.remember(id, sheet.entry) = -ticks;
        if (sheet.visits != no_slot) world_.remember(id, sheet.visits) = 1;
    }
    date_entry(id, stage, world_.now - seat.elapsed);
    if (stage.final) return end(id);
    const Block block = draw(id, 1);
    journey.next_word = block[1];
    Ring ring;
    if (stage.timing == Stage::Timing::stay) {
        const std::int32_t own = world_.readings.law(stage.law, household.traits()).draw_given(seat.elapsed, block[0]);
        ring.tick = own < never ? std::max(0, own - seat.elapsed) : never;
    }
    if (stage.timing == Stage::Timing::pass) ring.tick = 0;
    if (stage.timing == Stage::Timing::await) resources_.join(stage.awaits, id, block);
    if (!stage.race.empty())
        if (const Ring clock = first_clock(id, 1, seat.elapsed); clock.tick < ring.tick) ring = clock;
    schedule(id, ring);
}

void Door::lodge(const Seat& seat) {
    const StockLine& line = *seat.line;
    const Household& household = world_.households[seat.household];
    if (given(line.site) && resources_.lodging.move_in(seat.household, line.site)) return;
    // First in line: before anybody who comes.
    const Journey& journey = world_.journeys[household.journey];
    world_.ledger.uncount(household, journey, world_.now);
    resources_.lodging.ask(seat.household, line.pool, journey.entered - 1, draw(household.journey, 1)[2]);
    world_.ledger.count(household, journey, world_.now);
}

}  // namespace doorstroom
