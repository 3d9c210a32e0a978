#include "run/simulate.hpp"

#include <optional>
#include <vector>

namespace doorstroom {

Ended simulate(const Plan& plan, const DerivedMeasures& derived, const EnsembleOptions& options, const TakeObservations& take,
               const IsStopping& is_stopping) {
    // Each is made by the thread that uses it, so that its memory lies near that thread and an engine that cannot be
    // made is a failure like any other.
    std::vector<std::optional<Engine>> engines(static_cast<std::size_t>(options.threads));
    const RunTrial run = [&](int worker, const Trial& trial) {
        std::optional<Engine>& engine = engines[static_cast<std::size_t>(worker)];
        if (!engine) engine.emplace(plan);
        Observations observations = engine->run(trial);
        derived.fill(observations.values);
        return observations;
    };
    return run_ensemble(options, run, take, is_stopping);
}

}  // namespace doorstroom
