// Measures: whom they count, how they are dated, and what they are made of.
#include "catch.hpp"
#include "unit/language/compiled.hpp"

using namespace doorstroom;
using namespace doorstroom::language;

namespace {

Compiled measures(const std::string& first, const std::string& second = {}) {
    const auto titled = [](const std::string& keys) { return "{title: {nl: T, en: T}, " + keys + "}"; };
    std::vector<std::pair<std::string, std::string>> laid{{"measures.first", titled(first)}};
    if (!second.empty()) laid.emplace_back("measures.second", titled(second));
    return Compiled{laid};
}

}  // namespace

TEST_CASE("A stock counts in stages, pools and pillars") {
    const Compiled compiled = measures(
        "persons: {stage: asylum, lodged: coa, longer_than: 6 weeks}, where: {origin: syria, site: azc}, by: [origin, "
        "site]");
    CHECK(compiled.told().empty());
    const Measure& measure = compiled.measure("first");
    CHECK(measure.stages.size() == 3);  // those that are not final
    CHECK(measure.longer_than_days == 42);
    CHECK(measure.at_moment);
    CHECK(measure.unit == "persons");
    CHECK(measure.by.at(0).position == std::vector<std::int32_t>{-1, 0, 1});
    CHECK(measure.by.at(1).labels == std::vector<std::string>{"azc", "hotel"});
    CHECK_FALSE(measures("persons: {lodged: coa}, over: max").measure("first").at_moment);
    CHECK(measures("persons: {lodged: coa}").measure("first").any_stage);
}

TEST_CASE("Flows name stages, waits have units") {
    const Compiled flow = measures("flow: {from: decided, to: [asylum.refused, housed]}, unit: households");
    CHECK(flow.told().empty());
    CHECK(flow.measure("first").stages.size() == 2);
    CHECK(flow.measure("first").from.size() == 1);
    CHECK(flow.measure("first").count_households);
    CHECK_FALSE(flow.measure("first").at_moment);
    const Compiled wait = measures("wait: {from: arrived, to: housed}, unit: weeks");
    CHECK(wait.measure("first").between);
    CHECK(wait.measure("first").days_per_unit == 7);
    CHECK(measures("time: {stage: decided}, unit: hours").measure("first").days_per_unit == 1.0 / 24);
    CHECK(measures("flow: {out_of: decided}").measure("first").stages.empty());
    CHECK(measures("flow: {into: asylum}").measure("first").stages.size() == 5);
    CHECK(measures("flow: {out_of: asylum}").measure("first").from.size() == 3);
    CHECK(measures("flow: {from: asylum, to: refused}")
              .told()
              .find("`asylum` is a whole pathway; name its stages here") == 0);
    CHECK(measures("flow: {out_of: housed}").told() == "nobody leaves `asylum.housed`: it is final");
}

TEST_CASE("What is used of slots is counted during the period, of places at its end") {
    CHECK_FALSE(measures("used: homes").measure("first").at_moment);
    CHECK(measures("used: coa").measure("first").at_moment);
    CHECK(measures("used: homes, unit: homes").measure("first").unit == "homes");
    CHECK(measures("capacity: coa, by: [site]").told().empty());
    CHECK(measures("capacity: homes, by: [origin]").told() == "`homes` has no separate supply by `origin`");
    CHECK(measures("capacity: coa, where: {origin: syria}").told() == "`coa` has no separate supply for those");
    CHECK(measures("used: homes, over: max").told().find("only a stock is counted at the end or `over` a period") == 0);
    CHECK(measures("queue: coa").told() ==
          "nobody awaits `coa`: it has places (`unplaced` counts persons without a place)");
    CHECK(measures("unused: desk").told() == "only openings of slots lapse; `desk` has none");
}

TEST_CASE("Whole pathways count who stands at their doors, where there are any") {
    const auto doors = [](const std::string& when_full, const std::string& counted) {
        const Compiled compiled{{{"resources.coa.when_full", when_full},
                                 {"measures.first", "{title: {nl: T, en: T}, persons: {" + counted + "}}"}}};
        CHECK(compiled.told().empty());
        return compiled.measure("first").doors.size();
    };
    CHECK(doors("wait", "stage: asylum") == 1);
    CHECK(doors("wait", "stage: [asylum, asylum.housed]") == 1);
    CHECK(doors("wait", "stage: arrived") == 0);
    CHECK(doors("wait", "stage: asylum, longer_than: 1 week") == 0);
    CHECK(doors("go_on", "stage: asylum") == 0);
}

TEST_CASE("A measure made of others takes their unit, dating and groups") {
    const Compiled compiled = measures("flow: {into: refused}, by: [origin]",
                                       "cumulative: first, by: [origin], start: {by: origin, syria: 3, other: 4}");
    CHECK(compiled.told().empty());
    CHECK(compiled.measure("second").unit == "persons");
    CHECK(compiled.measure("second").at_moment);
    CHECK(compiled.measure("second").by.at(0).labels.size() == 2);
    const Compiled share = measures("persons: {lodged: coa}, by: [site]", "ratio: [first, 300]");
    CHECK(share.measure("second").unit == "1");
    CHECK(share.measure("second").by.empty());
    CHECK(share.measure("second").operands.at(1).number == 300);
    const Compiled wait = measures("wait: {stage: decided}", "difference: [first.p90, first.p50]");
    CHECK(wait.told().empty());
    CHECK(wait.measure("second").operands.at(0).statistic == 3);
    CHECK(wait.measure("second").unit == "days");
}

TEST_CASE("Measures that cannot be combined are told") {
    CHECK(measures("persons: {lodged: coa}", "sum: [first, out]")
              .told()
              .find("`first` and `out` are dated differently") == 0);
    CHECK(measures("cost: {lodged: coa}", "sum: [first, out]").told() ==
          "wrong unit: `second` combines measures of different units");
    CHECK(measures("persons: {lodged: coa}", "cumulative: first").told().find("`first` is a stock already") == 0);
    CHECK(measures("sum: [second]", "sum: [first]").told().find("measure `first` is made of itself") == 0);
    CHECK(measures("flow: {into: refused}", "sum: [first], by: [origin]").told() ==
          "no measure `second` is made of has groups by `origin`");
    CHECK(measures("flow: {into: refused}, by: [origin]", "cumulative: first, by: origin, start: 3")
              .told()
              .find("a start is needed for each group of `second`") == 0);
    CHECK(measures("sum: [otu]").told() == "there is no measure `otu` (a similar name exists: `out`)");
    CHECK(measures("sum: [out.p90]").told() == "`out` has no statistics: only a wait or time has");
    CHECK(measures("ratio: [out]").told() == "`ratio` expects a list of 2 measures or numbers, found 1");
}

TEST_CASE("Measures that say nothing, or too much, are told") {
    CHECK(measures("persons: {}").told() ==
          "`measures.first.persons` does not say whom it counts (`stage`, `lodged` or `pillar`)");
    CHECK(measures("persons: {lodged: coa}, queue: desk").told() == "`persons` and `queue` exclude each other");
    CHECK(measures("over_term: {stage: arrived}").told() == "none of these stages has a `term`");
    CHECK(measures("wait: {stage: decided}, unit: fortnights").told() ==
          "wrong unit: `fortnights` cannot be the unit of `first` (one of: days, minutes, hours, weeks, months, years)");
    CHECK(measures("persons: {stage: arrived}, where: {site.town: nijmegen}").told() ==
          "no site has `nijmegen` in column `town`");
    CHECK(measures("persons: {pillar: opvang}").told() == "no stage has pillar `opvang`");
    CHECK(measures("persons: {stage: asylum.huosed}").told() ==
          "there is no stage or pathway `asylum.huosed` (a similar name exists: `asylum.housed`)");
    CHECK(measures("persons: {stage: arrived}, by: [payer]").told() == "only a `cost` has a payer");
}
