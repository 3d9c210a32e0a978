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
          "`desk` has one supply for every `origin` (`by: origin` keeps a separate supply for each value)");
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

TEST_CASE("Servers may be kept apart by attributes too") {
    const Compiled compiled = resource("desk", "{by: [origin, track], capacity: {by: origin, syria: 2, other: 1}}");
    CHECK(compiled.told().empty());
    CHECK(compiled.resource("desk").by.size() == 2);
    CHECK(resource("desk", "{by: origin, capacity: {by: origin, syria: 2}}").told() ==
          "there is no number for origin other (give one, or `else`)");
    CHECK(resource("desk", "{gives: track, capacity: {by: track, fast: 2, slow: 3}}").told().empty());
    CHECK(resource("desk", "{by: [origin, origin]}").told() == "`origin` stands here twice");
}

TEST_CASE("Dwellings have sizes, by whom they fit") {
    const Compiled compiled = resource(
        "homes", "{by: origin, sizes: {by: origin, syria: {1: 0.5, 4: 0.5}, other: {2: 1}}, fits: expected_size, upsize: true}");
    CHECK(compiled.told().empty());
    const Resource& homes = compiled.resource("homes");
    REQUIRE(homes.sizes.has_value());
    CHECK(homes.sizes->codes == std::vector<std::uint16_t>{1, 2, 4});
    CHECK(compiled.number(homes.sizes->chances[2], {1}) == 0.5);
    CHECK(homes.fits_expected);
    CHECK(homes.upsize);
    CHECK(resource("homes", "{fits: household_size}").told() == "`fits` needs `sizes`");
    CHECK(resource("homes", "{upsize: true}").told() == "`upsize` needs `sizes`");
    CHECK(resource("homes", "{sizes: {1: 0.5, 2: 0.4}}").told() ==
          "the chances of `resources.homes.sizes` sum to 0.9, not to 1");
    CHECK(resource("homes", "{sizes: {by: origin, syria: {1: 1}, other: {2: 1}}}").told() ==
          "`homes` has one supply for every `origin` (`by: origin` keeps a separate supply for each value)");
    CHECK(resource("homes", "{sizes: {by: household_size, 1: {1: 1}, 2: {2: 1}}}").told() ==
          "this number is the same for everybody: it cannot depend on `household_size`");
}

TEST_CASE("What would lapse spills to a resource declared later, or to the other values") {
    const auto spilling = [](const std::string& from, const std::string& to) {
        return Compiled{{{"resources.homes", from}, {"resources.later", "{kind: slots, openings: 1, per: year" + to + "}"}}};
    };
    const Compiled compiled = spilling("{by: [origin, track], spill: later}", ", by: track");
    CHECK(compiled.told().empty());
    CHECK(compiled.plan().at(compiled.resource("homes").spill).name == "later");
    CHECK(resource("homes", "{by: origin, spill: others}").resource("homes").spill_others);
    CHECK(resource("homes", "{spill: others}").told() ==
          "`homes` has one supply: there are no others to spill to (`by` or `gives` keeps supplies apart)");
    CHECK(resource("homes", "{spill: desk}").told() == "only slots take openings; `desk` has none");
    CHECK(resource("homes", "{spill: homes}").told() ==
          "`homes` must be declared after `homes` to take what it spills (resources are settled in the order declared)");
    CHECK(spilling("{by: origin, spill: later}", ", by: track").told() ==
          "`later` has a supply for each `track`, and an opening of `homes` is nobody's in particular (it has the same "
          "supplies, or fewer)");
    CHECK(spilling("{spill: later}", ", sizes: {1: 1}").told() ==
          "`later` has other `sizes` than `homes` (it has the same, or none)");
    CHECK(spilling("{spill: later}", ", unit: persons").told() ==
          "`homes` and `later` have openings of another `unit`");
    CHECK(resource("homes", "{by: origin, unused: carry, spill: others}").told() ==
          "nothing lapses that could spill: all of it is carried (`carry_at_most`, or `unused: expire`)");
}

TEST_CASE("Sites say whom they take, whose they are, and what they cost empty") {
    const Compiled compiled = resource("coa",
                                       "{by: origin, move_up: true, unit: persons, order: oldest, sites: {azc: {origin: syria, "
                                       "who: {household_size: {below: 5}}, cost_open: 20}, hotel: {origin: other}}}");
    CHECK(compiled.told().empty());
    const auto& sites = compiled.plan().sites;
    CHECK(sites[0].by_codes == std::vector<std::uint16_t>{1});
    CHECK(sites[1].by_codes == std::vector<std::uint16_t>{2});
    CHECK(given(sites[0].who));
    CHECK(compiled.number(sites[0].cost_open) == 20);
    CHECK(compiled.resource("coa").move_up);
    CHECK(resource("coa", "{by: origin, sites: {azc: {origin: syrai}, hotel: {origin: other}}}").told() ==
          "`syrai` is no value of attribute `origin` (a similar value exists: `syria`)");
    CHECK(resource("coa", "{by: origin, sites: {azc: {origin: syria}}}").told() ==
          "`origin` is missing in `resources.coa.sites.hotel` (with `by: origin` a site is of one of its values)");
    CHECK(resource("coa", "{sites: {azc: {cost_open: {by: origin, syria: 1, other: 2}}}}").told() ==
          "this number is the same for everybody: it cannot depend on `origin`");
    CHECK(resource("coa", "{order: random}").resource("coa").order == Resource::Order::random);
    CHECK(resource("coa", "{order: eldest}").told().find("`eldest` is no choice for `order`") == 0);
    CHECK(resource("coa", "{unit: households}").told() == "");
    const Compiled rooms = resource("coa", "{unit: {by: origin, syria: 2, else: 1}}");
    CHECK(rooms.told().empty());
    CHECK(rooms.resource("coa").unit == Resource::Unit::value);
    CHECK(rooms.resource("coa").has_dwellings());
    CHECK(resource("coa", "{unit: -2}").told() == "expected a number of 0 or more, found `-2`");
    CHECK(resource("coa", "{unit: rooms}").told() == "expected persons, households or a number, found `rooms` (one of: persons, households)");
    CHECK(resource("coa", "{gives: origin}").told().find("(with `gives: origin` a site is of one of its values)") != std::string::npos);
    CHECK(resource("coa", "{gives: origin, by: track}").told().find("`by` and `gives` exclude each other") != std::string::npos);
}

TEST_CASE("A site of a table is somebody's by its column") {
    const Compiled compiled{{{"resources.coa", "{by: origin, sites: {azc: ~, hotel: ~, table: s.csv}}"}},
                            {{"s.csv", "site,capacity,origin\na,5,other\nb,6,syria\n"}}};
    CHECK(compiled.told().empty());
    CHECK(compiled.plan().sites.at(0).by_codes == std::vector<std::uint16_t>{2});
}

TEST_CASE("Who finds a pool full waits at the door, or goes to a stage of their pathway") {
    CHECK(resource("coa", "{when_full: wait}").resource("coa").when_full == Resource::WhenFull::wait);
    const Compiled compiled = resource("coa", "{when_full: {to: refused}}");
    CHECK(compiled.told().empty());
    CHECK(compiled.resource("coa").when_full == Resource::WhenFull::turn_away);
    REQUIRE(compiled.resource("coa").turned_to.size() == 1);
    CHECK(compiled.plan().at(compiled.resource("coa").turned_to[0]).name == "asylum.refused");
    CHECK(resource("coa", "{when_full: {to: street}}").told() ==
          "there is no stage `street` in pathway `asylum` (one of: arrived, heard, decided, refused, housed)");
    CHECK(resource("coa", "{when_full: {to: arrived}}").told() ==
          "`asylum.arrived` lodges in `coa` itself: who is turned away could not enter it");
    CHECK(resource("coa", "{when_full: leave}").told() ==
          "`leave` is no choice for `when_full` (one of: go_on, wait, {to: STAGE})");
}

TEST_CASE("A stage to which only a full pool leads is reached") {
    const Compiled compiled{{{"resources.coa.when_full", "{to: street}"},
                             {"pathways.asylum.stages.street", "{stay: {fixed: 9 days}, next: arrived}"}}};
    CHECK(compiled.told().empty());
}
