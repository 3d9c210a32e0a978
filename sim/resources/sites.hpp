// The sites of all pools: which are open today, what each holds, and who came to it in which order.
#pragma once

#include <memory>
#include <unordered_map>
#include <utility>
#include <vector>

#include "resources/vacancies.hpp"
#include "world/world.hpp"

namespace doorstroom {

class Sites {
public:
    explicit Sites(World& world);

    void begin();
    // Openings and closings of the day, and dated numbers. The result is the sites with other numbers than yesterday.
    const std::vector<SiteId>& open();

    // Room in each, by site. What is given back while the tick is lived counts from the settling on.
    const std::vector<Room>& rooms() const { return rooms_; }
    // That the room of a site changes is told to these.
    void watch(SiteId site, Vacancies* vacancies, std::uint32_t place) { watches_[index(site)].push_back({vacancies, place}); }

    // Who come to live here together: a household, or members who live apart from it.
    struct Occupants {
        HouseholdId household;
        ApartId apart;
        Who who;
    };
    void take(SiteId id, HouseholdId household, ApartId apart, std::int32_t places) {
        take_more(id, places);
        if (can_shrink_[index(id)]) list(id, household, apart);
    }
    bool has_room(SiteId id, std::int32_t places) const { return rooms_[index(id)].fillable - sites_[index(id)].occupied >= places; }
    // More for those who live here already.
    void take_more(SiteId id, std::int32_t places) {
        occupy(id, places);
        tell(id);
    }
    // Some of them go on living here apart from the others.
    void part(SiteId id, HouseholdId household, ApartId apart);
    // They belong to another household now.
    void hand_over(SiteId id, HouseholdId from, ApartId part, HouseholdId to, ApartId apart);
    void give_back(SiteId id, std::int32_t places);
    // True when no more can be filled than is taken.
    bool holds_too_many(SiteId id) const { return sites_[index(id)].occupied > rooms_[index(id)].fillable; }
    // Who came last and still lives here; they are no longer listed.
    Occupants take_off_the_last(SiteId id);

    // The tick is lived from here on; it settles. The result is the sites to which places came back between the two.
    void begin_live() { living_ = true; }
    const std::vector<SiteId>& begin_settle();
    bool living() const { return living_; }

    // Places there are today, filled or not.
    std::int32_t capacity(SiteId id) const { return sites_[index(id)].capacity; }
    // Whether places are taken by those of one household who live in the site together; and how many each household has taken.
    bool has_dwellings(SiteId id) const { return has_dwellings_[index(id)]; }
    void note_dwelling(SiteId id, HouseholdId household, std::int32_t places) { sites_[index(id)].dwellings[household] = places; }
    std::int32_t forget_dwelling(SiteId id, HouseholdId household) { return sites_[index(id)].dwellings.extract(household).mapped(); }

private:
    struct Site {
        Tick opens{}, closes{};
        std::int32_t capacity = 0;
        std::int32_t occupied = 0;
        std::int32_t returned = 0;    // while this tick is lived
        std::vector<Occupants> occupants;  // as they came; who has left is passed over
        std::unordered_map<HouseholdId, std::int32_t> dwellings;
    };
    struct Watch {
        Vacancies* vacancies;
        std::uint32_t place;
    };

    void read(SiteId id);
    void occupy(SiteId id, std::int32_t places) {  // or free, below 0
        sites_[index(id)].occupied += places;
        if (has_dwellings_[index(id)]) tell_used(id, places);
    }
    void tell_used(SiteId id, std::int32_t places);
    void list(SiteId id, HouseholdId household, ApartId apart);
    Traits whose(const doorstroom::Site& site) const;
    // Its room has changed.
    void tell(SiteId id) {
        const Site& state = sites_[index(id)];
        Room& room = rooms_[index(id)];
        room.free = room.fillable - state.occupied - state.returned;
        if (!watches_[index(id)].empty()) tell_watches(id);
    }
    void tell_watches(SiteId id);
    Tick slipped(SiteId id, Date planned, LawId slip, const char* which) const;
    bool comes_at_all(SiteId id) const;
    bool live_here(const Occupants& occupants, SiteId id) const;

    World& world_;
    std::vector<Site> sites_;
    std::vector<Room> rooms_;
    std::vector<std::uint8_t> can_shrink_;        // by site: who came when matters
    std::vector<std::uint8_t> has_dwellings_;     // by site
    std::vector<std::vector<Watch>> watches_;
    std::vector<std::pair<Tick, SiteId>> dated_;  // openings and closings to come, the latest first
    std::vector<SiteId> changed_;
    std::vector<SiteId> returned_to_;
    std::vector<SiteId> settled_;
    bool living_ = false;
};

}  // namespace doorstroom
