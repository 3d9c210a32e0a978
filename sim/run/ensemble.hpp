// Many trials of one plan in parallel, their observations handed on in the order of the replications.
#pragma once

#include <cstdint>
#include <functional>

#include "doorstroom/ensure.hpp"
#include "doorstroom/trial.hpp"

namespace doorstroom {

struct EnsembleOptions {
    std::uint64_t seed;
    std::uint32_t replications;
    Uncertainty uncertainty;
    int threads;
};

// A fault of our own, and the replication in which it showed.
class ReplicationFault : public OurFault {
public:
    ReplicationFault(std::uint32_t replication, const std::string& what) : OurFault(what), replication_(replication) {}
    std::uint32_t replication() const { return replication_; }

private:
    std::uint32_t replication_;
};

// Runs one trial. `worker` counts the threads from 0; two calls at the same time never have the same worker.
using RunTrial = std::function<Observations(int worker, const Trial&)>;
// Takes what replication 0, 1, 2, … observed, one call at a time.
using TakeObservations = std::function<void(std::uint32_t replication, const Observations&)>;
// True once the user wants to stop. Trials under way are finished, no others are begun.
using IsStopping = std::function<bool()>;

enum class Ended : std::uint8_t { complete, stopped };

// Replication 0 to N - 1. Which thread runs which replication is left to chance; everything handed on, and the order
// in which it is, is the same for any number of threads. No more observations are in memory than a few for each
// thread. The first replication that fails, in their order, decides the exception, which is thrown when all threads
// are at rest: the exception itself, or a ReplicationFault for a fault of our own.
Ended run_ensemble(const EnsembleOptions& options, const RunTrial& run, const TakeObservations& take, const IsStopping& is_stopping);

// Items 0 to N - 1 of any work, begun in ascending order by whichever thread is free, and finished in any order. What an
// item throws, or a wish to stop, lets no other begin; what was thrown first is thrown again when all threads are at rest.
using DoItem = std::function<void(int worker, std::uint64_t item)>;
Ended do_each(std::uint64_t items, int threads, const DoItem& work, const IsStopping& is_stopping);

// As many as this machine runs at once.
int threads_here();

}  // namespace doorstroom
