// Columns of a design: what each is drawn from, in the words of SALib, and how they are correlated.
#include "designs/design.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "catch.hpp"
#include "support/ranks.hpp"
#include "world/readings.hpp"

using namespace doorstroom;
using tests::spearman;
using Family = Law::Family;
using Name = Law::Name;
using Method = DesignWishes::Method;

namespace {

// A plan of uncertain numbers only, over three calendar years.
class Plans {
public:
    Plan plan;

    Plans() {
        using namespace std::chrono;
        plan.scenario = "small";
        plan.calendar = Calendar(sys_days{2025y / 1 / 1}, sys_days{2027y / 6 / 1}, 1, 1);
    }
    Law law(Family family, const std::vector<std::pair<Name, double>>& parameters) {
        Law law;
        law.family = family;
        for (const auto& [name, number] : parameters) law.parameters.push_back({name, constant(number)});
        return law;
    }
    ValueId constant(double number) {
        Value value;
        value.nodes.push_back({});
        value.nodes.back().op = ValueNode::Op::constant;
        value.nodes.back().number = number;
        plan.values.push_back(value);
        return static_cast<ValueId>(plan.values.size() - 1);
    }
    Factor& add(const std::string& path, Law law, bool walks = false) {
        plan.laws.push_back(std::move(law));
        plan.factors.push_back({path, static_cast<LawId>(plan.laws.size() - 1), walks});
        return plan.factors.back();
    }
    Factor& add_uniform(const std::string& path, bool walks = false) { return add(path, law(Family::uniform, {{Name::low, 0}, {Name::high, 1}}), walks); }
    DesignColumn column(Law law) {
        plan.factors.clear();
        add("a", std::move(law));
        return DesignColumns(plan, {}).all().at(0);
    }
};

std::vector<std::string> names_of(const DesignColumns& columns) {
    std::vector<std::string> names;
    for (const DesignColumn& column : columns.all()) names.push_back(column.name());
    return names;
}

std::vector<double> column_of(const SampledDesign& design, std::size_t column) {
    std::vector<double> numbers;
    for (std::size_t row = 0; row < design.numbers.rows(); ++row) numbers.push_back(design.numbers.row(row)[column]);
    return numbers;
}

// Of two normal numbers whose ranks are correlated so.
std::vector<Factor::Part> correlated(double of_ranks) {
    const double weight = 2 * std::sin(3.14159265358979323846 / 6 * of_ranks);
    return {{FactorId{0}, weight}, {FactorId{1}, std::sqrt(1 - weight * weight)}};
}

// What is said when this is refused; nothing when it is not.
template <class Act>
std::string refusal(const Act& act) {
    try {
        act();
    } catch (const DesignFault& fault) {
        return fault.what();
    }
    return {};
}

bool begins(const std::string& text, const std::string& with) { return text.compare(0, with.size(), with) == 0; }

DesignWishes wishes(Method method, std::uint32_t size, std::vector<std::string> parameters = {}) {
    DesignWishes made;
    made.method = method;
    made.size = size;
    made.parameters = std::move(parameters);
    return made;
}

}  // namespace

TEST_CASE("SALib's names and bounds are those of the law as it is drawn") {
    Plans plans;
    const DesignColumn uniform = plans.column(plans.law(Family::uniform, {{Name::low, 2}, {Name::high, 5}}));
    CHECK(uniform.name() == "a");
    CHECK(uniform.dist == "unif");
    CHECK(uniform.bounds == std::vector<double>{2, 5});
    const DesignColumn triangular = plans.column(plans.law(Family::triangular, {{Name::low, 1}, {Name::mode, 2}, {Name::high, 5}}));
    CHECK(triangular.dist == "triang");
    CHECK(triangular.bounds == std::vector<double>{1, 5, 0.25});  // the peak as a share of the width
    const DesignColumn lognormal = plans.column(plans.law(Family::lognormal, {{Name::median, 2}, {Name::p90, 3}}));
    CHECK(lognormal.dist == "lognorm");
    CHECK(lognormal.bounds[0] == Approx(std::log(2.0)).epsilon(1e-14));
    CHECK(lognormal.bounds[1] == Approx(std::log(1.5) / 1.2815515655446004).epsilon(1e-12));
    const DesignColumn by_mean = plans.column(plans.law(Family::lognormal, {{Name::mean, 1}, {Name::cv, 0.5}}));
    CHECK(by_mean.bounds[1] == Approx(std::sqrt(std::log(1.25))).epsilon(1e-12));
    CHECK(by_mean.bounds[0] == Approx(-std::log(1.25) / 2).epsilon(1e-12));
}

TEST_CASE("Bounds of a law that is cut off are taken with it; what SALib has no name for is drawn by its shares") {
    Plans plans;
    Law cut = plans.law(Family::uniform, {{Name::low, 2}, {Name::high, 5}});
    cut.minimum = plans.constant(3);
    cut.maximum = plans.constant(9);
    const DesignColumn uniform = plans.column(cut);
    CHECK(uniform.dist == "unif");
    CHECK(uniform.bounds == std::vector<double>{3, 5});
    CHECK(uniform.number(0.5) == Approx(4));
    Law above = plans.law(Family::lognormal, {{Name::median, 1}, {Name::p90, 2}});
    above.maximum = plans.constant(2);
    const DesignColumn lognormal = plans.column(above);
    CHECK(lognormal.name() == "quantile:a");
    CHECK(lognormal.dist == "unif");
    CHECK(lognormal.bounds == std::vector<double>{0, 1});
    CHECK(lognormal.number(0.3) == 0.3);
    CHECK(lognormal.law.at(1 - 1e-9) == Approx(2).margin(1e-6));
    Law from_zero = plans.law(Family::lognormal, {{Name::median, 1}, {Name::p90, 2}});
    from_zero.minimum = plans.constant(0);
    CHECK(plans.column(from_zero).dist == "lognorm");
    Law triangle = plans.law(Family::triangular, {{Name::low, 1}, {Name::mode, 2}, {Name::high, 5}});
    triangle.maximum = plans.constant(4);
    CHECK(plans.column(triangle).name() == "quantile:a");
    CHECK(plans.column(plans.law(Family::triangular, {{Name::low, 1}, {Name::mode, 5}, {Name::high, 5}})).of_shares);  // SALib has no peak at the end
    CHECK(plans.column(plans.law(Family::triangular, {{Name::low, -5}, {Name::mode, -3}, {Name::high, -1}})).of_shares);
    CHECK(plans.column(plans.law(Family::gamma, {{Name::mean, 1}, {Name::sd, 0.5}})).of_shares);
    CHECK(plans.column(plans.law(Family::exponential, {{Name::mean, 1}})).of_shares);
}

TEST_CASE("A law that reaches beyond what its place takes is drawn by its shares, so that what is cut off is cut off as in a run") {
    const auto column_of = [](double high) {
        Plans plans;
        Value chance;
        chance.nodes.resize(2);
        chance.nodes[1].op = ValueNode::Op::replaced;
        chance.nodes[1].factor = FactorId{0};
        chance.least = 0;
        chance.most = 1;
        plans.plan.values.push_back(chance);
        return plans.column(plans.law(Family::uniform, {{Name::low, 0.5}, {Name::high, high}}));
    };
    CHECK(column_of(1).name() == "a");
    CHECK(column_of(1.2).name() == "quantile:a");
}

TEST_CASE("A column has the numbers that a run would draw at the same shares") {
    Plans plans;
    Law cut = plans.law(Family::gamma, {{Name::mean, 3}, {Name::sd, 2}});
    cut.minimum = plans.constant(1);
    plans.add("a", cut);
    plans.add("b", plans.law(Family::triangular, {{Name::low, 1}, {Name::mode, 2}, {Name::high, 5}}));
    plans.add("c", plans.law(Family::lognormal, {{Name::median, 1}, {Name::p90, 1.4}}));
    Readings readings(plans.plan);
    readings.begin(Chance(1, 0), Uncertainty::middle);
    const DesignColumns columns(plans.plan, {});
    for (std::size_t each = 0; each < 3; ++each)
        for (const double share : {1e-12, 0.01, 0.3, 0.5, 0.77, 0.999})
            CHECK(columns.all()[each].law.at(share) == readings.quantile_of(plans.plan.factors[each].law, share));
}

TEST_CASE("The years of a walk are columns of one group") {
    Plans plans;
    plans.add_uniform("a");
    plans.add_uniform("b", true);
    plans.add_uniform("c");
    const DesignColumns columns(plans.plan, {});
    CHECK(names_of(columns) == std::vector<std::string>{"a", "b", "b@2026", "b@2027", "c"});
    CHECK(columns.groups() == std::vector<std::string>{"a", "b", "c"});
    CHECK(columns.axes().group == std::vector<std::size_t>{0, 1, 1, 1, 2});
    CHECK_FALSE(columns.are_groups_columns());
    CHECK(names_of(DesignColumns(plans.plan, {"c", "a"})) == std::vector<std::string>{"a", "c"});
    CHECK(DesignColumns(plans.plan, {"c", "a"}).are_groups_columns());
}

TEST_CASE("A single walk is taken apart into its years; correlated numbers alone are not") {
    Plans plans;
    plans.add_uniform("a", true);
    const SampledDesign walk = make_design(plans.plan, wishes(Method::saltelli, 4));
    CHECK(walk.numbers.rows() == 4 * 5);
    CHECK(walk.columns.groups() == std::vector<std::string>{"a", "a@2026", "a@2027"});
    Plans two;
    two.add_uniform("a");
    two.add_uniform("b").normal = correlated(0.5);
    CHECK(begins(refusal([&] { make_design(two.plan, wishes(Method::morris, 4)); }), "all of these parameters are correlated with one another"));
    CHECK(make_design(two.plan, wishes(Method::sobol, 4)).numbers.rows() == 4);
}

TEST_CASE("Correlated columns are one group, and a design has all of them or none") {
    Plans plans;
    plans.add_uniform("a");
    plans.add_uniform("b").normal = correlated(0.5);
    plans.add_uniform("c");
    const DesignColumns columns(plans.plan, {});
    CHECK(columns.groups() == std::vector<std::string>{"a", "c"});
    CHECK(columns.axes().group == std::vector<std::size_t>{0, 0, 1});
    CHECK(refusal([&] { DesignColumns(plans.plan, {"b", "c"}); }) == "--parameters: `b` is correlated with `a`: a design has both of them, or neither");
    CHECK(make_design(plans.plan, wishes(Method::saltelli, 8)).numbers.rows() == 8 * 4);
}

TEST_CASE("Designs are as correlated as the plan says, and not where it says nothing") {
    Plans plans;
    plans.add("a", plans.law(Family::lognormal, {{Name::median, 1}, {Name::p90, 2}}));
    plans.add("b", plans.law(Family::triangular, {{Name::low, 0}, {Name::mode, 1}, {Name::high, 2}})).normal = correlated(-0.7);
    plans.add_uniform("c");
    for (const Method method : {Method::sobol, Method::lhs}) {
        const SampledDesign design = make_design(plans.plan, wishes(method, 2048));
        CHECK(spearman(column_of(design, 0), column_of(design, 1)) == Approx(-0.7).margin(0.035));  // 3 standard errors of a random sample
        CHECK(std::abs(spearman(column_of(design, 0), column_of(design, 2))) < 0.07);
    }
}

TEST_CASE("A correlated Latin hypercube keeps one point in each slice") {
    Plans plans;
    plans.add_uniform("a");
    plans.add_uniform("b").normal = correlated(0.9);
    const SampledDesign design = make_design(plans.plan, wishes(Method::lhs, 50));
    for (std::size_t column = 0; column < 2; ++column) {
        std::vector<int> slices(50, 0);
        for (const double number : column_of(design, column)) ++slices.at(static_cast<std::size_t>(number * 50));
        CHECK(slices == std::vector<int>(50, 1));
    }
}

TEST_CASE("The numbers of a design follow the law of each column") {
    Plans plans;
    plans.add("a", plans.law(Family::lognormal, {{Name::median, 3}, {Name::p90, 6}}));
    plans.add("b", plans.law(Family::triangular, {{Name::low, 1}, {Name::mode, 2}, {Name::high, 5}}));
    plans.add("c", plans.law(Family::exponential, {{Name::mean, 1}}));
    for (const Method method : {Method::sobol, Method::lhs}) {
        const SampledDesign design = make_design(plans.plan, wishes(method, 1024));
        std::vector<double> a = column_of(design, 0), b = column_of(design, 1), c = column_of(design, 2);
        for (std::vector<double>* column : {&a, &b, &c}) std::sort(column->begin(), column->end());
        CHECK(a[512] == Approx(3).epsilon(0.01));
        CHECK(a[922] == Approx(6).epsilon(0.01));
        CHECK(std::accumulate(b.begin(), b.end(), 0.0) / 1024 == Approx(8.0 / 3).epsilon(0.001));
        CHECK(c[512] == Approx(0.5).margin(0.001));  // a share of the law
    }
}

TEST_CASE("What is always the same number has no column") {
    Plans plans;
    plans.add_uniform("a");
    plans.add("b", plans.law(Family::fixed, {{Name::value, 2}}));
    const DesignColumns columns(plans.plan, {});
    CHECK(names_of(columns) == std::vector<std::string>{"a"});
    CHECK(columns.left_out() == std::vector<std::string>{"b"});
    CHECK(begins(refusal([&] { DesignColumns(plans.plan, {"b"}); }), "what is uncertain in `small` is always the same number"));
}

TEST_CASE("What cannot be sampled is refused") {
    Plans plans;
    CHECK(refusal([&] { DesignColumns(plans.plan, {}); }) == "`small` has nothing under `uncertain`: there is nothing to sample");
    plans.add_uniform("values.inflow", true);
    plans.add_uniform("values.grants");
    CHECK(refusal([&] { DesignColumns(plans.plan, {"values.grant"}); }) ==
          "--parameters: nothing is uncertain at `values.grant`; a similar path exists: `values.grants`");
    CHECK(make_design(plans.plan, wishes(Method::full, 31)).numbers.rows() == 923521);
    CHECK(begins(refusal([&] { make_design(plans.plan, wishes(Method::full, 32)); }), "32 levels of 4 columns are 1.05e+06 rows"));
    CHECK(begins(refusal([&] { make_design(plans.plan, wishes(Method::lhs, 100'000'000)); }), "100000000 rows of 4 columns are 4e+08 numbers"));
}

TEST_CASE("The problem is as SALib reads it") {
    Plans plans;
    plans.add_uniform("a", true);
    plans.add("b", plans.law(Family::exponential, {{Name::mean, 1}}));
    const DesignWishes asked = wishes(Method::morris, 4);
    CHECK(problem_text(make_design(plans.plan, asked), asked, "small", "00ff") == R"({
  "num_vars": 4,
  "names": ["a", "a@2026", "a@2027", "quantile:b"],
  "bounds": [[0, 1], [0, 1], [0, 1], [0, 1]],
  "dists": ["unif", "unif", "unif", "unif"],
  "groups": ["a", "a", "a", "b"],
  "sample": {
    "method": "morris",
    "size": 4,
    "second_order": false,
    "levels": 4,
    "seed": 1,
    "scenario": "small",
    "digest": "00ff"
  }
}
)");
    const DesignWishes alone = wishes(Method::lhs, 4, {"b"});
    CHECK(problem_text(make_design(plans.plan, alone), alone, "small", "00ff").find("\"groups\": null") != std::string::npos);
}
