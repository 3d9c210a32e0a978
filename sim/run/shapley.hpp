// How the effect of several policies together is split over them without depending on an order: each gets what it adds,
// averaged over every order in which they could have come (Shapley 1953).
#pragma once

#include <cstddef>
#include <vector>

namespace doorstroom {

// What one set of policies adds to another: a weight on the difference of two. Sets are bit masks: bit k is policy k.
struct Marginal {
    double weight;
    std::size_t with, without;
};

// For each of so many policies what its share is made of.
std::vector<std::vector<Marginal>> shapley_shares(std::size_t policies);

// What all of them do together beyond the sum of what each does alone.
std::vector<Marginal> interaction_of(std::size_t policies);

}  // namespace doorstroom
