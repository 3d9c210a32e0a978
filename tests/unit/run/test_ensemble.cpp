#include "catch.hpp"

#include <atomic>
#include <chrono>
#include <mutex>
#include <new>
#include <set>
#include <thread>

#include "run/ensemble.hpp"

using namespace doorstroom;

namespace {

EnsembleOptions options_of(std::uint32_t replications, int threads) { return {7, replications, Uncertainty::drawn, threads}; }

const IsStopping never = [] { return false; };

Observations made_by(const Trial& trial) {
    Observations observations;
    observations.fingerprint = trial.seed * 1000 + trial.replication;
    return observations;
}

// Takes longer for some replications than for others, so that they finish out of order.
Observations made_unevenly(int, const Trial& trial) {
    std::this_thread::sleep_for(std::chrono::microseconds(trial.replication % 7 == 0 ? 3000 : 100));
    return made_by(trial);
}

}  // namespace

TEST_CASE("Observations are handed on in the order of the replications for any number of threads") {
    for (const int threads : {1, 2, 8}) {
        std::vector<std::uint64_t> taken;
        const auto take = [&](std::uint32_t replication, const Observations& observations) {
            CHECK(replication == taken.size());
            taken.push_back(observations.fingerprint);
        };
        CHECK(run_ensemble(options_of(100, threads), made_unevenly, take, never) == Ended::complete);
        REQUIRE(taken.size() == 100);
        for (std::size_t i = 0; i < taken.size(); ++i) CHECK(taken[i] == 7000 + i);
    }
}

TEST_CASE("Two trials at the same time never have the same worker") {
    std::mutex mutex;
    std::set<int> busy;
    std::atomic<bool> clashed{false};
    const RunTrial run = [&](int worker, const Trial& trial) {
        {
            const std::lock_guard lock(mutex);
            if (worker < 0 || worker >= 3 || !busy.insert(worker).second) clashed = true;
        }
        std::this_thread::sleep_for(std::chrono::microseconds(200));
        const std::lock_guard lock(mutex);
        busy.erase(worker);
        return made_by(trial);
    };
    run_ensemble(options_of(60, 3), run, [](std::uint32_t, const Observations&) {}, never);
    CHECK_FALSE(clashed);
}

TEST_CASE("No more observations wait in memory than a few for each thread") {
    std::atomic<int> begun{0}, taken{0}, most{0};
    const RunTrial run = [&](int, const Trial& trial) {
        const int ahead = ++begun - taken;
        for (int seen = most; ahead > seen && !most.compare_exchange_weak(seen, ahead);) {}
        if (trial.replication == 0) std::this_thread::sleep_for(std::chrono::milliseconds(100));
        return made_by(trial);
    };
    run_ensemble(options_of(500, 4), run, [&](std::uint32_t, const Observations&) { ++taken; }, never);
    CHECK(taken == 500);
    CHECK(most <= 17);
}

TEST_CASE("The first replication that fails decides the exception, whichever thread was first") {
    for (const int threads : {1, 2, 8}) {
        const RunTrial run = [](int, const Trial& trial) -> Observations {
            if (trial.replication == 20) std::this_thread::sleep_for(std::chrono::milliseconds(20));
            if (trial.replication >= 20) throw ScenarioFault("a.yaml:1:" + std::to_string(trial.replication), "no value");
            return made_by(trial);
        };
        std::uint32_t taken = 0;
        try {
            run_ensemble(options_of(50, threads), run, [&](std::uint32_t, const Observations&) { ++taken; }, never);
            FAIL("nothing was thrown");
        } catch (const ScenarioFault& fault) {
            CHECK(fault.place() == "a.yaml:1:20");
        }
        CHECK(taken == 20);
    }
}

TEST_CASE("A fault of our own names its replication") {
    const RunTrial run = [](int, const Trial& trial) {
        ensure(trial.replication != 3, "people are conserved");
        return made_by(trial);
    };
    try {
        run_ensemble(options_of(10, 2), run, [](std::uint32_t, const Observations&) {}, never);
        FAIL("nothing was thrown");
    } catch (const ReplicationFault& fault) {
        CHECK(fault.replication() == 3);
        CHECK(std::string(fault.what()) == "people are conserved");
    }
}

TEST_CASE("Memory that runs out in a thread, or a writer that fails, is thrown where the ensemble was asked for") {
    const RunTrial hungry = [](int, const Trial& trial) -> Observations {
        if (trial.replication == 5) throw std::bad_alloc();
        return made_by(trial);
    };
    CHECK_THROWS_AS(run_ensemble(options_of(20, 4), hungry, [](std::uint32_t, const Observations&) {}, never), std::bad_alloc);

    const RunTrial fine = [](int, const Trial& trial) { return made_by(trial); };
    const auto full = [](std::uint32_t replication, const Observations&) {
        if (replication == 4) throw std::runtime_error("disk full");
    };
    CHECK_THROWS_WITH(run_ensemble(options_of(1000, 4), fine, full, never), "disk full");
}

TEST_CASE("Asked to stop, it finishes what is under way and says that it is not complete") {
    std::atomic<int> begun{0};
    std::uint32_t taken = 0;
    const RunTrial run = [&](int, const Trial& trial) {
        ++begun;
        return made_by(trial);
    };
    const auto take = [&](std::uint32_t replication, const Observations&) { taken = replication + 1; };
    CHECK(run_ensemble(options_of(100000, 2), run, take, [&] { return begun >= 10; }) == Ended::stopped);
    CHECK(begun < 20);
    CHECK(taken <= static_cast<std::uint32_t>(begun));
}

TEST_CASE("Each item of any work is done once, by any number of threads") {
    for (const int threads : {1, 2, 8}) {
        std::vector<std::atomic<int>> done(200);
        CHECK(do_each(done.size(), threads, [&](int, std::uint64_t item) { ++done[item]; }, never) == Ended::complete);
        for (const std::atomic<int>& each : done) CHECK(each == 1);
    }
}

TEST_CASE("What an item throws lets no other begin, and is thrown where the work was asked for") {
    std::atomic<int> begun{0};
    const DoItem work = [&](int, std::uint64_t item) {
        ++begun;
        if (item == 5) throw std::runtime_error("disk full");
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    };
    CHECK_THROWS_WITH(do_each(100000, 2, work, never), "disk full");
    CHECK(begun < 20);
    begun = 0;
    CHECK(do_each(100000, 2, [&](int, std::uint64_t) { ++begun; }, [&] { return begun >= 10; }) == Ended::stopped);
    CHECK(begun < 20);
}
