// Populations fitted to published marginal tables.
#include <cmath>

#include "catch.hpp"
#include "support/scene.hpp"

using namespace doorstroom::tests;

namespace {

using Measured = std::pair<std::string, std::string>;  // series and group

const std::vector<std::pair<Measured, double>> published = {
    {{"by_origin", "origin=syria;sex=male"}, 312},   {{"by_origin", "origin=syria;sex=female"}, 228},
    {{"by_origin", "origin=eritrea;sex=male"}, 97},  {{"by_origin", "origin=eritrea;sex=female"}, 61},
    {{"by_origin", "origin=turkey;sex=male"}, 55},   {{"by_origin", "origin=turkey;sex=female"}, 44},
    {{"by_origin", "origin=other;sex=male"}, 143},   {{"by_origin", "origin=other;sex=female"}, 60},
    {{"children", "sex=male"}, 110},                 {{"children", "sex=female"}, 98},
    {{"young", "sex=male"}, 260},                    {{"young", "sex=female"}, 130},
    {{"middle", "sex=male"}, 190},                   {{"middle", "sex=female"}, 130},
    {{"old", "sex=male"}, 47},                       {{"old", "sex=female"}, 35},
};

Scene population() { return Scene(std::filesystem::path(DOORSTROOM_SOURCE_DIR) / "tests/rules/margins/population.yaml"); }

// A scenario with a stock and a source on one pathway, in which everybody stays.
std::string people(const std::string& stock, const std::string& source) {
    return "run: {start: 2026-01-01, end: 2027-01-01, report: year}\n"
           "attributes: {origin: [syria, iraq, other], route: {of: person, values: [a, b]}, sex: {of: person, values: [male, female]}}\n"
           "sources: {asylum: {pathway: way, " + source + "}}\n"
           "stock: {old: {pathway: way, stage: here, " + stock + "}}\n"
           "pathways: {way: {moves: household, stages: {here: {stay: forever, next: out}, out: {final: true}}}}\n";
}

const std::string nobody = "arrivals: {persons: 0, per: year}";
const Measures counted = {{"origin", "persons: {stage: way.here}, by: [origin]"},
                          {"sex", "persons: {stage: way.here}, by: [sex]"},
                          {"both", "persons: {stage: way.here}, by: [origin, sex]"},
                          {"route", "persons: {stage: way.here}, by: [sex, route]"},
                          {"children", "persons: {stage: way.here}, where: {age: {below: 18}}, by: [origin]"},
                          {"everybody", "persons: {stage: way.here}"},
                          {"households", "households: {stage: way.here}"}};

}  // namespace

TEST_CASE("A population fitted to two published marginal tables reproduces both to the person") {
    const Scene scene = population();
    for (std::uint32_t replication = 0; replication < 3; ++replication) {
        const Observed seen = scene.run(replication);
        CHECK(seen.at("everybody", 0) == 1000);
        CHECK(seen.at("households", 0) < 600);
        for (const auto& [measured, persons] : published) {
            INFO(measured.first << " " << measured.second);
            CHECK(seen.at(measured.first, 0, measured.second) == persons);
        }
        CHECK(seen.all().stock[0].asked == 1000);
        CHECK(seen.all().stock[0].persons == 1000);
    }
    CHECK(scene.run(0).fingerprint() == scene.run(0).fingerprint());
}

TEST_CASE("A number of persons that makes no whole tables comes within one of each cell") {
    const Scene scene(people("persons: 101, household_size: {2: 1}, margins: {a: {by: origin, syria: 0.5, iraq: 0.3, other: 0.2}, b: {by: sex, male: 2, female: 1}}", nobody), counted);
    const Observed seen = scene.run();
    CHECK(seen.at("everybody", 0) == 101);
    CHECK(seen.at("origin", 0, "origin=syria") == Approx(50.5).margin(0.51));
    CHECK(seen.at("origin", 0, "origin=iraq") == 30);
    CHECK(seen.at("origin", 0, "origin=other") == 20);
    CHECK(seen.at("sex", 0, "sex=male") == 67);
    CHECK(seen.at("sex", 0, "sex=female") == 34);
}

TEST_CASE("Households of a fitted line are counted as asked, and share what is theirs") {
    const Scene scene(people("households: 100, household_size: {1: 0.5, 4: 0.5}, margins: {a: {by: origin, syria: 0.5, iraq: 0.3, other: 0.2}, b: {by: sex, male: 2, female: 1}}", nobody),
                      {{"households", "households: {stage: way.here}, by: [origin]"}, {"sex", "persons: {stage: way.here}, by: [sex]"}, {"everybody", "persons: {stage: way.here}"}});
    const Observed seen = scene.run();
    CHECK(seen.at("households", 0, "origin=syria") == 50);
    CHECK(seen.at("households", 0, "origin=iraq") == 30);
    CHECK(seen.at("households", 0, "origin=other") == 20);
    CHECK(seen.at("sex", 0, "sex=male") == Approx(seen.at("everybody", 0) * 2 / 3).margin(1));
}

TEST_CASE("A mix beside margins draws what they do not give, and may depend on what they do") {
    const Scene scene(people("persons: 600, margins: {b: {by: sex, male: 200, female: 400}}, mix: {origin: {syria: 1}, route: {by: sex, male: {a: 1}, female: {b: 1}}}", nobody), counted);
    const Observed seen = scene.run();
    CHECK(seen.at("route", 0, "sex=male;route=a") == 200);
    CHECK(seen.at("route", 0, "sex=female;route=b") == 400);
    CHECK(seen.at("both", 0, "origin=syria;sex=male") == 200);
}

TEST_CASE("A source draws from the fitted population: its shares, and persons apart given their household") {
    const std::string source = "arrivals: {persons: 40000, per: year, spread: none}, household_size: {1: 0.5, 3: 0.5}, "
                               "margins: {a: {by: origin, syria: 5, iraq: 3, other: 2}, b: {by: sex, male: 0.7, female: 0.3}, "
                               "c: {by: age, 0: 25, 18: 75, 100: 0}}";
    const Observed seen = Scene(people("persons: 0, mix: {origin: {syria: 1}}", source), counted).run();
    const double all = seen.last("everybody");
    CHECK(all > 39000);
    // A household of three counts three times: twice the deviation of persons on their own is more than enough.
    const auto near = [&](double share) { return Approx(all * share).margin(4 * 2 * std::sqrt(all * share * (1 - share))); };
    CHECK(seen.last("origin", "origin=syria") == near(0.5));
    CHECK(seen.last("origin", "origin=iraq") == near(0.3));
    CHECK(seen.last("sex", "sex=male") == near(0.7));
    CHECK(seen.last("both", "origin=other;sex=female") == near(0.06));
    CHECK(seen.last("children", "origin=syria") < all * 0.125);  // a year on, some are no children any more
    CHECK(seen.last("children", "origin=syria") > all * 0.11);
}

TEST_CASE("A further margin of a line changes no draw of another line") {
    const auto stay = [](const std::string& margins) {
        return people("persons: 300, margins: {a: {by: sex, male: 0.5, female: 0.5}" + margins + "}}, more: {pathway: way, stage: here, persons: 100, household_size: {1: 0.5, 2: 0.5}, mix: {origin: {syria: 0.5, iraq: 0.5}}", nobody);
    };
    const Measures more = {{"origin", "persons: {stage: way.here}, by: [origin]"}};
    const Observed with = Scene(stay(", b: {by: origin, other: 1}"), more).run(), without = Scene(stay(""), more).run();
    CHECK(with.at("origin", 0, "origin=other") == 300);
    CHECK(with.at("origin", 0, "origin=syria") == without.at("origin", 0, "origin=syria"));
    CHECK(with.at("origin", 0, "origin=iraq") == without.at("origin", 0, "origin=iraq"));
}
