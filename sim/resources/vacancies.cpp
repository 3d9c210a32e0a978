#include "resources/vacancies.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace doorstroom {

namespace {

// Free shares are compared as fractions of whole numbers: exact, whatever the compiler.
bool larger_share(const Room& a, const Room& b) {
    return std::int64_t{a.free} * std::max(1, b.fillable) > std::int64_t{b.free} * std::max(1, a.fillable);
}

constexpr std::uint32_t nowhere = ~std::uint32_t{0};

}  // namespace

Vacancies::Vacancies(const std::vector<Room>& rooms, std::vector<SiteId> sites, bool in_order) : rooms_(rooms), sites_(std::move(sites)), in_order_(in_order) {
    if (sites_.size() <= few) return;
    leaves_ = std::bit_ceil(sites_.size());
    matches_.resize(2 * leaves_);
    for (std::uint32_t place = 0; place < sites_.size(); ++place) matches_[leaves_ + place] = leaf(place);
    for (std::size_t match = leaves_ - 1; match > 0; --match) matches_[match] = winner(matches_[2 * match], matches_[2 * match + 1]);
}

bool Vacancies::better(std::uint32_t a, std::uint32_t b) const {
    if (in_order_) return a < b;
    return larger_share(room(a), room(b)) || (a < b && !larger_share(room(b), room(a)));
}

// Leaves beyond the last site have no room, and lose to whoever has.
Vacancies::Match Vacancies::winner(const Match& a, const Match& b) const {
    if (b.largest <= 0) return a;
    if (a.largest <= 0) return b;
    return {std::max(a.largest, b.largest), better(b.best, a.best) ? b.best : a.best};
}

void Vacancies::changed(std::uint32_t place) {
    std::size_t match = leaves_ + place;
    matches_[match] = leaf(place);
    while (match /= 2) matches_[match] = winner(matches_[2 * match], matches_[2 * match + 1]);
}

SiteId Vacancies::best_of_few(std::int32_t persons) const {
    const Room* best = nullptr;
    SiteId found = none<SiteId>;
    for (const SiteId site : sites_) {
        const Room& here = rooms_[index(site)];
        if (here.free < persons || (best && !larger_share(here, *best))) continue;
        if (in_order_) return site;
        best = &here;
        found = site;
    }
    return found;
}

SiteId Vacancies::best_of_many(std::int32_t persons) const {
    std::uint32_t found = nowhere;
    search(1, persons, found);
    return found == nowhere ? none<SiteId> : sites_[found];
}

void Vacancies::search(std::size_t match, std::int32_t persons, std::uint32_t& found) const {
    const Match& here = matches_[match];
    if (here.largest < persons || (found != nowhere && !better(here.best, found))) return;
    if (room(here.best).free >= persons) {
        found = here.best;
        return;
    }
    const std::size_t left = 2 * match;
    const bool left_first = matches_[left + 1].largest <= 0 || (matches_[left].largest > 0 && better(matches_[left].best, matches_[left + 1].best));
    search(left_first ? left : left + 1, persons, found);
    search(left_first ? left + 1 : left, persons, found);
}

}  // namespace doorstroom
