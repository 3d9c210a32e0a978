// One golden line a scenario and replication: the fingerprint of every transition, and a digest of all it observed.
// The same lines hold at -O0 and -O2, with g++ and clang++, and for any number of threads. How to change one: CHANGES.md.
#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "catch.hpp"
#include "doorstroom/chance.hpp"
#include "doorstroom/scenario.hpp"
#include "doorstroom/trial.hpp"

using namespace doorstroom;

namespace {

const std::string folder = std::string(DOORSTROOM_SOURCE_DIR) + "/tests/golden/";

// Of the values to nine digits: what a reader of the output would notice.
std::uint64_t digest(const std::vector<double>& values) {
    std::string text;
    for (const double value : values) text += fmt::format("{:.9g};", value);
    return name_hash(text);
}

std::vector<std::string> golden_lines(const std::string& scenario, std::uint32_t replications) {
    Diagnostics diagnostics;
    const Scenario read = read_scenario(std::string(DOORSTROOM_SOURCE_DIR) + "/" + scenario, {}, diagnostics);
    INFO(diagnostics.render());
    REQUIRE_FALSE(diagnostics.has_errors());
    Engine engine(read.plan);
    std::vector<std::string> lines;
    for (std::uint32_t replication = 0; replication < replications; ++replication) {
        const Observations seen = engine.run({read.plan.seed, replication, Uncertainty::drawn});
        lines.push_back(fmt::format("{} {} {:016x} {:016x} {}", scenario, replication, seen.fingerprint, digest(seen.values), seen.transitions));
    }
    return lines;
}

std::vector<std::string> written(const std::string& name) {
    std::ifstream file(folder + name);
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);)
        if (!line.empty() && line[0] != '#') lines.push_back(line);
    return lines;
}

std::vector<std::string> lines_of_all() {
    std::vector<std::string> all;
    const std::pair<const char*, std::uint32_t> scenes[] = {
        {"scenarios/tiny.yaml", 4}, {"tests/golden/constructs.yaml", 4}, {"tests/golden/hours.yaml", 2}, {"tests/golden/weeks.yaml", 4}, {"tests/golden/feedback.yaml", 4}, {"tests/golden/asylum.yaml", 2}, {"scenarios/nijmegen/baseline.yaml", 1}};
    for (const auto& [scenario, replications] : scenes)
        for (std::string& line : golden_lines(scenario, replications)) all.push_back(std::move(line));
    return all;
}

}  // namespace

TEST_CASE("Every replication leaves the fingerprint it has always left") {
    const std::vector<std::string> now = lines_of_all();
    for (const std::string& line : now) UNSCOPED_INFO(line);
    CHECK(now == written("fingerprints.txt"));
}

TEST_CASE("An engine that has run before runs as if it had not") {
    Diagnostics diagnostics;
    const Scenario read = read_scenario(folder + "constructs.yaml", {}, diagnostics);
    Engine used(read.plan);
    used.run({read.plan.seed, 3, Uncertainty::drawn});
    used.run({read.plan.seed + 1, 0, Uncertainty::middle});
    Engine fresh(read.plan);
    const Observations again = used.run({read.plan.seed, 1, Uncertainty::drawn});
    const Observations first = fresh.run({read.plan.seed, 1, Uncertainty::drawn});
    CHECK(again.fingerprint == first.fingerprint);
    CHECK(digest(again.values) == digest(first.values));
}

// golden "[.rewrite]" writes the lines anew.
TEST_CASE("The golden lines are written anew", "[.rewrite]") {
    std::ofstream file(folder + "fingerprints.txt");
    file << "# scenario, replication, fingerprint, digest of what was observed, transitions\n";
    for (const std::string& line : lines_of_all()) file << line << '\n';
}
