#include "step/door.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "doorstroom/ensure.hpp"

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
    const Slot slot = rows_[stage].visits;
    if (slot == no_slot) return 0;
    const std::int32_t visits = world_.remember(id, slot);
    return visits == not_yet ? 0 : static_cast<std::uint32_t>(visits);
}

Block Door::draw(JourneyId id, StageId stage, std::uint32_t visit) const {
    return world_.chance.draw(world_.who(world_.journeys[id]), rows_[stage].what, visit);
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
        // A stage is entered at most once in one tick, so that nobody circles for ever within it.
        const Row& row = rows_[to];
        if (row.visits != no_slot && world_.remember(id, row.entry) == world_.now.count) return defer(id, to);
        switch (row.may_be_full ? way(id, plan_.at(to)) : Way::in) {
            case Way::in: to = enter(id, to); break;
            case Way::at_door: return stand_at_door(id, to);
            case Way::away:
                because(id, Why::turned_away);
                to = plan_.at(plan_.at(to).pool).turned_to[index(plan_.at(to).pathway)];
                break;
        }
    }
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
    const Row& row = rows_[to];
    const StageId from = journey.stage;
    const bool from_door = journey.state == Journey::State::at_door;
    if (given(from) && !from_door) world_.ledger.left(world_, journey, world_.now - journey.entered);
    journey.stage = to;
    ++journey.stamp;
    journey.state = Journey::State::settled;
    std::uint32_t visit = 1;
    if (row.visits != no_slot) {
        std::int32_t& visits = world_.remember(id, row.visits);
        visit = static_cast<std::uint32_t>(visits = std::max(0, visits) + 1);
    }
    if (row.sets) apply_settings(id, visit);
    record(id, from, to, from_door ? Ledger::Part::entering : Ledger::Part::whole);
    date_entry(id, row, world_.now);
    const Block block = row.draws ? draw(id, to, visit) : Block{};
    journey.next_word = block[1];
    if (row.acts) act_on_entry(id, block[2], visit);
    if (world_.sheet.rich) reach(id, from_door ? none<StageId> : from, to);
    if (row.is_final) {
        end(id);
        return none<StageId>;
    }
    switch (row.timing) {
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
    world_.ledger.moved(world_, journey, world_.persons(journey), from, to, part);
    if (!world_.ledger.between(to).empty()) record_time(id, to);
    const std::uint64_t from_hash = given(from) ? rows_[from].hash : 0;
    const std::uint64_t move = from_hash + 3 * rows_[to].hash + static_cast<std::uint64_t>(world_.now.count);
    world_.fingerprint += mix(world_.who(journey) ^ mix(move));
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

void Door::date_entry(JourneyId id, const Row& row, Tick entered) {
    Journey& journey = world_.journeys[id];
    journey.entered = journey.counted_from = entered;
    if (row.entry != no_slot) world_.remember(id, row.entry) = entered.count;
    journey.expiry = never;
    if (row.counts_from) count_from_earlier(journey);
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
    for (std::size_t pathway = 0; pathway < plan_.pathways.size(); ++pathway)
        if (world_.going_on(household, pathway) > 0) return;
    world_.change(household, [&] { resources_.lodging.leave(household); });
    Family& family = world_.family(household);
    if (given(family.sponsor) && family.counted_expecting > 0) unexpected_.push_back(household);
}

StageId Door::choose(JourneyId id, StageId at, std::uint32_t word) const {
    const Exit* exit = rows_[at].exits;
    if (!exit) return choose_by_who(id, at, word);
    while (word >= exit->below) ++exit;
    return exit->to;
}

StageId Door::choose_by_who(JourneyId id, StageId at, std::uint32_t word) const {
    const Seen seen = world_.seen(world_.journeys[id]);
    return rows_[at].reshares ? choose_as_shared(plan_.at(at), seen, word) : choose_by_chance(plan_.at(at), seen, word);
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
