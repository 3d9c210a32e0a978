#include "people/controlled_rounding.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace doorstroom {

namespace {

constexpr double rounding = 1e-7;  // what is left of an expected number that is whole

std::int64_t whole_part(double number) { return static_cast<std::int64_t>(std::floor(number + rounding)); }

using Groups = std::vector<std::vector<std::uint32_t>>;

Groups grouped(const std::vector<std::uint32_t>& group_of) {
    Groups groups;
    for (std::uint32_t cell = 0; cell < group_of.size(); ++cell) {
        if (group_of[cell] >= groups.size()) groups.resize(group_of[cell] + std::size_t{1});
        groups[group_of[cell]].push_back(cell);
    }
    return groups;
}

void share_out(std::int64_t total, const std::vector<std::uint32_t>& cells, const std::vector<double>& expected, std::vector<std::int64_t>& counts) {
    double sum = 0;
    for (const std::uint32_t cell : cells) sum += expected[cell];
    // A total that is not next to what is expected asks for the same proportions.
    const double scale = sum > 0 && std::abs(sum - static_cast<double>(total)) >= 1 ? static_cast<double>(total) / sum : 1;
    std::int64_t left = total;
    std::vector<std::pair<double, std::uint32_t>> by_remainder;  // largest first, then as listed
    for (const std::uint32_t cell : cells) {
        counts[cell] = whole_part(scale * expected[cell]);
        left -= counts[cell];
        by_remainder.emplace_back(static_cast<double>(counts[cell]) - scale * expected[cell], cell);
    }
    std::stable_sort(by_remainder.begin(), by_remainder.end(), [](const auto& a, const auto& b) { return a.first < b.first - rounding; });
    for (bool empty_too = sum <= 0; left > 0; empty_too = true)
        for (const auto& [remainder, cell] : by_remainder)
            if (left > 0 && (empty_too || expected[cell] > 0)) ++counts[cell], --left;
    for (std::size_t last = by_remainder.size(); left < 0; last = last == 1 ? by_remainder.size() : last - 1)
        if (std::int64_t& count = counts[by_remainder[last - 1].second]; count > 0) --count, ++left;
}

// Persons to be sent from rows to columns: a matrix with whole sums of both.
class Sending {
public:
    Sending(std::vector<std::int64_t> rows, std::vector<std::int64_t> columns, std::vector<double> expected)
        : rows_(std::move(rows)), columns_(std::move(columns)), expected_(std::move(expected)) {
        rake();
        begin();
        for (std::size_t row = 0; row < rows_.size(); ++row)
            while (rows_[row] > 0) {
                if (send_by_others(row)) continue;
                send_anyhow(row);
            }
    }

    const std::vector<std::int64_t>& counts() const { return counts_; }

private:
    std::vector<std::int64_t> rows_, columns_;  // what is still to be sent and to come
    std::vector<double> expected_;
    std::vector<std::int64_t> counts_, least_;
    static constexpr std::size_t nobody = ~std::size_t{0};

    std::size_t cell(std::size_t row, std::size_t column) const { return row * columns_.size() + column; }
    bool may_rise(std::size_t cell) const { return counts_[cell] == least_[cell] && expected_[cell] > static_cast<double>(least_[cell]) + rounding; }

    // The expected numbers brought to the sums of rows and columns, which were rounded.
    void rake() {
        constexpr int most = 200;
        for (int sweep = 0; sweep < most; ++sweep) {
            for (std::size_t row = 0; row < rows_.size(); ++row) {
                double sum = 0;
                for (std::size_t column = 0; column < columns_.size(); ++column) sum += expected_[cell(row, column)];
                const double factor = sum > 0 ? static_cast<double>(rows_[row]) / sum : 0;
                for (std::size_t column = 0; column < columns_.size(); ++column) expected_[cell(row, column)] *= factor;
            }
            double error = 0;
            for (std::size_t column = 0; column < columns_.size(); ++column) {
                double sum = 0;
                for (std::size_t row = 0; row < rows_.size(); ++row) sum += expected_[cell(row, column)];
                const double wanted = static_cast<double>(columns_[column]);
                error = std::max(error, std::abs(sum - wanted));
                const double factor = sum > 0 ? wanted / sum : 0;
                for (std::size_t row = 0; row < rows_.size(); ++row) expected_[cell(row, column)] *= factor;
            }
            if (error < rounding / 10) return;
        }
    }

    // The whole part of every cell, then one more by the largest fractions as far as rows and columns allow.
    void begin() {
        counts_.resize(expected_.size());
        std::vector<std::size_t> by_fraction;
        for (std::size_t row = 0; row < rows_.size(); ++row)
            for (std::size_t column = 0; column < columns_.size(); ++column) {
                const std::size_t at = cell(row, column);
                counts_[at] = std::min({whole_part(expected_[at]), rows_[row], columns_[column]});
                rows_[row] -= counts_[at];
                columns_[column] -= counts_[at];
                by_fraction.push_back(at);
            }
        least_ = counts_;
        const auto fraction = [&](std::size_t at) { return expected_[at] - static_cast<double>(least_[at]); };
        std::stable_sort(by_fraction.begin(), by_fraction.end(), [&](std::size_t a, std::size_t b) { return fraction(a) > fraction(b) + rounding; });
        for (const std::size_t at : by_fraction) {
            const std::size_t row = at / columns_.size(), column = at % columns_.size();
            if (rows_[row] == 0 || columns_[column] == 0 || !may_rise(at)) continue;
            ++counts_[at], --rows_[row], --columns_[column];
        }
    }

    // Along a path of cells that rise and fall by one in turn, found breadth first.
    bool send_by_others(std::size_t start) {
        std::vector<std::size_t> row_to(columns_.size(), nobody), column_to(rows_.size(), nobody), queue{start};
        for (std::size_t next = 0; next < queue.size(); ++next) {
            const std::size_t row = queue[next];
            for (std::size_t column = 0; column < columns_.size(); ++column) {
                if (row_to[column] != nobody || !may_rise(cell(row, column))) continue;
                row_to[column] = row;
                if (columns_[column] > 0) return send_along(start, column, row_to, column_to);
                for (std::size_t other = 0; other < rows_.size(); ++other) {
                    if (other == start || column_to[other] != nobody || counts_[cell(other, column)] == least_[cell(other, column)]) continue;
                    column_to[other] = column;
                    queue.push_back(other);
                }
            }
        }
        return false;
    }

    bool send_along(std::size_t start, std::size_t column, const std::vector<std::size_t>& row_to, const std::vector<std::size_t>& column_to) {
        --rows_[start], --columns_[column];
        for (;;) {
            const std::size_t row = row_to[column];
            ++counts_[cell(row, column)];
            if (row == start) return true;
            column = column_to[row];
            --counts_[cell(row, column)];
        }
    }

    // Where the expected numbers leave no way: to where most are expected of those columns that still wait for somebody.
    void send_anyhow(std::size_t row) {
        std::size_t best = nobody;
        for (std::size_t column = 0; column < columns_.size(); ++column)
            if (columns_[column] > 0 && (best == nobody || expected_[cell(row, column)] > expected_[cell(row, best)])) best = column;
        ++counts_[cell(row, best)], --rows_[row], --columns_[best];
    }
};

// The different numbers that occur, and at which place each of them stands.
std::map<std::uint32_t, std::size_t> places(const std::vector<std::uint32_t>& cells, const std::vector<std::uint32_t>& of) {
    std::map<std::uint32_t, std::size_t> places;
    for (const std::uint32_t cell : cells) places.emplace(of[cell], 0);
    std::size_t place = 0;
    for (auto& entry : places) entry.second = place++;
    return places;
}

std::vector<std::int64_t> sums(const std::map<std::uint32_t, std::size_t>& places, const std::vector<std::int64_t>& table) {
    std::vector<std::int64_t> sums;
    for (const auto& entry : places) sums.push_back(table[entry.first]);
    return sums;
}

}  // namespace

std::vector<std::int64_t> shared_out(const std::vector<std::int64_t>& totals, const std::vector<std::uint32_t>& total_of, const std::vector<double>& expected) {
    std::vector<std::int64_t> counts(expected.size());
    const Groups groups = grouped(total_of);
    for (std::size_t each = 0; each < groups.size(); ++each) share_out(totals[each], groups[each], expected, counts);
    return counts;
}

std::vector<std::int64_t> joined_tables(const TwoTables& tables) {
    std::vector<std::int64_t> counts(tables.expected.size());
    for (const auto& cells : grouped(tables.in_shared)) {
        const auto rows = places(cells, tables.in_first), columns = places(cells, tables.in_second);
        std::vector<std::size_t> at;  // of each cell, in the matrix
        std::vector<double> expected(rows.size() * columns.size());
        for (const std::uint32_t cell : cells) {
            at.push_back(rows.at(tables.in_first[cell]) * columns.size() + columns.at(tables.in_second[cell]));
            expected[at.back()] = tables.expected[cell];
        }
        const Sending sending(sums(rows, tables.first), sums(columns, tables.second), std::move(expected));
        for (std::size_t each = 0; each < cells.size(); ++each) counts[cells[each]] = sending.counts()[at[each]];
    }
    return counts;
}

}  // namespace doorstroom
