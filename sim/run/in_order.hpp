// Puts what threads finish in any order back into the order of the replications, and holds back who runs too far ahead.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <exception>
#include <mutex>
#include <optional>
#include <vector>

#include "run/ensemble.hpp"

namespace doorstroom {

class InOrder {
public:
    InOrder(std::uint32_t replications, std::size_t window, const TakeObservations& take, const IsStopping& is_stopping);

    // Waits until the replication is within the window; false when it need not be run any more. Replications must be
    // entered in ascending order, so that the one all others wait for is always under way.
    bool enter(std::uint32_t replication);
    // Exactly one of these for each replication entered.
    void deliver(std::uint32_t replication, Observations&& observations);
    void fail(std::uint32_t replication, std::exception_ptr failure);

    // Once all threads are at rest: throws the first failure, or says whether everything was handed on.
    Ended conclude() const;

private:
    bool is_over(std::uint32_t replication);
    void note_failure(std::uint32_t replication, std::exception_ptr failure);

    const std::uint32_t replications_;
    const TakeObservations& take_;
    const IsStopping& is_stopping_;

    std::mutex mutex_;
    std::condition_variable moved_;
    std::vector<std::optional<Observations>> waiting_;  // a ring: replication r waits at r modulo its size
    std::uint32_t next_ = 0;                            // the replication to be handed on next
    std::uint32_t failed_;                              // the first that failed; `replications_` while none has
    std::exception_ptr failure_;
    bool stopped_ = false;
};

}  // namespace doorstroom
