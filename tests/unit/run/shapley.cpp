// Splitting an effect over several policies.
#include "run/shapley.hpp"

#include <cmath>

#include "catch.hpp"

using namespace doorstroom;

namespace {

double worth(const std::vector<Marginal>& parts, const std::vector<double>& of_set) {
    double sum = 0;
    for (const Marginal& part : parts) sum += part.weight * (of_set[part.with] - of_set[part.without]);
    return sum;
}

}  // namespace

TEST_CASE("Of two policies each gets what it does alone and half of what they do beyond that") {
    const std::vector<double> of_set{100, 110, 130, 160};  // none, a, b, both
    const auto shares = shapley_shares(2);
    CHECK(worth(shares[0], of_set) == 20);
    CHECK(worth(shares[1], of_set) == 40);
    CHECK(worth(interaction_of(2), of_set) == 20);
}

TEST_CASE("Shares add up to the effect of all, for every number of policies") {
    for (std::size_t count = 1; count <= 6; ++count) {
        std::vector<double> of_set(std::size_t{1} << count);
        for (std::size_t set = 0; set < of_set.size(); ++set) of_set[set] = std::fmod(static_cast<double>(set * set) * 7.3 + 11, 50);
        double together = 0, weights = 0;
        const auto shares = shapley_shares(count);
        for (const auto& share : shares) together += worth(share, of_set);
        for (const Marginal& part : shares.front()) weights += part.weight;
        INFO(count);
        CHECK(together == Approx(of_set.back() - of_set.front()));
        CHECK(weights == Approx(1));
    }
}

TEST_CASE("A policy that adds nothing to any other gets exactly nothing, and policies that do the same get the same") {
    // Bit 2 changes nothing; bits 0 and 1 do the same.
    std::vector<double> of_set;
    for (std::size_t set = 0; set < 8; ++set) of_set.push_back((set & 3) == 0 ? 1.1 : (set & 3) == 3 ? 7.7 : 3.3);
    const auto shares = shapley_shares(3);
    CHECK(worth(shares[2], of_set) == 0);
    CHECK(worth(shares[0], of_set) == Approx(worth(shares[1], of_set)));
    CHECK(worth(interaction_of(3), of_set) == Approx(2.2));
}

TEST_CASE("Policies that do not touch one another do not interact, and each gets its own") {
    std::vector<double> of_set;
    for (std::size_t set = 0; set < 8; ++set) of_set.push_back(5 + (set & 1) * 2.0 + (set >> 1 & 1) * 3.0 - (set >> 2 & 1) * 1.0);
    CHECK(worth(interaction_of(3), of_set) == Approx(0).margin(1e-12));
    CHECK(worth(shapley_shares(3)[2], of_set) == Approx(-1));
}
