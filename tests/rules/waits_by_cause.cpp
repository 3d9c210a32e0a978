// wait_by_cause: the days in a stage, each given to what it is first waited for; the sum over all of what `trace` tells of one.
#include <string>

#include "catch.hpp"
#include "doorstroom/life.hpp"
#include "support/scene.hpp"

using namespace doorstroom;
using namespace doorstroom::tests;

namespace {

const Trial first_trial{1, 0, Uncertainty::drawn};

// Households of three, one a day, until a date.
Scene scene(const std::string& stages, const std::string& more = "", const std::string& until = "2026-01-01", const std::string& asked = "[way.here]") {
    return Scene("run: {start: 2025-01-01, end: 2026-01-01, report: month}\nassumption: a test\nattributes: {origin: [syria, other]}\n"
                 "sources: {people: {pathway: way, until: " + until + ", arrivals: {households: 1, per: day, spread: none}, household_size: {3: 1}, mix: {origin: {syria: 1, other: 0}}}}\n" +
                     more + "pathways: {way: {stages: {" + stages + ", out: {final: true, lodge: none}}}}\n",
                 {{"causes", "wait_by_cause: {stage: " + asked + "}"},
                  {"by_origin", "wait_by_cause: {stage: " + asked + "}, by: [origin]"},
                  {"on_average", "persons: {stage: " + asked + "}, over: mean"}});
}

// Persons there at the end of each day of the year.
double person_days(const Observed& seen) {
    constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    double sum = 0;
    for (std::size_t month = 0; month < 12; ++month) sum += days[month] * seen.at("on_average", month);
    return sum;
}

double of(const Observed& seen, Cause cause) {
    return seen.total("causes", "cause=" + std::string(cause_names[static_cast<std::size_t>(cause) - static_cast<std::size_t>(first_told)]));
}

// What a run counts of its only household, and what is told by following it.
void check_that_both_agree(const Scene& one) {
    const Observed seen = one.run();
    Engine engine(one.plan());
    StageId here = none<StageId>;
    for (std::size_t stage = 0; stage < one.plan().stages.size(); ++stage)
        if (one.plan().stages[stage].name == "way.here") here = static_cast<StageId>(stage);
    const auto found = engine.find(first_trial, {here, Wanted::Which::first, false});
    REQUIRE(found);
    REQUIRE(found->among == 1);
    const Life life = engine.follow(first_trial, found->household);
    for (std::size_t cause = static_cast<std::size_t>(first_told); cause < causes; ++cause) {
        std::int32_t days = 0;
        for (const Life::Event& event : life.events)
            if (event.what == Life::Event::What::enters && event.to == here) days += event.ticks[cause];
        CHECK(of(seen, static_cast<Cause>(cause)) == 3 * days);
    }
}

const std::string desk = "resources: {desk: {kind: servers, unit: persons, capacity: {2025-01-01: 0, 2025-02-01: 4}}}\n";
const std::string act = "references: {act: {title: An act, href: 'https://example.org'}}\n";

}  // namespace

TEST_CASE("The days of all causes are the days that persons spend there") {
    for (const Scene& each : {scene("here: {stay: {exponential: {mean: 40 days}}, next: out}"),
                              scene("here: {await: desk, takes: {fixed: 10 days}, next: out}", desk),
                              scene("here: {stay: forever, race: {served: {await: desk, to: out}}}", "resources: {desk: {kind: slots, openings: 0.5, per: day}}\n"),
                              scene("here: {await: homes, next: out}", "resources: {homes: {kind: slots, openings: 1, per: day, sizes: {1: 0.5, 3: 0.5}}}\n"),
                              scene("here: {stay: forever, race: {placed: {lodge: inn, to: there}}}, there: {stay: {fixed: 60 days}, next: out}", "resources: {inn: {kind: places, sites: {house: {capacity: 30}}}}\n"),
                              scene("here: {stay: {fixed: 50 days}, next: out}", "stock: {line: {pathway: way, stage: here, households: 3, elapsed: {fixed: 20 days}, mix: {origin: other}}}\n")}) {
        const Observed seen = each.run();
        CHECK(seen.total("causes") == Approx(person_days(seen)));
        CHECK(seen.total("causes") > 1000);
        double sum = 0, by_origin = 0;
        for (const auto cause : cause_names) {
            sum += seen.total("causes", "cause=" + std::string(cause));
            for (const std::string origin : {"syria", "other"}) by_origin += seen.total("by_origin", "cause=" + std::string(cause) + ";origin=" + origin);
        }
        CHECK(sum == seen.total("causes"));
        CHECK(by_origin == sum);
    }
}

TEST_CASE("Those who wait for a desk that is closed, that others stand before, or with no room for so many") {
    const Observed seen = scene("here: {await: desk, takes: {fixed: 10 days}, next: out}", desk).run();
    // Closed all January: somebody of day d sees 31 - d evenings of it.
    CHECK(of(seen, Cause::closed) == 3 * (31 * 32 / 2));
    // From February on one household of three is served at a time, and the next finds one free server.
    CHECK(of(seen, Cause::time) == 3 * (365 - 31));
    CHECK(of(seen, Cause::size) == 3 * (365 - 31));
    CHECK(of(seen, Cause::queue) > 0);
    CHECK(of(seen, Cause::untold) == 0);
}

TEST_CASE("A law, a condition of relatives, and one that cannot be told") {
    CHECK(of(scene("here: {law: act, stay: {fixed: 14 days}, next: out}", act, "2025-01-11").run(), Cause::law) == 3 * 10 * 14);
    CHECK(of(scene("here: {until: {origin: other}, race: {late: {after: {fixed: 20 days}, to: out}}, next: out}", "", "2025-01-11").run(), Cause::untold) == 3 * 10 * 20);
}

TEST_CASE("It is what following a household tells") {
    const std::string until = "2025-01-02";
    check_that_both_agree(scene("here: {await: desk, takes: {fixed: 10 days}, next: out}", desk, until));
    check_that_both_agree(scene("here: {law: act, stay: {fixed: 14 days}, next: out}", act, until));
    check_that_both_agree(scene("here: {await: homes, next: out}", "resources: {homes: {kind: slots, openings: {2025-01-01: 0, 2025-01-11: 2}, per: day, sizes: {1: {2025-01-01: 1, 2025-02-01: 0.5}, 3: {2025-01-01: 0, 2025-02-01: 0.5}}}}\n", until));
    check_that_both_agree(scene("here: {stay: forever, race: {served: {await: homes, to: out}, placed: {lodge: inn, to: out}}}",
                                "resources: {homes: {kind: slots, openings: {2025-01-01: 0, 2025-03-01: 0.1}, per: day}, inn: {kind: places, sites: {house: {capacity: 2}, late: {capacity: 9, opens: 2025-04-01}}}}\n", until));
}

TEST_CASE("Asking for causes changes nothing that happens") {
    const auto with = [](const std::string& asked) {
        return Scene("run: {start: 2025-01-01, end: 2026-01-01, report: month}\nassumption: a test\n"
                     "sources: {people: {pathway: way, arrivals: {households: 2, per: day}, household_size: {1: 0.5, 3: 0.5}}}\n" + desk +
                         "pathways: {way: {stages: {here: {await: desk, takes: {fixed: 10 days}, race: {gone: {after: {exponential: {mean: 90 days}}, to: out}}, next: out}, out: {final: true, lodge: none}}}}\n",
                     {{"asked", asked}})
            .run();
    };
    CHECK(with("wait_by_cause: {stage: way.here}").fingerprint() == with("persons: {stage: way.here}").fingerprint());
}
