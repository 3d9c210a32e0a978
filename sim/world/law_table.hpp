// A duration as a table: the inverse distribution function of its whole number of ticks. One uniform word, one look-up;
// no logarithm, no power, no branch on the kind of law.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <vector>

#include "world/shape.hpp"

namespace doorstroom {

// "Never": later than any run.
inline constexpr std::int32_t never = std::numeric_limits<std::int32_t>::max() / 2;

// The law of K, the whole ticks of a duration T of (continuous) ticks, with P(K <= k) the average of the distribution
// function of T over [k, k + 1], so that the mean is kept. With U uniform on (0, 1) that is K = ceil(T - U): the table
// holds the quantiles of T - U, linear between grid points. The grid is fine where little is left: 128 points for each
// halving of the chance to last longer, down to 2^-32; and where little has passed: below 2^-8, 16 points for each
// halving. Quantiles rise with the word drawn.
class LawTable {
public:
    // `shape` in units of `ticks_per_unit` ticks, conditioned on [minimum, maximum] (in the same unit) where given.
    // Throws std::domain_error when nothing of the law lies between them. `ticks_added` are added to what is drawn, which
    // never comes below 0.
    LawTable(const Shape& shape, std::optional<double> minimum, std::optional<double> maximum, double ticks_per_unit, double ticks_added = 0);

    // The duration at which the share word / 2^32 of the law has ended.
    std::int32_t draw(std::uint32_t word) const {
        if (word < early_words) return draw_early(word);
        const std::uint32_t left = ~word | 1;
        const int halvings = std::countl_zero(left);
        const std::uint32_t scaled = left << halvings;
        const float* cell = &quantiles_[static_cast<std::size_t>(octaves - 1 - halvings) * cells + ((scaled >> 24) & (cells - 1))];
        const float beyond = static_cast<float>(scaled & 0xFFFFFF) * 0x1.0p-24f;
        return ceiling(cell[0] + (cell[1] - cell[0]) * beyond);
    }

    // The smallest word whose duration is at least `ticks`, in [0, 2^32]: 2^32 P(K < ticks).
    std::uint64_t words_below(std::int32_t ticks) const;

    // A duration drawn given that it is at least `ticks`.
    std::int32_t draw_given(std::int32_t ticks, std::uint32_t word) const;

private:
    static constexpr std::uint32_t cells = 128;
    static constexpr int octaves = 32;
    static constexpr std::uint32_t early_cells = 16;
    static constexpr int early_octaves = 24;
    static constexpr std::uint32_t early_words = std::uint32_t{1} << early_octaves;

    std::int32_t draw_early(std::uint32_t word) const {
        const std::uint32_t passed = word | 1;
        const int halvings = std::countl_zero(passed);
        const std::uint32_t scaled = passed << halvings;
        const float* cell = &early_quantiles_[static_cast<std::size_t>(31 - halvings) * early_cells + ((scaled >> 27) & (early_cells - 1))];
        const float beyond = static_cast<float>(scaled & 0x7FFFFFF) * 0x1.0p-27f;
        return ceiling(cell[0] + (cell[1] - cell[0]) * beyond);
    }
    static std::int32_t ceiling(float ticks) {
        const auto whole = static_cast<std::int32_t>(ticks);
        return whole + (ticks > static_cast<float>(whole));
    }

    std::vector<float> quantiles_;        // at 2^-32, …, 1/2, …, 1 of the law left
    std::vector<float> early_quantiles_;  // at 2^-32, …, 2^-8 of the law passed
};

// A law as it stands now, for one combination of what it depends on.
struct TickLaw {
    static constexpr std::int32_t missing = std::numeric_limits<std::int32_t>::min();
    std::int32_t fixed = never;        // where there is no table
    const LawTable* table = nullptr;
    bool to_an_age = false;            // asked of the person (Door::ticks)
    bool to_a_date = false;            // `fixed` is what is left until a date, whatever was spent before
    std::int32_t spread = 0;           // ticks over which that date is drawn; `fixed` may then lie in the past

    std::int32_t draw(std::uint32_t word) const {
        if (table) return table->draw(word);
        return spread == 0 ? fixed : std::max(0, fixed + static_cast<std::int32_t>(std::uint64_t{word} * static_cast<std::uint32_t>(spread) >> 32));
    }
    // Given that it has lasted `ticks` already.
    std::int32_t draw_given(std::int32_t ticks, std::uint32_t word) const {
        if (table) return table->draw_given(ticks, word);
        if (to_a_date) return ticks + draw(word);
        return fixed < ticks ? ticks : fixed;
    }
    // P(K >= ticks).
    double lasts(std::int32_t ticks) const {
        if (!table) return fixed >= ticks || to_a_date ? 1 : 0;
        return 1 - static_cast<double>(table->words_below(ticks)) * 0x1.0p-32;
    }
};

}  // namespace doorstroom
