// Who gives when the chance of a branch changes: nobody takes the rest, and some branches fit not everybody.
#include <unistd.h>

#include <fstream>
#include <string>

#include "catch.hpp"
#include "support/scene.hpp"

using namespace doorstroom::tests;

namespace {

constexpr double households = 40'000;  // that come on one day; half of them of each origin

// `next` of the gate; `more` is what changes it.
Scene scene(const std::string& next, const std::string& more, const std::string& policy = "") {
    const std::filesystem::path folder = std::filesystem::canonical(std::filesystem::temp_directory_path()) / ("doorstroom-ways-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder / "policies");
    std::ofstream(folder / "policies/p.yaml") << "policy: p\ntitle: {nl: N, en: E}\n" << policy << "\n";
    std::ofstream scenario(folder / "scene.yaml");
    scenario << "schema: 1\nscenario: scene\ntitle: {nl: N, en: E}\nrun: {start: 2025-01-01, end: 2025-01-03, report: day}\n"
                "attributes: {origin: [syria, other]}\n"
                "sources: {people: {pathway: way, arrivals: {households: " << households << ", per: day, spread: none}, mix: {origin: {syria: 0.5, other: 0.5}}}}\n"
                "pathways: {way: {moves: household, stages: {gate: {next: " << next << "}, a: {final: true}, b: {final: true}, c: {final: true}}}}\n"
             << more << "\nmeasures:\n";
    for (const char* const way : {"a", "b", "c"})
        scenario << "  " << way << ": {title: {nl: N, en: E}, flow: {into: way." << way << "}, by: [origin]}\n";
    scenario.close();
    Scene made(folder / "scene.yaml");
    std::filesystem::remove_all(folder);
    return made;
}

std::string times(const std::string& branch, const std::string& factor) {
    return "uncertain: {pathways.way.stages.gate.next." + branch + ": {times: {fixed: " + factor + "}}}";
}

// Of those of each origin who came on that day, the share that went each way.
struct Ways {
    double a, b, c;
};
void check(const Observed& seen, std::size_t day, const std::string& origin, const Ways& expected) {
    const auto went = [&](const char* way) { return seen.at(way, day, "origin=" + origin); };
    const double all = went("a") + went("b") + went("c");
    REQUIRE(all == Approx(households / 2).epsilon(0.03));
    INFO("day " << day << " " << origin);
    CHECK(went("a") / all == Approx(expected.a).margin(0.014));  // 4 standard errors
    CHECK(went("b") / all == Approx(expected.b).margin(0.014));
    CHECK(went("c") / all == Approx(expected.c).margin(0.014));
}

const std::string for_everybody = "{b: 0.3, a: {when: {origin: syria}, chance: 0.7}, c: {when: {origin: other}, chance: 0.7}}";
const std::string for_syrians = "{b: {when: {origin: syria}, chance: 0.4}, a: 0.6, c: {when: {origin: other}, chance: 0.4}}";

}  // namespace

TEST_CASE("What a drawn chance takes, those that fit give in proportion") {
    const Observed twice = scene(for_everybody, times("b", "2")).run();
    check(twice, 0, "syria", {0.4, 0.6, 0});
    check(twice, 0, "other", {0, 0.6, 0.4});
    const Observed all = scene(for_everybody, times("b", "9")).run();
    check(all, 0, "syria", {0, 1, 0});
    check(all, 0, "other", {0, 1, 0});
    const Observed nobody = scene(for_everybody, times("b", "0")).run();
    check(nobody, 0, "syria", {1, 0, 0});
    check(nobody, 0, "other", {0, 0, 1});
}

TEST_CASE("A drawn chance of a branch that fits some changes nothing for the others") {
    const Observed half = scene(for_syrians, times("b", "0.5")).run();
    check(half, 0, "syria", {0.8, 0.2, 0});
    check(half, 0, "other", {0.6, 0, 0.4});
    const Observed three = scene("{b: {when: {origin: syria}, chance: 0.2}, a: 0.6, c: {when: {origin: syria}, chance: 0.2}, "
                                 "b_too: {to: b, when: {origin: other}, chance: 0.4}}", times("b", "2")).run();
    check(three, 0, "syria", {0.45, 0.4, 0.15});
    check(three, 0, "other", {0.6, 0.4, 0});
}

TEST_CASE("Whom a branch without a chance fits, it gives for") {
    const Observed twice = scene("{a: {when: {origin: syria}, chance: 0.7}, b: 0.3, c: {when: {origin: other}}}", times("b", "2")).run();
    check(twice, 0, "syria", {0.4, 0.6, 0});
    check(twice, 0, "other", {0, 0.6, 0.4});
}

TEST_CASE("A policy changes such a chance from its date, to the last number as before it, beside what is drawn") {
    const std::string changes = "from: 2025-01-02\nchanges: {pathways.way.stages.gate.next.b: {times: 2}}";
    const Scene without = scene(for_everybody, ""), with = scene(for_everybody, "policies: {p: {}}", changes);
    const Observed before = without.run(), after = with.run();
    for (const char* const way : {"a", "b", "c"})
        for (const char* const origin : {"origin=syria", "origin=other"}) CHECK(after.at(way, 0, origin) == before.at(way, 0, origin));
    check(before, 1, "syria", {0.7, 0.3, 0});
    check(after, 1, "syria", {0.4, 0.6, 0});
    check(after, 1, "other", {0, 0.6, 0.4});
    const Observed both = scene(for_everybody, "policies: {p: {}}\n" + times("b", "0.5"), changes).run();
    check(both, 0, "other", {0, 0.15, 0.85});
    check(both, 1, "other", {0, 0.3, 0.7});
    const Scene same = scene(for_everybody, "policies: {p: {}}", "from: 2025-01-02\nchanges: {pathways.way.stages.gate.next.b: {times: 1}}");
    CHECK(same.run().fingerprint() == before.fingerprint());
}

TEST_CASE("A branch that a policy adds takes from those that fit, within its dates") {
    const Observed seen = scene("{b: 0.3, a: {when: {origin: syria}, chance: 0.7}, c: {when: {origin: other}, chance: 0.7}}", "policies: {p: {}}",
                                "from: 2025-01-02\npathways: {way: {stages: {gate: {next: {b_too: {to: b, when: {origin: other}, chance: 0.5}}}}}}").run();
    check(seen, 0, "other", {0, 0.3, 0.7});
    check(seen, 1, "other", {0, 0.65, 0.35});
    check(seen, 1, "syria", {0.7, 0.3, 0});
}

TEST_CASE("Whom nothing fits is a fault whatever is drawn") {
    const Scene short_of_one = scene("{b: 0.3, a: {when: {origin: syria}, chance: 0.7}, c: {when: {origin: other}, chance: 0.2}}", times("b", "1.1"));
    CHECK_THROWS_WITH(short_of_one.run(), "no branch of `next` in `way.gate` fits a household that leaves on 2025-01-01");
}
