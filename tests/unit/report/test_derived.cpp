#include "catch.hpp"

#include <cmath>
#include <limits>

#include "doorstroom/trial.hpp"
#include "report/derived.hpp"

using namespace doorstroom;

namespace {

const double missing = std::numeric_limits<double>::quiet_NaN();

Breakdown origins() {
    Breakdown breakdown;
    breakdown.name = "origin";
    breakdown.attribute = AttributeId(0);
    breakdown.labels = {"syria", "other"};
    breakdown.position = {-1, 0, 1};
    return breakdown;
}

Measure measure(const char* name, Measure::Kind kind, bool at_moment) {
    Measure made;
    made.name = name;
    made.kind = kind;
    made.unit = "persons";
    made.at_moment = at_moment;
    return made;
}

Operand operand(std::size_t measure, std::uint8_t statistic = 0) { return {MeasureId(measure), statistic, 0}; }
Operand number(double value) { return {none<MeasureId>, 0, value}; }

Measure derived(Measure::Kind kind, std::vector<Operand> operands, bool at_moment) {
    Measure made = measure("made", kind, at_moment);
    made.operands = std::move(operands);
    return made;
}

// Two periods, three moments. Measure 0 is a stock, 1 another, 2 a flow; what a test adds comes after.
struct Scene {
    Plan plan;
    std::vector<double> values;

    Scene() {
        using namespace std::chrono;
        plan.calendar = Calendar(sys_days{2025y / 1 / 1}, sys_days{2025y / 3 / 1}, 1, 1);
        plan.measures = {measure("inside", Measure::Kind::persons, true), measure("places", Measure::Kind::capacity, true),
                         measure("moved", Measure::Kind::flow, false)};
    }

    // The rows of the measure added last, total first, once the base series hold `base`, series by series.
    std::vector<double> fill(const std::vector<double>& base) {
        const SeriesTable table = make_series_table(plan);
        values.assign(table.series.size() * table.rows, -1.0);
        std::copy(base.begin(), base.end(), values.begin());
        DerivedMeasures(plan, table).fill(values);
        return {values.begin() + static_cast<std::ptrdiff_t>(table.first.back() * table.rows), values.end()};
    }
};

const std::vector<double> base{1, 2, 3, /* places */ 10, 2, 0, /* moved */ 5, 7, missing};

void check_same(const std::vector<double>& found, const std::vector<double>& expected) {
    REQUIRE(found.size() == expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        INFO("at " << i);
        if (std::isnan(expected[i]))
            CHECK(std::isnan(found[i]));
        else
            CHECK(found[i] == expected[i]);
    }
}

}  // namespace

TEST_CASE("Sums and differences take measures and numbers, row by row") {
    Scene scene;
    scene.plan.measures.push_back(derived(Measure::Kind::sum, {operand(0), operand(1), number(100)}, true));
    check_same(scene.fill(base), {111, 104, 103});
    scene.plan.measures.back() = derived(Measure::Kind::difference, {operand(1), operand(0), number(1)}, true);
    check_same(scene.fill(base), {8, -1, -4});
}

TEST_CASE("A ratio has no value where it would divide by zero") {
    Scene scene;
    scene.plan.measures.push_back(derived(Measure::Kind::ratio, {operand(0), operand(1)}, true));
    check_same(scene.fill(base), {0.1, 1, missing});
}

TEST_CASE("`below` is one while the first is less than the second") {
    Scene scene;
    scene.plan.measures.push_back(derived(Measure::Kind::below, {operand(0), operand(1)}, true));
    check_same(scene.fill(base), {1, 0, 0});
}

TEST_CASE("What is made of periods has no value on the last date") {
    Scene scene;
    scene.plan.measures.push_back(derived(Measure::Kind::sum, {operand(2), number(1)}, false));
    check_same(scene.fill(base), {6, 8, missing});
    scene.plan.measures.back() = derived(Measure::Kind::sum, {number(1), number(1)}, false);
    check_same(scene.fill(base), {2, 2, missing});
}

TEST_CASE("A cumulative measure starts at its start and has come in by the end of the period") {
    Scene scene;
    scene.plan.measures.push_back(derived(Measure::Kind::cumulative, {operand(2)}, true));
    check_same(scene.fill(base), {0, 5, 12});
    Value start;
    start.nodes.resize(2);
    start.nodes[0].number = 40;
    start.nodes[1].op = ValueNode::Op::dated;
    start.nodes[1].dates = {scene.plan.calendar.start()};
    start.nodes[1].children = {0};
    scene.plan.values.push_back(start);
    scene.plan.measures.back().start = ValueId(0);
    check_same(scene.fill(base), {40, 45, 52});
}

TEST_CASE("A measure may be made of one that is declared later") {
    Scene scene;
    scene.plan.measures.push_back(derived(Measure::Kind::sum, {operand(4), number(1)}, true));
    scene.plan.measures.push_back(derived(Measure::Kind::sum, {operand(0), number(10)}, true));
    scene.fill(base);
    CHECK(std::vector<double>(scene.values.begin() + 9, scene.values.begin() + 12) == std::vector<double>{12, 13, 14});
}

TEST_CASE("A measure made of itself is refused") {
    Scene scene;
    scene.plan.measures.push_back(derived(Measure::Kind::sum, {operand(4)}, true));
    scene.plan.measures.push_back(derived(Measure::Kind::sum, {operand(3)}, true));
    CHECK_THROWS_AS(DerivedMeasures(scene.plan, make_series_table(scene.plan)), ScenarioFault);
}

TEST_CASE("Operands with the same breakdown combine group by group; a total goes with every group") {
    Scene scene;
    scene.plan.measures[0].by = {origins()};
    scene.plan.measures.pop_back();
    scene.plan.measures.push_back(derived(Measure::Kind::ratio, {operand(0), operand(1)}, true));
    scene.plan.measures.back().by = {origins()};
    check_same(scene.fill({9, 8, 6, /* syria */ 4, 2, 2, /* other */ 5, 6, 4, /* places */ 10, 20, 40}),
               {0.9, 0.4, 0.15, 0.4, 0.1, 0.05, 0.5, 0.3, 0.1});
}

TEST_CASE("A breakdown that only an operand has is refused, unless its total is meant") {
    Scene scene;
    Breakdown payer = origins();
    payer.name = "payer";
    scene.plan.measures[0].by = {payer};
    scene.plan.measures.push_back(derived(Measure::Kind::sum, {operand(0)}, true));
    CHECK_NOTHROW(DerivedMeasures(scene.plan, make_series_table(scene.plan)));
    scene.plan.measures.back().by = {origins()};
    CHECK_THROWS_AS(DerivedMeasures(scene.plan, make_series_table(scene.plan)), ScenarioFault);
}

TEST_CASE("The start of a cumulative measure may differ by group, and the total starts at their sum") {
    Scene scene;
    scene.plan.measures[2].by = {origins()};
    Value start;
    start.axes.resize(1);
    start.axes[0].attribute = AttributeId(0);
    start.axes[0].size = 3;
    start.nodes.resize(3);
    start.nodes[0].number = 30;
    start.nodes[1].number = 12;
    start.nodes[2].op = ValueNode::Op::by;
    start.nodes[2].positions = {-1, 0, 1};
    start.nodes[2].children = {0, 1};
    scene.plan.values.push_back(start);
    scene.plan.measures.push_back(derived(Measure::Kind::cumulative, {operand(2)}, true));
    scene.plan.measures.back().by = {origins()};
    scene.plan.measures.back().start = ValueId(0);
    check_same(scene.fill({0, 0, 0, 0, 0, 0, 3, 3, missing, /* syria */ 1, 1, missing, /* other */ 2, 2, missing}),
               {42, 45, 48, 30, 31, 32, 12, 14, 16});

    scene.plan.values[0].nodes.resize(1);
    scene.plan.values[0].axes.clear();
    CHECK_THROWS_AS(DerivedMeasures(scene.plan, make_series_table(scene.plan)), ScenarioFault);
}

TEST_CASE("A statistic of a wait can be an operand, and where nobody was counted nothing is made of it") {
    Scene scene;
    scene.plan.measures = {measure("wait", Measure::Kind::wait, false)};
    scene.plan.measures.push_back(derived(Measure::Kind::sum, {operand(0, 3), number(1)}, false));
    check_same(scene.fill({1, 1, 1, 2, 2, 2, 3, 3, 3, /* p90 */ 4, missing, missing, /* n */ 5, 0, 0}), {5, missing, missing});
}
