// One plan at many design points: every point with its replications, in parallel over both, one engine a thread.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "doorstroom/plan.hpp"
#include "report/derived.hpp"
#include "run/ensemble.hpp"

namespace doorstroom {

enum class SharedChance : std::uint8_t {
    common,  // replication r of every point is the same world
    own,     // every point has replications that no other has
};

// The numbers that each design point gives to the uncertain draws of a plan (Trial::given); NaN where it gives none.
struct DesignPoints {
    std::size_t draws = 0;
    std::vector<double> numbers;  // point after point

    std::size_t count() const { return draws == 0 ? 0 : numbers.size() / draws; }
    std::span<const double> of(std::size_t point) const { return std::span(numbers).subspan(point * draws, draws); }
};

struct SweepOptions {
    std::uint64_t seed;
    std::uint32_t replications;  // of each point
    Uncertainty uncertainty;     // of what the design does not give
    SharedChance chance;
    int threads;
};

struct PointReplication {
    std::uint32_t point, replication;
};

// What came of one: the numbers asked for, or why there are none.
struct SweepOutcome {
    std::vector<double> values;
    std::string failure;  // in one sentence; empty when there was none
};

struct SweepWork {
    std::vector<PointReplication> items;  // in the order in which they are begun
    std::vector<std::size_t> outputs;     // indices into Observations::values
    // Asked just before an item is begun.
    std::function<bool(PointReplication)> is_needed;
    // Takes what came of an item, in any order, one call at a time.
    std::function<void(PointReplication, const SweepOutcome&)> take;
};

// A fault of the scenario, or of our own, fails its item and no other; anything else is thrown.
Ended run_sweep(const Plan& plan, const DerivedMeasures& derived, const DesignPoints& points, const SweepOptions& options,
                const SweepWork& work, const IsStopping& is_stopping);

}  // namespace doorstroom
