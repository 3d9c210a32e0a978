// One, two or eight threads: the same replications in the same order, bit for bit.
#include <bit>
#include <vector>

#include "catch.hpp"
#include "run/simulate.hpp"
#include "support/random_scenario.hpp"
#include "support/scene.hpp"

using namespace doorstroom;
using namespace doorstroom::tests;

namespace {

std::vector<std::uint64_t> everything(const Scene& scene, int threads) {
    std::vector<std::uint64_t> bits;
    const DerivedMeasures derived(scene.plan(), scene.table());
    const Ended ended = simulate(
        scene.plan(), derived, {scene.plan().seed, 12, Uncertainty::drawn, threads},
        [&](std::uint32_t replication, const Observations& seen) {
            bits.push_back(replication);
            bits.push_back(seen.fingerprint);
            for (const double value : seen.values) bits.push_back(std::bit_cast<std::uint64_t>(value));
        },
        [] { return false; });
    CHECK(ended == Ended::complete);
    return bits;
}

}  // namespace

TEST_CASE("The number of threads changes nothing") {
    for (const char* name : {"scenarios/tiny.yaml", "tests/golden/constructs.yaml", "tests/golden/hours.yaml", "tests/golden/weeks.yaml", "tests/golden/feedback.yaml", "tests/golden/asylum.yaml"}) {
        INFO(name);
        const Scene scene(std::filesystem::path(DOORSTROOM_SOURCE_DIR) / name);
        const std::vector<std::uint64_t> one = everything(scene, 1);
        REQUIRE(one.size() > 12);
        CHECK(everything(scene, 2) == one);
        CHECK(everything(scene, 8) == one);
    }
}

TEST_CASE("Nor where persons lodge for themselves and families join") {
    for (std::uint32_t number = 0; number < 3; ++number) {
        const Scene scene = with_families(with_lodgers(random_scenario(number), number)).scene();
        const std::vector<std::uint64_t> one = everything(scene, 1);
        CHECK(everything(scene, 2) == one);
        CHECK(everything(scene, 8) == one);
    }
}
