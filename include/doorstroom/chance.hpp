// Addressed chance: every random number is a pure function of (seed, replication, who, what, visit). Nothing holds a
// generator, so nothing depends on the order in which numbers are asked for.
// Philox4x32-10: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC'11; checked against the
// known answers published with Random123.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace doorstroom {

using Block = std::array<std::uint32_t, 4>;

inline Block philox(Block counter, std::uint32_t key0, std::uint32_t key1) {
#pragma GCC unroll 10  // a third fewer instructions
    for (std::uint32_t round = 0; round < 10; ++round) {
        const std::uint64_t product0 = std::uint64_t{0xD2511F53} * counter[0];
        const std::uint64_t product1 = std::uint64_t{0xCD9E8D57} * counter[2];
        counter = {static_cast<std::uint32_t>(product1 >> 32) ^ counter[1] ^ (key0 + round * 0x9E3779B9), static_cast<std::uint32_t>(product1),
                   static_cast<std::uint32_t>(product0 >> 32) ^ counter[3] ^ (key1 + round * 0xBB67AE85), static_cast<std::uint32_t>(product0)};
    }
    return counter;
}

// Who draws: a household, a source on one tick, a supply on one date. Addresses of different things are far apart.
using Who = std::uint64_t;
// What is drawn: the hash of the decision's name.
using What = std::uint32_t;

// Spreads the bits of a number over 64 bits (Stafford's variant 13 of the MurmurHash3 finaliser).
constexpr std::uint64_t mix(std::uint64_t bits) {
    bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9u;
    bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EBu;
    return bits ^ (bits >> 31);
}

// FNV-1a, 64 bits: the address of a name.
constexpr std::uint64_t name_hash(std::string_view name) {
    std::uint64_t hash = 0xCBF29CE484222325u;
    for (const char letter : name) hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001B3u;
    return mix(hash);
}

constexpr What what(std::string_view name) { return static_cast<What>(name_hash(name) >> 32); }

// The address of the first of those whom `name` makes at `place`; the next ones follow it.
constexpr Who who(std::uint64_t name, std::uint64_t place) { return mix(name ^ mix(place + 0x9E3779B97F4A7C15u)); }

// All chance of one replication.
class Chance {
public:
    Chance() = default;
    Chance(std::uint64_t seed, std::uint32_t replication) {
        const Block key = philox({replication, 0, 0, what("replication")}, static_cast<std::uint32_t>(seed),
                                 static_cast<std::uint32_t>(seed >> 32));
        key0_ = key[0];
        key1_ = key[1];
    }

    // Four independent words of 32 bits, each uniform.
    Block draw(Who who, What what, std::uint32_t visit) const {
        return philox({static_cast<std::uint32_t>(who), static_cast<std::uint32_t>(who >> 32), what, visit}, key0_, key1_);
    }

private:
    std::uint32_t key0_ = 0;
    std::uint32_t key1_ = 0;
};

// The first two words of a block as one uniform number inside (0, 1), of 52 bits and a half.
inline double uniform(const Block& block) {
    const std::uint64_t bits = (std::uint64_t{block[0]} << 32 | block[1]) >> 12;
    return (static_cast<double>(bits) + 0.5) * 0x1.0p-52;
}

}  // namespace doorstroom
