// Households cut from a fitted population.
#include "people/fitted.hpp"

#include <set>

#include "catch.hpp"

using namespace doorstroom;

namespace {

// Two attributes: one of the household, one of its persons; and their tables.
struct Population {
    Plan plan;
    Joint joint;

    Population() {
        for (const bool of_person : {false, true}) {
            Attribute& attribute = plan.attributes.emplace_back();
            attribute.of_person = of_person;
            Joint::Axis& axis = joint.axes.emplace_back();
            axis.attribute = static_cast<AttributeId>(of_person);
            for (const std::uint16_t code : {1, 2, 3}) axis.codes.push_back(code);
        }
        joint.margins = {{0.5, 0.3, 0.2}, {0.25, 0.25, 0.5}};
        joint.margin_axes = {{0}, {1}};
        for (const double first : joint.margins[0])
            for (const double second : joint.margins[1]) joint.shares.push_back(first * second);
    }
};

std::uint8_t three(Who) { return 3; }
std::uint8_t drawn(Who who) { return static_cast<std::uint8_t>(1 + who % 5); }

std::vector<std::int64_t> persons_by(const FittedPeople& people, bool of_household) {
    std::vector<std::int64_t> sums(3);
    for (const FittedHousehold& household : people.households)
        for (std::uint32_t each = household.first; each < household.first + household.size; ++each) ++sums[of_household ? household.cell : people.persons[each]];
    return sums;
}

}  // namespace

TEST_CASE("Households share what is theirs, and their persons meet both tables") {
    const Population population;
    Fitted fitted(population.plan, population.joint, "stock.line");
    for (std::uint32_t replication = 0; replication < 5; ++replication) {
        const FittedPeople people = fitted.persons(1000, Chance(1, replication), drawn);
        CHECK(people.tables_are_whole);
        CHECK(people.missed == 0);
        CHECK(persons_by(people, true) == std::vector<std::int64_t>{500, 300, 200});
        CHECK(persons_by(people, false) == std::vector<std::int64_t>{250, 250, 500});
    }
}

TEST_CASE("Households are as large as drawn, but for the last that share something") {
    const Population population;
    const FittedPeople people = Fitted(population.plan, population.joint, "stock.line").persons(1000, Chance(1, 0), three);
    std::vector<int> of_three(3), smaller(3);
    for (const FittedHousehold& household : people.households) ++(household.size == 3 ? of_three : smaller)[household.cell];
    CHECK(of_three == std::vector<int>{166, 100, 66});
    CHECK(smaller == std::vector<int>{1, 0, 1});
    std::set<Who> all;
    for (const FittedHousehold& household : people.households) CHECK(all.insert(household.who).second);
}

TEST_CASE("Who lives together is drawn anew in each replication, and the same for the same") {
    const Population population;
    Fitted fitted(population.plan, population.joint, "stock.line");
    const std::vector<std::uint32_t> first = fitted.persons(1000, Chance(1, 0), drawn).persons;
    CHECK(fitted.persons(1000, Chance(1, 0), drawn).persons == first);
    CHECK(fitted.persons(1000, Chance(1, 1), drawn).persons != first);
    CHECK(fitted.persons(1000, Chance(2, 0), drawn).persons != first);
    CHECK(Fitted(population.plan, population.joint, "stock.other").persons(1000, Chance(1, 0), drawn).persons != first);
}

TEST_CASE("One person more comes between the others") {
    const Population population;
    Fitted fitted(population.plan, population.joint, "stock.line");
    const std::vector<std::uint32_t> before = fitted.persons(1000, Chance(1, 0), three).persons, after = fitted.persons(1001, Chance(1, 0), three).persons;
    REQUIRE(after.size() == before.size() + 1);
    std::size_t same = 0;
    while (same < before.size() && after[same] == before[same]) ++same;
    for (std::size_t each = same; each < before.size(); ++each) CHECK(after[each + 1] == before[each]);
}

TEST_CASE("As many households as asked for, each whole; their persons are shared out over the tables") {
    const Population population;
    const FittedPeople people = Fitted(population.plan, population.joint, "stock.line").households(200, Chance(1, 0), drawn);
    CHECK(people.households.size() == 200);
    std::vector<int> households(3);
    for (const FittedHousehold& household : people.households) {
        ++households[household.cell];
        CHECK(household.size == drawn(household.who));
    }
    CHECK(households == std::vector<int>{100, 60, 40});
    const double all = static_cast<double>(people.persons.size());
    const std::vector<std::int64_t> of_persons = persons_by(people, false);
    for (std::size_t cell = 0; cell < 3; ++cell) CHECK(std::abs(static_cast<double>(of_persons[cell]) - all * population.joint.margins[1][cell]) < 1);
}

TEST_CASE("Without anything that households share, all persons are one heap") {
    Population population;
    population.plan.attributes[0].of_person = true;
    Fitted fitted(population.plan, population.joint, "stock.line");
    const FittedPeople people = fitted.persons(100, Chance(1, 0), three);
    CHECK(people.households.size() == 34);
    CHECK(people.households.back().size == 1);
    CHECK(fitted.households(30, Chance(1, 0), three).persons.size() == 90);
}
