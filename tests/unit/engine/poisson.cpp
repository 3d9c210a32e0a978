// The number of arrivals in a tick: exact, and never lower at a higher rate.
#include "world/poisson.hpp"

#include <cmath>

#include "catch.hpp"
#include "doorstroom/chance.hpp"

using namespace doorstroom;

namespace {

PoissonTable table(double rate) {
    PoissonTable made;
    made.fill(rate);
    return made;
}

// The words that give at most `count`, by halving.
double at_most(const PoissonTable& poisson, std::int32_t count) {
    std::uint64_t low = 0;
    std::uint64_t high = std::uint64_t{1} << 32;
    while (low < high) {
        const std::uint64_t middle = (low + high) / 2;
        if (poisson.draw(static_cast<std::uint32_t>(middle)) <= count) low = middle + 1;
        else high = middle;
    }
    return static_cast<double>(low) * 0x1.0p-32;
}

}  // namespace

TEST_CASE("The Poisson law is exact to the last word") {
    for (const double rate : {0.01, 0.7, 3.0, 25.0, 180.0}) {
        const PoissonTable poisson = table(rate);
        double share = std::exp(-rate);
        double below = 0;
        for (std::int32_t count = 0; count < rate + 6 * std::sqrt(rate) + 3; ++count) {
            below += share;
            share *= rate / (count + 1);
            INFO(rate << " at most " << count);
            REQUIRE(at_most(poisson, count) == Approx(below).margin(1e-9));
        }
    }
}

TEST_CASE("A higher rate never gives fewer") {
    const Chance chance(1, 1);
    for (std::uint32_t n = 0; n < 60; ++n) {
        const std::uint32_t word = chance.draw(n, 0, 0)[0];
        std::int32_t last = 0;
        for (double rate = 0; rate < 300; rate += rate < 2 ? 0.013 : 1.7) {
            const std::int32_t count = table(rate).draw(word);
            REQUIRE(count >= last);
            last = count;
        }
    }
}

TEST_CASE("Nobody comes at rate 0, and a huge rate has its mean and its spread") {
    CHECK(table(0).draw(0xFFFFFFFF) == 0);
    for (const double rate : {1e4, 1e6, 3e7}) {
        const PoissonTable poisson = table(rate);
        CHECK(poisson.draw(0x80000000) == Approx(rate).margin(1.5 + 1e-6 * rate));
        const double one_sigma = poisson.draw(static_cast<std::uint32_t>(0.841344746 * 0x1.0p32)) - rate;
        CHECK(one_sigma == Approx(std::sqrt(rate)).epsilon(0.02));
        CHECK(poisson.draw(0xFFFFFFFF) < rate + 7 * std::sqrt(rate) + 20);
        CHECK(poisson.draw(0) > rate - 7 * std::sqrt(rate) - 20);
    }
}

TEST_CASE("A table is filled again when the rate changes") {
    PoissonTable poisson;
    poisson.fill(2);
    poisson.fill(50);
    CHECK(poisson.draw(0x80000000) == 50);
    CHECK(poisson.rate() == 50);
}
