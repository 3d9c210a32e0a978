// Numbers that depend on the date and on who asks, as the openings of `homes` (with one supply for each origin).
#include "language/values.hpp"

#include <cmath>

#include "catch.hpp"
#include "unit/language/compiled.hpp"

using namespace doorstroom;
using namespace doorstroom::language;

namespace {

using Csv = std::vector<std::pair<std::string, std::string>>;

Compiled openings(const std::string& value, const Csv& tables = {}) {
    return Compiled{{{"resources.homes.by", "[origin]"}, {"resources.homes.openings", value}}, tables};
}

Compiled openings_with(const std::string& values, const std::string& value) {
    return Compiled{{{"values", values}, {"resources.homes.openings", value}}, {}};
}

ValueId amount(const Compiled& compiled) { return compiled.resource("homes").amount; }

// The complaint about this as the term of a stage, a duration.
std::string term(const std::string& value) { return Compiled{{{"pathways.asylum.stages.decided.term", value}}}.told(); }

}  // namespace

TEST_CASE("A constant is one node") {
    const Compiled compiled = openings("12.5");
    CHECK(compiled.plan().at(amount(compiled)).is_constant());
    CHECK(compiled.number(amount(compiled)) == 12.5);
    CHECK(compiled.plan().at(amount(compiled)).address == "resources.homes.openings");
}

TEST_CASE("A dated value holds from each date to the next, and changes within the run only") {
    const Compiled compiled = openings("{2024-06-01: 1, 2026-02-03: 2, 2030-01-01: 3}");
    CHECK(compiled.number(amount(compiled), {}, 2026, 2, 2) == 1);
    CHECK(compiled.number(amount(compiled), {}, 2026, 2, 3) == 2);
    REQUIRE(compiled.plan().at(amount(compiled)).changes.size() == 1);
    CHECK(to_string(compiled.plan().at(amount(compiled)).changes[0]) == "2026-02-03");
}

TEST_CASE("A value by attribute has a place for each code, unset first") {
    const Compiled compiled = openings("{by: origin, syria: 7, else: {2025-01-01: 3, 2026-01-01: 4}}");
    CHECK(compiled.number(amount(compiled), {0}) == 3);
    CHECK(compiled.number(amount(compiled), {1}) == 7);
    CHECK(compiled.number(amount(compiled), {2}, 2026) == 4);
    CHECK(compiled.plan().at(amount(compiled)).table_size() == 3);
}

TEST_CASE("Calculations nest, and share their axes") {
    const Compiled compiled = openings(
        "{product: [10, {sum: [1, {by: origin, syria: 1, else: 2}]}, {ratio: [{by: origin, syria: 1, else: 3}, 2]}]}");
    CHECK(compiled.told().empty());
    CHECK(compiled.plan().at(amount(compiled)).axes.size() == 1);
    CHECK(compiled.number(amount(compiled), {1}) == 10);
    CHECK(compiled.number(amount(compiled), {2}) == 45);
    const Compiled bounded = openings("{min: [4, {max: [2, 3]}]}");
    CHECK(bounded.number(amount(bounded)) == 3);
}

TEST_CASE("By the size of the household the keys are lower bounds") {
    const Compiled compiled{{{"pathways.asylum.stages.decided.priority", "{by: household_size, 1: 5, 3: -1}"}}};
    const Value& value = compiled.plan().at(compiled.stage("decided").priority);
    CHECK(value.axes.at(0).of == Axis::Of::household_size);
    CHECK(value.axes.at(0).lower_bounds == std::vector<double>{1, 3});
    CHECK(compiled.number(compiled.stage("decided").priority, {1}) == -1);
}

TEST_CASE("A named value is the same wherever it is used") {
    const Compiled compiled = openings_with("{a: {value: 6, assumption: why, range: [1, 9]}, b: {sum: [{use: a}, 1]}}",
                                            "{product: [{use: a}, {use: b}]}");
    CHECK(compiled.told().empty());
    CHECK(compiled.number(amount(compiled)) == 42);
}

TEST_CASE("A value that nobody uses, uses itself or is misspelled is told") {
    CHECK(openings_with("{a: 1}", "2").told() == "nobody uses the value `a` (it is used as `{use: a}`)");
    CHECK(openings_with("{a: {use: b}, b: {use: a}}", "{use: a}").told() == "`a` uses itself: a -> b -> a");
    CHECK(openings_with("{rate: 1}", "{sum: [{use: rate}, {use: raet}]}").told() ==
          "there is no value `raet` in `values` (a similar name exists: `rate`)");
    CHECK(openings_with("{rate: 1}", "{sum: [{use: rate}, rate]}").told() ==
          "expected a number of 0 or more, found `rate` (a number of `values` is used as `{use: rate}`)");
}

TEST_CASE("A table gives a number for each row, dated where it has a column from") {
    const Csv tables{
        {"t.csv", "# unit: homes\norigin,from,n\nsyria,2025-01-01,5\nsyria,2026-01-01,6\nother,2024-01-01,1\n"}};
    const Compiled compiled = openings("{table: t.csv, value: n, by: [origin]}", tables);
    CHECK(compiled.told().empty());
    CHECK(compiled.number(amount(compiled), {1}) == 5);
    CHECK(compiled.number(amount(compiled), {1}, 2026) == 6);
    CHECK(compiled.number(amount(compiled), {2}, 2026) == 1);
    CHECK(std::isnan(compiled.number(amount(compiled), {0})));
}

TEST_CASE("Plain numbers of a table take the unit it states") {
    const Compiled compiled{{{"pathways.asylum.stages.decided.term", "{table: t.csv, value: n, by: origin}"}},
                            {{"t.csv", "# unit: weeks\norigin,n\nsyria,2\nother,1 month\n"}}};
    CHECK(compiled.told().empty());
    CHECK(compiled.number(compiled.stage("decided").term_days, {1}) == 14);
    CHECK(compiled.number(compiled.stage("decided").term_days, {2}) == days_per_month);
}

TEST_CASE("What is wrong in a table is told where it stands") {
    const std::string ask = "{table: t.csv, value: n, by: [origin]}";
    CHECK(openings(ask, {{"t.csv", "origin,m\nsyria,1\n"}}).told() ==
          "table `t.csv` has no column `n` (a similar column exists: `m`)");
    CHECK(openings(ask, {{"t.csv", "origin,n\nsyrai,1\nother,2\n"}}).told() ==
          "`syrai` is no value of attribute `origin` (a similar value exists: `syria`)");
    CHECK(openings(ask, {{"t.csv", "origin,n\nsyria,1\nsyria,2\nother,2\n"}}).told() ==
          "a second row of table `t.csv` for the same number (list in `by` the columns that tell its rows apart)");
    CHECK(openings(ask, {{"t.csv", "origin,n\nsyria,1\n"}}).told() ==
          "there is no number for origin other (give one, or `else`)");
    CHECK(openings(ask, {{"t.csv", "origin,n\nsyria,x\nother,1\n"}}).told() ==
          "expected a number of 0 or more, found `x`");
    CHECK(openings(ask, {{"t.csv", "origin,from,n\nsyria,2025-01-01,1\nother,2025-02-01,1\n"}}).told() ==
          "there is no value before 2025-02-01, but one is needed from 2025-01-01");
}

TEST_CASE("A dated value must begin before it is needed") {
    CHECK(openings("{2025-01-02: 1}").told() ==
          "there is no value before 2025-01-02, but one is needed from 2025-01-01 (a dated value holds from its first "
          "date on; give one for the start of the run)");
    CHECK(openings("{2025-02-29: 1}").told().find("the date `2025-02-29` does not exist") == 0);
    CHECK(openings("{2025-01-01: 1, later: 2}").told() == "expected a date beside the other dates, found `later`");
    const Compiled site{{{"resources.coa.sites.hotel", "{opens: 2026-01-01, capacity: {2026-01-01: 5}}"}}};
    CHECK(site.told().empty());
}

TEST_CASE("Durations are days, and mixing units is told") {
    const Compiled compiled{
        {{"pathways.asylum.stages.decided.term", "{product: [{sum: [1 week, 1 day]}, {ratio: [1 year, 1 month]}]}"}}};
    CHECK(compiled.told().empty());
    CHECK(compiled.number(compiled.stage("decided").term_days) == Approx(96));
    CHECK(term("6") == "wrong unit: expected a duration such as `6 weeks`, found `6`");
    CHECK(term("{sum: [6 weeks, 2]}") == "wrong unit: expected a duration such as `6 weeks`, found `2`");
    CHECK(term("{product: [6 weeks, 2 days]}") ==
          "wrong unit: expected a duration such as `6 weeks`, but this `product` holds 2 durations");
    CHECK(term("{product: [6, 2]}") ==
          "wrong unit: expected a duration such as `6 weeks`, but this `product` holds no duration");
    CHECK(term("{ratio: [6, 2 days]}") ==
          "wrong unit: expected a duration such as `6 weeks`, but this `ratio` divides by a duration");
    CHECK(openings("6 weeks").told() == "wrong unit: expected a number, found `6 weeks`");
    CHECK(term("-1 day") == "expected a duration of 0 or more, found `-1 day`");
}

TEST_CASE("A calculation that comes to something impossible is told for the first date and household") {
    CHECK(openings("{sum: [1, {by: origin, syria: -1, else: {2025-01-01: 1, 2026-01-01: -2}}]}").told() ==
          "expected a number of 0 or more, but this comes to -1 (origin unset, on 2026-01-01)");
}

TEST_CASE("By any number of a household or a person the keys are lower bounds, and below the first there is none") {
    for (const auto& [name, of] : {std::pair{"age", Axis::Of::age}, std::pair{"member", Axis::Of::member},
                                   std::pair{"expected_size", Axis::Of::expected_size}}) {
        const Compiled compiled{
            {{"pathways.asylum.stages.decided.priority", "{by: " + std::string{name} + ", 2: 5, 18: -1}"}}};
        const Value& value = compiled.plan().at(compiled.stage("decided").priority);
        REQUIRE(value.axes.size() == 1);
        CHECK(value.axes[0].of == of);
        CHECK(value.axes[0].lower_bounds == std::vector<double>{of == Axis::Of::age ? 0.0 : 1.0, 2, 18});
        CHECK(value.nodes.back().positions == std::vector<std::int32_t>{-1, 0, 1});
    }
    CHECK(openings("{by: household_size, 1: 1, 1.0: 2}").told().find("a second number from 1.0 on") == 0);
}

TEST_CASE("A number may choose another: the keys are lower bounds") {
    const Compiled compiled =
        openings("{by: {sum: [{by: origin, syria: 1, else: 3}, 1]}, 0: 10, 3: {2025-01-01: 20, 2026-01-01: 30}}");
    CHECK(compiled.told().empty());
    CHECK(compiled.number(amount(compiled), {1}) == 10);
    CHECK(compiled.number(amount(compiled), {2}) == 20);
    CHECK(compiled.number(amount(compiled), {2}, 2026) == 30);
    CHECK(compiled.plan().at(amount(compiled)).nodes.back().lower_bounds == std::vector<double>{0, 3});
    CHECK(openings("{by: {sum: [6 weeks]}, 0 weeks: 1, 2 months: 2}").told().empty());
    CHECK(openings("{by: {sum: [6 weeks]}, 0: 1}").told() ==
          "expected a lower bound of the number it is chosen by, found `0` (a duration such as `6 weeks`)");
}

TEST_CASE("A number is fed back from a measure, over a window that ends a while ago") {
    const Compiled compiled =
        openings("{measure: out, over: 4 weeks, lag: 2 days, per: quarter, every: month, before: 7}");
    CHECK(compiled.told().empty());
    const Value& value = compiled.plan().at(amount(compiled));
    const ValueNode& node = value.nodes.back();
    CHECK(node.op == ValueNode::Op::fed_back);
    CHECK(node.number == 1);
    CHECK(value.nodes[node.children.at(0)].number == 7);
    const Feedback& feedback = compiled.plan().feedbacks.at(node.feedback);
    CHECK(compiled.plan().at(feedback.measure).name == "out");
    CHECK(feedback.over_days == 28);
    CHECK(feedback.lag_days == 2);
    CHECK(feedback.per == Period::quarter);
    CHECK(feedback.every == Period::month);
}

TEST_CASE("What is read twice is kept once; whatever is left out has a default") {
    const std::string read = "{measure: inside, before: 1}";
    const Compiled compiled = openings("{sum: [" + read + ", " + read + ", {measure: inside, lag: 1 day, before: 1}]}");
    CHECK(compiled.told().empty());
    REQUIRE(compiled.plan().feedbacks.size() == 2);
    CHECK(compiled.plan().feedbacks[0].over_days == 1);
    CHECK(compiled.plan().feedbacks[0].lag_days == 0);
    CHECK_FALSE(compiled.plan().feedbacks[0].every.has_value());
}

TEST_CASE("A wait fed back is a duration where a duration stands before it") {
    const auto term = [](const std::string& value) {
        return Compiled{{{"measures.slow", "{title: {nl: T, en: T}, wait: {stage: decided}, unit: weeks}"},
                         {"pathways.asylum.stages.decided.term", value}}};
    };
    const Compiled compiled = term("{measure: slow.p90, over: 1 year, before: 6 weeks}");
    CHECK(compiled.told().empty());
    const ValueNode& node = compiled.plan().at(compiled.stage("decided").term_days).nodes.back();
    CHECK(node.number == 7);
    CHECK(compiled.plan().feedbacks.at(0).statistic == 3);
    CHECK(term("{measure: inside, before: 6 weeks}").told() ==
          "wrong unit: expected a duration, and `inside` is none");
    CHECK(term("{measure: slow, before: 6}").told() ==
          "wrong unit: expected a duration such as `6 weeks`, found `6`");
}

TEST_CASE("A measure with groups is read for the value of whoever asks, or of all where nobody has one") {
    const auto by_origin = [](const std::string& address, const std::string& value) {
        return Compiled{{{"measures.inside.by", "[origin]"}, {address, value}}};
    };
    const std::string read = "{measure: inside, before: 1}";
    const Compiled asked = by_origin("pathways.asylum.stages.decided.priority", read);
    CHECK(asked.told().empty());
    const Value& value = asked.plan().at(asked.stage("decided").priority);
    CHECK(value.axes.at(0).attribute == asked.measure("inside").by.at(0).attribute);
    CHECK(value.nodes.back().groups == std::vector<std::uint32_t>{0});
    const Compiled supply = by_origin("resources.homes", "{by: origin, openings: " + read + "}");
    CHECK(supply.told().empty());
    CHECK(supply.plan().at(supply.resource("homes").amount).axes.size() == 1);
    const Compiled all = by_origin("resources.desk.capacity", read);
    CHECK(all.told().empty());
    CHECK(all.plan().at(all.resource("desk").amount).axes.empty());
    CHECK(all.plan().at(all.resource("desk").amount).nodes.back().groups.empty());
    CHECK(Compiled{{{"measures.inside.by", "[site]"}, {"resources.desk.capacity", read}}}.told() ==
          "`inside` is broken down by `site`, and whoever reads it here has none (a measure of the same without that "
          "`by` can be read)");
}

TEST_CASE("What cannot be fed back is told") {
    CHECK(openings("{measure: inside, over: 1 month}").told().find("`before` is missing in `resources.homes.openings`") ==
          0);
    CHECK(openings("{measure: insdie, before: 1}").told() ==
          "there is no measure `insdie` (a similar name exists: `inside`)");
    CHECK(openings("{measure: inside.p90, before: 1}").told() ==
          "`inside` has no statistics: only a wait or time has");
    CHECK(openings("{measure: out, before: 1}").told() ==
          "`out` counts what happens during a period: `per` is missing (such as `per: month`: how many that would be in a "
          "month)");
    CHECK(openings("{measure: inside, per: month, before: 1}").told() ==
          "`inside` is no number of a period: `per` has no place here");
    CHECK(openings("{measure: inside, over: 3 years, before: 1}").told() ==
          "this window never lies inside the run, so that nothing is ever read (a shorter `over` or `lag`)");
    CHECK(openings("{measure: inside, before: -1}").told() == "expected a number of 0 or more, found `-1`");
}

TEST_CASE("A ratio of two flows is no number of a period") {
    const auto ratio = [](const std::string& of, const std::string& read) {
        return Compiled{{{"measures.share", "{title: {nl: T, en: T}, " + of + "}"}, {"resources.homes.openings", read}}}
            .told();
    };
    CHECK(ratio("ratio: [out, out]", "{measure: share, before: 1}").empty());
    CHECK(ratio("ratio: [out, out]", "{measure: share, per: month, before: 1}").empty());
    CHECK(ratio("ratio: [out, 3]", "{measure: share, before: 1}").find("`share` counts what happens") == 0);
    CHECK(ratio("cumulative: out", "{measure: share, before: 1}").empty());
}
