// Nobody is lost and nobody made: what must hold on every tick of every scenario.
#include <algorithm>
#include <cmath>
#include <filesystem>

#include "catch.hpp"
#include "support/random_scenario.hpp"

using namespace doorstroom;
using namespace doorstroom::tests;

namespace {

constexpr std::uint32_t scenarios = 24;

std::string plain(std::string stage) {
    for (char& letter : stage)
        if (letter == '.') letter = '_';
    return stage;
}

bool is_final(const std::string& stage) { return stage == "way.done" || stage == "way.gone" || stage == "follow.gone"; }

// Of every three numbers one has persons who lodge for themselves.
RandomScenario with_balances(std::uint32_t number) {
    RandomScenario scenario = random_scenario(number);
    if (number % 3 == 2) scenario = with_lodgers(std::move(scenario), number);
    for (const std::string& stage : scenario.stages) {
        scenario.measures.emplace_back("stock_" + plain(stage), "persons: {stage: " + stage + "}");
        scenario.measures.emplace_back("in_" + plain(stage), "flow: {into: " + stage + "}");
        if (!is_final(stage)) scenario.measures.emplace_back("out_" + plain(stage), "flow: {out_of: " + stage + "}");
    }
    std::string everywhere;
    for (const std::string& stage : scenario.stages) everywhere += (everywhere.empty() ? "" : ", ") + stage;
    scenario.measures.emplace_back("everybody", "persons: {stage: [" + everywhere + "]}");
    scenario.measures.emplace_back("under_way", "persons: {stage: [way, follow]}");  // with those at doors
    return scenario;
}

std::vector<double> left(const Observed& seen, const std::string& stage) {
    return is_final(stage) ? std::vector<double>(seen.rows("in_" + plain(stage)).size(), 0.0) : seen.rows("out_" + plain(stage));
}

double net_total(const Observed& seen, const std::vector<std::string>& stages, std::size_t row) {
    double net = 0;
    for (const std::string& stage : stages) net += seen.at("in_" + plain(stage), row) - left(seen, stage)[row];
    return net;
}

}  // namespace

TEST_CASE("The stock after a tick is the stock before it plus what came in minus what went out, for every stage") {
    for (std::uint32_t number = 0; number < scenarios; ++number) {
        const RandomScenario scenario = with_balances(number);
        INFO(scenario.yaml());
        const Observed seen = scenario.scene().run(number % 3);
        for (const std::string& stage : scenario.stages) {
            INFO(stage);
            const std::vector<double> stock = seen.rows("stock_" + plain(stage));
            const std::vector<double> in = seen.rows("in_" + plain(stage));
            const std::vector<double> out = left(seen, stage);
            for (std::size_t row = 0; row + 1 < stock.size(); ++row) {
                REQUIRE(stock[row] >= 0);
                REQUIRE(stock[row + 1] == stock[row] + in[row] - out[row]);
            }
        }
    }
}

TEST_CASE("Everybody is in one stage: the sum of the stages is everybody, and grows by whoever comes from outside") {
    for (std::uint32_t number = 0; number < scenarios; ++number) {
        const RandomScenario scenario = with_balances(number);
        INFO(scenario.yaml());
        const Observed seen = scenario.scene().run(number % 3);
        const std::vector<double> everybody = seen.rows("everybody");
        const bool has_doors = scenario.resources.find("when_full: wait") != std::string::npos;
        double before = 0;
        for (std::size_t row = 0; row < everybody.size(); ++row) {
            double sum = 0, final = 0;
            for (const std::string& stage : scenario.stages) {
                sum += seen.at("stock_" + plain(stage), row);
                final += is_final(stage) ? seen.at("stock_" + plain(stage), row) : 0;
            }
            REQUIRE(everybody[row] == sum);
            const double at_doors = seen.at("under_way", row) + final - sum;
            REQUIRE(at_doors >= 0);
            if (!has_doors) REQUIRE(at_doors == 0);
            REQUIRE(everybody[row] + at_doors >= before);
            before = everybody[row] + at_doors;
            if (row + 1 < everybody.size()) REQUIRE(net_total(seen, scenario.stages, row) == everybody[row + 1] - everybody[row]);
        }
        std::int64_t stock = 0;
        for (const StockMade& line : seen.all().stock) stock += line.persons;
        REQUIRE(everybody.front() == static_cast<double>(stock));
    }
}

namespace {

// Nobody beyond what can be filled, in any site of both pools, and everybody counted in one of them.
void check_places(RandomScenario scenario, std::uint32_t replication) {
    scenario.measures.insert(scenario.measures.end(), {{"guests", "used: hotel, by: [site]"}, {"rooms", "capacity: hotel"}, {"lodged", "persons: {lodged: [coa, hotel]}"},
                                                       {"in_coa", "persons: {lodged: coa}"}, {"waits_for_hotel", "unplaced: hotel"}});
    INFO(scenario.yaml());
    const Observed seen = scenario.scene().run(replication);
    const std::size_t rows = seen.rows("living").size();
    for (std::size_t row = 0; row < rows; ++row) {
        double sum = 0;
        for (const std::string& site : scenario.sites) {
            const double living = seen.at("living", row, "site=" + site);
            const double places = seen.at("places", row, "site=" + site);
            REQUIRE(living >= 0);
            REQUIRE(living <= std::round(places * (site == "azc" ? 0.93 : 1)));
            sum += living;
        }
        REQUIRE(seen.at("living", row) == sum);
        REQUIRE(seen.at("in_coa", row) == sum);
        REQUIRE(seen.at("guests", row) <= seen.at("rooms", row));
        REQUIRE(seen.at("lodged", row) == sum + seen.at("guests", row));
        for (const char* stock : {"unplaced", "waits_for_hotel", "busy", "waiting", "long"}) REQUIRE(seen.at(stock, row) >= 0);
    }
}

}  // namespace

TEST_CASE("No site holds more than can be filled, and the places used are those of the sites") {
    for (std::uint32_t number = 0; number < scenarios; ++number) check_places(random_scenario(number), number % 3);
}

TEST_CASE("Nor where persons lodge for themselves and families join") {
    for (std::uint32_t number = 0; number < scenarios; ++number) {
        const RandomScenario lodgers = with_lodgers(random_scenario(number), number);
        check_places(lodgers, number % 3);
        check_places(with_families(lodgers), number % 3);
        check_places(with_families(random_scenario(number)), number % 3);
    }
}

// Of each site of the hotel at each date: what is taken, what there is, who lives there and in how many households.
template <class See>
void see_the_hotel(const std::string& unit, const See& see) {
    for (std::uint32_t number = 0; number < scenarios; ++number)
        for (RandomScenario scenario : {with_dwellings(random_scenario(number), unit), with_dwellings(with_families(with_lodgers(random_scenario(number), number)), unit)}) {
            scenario.measures.insert(scenario.measures.end(), {{"hotel_taken", "used: hotel, by: [site]"}, {"hotel_there", "capacity: hotel, by: [site]"},
                                                               {"hotel_guests", "persons: {lodged: hotel}, by: [site]"}, {"hotel_families", "households: {lodged: hotel}, by: [site]"}});
            INFO(scenario.yaml());
            const Observed seen = scenario.scene().run(number % 3);
            for (std::size_t row = 0; row < seen.rows("hotel_taken").size(); ++row)
                for (const char* site : {"site=inn", "site=loft"})
                    see(seen.at("hotel_taken", row, site), seen.at("hotel_there", row, site), seen.at("hotel_guests", row, site), seen.at("hotel_families", row, site));
        }
}

TEST_CASE("No more dwellings are taken than there are, and each by people of one household") {
    double most_persons = 0;
    see_the_hotel("households", [&](double taken, double there, double guests, double families) {
        REQUIRE(taken <= there);
        REQUIRE(taken >= families);
        REQUIRE(taken <= guests);
        REQUIRE((taken > 0) == (guests > 0));
        most_persons = std::max(most_persons, guests / std::max(1.0, taken));
    });
    REQUIRE(most_persons > 2);
}

TEST_CASE("No more rooms are taken than there are, a number for each household, and none where nobody lives") {
    double most_rooms = 0;
    see_the_hotel("{by: household_size, 1: 1, 2: 2, 4: 3}", [&](double taken, double there, double guests, double families) {
        REQUIRE(taken <= there);
        REQUIRE(taken >= families);
        REQUIRE((taken > 0) == (guests > 0));
        most_rooms = std::max(most_rooms, taken - families);
    });
    REQUIRE(most_rooms >= 2);
}

TEST_CASE("In a chain of persons, families and journeys side by side nobody is lost, made, or counted twice") {
    const Scene scene(std::filesystem::path(DOORSTROOM_SOURCE_DIR) / "tests/golden/asylum_people.yaml");
    for (std::uint32_t replication = 0; replication < 4; ++replication) {
        const Observed seen = scene.run(replication);
        const std::vector<double> everybody = seen.rows("everybody");
        double expected = everybody[0];
        REQUIRE(expected > 500);
        for (std::size_t month = 0; month + 1 < everybody.size(); ++month) {
            expected += seen.at("came", month) + seen.at("asked", month);
            REQUIRE(everybody[month + 1] == expected);
        }
        REQUIRE(expected > 5000);
        REQUIRE(seen.total("joined") > 50);
    }
}
