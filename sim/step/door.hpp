// The one door: every journey moves from stage to stage through here, and everything that follows from a move (counts,
// fingerprint, requests, dates, what no longer applies) happens here.
#pragma once

#include <vector>

#include "people/stock.hpp"
#include "resources/resources.hpp"

namespace doorstroom {

class Door {
public:
    Door(World& world, Resources& resources);

    void begin();
    void refresh();

    // A new household enters the first stage of its pathway.
    void arrive(const Arrival& arrival) { move(world_.households[arrival.household].journey, arrival.first); }
    // A household of the stock sits down in its stage: inside already, with its clocks running.
    void seat(const Seat& seat);
    // It moves into its site, or asks for a place in its pool.
    void lodge(const Seat& seat);
    // A date in the agenda has come.
    void due(const Due& due);
    // A resource grants this journey a request (its stage's own, or that of a clock); `word` is the draw for the service.
    void served(JourneyId id, std::int8_t request, std::uint32_t word);

private:
    // What a stage needs of a draw, decided once.
    struct Row {
        bool draws = false;          // timing, next or tie need the stage's block
        std::vector<ShareTable> sets;
        std::vector<ResourceId> servers;  // that journeys of its pathway may hold
    };
    // Its own end (-1) or a clock, and when.
    struct Ring {
        std::int32_t tick = never;
        std::int8_t outcome = Journey::own_end;
    };

    void move(JourneyId id, StageId to);
    bool entered_today(JourneyId id, StageId stage);
    void defer(JourneyId id, StageId to);
    // Enters one stage; the result is the stage it passes on to at once, or none where it stays or ends.
    StageId enter(JourneyId id, StageId to);
    void record(JourneyId id, StageId from, StageId to);
    void apply_settings(JourneyId id, const Stage& stage, std::uint32_t visit);
    void apply_lodge(JourneyId id, const Stage& stage, std::uint32_t tie);
    void bring(JourneyId id, const Stage& stage, std::uint32_t visit);
    void date_entry(JourneyId id, const Stage& stage, Tick entered);
    void end(JourneyId id);
    StageId stay(JourneyId id, const Block& block, std::uint32_t visit);
    StageId await(JourneyId id, const Block& block, std::uint32_t visit);
    void schedule(JourneyId id, const Ring& ring);
    // The first clock to ring; `spent` ticks of the stage have passed already (stock).
    Ring first_clock(JourneyId id, std::uint32_t visit, std::int32_t spent);
    StageId choose(StageId stage, std::uint32_t word, const Traits& traits) const;
    Block draw(JourneyId id, std::uint32_t visit) const;
    std::uint32_t visit_of(JourneyId id, StageId stage);

    World& world_;
    Resources& resources_;
    const Plan& plan_;
    std::vector<Row> rows_;
};

}  // namespace doorstroom
