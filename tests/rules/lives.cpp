// Following one household through a trial changes nothing, and every tick of its life is given to one cause.
#include <filesystem>
#include <numeric>
#include <stdexcept>
#include <string>

#include "catch.hpp"
#include "support/scene.hpp"

using namespace doorstroom;
using namespace doorstroom::tests;

namespace {

const std::string source = DOORSTROOM_SOURCE_DIR;

std::int32_t all_of(const TicksByCause& ticks) { return std::accumulate(ticks.begin(), ticks.end(), 0); }
std::int32_t of(const Life::Event& event, Cause cause) { return event.ticks[static_cast<std::size_t>(cause)]; }
bool is_stay(const Life::Event& event) { return event.what == Life::Event::What::enters || event.what == Life::Event::What::at_door; }

// What stands between a move and the next of the same journey is what was waited there.
void check_that_ticks_sum(const Plan& plan, const Life& life) {
    for (std::uint32_t journey = 0; journey < life.journeys.size(); ++journey) {
        const Life::Event* stays = nullptr;
        for (const Life::Event& event : life.events) {
            if (event.journey != journey || event.what == Life::Event::What::served) continue;
            if (stays) CHECK(all_of(stays->ticks) == event.at - stays->at);
            stays = event.what == Life::Event::What::stops ? nullptr : &event;
        }
        if (stays && plan.at(stays->to).final) CHECK(all_of(stays->ticks) == 0);
        else if (stays) CHECK(all_of(stays->ticks) == plan.calendar.last() - stays->at);
    }
}

StageId stage(const Plan& plan, const std::string& name) {
    for (std::size_t each = 0; each < plan.stages.size(); ++each)
        if (plan.stages[each].name == name) return static_cast<StageId>(each);
    throw std::runtime_error("no stage " + name);
}

// The first event by which somebody came to a stage.
const Life::Event& in(const Plan& plan, const Life& life, const std::string& name) {
    for (const Life::Event& event : life.events)
        if (is_stay(event) && event.to == stage(plan, name)) return event;
    throw std::runtime_error("nobody came to " + name);
}

const Trial first_trial{1, 0, Uncertainty::drawn};

Life life_of(const Plan& plan, const std::string& where, Wanted::Which which = Wanted::Which::first) {
    Engine engine(plan);
    const auto found = engine.find(first_trial, {stage(plan, where), which, false});
    REQUIRE(found);
    Life life = engine.follow(first_trial, found->household);
    REQUIRE_FALSE(life.people.empty());
    check_that_ticks_sum(plan, life);
    return life;
}

Scene one_a_day(const std::string& stages, const std::string& more = "") {
    return Scene("run: {start: 2025-01-01, end: 2026-01-01, report: month}\nassumption: a test\n"
                 "sources: {people: {pathway: way, arrivals: {households: 1, per: day, spread: none}, household_size: {3: 1}}}\n" +
                     more + "pathways: {way: {stages: {" + stages + ", out: {final: true, lodge: none}}}}\n",
                 {{"left", "flow: {into: way.out}"}});
}

}  // namespace

TEST_CASE("A trial that somebody looks on at is the same trial") {
    for (const std::string file : {"/scenarios/tiny.yaml", "/tests/golden/constructs.yaml", "/tests/golden/hours.yaml", "/tests/golden/weeks.yaml", "/scenarios/examples/families.yaml", "/scenarios/examples/doors.yaml"}) {
        INFO(file);
        const Scene scene(std::filesystem::path(source + file));
        const Plan& plan = scene.plan();
        Engine engine(plan);
        const Observations before = engine.run(first_trial);
        std::size_t lives = 0;
        for (std::size_t each = 0; each < plan.stages.size(); ++each)
            for (const Wanted::Which which : {Wanted::Which::longest, Wanted::Which::middle}) {
                const auto found = engine.find(first_trial, {static_cast<StageId>(each), which, false});
                if (!found || ++lives > 40) continue;
                INFO(plan.stages[each].name);
                const Life life = engine.follow(first_trial, found->household);
                CHECK(life.fingerprint == before.fingerprint);
                REQUIRE_FALSE(life.people.empty());
                CHECK(life.people.front().who == found->household);
                check_that_ticks_sum(plan, life);
                bool has_it = false;
                for (const Life::Event& event : life.events) has_it = has_it || (event.what == Life::Event::What::enters && event.to == static_cast<StageId>(each) && event.at == found->entered && all_of(event.ticks) == found->ticks);
                CHECK(has_it);
            }
        CHECK(lives > 0);
        const Observations after = engine.run(first_trial);
        CHECK(after.fingerprint == before.fingerprint);
        CHECK(after.transitions == before.transitions);
    }
}

TEST_CASE("Nobody is found where nobody comes, and nobody followed who is not there") {
    const Scene scene = one_a_day("here: {stay: {fixed: 3 days}, next: {out: 1, never: 0}}, never: {stay: {fixed: 1 day}, next: out}");
    Engine engine(scene.plan());
    CHECK_FALSE(engine.find(first_trial, {stage(scene.plan(), "way.never"), Wanted::Which::longest, false}));
    CHECK(engine.follow(first_trial, 12345).people.empty());
}

TEST_CASE("The longest, the middle and the first of the stays in a stage") {
    const Scene scene = one_a_day("here: {stay: {exponential: {mean: 40 days}}, next: out}");
    Engine engine(scene.plan());
    const StageId here = stage(scene.plan(), "way.here");
    const auto longest = engine.find(first_trial, {here, Wanted::Which::longest, false});
    const auto middle = engine.find(first_trial, {here, Wanted::Which::middle, false});
    const auto first = engine.find(first_trial, {here, Wanted::Which::first, false});
    REQUIRE((longest && middle && first));
    CHECK(longest->among == 365);
    CHECK(longest->ticks > middle->ticks);
    CHECK(middle->ticks > 0);
    CHECK(first->entered == Tick{0});
}

TEST_CASE("A fixed time under a law is the law's, and a drawn one is not") {
    const std::string act = "references: {act: {title: An act, href: 'https://example.org'}}\n";
    const Scene fixed = one_a_day("here: {law: act, stay: {fixed: 14 days}, next: there}, there: {law: act, stay: {exponential: {mean: 5 days}}, next: out}", act);
    const Life life = life_of(fixed.plan(), "way.here");
    CHECK(of(in(fixed.plan(), life, "way.here"), Cause::law) == 14);
    CHECK(of(in(fixed.plan(), life, "way.there"), Cause::law) == 0);
    const Scene without = one_a_day("here: {stay: {fixed: 14 days}, next: out}");
    CHECK(of(in(without.plan(), life_of(without.plan(), "way.here"), "way.here"), Cause::time) == 14);
}

TEST_CASE("A desk that is closed, one that others stand before, and one that has just no room for so many") {
    const Scene scene = one_a_day("desk: {await: desk, takes: {fixed: 10 days}, next: out}",
                                  "resources: {desk: {kind: servers, unit: persons, capacity: {2025-01-01: 0, 2025-02-01: 4}}}\n");
    const Life first = life_of(scene.plan(), "way.desk");
    CHECK(of(in(scene.plan(), first, "way.desk"), Cause::closed) == 31);
    CHECK(of(in(scene.plan(), first, "way.desk"), Cause::time) == 10);
    const Life longest = life_of(scene.plan(), "way.desk", Wanted::Which::longest);
    CHECK(of(in(scene.plan(), longest, "way.desk"), Cause::queue) > 0);
    // Three of the four places are taken, and another household of three is the first in the line.
    CHECK(of(in(scene.plan(), longest, "way.desk"), Cause::size) == 10);
}

TEST_CASE("At the door of places that are not open yet, too small, or full") {
    const std::string door = "here: {lodge: inn, stay: {fixed: 30 days}, next: out}";
    const auto inn = [](const std::string& sites) { return "resources: {inn: {kind: places, when_full: wait, sites: {" + sites + "}}}\n"; };
    const Scene later = one_a_day(door, inn("house: {capacity: 30, opens: 2025-03-01}"));
    Engine engine(later.plan());
    const auto found = engine.find(first_trial, {stage(later.plan(), "way.here"), Wanted::Which::first, false});
    const Life life = engine.follow(first_trial, found->household);
    REQUIRE(life.events.front().what == Life::Event::What::at_door);
    CHECK(of(life.events.front(), Cause::closed) == 59);
    // Two places are never enough for three; of eight, six are taken and two left.
    const Scene small = one_a_day(door, inn("house: {capacity: 2}"));
    Engine of_small(small.plan());
    CHECK_FALSE(of_small.find(first_trial, {stage(small.plan(), "way.here"), Wanted::Which::first, false}));
    const Scene full = one_a_day(door, inn("house: {capacity: 6}"));
    const Life last = life_of(full.plan(), "way.here", Wanted::Which::middle);
    CHECK(of(last.events.front(), Cause::queue) > 0);
    CHECK(of(last.events.front(), Cause::size) == 0);
    const Scene odd = one_a_day(door, inn("house: {capacity: 8}"));
    const Life third = life_of(odd.plan(), "way.here", Wanted::Which::middle);
    CHECK(of(third.events.front(), Cause::size) == all_of(third.events.front().ticks));
}

TEST_CASE("Openings of another size only are none of this size") {
    const Scene scene = one_a_day("home: {await: homes, next: out}", "resources: {homes: {kind: slots, openings: {2025-01-01: 0, 2025-01-11: 2}, per: day, sizes: {1: {2025-01-01: 1, 2025-02-01: 0.5}, 3: {2025-01-01: 0, 2025-02-01: 0.5}}}}\n");
    const Life life = life_of(scene.plan(), "way.home");
    const Life::Event& home = in(scene.plan(), life, "way.home");
    CHECK(of(home, Cause::closed) == 10);
    CHECK(of(home, Cause::size) >= 21);
    CHECK(of(home, Cause::queue) == 0);  // the first of its size
}

TEST_CASE("A place on the way that a clock waits for is told; a stay without end is only that") {
    const Scene scene = one_a_day("here: {stay: forever, race: {served: {await: desk, to: there}}}, there: {stay: forever, race: {never: {after: {fixed: 9 years}, to: out}}}",
                                  "resources: {desk: {kind: slots, openings: 0.5, per: day}}\n");
    const Life life = life_of(scene.plan(), "way.there", Wanted::Which::middle);
    const Life::Event& here = in(scene.plan(), life, "way.here");
    CHECK(of(here, Cause::queue) > 0);
    CHECK(of(here, Cause::time) == 0);
    CHECK(of(in(scene.plan(), life, "way.there"), Cause::time) > 0);
}

TEST_CASE("Of the starting stock what lies before the run is not told, but counted") {
    const Scene scene = one_a_day("here: {stay: {fixed: 50 days}, next: out}",
                                  "stock: {line: {pathway: way, stage: here, households: 3, elapsed: {fixed: 20 days}}}\n");
    Engine engine(scene.plan());
    const auto found = engine.find(first_trial, {stage(scene.plan(), "way.here"), Wanted::Which::first, false});
    const Life life = engine.follow(first_trial, found->household);
    check_that_ticks_sum(scene.plan(), life);
    CHECK(given(life.people.front().stock));
    CHECK(of(life.events.front(), Cause::before) == 20);
    CHECK(of(life.events.front(), Cause::time) == 30);
    const auto newcomer = engine.find(first_trial, {stage(scene.plan(), "way.here"), Wanted::Which::first, true});
    CHECK_FALSE(given(engine.follow(first_trial, newcomer->household).people.front().stock));
}

TEST_CASE("Who waits for something that cannot be told is said to") {
    const Scene scene = one_a_day("here: {until: {origin: syria}, race: {late: {after: {fixed: 20 days}, to: out}}, next: out}", "attributes: {origin: [syria, other]}\n");
    CHECK(of(in(scene.plan(), life_of(scene.plan(), "way.here"), "way.here"), Cause::untold) == 20);
}
