// What differs between two scenarios: from when, and in which part of a number.
#include "language/differences.hpp"

#include "catch.hpp"
#include "unit/language/compiled.hpp"

using namespace doorstroom;
using namespace doorstroom::language;

namespace {

using Files = std::vector<std::pair<std::string, std::string>>;

// Each on a line: `FROM UNTIL ADDRESS [PART] WAS -> NOW`.
std::string between(const std::string& first, const std::string& second, const Files& others = {}) {
    const Project project("differences");
    project.write("base.yaml", small_scenario);
    project.write("first.yaml", "extends: base.yaml\n" + first + "\n");
    project.write("second.yaml", "extends: base.yaml\n" + second + "\n");
    for (const auto& [name, text] : others) project.write(name, text);
    Diagnostics diagnostics;
    const Differences found = differences({project.folder() / "first.yaml", {}}, {project.folder() / "second.yaml", {}}, diagnostics);
    if (diagnostics.has_errors()) return project.told(diagnostics);
    std::string lines;
    for (const Difference& each : found.all) {
        lines += (each.from ? to_string(*each.from) + " " : "") + (each.until ? "to " + to_string(*each.until) + " " : "") + each.address;
        if (!each.part.empty()) lines += " [" + each.part + "]";
        if (each.what == Difference::What::other) lines += " " + each.first + " -> " + each.second;
        else lines += each.what == Difference::What::added ? " added" : " gone";
        lines += '\n';
    }
    return lines;
}

std::string policy(const std::string& name, const std::string& rest) {
    return "policy: " + name + "\ntitle: {nl: N, en: E}\nfrom: 2026-01-01\n" + rest + "\n";
}

const std::string homes = "resources: {homes: {openings: ";

}  // namespace

TEST_CASE("Numbers written in another way do not differ") {
    CHECK(between(homes + "10}}", homes + "10.0}}") == "");
    CHECK(between(homes + "10}}", homes + "{value: 10, assumption: why}}}") == "");
    CHECK(between(homes + "{2025-01-01: 10, 2026-01-01: 8}}}", homes + "{2026-01-01: 8, 2025-01-01: {value: 10, assumption: why}}}}") == "");
}

TEST_CASE("A dated number differs from one date to another, and what lies outside the run is not told") {
    CHECK(between(homes + "10}}", homes + "{2024-01-01: 7, 2025-01-01: 10, 2025-06-01: 8, 2026-01-01: 10, 2027-01-01: 3}}}") ==
          "2025-06-01 to 2026-01-01 resources.homes.openings 10 -> 8\n");
    CHECK(between(homes + "{2025-01-01: 10, 2026-01-01: 9}}}", homes + "{2025-01-01: 10, 2026-06-01: 9}}}") ==
          "2026-01-01 to 2026-06-01 resources.homes.openings 9 -> 10\n");
    CHECK(between(homes + "10}}", homes + "11}}") == "resources.homes.openings 10 -> 11\n");
}

TEST_CASE("Choices and shares are held side by side") {
    const std::string refused = "pathways: {asylum: {stages: {decided: {next: {refused: ";
    CHECK(between(refused + "{by: origin, syria: 0.1, other: 0.3}}}}}}", refused + "{by: origin, syria: 0.1, else: 0.4}}}}}}") ==
          "pathways.asylum.stages.decided.next.refused [origin other] 0.3 -> \npathways.asylum.stages.decided.next.refused [else]  -> 0.4\n");
    CHECK(between(refused + "0.2}}}}}", refused + "{by: origin, syria: {2025-01-01: 0.2, 2026-01-01: 0.3}, else: 0.2}}}}}}") ==
          "pathways.asylum.stages.decided.next.refused 0.2 -> {by: origin, syria: {2025-01-01: 0.2, 2026-01-01: 0.3}, else: 0.2}\n");
    const std::string mix = "sources: {asylum: {mix: {origin: ";
    CHECK(between(mix + "{syria: 0.4, other: 0.6}}}}", mix + "{syria: 0.5, other: 0.5}}}}") ==
          "sources.asylum.mix.origin [syria] 0.4 -> 0.5\nsources.asylum.mix.origin [other] 0.6 -> 0.5\n");
}

TEST_CASE("What policies make of a number is worked out where it is one number, and said where it is not") {
    const std::string on = "policies: {p: {}}";
    const auto with = [&](const std::string& first, const std::string& changes) {
        return between(first, first + "\n" + on, {{"policies/p.yaml", policy("p", "until: 2026-07-01\nchanges: {" + changes + "}")}});
    };
    CHECK(with("", "resources.homes.openings: {times: 1.5}") == "2026-01-01 to 2026-07-01 resources.homes.openings 10 -> 15\n");
    CHECK(with("", "resources.homes.openings: {times: 1}") == "");
    CHECK(with(homes + "{2025-01-01: 10, 2026-04-01: 20}}}", "resources.homes.openings: {plus: -3}") ==
          "2026-01-01 to 2026-04-01 resources.homes.openings 10 -> 7\n2026-04-01 to 2026-07-01 resources.homes.openings 20 -> 17\n");
    CHECK(with("", "pathways.asylum.stages.decided.next.refused: {times: 9}") ==
          "2026-01-01 to 2026-07-01 pathways.asylum.stages.decided.next.refused 0.25 -> 1\n");
    CHECK(with("", "pathways.asylum.stages.heard.takes.mean: {plus: 1 week}") ==
          "2026-01-01 to 2026-07-01 pathways.asylum.stages.heard.takes.mean 2 days -> 9 days\n");
    CHECK(with("", "pathways.asylum.stages.arrived.stay: {fixed: 5 days}") == "2026-01-01 to 2026-07-01 pathways.asylum.stages.arrived.stay [fixed] 3 days -> 5 days\n");
    CHECK(with("pathways: {asylum: {stages: {decided: {next: {refused: {by: origin, syria: 0.1, other: 0.3}}}}}}", "pathways.asylum.stages.decided.next.refused: {times: 2}") ==
          "2026-01-01 to 2026-07-01 pathways.asylum.stages.decided.next.refused {by: origin, syria: 0.1, other: 0.3} -> {by: origin, syria: 0.1, other: 0.3} × 2\n");
}

TEST_CASE("What only one has is told once, at its highest address") {
    CHECK(between("", "pathways: {asylum: {stages: {decided: {next: {away: 0.1}}, away: {stay: {fixed: 2 days}, next: housed}}}}") ==
          "pathways.asylum.stages.away added\npathways.asylum.stages.decided.next.away  -> 0.1\n");
    CHECK(between("", "measures: {out: ~}\nresources: {coa: {sites: {hotel: {closes: 2026-01-01}}}}") ==
          "measures.out gone\nresources.coa.sites.hotel.closes  -> 2026-01-01\n");
}

TEST_CASE("What is wrong with either of the two is told") {
    CHECK(between(homes + "ten}}", "") == "first.yaml:2:31 expected a number of 0 or more, found `ten`");
    CHECK(between("", "policies: {q: {}}") == "second.yaml:2:12 there is no file `policies/q.yaml` (looked beside this file and in `scenarios/`)");
}
