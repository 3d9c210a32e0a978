// Values as they stand today: dated, by attribute, computed, uncertain; and what has no value.
#include "world/readings.hpp"

#include <cmath>

#include "catch.hpp"
#include "doorstroom/uncertain.hpp"

using namespace doorstroom;
using Op = ValueNode::Op;

namespace {

Date day(int year, unsigned month, unsigned number) { return std::chrono::sys_days{std::chrono::year{year} / month / number}; }

// A plan of values only: a run of two years, an attribute `origin` of two values.
class Values {
public:
    Plan plan;

    Values() {
        plan.calendar = Calendar(day(2025, 1, 1), day(2027, 1, 1), 1, 1);
        plan.attributes.push_back({"origin", false, {"unset", "syria", "other"}, 3, 2});
    }

    ValueId constant(double number) { return add({node(Op::constant, number)}); }
    ValueId add(std::vector<ValueNode> nodes, std::vector<Axis> axes = {}, std::vector<Date> changes = {}) {
        Value value;
        value.nodes = std::move(nodes);
        value.axes = std::move(axes);
        value.changes = std::move(changes);
        value.address = "values.test";
        value.place = "test.yaml:1:1";
        plan.values.push_back(std::move(value));
        return static_cast<ValueId>(plan.values.size() - 1);
    }
    LawId law(Law::Family family, std::vector<Law::Parameter> parameters) {
        Law law;
        law.family = family;
        law.parameters = std::move(parameters);
        law.place = "test.yaml:2:2";
        plan.laws.push_back(std::move(law));
        return static_cast<LawId>(plan.laws.size() - 1);
    }
    Axis origin() const {
        Axis axis;
        axis.attribute = AttributeId{0};
        axis.size = 3;
        return axis;
    }
    Traits of(std::uint16_t code, std::uint16_t size = 1) const {
        Traits traits;
        traits.attributes = with_code(plan.attributes[0], 0, code);
        traits.size = size;
        return traits;
    }

    static ValueNode node(Op op, double number = 0, std::vector<std::uint32_t> children = {}) {
        ValueNode made;
        made.op = op;
        made.number = number;
        made.children = std::move(children);
        return made;
    }
};

ValueNode dated(std::vector<Date> dates, std::vector<std::uint32_t> children) {
    ValueNode node = Values::node(Op::dated, 0, std::move(children));
    node.dates = std::move(dates);
    return node;
}

ValueNode by(std::vector<std::int32_t> positions, std::vector<std::uint32_t> children) {
    ValueNode node = Values::node(Op::by, 0, std::move(children));
    node.positions = std::move(positions);
    return node;
}

Tick tick_of(const Plan& plan, Date date) { return plan.calendar.first_tick_from(date); }

void run_until(Readings& readings, const Plan& plan, Date date) {
    for (Tick now{1}; now <= tick_of(plan, date); ++now) readings.refresh(now);
}

// 100 times an uncertain number between 0.8 and 1.4: one that is drawn once, and one that walks.
std::pair<ValueId, ValueId> steady_and_walking(Values& values) {
    const ValueId low = values.constant(0.8), high = values.constant(1.4);
    const LawId uniform = values.law(Law::Family::uniform, {{Law::Name::low, low}, {Law::Name::high, high}});
    values.plan.factors = {{"steady", uniform, false}, {"walking", uniform, true}};
    ValueNode steady = Values::node(Op::times, 0, {0});
    steady.factor = FactorId{0};
    ValueNode walking = Values::node(Op::times, 0, {0});
    walking.factor = FactorId{1};
    const ValueId once = values.add({Values::node(Op::constant, 100), steady});
    return {once, values.add({Values::node(Op::constant, 100), walking}, {}, {day(2026, 1, 1)})};
}

}  // namespace

TEST_CASE("A dated value holds from its date on; a value before its first date is the user's fault") {
    Values values;
    const ValueId step = values.add({Values::node(Op::constant, 1), Values::node(Op::constant, 2), dated({day(2024, 6, 1), day(2026, 3, 1)}, {0, 1})}, {}, {day(2026, 3, 1)});
    const ValueId late = values.add({Values::node(Op::constant, 7), dated({day(2025, 2, 1)}, {0})}, {}, {day(2025, 2, 1)});
    Readings readings(values.plan);
    readings.begin({}, Uncertainty::middle);
    CHECK(readings.number(step, {}) == 1);
    CHECK_FALSE(readings.has_number(late, {}));
    CHECK_THROWS_AS(readings.number(late, {}), ScenarioFault);
    CHECK_THROWS_AS(readings.chance(late, {}), ScenarioFault);
    run_until(readings, values.plan, day(2025, 1, 31));
    CHECK_THROWS_WITH(readings.number(late, {}), "`values.test` has no value on 2025-01-31 for whoever asks it");
    run_until(readings, values.plan, day(2025, 2, 1));
    CHECK(readings.number(late, {}) == 7);
    CHECK(readings.changed_today(late));
    CHECK_FALSE(readings.changed_today(step));
    run_until(readings, values.plan, day(2026, 2, 28));
    CHECK(readings.number(step, {}) == 1);
    run_until(readings, values.plan, day(2026, 3, 1));
    CHECK(readings.number(step, {}) == 2);
    readings.begin({}, Uncertainty::middle);  // the next replication begins at the start again
    CHECK(readings.number(step, {}) == 1);
}

TEST_CASE("A value by attribute and by size answers whoever asks") {
    Values values;
    const ValueId by_origin = values.add({Values::node(Op::constant, 0.1), Values::node(Op::constant, 0.6), by({-1, 0, 1}, {0, 1})}, {values.origin()});
    Axis size;
    size.of = Axis::Of::household_size;
    size.lower_bounds = {1, 3};
    size.size = 2;
    ValueNode small_or_large = by({0, 1}, {0, 1});
    small_or_large.axis = 0;
    const ValueId by_size = values.add({Values::node(Op::constant, 50), Values::node(Op::constant, 90), small_or_large}, {size});
    Readings readings(values.plan);
    readings.begin({}, Uncertainty::middle);
    CHECK(readings.number(by_origin, values.of(1)) == 0.1);
    CHECK(readings.number(by_origin, values.of(2)) == 0.6);
    CHECK_THROWS_AS(readings.number(by_origin, values.of(0)), ScenarioFault);
    CHECK(readings.number(by_size, values.of(0, 2)) == 50);
    CHECK(readings.number(by_size, values.of(0, 3)) == 90);
    CHECK(readings.number(by_size, values.of(0, 12)) == 90);
}

TEST_CASE("Sums, products, ratios and the like; a missing part makes the whole missing") {
    Values values;
    const auto of = [&](Op op) { return values.add({Values::node(Op::constant, 6), Values::node(Op::constant, 1.5), Values::node(op, 0, {0, 1})}); };
    const ValueId sum = of(Op::sum), product = of(Op::product), least = of(Op::minimum), most = of(Op::maximum), ratio = of(Op::ratio);
    const ValueId missing = values.add({Values::node(Op::missing), Values::node(Op::constant, 1), Values::node(Op::minimum, 0, {0, 1})});
    Readings readings(values.plan);
    readings.begin({}, Uncertainty::middle);
    CHECK(readings.number(sum, {}) == 7.5);
    CHECK(readings.number(product, {}) == 9);
    CHECK(readings.number(least, {}) == 1.5);
    CHECK(readings.number(most, {}) == 6);
    CHECK(readings.number(ratio, {}) == 4);
    CHECK_FALSE(readings.has_number(missing, {}));
}

TEST_CASE("A chance is kept between 0 and 1 and as a threshold of 2^32") {
    Values values;
    const ValueId half = values.constant(0.5), more = values.constant(1.5), less = values.constant(-0.5);
    Readings readings(values.plan);
    readings.begin({}, Uncertainty::middle);
    CHECK(readings.chance(half, {}) == std::uint64_t{1} << 31);
    CHECK(readings.chance(more, {}) == std::uint64_t{1} << 32);
    CHECK(readings.chance(less, {}) == 0);
}

TEST_CASE("An uncertain factor is one draw for a replication; one that walks is multiplied each first of January") {
    Values values;
    const auto [a, b] = steady_and_walking(values);
    Readings readings(values.plan);
    readings.begin(Chance(1, 0), Uncertainty::middle);
    CHECK(readings.number(a, {}) == Approx(110));
    run_until(readings, values.plan, day(2026, 1, 1));
    CHECK(readings.number(a, {}) == Approx(110));
    CHECK(readings.number(b, {}) == Approx(121));

    double sum = 0;
    for (std::uint32_t replication = 0; replication < 400; ++replication) {
        readings.begin(Chance(1, replication), Uncertainty::drawn);
        const double first = readings.number(b, {});
        CHECK(readings.number(a, {}) >= 80);
        CHECK(readings.number(a, {}) <= 140);
        CHECK(readings.number(a, {}) != first);
        sum += readings.number(a, {}) / 400;
        run_until(readings, values.plan, day(2026, 1, 1));
        CHECK(readings.number(b, {}) != first);
    }
    CHECK(sum == Approx(110).margin(4));
}

TEST_CASE("A number given to a trial is taken as it is, and every other is drawn as if none were given") {
    Values values;
    const auto [a, b] = steady_and_walking(values);

    const std::vector<UncertainDraw> draws = uncertain_draws(values.plan);
    REQUIRE(draws.size() == 3);
    CHECK(draws[0].name == "steady");
    CHECK(draws[1].name == "walking");
    CHECK(draws[2].name == "walking@2026");

    Readings readings(values.plan);
    readings.begin(Chance(1, 0), Uncertainty::drawn);
    const double drawn = readings.number(a, {});
    const double missing = std::nan("");
    const std::vector<double> given{missing, 3, 0.5};
    readings.begin(Chance(1, 0), Uncertainty::drawn, given);
    CHECK(readings.number(a, {}) == drawn);
    CHECK(readings.number(b, {}) == 300);
    run_until(readings, values.plan, day(2026, 1, 1));
    CHECK(readings.number(b, {}) == 150);
}

TEST_CASE("Of two that are correlated the second follows the first's own draw, also when the first is given another number") {
    Values values;
    const ValueId low = values.constant(0), high = values.constant(1);
    const LawId uniform = values.law(Law::Family::uniform, {{Law::Name::low, low}, {Law::Name::high, high}});
    values.plan.factors = {{"a", uniform, false}, {"b", uniform, false}};
    ValueNode a = Values::node(Op::replaced), b = Values::node(Op::replaced);
    a.factor = FactorId{0};
    b.factor = FactorId{1};
    const ValueId of_a = values.add({a}), of_b = values.add({b});
    const auto read = [&](const std::vector<double>& given) {
        Readings readings(values.plan);
        readings.begin(Chance(1, 3), Uncertainty::drawn, given);
        return std::pair{readings.number(of_a, {}), readings.number(of_b, {})};
    };
    const auto alone = read({});
    values.plan.factors[1].normal = {{FactorId{0}, 0.6}, {FactorId{1}, 0.8}};
    const auto together = read({});
    CHECK(together.first == alone.first);
    CHECK(normal_quantile(together.second) == Approx(0.6 * normal_quantile(alone.first) + 0.8 * normal_quantile(alone.second)).epsilon(1e-9));
    CHECK(read({0.01, std::nan("")}) == std::pair{0.01, together.second});
    values.plan.factors[1].normal = {{FactorId{0}, 1}, {FactorId{1}, 0}};
    CHECK(read({}).second == Approx(alone.first).epsilon(1e-12));
    Readings middle(values.plan);
    middle.begin(Chance(1, 3), Uncertainty::middle);
    CHECK(middle.number(of_b, {}) == 0.5);
}

TEST_CASE("A law reads its numbers on the day, and faults only when somebody asks one that is missing") {
    Values values;
    const ValueId mean = values.add({Values::node(Op::constant, 10), Values::node(Op::constant, 40), dated({day(2025, 1, 1), day(2026, 1, 1)}, {0, 1})}, {}, {day(2026, 1, 1)});
    const LawId fixed = values.law(Law::Family::fixed, {{Law::Name::value, mean}});
    const ValueId times = values.add({Values::node(Op::constant, 2), by({-1, 0, 0}, {0})}, {values.origin()});
    values.plan.laws.push_back(values.plan.laws.back());
    values.plan.laws.back().times = times;
    const LawId longer{1};
    const LawId until = values.law(Law::Family::until, {});
    values.plan.laws.back().until = day(2025, 1, 31);
    const LawId forever = values.law(Law::Family::forever, {});
    Readings readings(values.plan);
    readings.begin({}, Uncertainty::middle);
    CHECK(readings.law(fixed, {}).draw(0) == 10);
    CHECK(readings.law(longer, values.of(1)).draw(0) == 20);
    CHECK_THROWS_AS(readings.law(longer, values.of(0)), ScenarioFault);
    CHECK(readings.law(until, {}).draw(0) == 30);
    CHECK(readings.law(forever, {}).draw(0) == never);
    run_until(readings, values.plan, day(2025, 2, 10));
    CHECK(readings.law(until, {}).draw(0) == 0);
    run_until(readings, values.plan, day(2026, 1, 1));
    CHECK(readings.law(fixed, {}).draw(0) == 40);
    CHECK(readings.law(longer, values.of(2)).draw(0) == 80);
}

TEST_CASE("Shares keep their order, follow whoever asks, and fault where they say nothing") {
    Values values;
    const ValueId first = values.add({Values::node(Op::constant, 0.25), Values::node(Op::constant, 0), by({-1, 0, 1}, {0, 1})}, {values.origin()});
    const ValueId second = values.add({Values::node(Op::constant, 0.75), Values::node(Op::constant, 1), by({-1, 0, 1}, {0, 1})}, {values.origin()});
    Shares shares;
    shares.codes = {1, 4};
    shares.chances = {first, second};
    Readings readings(values.plan);
    readings.begin({}, Uncertainty::middle);
    ShareTable table(values.plan, shares);
    table.fill(readings);
    CHECK(table.draw(0x3FFFFFFF, values.of(1)) == 1);
    CHECK(table.draw(0x40000000, values.of(1)) == 4);
    CHECK(table.draw(0, values.of(2)) == 4);
    CHECK(table.draw(0xFFFFFFFF, values.of(2)) == 4);
    CHECK_THROWS_AS(table.draw(0, values.of(0)), ScenarioFault);
    CHECK(table.mean_code(values.of(1)) == Approx(3.25));
}
