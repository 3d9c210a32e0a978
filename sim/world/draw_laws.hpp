// The laws of a plan's uncertain draws, asked outside of any run: which numbers they have, and what a number of a design
// may be.
#pragma once

#include <utility>
#include <vector>

#include "doorstroom/uncertain.hpp"
#include "world/readings.hpp"

namespace doorstroom {

class DrawLaws {
public:
    explicit DrawLaws(const Plan& plan);  // which must live as long as this

    const std::vector<UncertainDraw>& draws() const { return draws_; }
    // The same number that a replication draws with this uniform number, 0 < u < 1.
    double quantile(const UncertainDraw& draw, double u) const { return readings_.quantile_of(law(draw), u); }

    using Range = std::pair<double, double>;
    // Where the law lies.
    Range range(const UncertainDraw& draw) const { return readings_.range_of(law(draw)); }
    // What the places allow in which the number itself is put: a chance lies within 0 and 1.
    Range allowed(const UncertainDraw& draw) const { return allowed_[index(draw.factor)]; }

private:
    LawId law(const UncertainDraw& draw) const { return plan_.at(draw.factor).law; }

    const Plan& plan_;
    std::vector<UncertainDraw> draws_;
    std::vector<Range> allowed_;  // by factor
    Readings readings_;
};

}  // namespace doorstroom
