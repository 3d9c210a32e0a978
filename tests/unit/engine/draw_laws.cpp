// The laws of uncertain numbers, asked outside of a run: what a replication would draw, and what a design may say.
#include "world/draw_laws.hpp"

#include "catch.hpp"

using namespace doorstroom;

namespace {

// A uniform law between 1 and the value `high`, and a chance that it replaces.
struct Uncertain {
    Plan plan;

    explicit Uncertain(double high) {
        using std::chrono::sys_days;
        plan.calendar = Calendar(sys_days{std::chrono::year{2025} / 1 / 1}, sys_days{std::chrono::year{2026} / 1 / 1}, 1, 1);
        Law law;
        law.family = Law::Family::uniform;
        law.parameters = {{Law::Name::low, number(1)}, {Law::Name::high, number(high)}};
        plan.laws.push_back(law);
        plan.factors.push_back({"resources.homes.openings", LawId{0}, false});
    }
    ValueId number(double number) {
        Value value;
        value.nodes.push_back({});
        value.nodes.back().number = number;
        plan.values.push_back(value);
        return static_cast<ValueId>(plan.values.size() - 1);
    }
};

}  // namespace

TEST_CASE("A law outside of a run has the numbers that a replication draws") {
    const Uncertain uncertain(3);
    const DrawLaws laws(uncertain.plan);
    REQUIRE(laws.draws().size() == 1);
    CHECK(laws.quantile(laws.draws()[0], 0.25) == 1.5);
    CHECK(laws.range(laws.draws()[0]) == DrawLaws::Range{1, 3});
}

TEST_CASE("`min` and `max` narrow a law") {
    Uncertain uncertain(3);
    const ValueId least = uncertain.number(2);
    uncertain.plan.laws[0].minimum = least;
    const DrawLaws laws(uncertain.plan);
    CHECK(laws.range(laws.draws()[0]) == DrawLaws::Range{2, 3});
    CHECK(laws.quantile(laws.draws()[0], 0.5) == Approx(2.5));
}

TEST_CASE("A number put in the place of a chance may be no more than a chance can be") {
    Uncertain uncertain(3);
    Value chance;
    chance.nodes.resize(2);
    chance.nodes[1].op = ValueNode::Op::replaced;
    chance.nodes[1].factor = FactorId{0};
    chance.least = 0;
    chance.most = 1;
    uncertain.plan.values.push_back(chance);
    const DrawLaws laws(uncertain.plan);
    CHECK(laws.allowed(laws.draws()[0]) == DrawLaws::Range{0, 1});
}
