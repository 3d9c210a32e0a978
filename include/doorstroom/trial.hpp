// One trial: a Plan, a seed and a replication in; Observations out. A pure function: the same arguments give the same
// observations, bit for bit, on any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "doorstroom/life.hpp"
#include "doorstroom/plan.hpp"

namespace doorstroom {

enum class Uncertainty : std::uint8_t {
    drawn,   // each uncertain factor is drawn for each replication
    middle,  // each stands at its median (`--uncertain none`)
};

struct Trial {
    std::uint64_t seed;
    std::uint32_t replication;
    Uncertainty uncertainty;
    std::span<const double> given{};  // by uncertain draw (uncertain.hpp) the number it has; NaN, or none at all: as `uncertainty` says
};

// What one stock line became.
struct StockMade {
    double asked = 0;  // in the line's own unit
    std::int64_t persons = 0;
    std::int64_t households = 0;
    std::int64_t unplaced = 0;  // persons who did not fit in the pool
};

struct Observations {
    // values[series * rows + row] for the base series of SeriesTable (series.hpp), rows = SeriesTable::rows. A NaN is
    // a missing value: nobody was counted in a wait, or a measure of periods in the last row.
    std::vector<double> values;
    std::vector<StockMade> stock;        // by stock line
    std::uint64_t fingerprint = 0;       // of every transition: who, from where, to where, when
    std::uint64_t transitions = 0;
    std::uint64_t ticks = 0;
};

// A fault of the scenario that only a run can find (a value asked for before its first date). Yours: exit status 2.
class ScenarioFault : public std::runtime_error {
public:
    ScenarioFault(std::string place, const std::string& message) : std::runtime_error(message), place_(std::move(place)) {}
    const std::string& place() const { return place_; }

private:
    std::string place_;
};

// Runs trials of one plan, one after another, and keeps its memory between them. One engine a thread.
class Engine {
public:
    explicit Engine(const Plan& plan);
    ~Engine();
    Engine(Engine&&) noexcept;
    Engine& operator=(Engine&&) noexcept;

    // Throws ScenarioFault, OurFault, std::bad_alloc.
    Observations run(const Trial& trial);
    // The same trial again, with somebody who looks on: nothing that happens depends on it.
    Life follow(const Trial& trial, Who household);
    std::optional<FoundStay> find(const Trial& trial, const Wanted& wanted);

private:
    struct World;
    std::unique_ptr<World> world_;
};

}  // namespace doorstroom
