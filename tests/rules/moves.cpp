// People whom a policy moves at once: whoever is in a stage when a day begins.
#include <unistd.h>

#include <fstream>
#include <string>

#include "catch.hpp"
#include "support/scene.hpp"

using namespace doorstroom::tests;

namespace {

// One household a day, and ten at the start, in `here`; the policy from 5 January on.
Scene scene(const std::string& here, const std::string& policy, const std::string& more = "") {
    const std::filesystem::path folder = std::filesystem::canonical(std::filesystem::temp_directory_path()) / ("doorstroom-moves-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder / "policies");
    std::ofstream(folder / "policies/p.yaml") << "policy: p\ntitle: {nl: N, en: E}\nfrom: 2025-01-05\n" << policy << "\n";
    std::ofstream(folder / "scene.yaml") << "schema: 1\nscenario: scene\ntitle: {nl: N, en: E}\nrun: {start: 2025-01-01, end: 2025-03-01, report: day}\n"
                                            "attributes: {origin: [syria, other]}\n"
                                            "sources: {people: {pathway: way, arrivals: {households: 1, per: day, spread: none}, mix: {origin: {syria: 1, other: 0}}}}\n"
                                            "stock: {line: {pathway: way, stage: here, households: 10, mix: {origin: {syria: 0, other: 1}}}}\n"
                                            "pathways: {way: {stages: {here: {" << here << ", next: out}, there: {stay: {fixed: 3 days}, next: late}, out: {final: true}, late: {final: true}}}}\n"
                                         << more << "policies: {p: {}}\nmeasures:\n"
                                            "  in_here: {title: {nl: N, en: E}, households: {stage: way.here}}\n"
                                            "  moved: {title: {nl: N, en: E}, flow: {from: way.here, to: way.there}, unit: households}\n"
                                            "  late: {title: {nl: N, en: E}, flow: {into: way.late}, unit: households}\n"
                                            "  out: {title: {nl: N, en: E}, flow: {into: way.out}, unit: households}\n";
    Scene made(folder / "scene.yaml");
    std::filesystem::remove_all(folder);
    return made;
}

std::string moves(const std::string& rest) { return "moves: {all_go: {date: 2025-01-11, from: way.here, to: way.there" + rest + "}}"; }

}  // namespace

TEST_CASE("Whoever is in the stage when the day begins goes, and nobody before or after") {
    const Observed seen = scene("stay: forever", moves("")).run();
    CHECK(seen.at("in_here", 10) == 20);  // as the day begins
    CHECK(seen.at("moved", 9) == 0);
    CHECK(seen.at("moved", 10) == 20);
    CHECK(seen.at("in_here", 11) == 1);  // who came on that day
    CHECK(seen.total("moved") == 20);
    CHECK(seen.at("late", 13) == 20);
}

TEST_CASE("A move takes a share of them, or those of one kind") {
    const Observed some = scene("stay: forever", moves(", chance: 0.5")).run();
    CHECK(some.at("moved", 10) > 3);
    CHECK(some.at("moved", 10) < 17);
    CHECK(some.total("moved") == some.at("moved", 10));
    CHECK(scene("stay: forever", moves(", chance: {by: origin, syria: 0, other: 1}")).run().total("moved") == 10);
    CHECK(scene("stay: forever", moves(", chance: 0")).run().total("moved") == 0);
    // Read on entering: who came since 6 January.
    CHECK(scene("stay: forever", moves(", chance: {2025-01-01: 0, 2025-01-06: 1}")).run().total("moved") == 5);
}

TEST_CASE("Who waits is moved, and who is being served is not") {
    const std::string desk = "resources: {desk: {kind: servers, capacity: 4}}\n";
    const Observed seen = scene("await: desk, takes: {fixed: 40 days}", moves(""), desk).run();
    CHECK(seen.total("moved") == 16);
    CHECK(seen.at("out", 40) == 4);
}

TEST_CASE("A move to a stage of the policy's own, and two on one day") {
    const std::string own = "pathways: {way: {stages: {camp: {stay: {fixed: 2 days}, next: out}}}}\n";
    const Observed seen = scene("stay: forever", own + "moves: {to_camp: {date: 2025-01-11, from: [way.here], to: way.camp, chance: 0.5}, "
                                                       "all_go: {date: 2025-01-11, from: [way.here], to: way.there}}").run();
    CHECK(seen.at("out", 12) > 3);
    CHECK(seen.at("out", 12) + seen.total("moved") == 20);
}

TEST_CASE("A move over days takes each on a day of its own, as likely one as another, and nobody who came since it began") {
    const Observed seen = scene("stay: forever", moves(", over: 20 days")).run();
    CHECK(seen.total("moved") == 20);
    CHECK(seen.at("moved", 9) == 0);
    int days = 0;
    for (int day = 10; day < 30; ++day) days += seen.at("moved", day) > 0;
    CHECK(days > 8);
    for (int day = 30; day < 58; ++day) CHECK(seen.at("moved", day) == 0);
    CHECK(seen.at("in_here", 58) == 48);  // who came from that day on
}

TEST_CASE("Somebody whose own time is over before their day of the move has gone the other way") {
    const Observed seen = scene("stay: {fixed: 15 days}", moves(", over: 20 days")).run();
    CHECK(seen.total("moved") > 0);
    CHECK(seen.total("moved") < 20);
    CHECK(seen.total("moved") + seen.total("out") == 10 + 59 - 15);
}

TEST_CASE("A move takes whom it is for") {
    CHECK(scene("stay: forever", moves(", where: {origin: other}")).run().total("moved") == 10);
    CHECK(scene("stay: forever", moves(", where: {not: {origin: other}}")).run().total("moved") == 10);
    CHECK(scene("stay: forever", moves(", where: {household_size: {from: 2}}")).run().total("moved") == 0);
    CHECK(scene("stay: forever", moves(", where: {origin: other}, over: 10 days")).run().total("moved") == 10);
}
