// Where there is room: of the sites of one tier, the one with the largest free share that has room for so many.
// A few sites are looked through; of many a tournament is kept, in which every match knows its best and its largest room.
#pragma once

#include <cstdint>
#include <vector>

#include "doorstroom/ids.hpp"

namespace doorstroom {

// What a site can still take, and what it could if it were empty.
struct Room {
    std::int32_t free = 0;
    std::int32_t fillable = 0;
};

class Vacancies {
public:
    // `rooms` is by site, and stays where it is. Ties go to the site that is listed first.
    Vacancies(const std::vector<Room>& rooms, std::vector<SiteId> sites, bool in_order);

    // None where no site has room for so many.
    SiteId best(std::int32_t persons) const { return matches_.empty() ? best_of_few(persons) : best_of_many(persons); }

    const std::vector<SiteId>& sites() const { return sites_; }
    // Whether it must hear of every change of a site's room.
    bool keeps_matches() const { return !matches_.empty(); }
    void changed(std::uint32_t place);  // of the site that stands there among sites()

    // Up to so many are looked through: less work than keeping the tournament in order.
    static constexpr std::size_t few = 32;

private:
    struct Match {
        std::int32_t largest = 0;   // room
        std::uint32_t best = 0;     // place among the sites
    };
    const Room& room(std::uint32_t place) const { return rooms_[index(sites_[place])]; }
    bool better(std::uint32_t a, std::uint32_t b) const;
    Match leaf(std::uint32_t place) const { return {room(place).free, place}; }
    Match winner(const Match& a, const Match& b) const;
    SiteId best_of_few(std::int32_t persons) const;
    SiteId best_of_many(std::int32_t persons) const;
    void search(std::size_t match, std::int32_t persons, std::uint32_t& found) const;

    const std::vector<Room>& rooms_;
    std::vector<SiteId> sites_;
    bool in_order_;
    std::vector<Match> matches_;    // a heap-shaped tree: [1] is the final, [leaves_ + place] a site
    std::size_t leaves_ = 0;
};

}  // namespace doorstroom
