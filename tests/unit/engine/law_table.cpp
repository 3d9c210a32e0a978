// Durations as tables of whole ticks: P(K <= k) is the average of the distribution function over [k, k + 1].
#include "world/law_table.hpp"

#include <cmath>
#include <functional>
#include <stdexcept>

#include "catch.hpp"

using namespace doorstroom;
using Family = Law::Family;
using Function = std::function<double(double)>;

namespace {

constexpr double words = 0x1.0p32;

Shape shape(Family family, double scale, double form = 0, double mode = 0) {
    Shape made;
    made.family = family;
    made.scale = scale;
    made.shape = form;
    made.mode = mode;
    return made;
}

LawTable table(const Shape& shape, double ticks = 1) { return {shape, {}, {}, ticks}; }

double at_most(const LawTable& law, std::int32_t ticks) { return static_cast<double>(law.words_below(ticks + 1)) / words; }

double average(const Function& function, double k) {
    constexpr int steps = 2000;
    double sum = 0;
    for (int i = 0; i < steps; ++i) sum += function(k + (i + 0.5) / steps) / steps;
    return sum;
}

double mean(const LawTable& law) {
    double sum = 0;
    for (std::int32_t k = 0; at_most(law, k) < 1; ++k) sum += 1 - at_most(law, k);
    return sum;
}

struct Known {
    const char* name;
    Shape shape;
    Function function;  // its distribution function
    double mean;
};

std::vector<Known> known_laws() {
    const auto over = [](double x, double value) { return x <= 0 ? 0.0 : value; };
    return {
        {"exponential of 30", shape(Family::exponential, 30), [=](double x) { return over(x, -std::expm1(-x / 30)); }, 30},
        {"exponential of 0.3", shape(Family::exponential, 0.3), [=](double x) { return over(x, -std::expm1(-x / 0.3)); }, 0.3},
        {"uniform on [0.25, 1.5]", shape(Family::uniform, 0.25, 1.5), [](double x) { return std::clamp((x - 0.25) / 1.25, 0.0, 1.0); }, 0.875},
        {"uniform on [10, 20]", shape(Family::uniform, 10, 20), [](double x) { return std::clamp((x - 10) / 10, 0.0, 1.0); }, 15},
        {"triangular", shape(Family::triangular, 0, 10, 10), [](double x) { return x <= 0 ? 0.0 : x >= 10 ? 1.0 : x * x / 100; }, 20.0 / 3},
        {"weibull", shape(Family::weibull, 20, 2), [=](double x) { return over(x, -std::expm1(-x * x / 400)); }, 20 * std::tgamma(1.5)},
        {"gamma", shape(Family::gamma, 8, 2), [=](double x) { return over(x, 1 - std::exp(-x / 8) * (1 + x / 8)); }, 16},
        {"lognormal", shape(Family::lognormal, 12, 0.8), [](double x) { return x <= 0 ? 0.0 : std::erfc(-std::log(x / 12) / 0.8 / std::sqrt(2.0)) / 2; }, 12 * std::exp(0.32)},
    };
}

}  // namespace

TEST_CASE("P(K <= k) is the average of the distribution function over [k, k + 1], and the mean is kept") {
    for (const Known& law : known_laws()) {
        INFO(law.name);
        const LawTable made = table(law.shape);
        for (const std::int32_t k : {0, 1, 2, 5, 10, 15, 19, 30, 60})
            CHECK(at_most(made, k) == Approx(average(law.function, k)).margin(5e-4));
        CHECK(mean(made) == Approx(law.mean).epsilon(3e-5));
    }
}

TEST_CASE("A law counts in the ticks of the run") {
    const LawTable hours = table(shape(Family::exponential, 2), 24);
    CHECK(mean(hours) == Approx(48).epsilon(1e-4));
    CHECK(at_most(hours, 47) == Approx(average([](double x) { return -std::expm1(-x / 48); }, 47)).margin(5e-4));
    CHECK(mean(table(shape(Family::exponential, 70), 1.0 / 7)) == Approx(10).epsilon(1e-4));
}

TEST_CASE("A draw rises with its word, from the shortest to the longest") {
    for (const Known& law : known_laws()) {
        INFO(law.name);
        const LawTable made = table(law.shape);
        std::int32_t last = std::max(0, made.draw(0));
        for (std::uint64_t word = 0; word < (std::uint64_t{1} << 32); word += 0x1FFFF1) {
            const std::int32_t ticks = std::max(0, made.draw(static_cast<std::uint32_t>(word)));
            REQUIRE(ticks >= last);
            last = ticks;
        }
        last = 0;
        for (std::uint32_t left = 0xFFFFF; left > 0; left /= 2) {
            const std::int32_t ticks = made.draw(~left);
            REQUIRE(ticks >= last);
            last = ticks;
        }
    }
}

TEST_CASE("words_below counts exactly the words whose duration is shorter") {
    for (const Known& law : known_laws()) {
        INFO(law.name);
        const LawTable made = table(law.shape);
        for (const std::int32_t ticks : {1, 2, 3, 7, 12, 18, 40, 150}) {
            const std::uint64_t below = made.words_below(ticks);
            if (below > 0) CHECK(made.draw(static_cast<std::uint32_t>(below - 1)) < ticks);
            if (below < (std::uint64_t{1} << 32)) CHECK(made.draw(static_cast<std::uint32_t>(below)) >= ticks);
        }
    }
}

TEST_CASE("A draw given the time spent follows the law above that time") {
    for (const Known& law : known_laws()) {
        INFO(law.name);
        const LawTable made = table(law.shape);
        const std::int32_t spent = 11;
        const double lasts = 1 - at_most(made, spent - 1);
        if (lasts < 1e-6) {
            CHECK(made.draw_given(spent, 0x80000000) >= spent);
            continue;
        }
        for (const double u : {0.01, 0.3, 0.7, 0.99}) {
            const std::int32_t k = made.draw_given(spent, static_cast<std::uint32_t>(u * words));
            CHECK(k >= spent);
            const double at = u * lasts + 1 - lasts;  // the same share of the whole law
            CHECK(at_most(made, k - 1) <= at + 1e-6);
            CHECK(at_most(made, k) >= at - 1e-6);
        }
    }
}

TEST_CASE("Who has outlasted the law ends now") {
    const LawTable uniform = table(shape(Family::uniform, 2, 4));
    CHECK(uniform.draw_given(40, 0) == 40);
    CHECK(uniform.draw_given(40, 0xFFFFFFFF) == 40);
    const TickLaw fixed{5, nullptr};
    CHECK(fixed.draw_given(3, 77) == 5);
    CHECK(fixed.draw_given(9, 77) == 9);
}

TEST_CASE("The bounds condition the law: they do not clamp it") {
    const LawTable law(shape(Family::exponential, 10), 5.0, 20.0, 1);
    const double within = std::exp(-0.5) - std::exp(-2.0);
    const Function function = [&](double x) { return x <= 5 ? 0.0 : x >= 20 ? 1.0 : (std::exp(-0.5) - std::exp(-x / 10)) / within; };
    for (std::int32_t k = 3; k < 21; ++k) CHECK(at_most(law, k) == Approx(average(function, k)).margin(5e-4));
    const LawTable uniform(shape(Family::uniform, 0, 100), 20.0, 60.0, 1);
    CHECK(mean(uniform) == Approx(40).epsilon(1e-4));
    CHECK(at_most(uniform, 29) == Approx(9.5 / 40).margin(5e-4));
    CHECK_THROWS_AS(LawTable(shape(Family::uniform, 0, 10), 20.0, {}, 1), std::domain_error);
}

TEST_CASE("A sample is drawn as it is, each of its numbers as likely; what lies at a step is off by half a cell at most") {
    Shape sample;
    sample.family = Family::empirical;
    sample.sample = {0, 3, 3, 10};
    const LawTable law = table(sample);
    for (const std::int32_t k : {0, 1, 2}) CHECK(at_most(law, k) == Approx(0.25).margin(1.0 / 256));
    for (const std::int32_t k : {3, 4, 9}) CHECK(at_most(law, k) == Approx(0.75).margin(1.0 / 256));
    CHECK(mean(law) == Approx(4).epsilon(0.01));
}
