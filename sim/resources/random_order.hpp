// Tickets of a queue in random order. Who joins draws V + E, where V is the highest ticket yet served and E is exponential:
// as it forgets how long somebody has waited already, everybody in line is as likely to be next, with one draw each.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

namespace doorstroom {

// E, in millionths, from a drawn word.
std::uint64_t drawn_ticket(std::uint32_t word);

// The highest tickets yet served, one for each rank (a priority, or a round of places).
class HighestServed {
public:
    std::uint64_t at(std::uint32_t rank) const {
        const auto found = std::find_if(highest_.begin(), highest_.end(), [=](const Highest& each) { return each.rank == rank; });
        return found == highest_.end() ? 0 : found->ticket;
    }
    void serve(std::uint32_t rank, std::uint64_t ticket) {
        for (Highest& each : highest_)
            if (each.rank == rank) return void(each.ticket = std::max(each.ticket, ticket));
        highest_.push_back({rank, ticket});
    }
    void clear() { highest_.clear(); }

private:
    struct Highest {
        std::uint32_t rank;
        std::uint64_t ticket;
    };
    std::vector<Highest> highest_;
};

}  // namespace doorstroom
