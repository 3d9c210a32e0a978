#include "resources/random_order.hpp"

#include "world/law_table.hpp"

namespace doorstroom {

namespace {

// Exponential of mean 2^20: a ticket is drawn to a millionth.
constexpr double ticket_scale = 1 << 20;

const LawTable& exponential() {
    const auto make = [] {
        Shape shape;
        shape.family = Law::Family::exponential;
        shape.scale = 1;
        return LawTable(shape, {}, {}, ticket_scale);
    };
    static const LawTable table = make();
    return table;
}

}  // namespace

std::uint64_t drawn_ticket(std::uint32_t word) { return static_cast<std::uint64_t>(std::max(0, exponential().draw(word))); }

}  // namespace doorstroom
