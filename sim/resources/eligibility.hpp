// In which sites of a pool somebody may live: of a pool with `by` those of their own values, and of those the ones whose
// `who` they meet. Every set of sites that comes up is numbered, so that who may live in the same sites waits together.
#pragma once

#include <array>
#include <deque>
#include <map>
#include <memory>
#include <vector>

#include "resources/sites.hpp"
#include "world/conditions.hpp"

namespace doorstroom {

class Eligibility {
public:
    // One tier of the sites of a set.
    struct Tier {
        std::int32_t number;
        std::unique_ptr<Vacancies> vacancies;
    };
    struct Set {
        std::vector<Tier> tiers;  // the lowest first
    };

    Eligibility(World& world, ResourceId pool, Sites& sites);

    // Whether it matters who asks; otherwise all may live in all sites.
    bool asks_who() const { return asks_who_; }
    // Whether the answer can change by itself: an age, or where journeys stand.
    bool asks_what_passes() const { return asks_what_passes_; }
    bool may_live_in(SiteId site, const Seen& seen) const;
    // The number of the set of sites in which they may live.
    std::uint32_t of(const Seen& seen);
    const Set& set(std::uint32_t number) const { return sets_[number]; }
    std::size_t size() const { return sets_.size(); }

    // The site in the lowest tier that has room, before tier number `end` of the set; the one with the largest free share
    // there.
    SiteId best(std::uint32_t set, std::int32_t persons, std::size_t end = ~std::size_t{0}) const;
    // The place of the site's tier in the set; its size where the set has none of that tier.
    std::size_t tier_of(std::uint32_t set, SiteId site) const;

private:
    // All that the conditions ask of somebody; when it is the same, so are the sites.
    using Answers = std::array<std::uint64_t, 3>;

    void gather(ConditionId id);
    Answers answers(const Traits& traits) const;
    std::uint32_t find(const Seen& seen);
    std::uint32_t number(const std::vector<SiteId>& sites);

    World& world_;
    const Resource& pool_;
    Sites& sites_;
    std::deque<Set> sets_;
    std::map<std::vector<SiteId>, std::uint32_t> numbers_;
    std::map<Answers, std::uint32_t> known_;
    bool asks_who_ = false;
    bool asks_numbers_ = false;      // sizes, or which member
    bool asks_what_passes_ = false;  // ages, journeys: nothing that can be remembered
    std::uint64_t of_household_ = 0; // the bits of attributes that are asked after
    std::uint64_t of_person_ = 0;
};

}  // namespace doorstroom
