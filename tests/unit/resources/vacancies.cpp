// Where there is room: the tournament among many sites finds what looking through all of them finds.
#include "resources/vacancies.hpp"

#include <algorithm>

#include "catch.hpp"
#include "doorstroom/chance.hpp"

using namespace doorstroom;

namespace {

// A street of sites, its rooms drawn and changed by chance that is the same each time.
class Street {
public:
    std::vector<Room> rooms;
    std::vector<SiteId> sites;

    Street(std::size_t number, std::uint32_t seed) : rooms(number), seed_(seed) {
        for (std::size_t site = 0; site < number; ++site) sites.push_back(static_cast<SiteId>(site)), rooms[site] = room();
    }
    std::uint32_t word() { return Chance(seed_, 0).draw(asked_++, 0, 0)[0]; }
    Room room() {
        const auto fillable = static_cast<std::int32_t>(word() % 9);
        return {static_cast<std::int32_t>(word() % static_cast<std::uint32_t>(fillable + 2)) - 1, fillable};
    }
    // By the words of the language: the largest free share, ties as listed; or simply the first.
    SiteId looked_through(std::int32_t persons, bool in_order) const {
        std::size_t best = rooms.size();
        for (std::size_t site = 0; site < rooms.size(); ++site) {
            if (rooms[site].free < persons) continue;
            if (best == rooms.size() || (!in_order && rooms[site].free * rooms[best].fillable > rooms[best].free * rooms[site].fillable)) best = site;
        }
        return best == rooms.size() ? none<SiteId> : static_cast<SiteId>(best);
    }

private:
    std::uint32_t seed_;
    std::uint64_t asked_ = 0;
};

}  // namespace

TEST_CASE("Of few sites and of many, the one with the largest free share that has room is found; ties as listed") {
    for (const std::size_t number : {1, 2, 7, 32, 33, 64, 65, 100, 300})
        for (const bool in_order : {false, true}) {
            Street street(number, static_cast<std::uint32_t>(number));
            Vacancies vacancies(street.rooms, street.sites, in_order);
            CHECK(vacancies.keeps_matches() == (number > Vacancies::few));
            for (int change = 0; change < 2000; ++change) {
                const std::uint32_t place = street.word() % static_cast<std::uint32_t>(number);
                street.rooms[place] = street.room();
                if (vacancies.keeps_matches()) vacancies.changed(place);
                const auto persons = static_cast<std::int32_t>(street.word() % 8 + 1);
                REQUIRE(vacancies.best(persons) == street.looked_through(persons, in_order));
            }
        }
}

TEST_CASE("Where every site is full there is no room, and one that empties is found at once") {
    std::vector<Room> rooms(200, Room{0, 10});
    std::vector<SiteId> sites;
    for (std::size_t site = 0; site < rooms.size(); ++site) sites.push_back(static_cast<SiteId>(site));
    Vacancies vacancies(rooms, sites, false);
    CHECK(!given(vacancies.best(1)));
    rooms[150].free = 3;
    vacancies.changed(150);
    CHECK(vacancies.best(3) == SiteId{150});
    CHECK(!given(vacancies.best(4)));
    rooms[20] = {10, 100};  // a smaller share, but room for more
    vacancies.changed(20);
    CHECK(vacancies.best(3) == SiteId{150});
    CHECK(vacancies.best(4) == SiteId{20});
}
