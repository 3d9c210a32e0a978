// The starting stock sits down: nothing of what an entry does is done, and the clocks are running.
#include <algorithm>

#include "step/door.hpp"

namespace doorstroom {

void Door::seat(const Seat& seat) {
    const JourneyId id = seat.journey;
    Journey& journey = world_.journeys[id];
    const StockLine& line = *seat.line;
    const Stage& stage = plan_.at(seat.stage);
    journey.stage = seat.stage;
    if (const Slot visits = world_.sheet.stages[index(seat.stage)].visits; visits != no_slot) world_.remember(id, visits) = 1;
    for (const auto& [since, ticks] : seat.since) {
        const StageSheet& sheet = world_.sheet.stages[index(since)];
        if (sheet.entry != no_slot) world_.remember(id, sheet.entry) = -ticks;
        if (sheet.visits != no_slot) world_.remember(id, sheet.visits) = 1;
    }
    const Row& row = rows_[seat.stage];
    date_entry(world_.mover(id), row, world_.now - seat.elapsed);
    for (const ResourceId resource : *seat.holds) resources_.hold(resource, id);
    if (world_.sheet.rich) {
        reach(id, none<StageId>, seat.stage);
        if (!seat.also && line.lodge == StockLine::Lodge::pool) world_.journeys[id].lodged = world_.travellers(journey);
    }
    if (witness_) [[unlikely]] witness_->sits(id, static_cast<StockId>(&line - plan_.stock.data()));
    if (stage.final) return end(id);
    const Block block = world_.chance.draw(world_.who(journey), row.what, 1);
    journey.next_word = block[1];
    Ring ring;
    if (stage.timing == Stage::Timing::stay) {
        if (plan_.at(stage.law).family == Law::Family::age) {
            ring.tick = world_.now.count + ticks_by_who(id, block[0]);
        } else {
            const std::int32_t own = world_.readings.law(stage.law, world_.traits(journey)).draw_given(seat.elapsed, block[0]);
            ring.tick = own < never ? std::max(0, own - seat.elapsed) : never;
        }
    }
    if (stage.timing == Stage::Timing::pass) ring.tick = 0;
    if (stage.timing == Stage::Timing::until) {
        journey.state = Journey::State::waiting;
        look_at_birthdays(id, stage.until);
    }
    if (stage.timing == Stage::Timing::await) {
        journey.state = Journey::State::queueing;
        resources_.join(stage.awaits, world_.mover(id), Journey::own_end, block);
    }
    if (!stage.race.empty())
        if (const Ring clock = first_clock(id, 1, seat.elapsed); clock.tick < ring.tick) ring = clock;
    schedule(world_.mover(id), ring);
    if (world_.sheet.stages[index(seat.stage)].looks) turns_.look_next(id);  // at the others, once they all stand
    if (!stage.race.empty()) join_races(id, 1);
}

void Door::lodge(const Seat& seat) {
    const StockLine& line = *seat.line;
    if (given(line.site) && resources_.lodging.move_in(seat.household, line.site)) return;
    // First in line: before anybody who comes.
    const Journey& journey = world_.journeys[seat.journey];
    const Tick since = journey.entered - 1;
    const std::uint32_t tie = world_.chance.draw(world_.who(journey), rows_[journey.stage].what, 1)[2];
    world_.change(seat.household, [&] { resources_.lodging.ask(seat.household, line.pool, since, tie); });
}

}  // namespace doorstroom
