// Which way out of a stage, where it takes more than chance: who they are, and what the ways that fit leave each other.
#include <algorithm>
#include <fmt/format.h>

#include "step/door.hpp"

namespace doorstroom {

StageId Door::choose_by_who(JourneyId id, std::uint32_t word) const {
    const Journey& journey = world_.journeys[id];
    const Stage& stage = plan_.at(journey.stage);
    const Seen seen = world_.seen(journey);
    return stage.reshares.empty() ? choose_by_chance(stage, seen, word) : choose_as_shared(stage, seen, word);
}

StageId Door::choose_by_chance(const Stage& stage, const Seen& seen, std::uint32_t word) const {
    std::uint64_t below = 0;
    StageId last = none<StageId>;
    for (const Branch& branch : stage.next) {
        if (given(branch.when) && !holds(plan_, branch.when, seen)) continue;
        if (!given(branch.chance)) return branch.to;
        below = std::min(below + world_.readings.chance(branch.chance, seen.traits), certain);
        if (word < below) return branch.to;
        last = branch.to;
    }
    // Somebody whom no branch fits is a fault.
    if (!given(last) || below < certain - rounding) nothing_fits(stage);
    return last;
}

// Of the branches that fit these people each has the chance it states; what takes another, those that keep theirs give in proportion.
StageId Door::choose_as_shared(const Stage& stage, const Seen& seen, std::uint32_t word) const {
    constexpr double least = 1e-12;
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
        below = std::min(below + threshold(std::min(chances[i], 1.0)), certain);
        if (word < below) return stage.next[i].to;
        last = stage.next[i].to;
    }
    if (!given(last) || std::max(stated, taken) < 1 - static_cast<double>(rounding) / certain) nothing_fits(stage);
    return last;
}

void Door::nothing_fits(const Stage& stage) const {
    throw ScenarioFault(stage.place, fmt::format("no branch of `next` in `{}` fits a household that leaves on {}", stage.name, to_string(plan_.calendar.date_of(world_.now))));
}

}  // namespace doorstroom
