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
        heads_.assign(static_cast<std::size_t>(last.count), nothing);
        blocks_.clear();
        free_ = nothing;
    }

    // Dates at or past the end of the run are not kept.
    void add(Tick due, const Entry& entry) {
        if (static_cast<std::size_t>(due.count) >= heads_.size()) return;
        std::uint32_t& head = heads_[static_cast<std::size_t>(due.count)];
        if (head == nothing || blocks_[head].used == per_block) head = new_block(head);
        Block& block = blocks_[head];
        block.entries[block.used++] = entry;
    }

    // Moves all entries of a tick to the end of `due` and forgets them.
    void take(Tick now, std::vector<Entry>& due) {
        std::uint32_t& head = heads_[static_cast<std::size_t>(now.count)];
        while (head != nothing) {
            Block& block = blocks_[head];
            due.insert(due.end(), block.entries.begin(), block.entries.begin() + block.used);
            const std::uint32_t next = block.next;
            block.next = free_;
            free_ = head;
            head = next;
        }
    }

    bool empty(Tick now) const { return heads_[static_cast<std::size_t>(now.count)] == nothing; }

private:
    static constexpr std::uint32_t nothing = ~std::uint32_t{0};
    static constexpr std::uint32_t per_block = 256 / sizeof(Entry) - 1;
    struct Block {
        std::uint32_t next = nothing;
        std::uint32_t used = 0;
        std::array<Entry, per_block> entries{};
    };

    std::uint32_t new_block(std::uint32_t next) {
        std::uint32_t block = free_;
        if (block == nothing) {
            block = static_cast<std::uint32_t>(blocks_.size());
            blocks_.emplace_back();
        } else {
            free_ = blocks_[block].next;
        }
        blocks_[block].next = next;
        blocks_[block].used = 0;
        return block;
    }

    LargeVector<std::uint32_t> heads_;
    LargeVector<Block> blocks_;
    std::uint32_t free_ = nothing;
};

}  // namespace doorstroom
