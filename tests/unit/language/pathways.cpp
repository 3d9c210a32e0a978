// Stages: timing, clocks, ways out, what happens on entry.
#include "catch.hpp"
#include "unit/language/compiled.hpp"

using namespace doorstroom;
using namespace doorstroom::language;

namespace {

Compiled stages(const std::string& laid) { return Compiled{{{"pathways.asylum.stages", laid}}}; }

Compiled next(const std::string& branches) { return stages("{decided: {next: " + branches + "}}"); }

}  // namespace

TEST_CASE("A stage knows its timing, its queue and its service") {
    const Compiled compiled = stages(
        "{heard: {priority: {by: track, fast: 0, else: 1}, since: arrived, pillar: opvang, cost: {entry: 100, per_day: "
        "2.5, payer: Rijk}}}");
    CHECK(compiled.told().empty());
    CHECK(compiled.stage("arrived").timing == Stage::Timing::stay);
    CHECK(compiled.stage("arrived").lodge == Stage::Lodge::pool);
    const Stage& heard = compiled.stage("heard");
    CHECK(heard.timing == Stage::Timing::await);
    CHECK(compiled.plan().at(heard.awaits).name == "desk");
    CHECK(compiled.plan().at(heard.law).family == Law::Family::exponential);
    CHECK(index(heard.since) == 0);
    CHECK(compiled.number(heard.priority, {2}) == 1);
    CHECK(heard.payer == "Rijk");
    CHECK(compiled.stage("housed").lodge == Stage::Lodge::own);
    CHECK(compiled.number(compiled.stage("decided").term_days) == 42);
}

TEST_CASE("The branch with rest is read last, wherever it stands") {
    const Compiled compiled = next("{housed: rest, refused: {when: {origin: other}, chance: 0.5}}");
    CHECK(compiled.told().empty());
    const auto& ways = compiled.stage("decided").next;
    REQUIRE(ways.size() == 2);
    CHECK(compiled.plan().at(ways[0].to).name == "asylum.refused");
    CHECK(given(ways[0].when));
    CHECK_FALSE(given(ways[1].chance));
}

TEST_CASE("A branch may have a name of its own") {
    const Compiled compiled = next("{withdrawn: {chance: 0.1, to: refused}, refused: 0.2, housed: rest}");
    CHECK(compiled.told().empty());
    CHECK(compiled.stage("decided").next[0].to == compiled.stage("decided").next[1].to);
}

TEST_CASE("Chances sum to 1, or leave the rest to somebody") {
    CHECK(next("{housed: 0.5, refused: 0.4}").told() ==
          "the chances of `pathways.asylum.stages.decided.next` sum to 0.9, not to 1 (on 2025-01-01) (`rest` as a "
          "chance takes everybody left)");
    CHECK(next("{housed: rest, refused: 0.7, withdrawn: {chance: 0.4, to: refused}}")
              .told()
              .find("sum to 1.1, not to 1") != std::string::npos);
    const Compiled exact = next("{housed: 0.75, refused: 0.25}");
    CHECK(exact.told().empty());
    CHECK_FALSE(given(exact.stage("decided").next.back().chance));
    CHECK(next("{housed: rest, refused: {by: origin, syria: 0.2, other: 1.2}}").told() ==
          "expected a chance between 0 and 1, found `1.2`");
    CHECK(next("{housed: rest, refused: rest}").told() == "a second branch with `rest`");
}

TEST_CASE("Clocks run beside the timing and lead to the stage of their name") {
    const Compiled compiled =
        stages("{decided: {race: {refused: {after: {exponential: {mean: 2 years}}, chance: 0.3, since: arrived}}}}");
    CHECK(compiled.told().empty());
    const Clock& clock = compiled.stage("decided").race.at(0);
    CHECK(compiled.plan().at(clock.to).name == "asylum.refused");
    CHECK(index(clock.since) == 0);
    CHECK(compiled.number(clock.chance) == 0.3);
    CHECK(stages("{decided: {race: {gone: {after: {fixed: 1 day}}}}}")
              .told()
              .find("there is no stage `gone` in pathway `asylum`") == 0);
    CHECK(stages("{decided: {race: {refused: {chance: 0.3}}}}").told() ==
          "expected one of after, await, lodge, until in `pathways.asylum.stages.decided.race.refused`");
    CHECK(stages("{decided: {race: {refused: {after: {fixed: 1 day}, until: {track: fast}}}}}").told() ==
          "`after` and `until` exclude each other");
}

TEST_CASE("On entry attributes are set, households brought and servers released") {
    const Compiled compiled{{{"sources.family", "{pathway: asylum}"},
                             {"pathways.asylum.stages.heard", "{await: desk, takes: ~, next: decided}"},
                             {"pathways.asylum.stages.decided",
                              "{release: desk, set: {track: {by: origin, syria: fast, else: {fast: 0.5, slow: 0.5}}}, "
                              "bring: {family: {chance: 0.5, after: {fixed: 30 days}}}}"}}};
    CHECK(compiled.told().empty());
    const Stage& decided = compiled.stage("decided");
    CHECK(decided.release.size() == 1);
    CHECK(index(decided.bring.at(0).source) == 1);
    CHECK(decided.set.at(0).shares.codes.size() == 2);
    CHECK_FALSE(given(compiled.stage("heard").law));
}

TEST_CASE("Conditions accept values, sizes, and one another") {
    const Compiled compiled = next(
        "{refused: {when: {origin: [syria, unset], not: {track: fast}, household_size: {from: 2, below: 4}, any: "
        "[{track: slow}, {origin: other}]}}, housed: rest}");
    CHECK(compiled.told().empty());
    const Condition& all = compiled.plan().at(compiled.stage("decided").next[0].when);
    CHECK(all.op == Condition::Op::all);
    REQUIRE(all.children.size() == 4);
    CHECK(compiled.plan().at(all.children[0]).accepted == std::vector<bool>{true, true, false});
    CHECK(compiled.plan().at(all.children[1]).op == Condition::Op::negation);
    CHECK(compiled.plan().at(all.children[2]).below == 4);
    CHECK(compiled.plan().at(all.children[3]).op == Condition::Op::any);
    CHECK(next("{refused: {when: {orign: syria}}, housed: rest}").told() ==
          "there is no attribute `orign` (a similar name exists: `origin`)");
    CHECK(next("{refused: {when: {own: {pathway: asylum}}}, housed: rest}").told() ==
          "expected one of in, reached in `own`");
    CHECK(next("{refused: {when: {site: azc}}, housed: rest}").told().find("there is no attribute `site`") == 0);
}

TEST_CASE("A stage on a circle is known as such") {
    const Compiled compiled = next("{arrived: 0.2, refused: 0.25, housed: rest}");
    CHECK(compiled.told().empty());
    CHECK(compiled.stage("heard").on_a_circle);
    CHECK_FALSE(compiled.stage("housed").on_a_circle);
}

TEST_CASE("What contradicts itself in a stage is told") {
    CHECK(stages("{decided: {stay: {fixed: 1 day}}}").told() ==
          "a stage has one timing: `stay` and `await` exclude each other");
    CHECK(stages("{decided: {takes: {fixed: 1 day}}}").told() ==
          "an opening of `homes` is used up at once: `takes` needs servers");
    CHECK(stages("{arrived: {priority: 1}}").told() == "`priority` needs `await`");
    CHECK(stages("{heard: {await: coa, takes: ~}}").told() ==
          "`coa` has places: people `lodge` there and do not await it");
    CHECK(stages("{arrived: {lodge: desk}}").told() == "`desk` has no places: its kind is another");
    CHECK(stages("{housed: {next: refused}}").told() == "a journey ends in a final stage: `next` has no place there");
    CHECK(stages("{housed: {final: false}}").told() ==
          "`pathways.asylum.stages.housed` leads nowhere (it needs `next`, or `final: true`)");
    CHECK(stages("{decided: {release: homes}}").told() ==
          "`homes` is not held, so it cannot be released (servers are held)");
    CHECK(stages("{housed: {final: maybe}}").told().find("expected `true` or `false` for `final`, found `maybe`") == 0);
}

TEST_CASE("Whom nobody can reach, and circles without time, are told") {
    CHECK(stages("{lost: {final: true}}").told() ==
          "nobody can reach stage `asylum.lost` (no `next` and no clock leads here from where people begin)");
    CHECK(stages("{decided: {await: ~, next: {again: 0.5, refused: 0.25, housed: rest}}, again: {stay: {fixed: 0 "
                 "days}, next: decided}}")
              .told() ==
          "a circle of stages that takes no time: asylum.decided -> asylum.again -> asylum.decided (one of them needs "
          "a `stay` or an `await`)");
    CHECK(Compiled{{{"pathways.other", "{stages: {a: {final: true}}}"}}}.told() ==
          "nobody enters pathway `other` (no source, no stock line and no `start` that is reached names it)");
}
