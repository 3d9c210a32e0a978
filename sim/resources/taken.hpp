// The openings that journeys took and may give back (`give_back`): beside the rows, for only some resources are given back.
#pragma once

#include <cstdint>
#include <vector>

#include "world/people.hpp"

namespace doorstroom {

class Taken {
public:
    void clear() { latest_.clear(), openings_.clear(), free_ = nothing; }

    void take(JourneyId journey, std::uint32_t supply, std::int64_t units) {
        if (latest_.size() <= index(journey)) latest_.resize(index(journey) + index(journey) / 2 + 1, nothing);
        std::uint32_t at = free_;
        if (at == nothing) {
            at = static_cast<std::uint32_t>(openings_.size());
            openings_.emplace_back();
        } else {
            free_ = openings_[at].earlier;
        }
        openings_[at] = {units, supply, latest_[index(journey)]};
        latest_[index(journey)] = at;
    }

    // What this journey took last goes back: `put` is told of the supply and what was taken of it.
    template <class Put>
    void give_back_last(JourneyId journey, const Put& put) {
        if (const std::uint32_t last = latest(journey); last != nothing) latest_[index(journey)] = give_back(last, put);
    }
    // All that it took before the last.
    template <class Put>
    void give_back_earlier(JourneyId journey, const Put& put) {
        const std::uint32_t last = latest(journey);
        if (last == nothing) return;
        while (openings_[last].earlier != nothing) openings_[last].earlier = give_back(openings_[last].earlier, put);
    }
    // The journey has ended, and keeps what it took.
    void forget(JourneyId journey) {
        const auto nowhere = [](std::uint32_t, std::int64_t) {};
        while (latest(journey) != nothing) give_back_last(journey, nowhere);
    }

private:
    static constexpr std::uint32_t nothing = ~std::uint32_t{0};
    struct Opening {
        std::int64_t units = 0;      // openings of 2^-32
        std::uint32_t supply = 0;
        std::uint32_t earlier = nothing;
    };
    std::uint32_t latest(JourneyId journey) const { return index(journey) < latest_.size() ? latest_[index(journey)] : nothing; }
    // Gives one back; the result is the one before it.
    template <class Put>
    std::uint32_t give_back(std::uint32_t at, const Put& put) {
        Opening& opening = openings_[at];
        const std::uint32_t earlier = opening.earlier;
        put(opening.supply, opening.units);
        opening.earlier = free_;
        free_ = at;
        return earlier;
    }

    LargeVector<std::uint32_t> latest_;  // by journey
    std::vector<Opening> openings_;
    std::uint32_t free_ = nothing;
};

}  // namespace doorstroom
