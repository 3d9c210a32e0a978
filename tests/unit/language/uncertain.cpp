// Numbers drawn once for each replication, and what the run section says.
#include "catch.hpp"
#include "unit/language/compiled.hpp"

using namespace doorstroom;
using namespace doorstroom::language;

namespace {

Compiled uncertain(const std::string& path, const std::string& how) {
    return Compiled{{{"uncertain", "{" + path + ": " + how + "}"}}};
}

const std::string around_one = "{times: {lognormal: {median: 1, p90: 1.4}}, walk: year}";

bool refers(const Value& value, ValueNode::Op op) {
    return value.nodes.back().op == op && index(value.nodes.back().factor) == 0;
}

}  // namespace

TEST_CASE("A factor is put around the number at its address, and walks on each 1 January") {
    const Compiled compiled = uncertain("resources.homes.openings", around_one);
    CHECK(compiled.told().empty());
    const Value& value = compiled.plan().at(compiled.resource("homes").amount);
    CHECK(refers(value, ValueNode::Op::times));
    REQUIRE(value.changes.size() == 1);
    CHECK(to_string(value.changes[0]) == "2026-01-01");
    CHECK(compiled.plan().factors.at(0).walks);
}

TEST_CASE("A number may be replaced, and a distribution multiplied") {
    const Compiled chance = uncertain("pathways.asylum.stages.decided.next.refused", "{value: {uniform: [0.1, 0.3]}}");
    CHECK(chance.told().empty());
    CHECK(refers(chance.plan().at(chance.stage("decided").next[0].chance), ValueNode::Op::replaced));
    const Compiled law = uncertain("pathways.asylum.stages.heard.takes", around_one);
    CHECK(law.told().empty());
    CHECK(refers(law.plan().at(law.plan().at(law.stage("heard").law).times), ValueNode::Op::times));
}

TEST_CASE("A duration may be replaced by one that is drawn; so may a distribution, by one time for everybody") {
    const Compiled term = uncertain("pathways.asylum.stages.decided.term", "{value: {uniform: [2 weeks, 6 weeks]}}");
    CHECK(term.told().empty());
    CHECK(refers(term.plan().at(term.stage("decided").term_days), ValueNode::Op::replaced));
    const Compiled law = uncertain("pathways.asylum.stages.heard.takes", "{value: {uniform: [2 days, 6 days]}}");
    CHECK(law.told().empty());
    const Law& fixed = law.plan().at(law.stage("heard").law);
    CHECK(fixed.family == Law::Family::fixed);
    CHECK(refers(law.plan().at(fixed.parameters.at(0).value), ValueNode::Op::replaced));
    const Compiled mean = uncertain("pathways.asylum.stages.heard.takes.mean", "{value: {fixed: 3 days}}");
    CHECK(mean.told().empty());
}

TEST_CASE("Without a branch with rest the others give in proportion") {
    const Compiled compiled{{{"uncertain", "{pathways.asylum.stages.decided.next.refused: {times: {fixed: 2}}}"},
                             {"pathways.asylum.stages.decided.next", "{refused: 0.2, heard: 0.6, housed: 0.2}"}}};
    CHECK(compiled.told().empty());
    const auto& next = compiled.stage("decided").next;
    REQUIRE(next.size() == 3);
    // As the reader sees it, with the draw left out: as they were.
    CHECK(compiled.number(next[0].chance) == 0.2);
    CHECK(compiled.number(next[1].chance) == Approx(0.2));
    CHECK_FALSE(given(next[2].chance));  // takes what is left
}

TEST_CASE("Where others fit some only, the chances stand as stated and the stage says what takes their place") {
    const Compiled compiled{{{"uncertain", "{pathways.asylum.stages.decided.next.refused: {times: {fixed: 2}}}"},
                             {"pathways.asylum.stages.decided.next",
                              "{refused: {when: {origin: syria}, chance: 0.25}, housed: {chance: 0.75}, heard: {when: {origin: other}, chance: 0.25}}"}}};
    CHECK(compiled.told().empty());
    const Stage& decided = compiled.stage("decided");
    REQUIRE(decided.reshares.size() == 1);
    REQUIRE(decided.reshares[0].size() == 1);
    const Reshare& drawn = decided.reshares[0][0];
    CHECK(compiled.plan().at(decided.next[drawn.branch].to).name == "asylum.refused");
    CHECK_FALSE(given(drawn.holds));  // always
    CHECK(compiled.number(decided.next[drawn.branch].chance) == 0.25);
}

TEST_CASE("A named value is uncertain wherever it is used") {
    const Compiled compiled{{{"values", "{rate: 3}"},
                             {"uncertain", "{values.rate: {times: {fixed: 2}}}"},
                             {"resources.homes.openings", "{sum: [{use: rate}, {use: rate}]}"}}};
    CHECK(compiled.told().empty());
    int factors = 0;
    for (const ValueNode& node : compiled.plan().at(compiled.resource("homes").amount).nodes)
        factors += node.op == ValueNode::Op::times;
    CHECK(factors == 2);
}

TEST_CASE("What cannot be uncertain is told") {
    CHECK(uncertain("resources.homes.opening", around_one).told() ==
          "there is no number at `resources.homes.opening` (a similar address exists: `resources.homes.openings`)");
    CHECK(uncertain("pathways.asylum.stages.decided.next.housed", around_one).told() ==
          "the branch `housed` has `rest`: it has no chance to change");
    CHECK(uncertain("pathways.asylum.stages.heard.takes", "{value: {fixed: 2}}").told() ==
          "wrong unit: `pathways.asylum.stages.heard.takes` is a duration: it can be drawn with `times`, or as one");
    CHECK(uncertain("pathways.asylum.stages.decided.term", "{value: {fixed: 2}}").told() ==
          "wrong unit: `pathways.asylum.stages.decided.term` is a duration: it can be drawn with `times`, or as one");
    CHECK(uncertain("resources.homes.openings", "{value: {fixed: 2 days}}").told() ==
          "wrong unit: `resources.homes.openings` is a number, not a duration");
    CHECK(Compiled{{{"values", "{d: 2 days}"},
                    {"uncertain", "{pathways.asylum.stages.decided.term: {value: {fixed: {use: d}}}}"}}}
              .told()
              .empty());
    CHECK(uncertain("pathways.asylum.stages.decided.term", "{value: {fixed: {2025-01-01: 2 days, 2026-01-01: 3 days}}}")
              .told() == "what an uncertain number is drawn from cannot depend on anything");
    CHECK(uncertain("resources.homes.openings", "{times: {fixed: 2 days}}").told() ==
          "wrong unit: expected a number, found `2 days`");
    CHECK(uncertain("resources.homes.openings", "{value: {fixed: 2}, walk: year}").told() ==
          "only a number drawn with `times` can walk");
}

TEST_CASE("The run has a calendar, a seed and a grid") {
    const Compiled compiled{{{"run", "{tick: 6 hours, seed: 9007199254740992, replications: 20, report: half-year}"}}};
    CHECK(compiled.told().empty());
    CHECK(compiled.plan().calendar.whole_ticks_per_day() == 4);
    CHECK(compiled.plan().seed == 9007199254740992ULL);
    CHECK(compiled.plan().report == Period::half_year);
    CHECK(Compiled{{{"run.tick", "7 days"}}}.plan().calendar.days_per_tick() == 7);
    CHECK(Compiled{{{"run.tick", "5 hours"}}}.told().find("a tick divides a day, or is whole days") == 0);
    CHECK(Compiled{{{"run.end", "2024-01-01"}}}.told() == "the run ends before it begins");
    CHECK(Compiled{{{"run.replications", "1.5"}}}.told() ==
          "expected a whole number for `replications`, 1 or more, found `1.5`");
    CHECK(Compiled{{{"schema", "2"}}}.told() == "this version reads `schema: 1`");
}

TEST_CASE("References must exist") {
    CHECK(Compiled{{{"references", "{coa-2025: {title: T}}"},
                    {"resources.homes.openings", "{value: 3, reference: coa-2024}"}}}
              .told() == "there is no reference `coa-2024` (a similar name exists: `coa-2025`)");
    CHECK(Compiled{{{"pathways.asylum.stages.decided.law", "vw2000"}}}.told() == "there is no reference `vw2000`");
    CHECK(Compiled{{{"resources.homes.openings", "{value: 3, assumption: why, range: 4}"}}}.told().find(
              "expected a range of two numbers") == 0);
}
