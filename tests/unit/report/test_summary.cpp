#include "catch.hpp"

#include <cmath>
#include <limits>

#include "report/summary.hpp"

using namespace doorstroom;

namespace {

const double missing = std::numeric_limits<double>::quiet_NaN();

Summary of(std::vector<double> values) { return summarize(values); }

}  // namespace

TEST_CASE("A summary has the mean, the spread with n - 1, and quantiles interpolated linearly") {
    const Summary summary = of({4, 1, 3, 2, 10});
    CHECK(summary.replications == 5);
    CHECK(summary.mean == Approx(4));
    CHECK(summary.sd == Approx(std::sqrt(50.0 / 4)));
    CHECK(summary.p05 == Approx(1.2));
    CHECK(summary.p25 == 2);
    CHECK(summary.p50 == 3);
    CHECK(summary.p75 == 4);
    CHECK(summary.p95 == Approx(8.8));
}

TEST_CASE("Missing values are left out and not counted") {
    const Summary summary = of({missing, 2, missing, 4});
    CHECK(summary.replications == 2);
    CHECK(summary.mean == 3);
    CHECK(summary.p50 == 3);
}

TEST_CASE("Of nobody nothing can be said") {
    const Summary summary = of({missing, missing});
    CHECK(summary.replications == 0);
    CHECK(std::isnan(summary.mean));
    CHECK(std::isnan(summary.p05));
    CHECK(of({}).replications == 0);
}

TEST_CASE("One value has no spread that can be known") {
    const Summary summary = of({7});
    CHECK(summary.mean == 7);
    CHECK(summary.p05 == 7);
    CHECK(summary.p95 == 7);
    CHECK(std::isnan(summary.sd));
}

TEST_CASE("Values that are all alike have exactly their own mean and no spread at all") {
    const Summary summary = of(std::vector<double>(997, 0.1));
    CHECK(summary.mean == 0.1);
    CHECK(summary.sd == 0);
    CHECK(summary.p95 == 0.1);
}
