#include "people/stock.hpp"

#include <algorithm>
#include <cmath>

namespace doorstroom {

Stock::Stock(World& world) : world_(world) {
    for (const StockLine& line : world.plan.stock) makers_.emplace_back(world.plan, line.household_size, line.mix);
}

void Stock::make(std::vector<Seat>& seats, std::vector<StockMade>& made) {
    lasting_.clear();
    for (std::size_t each = 0; each < makers_.size(); ++each) {
        const StockLine& line = world_.plan.stock[each];
        Maker& maker = makers_[each];
        maker.fill(world_.readings);
        StockMade& result = made.emplace_back();
        result.asked = world_.readings.number(line.number, {});
        const auto asked = std::llround(std::max(0.0, result.asked));
        const Who first = who(name_hash("stock." + line.name), 0);
        while ((line.persons ? result.persons : result.households) < asked) {
            Household household = maker.make(world_.chance, first + static_cast<Who>(result.households), 0);
            // Where whole households do not make the number of persons, the last is made smaller.
            if (line.persons) household.size = static_cast<std::uint8_t>(std::min<std::int64_t>(household.size, asked - result.persons));
            Seat seat{world_.add_household(household), &line, elapsed(line, household), {}};
            for (const auto& [stage, law] : line.since) {
                const Block block = world_.chance.draw(household.who, what("since." + world_.plan.at(stage).name), 0);
                seat.since.emplace_back(stage, std::max(0, world_.readings.law(law, household.traits()).draw(block[0])));
            }
            seats.push_back(std::move(seat));
            result.persons += household.size;
            ++result.households;
        }
    }
}

std::int32_t Stock::elapsed(const StockLine& line, const Household& household) {
    if (line.elapsed == StockLine::Elapsed::fresh) return 0;
    const std::uint32_t word = world_.chance.draw(household.who, what("elapsed"), 0)[0];
    if (line.elapsed == StockLine::Elapsed::law) return std::max(0, world_.readings.law(line.elapsed_law, household.traits()).draw(word));
    return in_equilibrium(world_.plan.at(line.stage), household.traits(), word);
}

std::int32_t Stock::in_equilibrium(const Stage& stage, const Traits& traits, std::uint32_t word) {
    Laws laws;
    if (given(stage.law)) laws.emplace_back(world_.readings.law(stage.law, traits), 1.0);
    for (const Clock& clock : stage.race)
        if (!given(clock.since))
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
