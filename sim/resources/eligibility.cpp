#include "resources/eligibility.hpp"

#include <algorithm>

namespace doorstroom {

Eligibility::Eligibility(World& world, ResourceId pool, Sites& sites) : world_(world), pool_(world.plan.at(pool)), sites_(sites) {
    const auto ask = [&](AttributeId id) {
        const Attribute& attribute = world.plan.at(id);
        (attribute.of_person ? of_person_ : of_household_) |= with_code(attribute, 0, static_cast<std::uint16_t>((1u << attribute.bits) - 1));
    };
    apart_by_ = pool_.kept_apart_by();
    for (const AttributeId id : apart_by_) ask(id);
    for (const SiteId site : pool_.sites)
        if (given(world.plan.at(site).who)) gather(world.plan.at(site).who), asks_who_ = true;
    asks_who_ = asks_who_ || !apart_by_.empty();
    if (!asks_who_) number(pool_.sites);
}

void Eligibility::gather(ConditionId id) {
    using Op = Condition::Op;
    const Condition& condition = world_.plan.at(id);
    switch (condition.op) {
        case Op::all:
        case Op::any:
        case Op::negation:
            for (const ConditionId child : condition.children) gather(child);
            break;
        case Op::attribute: {
            const Attribute& attribute = world_.plan.at(condition.attribute);
            (attribute.of_person ? of_person_ : of_household_) |= with_code(attribute, 0, static_cast<std::uint16_t>((1u << attribute.bits) - 1));
            break;
        }
        case Op::household_size:
        case Op::expected_size:
        case Op::member: asks_numbers_ = true; break;
        case Op::age:
        case Op::own:
        case Op::linked: asks_what_passes_ = true; break;
        case Op::site: break;
    }
}

Eligibility::Answers Eligibility::answers(const Traits& traits) const {
    const std::uint64_t numbers = asks_numbers_ ? std::uint64_t{traits.size} << 32 | std::uint64_t{traits.expected} << 16 | traits.member : 0;
    return {traits.attributes & of_household_, traits.person & of_person_, numbers};
}

std::uint32_t Eligibility::of(const Seen& seen) {
    if (!asks_who_) return 0;
    if (asks_what_passes_) return find(seen);
    const auto [known, is_new] = known_.try_emplace(answers(seen.traits), 0);
    if (is_new) known->second = find(seen);
    return known->second;
}

std::uint32_t Eligibility::find(const Seen& seen) {
    std::vector<SiteId> sites;
    for (const SiteId site : pool_.sites)
        if (may_live_in(site, seen)) sites.push_back(site);
    return number(sites);
}

bool Eligibility::may_live_in(SiteId id, const Seen& seen) const {
    const Site& site = world_.plan.at(id);
    for (std::size_t each = 0; each < apart_by_.size(); ++each) {
        const std::uint16_t code = code_of(world_.plan.at(apart_by_[each]), seen.traits);
        const bool may_take_it_on = code == 0 && given(pool_.gives);
        if (!may_take_it_on && (code == 0 || code != site.by_codes[each])) return false;
    }
    return !given(site.who) || holds(world_.plan, site.who, seen);
}

std::uint32_t Eligibility::number(const std::vector<SiteId>& sites) {
    const auto [known, is_new] = numbers_.try_emplace(sites, static_cast<std::uint32_t>(sets_.size()));
    if (!is_new) return known->second;
    std::map<std::int32_t, std::vector<SiteId>> by_tier;
    for (const SiteId site : sites) by_tier[world_.plan.at(site).tier].push_back(site);
    Set& set = sets_.emplace_back();
    for (auto& [tier, of_tier] : by_tier) {
        auto vacancies = std::make_unique<Vacancies>(sites_.rooms(), of_tier, pool_.fill_in_order);
        for (std::uint32_t place = 0; place < of_tier.size() && vacancies->keeps_matches(); ++place) sites_.watch(of_tier[place], vacancies.get(), place);
        set.tiers.push_back({tier, std::move(vacancies)});
    }
    return known->second;
}

SiteId Eligibility::best(std::uint32_t number, std::int32_t persons, std::size_t end) const {
    const std::vector<Tier>& tiers = sets_[number].tiers;
    for (std::size_t tier = 0; tier < std::min(end, tiers.size()); ++tier)
        if (const SiteId site = tiers[tier].vacancies->best(persons); given(site)) return site;
    return none<SiteId>;
}

std::size_t Eligibility::tier_of(std::uint32_t number, SiteId site) const {
    const std::vector<Tier>& tiers = sets_[number].tiers;
    const std::int32_t tier = world_.plan.at(site).tier;
    return static_cast<std::size_t>(std::find_if(tiers.begin(), tiers.end(), [&](const Tier& each) { return each.number == tier; }) - tiers.begin());
}

}  // namespace doorstroom
