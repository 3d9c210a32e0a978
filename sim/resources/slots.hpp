// Slots: a flow of openings, each used up when taken.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "resources/heads.hpp"
#include "resources/serve.hpp"
#include "resources/taken.hpp"
#include "world/poisson.hpp"

namespace doorstroom {

class Slots {
public:
    Slots(World& world, ResourceId id);
    // What would lapse goes to these, which have their turn later.
    void spill_to(Slots& others) { spills_to_ = &others; }

    void begin();
    void open();   // the openings of the tick come into hand
    // Its turn: serves the queues while a whole opening is in hand.
    void settle(const Serve& serve);
    void close();  // whole openings that nobody took lapse, or are carried

    void join(const Mover& mover, std::int8_t request, const Block& block) { line_.join(mover, request, block); }
    std::optional<Standing> standing(JourneyId id, std::int8_t request) const;
    void for_each_standing(const SeeStanding& see) const;
    bool has_sizes() const { return line_.classes() > 1; }
    void resized(JourneyId id) { line_.resized(id); }
    // The opening that this journey took here last, or all that it took before that one, come into hand again.
    void give_back_last(JourneyId id);
    void give_back_earlier(JourneyId id);
    // The journey has ended, and keeps what it took.
    void forget(JourneyId id) {
        if (remembers_) taken_.forget(id);
    }

private:
    struct Supply {
        Who who = 0;                       // of its draws
        std::int64_t each_tick = 0;        // even; poisson: on average; start: each period
        PoissonTable poisson;
    };
    // The classes of size from one up to before another.
    struct Classes {
        std::uint32_t first, end;
    };
    // A supply that may be the one with the most in hand.
    struct Most {
        std::int64_t in_hand;
        std::uint32_t supply;
        friend bool operator<(const Most& a, const Most& b) { return a.in_hand != b.in_hand ? a.in_hand < b.in_hand : a.supply > b.supply; }
    };

    Standing::Hold hold_up(std::uint32_t supply, bool first) const;
    std::string name_of(std::uint32_t supply) const;
    void read_rates(double days);
    double share(std::uint32_t value, std::uint32_t size_class) const;
    std::int64_t periods_begun(bool new_period) const;
    void draw_openings();
    void open_at_random();
    void open_planned(std::int64_t periods);
    void tell_planned(std::uint32_t supply, std::int64_t openings) {
        if (opened_in_total_) planned_today_ += openings;
        else if (heard_opened_ && openings != 0) world_.ledger.add_units(Measure::Kind::capacity, id_, line_.traits(line_.value_of(supply)), none<SiteId>, openings);
    }
    void serve_queue(std::uint32_t supply, const Serve& serve);

    bool opens(std::uint32_t supply) const { return supplies_[supply].each_tick > 0 || has_whole(supply); }
    bool has_whole(std::uint32_t supply) const { return in_hand_[supply] >= one_opening; }
    std::int64_t whole(std::uint32_t value) const;
    std::int64_t carried(std::uint32_t value) const;
    template <class Tell>
    void lapse(const Tell& tell);

    void serve_each(const Serve& serve);
    void serve_in_common(const Serve& serve);
    void serve_others(const Serve& serve);
    template <class Choose>
    void pass(std::uint32_t value, std::uint32_t values, Classes queues, const Choose& choose, const Serve& serve);
    template <class Has>
    std::optional<std::uint32_t> smallest(std::uint32_t value, Classes classes, const Has& has) const;
    std::optional<std::uint32_t> with_most_in_hand(std::uint32_t common, Classes classes);
    void take(std::uint32_t queue, std::uint32_t supply, const Ticket* first, const Serve& serve);

    void put_back(std::uint32_t supply, std::int64_t units);
    void hand_over();
    void receive(const Traits& traits, std::uint32_t size_class, std::int64_t units);

    World& world_;
    ResourceId id_;
    const Resource& resource_;
    Line line_;
    std::vector<Supply> supplies_;
    std::vector<std::int64_t> in_hand_;    // by supply: openings of 2^-32; below 0 is owed
    bool heard_opened_, heard_used_, heard_unused_;  // whether a measure asks
    bool opened_in_total_;                 // and only for all supplies together
    std::int64_t planned_today_ = 0;
    bool remembers_ = false;               // some stage gives back
    DateSpan period_{};
    double rates_of_ = 0;                  // days: the period whose rates stand
    std::vector<Block> draws_;             // by supply: of the four ticks that share a block
    std::int64_t drawn_for_ = no_block;
    Slots* spills_to_ = nullptr;

    Taken taken_;
    bool had_its_turn_ = false;            // on this tick
    bool came_back_ = false;               // something did while its queues were served
    std::vector<std::int64_t> for_next_;   // by supply: what came back after its turn

    std::vector<std::uint32_t> serving_;   // supplies that have something for those who wait
    Heads heads_;                          // of a pass
    std::vector<std::vector<Most>> most_;  // of a pass, by class: a heap
    std::vector<bool> most_known_;
};

}  // namespace doorstroom
