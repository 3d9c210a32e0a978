// For measures `wait_by_cause`: in the evening of each tick, what everybody in the stages asked for waits for first.
#pragma once

#include <vector>

#include "resources/resources.hpp"
#include "step/witness.hpp"

namespace doorstroom {

class WaitsByCause : public Witness {
public:
    WaitsByCause(World& world, const Resources& resources);

    // Whether any measure asks.
    bool asked() const { return asks_; }
    void begin();

    void sits(JourneyId id, StockId line) override;
    void enters(JourneyId id, StageId to) override;
    void stands_at_door(JourneyId id, StageId) override { forget(id); }
    void stops(JourneyId id) override { forget(id); }
    void evening() override;

private:
    static constexpr std::uint32_t nowhere = ~std::uint32_t{0};

    void forget(JourneyId id);
    void remember(JourneyId id);

    World& world_;
    const Resources& resources_;
    bool asks_ = false;
    std::vector<ResourceId> resources_asked_;  // whatever is waited for in those stages
    std::vector<JourneyId> there_;             // in those stages, in no order
    std::vector<Cause> causes_;                // parallel
    std::vector<std::uint32_t> place_;         // by journey: where it is in `there_`
};

}  // namespace doorstroom
