// Journeys side by side: persons and households, clocks of every kind, starting, stopping, joining, and conditions on them.
#include "catch.hpp"
#include "unit/language/compiled.hpp"

using namespace doorstroom;
using namespace doorstroom::language;

namespace {

using Layers = std::vector<std::pair<std::string, std::string>>;

// Persons with ages, who start a pathway of their own once housed; and relatives, brought by whoever is decided upon.
const Layers families{
    {"attributes.route", "{of: person, values: [b1, z]}"},
    {"sources.asylum.mix.age", "{0: 0.3, 18: 0.7, 65: 0}"},
    {"sources.family", "{pathway: nareis, mix: {age: {0: 1, 18: 0}}}"},
    {"pathways.asylum.stages.decided", "{bring: {family: {chance: 0.3}}}"},
    {"pathways.asylum.stages.housed", "{start: {lessons: {who: adults}}}"},
    {"pathways.nareis", "{stages: {asked: {stay: {fixed: 9 days}, next: arrived}, arrived: {final: true}}}"},
    {"pathways.lessons", "{moves: person, stages: {plan: {stay: {fixed: 9 days}, next: lesson}, lesson: {await: desk, "
                         "takes: {fixed: 1 day}, next: done}, done: {final: true}}}"}};

Compiled with(const Layers& more) {
    Layers layers = families;
    layers.insert(layers.end(), more.begin(), more.end());
    return Compiled{layers};
}

Compiled stages(const std::string& laid) { return with({{"pathways.asylum.stages", laid}}); }
Compiled lessons(const std::string& laid) { return with({{"pathways.lessons", laid}}); }
Compiled nareis(const std::string& laid) { return with({{"pathways.nareis.stages", laid}}); }

const Stage& named(const Compiled& compiled, const std::string& name) {
    for (const Stage& stage : compiled.plan().stages)
        if (stage.name == name) return stage;
    throw std::runtime_error("no stage " + name);
}

std::vector<std::string> clocks(const Stage& stage) {
    std::vector<std::string> names;
    for (const Clock& clock : stage.race) names.push_back((clock.of_pathway ? "*" : "") + clock.name);
    return names;
}

}  // namespace

TEST_CASE("A pathway moves persons, and others start it for them") {
    const Compiled compiled = with({});
    CHECK(compiled.told().empty());
    const Pathway& made = compiled.plan().pathways[2];
    CHECK(made.moves_persons);
    CHECK_FALSE(compiled.plan().pathways[0].moves_persons);
    const Start& start = compiled.stage("housed").start.at(0);
    CHECK(start.name == "lessons");
    CHECK(start.who == Start::Who::adults);
    CHECK(start.at == made.first);
    CHECK_FALSE(given(start.after));
}

TEST_CASE("A journey is started by chance, later, elsewhere, and for whom a condition holds") {
    const Compiled compiled =
        stages("{housed: {start: {lessons: {who: {age: {from: 16, below: 65}, route: [b1, unset]}, chance: 0.5, after: "
               "{fixed: 3 days}, at: lesson}}}, refused: {start: {lessons: {}}}}");
    CHECK(compiled.told().empty());
    const Start& start = compiled.stage("housed").start.at(0);
    CHECK(compiled.plan().at(start.at).name == "lessons.lesson");
    CHECK(compiled.number(start.chance) == 0.5);
    CHECK(given(start.after));
    const Condition& who = compiled.plan().at(start.when);
    REQUIRE(who.children.size() == 2);
    CHECK(compiled.plan().at(who.children[0]).op == Condition::Op::age);
    CHECK(compiled.plan().at(who.children[0]).from == 16);
    CHECK(stages("{housed: {start: {lesson: {}}}}").told() == "there is no pathway `lesson` (a similar name exists: `lessons`)");
    CHECK(stages("{housed: {start: {lessons: {who: adult}}}}").told() ==
          "expected adults, children or a condition, found `adult` (a similar word exists: `adults`)");
    CHECK(stages("{housed: {start: {lessons: {at: leson}}}}").told() ==
          "there is no stage `leson` in pathway `lessons` (a similar name exists: `lesson`)");
    CHECK(lessons("{stages: {done: {start: {nareis: {}}}}}").told() ==
          "one person cannot start `nareis`: it moves households");
}

TEST_CASE("Journeys are stopped by name, or all of them") {
    const Compiled compiled = stages("{refused: {stop: [lessons, nareis]}, housed: {stop: all}}");
    CHECK(compiled.told().empty());
    CHECK(compiled.stage("refused").stop.size() == 2);
    CHECK_FALSE(compiled.stage("refused").stop_all);
    CHECK(compiled.stage("housed").stop_all);
    CHECK(compiled.stage("housed").stop.empty());
    CHECK(lessons("{stages: {done: {stop: asylum}}}").told() == "one person cannot stop `asylum`: it moves households");
    CHECK(stages("{refused: {stop: lesons}}").told() == "there is no pathway `lesons` (a similar name exists: `lessons`)");
}

TEST_CASE("A journey waits until a condition holds, or goes elsewhere when it no longer can") {
    const Compiled compiled = stages(
        "{decided: {await: ~, until: {own: {pathway: lessons, in: [plan, lesson]}}, else: refused, next: housed}}");
    CHECK(compiled.told().empty());
    const Stage& decided = compiled.stage("decided");
    CHECK(decided.timing == Stage::Timing::until);
    CHECK(compiled.plan().at(decided.otherwise).name == "asylum.refused");
    const Condition& until = compiled.plan().at(decided.until);
    REQUIRE(until.op == Condition::Op::own);
    const Watch& watch = compiled.plan().at(until.watch);
    CHECK(compiled.plan().at(watch.pathway).name == "lessons");
    CHECK_FALSE(watch.reached);
    CHECK(std::count(watch.stages.begin(), watch.stages.end(), true) == 2);
    CHECK(stages("{decided: {until: {track: fast}}}").told() ==
          "a stage has one timing: `await` and `until` exclude each other");
    CHECK(stages("{decided: {else: refused}}").told() == "`else` needs `until`");
    CHECK(stages("{decided: {await: ~, next: ~, until: {track: fast}, else: refused}}")
              .told()
              .find("`pathways.asylum.stages.decided` leads nowhere") == 0);
    CHECK(stages("{refused: {until: {track: fast}}}").told() ==
          "a journey ends in a final stage: `until` has no place there");
}

TEST_CASE("Equal watches are shared, and in a final stage means having reached it") {
    const Compiled compiled = stages(
        "{decided: {next: {refused: {when: {own: {pathway: lessons, reached: done}}, chance: 0.5}, housed: {when: {not: {own: "
        "{pathway: lessons, in: done}}}, chance: 0.1}, withdrawn: {when: {own: {pathway: lessons, in: [lesson, done]}}, to: "
        "refused}, out: {to: refused, chance: 1}}}}");
    CHECK(compiled.told().empty());
    const auto& ways = compiled.stage("decided").next;
    CHECK(compiled.plan().watches.size() == 2);
    const Condition& ended = compiled.plan().at(compiled.plan().at(ways[1].when).children.at(0));
    CHECK(ended.watch == compiled.plan().at(ways[0].when).watch);
    CHECK(compiled.plan().at(ended.watch).reached);
    const Condition& either = compiled.plan().at(ways[2].when);
    REQUIRE(either.op == Condition::Op::any);
    CHECK_FALSE(compiled.plan().at(compiled.plan().at(either.children[0]).watch).reached);
    CHECK(compiled.plan().at(either.children[1]).watch == ended.watch);
}

TEST_CASE("Conditions on journeys that cannot be are told") {
    const auto when = [](const std::string& condition) {
        return stages("{decided: {next: {refused: {when: " + condition + "}, housed: rest}}}").told();
    };
    CHECK(when("{own: {pathway: lesons, in: [plan]}}") == "there is no pathway `lesons` (a similar name exists: `lessons`)");
    CHECK(when("{own: {pathway: lessons, in: [plam]}}") ==
          "there is no stage `plam` in pathway `lessons` (a similar name exists: `plan`)");
    CHECK(when("{own: {pathway: lessons, in: plan, reached: plan}}") == "`in` and `reached` exclude each other");
    CHECK(when("{own: {in: plan}}").find("`pathway` is missing in `own`") == 0);
    CHECK(when("{ownn: {pathway: lessons, in: plan}}") ==
          "unknown key `ownn` in a condition (a similar key exists: `own`)");
    CHECK(when("{agee: {from: 18}}") == "unknown key `agee` in a condition (a similar key exists: `age`)");
    CHECK(when("{age: {from: 18, below: 12}}") == "no `age` is 18 or more and less than 12");
    CHECK(when("{age: {from: 18 years}}") == "expected a number of years, found `18 years`");
    CHECK(when("{member: {below: 2}, expected_size: {from: 3}}").empty());
    CHECK(when("{linked: {pathway: nareis, in: [asked]}}").empty());
}

TEST_CASE("Clocks of every kind") {
    const Compiled compiled = stages(
        "{decided: {race: {a: {await: desk, to: housed}, b: {lodge: coa, to: housed, chance: 0.5}, c: {until: {own: {pathway: "
        "lessons, in: plan}}, to: refused}}}}");
    CHECK(compiled.told().empty());
    const auto& race = compiled.stage("decided").race;
    REQUIRE(race.size() == 3);
    CHECK(race[0].kind == Clock::Kind::await);
    CHECK(compiled.plan().at(race[0].resource).name == "desk");
    CHECK(race[1].kind == Clock::Kind::lodge);
    CHECK(compiled.number(race[1].chance) == 0.5);
    CHECK(race[2].kind == Clock::Kind::until);
    CHECK(given(race[2].until));
    CHECK(stages("{decided: {race: {refused: {await: coa}}}}").told() ==
          "`coa` has places: people `lodge` there and do not await it");
    CHECK(stages("{decided: {race: {refused: {lodge: desk}}}}").told() == "`desk` has no places: its kind is another");
    CHECK(stages("{decided: {race: {refused: {await: homes}}}}").told() ==
          "whoever is in `asylum.decided` awaits `homes` already");
    CHECK(stages("{decided: {race: {refused: {await: desk, since: arrived}}}}").told() ==
          "`since` has no meaning beside `await` (the place in the queue counts from the `since` of the stage)");
    CHECK(stages("{decided: {race: {refused: {after: {fixed: 1 day}, in: [heard]}}}}").told() ==
          "`in` belongs to a clock of the whole pathway");
    CHECK(stages("{arrived: {stay: ~, race: {refused: {after: {fixed: 1 day}}}}}").told() ==
          "nobody stays in `asylum.arrived`: no clock can ring there (`stay: forever` waits for a clock)");
    CHECK(stages("{arrived: {priority: 1, race: {heard: {await: desk}}}}").told().empty());
}

TEST_CASE("A clock of the pathway runs in its stages, behind their own") {
    const auto race = [](const std::string& clock, const std::string& laid) {
        return with({{"pathways.asylum.race", clock}, {"pathways.asylum.stages", laid}});
    };
    const Compiled all = race("{refused: {after: {fixed: 1 year}, since: arrived}}",
                              "{decided: {race: {x: {after: {fixed: 2 days}, to: housed}}}, heard: {race: {refused: {after: "
                              "{fixed: 3 days}}}}}");
    CHECK(all.told().empty());
    CHECK(clocks(all.stage("arrived")) == std::vector<std::string>{"*refused"});
    CHECK(clocks(all.stage("heard")) == std::vector<std::string>{"refused"});
    CHECK(clocks(all.stage("decided")) == std::vector<std::string>{"x", "*refused"});
    CHECK(all.stage("housed").race.empty());
    CHECK(all.stage("arrived").race[0].after == all.stage("decided").race[1].after);
    const Compiled some = race("{refused: {after: {fixed: 1 year}, in: [heard]}}", "{}");
    CHECK(some.told().empty());
    CHECK(some.stage("arrived").race.empty());
    CHECK(clocks(some.stage("heard")) == std::vector<std::string>{"*refused"});
    CHECK(race("{refused: {after: {fixed: 1 year}, in: [herd]}}", "{}").told() ==
          "there is no stage `herd` in pathway `asylum` (a similar name exists: `heard`)");
    CHECK(race("{refused: {after: {fixed: 1 year}, in: [housed]}}", "{}").told() ==
          "a journey ends in `housed`: no clock runs there");
    CHECK(race("{decided: {after: {fixed: 1 year}, since: arrived}}", "{}").told() ==
          "the clock `decided` also runs in `asylum.decided`, where it leads (`in: [STAGES]` names the stages it runs in)");
    CHECK(race("{refused: {after: {fixed: 1 year}, in: [heard]}}", "{heard: {race: {refused: {after: {fixed: 1 day}}}}}").told() ==
          "the clock `refused` runs in no stage");
    CHECK(race("{refused: {await: homes}}", "{}").told() == "whoever is in `asylum.decided` awaits `homes` already");
}

TEST_CASE("Relatives take over what their sponsor has, and join them") {
    const Compiled compiled =
        nareis("{arrived: {set: {track: {linked: track}}, join: linked}, asked: {next: {arrived: {when: {linked: {pathway: "
               "asylum, in: [housed, decided]}}, chance: 1}, late: rest}}, late: {stay: {fixed: 1 day}, next: arrived}}");
    CHECK(compiled.told().empty());
    const Stage& arrived = named(compiled, "nareis.arrived");
    CHECK(arrived.join_linked);
    const Setting& setting = arrived.set.at(0);
    CHECK(setting.from == Setting::From::linked);
    CHECK(setting.code_of_value == std::vector<std::uint16_t>{0, 1, 2});
    CHECK(nareis("{arrived: {set: {track: {linked: origin}}}}").told() ==
          "the value `syria` of `origin` is no value of attribute `track`");
    CHECK(nareis("{arrived: {set: {route: {linked: route}}}}").told() ==
          "`route` is of each person; the linked household has none");
    CHECK(nareis("{asked: {join: linked}}").told() == "`join` belongs to a final stage: the journey of who joins ends");
    CHECK(lessons("{stages: {done: {join: linked}}}").told() ==
          "`lessons` moves persons: a whole household joins another");
    CHECK(nareis("{arrived: {join: sponsor}}").told().find("`sponsor` is no choice for `join`") == 0);
}

TEST_CASE("Nobody is linked whom nobody brought") {
    CHECK(stages("{housed: {join: linked}}").told() ==
          "nobody who comes to `asylum.housed` was brought by a household (households are linked by `bring`, or by "
          "`linked` in a stock line)");
    CHECK(stages("{housed: {set: {track: {linked: track}}}}").told().find(
              "nobody who comes to `asylum.housed` was brought by a household") == 0);
    // A sponsor is linked to those it brings.
    CHECK(stages("{decided: {race: {housed: {until: {linked: {pathway: nareis, in: asked}}}}}}").told().empty());
    CHECK(Compiled{{{"pathways.asylum.stages.decided.race", "{housed: {until: {linked: {pathway: asylum, in: heard}}}}"}}}.told() ==
          "nobody who comes to `asylum.decided` is linked to another household (households are linked by `bring`, or by "
          "`linked` in a stock line)");
}

TEST_CASE("A measure asks after own journeys, and after those of whom people are linked to") {
    const auto where = [](const std::string& condition) {
        return with({{"measures.inside.where", condition}}).told();
    };
    CHECK(where("{own: {pathway: lessons, in: [lesson]}, age: {from: 18}}").empty());
    CHECK(where("{linked: {pathway: nareis, in: [asked]}}").empty());
}

TEST_CASE("An attribute is set from the site people live in") {
    const Layers sites{{"attributes.town", "[here, there]"},
                       {"resources.coa.sites", "{azc: {town: there}, hotel: {town: here}, boat: {capacity: 3}}"}};
    Layers layers = sites;
    layers.emplace_back("pathways.asylum.stages.heard.set", "{town: {site: town}}");
    const Compiled compiled{layers};
    CHECK(compiled.told().empty());
    const Setting& setting = compiled.stage("heard").set.at(0);
    CHECK(setting.from == Setting::From::site);
    CHECK(setting.code_of_site == std::vector<std::uint16_t>{2, 1, 0});
    layers.emplace_back("resources.coa.sites.azc.town", "ther");
    CHECK(Compiled{layers}.told() == "`ther` is no value of attribute `town` (a similar value exists: `there`)");
    CHECK(Compiled{{{"pathways.asylum.stages.heard.set", "{track: {site: town}}"}}}.told() ==
          "no site has a column `town`");
    CHECK(Compiled{{{"pathways.asylum.stages.heard.set", "{track: {by: origin, syria: {linked: track}, else: fast}}"}}}.told() ==
          "`linked` is no value of an attribute (in `set`, `{linked: ATTRIBUTE}` and `{site: COLUMN}` stand alone)");
    CHECK(Compiled{{{"pathways.asylum.stages.heard.set", "{age: 3}"}}}.told() == "`age` is a number and cannot be set");
}

TEST_CASE("Openings are given back where they were taken") {
    const Compiled compiled = stages("{housed: {give_back: {homes: last}}, refused: {give_back: {homes: earlier}}}");
    CHECK(compiled.told().empty());
    CHECK_FALSE(compiled.stage("housed").give_back.at(0).earlier);
    CHECK(compiled.stage("refused").give_back.at(0).earlier);
    CHECK(stages("{housed: {give_back: {homes: first}}}").told().find("`first` is no choice for `give_back`") == 0);
    CHECK(stages("{housed: {give_back: {desk: last}}}").told() ==
          "`desk` has no openings to give back (servers are released, places left)");
    CHECK(nareis("{arrived: {give_back: {homes: last}}}").told() == "nobody on `nareis` takes an opening of `homes`");
}

TEST_CASE("Pathways that are only started count as entered, where they are started") {
    CHECK(with({{"pathways.asylum.stages.housed.start", "~"}}).told().find("nobody enters pathway `lessons`") == 0);
    CHECK(stages("{housed: {start: {lessons: {at: lesson}}}}").told() ==
          "nobody can reach stage `lessons.plan` (no `next` and no clock leads here from where people begin)");
    CHECK(lessons("{stages: {extra: {await: desk, takes: {fixed: 1 day}, next: done}, plan: {stay: ~, until: {age: {from: "
                  "18}}, else: extra}}}")
              .told()
              .empty());
}
