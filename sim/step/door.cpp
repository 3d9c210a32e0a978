#include "step/door.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "doorstroom/ensure.hpp"

namespace doorstroom {

Door::Door(World& world, Resources& resources, Sources& sources, Turns& turns)
    : world_(world), resources_(resources), sources_(sources), turns_(turns), plan_(world.plan) {
    for (const Stage& stage : plan_.stages) {
        Row row;
        row.draws = stage.timing != Stage::Timing::pass || stage.lodge == Stage::Lodge::pool;
        for (const Branch& branch : stage.next) {
            row.draws = row.draws || given(branch.chance);
            row.next_asks = row.next_asks || given(branch.when) || (given(branch.chance) && !plan_.at(branch.chance).axes.empty());
        }
        row.reshares = !stage.reshares.empty();
        row.next_asks = row.next_asks || row.reshares;
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
    at_doors_.clear();
    joining_.clear();
    unexpected_.clear();
    decides_at_once_ = false;
}

void Door::refresh() {
    for (Row& row : rows_)
        for (ShareTable& shares : row.sets)
            if (shares.changes_with(world_.readings)) shares.fill(world_.readings);
}

void Door::arrive(const Arrival& arrival) {
    const PathwayId pathway = plan_.at(arrival.first).pathway;
    if (witness_) [[unlikely]] witness_->arrives(arrival.household);
    const auto begin = [&](PersonId person) {
        const JourneyId id = world_.add_journey(arrival.household, pathway, person);
        because(id, Why::arrived);
        move(id, arrival.first);
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
        const Link& link = world_.link(id);
        on_it = on_it || (link.pathway == pathway && link.person == starting.person && world_.journeys[id].state != Journey::State::ended);
    });
    if (on_it) {
        world_.release(household);
        after_end(household);
        return tell(household);
    }
    const JourneyId id = world_.add_journey(household, pathway, starting.person);
    because(id, Why::started);
    move(id, starting.at);
}

std::uint32_t Door::visit_of(JourneyId id, StageId stage) { return std::max(1u, visits(id, stage)); }

std::uint32_t Door::visits(JourneyId id, StageId stage) {
    const Slot slot = world_.sheet.stages[index(stage)].visits;
    if (slot == no_slot) return 0;
    const std::int32_t visits = world_.remember(id, slot);
    return visits == not_yet ? 0 : static_cast<std::uint32_t>(visits);
}

Block Door::draw(JourneyId id, StageId stage, std::uint32_t visit) const {
    return world_.chance.draw(world_.who(world_.journeys[id]), world_.sheet.stages[index(stage)].what, visit);
}

// ---- moving ---------------------------------------------------------------------------------------------------------

void Door::move(JourneyId id, StageId to) {
    const Journey& journey = world_.journeys[id];
    if (!world_.sheet.own_in_measures) {
        if (given(journey.stage) || journey.state == Journey::State::at_door) world_.uncount(id);
        world_.moving = id;
        return go_on(id, to);
    }
    // Stocks that ask for other journeys of the same people: all of them are counted anew.
    const HouseholdId household = journey.household;
    if (world_.link(id).counted) world_.uncount(id);
    world_.change(household, [&] { go_on(id, to); });
}

void Door::go_on(JourneyId id, StageId to) {
    while (given(to)) {
        if (entered_today(id, to)) return defer(id, to);
        const Stage& stage = plan_.at(to);
        switch (way(id, stage)) {
            case Way::in: to = enter(id, to); break;
            case Way::at_door: return stand_at_door(id, to);
            case Way::away:
                because(id, Why::turned_away);
                to = plan_.at(stage.pool).turned_to[index(stage.pathway)];
                break;
        }
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
    world_.count(id);
    world_.agenda.add(world_.now + 1, {id, journey.stamp});
}

StageId Door::enter(JourneyId id, StageId to) {
    if (witness_) [[unlikely]] witness_->enters(id, to);
    Journey& journey = world_.journeys[id];
    const Stage& stage = plan_.at(to);
    const StageId from = journey.stage;
    const bool from_door = journey.state == Journey::State::at_door;
    if (given(from) && !from_door) world_.ledger.left(world_, journey, world_.now - journey.entered);
    journey.stage = to;
    ++journey.stamp;
    journey.state = Journey::State::settled;
    const Slot visits = world_.sheet.stages[index(to)].visits;
    if (visits != no_slot) world_.remember(id, visits) = std::max(0, world_.remember(id, visits)) + 1;
    const std::uint32_t visit = visit_of(id, to);
    if (!stage.set.empty()) apply_settings(id, stage, visit);
    record(id, from, to, from_door ? Ledger::Part::entering : Ledger::Part::whole);
    date_entry(id, stage, world_.now);
    const Block block = rows_[index(to)].draws ? draw(id, to, visit) : Block{};
    journey.next_word = block[1];
    if (!stage.stop.empty() || stage.stop_all) stop(id, stage);
    if (stage.lodge == Stage::Lodge::pool || stage.lodge == Stage::Lodge::leave) apply_lodge(id, stage, block[2]);
    for (const ResourceId resource : stage.release) resources_.give_back(resource, id);
    for (const Stage::GiveBack& back : stage.give_back) resources_.give_back_opening(back.resource, id, back.earlier);
    if (!stage.start.empty()) set_going(id, stage, visit);
    if (!stage.bring.empty()) bring(id, stage, visit);
    if (world_.sheet.rich) reach(id, from_door ? none<StageId> : from, to);
    if (stage.final) {
        end(id);
        return none<StageId>;
    }
    switch (stage.timing) {
        case Stage::Timing::pass: return choose(id, to, block[1]);
        case Stage::Timing::stay: return stay(id, block, visit);
        case Stage::Timing::await: return await(id, block, visit);
        case Stage::Timing::until: return wait_until(id, block, visit);
    }
    return none<StageId>;
}

// The move itself: flows, times between stages, the fingerprint.
void Door::record(JourneyId id, StageId from, StageId to, Ledger::Part part) {
    const Journey& journey = world_.journeys[id];
    world_.ledger.moved(world_, journey, from, to, part);
    for (const Ledger::Between& between : world_.ledger.between(to)) {
        std::int32_t last = not_yet;
        for (const StageId stage : between.from) {
            const Slot slot = world_.sheet.stages[index(stage)].entry;
            if (slot != no_slot && plan_.at(stage).pathway == plan_.at(to).pathway) last = std::max(last, world_.remember(id, slot));
        }
        if (last != not_yet) world_.ledger.add_between(between, world_, journey, world_.now.count - last);
    }
    const std::uint64_t from_hash = given(from) ? world_.sheet.stages[index(from)].hash : 0;
    const std::uint64_t move = from_hash + 3 * world_.sheet.stages[index(to)].hash + static_cast<std::uint64_t>(world_.now.count);
    world_.fingerprint += mix(world_.who(journey) ^ mix(move));
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
        const double term = world_.readings.number(stage.term_days, world_.traits(journey)) * plan_.calendar.ticks_per_day();
        journey.expiry = journey.counted_from.count + static_cast<std::int32_t>(std::min(std::floor(term + 1e-9), double{never} / 2)) + 1;
    }
}

void Door::end(JourneyId id) {
    const Journey& journey = world_.journeys[id];
    const Stage& stage = plan_.at(journey.stage);
    const HouseholdId household = journey.household;
    for (const ResourceId resource : rows_[index(journey.stage)].servers) resources_.give_back(resource, id);
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
    for (std::size_t pathway = 0; pathway < plan_.pathways.size(); ++pathway)
        if (world_.going_on(household, pathway) > 0) return;
    world_.change(household, [&] { resources_.lodging.leave(household); });
    Family& family = world_.family(household);
    if (given(family.sponsor) && family.counted_expecting > 0) unexpected_.push_back(household);
}

StageId Door::choose(JourneyId id, StageId at, std::uint32_t word) const {
    static const Seen whoever;
    const Stage& stage = plan_.at(at);
    const Row& row = rows_[index(at)];
    if (!row.next_asks) return choose_by_chance(stage, whoever, word);
    const Seen seen = world_.seen(world_.journeys[id]);
    return row.reshares ? choose_as_shared(stage, seen, word) : choose_by_chance(stage, seen, word);
}

StageId Door::choose_by_chance(const Stage& stage, const Seen& seen, std::uint32_t word) const {
    std::uint64_t below = 0;
    StageId last = none<StageId>;
    for (const Branch& branch : stage.next) {
        if (given(branch.when) && !holds(plan_, branch.when, seen)) continue;
        if (!given(branch.chance)) return branch.to;
        below = std::min(below + world_.readings.chance(branch.chance, seen.traits), std::uint64_t{1} << 32);
        if (word < below) return branch.to;
        last = branch.to;
    }
    // Chances that sum to 1 may fall short of it by their rounding; but somebody whom no branch fits is a fault.
    if (!given(last) || below < (std::uint64_t{1} << 32) - (1 << 16)) nothing_fits(stage);
    return last;
}

// Of the branches that fit these people each has the chance it states; what takes another, those that keep theirs give in proportion.
StageId Door::choose_as_shared(const Stage& stage, const Seen& seen, std::uint32_t word) const {
    constexpr double rounding = 1.0 / (1 << 16), least = 1e-12;
    const std::size_t ways = stage.next.size();
    std::vector<bool> fits(ways);
    std::vector<double> chances(ways, 0.0);
    bool somebody_takes_the_rest = false;
    double stated = 0;
    for (std::size_t i = 0; i < ways; ++i) {
        const Branch& branch = stage.next[i];
        fits[i] = !given(branch.when) || holds(plan_, branch.when, seen);
        if (!fits[i]) continue;
        somebody_takes_the_rest = somebody_takes_the_rest || !given(branch.chance);
        stated += chances[i] = world_.readings.number(branch.chance, seen.traits, 0);
    }
    for (const std::vector<Reshare>& reshares : stage.reshares) {
        std::vector<bool> keeps(ways, true);
        double left_before = 1, left = 1;
        for (const Reshare& each : reshares) {
            if (!fits[each.branch] || world_.readings.number(each.holds, seen.traits, 1) == 0) continue;
            left_before -= chances[each.branch];
            chances[each.branch] = std::min(world_.readings.number(each.chance, seen.traits), left);
            left -= chances[each.branch];
            keeps[each.branch] = false;
        }
        if (somebody_takes_the_rest || std::find(keeps.begin(), keeps.end(), false) == keeps.end()) continue;
        for (std::size_t i = 0; i < ways; ++i)
            if (keeps[i]) chances[i] *= std::max(left, 0.0) / std::max(left_before, least);
    }
    double taken = 0;
    std::uint64_t below = 0;
    StageId last = none<StageId>;
    for (std::size_t i = 0; i < ways; ++i) {
        if (!fits[i]) continue;
        if (!given(stage.next[i].chance)) return stage.next[i].to;
        taken += chances[i];
        below = std::min(below + threshold(std::min(chances[i], 1.0)), std::uint64_t{1} << 32);
        if (word < below) return stage.next[i].to;
        last = stage.next[i].to;
    }
    if (!given(last) || std::max(stated, taken) < 1 - rounding) nothing_fits(stage);
    return last;
}

void Door::nothing_fits(const Stage& stage) const {
    throw ScenarioFault(stage.place, fmt::format("no branch of `next` in `{}` fits a household that leaves on {}", stage.name, to_string(plan_.calendar.date_of(world_.now))));
}

}  // namespace doorstroom
