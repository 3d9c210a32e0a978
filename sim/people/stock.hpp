// The starting stock: who is where when the run begins, and since when.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "people/fitted.hpp"
#include "people/sources.hpp"

namespace doorstroom {

// A household of the stock, not yet seated in its stage.
struct Seat {
    HouseholdId household;
    const StockLine* line;
    std::int32_t elapsed;                                   // whole ticks in its stage
    std::vector<std::pair<StageId, std::int32_t>> since;    // whole ticks since an earlier stage
    JourneyId journey = none<JourneyId>;
    StageId stage = none<StageId>;
    const std::vector<ResourceId>* holds = nullptr;         // servers from the start
    bool also = false;                                      // a further journey of people who have a place already
};

class Stock {
public:
    explicit Stock(World& world);

    // Makes the people of every line, and says what each line became.
    void make(std::vector<Seat>& seats, std::vector<StockMade>& made);

private:
    using Made = std::vector<std::vector<HouseholdId>>;     // by line

    void make_drawn(const StockLine& line, std::int64_t asked, StockMade& result, Made& made, std::vector<Seat>& seats);
    void make_fitted(const StockLine& line, std::int64_t asked, StockMade& result, Made& made, std::vector<Seat>& seats);
    // What has been made joins its sponsor, and takes its seat.
    void settle(const StockLine& line, HouseholdId household, StockMade& result, Made& made, std::vector<Seat>& seats);
    // Ticks already spent in the stage by whoever travels.
    std::int32_t elapsed(StockLine::Elapsed how, LawId law, StageId stage, Who who, const Traits& traits);
    void seat(const StockLine& line, HouseholdId household, std::vector<Seat>& seats);
    void seat_also(const StockLine& line, const StockLine::Also& also, HouseholdId household, std::vector<Seat>& seats);
    // Ticks already spent, when the stage has long run steadily: e in proportion to the chance to last e ticks.
    std::int32_t in_equilibrium(const Stage& stage, const Traits& traits, std::uint32_t word);

    using Laws = std::vector<std::pair<TickLaw, double>>;   // with the chance that it runs at all
    World& world_;
    std::vector<Maker> makers_;
    std::vector<std::optional<Fitted>> fitted_;             // by line
    std::map<std::vector<std::pair<const LawTable*, std::pair<std::int32_t, double>>>, std::vector<double>> lasting_;  // cumulative
};

}  // namespace doorstroom
