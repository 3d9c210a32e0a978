#include "run/in_order.hpp"

#include <utility>

namespace doorstroom {

InOrder::InOrder(std::uint32_t replications, std::size_t window, const TakeObservations& take, const IsStopping& is_stopping)
    : replications_(replications), take_(take), is_stopping_(is_stopping), waiting_(window), failed_(replications) {}

// What comes before the first failure is still run, so that the failure reported does not depend on the threads.
bool InOrder::is_over(std::uint32_t replication) {
    stopped_ = stopped_ || is_stopping_();
    return stopped_ || replication >= failed_;
}

bool InOrder::enter(std::uint32_t replication) {
    std::unique_lock lock(mutex_);
    moved_.wait(lock, [&] { return is_over(replication) || replication < next_ + waiting_.size(); });
    return !is_over(replication);
}

void InOrder::deliver(std::uint32_t replication, Observations&& observations) {
    const std::lock_guard lock(mutex_);
    waiting_[replication % waiting_.size()] = std::move(observations);
    try {
        while (next_ < failed_ && waiting_[next_ % waiting_.size()]) {
            take_(next_, *waiting_[next_ % waiting_.size()]);
            waiting_[next_ % waiting_.size()].reset();
            ++next_;
        }
    } catch (...) {
        note_failure(next_, std::current_exception());
    }
    moved_.notify_all();
}

void InOrder::fail(std::uint32_t replication, std::exception_ptr failure) {
    const std::lock_guard lock(mutex_);
    note_failure(replication, std::move(failure));
    moved_.notify_all();
}

void InOrder::note_failure(std::uint32_t replication, std::exception_ptr failure) {
    if (replication >= failed_) return;
    failed_ = replication;
    failure_ = std::move(failure);
}

Ended InOrder::conclude() const {
    if (failure_) {
        try {
            std::rethrow_exception(failure_);
        } catch (const OurFault& fault) {
            throw ReplicationFault(failed_, fault.what());
        }
    }
    return next_ == replications_ ? Ended::complete : Ended::stopped;
}

}  // namespace doorstroom
