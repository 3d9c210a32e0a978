#include "run/sweep.hpp"

#include <exception>
#include <mutex>
#include <new>
#include <optional>

#include "doorstroom/trial.hpp"

namespace doorstroom {

namespace {

// The engine of one thread, made when it is first needed, and anew after a fault: what that left behind is nobody's business.
class Worker {
public:
    SweepOutcome run(const Plan& plan, const DerivedMeasures& derived, const Trial& trial, const std::vector<std::size_t>& outputs) {
        try {
            if (!engine_) engine_.emplace(plan);
            Observations observations = engine_->run(trial);
            derived.fill(observations.values);
            SweepOutcome outcome;
            outcome.values.reserve(outputs.size());
            for (const std::size_t output : outputs) outcome.values.push_back(observations.values[output]);
            return outcome;
        } catch (const ScenarioFault& fault) {
            engine_.reset();
            return {{}, fault.place() + ": " + fault.what()};
        } catch (const std::bad_alloc&) {
            throw;
        } catch (const std::exception& fault) {
            engine_.reset();
            return {{}, std::string("a fault of the program, not of your scenario: ") + fault.what()};
        }
    }

private:
    std::optional<Engine> engine_;
};

}  // namespace

Ended run_sweep(const Plan& plan, const DerivedMeasures& derived, const DesignPoints& points, const SweepOptions& options,
                const SweepWork& work, const IsStopping& is_stopping) {
    std::vector<Worker> workers(static_cast<std::size_t>(options.threads));
    std::mutex one_at_a_time;
    const DoItem run_item = [&](int worker, std::uint64_t each) {
        const PointReplication item = work.items[each];
        {
            const std::lock_guard lock(one_at_a_time);
            if (!work.is_needed(item)) return;
        }
        const std::uint32_t others = options.chance == SharedChance::own ? item.point * options.replications : 0;
        const Trial trial{options.seed, others + item.replication, options.uncertainty, points.of(item.point)};
        const SweepOutcome outcome = workers[static_cast<std::size_t>(worker)].run(plan, derived, trial, work.outputs);
        const std::lock_guard lock(one_at_a_time);
        work.take(item, outcome);
    };
    return do_each(work.items.size(), options.threads, run_item, is_stopping);
}

}  // namespace doorstroom
