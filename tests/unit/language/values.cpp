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

TEST_CASE("What numbers do not have yet is refused") {
    CHECK(openings("{measure: inside, over: 1 month}")
              .told()
              .find("this version does not have numbers fed back from measures yet") != std::string::npos);
}
