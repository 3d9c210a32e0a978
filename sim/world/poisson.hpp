// The Poisson law as an inverse distribution function of one uniform word: exact, and monotone in the rate, so that a
// higher rate only adds to those who came at the lower one.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <vector>

namespace doorstroom {

// Four ticks share a block of draws; none has been drawn yet.
inline constexpr std::int64_t no_block = std::numeric_limits<std::int64_t>::min();

class PoissonTable {
public:
    double rate() const { return rate_; }
    // The table of this rate (at or above 0).
    void fill(double rate);
    std::int32_t draw(std::uint32_t word) const { return word < first_ends_[0] ? first_ : word < first_ends_[1] ? first_ + 1 : first_ + above(word); }

private:
    std::int32_t above(std::uint32_t word) const;

    double rate_ = -1;
    std::int32_t first_ = 0;            // the count of ends_[0]
    std::array<std::uint64_t, 2> first_ends_{};  // of ends_: most draws of a small rate end here
    std::vector<std::uint64_t> ends_;   // P(N <= first_ + i), of 2^32
};

}  // namespace doorstroom
