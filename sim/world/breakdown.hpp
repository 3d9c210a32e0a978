// To which group of a measure somebody belongs.
#pragma once

#include <cstdint>
#include <vector>

#include "world/conditions.hpp"

namespace doorstroom {

class Grouping {
public:
    Grouping() = default;
    Grouping(const Plan& plan, const Measure& measure) : plan_(&plan), by_(&measure.by), where_(measure.where) {
        for (const Breakdown& breakdown : *by_) groups_ *= static_cast<std::uint32_t>(breakdown.labels.size());
        groups_ = by_->empty() ? 1 : groups_ + 1;
    }

    std::uint32_t groups() const { return groups_; }  // with the total
    bool counts_all() const { return !given(where_); }
    bool counts(const Seen& seen) const { return !given(where_) || holds(*plan_, where_, seen); }

    // The group beside the total, or 0 where there is none.
    std::uint32_t group(const Seen& seen) const {
        if (groups_ == 1) return 0;
        std::uint32_t group = 0;
        for (const Breakdown& breakdown : *by_) {
            const std::int32_t position = position_in(breakdown, seen);
            if (position < 0) return 0;
            group = group * static_cast<std::uint32_t>(breakdown.labels.size()) + static_cast<std::uint32_t>(position);
        }
        return group + 1;
    }

private:
    std::int32_t position_in(const Breakdown& breakdown, const Seen& seen) const {
        switch (breakdown.of) {
            case Breakdown::Of::attribute: {
                const Attribute& attribute = plan_->at(breakdown.attribute);
                return breakdown.position[code_of(attribute, attribute.of_person ? seen.traits.person : seen.traits.attributes)];
            }
            case Breakdown::Of::site:
            case Breakdown::Of::site_column: return given(seen.site) ? breakdown.position[index(seen.site)] : -1;
            case Breakdown::Of::payer: return seen.payer;
            case Breakdown::Of::cause: return seen.cause;
        }
        return -1;
    }

    const Plan* plan_ = nullptr;
    const std::vector<Breakdown>* by_ = nullptr;
    ConditionId where_ = none<ConditionId>;
    std::uint32_t groups_ = 1;
};

}  // namespace doorstroom
