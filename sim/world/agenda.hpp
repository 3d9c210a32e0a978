// Who is due when: for each tick a chain of small blocks that are read straight through and used again. A journey that
// was called off leaves a line behind; its stamp tells (DECISIONS 4).
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "doorstroom/time.hpp"
#include "world/large_pages.hpp"

namespace doorstroom {

template <class Entry>
class Agenda {
public:
    void begin(Tick last) {
        chains_.assign(static_cast<std::size_t>(last.count), {});
        blocks_.clear();
        free_ = nothing;
    }

    // Dates at or past the end of the run are not kept.
    void add(Tick due, const Entry& entry) {
        if (static_cast<std::size_t>(due.count) >= chains_.size()) return;
        Chain& chain = chains_[static_cast<std::size_t>(due.count)];
        if (chain.used == per_block) lengthen(chain);
        blocks_[chain.last].entries[chain.used++] = entry;
    }

    // Moves all entries of a tick to the end of `due` and forgets them.
    void take(Tick now, std::vector<Entry>& due) {
        Chain& chain = chains_[static_cast<std::size_t>(now.count)];
        while (chain.last != nothing) {
            Block& block = blocks_[chain.last];
            due.insert(due.end(), block.entries.begin(), block.entries.begin() + chain.used);
            const std::uint32_t before = block.before;
            block.before = free_;
            free_ = chain.last;
            chain = {before, per_block};
        }
    }

    bool empty(Tick now) const { return chains_[static_cast<std::size_t>(now.count)].last == nothing; }

private:
    static constexpr std::uint32_t nothing = ~std::uint32_t{0};
    static constexpr std::uint32_t per_block = 256 / sizeof(Entry) - 1;
    // How full the last block is stands here, so that an entry can be written to a block that is not in the cache without
    // waiting for it.
    struct Chain {
        std::uint32_t last = nothing;
        std::uint32_t used = per_block;
    };
    struct alignas(line_of_memory) Block {
        std::array<Entry, per_block> entries{};
        std::uint32_t before = nothing;
    };

    [[gnu::noinline]] void lengthen(Chain& chain) {
        std::uint32_t block = free_;
        if (block == nothing) {
            block = static_cast<std::uint32_t>(blocks_.size());
            blocks_.emplace_back();
        } else {
            free_ = blocks_[block].before;
        }
        blocks_[block].before = chain.last;
        chain = {block, 0};
    }

    LargeVector<Chain> chains_;  // by tick
    LargeVector<Block> blocks_;
    std::uint32_t free_ = nothing;
};

}  // namespace doorstroom
