// Persons: their attributes, ages, and what may depend on them.
#include <cmath>

#include "catch.hpp"
#include "unit/language/compiled.hpp"

using namespace doorstroom;
using namespace doorstroom::language;

namespace {

using Layers = std::vector<std::pair<std::string, std::string>>;

Compiled mix(const std::string& mix, const Layers& tables = {}) {
    return Compiled{{{"attributes.route", "{of: person, values: [b1, z]}"}, {"sources.asylum.mix", mix}}, tables};
}

// The first share of the mix that is of ages.
const Shares& ages(const Compiled& compiled) {
    for (const Shares& shares : compiled.plan().sources.at(0).mix)
        if (shares.of == Shares::Of::age) return shares;
    throw std::runtime_error("no ages");
}

const Attribute& attribute(const Compiled& compiled, const std::string& name) {
    for (const Attribute& attribute : compiled.plan().attributes)
        if (attribute.name == name) return attribute;
    throw std::runtime_error("no attribute " + name);
}

}  // namespace

TEST_CASE("The attributes of persons have a word of their own") {
    const Compiled compiled{{{"attributes.route", "{of: person, values: [b1, education, z]}"},
                             {"attributes.level", "{of: person, values: [a1, a2]}"},
                             {"attributes.last", "{of: household, values: [x]}"}}};
    CHECK(compiled.told().empty());
    CHECK(attribute(compiled, "route").of_person);
    CHECK(attribute(compiled, "route").shift == 0);
    CHECK(attribute(compiled, "level").shift == 2);
    CHECK_FALSE(attribute(compiled, "last").of_person);
    CHECK(attribute(compiled, "last").shift == 4);
}

TEST_CASE("Sex is there when it is asked for, and may be declared otherwise") {
    CHECK(Compiled{{}}.plan().attributes.size() == 2);
    const Compiled asked = mix("{sex: {male: 0.7, female: 0.3}}");
    CHECK(asked.told().empty());
    CHECK(attribute(asked, "sex").of_person);
    CHECK(attribute(asked, "sex").values == std::vector<std::string>{"unset", "female", "male"});
    const Compiled declared{{{"attributes.sex", "[f, m, x]"}}};
    CHECK(declared.told().empty());
    CHECK(attribute(declared, "sex").of_person);
    CHECK(attribute(declared, "sex").values.size() == 4);
    CHECK(Compiled{{{"attributes.sex", "{of: household, values: [f, m]}"}}}.told() ==
          "a household has no `sex`: each of its persons has");
    CHECK(mix("{sex: {mal: 0.7, female: 0.3}}").told() ==
          "`mal` is no value of attribute `sex` (a similar value exists: `male`)");
}

TEST_CASE("Ages are drawn from a distribution") {
    const Compiled compiled = mix("{age: {uniform: [18 years, 60 years]}}");
    CHECK(compiled.told().empty());
    CHECK(compiled.plan().at(ages(compiled).age_law).family == Law::Family::uniform);
    CHECK(ages(compiled).codes.empty());
    CHECK(mix("{age: {unifrom: [18 years, 60 years]}}").told().find("unknown key `unifrom`") == 0);
    CHECK(mix("{age: {until: 2030-01-01}}").told() == "no age is drawn from `until`");
    CHECK(mix("{age: forever}").told().find("expected a distribution of ages, or shares by lower bounds in years, found "
                                            "`forever`") == 0);
}

TEST_CASE("Ages are shares of bands, of which the last bound closes the last") {
    const Compiled compiled = mix("{age: {0: 0.3, 18: 0.6, 65: 0.1, 100: 0}}");
    CHECK(compiled.told().empty());
    CHECK(ages(compiled).age_bounds == std::vector<double>{0, 18, 65, 100});
    REQUIRE(ages(compiled).codes == std::vector<std::uint16_t>{0, 1, 2});
    CHECK(compiled.number(ages(compiled).chances[1]) == Approx(0.6));
    CHECK(mix("{age: {0: 0.3, 18: 0.7}}").told() ==
          "the last band of `sources.asylum.mix.age` has no end (the last bound only closes the band before it: `100: 0`)");
    CHECK(mix("{age: {0: 0.3, 18: 0.6, 65: 0}}").told() ==
          "the chances of `sources.asylum.mix.age` sum to 0.9, not to 1");
    CHECK(mix("{age: {0: 0.3, adult: 0.7, 65: 0}}").told() ==
          "expected the lower bound of a band of ages, in years from 0 to 150, found `adult`");
}

TEST_CASE("Bands that differ between choices are cut at each other's bounds") {
    const Compiled compiled = mix("{age: {by: member, 1: {20: 1, 60: 0}, 2: {0: 0.5, 10: 0.5, 40: 0}}}");
    CHECK(compiled.told().empty());
    const Shares& shares = ages(compiled);
    CHECK(shares.age_bounds == std::vector<double>{0, 10, 20, 40, 60});
    // By member: the first is between 20 and 60, later ones are younger.
    CHECK(compiled.number(shares.chances[0], {0}) == 0);
    CHECK(compiled.number(shares.chances[0], {1}) == 0.5);
    CHECK(compiled.number(shares.chances[2], {0}) == Approx(0.5));
    CHECK(compiled.number(shares.chances[2], {1}) == Approx(0.5 * 2 / 3));
    CHECK(compiled.number(shares.chances[3], {0}) == Approx(0.5));
    CHECK(compiled.number(shares.chances[3], {1}) == 0);
}

TEST_CASE("Ages may come from a table, by what was drawn before") {
    const Compiled compiled = mix("{origin: {syria: 1}, age: {table: t.csv, value: share, by: [origin, age]}}",
                                  {{"t.csv", "origin,age,share\nsyria,0,0.4\nsyria,18,0.6\nsyria,80,0\nother,0,0.2\n"
                                             "other,18,0.8\nother,80,0\n"}});
    CHECK(compiled.told().empty());
    CHECK(ages(compiled).age_bounds == std::vector<double>{0, 18, 80});
    CHECK(compiled.number(ages(compiled).chances[1], {2}) == 0.8);
}

TEST_CASE("A mix may depend on ages, members and persons drawn before") {
    const Compiled compiled =
        mix("{age: {by: member, 1: {18: 1, 65: 0}, 2: {0: 1, 18: 0}}, sex: {by: age, 0: {male: 0.5, female: 0.5}, 18: male}, "
            "route: {by: sex, male: b1, else: z}}");
    CHECK(compiled.told().empty());
    const auto& mixed = compiled.plan().sources.at(0).mix;
    REQUIRE(mixed.size() == 4);
    CHECK(compiled.plan().at(mixed[2].chances[0]).axes[0].of == Axis::Of::age);
    CHECK(compiled.plan().at(mixed[2].chances[0]).axes[0].lower_bounds == std::vector<double>{0, 18});
    CHECK(mix("{sex: {by: age, 0: male}, age: {0: 1, 80: 0}}").told() ==
          "`sex` depends on `age`, which is not drawn yet (a mix is drawn in the order written)");
    CHECK(mix("{age: {uniform: [{by: route, b1: 18 years, else: 30 years}, 60 years]}, route: b1}").told() ==
          "`age` depends on `route`, which is not drawn yet (a mix is drawn in the order written)");
    CHECK(mix("{age: {0: 1, 80: 0}, track: {by: age, 0: fast}}").told() ==
          "`track` is of the household and cannot depend on `age` (a household is drawn before its persons are)");
    CHECK(mix("{agge: {0: 1, 80: 0}}").told() == "there is no attribute `agge` (a similar name exists: `age`)");
    CHECK(Compiled{{{"sources.asylum.age", "{0: 1, 80: 0}"}}}.told() == "`age` stands in `mix`");
}

TEST_CASE("Numbers may depend on what is known of a person") {
    const Layers aged{{"sources.asylum.mix.age", "{0: 0.3, 18: 0.7, 65: 0}"}};
    Layers layers = aged;
    layers.emplace_back("pathways.asylum.stages.decided.next",
                        "{refused: {by: age, 12: 0.1, 18: {by: member, 1: 0.2, 2: 0.3}}, housed: rest}");
    const Compiled compiled{layers};
    CHECK(compiled.told().empty());
    const ValueId chance = compiled.stage("decided").next[0].chance;
    const auto& axes = compiled.plan().at(chance).axes;
    REQUIRE(axes.size() == 2);
    const std::size_t age = axes[0].of == Axis::Of::age ? 0 : 1;
    CHECK(axes[age].lower_bounds == std::vector<double>{0, 12, 18});
    CHECK(axes[1 - age].of == Axis::Of::member);
    std::vector<std::uint32_t> at(2, 1);
    at[age] = 2;
    CHECK(compiled.number(chance, at) == 0.3);
    at[age] = 0;
    CHECK(std::isnan(compiled.number(chance, at)));
    CHECK(Compiled{{{"resources.desk.capacity", "{by: age, 0: 1}"}}}.told() ==
          "this number is the same for everybody: it cannot depend on `age`");
    CHECK(Compiled{{{"pathways.asylum.stages.decided.term", "{by: agee, 0: 1 day}"}}}.told() ==
          "there is no attribute `agee` (a similar name exists: `age`)");
    CHECK(Compiled{{{"pathways.asylum.stages.decided.term", "{by: expected_size, 1: 1 day, 4: 2 days}"}}}.told().empty());
}

TEST_CASE("Who asks for ages is told when nobody is given one") {
    CHECK(Compiled{{{"pathways.asylum.stages.decided.term", "{by: age, 0: 1 day, 18: 2 days}"}}}.told() ==
          "`sources.asylum` gives nobody an age, and `asylum.decided` asks for it (`mix: {age: …}`, a distribution, or "
          "shares by lower bounds in years)");
    CHECK(Compiled{{{"pathways.asylum.stages.arrived.stay", "{age: 18}"}}}.told().find(
              "`sources.asylum` gives nobody an age, and `asylum.arrived` asks for it") == 0);
    CHECK(Compiled{{{"stock", "{old: {pathway: asylum, stage: arrived, persons: 3, mix: {sex: {by: age, 0: male}}}}"}}}
              .told()
              .find("`stock.old` gives nobody an age, and it asks for it") == 0);
}

TEST_CASE("A duration lasts until a birthday") {
    const Compiled compiled{{{"sources.asylum.mix.age", "{0: 1, 18: 0}"},
                             {"pathways.asylum.stages.arrived.stay", "{age: {by: origin, syria: 18, else: 21}}"}}};
    CHECK(compiled.told().empty());
    const Law& law = compiled.plan().at(compiled.stage("arrived").law);
    CHECK(law.family == Law::Family::age);
    CHECK(compiled.number(law.parameters.at(0).value, {2}) == 21);
}
