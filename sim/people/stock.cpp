#include "people/stock.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "doorstroom/trial.hpp"

namespace doorstroom {

Stock::Stock(World& world) : world_(world) {
    for (const StockLine& line : world.plan.stock) {
        makers_.emplace_back(world.plan, line.household_size, line.mix, line.joint);
        std::optional<Fitted>& fitted = fitted_.emplace_back();
        if (line.joint) fitted.emplace(world.plan, *line.joint, "stock." + line.name);
    }
}

void Stock::make(std::vector<Seat>& seats, std::vector<StockMade>& made) {
    lasting_.clear();
    Made of_line;
    for (std::size_t each = 0; each < makers_.size(); ++each) {
        const StockLine& line = world_.plan.stock[each];
        makers_[each].fill(world_.readings);
        StockMade& result = made.emplace_back();
        result.asked = world_.readings.number(line.number, {});
        const auto asked = std::llround(std::max(0.0, result.asked));
        of_line.emplace_back();
        if (line.joint) make_fitted(line, asked, result, of_line, seats);
        else make_drawn(line, asked, result, of_line, seats);
    }
}

void Stock::make_drawn(const StockLine& line, std::int64_t asked, StockMade& result, Made& made, std::vector<Seat>& seats) {
    const Maker& maker = makers_[made.size() - 1];
    const Who first = who(name_hash("stock." + line.name), 0);
    while ((line.persons ? result.persons : result.households) < asked) {
        Household household = maker.make(world_.chance, first + static_cast<Who>(result.households));
        // Where whole households do not make the number of persons, the last is made smaller.
        if (line.persons) household.size = static_cast<std::uint8_t>(std::min<std::int64_t>(household.size, asked - result.persons));
        const HouseholdId id = world_.add_household(household);
        maker.make_members(world_, id);
        settle(line, id, result, made, seats);
    }
}

void Stock::make_fitted(const StockLine& line, std::int64_t asked, StockMade& result, Made& made, std::vector<Seat>& seats) {
    const Maker& maker = makers_[made.size() - 1];
    Fitted& fitted = *fitted_[made.size() - 1];
    const auto size_of = [&](Who who) { return maker.size(world_.chance, who, 0); };
    const FittedPeople people = line.persons ? fitted.persons(asked, world_.chance, size_of) : fitted.households(asked, world_.chance, size_of);
    if (people.tables_are_whole && people.missed > 0)
        throw ScenarioFault(line.joint->place, fmt::format("no {} whole persons were found that meet all margins of `stock.{}`", asked, line.name));
    for (const FittedHousehold& each : people.households) {
        const HouseholdId id = world_.add_household(maker.make_fitted(world_.chance, each.who, each.size, 0, each.cell));
        maker.make_members(world_, id, std::span(people.persons).subspan(each.first, each.size));
        settle(line, id, result, made, seats);
    }
}

void Stock::settle(const StockLine& line, HouseholdId household, StockMade& result, Made& made, std::vector<Seat>& seats) {
    const std::uint8_t size = world_.households[household].size;
    made.back().push_back(household);
    if (given(line.linked) && !made[index(line.linked)].empty()) {
        const std::vector<HouseholdId>& sponsors = made[index(line.linked)];
        const HouseholdId sponsor = sponsors[static_cast<std::size_t>(result.households) % sponsors.size()];
        world_.link_family(household, sponsor);
        world_.households[sponsor].expecting = static_cast<std::uint8_t>(world_.households[sponsor].expecting + size);
    }
    seat(line, household, seats);
    result.persons += size;
    ++result.households;
}

void Stock::seat(const StockLine& line, HouseholdId household, std::vector<Seat>& seats) {
    const PathwayId pathway = world_.plan.at(line.stage).pathway;
    const auto sit = [&](PersonId person) {
        const JourneyId journey = world_.add_journey(household, pathway, person);
        const Journey& row = world_.journeys[journey];
        const Traits traits = world_.traits(row);
        Seat seat{household, &line, elapsed(line.elapsed, line.elapsed_law, line.stage, world_.who(row), traits), {}, journey};
        seat.stage = line.stage;
        seat.holds = &line.holds;
        for (const auto& [stage, law] : line.since) {
            const Block block = world_.chance.draw(world_.who(row), what("since." + world_.plan.at(stage).name), 0);
            seat.since.emplace_back(stage, std::max(0, world_.readings.law(law, traits).draw(block[0])));
        }
        seats.push_back(std::move(seat));
    };
    if (world_.plan.at(pathway).moves_persons) world_.for_each_person(household, sit);
    else sit(none<PersonId>);
    for (const StockLine::Also& also : line.also) seat_also(line, also, household, seats);
}

void Stock::seat_also(const StockLine& line, const StockLine::Also& also, HouseholdId household, std::vector<Seat>& seats) {
    const PathwayId pathway = world_.plan.at(also.stage).pathway;
    const auto sit = [&](PersonId person) {
        Seen seen;
        seen.traits = world_.traits_of(household, person);
        seen.world = &world_;
        seen.household = household;
        seen.person = person;
        if (also.who != Start::Who::all && (seen.traits.age >= 18) != (also.who == Start::Who::adults)) return;
        if (given(also.when) && !holds(world_.plan, also.when, seen)) return;
        const JourneyId journey = world_.add_journey(household, pathway, person);
        const Who who = world_.who(world_.journeys[journey]);
        Seat seat{household, &line, elapsed(also.elapsed, also.elapsed_law, also.stage, mix(who ^ world_.sheet.stages[index(also.stage)].hash), seen.traits), {}, journey};
        seat.stage = also.stage;
        seat.holds = &also.holds;
        seat.also = true;
        seats.push_back(std::move(seat));
    };
    if (world_.plan.at(pathway).moves_persons) world_.for_each_person(household, sit);
    else sit(none<PersonId>);
}

std::int32_t Stock::elapsed(StockLine::Elapsed how, LawId law, StageId stage, Who who, const Traits& traits) {
    if (how == StockLine::Elapsed::fresh) return 0;
    const std::uint32_t word = world_.chance.draw(who, what("elapsed"), 0)[0];
    if (how == StockLine::Elapsed::law) return std::max(0, world_.readings.law(law, traits).draw(word));
    return in_equilibrium(world_.plan.at(stage), traits, word);
}

std::int32_t Stock::in_equilibrium(const Stage& stage, const Traits& traits, std::uint32_t word) {
    Laws laws;
    if (given(stage.law)) laws.emplace_back(world_.readings.law(stage.law, traits), 1.0);
    for (const Clock& clock : stage.race)
        if (clock.kind == Clock::Kind::after && !given(clock.since) && (!given(clock.when) || holds(world_.plan, clock.when, traits)))
            laws.emplace_back(world_.readings.law(clock.after, traits), given(clock.chance) ? std::min(1.0, world_.readings.number(clock.chance, traits)) : 1.0);
    decltype(lasting_)::key_type key;
    for (const auto& [law, chance] : laws) key.emplace_back(law.table, std::pair(law.to_a_date ? never : law.fixed, chance));
    std::vector<double>& lasting = lasting_[key];
    if (lasting.empty()) {
        constexpr std::size_t longest = 1 << 20;
        double total = 0;
        for (std::int32_t ticks = 1; lasting.size() < longest; ++ticks) {
            double lasts = 1;
            for (const auto& [law, chance] : laws) lasts *= 1 - chance * (1 - law.lasts(ticks));
            if (lasts < 1e-7) break;
            lasting.push_back(total += lasts);
        }
        if (lasting.empty()) lasting.push_back(1);
    }
    const double at = (word + 0.5) * 0x1.0p-32 * lasting.back();
    return static_cast<std::int32_t>(std::upper_bound(lasting.begin(), lasting.end(), at) - lasting.begin()) + 1;
}

}  // namespace doorstroom
