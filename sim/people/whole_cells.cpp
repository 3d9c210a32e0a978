#include "people/whole_cells.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <numeric>

#include "people/controlled_rounding.hpp"
#include "people/swapping.hpp"

namespace doorstroom {

namespace {

bool holds(AxisSet whole, AxisSet part) { return (whole & part) == part; }

AxisSet axes_of(const std::vector<std::uint32_t>& list) {
    AxisSet set = 0;
    for (const std::uint32_t axis : list) set |= AxisSet{1} << axis;
    return set;
}

template <class Number>
std::vector<Number> summed(const std::vector<Number>& cells, const std::vector<std::uint32_t>& into, std::size_t size) {
    std::vector<Number> sums(size);
    for (std::size_t cell = 0; cell < cells.size(); ++cell) sums[into[cell]] += cells[cell];
    return sums;
}

class Rounding {
public:
    Rounding(const Joint& joint, std::int64_t number, const std::optional<GivenCounts>& given)
        : joint_(joint), number_(number), all_((AxisSet{1} << joint.axes.size()) - 1) {
        for (const auto& axes : joint.margin_axes) published_.push_back(axes_of(axes));
        whole_[0] = {number};
        if (!given) return;
        given_ = *given;
        whole_[given_.axes] = given_.counts;
    }

    WholeCells result() {
        WholeCells result;
        result.counts = whole(all_);
        for (const AxisSet table : published_) {
            const Counts& wanted = whole(table);
            const Counts made = part(result.counts, all_, table);
            for (std::size_t cell = 0; cell < made.size(); ++cell) result.missed += std::max<std::int64_t>(0, wanted[cell] - made[cell]);
            for (const double expected : real(table)) result.tables_are_whole &= std::abs(expected - std::round(expected)) < 1e-6;
        }
        return result;
    }

private:
    const Joint& joint_;
    const std::int64_t number_;
    const AxisSet all_;
    std::vector<AxisSet> published_;
    GivenCounts given_;
    std::map<AxisSet, Counts> whole_;

    std::size_t size(AxisSet set) const {
        std::size_t cells = 1;
        for (std::size_t axis = 0; axis < joint_.axes.size(); ++axis)
            if (set >> axis & 1) cells *= joint_.axes[axis].size();
        return cells;
    }

    Counts part(const Counts& cells, AxisSet from, AxisSet to) const { return summed(cells, projection(joint_, from, to), size(to)); }

    // The expected persons of each cell; of what was published, as it was published.
    std::vector<double> real(AxisSet set) const {
        const std::vector<double>* shares = &joint_.shares;
        AxisSet from = all_;
        for (std::size_t each = 0; each < published_.size(); ++each)
            if (holds(published_[each], set) && size(published_[each]) < size(from)) {
                from = published_[each];
                shares = &joint_.margins[each];
            }
        std::vector<double> persons = summed(*shares, projection(joint_, from, set), size(set));
        for (double& cell : persons) cell *= static_cast<double>(number_);
        return persons;
    }

    // What a table over these axes must agree with: all that it shares with others, largest first, none part of another.
    std::vector<AxisSet> bounds_of(AxisSet set) const {
        std::vector<AxisSet> shared;
        const auto add = [&](AxisSet table) {
            if ((table & set) != set) shared.push_back(table & set);
        };
        for (const AxisSet table : published_) add(table);
        add(given_.axes);
        std::vector<AxisSet> largest;
        std::stable_sort(shared.begin(), shared.end(), [](AxisSet a, AxisSet b) { return std::popcount(a) > std::popcount(b); });
        for (const AxisSet each : shared)
            if (std::none_of(largest.begin(), largest.end(), [&](AxisSet other) { return holds(other, each); })) largest.push_back(each);
        return largest;
    }

    const Counts& whole(AxisSet set) {
        if (const auto found = whole_.find(set); found != whole_.end()) return found->second;
        if (given_.axes != 0 && holds(given_.axes, set)) return whole_[set] = part(given_.counts, given_.axes, set);
        Counts counts = built(set);
        return whole_[set] = std::move(counts);
    }

    // Table by table, each joined by what it shares with those before it; what then still differs is searched for.
    Counts built(AxisSet set) {
        std::vector<AxisSet> left = bounds_of(set);
        const std::vector<AxisSet> bounds = left;
        AxisSet covered = 0;
        Counts counts = whole(0);
        bool in_a_circle = false;
        while (!left.empty()) {
            const auto next = std::max_element(left.begin(), left.end(), [&](AxisSet a, AxisSet b) { return std::popcount(a & covered) < std::popcount(b & covered); });
            const AxisSet table = *next;
            left.erase(next);
            if (part(counts, covered, table & covered) == part(whole(table), table, table & covered)) {
                counts = joined(counts, covered, whole(table), table);
            } else {
                in_a_circle = true;
                counts = spread(counts, covered, covered | table);
            }
            covered |= table;
        }
        counts = spread(counts, covered, set);
        return in_a_circle ? searched(std::move(counts), set, bounds) : counts;
    }

    // A table over the axes of both that agrees with both, which agree with each other.
    Counts joined(const Counts& first, AxisSet first_axes, const Counts& second, AxisSet second_axes) const {
        const AxisSet both = first_axes | second_axes;
        if (both == first_axes) return first;
        return joined_tables({first, projection(joint_, both, first_axes), second, projection(joint_, both, second_axes), projection(joint_, both, first_axes & second_axes), real(both)});
    }

    // The persons of each cell over more axes: by their largest remainders.
    Counts spread(const Counts& counts, AxisSet from, AxisSet to) const {
        if (from == to) return counts;
        return shared_out(counts, projection(joint_, to, from), real(to));
    }

    Counts searched(Counts counts, AxisSet set, const std::vector<AxisSet>& bounds) {
        std::vector<SwapTable> tables;
        for (const AxisSet table : bounds) tables.push_back({projection(joint_, set, table), whole(table)});
        std::vector<std::uint32_t> sizes;
        for (std::size_t axis = 0; axis < joint_.axes.size(); ++axis)
            if (set >> axis & 1) sizes.push_back(static_cast<std::uint32_t>(joint_.axes[axis].size()));
        swap_until_met(counts, sizes, tables);
        return counts;
    }
};

}  // namespace

std::size_t household_axes(const Plan& plan, const Joint& joint) {
    const auto of_person = [&](const Joint::Axis& axis) { return axis.of == Shares::Of::age || plan.at(axis.attribute).of_person; };
    return static_cast<std::size_t>(std::find_if(joint.axes.begin(), joint.axes.end(), of_person) - joint.axes.begin());
}

std::size_t cells_of(const Joint& joint, std::size_t first_axis, std::size_t end_axis) {
    std::size_t cells = 1;
    for (std::size_t axis = first_axis; axis < end_axis; ++axis) cells *= joint.axes[axis].size();
    return cells;
}

std::vector<std::uint32_t> projection(const Joint& joint, AxisSet from, AxisSet to) {
    std::vector<std::uint32_t> cells{0};
    for (std::size_t axis = 0; axis < joint.axes.size(); ++axis) {
        if (!(from >> axis & 1)) continue;
        const auto size = static_cast<std::uint32_t>(joint.axes[axis].size());
        const bool kept = to >> axis & 1;
        std::vector<std::uint32_t> longer;
        longer.reserve(cells.size() * size);
        for (const std::uint32_t cell : cells)
            for (std::uint32_t code = 0; code < size; ++code) longer.push_back(kept ? cell * size + code : cell);
        cells = std::move(longer);
    }
    return cells;
}

WholeCells whole_cells(const Joint& joint, std::int64_t number, const std::optional<GivenCounts>& given) {
    return Rounding(joint, number, given).result();
}

}  // namespace doorstroom
