// Slots: a flow of openings, each used up when taken.
#pragma once

#include <queue>

#include "resources/line.hpp"
#include "world/poisson.hpp"

namespace doorstroom {

class Slots {
public:
    Slots(World& world, ResourceId id);

    void begin();
    void open();   // the openings of the tick come into hand
    void close();  // whole openings that nobody took lapse, or are carried
    void join(JourneyId id, const Block& block) { line_.join(id, block); }

    // Serves the queues while a whole opening is in hand; `serve` moves a journey on.
    template <class Serve>
    void settle(const Serve& serve) {
        line_.settle();
        if (given(resource_.gives)) return settle_giving(serve);
        for (std::uint32_t supply = 0; supply < in_hand_.size(); ++supply)
            while (in_hand_[supply] >= one_opening && line_.waits(supply)) {
                const Ticket* first = line_.front(supply);
                if (!first) break;
                take(supply, supply, first, serve);
            }
    }

private:
    struct Supply {
        Who who = 0;                    // of its draws
        std::int64_t each_tick = 0;     // even
        double rate = 0;                // a tick: even, poisson; a period: start
        PoissonTable poisson;
        std::int64_t drawn_for = no_block; // four ticks share a block
        Block block{};
    };
    // Who is served by the value that has the most in hand.
    struct Best {
        std::int64_t in_hand;
        std::uint32_t supply;
        friend bool operator<(const Best& a, const Best& b) { return a.in_hand != b.in_hand ? a.in_hand < b.in_hand : a.supply > b.supply; }
    };

    void read_rates();
    std::int64_t opened(Supply& supply, bool period_begins);
    void take_on(JourneyId id, std::uint32_t supply);

    template <class Serve>
    void take(std::uint32_t queue, std::uint32_t supply, const Ticket* first, const Serve& serve) {
        const Ticket ticket = line_.take(queue, first);
        const auto id = static_cast<JourneyId>(ticket.id);
        const auto units = static_cast<std::int64_t>(line_.units(world_.journeys[id]) * one_opening);
        in_hand_[supply] -= units;
        if (heard_used_) world_.ledger.add_units(Measure::Kind::used, id_, line_.traits(supply), none<SiteId>, units);
        if (queue != supply) take_on(id, supply);
        serve(id, ticket.request, ticket.word);
    }

    // One pass in queue order: who has a value is served by it, the others by the value with the most in hand.
    template <class Serve>
    void settle_giving(const Serve& serve) {
        const auto codes = static_cast<std::uint32_t>(world_.plan.at(resource_.gives).values.size());
        for (std::uint32_t common = 0; common < supplies_.size(); common += codes) {
            std::priority_queue<Best> best;
            std::vector<std::pair<Ticket, std::uint32_t>> own;  // a heap of the heads of those who have a value
            const auto behind = [](const auto& a, const auto& b) { return b.first < a.first; };
            const auto offer = [&](std::uint32_t supply) {
                if (in_hand_[supply] < one_opening || !line_.waits(supply)) return;
                const Ticket* first = line_.front(supply);
                if (!first) return;
                own.emplace_back(*first, supply);
                std::push_heap(own.begin(), own.end(), behind);
            };
            for (std::uint32_t supply = common + 1; supply < common + codes; ++supply) {
                if (in_hand_[supply] >= one_opening) best.push({in_hand_[supply], supply});
                offer(supply);
            }
            for (;;) {
                while (!best.empty() && best.top().in_hand != in_hand_[best.top().supply]) {
                    const std::uint32_t supply = best.top().supply;
                    best.pop();
                    if (in_hand_[supply] >= one_opening) best.push({in_hand_[supply], supply});
                }
                const Ticket* first = best.empty() || !line_.waits(common) ? nullptr : line_.front(common);
                if (!own.empty() && (!first || own.front().first < *first)) {
                    const std::uint32_t supply = own.front().second;
                    std::pop_heap(own.begin(), own.end(), behind);
                    own.pop_back();
                    if (in_hand_[supply] < one_opening) continue;
                    take(supply, supply, line_.front(supply), serve);
                    offer(supply);
                } else if (first) {
                    take(common, best.top().supply, first, serve);
                } else {
                    break;
                }
            }
        }
    }

    World& world_;
    ResourceId id_;
    const Resource& resource_;
    Line line_;
    std::vector<Supply> supplies_;
    std::vector<std::int64_t> in_hand_;  // by supply: openings of 2^-32; below 0 is owed
    bool heard_opened_, heard_used_, heard_unused_;  // whether a measure asks
    DateSpan period_{};
};

}  // namespace doorstroom
