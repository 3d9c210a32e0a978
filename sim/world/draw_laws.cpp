#include "world/draw_laws.hpp"

#include <algorithm>
#include <limits>

namespace doorstroom {

DrawLaws::DrawLaws(const Plan& plan) : draws_(uncertain_draws(plan)) {
    for (const Factor& factor : plan.factors) laws_.emplace_back(plan, factor);
    constexpr double endless = std::numeric_limits<double>::infinity();
    allowed_.assign(plan.factors.size(), {-endless, endless});
    for (const Value& value : plan.values) {
        const ValueNode& root = value.nodes.back();
        if (root.op != ValueNode::Op::replaced) continue;
        Range& allowed = allowed_[index(root.factor)];
        allowed = {std::max(allowed.first, value.least), std::min(allowed.second, value.most)};
    }
}

}  // namespace doorstroom
