// Servers, slots, and places with their sites.
#include "catch.hpp"
#include "unit/language/compiled.hpp"

using namespace doorstroom;
using namespace doorstroom::language;

namespace {

Compiled resource(const std::string& name, const std::string& keys,
                  const std::vector<std::pair<std::string, std::string>>& tables = {}) {
    return Compiled{{{"resources." + name, keys}}, tables};
}

const std::pair<std::string, std::string> by_town{"measures.inside.by", "[site.town]"};

}  // namespace

TEST_CASE("Slots say how many, how they fall, and what becomes of the unused") {
    const Compiled compiled = resource(
        "homes",
        "{gives: track, openings: {by: track, fast: 5, slow: {2025-01-01: 1, 2026-01-01: 2}}, per: half-year, spread: "
        "start, unused: carry, carry_at_most: 9, order: random, unit: {by: household_size, 1: 1, 3: 2}}");
    CHECK(compiled.told().empty());
    const Resource& homes = compiled.resource("homes");
    CHECK(homes.per == Period::half_year);
    CHECK(homes.spread == Resource::Spread::start);
    CHECK(homes.order == Resource::Order::random);
    CHECK(homes.unit == Resource::Unit::value);
    CHECK(homes.carry);
    CHECK(given(homes.gives));
    CHECK(compiled.number(homes.carry_at_most) == 9);
}

TEST_CASE("A supply differs only where it is kept apart, and is known for every value") {
    CHECK(resource("homes", "{openings: {by: origin, syria: 1, other: 2}}").told() ==
          "`homes` has one supply for every `origin` (`by: origin` keeps a separate supply for each value)");
    CHECK(resource("homes", "{by: [origin, track], openings: {by: origin, syria: 1, other: {by: track, fast: 2}}}")
              .told() == "there is no number for origin other, track slow (give one, or `else`)");
    CHECK(resource("homes", "{by: origin, openings: {by: origin, syria: 1, other: 2}}").told().empty());
    CHECK(resource("desk", "{capacity: {by: origin, syria: 1, other: 2}}").told() ==
          "this number is the same for everybody: it cannot depend on `origin`");
}

TEST_CASE("Places keep their sites in order") {
    const Compiled compiled{{by_town,
                             {"resources.coa",
                              "{fill: in_order, slip: {opens: {fixed: 30 days}, never: 0.1}, sites: {azc: {usable: "
                              "0.9, cost_per_day: 80, payer: Rijk, town: nijmegen}, hotel: {town: druten, opens: "
                              "2025-06-01, closes: 2026-01-01, slip: {closes: {uniform: [-10 days, 90 days]}}}}}"}}};
    CHECK(compiled.told().empty());
    const auto& sites = compiled.plan().sites;
    REQUIRE(sites.size() == 2);
    CHECK(compiled.resource("coa").fill_in_order);
    CHECK(sites[1].tier == 2);
    CHECK(sites[0].payer == "Rijk");
    CHECK_FALSE(given(sites[0].slip_opens));
    CHECK(given(sites[1].slip_opens));
    CHECK(given(sites[1].slip_closes));
    CHECK(compiled.number(sites[1].never) == 0.1);
    CHECK(sites[1].columns.at(0).second == "druten");
}

TEST_CASE("Sites come from a table, and entries are laid over it") {
    const Compiled compiled{
        {by_town,
         {"resources.coa.sites", "{azc: ~, hotel: ~, table: sites.csv, plein: {capacity: 7}, extra: {capacity: 1}}"}},
        {{"sites.csv", "site,capacity,opens,town,remark\nplein,5,,nijmegen,old\nBerg 1,6,2026-01-01,druten,\n"}}};
    CHECK(compiled.told().empty());
    const auto& sites = compiled.plan().sites;
    REQUIRE(sites.size() == 3);
    CHECK(compiled.number(sites[0].capacity) == 7);
    CHECK(sites[1].name == "Berg 1");
    CHECK(sites[1].opens.has_value());
    CHECK(sites[2].name == "extra");
    CHECK(compiled.measure("inside").by.at(0).labels == std::vector<std::string>{"nijmegen", "druten"});
    CHECK(compiled.measure("inside").by.at(0).position == std::vector<std::int32_t>{0, 1, -1});
}

TEST_CASE("A key of a site is known, or a column that a measure uses") {
    CHECK(resource("coa", "{sites: {azc: {capactiy: 4}}}").told() ==
          "unknown key `capactiy` in `resources.coa.sites.azc` (a similar key exists: `capacity`)");
    CHECK(resource("coa", "{sites: {azc: {operator: coa}}}").told() ==
          "unknown key `operator` in `resources.coa.sites.azc` (a site has the columns that a measure uses, such as "
          "`site.operator`)");
    CHECK(Compiled{{by_town, {"resources.coa.sites.azc", "{twon: nijmegen}"}}}.told().find(
              "unknown key `twon` in `resources.coa.sites.azc` (a similar key exists: `town`)") == 0);
    CHECK(resource("coa", "{sites: {table: t.csv}}", {{"t.csv", "site,capacity,clsoes\nx,5,2026-01-01\n"}}).told() ==
          "unknown column `clsoes` of sites (a similar key exists: `closes`)");
}

TEST_CASE("Resources that cannot be are told") {
    CHECK(resource("homes", "{kind: slot}").told() == "`slot` is no kind of resource (a similar word exists: `slots`)");
    CHECK(resource("homes", "{unit: dwellings}").told() ==
          "expected persons, households or a number, found `dwellings` (one of: persons, households)");
    CHECK(resource("homes", "{carry_at_most: 3}").told() == "`carry_at_most` needs `unused: carry`");
    CHECK(resource("homes", "{by: origin, gives: track}").told() == "`by` and `gives` exclude each other");
    CHECK(resource("coa", "{sites: {hotel: {opens: 2026-01-01, closes: 2025-01-01}}}").told() ==
          "`hotel` closes before it opens");
    CHECK(resource("coa", "{sites: {azc: {capacity: -1}}}").told() == "expected a number of 0 or more, found `-1`");
    CHECK(resource("coa", "{sites: {azc: {usable: 1.1}}}").told() == "expected a chance between 0 and 1, found `1.1`");
}

TEST_CASE("What resources do not have yet is refused") {
    CHECK(resource("coa", "{when_full: wait}")
              .told()
              .find("this version does not have `when_full` other than `go_on` yet") == 0);
    CHECK(resource("coa", "{when_full: {to: refused}}")
              .told()
              .find("this version does not have `when_full` other than `go_on` yet") == 0);
    for (const char* key : {"move_up", "order", "by", "gives", "unit"})
        CHECK(resource("coa", "{" + std::string{key} + ": x}")
                  .told()
                  .find("this version does not have `" + std::string{key} + "` yet") == 0);
    for (const char* key : {"spill", "sizes", "fits", "upsize"})
        CHECK(resource("homes", "{" + std::string{key} + ": x}")
                  .told()
                  .find("this version does not have `" + std::string{key} + "` yet") == 0);
}
