#include "property/random_scene.hpp"

#include <fmt/format.h>

#include "doorstroom/chance.hpp"

namespace doorstroom::tests {

namespace {

// Whole numbers drawn by address, as everything here is.
class Dice {
public:
    explicit Dice(std::uint32_t number) : chance_(17, number) {}
    int between(int low, int high) {
        const std::uint32_t word = chance_.draw(name_hash("dice"), what("roll"), rolls_++)[0];
        return low + static_cast<int>(std::uint64_t{word} * static_cast<std::uint64_t>(high - low + 1) >> 32);
    }
    const char* one_of(const std::vector<const char*>& choices) { return choices[static_cast<std::size_t>(between(0, static_cast<int>(choices.size()) - 1))]; }

private:
    Chance chance_;
    std::uint32_t rolls_ = 0;
};

std::string stay(Dice& dice) {
    const int mean = dice.between(0, 20);
    switch (dice.between(0, 3)) {
        case 0: return fmt::format("{{fixed: {} days}}", mean);
        case 1: return fmt::format("{{exponential: {{mean: {} days}}}}", mean + 1);
        case 2: return fmt::format("{{uniform: [0 days, {} days]}}", mean);
        default: return fmt::format("{{lognormal: {{median: {} days, p90: {} days}}}}", mean + 1, 3 * mean + 4);
    }
}

std::string timing(Dice& dice) {
    const std::string priority = dice.between(0, 1) ? ", priority: {by: kind, a: 0, else: 1}" : "";
    switch (dice.between(0, 4)) {
        case 0: return "await: desk, takes: " + stay(dice) + priority;
        case 1: return "await: doors" + priority;
        case 2: return "await: towns";
        default: return "stay: " + stay(dice);
    }
}

}  // namespace

RandomScene random_scene(std::uint32_t number) {
    Dice dice(number);
    const int stages = dice.between(3, 7);
    RandomScene scene;
    std::string pathway;
    for (int stage = 0; stage < stages; ++stage) {
        scene.stages.push_back(fmt::format("s{}", stage));
        std::string line = fmt::format("      s{}: {{{}", stage, stage == 0 ? "lodge: beds, " : dice.one_of({"", "", "lodge: none, ", "lodge: beds, "}));
        line += timing(dice);
        if (dice.between(0, 2) == 0) line += fmt::format(", race: {{leaves: {{after: {}, to: end}}}}", stay(dice));
        // Onward, or back to an earlier stage with a chance below 1/2, so that everybody ends.
        const int onward = stage + 1;
        const std::string to = onward < stages ? fmt::format("s{}", onward) : "end";
        line += fmt::format(", next: {{s{}: 0.{}, {}: rest}}}}\n", dice.between(0, stage), dice.between(0, 4), to);
        pathway += line;
    }
    scene.stages.push_back("end");
    scene.sites = {"one", "two", "three"};
    scene.yaml = fmt::format(R"(run: {{start: 2026-01-01, end: 2026-06-01, tick: 1 day, replications: 1, seed: 1, report: day}}
attributes:
  kind: [a, b]
  town: [north, south]
sources:
  people: {{pathway: walk, arrivals: {{persons: {}, per: week}}, household_size: {{1: 0.5, 2: 0.2, 4: 0.3}}, mix: {{kind: {{a: 0.4, b: 0.6}}}}}}
resources:
  beds:
    kind: places
    sites:
      one: {{capacity: {}, usable: 0.9}}
      two: {{capacity: {{2026-01-01: {}, 2026-03-10: {}}}}}
      three: {{tier: 2, capacity: 30, opens: 2026-02-01, closes: 2026-04-15}}
  desk: {{kind: servers, capacity: {{2026-01-01: {}, 2026-04-01: {}}}, order: {}, unit: {}}}
  towns: {{kind: slots, gives: town, openings: {{by: town, north: {}, south: {}}}, per: month, spread: {}, unused: {}, unit: persons}}
  doors: {{kind: slots, openings: {}, per: week, order: {}}}
pathways:
  walk:
    moves: household
    stages:
{}      end: {{final: true}}
stock:
  there: {{pathway: walk, stage: s0, persons: {}, household_size: {{1: 0.5, 3: 0.5}}, mix: {{kind: {{a: 1}}}}, lodge: beds}}
)",
        dice.between(3, 30), dice.between(10, 60), dice.between(10, 40), dice.between(0, 40), dice.between(1, 20), dice.between(1, 9),
        dice.one_of({"oldest", "newest", "random"}), dice.one_of({"households", "persons"}), dice.between(5, 60), dice.between(0, 60),
        dice.one_of({"even", "poisson", "start"}), dice.one_of({"expire", "carry"}), dice.between(2, 30), dice.one_of({"oldest", "newest", "random"}),
        pathway, dice.between(0, 60));
    return scene;
}

}  // namespace doorstroom::tests
