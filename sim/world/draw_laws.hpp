// The laws of a plan's uncertain draws, asked outside of any run: which numbers they have, and what a number of a design
// may be.
#pragma once

#include <utility>
#include <vector>

#include "doorstroom/uncertain.hpp"
#include "world/uncertain_law.hpp"

namespace doorstroom {

class DrawLaws {
public:
    explicit DrawLaws(const Plan& plan);

    const std::vector<UncertainDraw>& draws() const { return draws_; }
    const UncertainLaw& law(const UncertainDraw& draw) const { return laws_[index(draw.factor)]; }
    // The same number that a replication draws with this uniform number, 0 < u < 1.
    double quantile(const UncertainDraw& draw, double u) const { return law(draw).at(u); }

    using Range = std::pair<double, double>;
    // Where the law lies.
    Range range(const UncertainDraw& draw) const { return law(draw).range(); }
    // What the places allow in which the number itself is put: a chance lies within 0 and 1.
    Range allowed(const UncertainDraw& draw) const { return allowed_[index(draw.factor)]; }

private:
    std::vector<UncertainDraw> draws_;
    std::vector<UncertainLaw> laws_;  // by factor
    std::vector<Range> allowed_;      // likewise
};

}  // namespace doorstroom
