// Looks for a household by how long it stood in a stage.
#pragma once

#include <optional>
#include <unordered_set>
#include <vector>

#include "step/witness.hpp"
#include "world/world.hpp"

namespace doorstroom {

class Searcher : public Witness {
public:
    Searcher(const World& world, const Wanted& wanted) : world_(world), wanted_(wanted) {}

    void sits(JourneyId id, StockId) override;
    void enters(JourneyId id, StageId) override { leaves(id); }
    void stands_at_door(JourneyId id, StageId) override { leaves(id); }
    void stops(JourneyId id) override { leaves(id); }

    // When the run is over. Nothing when nobody ever stood there.
    std::optional<FoundStay> found();

private:
    struct Stay {
        std::int32_t ticks;
        Tick entered;
        Who household;
        bool has_left;
    };

    void leaves(JourneyId id) { note(world_.journeys[id], true); }
    void note(const Journey& journey, bool has_left);

    const World& world_;
    Wanted wanted_;
    std::unordered_set<Who> of_the_stock_;
    std::vector<Stay> stays_;
};

}  // namespace doorstroom
