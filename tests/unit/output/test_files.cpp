#include "catch.hpp"

#include <cmath>
#include <limits>

#include "output/ensemble_file.hpp"
#include "output/fault.hpp"
#include "output/forecast.hpp"
#include "output/reconciliation.hpp"
#include "output/text_file.hpp"
#include "unit/output/scratch.hpp"

using namespace doorstroom;

namespace {

const double missing = std::numeric_limits<double>::quiet_NaN();

// Two months; a stock in two groups and a flow.
Plan small_plan() {
    using namespace std::chrono;
    Plan plan;
    plan.scenario = "small";
    plan.calendar = Calendar(sys_days{2025y / 1 / 1}, sys_days{2025y / 3 / 1}, 1, 1);
    plan.measures.resize(2);
    plan.measures[0].name = "inside";
    plan.measures[0].unit = "persons";
    plan.measures[0].by.resize(1);
    plan.measures[0].by[0].name = "municipality";
    plan.measures[0].by[0].labels = {"Bergen, NH", "De \"Hoek\""};
    plan.measures[1].name = "moved";
    plan.measures[1].unit = "persons";
    plan.measures[1].kind = Measure::Kind::flow;
    plan.measures[1].at_moment = false;
    return plan;
}

}  // namespace

TEST_CASE("A CSV row quotes what needs it and writes numbers as short as they can be read back") {
    CsvRow row;
    CHECK(row.text("plain").text("a,b").text("say \"no\"").text("").end_line() == "plain,\"a,b\",\"say \"\"no\"\"\",\n");
    row.clear();
    row.number(0.1).number(100000).number(-0.0).number(missing).number(1.0 / 3).number(1e300).whole(-5);
    CHECK(row.end_line() == "0.1,100000,0,,0.3333333333333333,1e+300,-5\n");
}

TEST_CASE("A forecast has a row for each date, measure and group, and none for a period after the last date") {
    const Scratch scratch;
    const Plan plan = small_plan();
    const SeriesTable table = make_series_table(plan);
    std::vector<Summary> summaries(table.series.size() * table.rows, Summary{2, 1.5, 0.5, 1, 1.25, 1.5, 1.75, 2});
    summaries.back() = {};
    CHECK(write_forecast(scratch / "forecast.csv", plan, table, summaries) == 3 * 3 + 2);
    const std::string text = text_of(scratch / "forecast.csv");
    CHECK(text.rfind("scenario,date,measure,group,unit,replications,mean,sd,p05,p25,p50,p75,p95\n"
                     "small,2025-01-01,inside,,persons,2,1.5,0.5,1,1.25,1.5,1.75,2\n"
                     "small,2025-01-01,inside,\"municipality=Bergen, NH\",persons,", 0) == 0);
    CHECK(text.find("small,2025-02-01,moved,,") != std::string::npos);
    CHECK(text.find("small,2025-03-01,moved") == std::string::npos);
}

TEST_CASE("The ensemble file gives back what was written to it, replication by replication") {
    const Scratch scratch;
    const Plan plan = small_plan();
    const SeriesTable table = make_series_table(plan);
    EnsembleFile file(scratch / "ensemble.nc", table, 3, {{"title", "small"}});
    for (std::uint32_t replication = 0; replication < 3; ++replication) {
        std::vector<double> values(table.series.size() * table.rows);
        for (std::size_t i = 0; i < values.size(); ++i) values[i] = 10.0 * static_cast<double>(i) + replication;
        values.back() = missing;
        if (replication == 1) values[5] = missing;
        file.write(replication, values);
    }
    file.close();
    const std::vector<Summary> summaries = summarize_ensemble(scratch / "ensemble.nc", table, 3);
    REQUIRE(summaries.size() == 12);
    CHECK(summaries[4].mean == 41);
    CHECK(summaries[4].sd == 1);
    CHECK(summaries[5].replications == 2);
    CHECK(summaries[5].p50 == 51);
    CHECK(summaries.back().replications == 0);
}

TEST_CASE("Blocks of series that do not fill a chunk are summarized like any other") {
    const Scratch scratch;
    Plan plan = small_plan();
    plan.measures[0].by[0].labels.assign(6001, "x");
    const SeriesTable table = make_series_table(plan);
    EnsembleFile file(scratch / "ensemble.nc", table, 600, {});
    std::vector<double> values(table.series.size() * table.rows);
    for (std::uint32_t replication = 0; replication < 600; ++replication) {
        for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<double>(i) + (replication % 2 ? 1.0 : -1.0);
        file.write(replication, values);
    }
    file.close();
    const std::vector<Summary> summaries = summarize_ensemble(scratch / "ensemble.nc", table, 600);
    bool alike = true;
    for (std::size_t i = 0; i < summaries.size(); ++i)
        alike = alike && summaries[i].replications == 600 && summaries[i].mean == static_cast<double>(i);
    CHECK(alike);
}

TEST_CASE("A scenario without measures still makes an ensemble file") {
    const Scratch scratch;
    Plan plan = small_plan();
    plan.measures.clear();
    const SeriesTable table = make_series_table(plan);
    EnsembleFile file(scratch / "ensemble.nc", table, 2, {});
    file.write(0, {});
    file.write(1, {});
    file.close();
    CHECK(summarize_ensemble(scratch / "ensemble.nc", table, 2).empty());
}

TEST_CASE("A file that is damaged on the disk is noticed when it is read back") {
    const Scratch scratch;
    const Plan plan = small_plan();
    const SeriesTable table = make_series_table(plan);
    EnsembleFile file(scratch / "ensemble.nc", table, 1, {});
    file.write(0, std::vector<double>(table.series.size() * table.rows, 0.1));
    file.close();
    write_text(scratch / "ensemble.nc", text_of(scratch / "ensemble.nc").substr(0, 3000));
    CHECK_THROWS_AS(summarize_ensemble(scratch / "ensemble.nc", table, 1), OutputFault);
}

TEST_CASE("A reconciliation says the mean of what the replications made of each line") {
    const Scratch scratch;
    Plan plan = small_plan();
    plan.stages.resize(1);
    plan.stages[0].name = "asylum.decision";
    plan.stock.resize(1);
    plan.stock[0].name = "waiting";
    plan.stock[0].stage = StageId(0);
    plan.stock[0].basis = "published";
    plan.stock[0].reference = "ind-2025";
    Reconciliation reconciliation(plan);
    reconciliation.add({{3.3, 4, 2, 0}});
    reconciliation.add({{3.3, 3, 2, 1}});
    reconciliation.add({{3.3, 3, 2, 1}});
    reconciliation.write(scratch / "reconciliation.csv");
    CHECK(text_of(scratch / "reconciliation.csv") ==
          "line,stage,unit,asked,persons,households,unplaced,basis,reference\n"
          "waiting,asylum.decision,persons,3.3,3.3333333333333335,2,0.6666666666666666,published,ind-2025\n");
}

TEST_CASE("What cannot be written is an output fault") {
    const Plan plan = small_plan();
    const SeriesTable table = make_series_table(plan);
    CHECK_THROWS_AS(TextFile("/nowhere/at/all.csv"), OutputFault);
    CHECK_THROWS_AS(EnsembleFile("/nowhere/at/all.nc", table, 1, {}), OutputFault);
    TextFile full("/dev/full");
    full.write("x");
    CHECK_THROWS_AS(full.close(), OutputFault);
}
