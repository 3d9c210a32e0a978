// What policies make of numbers, chances, distributions and dates, and which of them acts first.
#include "catch.hpp"
#include "unit/language/compiled.hpp"

using namespace doorstroom;
using namespace doorstroom::language;

namespace {

using Files = std::vector<std::pair<std::string, std::string>>;
using Layers = std::vector<std::pair<std::string, std::string>>;

// A policy from 1 January 2026 on, unless it says otherwise.
std::pair<std::string, std::string> policy(const std::string& name, const std::string& rest, const std::string& from = "2026-01-01") {
    return {"policies/" + name + ".yaml", "policy: " + name + "\ntitle: {nl: N, en: E}\nfrom: " + from + "\n" + rest + "\n"};
}

Compiled with(const Files& policies, Layers layers = {}) {
    std::string on;
    for (const auto& [file, text] : policies) on += file.substr(9, file.size() - 14) + ": {}, ";
    layers.emplace_back("policies", "{" + on + "}");
    return Compiled{layers, policies};
}

double openings(const Compiled& compiled, int year, unsigned month = 6) {
    return compiled.number(compiled.resource("homes").amount, {}, year, month);
}

const std::string homes = "resources.homes.openings";
const std::string refused = "pathways.asylum.stages.decided.next.refused";

}  // namespace

TEST_CASE("A number is replaced, multiplied or added to from a date on, and is itself before it and after it") {
    const Compiled replaced = with({policy("a", "until: 2026-07-01\nchanges: {" + homes + ": 4}")});
    CHECK(replaced.told().empty());
    CHECK(openings(replaced, 2025) == 10);
    CHECK(openings(replaced, 2026) == 4);
    CHECK(openings(replaced, 2026, 7) == 10);
    const Value& value = replaced.plan().at(replaced.resource("homes").amount);
    REQUIRE(value.changes.size() == 2);
    CHECK(to_string(value.changes[0]) == "2026-01-01");
    CHECK(openings(with({policy("a", "changes: {" + homes + ": {times: 1.5}}")}), 2026) == 15);
    CHECK(openings(with({policy("a", "changes: {" + homes + ": {plus: -3}}")}), 2026) == 7);
    const Compiled dated = with({policy("a", "changes: {" + homes + ": {2026-01-01: 1, 2026-04-01: 2}}")});
    CHECK(dated.told().empty());
    CHECK(openings(dated, 2026, 3) == 1);
    CHECK(openings(dated, 2026, 4) == 2);
}

TEST_CASE("Factors combine, and so do additions; other pairs say which acts last") {
    const auto two = [](const std::string& a, const std::string& b, const std::string& after = "") {
        return with({policy("a", "changes: {" + homes + ": " + a + "}"), policy("b", after + "changes: {" + homes + ": " + b + "}")});
    };
    CHECK(openings(two("{times: 2}", "{times: 3}"), 2026) == 60);
    CHECK(openings(two("{plus: 2}", "{plus: 3}"), 2026) == 15);
    CHECK(openings(two("{plus: 2}", "{times: 3}", "after: a\n"), 2026) == 36);
    CHECK(openings(two("5", "{times: 3}", "after: [a]\n"), 2026) == 15);
    CHECK(openings(two("{times: 3}", "5", "after: a\n"), 2026) == 5);
    CHECK(two("{plus: 2}", "{times: 3}").told().find("`b` multiplies `" + homes + "`, and `a` adds to it, both from 2026-01-01") == 0);
    // One after the other in time is no conflict.
    const Compiled later = with({policy("a", "until: 2026-07-01\nchanges: {" + homes + ": 4}"), policy("b", "changes: {" + homes + ": 5}", "2026-07-01")});
    CHECK(later.told().empty());
    CHECK(openings(later, 2026, 6) == 4);
    CHECK(openings(later, 2026, 7) == 5);
}

TEST_CASE("A policy that is moved lasts as long as it did") {
    const Compiled moved{{{"policies", "{a: {from: 2026-03-01}}"}}, {policy("a", "until: 2026-01-31\nchanges: {" + homes + ": 4}")}};
    CHECK(moved.told().empty());
    CHECK(openings(moved, 2026, 2) == 10);
    CHECK(openings(moved, 2026, 3) == 4);
    CHECK(openings(moved, 2026, 4) == 10);
    const Compiled off{{{"policies", "{a: {}}"}, {"policies", "{a: ~}"}}, {policy("a", "changes: {" + homes + ": 4}")}};
    CHECK(off.told().empty());
    CHECK(openings(off, 2026) == 10);
}

TEST_CASE("A named value changes wherever it is used, and after what is uncertain") {
    const Compiled compiled = with({policy("a", "changes: {values.rate: {times: 2}}")},
                                   {{"values", "{rate: 3}"}, {homes, "{sum: [{use: rate}, 1]}"}, {"resources.desk.capacity", "{use: rate}"},
                                    {"uncertain", "{values.rate: {times: {fixed: 2}}}"}});
    CHECK(compiled.told().empty());
    CHECK(openings(compiled, 2025) == 4);
    CHECK(openings(compiled, 2026) == 7);
    CHECK(compiled.number(compiled.resource("desk").amount, {}, 2026) == 6);
}

TEST_CASE("A chance takes from the branch with rest, or from the others in proportion, and stays a chance") {
    const auto chance = [](const Compiled& compiled, std::size_t branch, int year) {
        return compiled.number(compiled.stage("decided").next.at(branch).chance, {}, year);
    };
    const Compiled rest = with({policy("a", "changes: {" + refused + ": {times: 2}}")});
    CHECK(rest.told().empty());
    CHECK(chance(rest, 0, 2025) == 0.25);
    CHECK(chance(rest, 0, 2026) == 0.5);
    CHECK(chance(with({policy("a", "changes: {" + refused + ": {times: 9}}")}), 0, 2026) == 1);
    CHECK(chance(with({policy("a", "changes: {" + refused + ": {plus: -0.5}}")}), 0, 2026) == 0);

    const Layers three{{"pathways.asylum.stages.decided.next", "{refused: 0.2, heard: 0.6, housed: 0.2}"}};
    const Compiled shared = with({policy("a", "changes: {" + refused + ": {times: 2}}")}, three);
    CHECK(shared.told().empty());
    // In the order refused, housed, heard: what is laid over comes last.
    CHECK(chance(shared, 0, 2025) == 0.2);
    CHECK(chance(shared, 1, 2025) == 0.2);
    CHECK(chance(shared, 0, 2026) == 0.4);
    CHECK(chance(shared, 1, 2026) == Approx(0.15));
    CHECK_FALSE(given(shared.stage("decided").next[2].chance));  // takes what is left
    // Two that change: the third takes what they leave.
    const Compiled both = with({policy("a", "changes: {" + refused + ": 0.1}"), policy("b", "changes: {pathways.asylum.stages.decided.next.heard: 0.3}")}, three);
    CHECK(chance(both, 0, 2026) == Approx(0.1));
    CHECK(chance(both, 1, 2026) == Approx(0.6));
    CHECK_FALSE(given(both.stage("decided").next[2].chance));
}

TEST_CASE("A branch that a policy adds takes nobody outside its dates") {
    const std::string adds = "until: 2026-07-01\npathways: {asylum: {stages: {decided: {next: {gone: 0.5}}, gone: {final: true}}}}";
    const auto chance = [](const Compiled& compiled, std::size_t branch, int year, unsigned month) {
        return compiled.number(compiled.stage("decided").next.at(branch).chance, {}, year, month);
    };
    const Compiled rest = with({policy("a", adds)});
    CHECK(rest.told().empty());
    REQUIRE(rest.stage("decided").next.size() == 3);
    CHECK(chance(rest, 1, 2025, 6) == 0);
    CHECK(chance(rest, 1, 2026, 6) == 0.5);
    CHECK(chance(rest, 1, 2026, 7) == 0);
    const Compiled shared = with({policy("a", adds)}, {{"pathways.asylum.stages.decided.next", "{refused: 0.4, heard: 0.2, housed: 0.4}"}});
    CHECK(shared.told().empty());
    REQUIRE(shared.stage("decided").next.size() == 4);
    CHECK(chance(shared, 0, 2025, 6) == 0.4);
    CHECK(chance(shared, 0, 2026, 6) == Approx(0.2));
    CHECK(chance(shared, 2, 2026, 6) == 0.5);  // before the last, which takes what is left
    CHECK_FALSE(given(shared.stage("decided").next[3].chance));
    const Compiled clock = with({policy("a", "until: 2026-07-01\npathways: {asylum: {stages: {decided: {race: {refused: {after: {fixed: 9 days}}}}}}}")});
    CHECK(clock.told().empty());
    REQUIRE(clock.stage("decided").race.size() == 1);
    const ValueId set = clock.stage("decided").race[0].chance;
    CHECK(clock.number(set, {}, 2025) == 0);
    CHECK(clock.number(set, {}, 2026) == 1);
    CHECK(clock.number(set, {}, 2026, 7) == 0);
}

TEST_CASE("A distribution is replaced, and what is drawn is multiplied and added to") {
    const Compiled compiled = with({policy("a", "changes: {pathways.asylum.stages.heard.takes: {uniform: [1 day, 3 days]}}"),
                                    policy("b", "after: a\nchanges: {pathways.asylum.stages.heard.takes: {times: 3}}", "2026-03-01"),
                                    policy("c", "after: b\nchanges: {pathways.asylum.stages.heard.takes: {plus: 2 days}}", "2026-05-01")});
    CHECK(compiled.told().empty());
    const Law& law = compiled.plan().at(compiled.stage("heard").law);
    CHECK(law.family == Law::Family::exponential);
    REQUIRE(law.instead.size() == 1);
    CHECK(compiled.plan().at(law.instead[0]).family == Law::Family::uniform);
    CHECK(compiled.number(law.version, {}, 2025) == 0);
    CHECK(compiled.number(law.version, {}, 2026) == 1);
    CHECK(compiled.number(law.changed_times, {}, 2026, 2) == 1);
    CHECK(compiled.number(law.changed_times, {}, 2026, 3) == 3);
    CHECK(compiled.number(law.changed_plus, {}, 2026, 4) == 0);
    CHECK(compiled.number(law.changed_plus, {}, 2026, 5) == 2);
    const Compiled parameter = with({policy("a", "changes: {pathways.asylum.stages.heard.takes.mean: 9 days}")});
    CHECK(parameter.told().empty());
    CHECK(parameter.number(parameter.plan().at(parameter.stage("heard").law).parameters[0].value, {}, 2026) == 9);
}

TEST_CASE("The date of a site is another one, within the dates of the policy") {
    const Layers closing{{"resources.coa.sites.hotel.closes", "2026-06-01"}};
    const auto closes = [&](const std::string& how, const Layers& layers, const std::string& dates = "") {
        const Compiled compiled = with({policy("a", dates + "changes: {resources.coa.sites.hotel.closes: " + how + "}")}, layers);
        return compiled.told().empty() ? to_string(*compiled.plan().sites.at(1).closes) : compiled.told();
    };
    CHECK(closes("2026-09-01", closing) == "2026-09-01");
    CHECK(closes("{plus: 30 days}", closing) == "2026-07-01");
    CHECK(closes("2026-09-01", {}) == "2026-09-01");  // it never closed
    CHECK(closes("2026-09-01", closing, "until: 2026-08-01\n") ==
          "`resources.coa.sites.hotel.closes` would be 2026-09-01 and not 2026-06-01: both must lie within the dates of `a`, 2026-01-01 up to 2026-08-01");
    CHECK(closes("2025-09-01", closing).find("would be 2025-09-01 and not 2026-06-01") != std::string::npos);
}

TEST_CASE("What a policy adds is laid beside what is there") {
    const Compiled compiled = with({policy("a", "values: {pace: 2}\nresources: {office: {kind: servers, capacity: {use: pace}}}\n"
                                                "pathways: {asylum: {stages: {decided: {next: {seen: 0.1}}, seen: {await: office, takes: {fixed: 1 day}, next: refused}}}}")});
    CHECK(compiled.told().empty());
    CHECK(compiled.plan().resources.back().name == "office");  // settled last
    CHECK(compiled.stage("seen").awaits == static_cast<ResourceId>(compiled.plan().resources.size() - 1));
    CHECK(with({policy("a", "values: {pace: 2}"), policy("b", "values: {pace: 3}")}, {{homes, "{use: pace}"}}).told().find("there is a value `pace` already") == 0);
}
