// The families of section 5: each found again from any two of its numbers.
#include "world/shape.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>

#include "catch.hpp"

using namespace doorstroom;
using Name = Law::Name;
using Family = Law::Family;

namespace {

// Mean and standard deviation from the quantile function alone.
std::pair<double, double> moments(const Shape& shape) {
    constexpr int steps = 400'000;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < steps; ++i) {
        const double x = quantile(shape, (i + 0.5) / steps);
        sum += x / steps;
        squares += x * x / steps;
    }
    return {sum, std::sqrt(squares - sum * sum)};
}

double number_of(const Shape& shape, Name name, std::pair<double, double> moments) {
    switch (name) {
        case Name::mean: return moments.first;
        case Name::sd: return moments.second;
        case Name::cv: return moments.second / moments.first;
        case Name::median: return quantile(shape, 0.5);
        case Name::p10: return quantile(shape, 0.1);
        default: return quantile(shape, 0.9);
    }
}

Shape made(Family family, const std::vector<NamedNumber>& numbers) {
    Law law;
    law.family = family;
    return make_shape(law, numbers, {});
}

}  // namespace

TEST_CASE("The normal law has the quantiles and shares that are printed in every table") {
    CHECK(normal_quantile(0.975) == Approx(1.959963984540054).epsilon(1e-14));
    CHECK(normal_quantile(0.5) == 0);
    CHECK(normal_share_below(1.2815515655446004) == Approx(0.9).epsilon(1e-14));
    for (const double number : {-8.0, -3.0, -0.1, 0.0, 2.5, 5.0}) CHECK(normal_quantile(normal_share_below(number)) == Approx(number).epsilon(1e-9).margin(1e-12));
    // The same bits with every compiler, at every level.
    CHECK(normal_share_below(0.7) == 0x1.841d5715c32a8p-1);
    CHECK(normal_quantile(0.7) == 0x1.0c7e39582c5fap-1);
}

TEST_CASE("A lognormal, a gamma and a weibull are found from any two of their numbers") {
    const Name names[] = {Name::mean, Name::sd, Name::cv, Name::median, Name::p10, Name::p90};
    const std::pair<Family, double> families[] = {{Family::lognormal, 0.5}, {Family::gamma, 3.0}, {Family::weibull, 1.6}};
    for (const auto& [family, form] : families) {
        Shape law;
        law.family = family;
        law.scale = 40;
        law.shape = form;
        const auto known = moments(law);
        for (std::size_t a = 0; a < 6; ++a)
            for (std::size_t b = 0; b < 6; ++b) {
                if (a == b) continue;
                const Shape found = made(family, {{names[a], number_of(law, names[a], known)}, {names[b], number_of(law, names[b], known)}});
                INFO(static_cast<int>(family) << " by " << a << " and " << b);
                CHECK(quantile(found, 0.3) == Approx(quantile(law, 0.3)).epsilon(2e-3));
                CHECK(quantile(found, 0.97) == Approx(quantile(law, 0.97)).epsilon(2e-3));
            }
    }
}

TEST_CASE("A weibull by shape and scale, an exponential by mean or median") {
    CHECK(quantile(made(Family::weibull, {{Name::shape, 2}, {Name::scale, 10}}), 1 - std::exp(-1)) == Approx(10));
    CHECK(quantile(made(Family::exponential, {{Name::mean, 10}}), 1 - std::exp(-1)) == Approx(10));
    CHECK(quantile(made(Family::exponential, {{Name::median, 10}}), 0.5) == Approx(10));
}

TEST_CASE("Very narrow and very wide laws are found too") {
    for (const double cv : {0.01, 0.1, 3.0}) {
        const Shape lognormal = made(Family::lognormal, {{Name::mean, 100}, {Name::cv, cv}});
        CHECK(lognormal.shape == Approx(std::sqrt(std::log1p(cv * cv))).epsilon(1e-6));
        CHECK(made(Family::gamma, {{Name::mean, 100}, {Name::cv, cv}}).shape == Approx(1 / (cv * cv)).epsilon(1e-6));
    }
}

TEST_CASE("Numbers that no law has are refused in plain words") {
    CHECK_THROWS_WITH(made(Family::lognormal, {{Name::mean, 1}, {Name::median, 2}}), "no such distribution has these two numbers");
    CHECK_THROWS_AS(made(Family::gamma, {{Name::median, 5}, {Name::p90, 4}}), std::domain_error);
    CHECK_THROWS_AS(made(Family::lognormal, {{Name::mean, -1}, {Name::median, -2}}), std::domain_error);
    CHECK_THROWS_AS(made(Family::weibull, {{Name::cv, 1}, {Name::shape, 2}}), std::domain_error);
    CHECK_THROWS_AS(made(Family::uniform, {{Name::low, 3}, {Name::high, 2}}), std::domain_error);
    CHECK_THROWS_AS(made(Family::triangular, {{Name::low, 1}, {Name::mode, 5}, {Name::high, 3}}), std::domain_error);
}

TEST_CASE("Triangular, quantiles and empirical") {
    const Shape triangular = made(Family::triangular, {{Name::low, 0}, {Name::mode, 2}, {Name::high, 10}});
    CHECK(quantile(triangular, 0.2) == Approx(2));
    CHECK(moments(triangular).first == Approx(4).epsilon(1e-4));

    Law law;
    law.family = Family::quantiles;
    const Shape quantiles = make_shape(law, {}, {{0.1, 5.0}, {0.5, 10.0}, {0.9, 30.0}});
    CHECK(quantile(quantiles, 1e-9) == Approx(5));          // from the lowest given
    CHECK(quantile(quantiles, 0.5) == Approx(10));
    CHECK(quantile(quantiles, 0.75) == Approx(20));
    CHECK(quantile(quantiles, 1 - 1e-9) == Approx(30));     // to the highest
    CHECK_THROWS_AS(make_shape(law, {}, {{0.1, 5.0}, {0.5, 4.0}}), std::domain_error);

    law.family = Family::empirical;
    law.sample = {1, 1, 4, 8};
    const Shape empirical = make_shape(law, {}, {});
    CHECK(quantile(empirical, 0.3) == 1);
    CHECK(quantile(empirical, 0.6) == 4);
    CHECK(quantile(empirical, 0.9) == 8);
}

TEST_CASE("A law lies between its numbers, or goes on for ever") {
    constexpr double endless = std::numeric_limits<double>::infinity();
    CHECK(support(made(Family::uniform, {{Name::low, 2}, {Name::high, 3}})) == std::pair(2.0, 3.0));
    CHECK(support(made(Family::triangular, {{Name::low, -1}, {Name::mode, 2}, {Name::high, 10}})) == std::pair(-1.0, 10.0));
    CHECK(support(made(Family::lognormal, {{Name::median, 1}, {Name::p90, 1.4}})) == std::pair(0.0, endless));
    CHECK(support(made(Family::fixed, {{Name::value, 4}})) == std::pair(4.0, 4.0));
    Law law;
    law.family = Family::quantiles;
    CHECK(support(make_shape(law, {}, {{0.1, 5.0}, {0.9, 30.0}})) == std::pair(5.0, 30.0));
    law.family = Family::empirical;
    law.sample = {1, 4, 8};
    CHECK(support(make_shape(law, {}, {})) == std::pair(1.0, 8.0));
}
