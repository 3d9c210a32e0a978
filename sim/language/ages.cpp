#include "language/ages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "language/evaluate.hpp"
#include "language/laws.hpp"
#include "language/reader.hpp"
#include "language/shares.hpp"
#include "language/values.hpp"
#include "text/scalar.hpp"

namespace doorstroom::language {

namespace {

using Part = ValueBuilder::Part;
constexpr double oldest = 150;

bool is_a_distribution(const text::Node& node) {
    return node.is_mapping() && std::any_of(node.entries.begin(), node.entries.end(), [](const text::Entry& entry) {
        return kind_of("distribution").find(entry.key) || kind_of("distribution").nearest(entry.key);
    }) && !node.find("by") && !node.find("use") && !node.find("value") && !is_table(node);
}

// Where shares are chosen by date or attribute, each choice may have bands of its own. They are cut at all bounds that occur
// anywhere: a band that is cut is shared out by width, as ages are uniform within it.
class BandsReader {
public:
    BandsReader(Compilation& compilation, const std::string& address, Date needed_from)
        : compilation_(compilation), address_(address), chance_(wanted_by(Expects::chance, needed_from)) {}

    Shares read(const text::Node& node) {
        const std::size_t before = compilation_.faults();
        Shares shares;
        shares.of = Shares::Of::age;
        shares.place = compilation_.place(node.mark);
        collect(node);
        for (const auto& [leaf, bounds] : tables_)
            if (bounds != bounds_)
                compilation_.fault(*leaf, "where ages come from a table, all have the bands of that table");
        if (compilation_.faults() != before) return shares;
        shares.age_bounds.assign(bounds_.begin(), bounds_.end());
        for (std::size_t band = 0; band + 1 < shares.age_bounds.size(); ++band) {
            ValueBuilder builder{compilation_, chance_, address_};
            const double from = shares.age_bounds[band], below = shares.age_bounds[band + 1];
            const Part part =
                builder.forms(node, [&](const text::Node& leaf) { return chance(builder, leaf, from, below); });
            shares.codes.push_back(static_cast<std::uint16_t>(band));
            compilation_.plan.values.push_back(builder.take(part, shares.place));
            shares.chances.push_back(static_cast<ValueId>(compilation_.plan.values.size() - 1));
        }
        if (compilation_.faults() == before && !all_summed_)
            check_sum(compilation_, shares, node, address_, chance_.needed_from);
        return shares;
    }

private:
    using Bands = std::map<double, const text::Entry*>;  // by lower bound

    Compilation& compilation_;
    const std::string& address_;
    const Wanted chance_;
    std::set<double> bounds_;
    std::vector<std::pair<const text::Node*, std::set<double>>> tables_;
    bool all_summed_ = true;

    std::optional<double> bound(std::string_view text, Mark mark) {
        const auto years = text::parse_number(text);
        if (years && *years >= 0 && *years <= oldest) return years;
        compilation_.fault(
            mark, std::max(1U, characters(text)),
            fmt::format("expected the lower bound of a band of ages, in years from 0 to {}, found {}", oldest, quote(text)));
        return std::nullopt;
    }

    void collect(const text::Node& node) {
        ValueBuilder walker{compilation_, chance_, address_};
        walker.forms(node, [&](const text::Node& leaf) -> Part {
            if (is_table(leaf))
                collect_table(leaf);
            else if (leaf.is_mapping())
                collect_bands(leaf);
            else
                compilation_.fault(leaf, fmt::format("expected a distribution of ages, or shares by lower bounds in "
                                                     "years, found {}",
                                                     describe(leaf)),
                                   "such as `{uniform: [18 years, 60 years]}` or `{0: 0.3, 18: 0.7, 65: 0}`");
            return walker.constant(0);
        });
    }

    void collect_bands(const text::Node& leaf) {
        const std::size_t before = compilation_.faults();
        if (by_is_misspelled(compilation_, leaf, address_)) return;
        if (is_a_distribution(leaf))
            return compilation_.fault(leaf, "a distribution of ages is not chosen by `by`: its parameters may be",
                                      "`{uniform: [{by: member, 1: 18 years, 2: 0 years}, 60 years]}`");
        const Bands bands = bands_of(leaf);
        for (const auto& band : bands) bounds_.insert(band.first);
        if (bands.empty() || compilation_.faults() != before) return;
        const text::Node& last = bands.rbegin()->second->value;
        if (number_of(last) != 0.0)
            compilation_.fault(last, fmt::format("the last band of `{}` has no end", address_),
                               "the last bound only closes the band before it: `100: 0`");
        else if (bands.size() < 2)
            compilation_.fault(leaf, fmt::format("`{}` has no band of ages", address_),
                               "such as `{0: 0.3, 18: 0.7, 65: 0}`");
    }

    void collect_table(const text::Node& leaf) {
        all_summed_ = false;
        const Reader reader{compilation_, leaf, "table", address_};
        const LoadedTable* table = reader.has("table") ? open_table(compilation_, *reader.find("table")) : nullptr;
        const auto own = table ? column_of(compilation_, *table, "age", *reader.find("table")) : std::nullopt;
        if (!own) return;
        auto& bounds = tables_.emplace_back(&leaf, std::set<double>{}).second;
        for (const auto& row : table->cells.rows)
            if (const auto years = bound(number_text(*table, row[*own]), row[*own].mark)) bounds.insert(*years);
        bounds_.insert(bounds.begin(), bounds.end());
    }

    Bands bands_of(const text::Node& leaf) {
        Bands bands;
        for (const text::Entry& entry : leaf.entries)
            if (!is_basis_key(entry.key))
                if (const auto years = bound(entry.key, entry.key_mark)) bands[*years] = &entry;
        return bands;
    }

    // The chance of an age between these, where the choosing ends.
    Part chance(ValueBuilder& builder, const text::Node& leaf, double from, double below) {
        if (is_table(leaf)) return builder.table(leaf, ValueBuilder::Fixed{none<AttributeId>, 0, Axis::Of::age, from});
        const auto sum = plain_sum(leaf);
        if (!sum)
            all_summed_ = false;
        else if (std::abs(*sum - 1) > shares_tolerance)
            compilation_.fault(leaf, fmt::format("the chances of `{}` sum to {}, not to 1", address_, rounded(*sum)));
        const Bands bands = bands_of(leaf);
        auto band = bands.upper_bound(from);
        if (band == bands.begin() || band == bands.end()) return builder.constant(0);
        const double end = band->first;
        --band;
        const double share = (below - from) / (end - band->first) / (sum && *sum > 0 ? *sum : 1);
        const Part whole = builder.number(band->second->value);
        return share == 1 ? whole : builder.scaled(whole, share);
    }
};

}  // namespace

Shares compile_ages(Compilation& compilation, const text::Node& node, const std::string& address, Date needed_from) {
    if (!is_a_distribution(node)) return BandsReader{compilation, address, needed_from}.read(node);
    Shares shares;
    shares.of = Shares::Of::age;
    shares.place = compilation.place(node.mark);
    shares.age_law = compile_law(compilation, node, address, Expects::law);
    for (const char* key : {"until", "age"})
        if (const text::Entry* entry = node.find(key))
            compilation.fault_at_key(*entry, fmt::format("no age is drawn from `{}`", key));
    return shares;
}

}  // namespace doorstroom::language
