#include "step/door.hpp"

#include <algorithm>
#include <cmath>

namespace doorstroom {

Door::Door(World& world, Resources& resources, Sources& sources, Turns& turns)
    : world_(world), resources_(resources), sources_(sources), turns_(turns), plan_(world.plan), rows_(world) {}

void Door::begin() {
    rows_.begin();
    at_doors_.clear();
    joining_.clear();
    unexpected_.clear();
    decides_at_once_ = false;
}

void Door::arrive(const Arrival& arrival) {
    const PathwayId pathway = plan_.at(arrival.first).pathway;
    if (witness_) [[unlikely]] witness_->arrives(arrival.household);
    const auto begin = [&](PersonId person) {
        const JourneyId id = world_.add_journey(arrival.household, pathway, person);
        because(id, Why::arrived);
        move(world_.mover(id), arrival.first);
    };
    if (plan_.at(pathway).moves_persons) world_.for_each_person(arrival.household, begin);
    else begin(none<PersonId>);
}

void Door::start(const Starting& starting) {
    Family& family = world_.family(starting.household);
    if (family.called_off != starting.called_off) return;
    const HouseholdId household = world_.resolve(starting.household);
    const PathwayId pathway = plan_.at(starting.at).pathway;
    --world_.households[household].going;
    --world_.going_on(household, index(pathway));
    bool on_it = household != starting.household && !given(starting.person);
    world_.for_each_journey(household, [&](JourneyId id) {
        const Journey& journey = world_.journeys[id];
        on_it = on_it || (journey.pathway == pathway && journey.person == starting.person && journey.state != Journey::State::ended);
    });
    if (on_it) {
        world_.release(household);
        after_end(household);
        return tell(household);
    }
    const JourneyId id = world_.add_journey(household, pathway, starting.person);
    because(id, Why::started);
    move(world_.mover(id), starting.at);
}

std::uint32_t Door::visit_of(JourneyId id, StageId stage) { return std::max(1u, visits(id, stage)); }

std::uint32_t Door::visits(JourneyId id, StageId stage) {
    const Slot slot = rows_[stage].visits;
    if (slot == no_slot) return 0;
    const std::int32_t visits = world_.remember(id, slot);
    return visits == not_yet ? 0 : static_cast<std::uint32_t>(visits);
}

// ---- what has come ----------------------------------------------------------------------------------------------------

void Door::due(const Due& due) {
    if (world_.journeys[due.journey].stamp != due.stamp) return;
    const Mover mover = world_.mover(due.journey);
    const Journey& journey = mover.journey;
    if (journey.state == Journey::State::deferred) {
        because(mover.id, Why::next_tick);
        return move(mover, static_cast<StageId>(journey.next_word));
    }
    if (journey.outcome != Journey::own_end) return move(mover, rung(mover.id, plan_.at(journey.stage), journey.outcome));
    const Row& row = rows_[journey.stage];
    const bool served = journey.state == Journey::State::served;
    because(mover.id, served ? Why::service_over : Why::time_over);
    if (served) resources_.give_back(row.awaits, mover.id);
    else if (row.is_timed && row.timing == Stage::Timing::stay) world_.ledger.waited(world_, journey, world_.now - journey.entered);
    move(mover, choose(mover.id, row, journey.next_word));
}

void Door::served(JourneyId id, std::int8_t request, std::uint32_t word) {
    const Mover mover = world_.mover(id);
    Journey& journey = mover.journey;
    look_where_it_may_live(journey.household);  // what it was given (`gives`) may be what sites ask after
    if (request == Journey::at_the_door) {
        because(id, Why::let_in);
        return move(mover, static_cast<StageId>(journey.next_word));
    }
    if (request != Journey::own_end) return move(mover, rung(id, plan_.at(journey.stage), request));
    because(id, Why::served);
    const Row& row = rows_[journey.stage];
    if (row.is_timed) world_.ledger.waited(world_, journey, world_.now - journey.entered);
    const std::int32_t service = row.takes_time ? ticks(id, row, word) : 0;
    if (service == 0) {
        if (row.takes_time) resources_.give_back(row.awaits, id);
        return move(mover, choose(id, row, journey.next_word));
    }
    world_.set_out(mover);
    journey.state = Journey::State::served;
    schedule(mover, {service < never ? world_.now.count + service : never, Journey::own_end});
    if (witness_) [[unlikely]] witness_->is_served(id);
}

// ---- moving ---------------------------------------------------------------------------------------------------------

void Door::move(const Mover& mover, StageId to) {
    if (world_.sheet.own_in_measures) return move_with_others(mover, to);
    world_.set_out(mover);
    go_on(mover, to);
}

// Stocks ask for other journeys of the same people: all of them are counted anew.
void Door::move_with_others(const Mover& mover, StageId to) {
    if (mover.journey.counted) world_.uncount(mover);
    world_.change(mover.journey.household, [&] { go_on(mover, to); });
}

void Door::go_on(const Mover& mover, StageId to) {
    while (given(to)) {
        // A stage is entered at most once in one tick, so that nobody circles for ever within it.
        const Row& row = rows_[to];
        if (row.visits != no_slot && world_.remember(mover.id, row.entry) == world_.now.count) return defer(mover, to);
        switch (row.may_be_full ? way(mover.id, plan_.at(to)) : Way::in) {
            case Way::in: to = enter(mover, to, row); break;
            case Way::at_door: return stand_at_door(mover.id, to);
            case Way::away:
                because(mover.id, Why::turned_away);
                to = plan_.at(plan_.at(to).pool).turned_to[index(plan_.at(to).pathway)];
                break;
        }
    }
}

// It stays where it is and enters in the next tick.
void Door::defer(const Mover& mover, StageId to) {
    Journey& journey = mover.journey;
    ++journey.stamp;
    journey.state = Journey::State::deferred;
    journey.next_word = static_cast<std::uint32_t>(to);
    world_.count(mover);
    world_.agenda.add(world_.now + 1, {mover.id, journey.stamp});
}

// The steps of a move stand in line, each once: what one has looked up the next has at hand (a twentieth fewer instructions).
[[gnu::always_inline]] inline StageId Door::enter(const Mover& mover, StageId to, const Row& row) {
    if (witness_) [[unlikely]] witness_->enters(mover.id, to);
    Journey& journey = mover.journey;
    const StageId from = journey.stage;
    const bool from_door = journey.state == Journey::State::at_door;
    if (given(from) && !from_door && rows_[from].is_timed) world_.ledger.left(world_, journey, world_.now - journey.entered);
    journey.stage = to;
    ++journey.stamp;
    journey.state = Journey::State::settled;
    std::uint32_t visit = 1;
    if (row.visits != no_slot) {
        std::int32_t& visits = world_.remember(mover.id, row.visits);
        visit = static_cast<std::uint32_t>(visits = std::max(0, visits) + 1);
    }
    if (row.sets) apply_settings(mover, visit);
    record(mover, from, to, row, from_door ? Ledger::Part::entering : Ledger::Part::whole);
    date_entry(mover, row, world_.now);
    const Block block = row.draws ? world_.chance.draw(mover.who, row.what, visit) : Block{};
    journey.next_word = block[1];
    if (row.acts) act_on_entry(mover.id, row, block[2], visit);
    else if (row.lodges) apply_lodge(mover.id, plan_.at(to), block[2]);
    if (world_.sheet.rich) reach(mover.id, from_door ? none<StageId> : from, to);
    if (row.is_final) {
        end(mover.id);
        return none<StageId>;
    }
    switch (row.timing) {
        case Stage::Timing::pass: return choose(mover.id, row, block[1]);
        case Stage::Timing::stay: return stay(mover, row, block, visit);
        case Stage::Timing::await: return await(mover, row, block, visit);
        case Stage::Timing::until: return wait_until(mover.id, block, visit);
    }
    return none<StageId>;
}

// The move itself: flows, times between stages, the fingerprint.
[[gnu::always_inline]] inline void Door::record(const Mover& mover, StageId from, StageId to, const Row& row, Ledger::Part part) {
    world_.ledger.moved(world_, mover.journey, mover.persons, from, to, part);
    if (row.is_timed) record_time(mover.id, to);
    const std::uint64_t from_hash = given(from) ? rows_[from].hash : 0;
    const std::uint64_t move = from_hash + 3 * row.hash + static_cast<std::uint64_t>(world_.now.count);
    world_.fingerprint += mix(mover.who ^ mix(move));
    ++world_.transitions;
}

void Door::record_time(JourneyId id, StageId to) {
    for (const Ledger::Between& between : world_.ledger.between(to)) {
        std::int32_t last = not_yet;
        for (const StageId stage : between.from)
            if (const Slot slot = rows_[stage].entry; slot != no_slot && plan_.at(stage).pathway == plan_.at(to).pathway)
                last = std::max(last, world_.remember(id, slot));
        if (last != not_yet) world_.ledger.add_between(between, world_, world_.journeys[id], world_.now.count - last);
    }
}

void Door::count_from_earlier(Journey& journey) {
    const Stage& stage = plan_.at(journey.stage);
    if (given(stage.since))
        if (const std::int32_t since = world_.remember(world_.journeys.id_of(journey), rows_[stage.since].entry); since != not_yet) journey.counted_from = {since};
    if (given(stage.term_days)) {
        const double term = world_.readings.number(stage.term_days, world_.traits(journey)) * plan_.calendar.ticks_per_day();
        journey.expiry = journey.counted_from.count + static_cast<std::int32_t>(std::min(std::floor(term + 1e-9), double{never} / 2)) + 1;
    }
}

[[gnu::always_inline]] inline StageId Door::stay(const Mover& mover, const Row& row, const Block& block, std::uint32_t visit) {
    const std::int32_t own = ticks(mover.id, row, block[0]);
    if (own == 0) {
        world_.ledger.waited(world_, mover.journey, 0);
        return choose(mover.id, row, block[1]);
    }
    Ring ring{own < never ? world_.now.count + own : never, Journey::own_end};
    if (row.races)
        if (const Ring clock = first_clock(mover.id, visit, 0); clock.tick < ring.tick) ring = clock;
    if (ring.tick == world_.now.count) return rung(mover.id, plan_.at(mover.journey.stage), ring.outcome);
    schedule(mover, ring);
    if (row.races) join_races(mover.id, visit);
    return none<StageId>;
}

[[gnu::always_inline]] inline StageId Door::await(const Mover& mover, const Row& row, const Block& block, std::uint32_t visit) {
    Ring ring;
    if (row.races) ring = first_clock(mover.id, visit, 0);
    if (ring.tick == world_.now.count) return rung(mover.id, plan_.at(mover.journey.stage), ring.outcome);
    mover.journey.state = Journey::State::queueing;
    resources_.join(row.awaits, mover, Journey::own_end, block);
    schedule(mover, ring);
    if (row.races) join_races(mover.id, visit);
    return none<StageId>;
}

void Door::end(JourneyId id) {
    const Journey& journey = world_.journeys[id];
    const Stage& stage = plan_.at(journey.stage);
    const HouseholdId household = journey.household;
    for (const ResourceId resource : rows_.servers(journey.stage)) resources_.give_back(resource, id);
    resources_.forget(id);
    if (!world_.sheet.rich) {
        resources_.lodging.leave(household);
        world_.count(id);
        return world_.end_journey(id);
    }
    const bool joins = stage.join_linked && given(world_.family(household).sponsor);
    if (stage.lodge == Stage::Lodge::own && !joins) give_back_place(id);
    world_.end_journey(id);
    world_.count(id);
    if (joins) joining_.push_back(household);  // who keeps its place until the tick has settled
    else after_end(household);
    tell(household);
}

// A place that was kept is given back once nobody of the household travels, or will.
void Door::after_end(HouseholdId household) {
    if (!world_.sheet.rich || world_.family(household).running > 0) return;
    for (std::size_t pathway = 0; world_.households[household].going > 0 && pathway < plan_.pathways.size(); ++pathway)
        if (world_.going_on(household, pathway) > 0) return;
    if (resources_.lodging.has_any(household)) world_.change(household, [&] { resources_.lodging.leave(household); });
    Family& family = world_.family(household);
    if (given(family.sponsor) && family.counted_expecting > 0) unexpected_.push_back(household);
}

}  // namespace doorstroom
