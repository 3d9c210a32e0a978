// What pairs of replications say.
#include "report/paired.hpp"

#include <cmath>
#include <limits>

#include "catch.hpp"

using namespace doorstroom;

namespace {

PairedEffect of(std::initializer_list<double> differences) {
    PairedDifferences all;
    for (const double difference : differences) all.add(difference);
    return all.effect();
}

}  // namespace

TEST_CASE("Student's t to a thousandth: 97.5 % of tables") {
    const std::pair<std::uint32_t, double> table[] = {{1, 12.7062}, {2, 4.3027}, {3, 3.1824}, {4, 2.7764}, {9, 2.2622}, {19, 2.0930}, {99, 1.9842}, {999, 1.9623}};
    for (const auto& [degrees, t] : table) {
        INFO(degrees);
        CHECK(std::abs(t_quantile(degrees) / t - 1) < 2e-3);
    }
}

TEST_CASE("The effect is the mean of the differences, with its interval and its sign") {
    const PairedEffect effect = of({1, 2, 3, -1});
    CHECK(effect.replications == 4);
    CHECK(effect.effect == Approx(1.25));
    CHECK(effect.sd == Approx(1.7078251));
    CHECK(effect.high95 - effect.low95 == Approx(2 * 3.1824 * 1.7078251 / 2).epsilon(2e-3));
    CHECK(effect.share_same_sign == 0.75);
    CHECK(of({-1, -2, 3, -3}).share_same_sign == 0.75);
}

TEST_CASE("No difference is exactly none, and what nobody has is passed over") {
    const PairedEffect none = of({0, 0, 0});
    CHECK(none.effect == 0);
    CHECK(none.sd == 0);
    CHECK(none.low95 == 0);
    CHECK(none.share_same_sign == 1);
    CHECK(of({1, std::numeric_limits<double>::quiet_NaN(), 1}).replications == 2);
    CHECK(of({}).replications == 0);
    CHECK(std::isnan(of({}).effect));
    CHECK(std::isnan(of({5}).sd));
    CHECK(of({5}).effect == 5);
}
