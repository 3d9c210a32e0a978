// What happens on entering a stage: doors, attributes, places, other journeys that stop, begin or follow.
#include <algorithm>

#include "step/door.hpp"

namespace doorstroom {

// ---- doors of full pools --------------------------------------------------------------------------------------------

Door::Way Door::way(JourneyId id, const Stage& stage) {
    const Resource& pool = plan_.at(stage.pool);
    if (resources_.lodging.lives_in(id, stage.pool)) return Way::in;
    if (pool.when_full == Resource::WhenFull::wait || !decides_at_once_) return Way::at_door;
    return resources_.lodging.take_now(id, stage.pool) ? Way::in : Way::away;
}

// It has left the stage before and is in none.
void Door::stand_at_door(JourneyId id, StageId to) {
    if (witness_) [[unlikely]] witness_->stands_at_door(id, to);
    Journey& journey = world_.journeys[id];
    const Stage& stage = plan_.at(to);
    if (journey.state != Journey::State::at_door) {
        if (given(journey.stage)) world_.ledger.left(world_, journey, world_.now - journey.entered);
        world_.ledger.moved(world_, journey, world_.persons(journey), journey.stage, to, Ledger::Part::leaving);
    }
    ++journey.stamp;
    journey.state = Journey::State::at_door;
    journey.next_word = static_cast<std::uint32_t>(to);
    journey.entered = journey.counted_from = world_.now;
    journey.expiry = never;
    if (plan_.at(stage.pool).when_full == Resource::WhenFull::turn_away) {
        at_doors_.push_back({world_.who(journey), id, journey.stamp});
    } else {
        const std::uint32_t visit = rows_[to].visits == no_slot ? 1 : visits(id, to) + 1;
        resources_.lodging.wait_at_door(id, stage.pool, world_.chance.draw(world_.who(journey), rows_[to].what, visit)[2]);
    }
    world_.count(id);
    if (world_.sheet.rich) tell(journey.household);
}

void Door::open_doors() {
    decides_at_once_ = true;
    std::sort(at_doors_.begin(), at_doors_.end(), [](const Turned& a, const Turned& b) { return a.who < b.who; });
    for (std::size_t each = 0; each < at_doors_.size(); ++each) {
        const Turned& turned = at_doors_[each];
        Journey& journey = world_.journeys[turned.journey];
        if (journey.stamp == turned.stamp) move(world_.mover(turned.journey), static_cast<StageId>(journey.next_word));
    }
    at_doors_.clear();
}

// ---- what it does to others and to what is scarce -------------------------------------------------------------------

void Door::act_on_entry(JourneyId id, const Row& row, std::uint32_t tie, std::uint32_t visit) {
    const Stage& stage = plan_.at(world_.journeys[id].stage);
    if (!stage.stop.empty() || stage.stop_all) stop(id, stage);
    if (row.lodges) apply_lodge(id, stage, tie);
    for (const ResourceId resource : stage.release) resources_.give_back(resource, id);
    for (const Stage::GiveBack& back : stage.give_back) resources_.give_back_opening(back.resource, id, back.earlier);
    if (!stage.start.empty()) set_going(id, stage, visit);
    if (!stage.bring.empty()) bring(id, stage, visit);
}

// ---- attributes -----------------------------------------------------------------------------------------------------

void Door::apply_settings(const Mover& mover, std::uint32_t visit) {
    for (const Set& set : rows_.sets(mover.journey.stage)) apply_setting(mover, set, set.draws ? world_.chance.draw(mover.who, set.what, visit)[0] : 0);
    look_where_it_may_live(mover.journey.household);
}

// Its attributes, or where its journeys stand, have changed while it waits for a place.
void Door::look_where_it_may_live(HouseholdId household) {
    if (resources_.lodging.asks_who() && world_.households[household].requests != Household::no_request) resources_.lodging.reconsider(household);
}

void Door::apply_setting(const Mover& mover, const Set& set, std::uint32_t word) {
    const Journey& journey = mover.journey;
    const Setting& setting = *set.setting;
    std::uint16_t code = 0;
    if (setting.from == Setting::From::shares) {
        code = set.shares.draw(word, world_.traits(journey));
    } else if (setting.from == Setting::From::site) {
        const SiteId site = world_.home_of(journey).site;
        code = given(site) ? setting.code_of_site[index(site)] : 0;
    } else if (const HouseholdId sponsor = world_.family(journey.household).sponsor; given(sponsor)) {
        const std::uint64_t seen = world_.seen_before(world_.resolve(sponsor)).attributes;
        code = setting.code_of_value[code_of(plan_.at(setting.source), seen)];
    }
    if (setting.from != Setting::From::shares && code == 0) return;
    std::uint64_t& attributes = set.attribute->of_person ? world_.person_of(journey).attributes : mover.household.attributes;
    const std::uint64_t changed = with_code(*set.attribute, attributes, code);
    if (changed == attributes) return;
    const auto act = [&] { attributes = changed; };
    if (world_.sheet.rich && set.is_counted) world_.change(journey.household, act);
    else act();
}

// ---- places ---------------------------------------------------------------------------------------------------------

void Door::apply_lodge(JourneyId id, const Stage& stage, std::uint32_t tie) {
    const HouseholdId household = world_.journeys[id].household;
    if (!world_.sheet.rich) return stage.lodge == Stage::Lodge::pool ? resources_.lodging.ask(id, stage.pool, world_.now, tie) : resources_.lodging.leave(household);
    if (stage.lodge == Stage::Lodge::leave && !resources_.lodging.has_any(household)) return;  // so nobody need be counted anew
    world_.change(household, [&] {
        if (stage.lodge == Stage::Lodge::pool) resources_.lodging.ask(id, stage.pool, world_.now, tie);
        else resources_.lodging.leave(household, world_.travellers(world_.journeys[id]));
    });
}

// The journey is over: its own `lodge` gives no place any more.
void Door::give_back_place(JourneyId id) {
    if (world_.journeys[id].lodged == 0 && world_.household_of(world_.journeys[id]).requests == Household::no_request) return;
    world_.change(world_.journeys[id].household, [&] { resources_.lodging.end(id); });
}

// ---- other journeys of these people ---------------------------------------------------------------------------------

void Door::stop(JourneyId id, const Stage& stage) {
    const HouseholdId household = world_.journeys[id].household;
    const PersonId traveller = world_.journeys[id].person;
    std::vector<JourneyId> stopped;
    world_.for_each_journey(household, [&](JourneyId other) {
        const Journey& journey = world_.journeys[other];
        if (other == id || journey.state == Journey::State::ended || (given(traveller) && journey.person != traveller)) return;
        if (stage.stop_all || std::find(stage.stop.begin(), stage.stop.end(), journey.pathway) != stage.stop.end()) stopped.push_back(other);
    });
    for (const JourneyId other : stopped) stop_journey(other);
    if (stage.stop_all && !given(traveller)) call_off(household);
    tell(household);
}

void Door::stop_journey(JourneyId id) {
    if (witness_) [[unlikely]] witness_->stops(id);
    Journey& journey = world_.journeys[id];
    world_.uncount(id);
    if (given(journey.stage) && journey.state != Journey::State::at_door) {
        world_.ledger.left(world_, journey, world_.now - journey.entered);
        world_.ledger.moved(world_, journey, world_.persons(journey), journey.stage, none<StageId>);
        for (const ResourceId resource : rows_.servers(journey.stage)) resources_.give_back(resource, id);
    }
    resources_.forget(id);
    journey.stage = none<StageId>;
    give_back_place(id);
    world_.end_journey(id);
}

// What `start` and `bring` have set going for these people, and for those who have joined them, will not come.
void Door::call_off(HouseholdId household) {
    void_pending(household);
    world_.households[household].going = 0;
    for (std::size_t pathway = 0; pathway < plan_.pathways.size(); ++pathway) world_.going_on(household, pathway) = world_.coming_on(household, pathway) = 0;
    recount_expected(household);
}

void Door::void_pending(HouseholdId household) {
    ++world_.family(household).called_off;
    for (HouseholdId brought = world_.family(household).first_brought; given(brought); brought = world_.family(brought).next_brought)
        if (given(world_.family(brought).merged_into)) void_pending(brought);
}

void Door::set_going(JourneyId id, const Stage& stage, std::uint32_t visit) {
    const HouseholdId household = world_.journeys[id].household;
    const PersonId traveller = world_.journeys[id].person;
    const StageSheet& sheet = world_.sheet.stages[index(world_.journeys[id].stage)];
    for (std::size_t each = 0; each < stage.start.size(); ++each) {
        const Start& start = stage.start[each];
        const auto set = [&](PersonId person) {
            Seen seen = world_.seen(world_.journeys[id]);
            seen.person = person;
            seen.traits = world_.traits_of(household, person);
            if (start.who != Start::Who::all && (seen.traits.age >= 18) != (start.who == Start::Who::adults)) return;
            if (given(start.when) && !holds(plan_, start.when, seen)) return;
            const Who who = given(person) && !given(traveller) ? world_.persons_made[person].who : world_.journeys[id].who;
            const Block block = world_.chance.draw(who, sheet.starts[each], visit);
            if (given(start.chance) && block[0] >= world_.readings.chance(start.chance, seen.traits)) return;
            const std::int32_t after = given(start.after) ? world_.readings.law(start.after, seen.traits).draw(block[1]) : 0;
            const Tick due = world_.now + std::clamp(after, 1, never);
            ++world_.households[household].going;
            ++world_.going_on(household, index(start.pathway));
            world_.starting.add(due, {household, person, start.at, world_.family(household).called_off});
        };
        if (!plan_.at(start.pathway).moves_persons) set(none<PersonId>);
        else if (given(traveller)) set(traveller);
        else world_.for_each_person(household, set);
    }
}

void Door::bring(JourneyId id, const Stage& stage, std::uint32_t visit) {
    const HouseholdId sponsor = world_.journeys[id].household;
    const StageSheet& sheet = world_.sheet.stages[index(world_.journeys[id].stage)];
    const Traits traits = world_.traits(world_.journeys[id]);
    const Who address = world_.who(world_.journeys[id]);
    for (std::size_t each = 0; each < stage.bring.size(); ++each) {
        const Bring& bring = stage.bring[each];
        const Block block = world_.chance.draw(address, sheet.brings[each], visit);
        if (given(bring.chance) && block[0] >= world_.readings.chance(bring.chance, traits)) continue;
        const std::int32_t after = given(bring.after) ? world_.readings.law(bring.after, traits).draw(block[1]) : 0;
        const Tick due = world_.now + std::clamp(after, 1, never);
        if (due >= plan_.calendar.last()) continue;
        const Who made = who(address ^ sheet.hash, sheet.brings[each] + (std::uint64_t{visit} << 32));
        const std::uint8_t size = sources_.maker(bring.source).size(world_.chance, made, traits.attributes);
        ++world_.households[sponsor].going;
        if (world_.sheet.rich) ++world_.coming_on(sponsor, index(plan_.at(plan_.at(bring.source).first).pathway));
        if (witness_) [[unlikely]] witness_->brings(id, made);
        world_.coming.add(due, {made, sponsor, bring.source, size, world_.sheet.rich ? world_.family(sponsor).called_off : std::uint16_t{0}});
        if (!world_.sheet.families) continue;
        expect(sponsor, world_.households[sponsor].expecting + size);
    }
}

}  // namespace doorstroom
