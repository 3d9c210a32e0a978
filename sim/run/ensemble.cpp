#include "run/ensemble.hpp"

#include <omp.h>

#include <exception>
#include <mutex>

#include "run/in_order.hpp"

namespace doorstroom {

namespace {

constexpr int window_for_each_thread = 4;  // replications that may be finished and waiting for an earlier one

}  // namespace

int threads_here() { return omp_get_num_procs(); }

Ended do_each(std::uint64_t items, int threads, const DoItem& work, const IsStopping& is_stopping) {
    std::mutex mutex;
    std::exception_ptr failure;
    bool stopped = false;
    const auto is_over = [&] {
        const std::lock_guard lock(mutex);
        stopped = stopped || failure || is_stopping();
        return stopped;
    };
    // One item at a time, in ascending order, to whichever thread is free. No exception may leave the region.
#pragma omp parallel for schedule(monotonic : dynamic, 1) num_threads(threads)
    for (std::uint64_t item = 0; item < items; ++item) {
        if (is_over()) continue;
        try {
            work(omp_get_thread_num(), item);
        } catch (...) {
            const std::lock_guard lock(mutex);
            if (!failure) failure = std::current_exception();
        }
    }
    if (failure) std::rethrow_exception(failure);
    return stopped ? Ended::stopped : Ended::complete;
}

Ended run_ensemble(const EnsembleOptions& options, const RunTrial& run, const TakeObservations& take, const IsStopping& is_stopping) {
    InOrder in_order(options.replications, static_cast<std::size_t>(options.threads * window_for_each_thread), take, is_stopping);
    const DoItem work = [&](int worker, std::uint64_t item) {
        const auto replication = static_cast<std::uint32_t>(item);
        if (!in_order.enter(replication)) return;
        try {
            in_order.deliver(replication, run(worker, Trial{options.seed, replication, options.uncertainty}));
        } catch (...) {
            in_order.fail(replication, std::current_exception());
        }
    };
    do_each(options.replications, options.threads, work, [] { return false; });  // in what order to stop, `in_order` knows
    return in_order.conclude();
}

}  // namespace doorstroom
