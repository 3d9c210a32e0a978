#include "language/margins.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

#include "language/evaluate.hpp"
#include "language/fit.hpp"
#include "language/margin_tables.hpp"

namespace doorstroom::language {

namespace {

constexpr double tolerance = 1e-6;
constexpr double most_cells = 250'000;

// Where a published table stands.
std::string source_of(const Compilation& compilation, const Margin& margin) {
    const text::Entry* table = margin.entry->value.find("table");
    return fmt::format("`{}` is {}", margin.name(),
                       table ? table->value.scalar : compilation.place(margin.entry->key_mark));
}

// What a margin has of all, in its own numbers.
std::string portion(const Margin& margin, double share) {
    return fmt::format("{} of {}", rounded(share * margin.total), rounded(margin.total));
}

class JointMaker {
public:
    JointMaker(Compilation& compilation, const text::Node& node, std::vector<Margin> margins)
        : compilation_(compilation), node_(node), margins_(std::move(margins)) {}

    std::optional<Joint> make() {
        const std::size_t before = compilation_.faults();
        joint_.place = compilation_.place(node_.mark);
        collect_axes();
        if (compilation_.faults() != before) return std::nullopt;
        for (const Margin& margin : margins_) add_margin(margin);
        for (std::size_t each = 1; each < margins_.size(); ++each)
            for (std::size_t earlier = 0; earlier < each; ++earlier) compare(earlier, each);
        if (compilation_.faults() == before) fit_all();
        return compilation_.faults() == before ? std::optional{std::move(joint_)} : std::nullopt;
    }

private:
    Compilation& compilation_;
    const text::Node& node_;
    const std::vector<Margin> margins_;
    Joint joint_;
    std::vector<MarginKey> keys_;                 // by axis
    std::vector<std::vector<double>> positions_;  // by axis: codes, or lower bounds without the last

    // What is of households comes first, then persons; in either in the order of the margins.
    void collect_axes() {
        for (const bool of_person : {false, true})
            for (const Margin& margin : margins_)
                for (const MarginKey& key : margin.by) {
                    const bool persons = !given(key.attribute) || compilation_.plan.at(key.attribute).of_person;
                    const bool known = std::any_of(keys_.begin(), keys_.end(),
                                                   [&](const MarginKey& other) { return other.name == key.name; });
                    if (persons == of_person && !known) keys_.push_back(key);
                }
        double cells = 1;
        for (const MarginKey& key : keys_) {
            add_axis(key);
            cells *= static_cast<double>(std::max<std::size_t>(1, positions_.back().size()));
        }
        if (keys_.size() > 30 || cells > most_cells)
            compilation_.fault(node_, fmt::format("these margins have {:.0f} combinations", cells),
                               fmt::format("at most {:.0f}; leave something out, or draw it by `mix`", most_cells));
    }

    void add_axis(const MarginKey& key) {
        std::set<double> found;
        const Margin* first = nullptr;
        for (const Margin& margin : margins_) {
            const auto position = margin.position_of(key.name);
            if (!position) continue;
            std::set<double> own;
            for (const auto& cell : margin.cells) own.insert(cell.first[*position]);
            if (!given(key.attribute) && first && own != found)
                compilation_.fault_at_key(*margin.entry,
                                          fmt::format("the bands of `age` in `{}` are others than in `{}`",
                                                      margin.name(), first->name()),
                                          "all margins of one population have the same");
            if (!first) first = &margin;
            found.insert(own.begin(), own.end());
        }
        Joint::Axis axis;
        std::vector<double>& positions = positions_.emplace_back(found.begin(), found.end());
        if (given(key.attribute)) {
            axis.attribute = key.attribute;
            for (const double code : positions) axis.codes.push_back(static_cast<std::uint16_t>(code));
        } else {
            axis.of = Shares::Of::age;
            axis.age_bounds = positions;
            positions.pop_back();
        }
        joint_.axes.push_back(std::move(axis));
    }

    void add_margin(const Margin& margin) {
        std::vector<std::uint32_t> axes;
        for (std::uint32_t axis = 0; axis < keys_.size(); ++axis)
            if (margin.position_of(keys_[axis].name)) axes.push_back(axis);
        std::size_t size = 1;
        for (const std::uint32_t axis : axes) size *= positions_[axis].size();
        std::vector<double>& shares = joint_.margins.emplace_back(size, 0.0);
        for (const auto& [at, cell] : margin.cells) {
            std::size_t place = 0;
            bool closes = false;
            for (const std::uint32_t axis : axes) {
                const auto& positions = positions_[axis];
                const auto found = std::find(positions.begin(), positions.end(), at[*margin.position_of(keys_[axis].name)]);
                closes |= found == positions.end();
                place = place * positions.size() + static_cast<std::size_t>(found - positions.begin());
            }
            if (!closes) shares[place] = cell.number / margin.total;
        }
        joint_.margin_axes.push_back(std::move(axes));
    }

    // For each cell over one set of axes, its cell over another, which is part of it.
    std::vector<std::uint32_t> cells_in(const std::vector<std::uint32_t>& from, const std::vector<std::uint32_t>& to) const {
        std::vector<std::uint32_t> cells{0};
        for (const std::uint32_t axis : from) {
            const auto size = static_cast<std::uint32_t>(positions_[axis].size());
            const bool kept = std::find(to.begin(), to.end(), axis) != to.end();
            std::vector<std::uint32_t> longer;
            for (const std::uint32_t cell : cells)
                for (std::uint32_t position = 0; position < size; ++position)
                    longer.push_back(kept ? cell * size + position : cell);
            cells = std::move(longer);
        }
        return cells;
    }

    std::vector<double> sums(std::size_t margin, const std::vector<std::uint32_t>& over) const {
        const std::vector<std::uint32_t> cells = cells_in(joint_.margin_axes[margin], over);
        std::vector<double> sums(1 + *std::max_element(cells.begin(), cells.end()), 0.0);
        for (std::size_t cell = 0; cell < cells.size(); ++cell) sums[cells[cell]] += joint_.margins[margin][cell];
        return sums;
    }

    std::string describe(const std::vector<std::uint32_t>& axes, std::size_t cell) const {
        std::vector<MarginKey> keys;
        std::vector<double> at(axes.size());
        for (const std::uint32_t axis : axes) keys.push_back(keys_[axis]);
        for (std::size_t each = axes.size(); each-- > 0;) {
            at[each] = positions_[axes[each]][cell % positions_[axes[each]].size()];
            cell /= positions_[axes[each]].size();
        }
        return describe_cell(compilation_, keys, at);
    }

    // What two published tables share must be the same in both.
    void compare(std::size_t first, std::size_t second) {
        std::vector<std::uint32_t> shared;
        std::set_intersection(joint_.margin_axes[first].begin(), joint_.margin_axes[first].end(),
                              joint_.margin_axes[second].begin(), joint_.margin_axes[second].end(),
                              std::back_inserter(shared));
        if (shared.empty()) return;
        const std::vector<double> one = sums(first, shared), other = sums(second, shared);
        const Margin &a = margins_[first], &b = margins_[second];
        std::size_t different = one.size();
        for (std::size_t cell = 0; cell < one.size(); ++cell) {
            if (std::abs(one[cell] - other[cell]) <= tolerance) continue;
            for (const auto& [with, without, share] : {std::tuple{&a, &b, one[cell]}, std::tuple{&b, &a, other[cell]}})
                if (lacks(*without, shared, cell))
                    return compilation_.fault_at_key(
                        *without->entry, fmt::format("`{}` has no number for {}, which is {} in `{}`", without->name(),
                                                     describe(shared, cell), portion(*with, share), with->name()),
                        sources_of(a, b));
            if (different == one.size()) different = cell;
        }
        if (different == one.size()) return;
        compilation_.fault_at_key(
            *b.entry,
            fmt::format("`{}` and `{}` contradict each other: {} is {} in the one and {} in the other", a.name(), b.name(),
                        describe(shared, different), portion(a, one[different]), portion(b, other[different])),
            sources_of(a, b));
    }

    // Whether a margin does not speak of that cell at all.
    bool lacks(const Margin& margin, const std::vector<std::uint32_t>& axes, std::size_t cell) const {
        for (std::size_t each = axes.size(); each-- > 0;) {
            const auto& positions = positions_[axes[each]];
            const double wanted = positions[cell % positions.size()];
            const std::size_t key = *margin.position_of(keys_[axes[each]].name);
            if (std::none_of(margin.cells.begin(), margin.cells.end(),
                             [&](const auto& entry) { return entry.first[key] == wanted; }))
                return true;
            cell /= positions.size();
        }
        return false;
    }

    std::string sources_of(const Margin& a, const Margin& b) const {
        return fmt::format("{}, {}", source_of(compilation_, a), source_of(compilation_, b));
    }

    void fit_all() {
        std::vector<std::uint32_t> all(keys_.size());
        for (std::uint32_t axis = 0; axis < all.size(); ++axis) all[axis] = axis;
        std::vector<FitMargin> margins;
        for (std::size_t each = 0; each < margins_.size(); ++each)
            margins.push_back({joint_.margins[each], cells_in(all, joint_.margin_axes[each])});
        std::size_t cells = 1;
        for (const auto& positions : positions_) cells *= positions.size();
        Fit fitted = fit(cells, margins);
        if (fitted.error > tolerance) return tell(fitted);
        double total = 0;
        for (const double share : fitted.shares) total += share;
        for (double& share : fitted.shares) share /= total;
        joint_.shares = std::move(fitted.shares);
    }

    void tell(const Fit& fitted) {
        const Margin& worst = margins_[fitted.margin];
        const double wanted = joint_.margins[fitted.margin][fitted.cell];
        compilation_.fault_at_key(
            *worst.entry,
            fmt::format("no population has all of these margins: {} is {} in `{}`, but the nearest fit comes to {}",
                        describe(joint_.margin_axes[fitted.margin], fitted.cell), portion(worst, wanted), worst.name(),
                        rounded(std::round(fitted.comes_to * worst.total * 1e6) / 1e6)),
            "combinations that are 0 in one of them may leave too few for another");
    }
};

}  // namespace

std::optional<Joint> compile_margins(Compilation& compilation, const Reader& of) {
    const text::Node* node = of.find("margins");
    if (!node) return std::nullopt;
    std::vector<Margin> margins;
    bool whole = true;
    for (const text::Entry* entry : compilation.entries(*node, "margin")) {
        compilation.check_name(entry->key, entry->key_quoted, entry->key_mark);
        auto margin = read_margin(compilation, *entry, of.address("margins." + entry->key));
        whole &= margin.has_value();
        if (margin) margins.push_back(std::move(*margin));
    }
    if (margins.empty() && whole && node->is_mapping()) compilation.fault(*node, "`margins` names no table");
    if (margins.empty() || !whole) return std::nullopt;
    return JointMaker{compilation, *node, std::move(margins)}.make();
}

void check_mix_beside_margins(Compilation& compilation, const Reader& of, const Joint& joint,
                              const std::vector<Shares>& mix) {
    for (const Shares& shares : mix) {
        const bool age = shares.of == Shares::Of::age;
        const bool fitted = std::any_of(joint.axes.begin(), joint.axes.end(), [&](const Joint::Axis& axis) {
            return age ? axis.of == Shares::Of::age : axis.of == Shares::Of::attribute && axis.attribute == shares.attribute;
        });
        const std::string name = age ? "age" : compilation.plan.at(shares.attribute).name;
        const text::Entry* entry = of.find("mix")->find(name);
        if (fitted && entry)
            compilation.fault_at_key(*entry, fmt::format("`{}` stands in `margins` already", name),
                                     "a mix beside margins draws what they do not give");
    }
}

}  // namespace doorstroom::language
