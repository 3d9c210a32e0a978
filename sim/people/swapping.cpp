#include "people/swapping.hpp"

#include <cstdlib>

#include "doorstroom/chance.hpp"

namespace doorstroom {

namespace {

constexpr std::uint32_t trials = 2'000'000;
constexpr std::uint32_t a_hundredth = 42949673;  // of 2^32

class Swapping {
public:
    Swapping(std::vector<std::int64_t>& counts, const std::vector<std::uint32_t>& sizes, const std::vector<SwapTable>& tables) : counts_(counts), sizes_(sizes), tables_(tables) {
        for (const SwapTable& table : tables) {
            std::vector<std::int64_t>& over = over_.emplace_back(table.wanted.size());
            for (std::size_t cell = 0; cell < over.size(); ++cell) over[cell] = -table.wanted[cell];
            for (std::size_t cell = 0; cell < counts.size(); ++cell) over[table.cell_of[cell]] += counts[cell];
            for (const std::int64_t each : over) missed_ += std::abs(each);
        }
    }

    void run() {
        std::vector<std::int64_t> best = counts_;
        std::int64_t least = missed_;
        for (std::uint32_t trial = 0; trial < trials && missed_ > 0; ++trial) {
            const Block words = philox({trial, 0, 0, 0}, what("swapping"), what("trial"));
            const std::uint32_t first = somebody(words[0], one_too_many(words[3])), second = somebody(words[1], {});
            if (first == nobody || second == nobody) continue;
            swap(first, second, words[2], words[3]);
            if (missed_ < least) least = missed_, best = counts_;
        }
        counts_ = best;
    }

private:
    std::vector<std::int64_t>& counts_;
    const std::vector<std::uint32_t>& sizes_;
    const std::vector<SwapTable>& tables_;
    std::vector<std::vector<std::int64_t>> over_;  // by table and cell: persons too many
    std::int64_t missed_ = 0;
    static constexpr std::uint32_t nobody = ~std::uint32_t{0};

    struct Cell {
        const SwapTable* table = nullptr;
        std::uint32_t cell = 0;
    };

    // A cell of a table with too many persons: one of them by chance, now and then none in particular.
    Cell one_too_many(std::uint32_t word) const {
        if ((word & 7) == 0) return {};
        std::uint32_t number = 0;
        for (const auto& over : over_)
            for (const std::int64_t each : over) number += each > 0;
        if (number == 0) return {};
        std::uint32_t chosen = (word >> 3) % number;
        for (std::size_t table = 0; table < over_.size(); ++table)
            for (std::uint32_t cell = 0; cell < over_[table].size(); ++cell)
                if (over_[table][cell] > 0 && chosen-- == 0) return {&tables_[table], cell};
        return {};
    }

    // The first cell from a random one on that has anybody, in that cell of a table.
    std::uint32_t somebody(std::uint32_t word, Cell in) const {
        const auto cells = static_cast<std::uint32_t>(counts_.size());
        for (std::uint32_t step = 0, cell = word % cells; step < cells; ++step, cell = cell + 1 == cells ? 0 : cell + 1)
            if (counts_[cell] > 0 && (!in.table || in.table->cell_of[cell] == in.cell)) return cell;
        return nobody;
    }

    void add(std::uint32_t cell, std::int64_t persons) {
        counts_[cell] += persons;
        for (std::size_t each = 0; each < tables_.size(); ++each) {
            std::int64_t& over = over_[each][tables_[each].cell_of[cell]];
            missed_ -= std::abs(over);
            over += persons;
            missed_ += std::abs(over);
        }
    }

    // One person of each cell; the axes in `exchanged` change hands. Kept when no more is missed than before, and now and
    // then when a little more is.
    void swap(std::uint32_t first, std::uint32_t second, std::uint32_t exchanged, std::uint32_t word) {
        std::uint32_t first_after = 0, second_after = 0, stride = 1;
        std::uint32_t a = first, b = second;
        for (std::size_t axis = sizes_.size(); axis-- > 0;) {
            const std::uint32_t of_first = a % sizes_[axis], of_second = b % sizes_[axis];
            const bool goes = exchanged >> axis & 1;
            first_after += stride * (goes ? of_second : of_first);
            second_after += stride * (goes ? of_first : of_second);
            a /= sizes_[axis], b /= sizes_[axis], stride *= sizes_[axis];
        }
        const std::int64_t before = missed_;
        add(first, -1), add(second, -1), add(first_after, 1), add(second_after, 1);
        if (counts_[first] >= 0 && counts_[second] >= 0 && (missed_ <= before || (missed_ <= before + 4 && word < a_hundredth))) return;
        add(first, 1), add(second, 1), add(first_after, -1), add(second_after, -1);
    }
};

}  // namespace

void swap_until_met(std::vector<std::int64_t>& counts, const std::vector<std::uint32_t>& sizes, const std::vector<SwapTable>& tables) {
    Swapping(counts, sizes, tables).run();
}

}  // namespace doorstroom
