// `--set PATH=VALUE`, the last layer.
#include "catch.hpp"
#include "unit/language/project.hpp"

using namespace doorstroom;
using namespace doorstroom::language;

namespace {

// The scenario with one option, or the complaint.
std::string with(const std::string& scenario, const std::string& path, const std::string& value) {
    const Project project("set");
    project.write("a.yaml", scenario);
    return project.resolve("a.yaml", {{path, value}});
}

const std::string site =
    "resources: {coa: {sites: {azc: {capacity: {value: 400, reference: x}}, hotel: {capacity: 20}}}}\n";

std::string branches(const std::string& next) { return "pathways: {p: {stages: {s: {next: " + next + "}}}}\n"; }

}  // namespace

TEST_CASE("An option replaces the value at its address") {
    CHECK(with(site, "resources.coa.sites.azc.capacity", "300") ==
          R"({"resources":{"coa":{"sites":{"azc":{"capacity":300},"hotel":{"capacity":20}}}}})");
    CHECK(with("values: {x: {2025-01-01: 1, 2026-01-01: 2}}\n", "values.x.2026-01-01", "3") ==
          R"({"values":{"x":{"2025-01-01":1,"2026-01-01":3}}})");
    CHECK(with("values: {x: 1}\n", "values.x", "{sum: [1, 2]}") == R"({"values":{"x":{"sum":[1,2]}}})");
}

TEST_CASE("An option merges into a thing and deletes with a tilde") {
    CHECK(with(site, "resources.coa.sites", "{hotel: ~}") ==
          R"({"resources":{"coa":{"sites":{"azc":{"capacity":{"value":400,"reference":"x"}}}}}})");
    CHECK(with(site, "resources.coa.sites.azc", "~") == R"({"resources":{"coa":{"sites":{"hotel":{"capacity":20}}}}})");
}

TEST_CASE("An option may give a thing a key it did not have, for the reader of the thing to judge") {
    CHECK(with(site, "resources.coa.sites.hotel.closes", "2027-01-01") ==
          R"({"resources":{"coa":{"sites":{"azc":{"capacity":{"value":400,"reference":"x"}},)"
          R"("hotel":{"capacity":20,"closes":"2027-01-01"}}}}})");
}

TEST_CASE("An address that does not exist is a fault with the nearest name") {
    CHECK(with(site, "resources.coa.sites.hotle.capacity", "1") ==
          "--set resources.coa.sites.hotle.capacity there is no `hotle` in `resources.coa.sites` "
          "(a similar name exists: `hotel`)");
    CHECK(with(site, "resources.court", "1") ==
          "--set resources.court there is no `court` in `resources` (one of: coa)");
    CHECK(with(site, "resource.coa", "1") ==
          "--set resource.coa there is no `resource` at the top of the scenario (a similar name exists: `resources`)");
    CHECK(with(site, "resources.coa.sites.hotel.capacity.x", "1") ==
          "--set resources.coa.sites.hotel.capacity.x there is no `x` in `resources.coa.sites.hotel.capacity`: "
          "it has no parts");
    CHECK(with("values: {x: {by: origin, a: 1}}\n", "values.x.b", "1") ==
          "--set values.x.b there is no `b` in `values.x` (a similar name exists: `by`)");
}

TEST_CASE("The name of a branch addresses its chance, however the branch is written") {
    const auto is = [](const std::string& next) {
        return R"({"pathways":{"p":{"stages":{"s":{"next":)" + next + "}}}}}";
    };
    CHECK(with(branches("{a: 0.1, b: rest}"), "pathways.p.stages.s.next.a", "0.2") == is(R"({"a":0.2,"b":"rest"})"));
    CHECK(with(branches("{a: {when: {x: y}, chance: 0.1}}"), "pathways.p.stages.s.next.a", "0.2") ==
          is(R"({"a":{"when":{"x":"y"},"chance":0.2}})"));
    CHECK(with(branches("{a: {when: {x: y}}}"), "pathways.p.stages.s.next.a.chance", "0.2") ==
          is(R"({"a":{"when":{"x":"y"},"chance":0.2}})"));
    CHECK(with(branches("{a: {when: {x: y}, chance: 0.1}}"), "pathways.p.stages.s.next.a", "~") == is("{}"));
    CHECK(with(branches("a"), "pathways.p.stages.s.next", "b") == is(R"({"b":"rest"})"));
}

TEST_CASE("A name with dots in it is one name") {
    CHECK(with("uncertain: {values.x: {walk: year}}\n", "uncertain.values.x.walk", "~") ==
          R"({"uncertain":{"values.x":{}}})");
}

TEST_CASE("What is set is read as YAML, and a fault in it is told at the option") {
    CHECK(with("values: {x: 1}\n", "values.x", "[1, 2") == "--set values.x:1:1 this bracket is not closed");
    CHECK(with("values: {x: 1}\n", "values.x", "{a: 1, a: 2}") ==
          "--set values.x:1:8 `a` stands here a second time (the first is at --set values.x:1:2)");
    CHECK(with("values: {x: 1}\n", "values.x", " ") == "--set values.x `values.x` is given no value (`~` deletes)");
    CHECK(with("values: {x: 1}\n", "extends", "b.yaml") ==
          "--set extends what a scenario extends is said in its file only");
}

TEST_CASE("A value that was set remembers the option") {
    const Project project("mark");
    Diagnostics diagnostics;
    const Composition made = compose(project.write("a.yaml", "values: {x: 1}\n"), with_set({{"values.x", "2"}}), diagnostics);
    const text::Entry* entry = made.root.find("values")->value.find("x");
    CHECK(diagnostics.place(entry->value.mark) == "--set values.x:1:1");
    CHECK(diagnostics.place(entry->key_mark) == "--set values.x");
}
