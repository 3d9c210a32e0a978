// Distributions, as the stay of a stage.
#include "catch.hpp"
#include "unit/language/compiled.hpp"

using namespace doorstroom;
using namespace doorstroom::language;

namespace {

Compiled stay(const std::string& law, const std::vector<std::pair<std::string, std::string>>& tables = {}) {
    return Compiled{{{"pathways.asylum.stages.arrived.stay", law}}, tables};
}

const Law& law_of(const Compiled& compiled) { return compiled.plan().at(compiled.stage("arrived").law); }

double parameter(const Compiled& compiled, std::size_t i) {
    return compiled.number(law_of(compiled).parameters.at(i).value);
}

}  // namespace

TEST_CASE("Each family is read with its parameters, in days") {
    const Compiled lognormal = stay("{lognormal: {median: 2 weeks, p90: 1 month}}");
    CHECK(lognormal.told().empty());
    CHECK(law_of(lognormal).family == Law::Family::lognormal);
    CHECK(law_of(lognormal).parameters.at(0).name == Law::Name::median);
    CHECK(parameter(lognormal, 0) == 14);
    CHECK(parameter(lognormal, 1) == days_per_month);
    CHECK(law_of(stay("{fixed: {by: origin, syria: 1 day, else: 0 days}}")).family == Law::Family::fixed);
    CHECK(law_of(stay("{exponential: {median: 2 days}}")).parameters.at(0).name == Law::Name::median);
    CHECK(law_of(stay("{uniform: [1 day, 2 days]}")).parameters.size() == 2);
    CHECK(law_of(stay("{triangular: [1 day, 1 day, 2 days]}")).parameters.size() == 3);
    CHECK(law_of(stay("{gamma: {mean: 3 days, cv: 0.5}}")).family == Law::Family::gamma);
    CHECK(law_of(stay("{weibull: {shape: 1.5, scale: 10 days}}")).family == Law::Family::weibull);
    CHECK(law_of(stay("{until: 2026-01-01}")).family == Law::Family::until);
    CHECK(law_of(stay("forever")).family == Law::Family::forever);
}

TEST_CASE("Bounds stand beside the family") {
    const Compiled compiled = stay("{exponential: {mean: 10 days}, min: 1 day, max: 30 days}");
    CHECK(compiled.told().empty());
    CHECK(compiled.number(law_of(compiled).maximum) == 30);
    CHECK(stay("{exponential: {mean: 10 days}, min: 3 days, max: 2 days}").told() == "`min` is not below `max`");
}

TEST_CASE("Quantiles go upwards") {
    const Compiled compiled = stay("{quantiles: {0.9: 9 days, 0: 1 day, 0.5: 4 days}}");
    CHECK(compiled.told().empty());
    CHECK(law_of(compiled).quantiles.at(1).first == 0.5);
    CHECK(stay("{quantiles: {0.1: 5 days, 0.9: 2 days}}").told() ==
          "these numbers belong to no distribution (a higher quantile is no lower)");
    CHECK(stay("{quantiles: {0.1: 5 days, 1.9: 6 days}}")
              .told()
              .find("expected a probability between 0 and 1, found `1.9`") == 0);
}

TEST_CASE("A sample is read from one column, and sorted") {
    const Compiled compiled = stay("{empirical: waits.csv}", {{"waits.csv", "# unit: weeks\nwait\n2\n1\n3 days\n"}});
    CHECK(compiled.told().empty());
    CHECK(law_of(compiled).sample == std::vector<double>{3, 7, 14});
    CHECK(stay("{empirical: waits.csv}", {{"waits.csv", "wait\n2\n"}}).told() ==
          "expected a duration of 0 or more, found `2` (a comment line `# unit: days` gives plain numbers a unit)");
}

TEST_CASE("What makes no distribution is told") {
    CHECK(stay("{lognromal: {median: 1 day, cv: 1}}").told().find("unknown key `lognromal`") == 0);
    CHECK(stay("{fixed: 1 day, exponential: {mean: 1 day}}").told() == "`fixed` and `exponential` exclude each other");
    CHECK(stay("3 days").told().find("expected a distribution, found `3 days`") == 0);
    CHECK(stay("{lognormal: {median: 9 days}}").told() ==
          "expected two parameters, found 1 (any two of mean, sd, cv, median, p10, p90)");
    CHECK(stay("{lognormal: {median: 9 days, mean: 8 days}}").told() ==
          "these numbers belong to no distribution (the mean of this distribution lies above its median)");
    CHECK(stay("{gamma: {median: 9 days, p90: 8 days}}").told().find("these numbers belong to no distribution") == 0);
    CHECK(stay("{gamma: {shape: 2, scale: 8 days}}").told() ==
          "`shape` and `scale` go together, and belong to a weibull");
    CHECK(stay("{uniform: [3 days, 2 days]}").told() ==
          "these numbers belong to no distribution (they go from the lowest to the highest)");
    CHECK(stay("{uniform: [3 days]}").told() == "`uniform` expects a list of 2 numbers, found 1");
    CHECK(stay("{exponential: {mean: 0 days}}").told() == "the parameters of this distribution are above 0");
    CHECK(stay("{age: 18 years}").told() == "expected an age in years, found `18 years` (such as `{age: 18}`)");
}

TEST_CASE("A median below half a tick is a warning") {
    CHECK(stay("{fixed: 2 hours}").told() ==
          "most stay in `asylum.arrived` for less than half a tick (durations are put on whole ticks; a shorter "
          "`run.tick` shows them better)");
    CHECK(stay("{fixed: 0 days}").told().empty());
}
