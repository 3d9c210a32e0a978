#include "run/ensemble.hpp"

#include <omp.h>

#include "run/in_order.hpp"

namespace doorstroom {

namespace {

constexpr int window_for_each_thread = 4;  // replications that may be finished and waiting for an earlier one

}  // namespace

int threads_here() { return omp_get_num_procs(); }

Ended run_ensemble(const EnsembleOptions& options, const RunTrial& run, const TakeObservations& take, const IsStopping& is_stopping) {
    InOrder in_order(options.replications, static_cast<std::size_t>(options.threads * window_for_each_thread), take, is_stopping);
    const std::int64_t replications = options.replications;

    // One replication at a time, in ascending order, to whichever thread is free. No exception may leave the region.
#pragma omp parallel for schedule(monotonic : dynamic, 1) num_threads(options.threads)
    for (std::int64_t i = 0; i < replications; ++i) {
        const auto replication = static_cast<std::uint32_t>(i);
        if (!in_order.enter(replication)) continue;
        try {
            in_order.deliver(replication, run(omp_get_thread_num(), Trial{options.seed, replication, options.uncertainty}));
        } catch (...) {
            in_order.fail(replication, std::current_exception());
        }
    }
    return in_order.conclude();
}

}  // namespace doorstroom
