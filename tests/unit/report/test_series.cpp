#include "catch.hpp"

#include "doorstroom/series.hpp"

using namespace doorstroom;

namespace {

Plan plan_with(const Measure& measure) {
    using namespace std::chrono;
    Plan plan;
    plan.calendar = Calendar(sys_days{2025y / 1 / 15}, sys_days{2025y / 3 / 1}, 1, 1);
    plan.measures = {measure};
    return plan;
}

}  // namespace

TEST_CASE("A measure broken down twice has its total first, then every pair, the first breakdown slowest") {
    Measure measure;
    measure.name = "inside";
    measure.by.resize(2);
    measure.by[0].name = "origin";
    measure.by[0].labels = {"syria", "other"};
    measure.by[1].name = "site";
    measure.by[1].labels = {"north", "south", "west"};
    const SeriesTable table = make_series_table(plan_with(measure));
    REQUIRE(table.series.size() == 7);
    CHECK(table.series[0].group_name.empty());
    CHECK(table.series[1].group_name == "origin=syria;site=north");
    CHECK(table.series[2].group_name == "origin=syria;site=south");
    CHECK(table.series[4].group_name == "origin=other;site=north");
    CHECK(table.at(MeasureId(0), 0, 6) == 6);
    CHECK(table.rows == 3);
}

TEST_CASE("A wait has five statistics, each with every group; the number counted is in persons") {
    Measure measure;
    measure.name = "wait";
    measure.unit = "weeks";
    measure.kind = Measure::Kind::wait;
    measure.by.resize(1);
    measure.by[0].name = "origin";
    measure.by[0].labels = {"syria"};
    const SeriesTable table = make_series_table(plan_with(measure));
    REQUIRE(table.series.size() == 10);
    CHECK(table.series[0].name == "wait.mean");
    CHECK(table.series[1].name == "wait.mean");
    CHECK(table.series[1].group_name == "origin=syria");
    CHECK(table.series[table.at(MeasureId(0), 3, 0)].name == "wait.p90");
    CHECK(table.series[table.at(MeasureId(0), 3, 0)].unit == "weeks");
    CHECK(table.series[table.at(MeasureId(0), 4, 1)].name == "wait.n");
    CHECK(table.series[table.at(MeasureId(0), 4, 1)].unit == "persons");
}
