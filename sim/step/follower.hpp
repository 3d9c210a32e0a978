// Follows one household through a trial: its journeys and those of its members, and the households it brings.
#pragma once

#include <map>
#include <optional>

#include "resources/resources.hpp"
#include "step/witness.hpp"

namespace doorstroom {

class Follower : public Witness {
public:
    Follower(const World& world, const Resources& resources, Who household);

    void arrives(HouseholdId id) override;
    void sits(JourneyId id, StockId line) override;
    void because(JourneyId id, Why why, std::int8_t clock) override;
    void enters(JourneyId id, StageId to) override;
    void stands_at_door(JourneyId id, StageId to) override;
    void stops(JourneyId id) override;
    void is_served(JourneyId id) override;
    void brings(JourneyId id, Who made) override;
    void joins(HouseholdId brought, HouseholdId sponsor) override;
    void evening() override;

    // When the run is over.
    Life life(std::uint64_t fingerprint);

private:
    using Event = Life::Event;

    // A journey of theirs that is under way.
    struct OnTheWay {
        std::uint32_t number;                // among Life::journeys
        std::size_t stands_since = no_event; // the event by which it came where it stands
        std::optional<Why> why;              // of the move to come
        std::int8_t clock = Journey::own_end;
    };
    struct Row {
        HouseholdId id = none<HouseholdId>;
        SiteId site = none<SiteId>;
        bool is_member = false;              // of the household that brought it
    };
    static constexpr std::size_t no_event = ~std::size_t{0};

    void meet(HouseholdId id, StockId line);
    bool is_theirs(const Journey& journey) const;
    OnTheWay* on_the_way(JourneyId id);
    Event& happens(Event::What what, Who household);
    Event& comes_to(JourneyId id, OnTheWay& way, Event::What what, StageId to);
    double chance_of(const Journey& journey, StageId to) const;
    void look_where_they_live();

    const World& world_;
    const Resources& resources_;
    std::map<Who, Row> households_;          // those followed
    std::map<Who, Who> brought_by_;
    std::map<Who, Who> persons_;             // and of which of them they are members as they were made
    std::map<JourneyId, OnTheWay> journeys_;
    Life life_;
};

}  // namespace doorstroom
