// The generator against its published answers, and what everybody relies on: addresses that do not share their luck.
#include "doorstroom/chance.hpp"

#include <cmath>
#include <set>

#include "catch.hpp"

using namespace doorstroom;

TEST_CASE("Philox4x32-10 gives the answers published with Random123") {
    CHECK(philox({0, 0, 0, 0}, 0, 0) == Block{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
    constexpr std::uint32_t ones = 0xffffffff;
    CHECK(philox({ones, ones, ones, ones}, ones, ones) == Block{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
    CHECK(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, 0xa4093822, 0x299f31d0) ==
          Block{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("A draw depends on the seed, the replication, who, what and the visit, and on nothing else") {
    const Chance chance(1, 0);
    const Block drawn = chance.draw(7, 8, 9);
    CHECK(Chance(1, 0).draw(7, 8, 9) == drawn);
    CHECK(Chance(2, 0).draw(7, 8, 9) != drawn);
    CHECK(Chance(std::uint64_t{1} << 32 | 1, 0).draw(7, 8, 9) != drawn);
    CHECK(Chance(1, 1).draw(7, 8, 9) != drawn);
    CHECK(chance.draw(8, 8, 9) != drawn);
    CHECK(chance.draw(7 | std::uint64_t{1} << 63, 8, 9) != drawn);
    CHECK(chance.draw(7, 9, 9) != drawn);
    CHECK(chance.draw(7, 8, 10) != drawn);
}

TEST_CASE("Every word of a block is uniform, and no two go together, for neighbours in who, what and visit") {
    const Chance chance(20, 3);
    constexpr int draws = 40'000;
    constexpr int bins = 64;
    const auto block_at = [&](int way, int n) {
        const auto number = static_cast<std::uint32_t>(n);
        return way == 0 ? chance.draw(number, what("a"), 1) : way == 1 ? chance.draw(5, number, 1) : chance.draw(5, what("a"), number);
    };
    for (int way = 0; way < 3; ++way) {
        double counts[4][bins] = {};
        double together[4] = {};
        Block last{};
        for (int n = 0; n < draws; ++n) {
            const Block block = block_at(way, n);
            for (std::size_t word = 0; word < 4; ++word) {
                ++counts[word][block[word] >> 26];
                together[word] += (block[word] * 0x1.0p-32 - 0.5) * (last[word] * 0x1.0p-32 - 0.5);
            }
            last = block;
        }
        for (std::size_t word = 0; word < 4; ++word) {
            double squares = 0;
            for (const double count : counts[word]) squares += (count - draws / bins) * (count - draws / bins) / (draws / bins);
            CHECK(squares < 63 + 5 * std::sqrt(2.0 * 63));  // chi-square with 63 degrees of freedom
            CHECK(std::abs(together[word] * 12 / std::sqrt(draws)) < 4.5);
        }
    }
}

TEST_CASE("A uniform number lies inside (0, 1)") {
    CHECK(uniform({0, 0, 0, 0}) > 0);
    CHECK(uniform({0xffffffff, 0xffffffff, 0, 0}) < 1);
    CHECK(uniform({0x80000000, 0, 0, 0}) == Approx(0.5));
}

TEST_CASE("The addresses of a hundred thousand arrivals are all different") {
    std::set<Who> addresses;
    for (const char* name : {"sources.asylum", "sources.nareis", "stock.housed", "stock.waiting"})
        for (std::uint64_t tick = 0; tick < 1000; ++tick)
            for (Who arrival = 0; arrival < 25; ++arrival) addresses.insert(who(name_hash(name), tick) + arrival);
    CHECK(addresses.size() == 100'000);
}
