// What is fed back from the run: for each Feedback of the plan a window over what its measure counted, tick by tick. The
// ledger tells it at the end of each tick, values read it at the beginning of the next. The grid of the output and a
// measure's own `over` play no part.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "world/tallies.hpp"

namespace doorstroom {

class Ledger;
class Readings;

class Feedbacks {
public:
    explicit Feedbacks(const Plan& plan);

    void begin();
    // A tick has ended: what the ledger counted in it. At the end of a period of the report it begins to count anew.
    void take(const Ledger& ledger, const Readings& readings, bool period_ends);
    // At the beginning of a tick: reads again what is due.
    void read(Tick now);

    bool changed(std::uint32_t feedback) const { return changed_[feedback] != 0; }
    // Of a group of its measure (0 is the total); NaN until there is one.
    double number(std::uint32_t feedback, std::uint32_t group) const { return numbers_[feedback][group]; }
    // Whether the times that this measure counts are asked for one by one.
    bool hears_times(MeasureId id) const { return hears_times_[index(id)] != 0; }

private:
    // Ticks of a window that ends `lag` ticks ago.
    struct Window {
        std::int32_t over = 1;
        std::int32_t lag = 0;
        friend bool operator==(const Window&, const Window&) = default;
    };
    // A measure, or a number that one is made of.
    struct Node {
        enum class Of : std::uint8_t { number, level, flow, times, made };
        Of of = Of::number;
        MeasureId measure = none<MeasureId>;
        std::uint8_t statistic = 0;
        double number = 0;
        std::uint32_t groups = 1;
        bool by_tick = false;                              // made of what stands at a moment: worked out tick by tick
        double unit = 1;                                   // level, flow: one of the output
        std::int32_t kept = 1;                             // ticks
        std::vector<std::int64_t> sums;                    // level, flow: [tick][group], from the start of the run on
        std::vector<std::int64_t> before;                  // flow: what stood in the ledger at the end of the tick before
        std::vector<double> values;                        // by_tick: [tick][group]
        std::vector<double> starts;                        // cumulative
        std::vector<std::vector<Timed>> times;             // [tick]
        std::vector<std::uint32_t> children;               // of a measure made of others: nodes, and for each group theirs
        std::vector<std::vector<std::uint32_t>> group_of;
    };
    // The times of a window, by group, and the last statistics known before it emptied.
    struct Times {
        std::uint32_t node = 0;
        Window window;
        std::vector<Histogram> now;
        std::vector<std::array<double, 4>> known;
    };

    std::uint32_t add_node(MeasureId measure, std::uint8_t statistic, std::int32_t kept);
    void keep(std::uint32_t node, std::int32_t ticks);
    void add_times(std::uint32_t node, const Window& window);
    bool stands_at_a_moment(std::uint32_t node) const;

    void take_numbers(Node& node, const Ledger& ledger, bool period_ends);
    void roll(Times& times);
    std::vector<double> starts_of(const Measure& measure, std::uint32_t groups, const Readings& readings) const;
    bool is_due(const Feedback& feedback, Tick now) const;

    double tick_value(const Node& node, std::uint32_t group) const;  // of the tick that ended last
    double window_value(std::uint32_t node, const Window& window, std::uint32_t group, double ticks_per_period) const;
    double mean_by_tick(const Node& node, const Window& window, std::uint32_t group) const;
    double statistic(const Times& times, std::uint8_t statistic, std::uint32_t group) const;
    std::int64_t sum_until(const Node& node, std::int32_t tick, std::uint32_t group) const;
    std::size_t at(const Node& node, std::int32_t tick, std::uint32_t group) const {
        return static_cast<std::size_t>(tick % node.kept) * node.groups + group;
    }

    const Plan& plan_;
    std::int32_t ticks_ = 0;                               // that have ended
    std::vector<Node> nodes_;                              // children before parents
    std::vector<Times> times_;
    std::vector<std::uint32_t> roots_;                     // by feedback
    std::vector<Window> windows_;
    std::vector<std::vector<double>> numbers_;
    std::vector<std::uint8_t> changed_;
    std::vector<std::uint8_t> hears_times_;                // by measure
};

}  // namespace doorstroom
