#include "language/laws.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "language/changes.hpp"
#include "language/reader.hpp"
#include "language/values.hpp"
#include "text/scalar.hpp"

namespace doorstroom::language {

namespace {

using Family = Law::Family;
using Name = Law::Name;

struct FamilyRow {
    std::string_view key;
    Family family;
};
constexpr FamilyRow families[] = {
    {"fixed", Family::fixed},           {"exponential", Family::exponential}, {"uniform", Family::uniform},
    {"triangular", Family::triangular}, {"lognormal", Family::lognormal},     {"gamma", Family::gamma},
    {"weibull", Family::weibull},       {"quantiles", Family::quantiles},     {"empirical", Family::empirical},
    {"until", Family::until},           {"age", Family::age},
};

struct ParameterRow {
    std::string_view key;
    Name name;
    bool has_no_unit;  // a ratio, whatever the law is of
};
constexpr ParameterRow parameters[] = {
    {"mean", Name::mean, false},     {"sd", Name::sd, false},       {"cv", Name::cv, true},
    {"median", Name::median, false}, {"p10", Name::p10, false},     {"p90", Name::p90, false},
    {"shape", Name::shape, true},    {"scale", Name::scale, false},
};

class LawReader {
public:
    LawReader(Compilation& compilation, const text::Node& node, const std::string& address, Expects expects)
        : compilation_(compilation), node_(node), address_(address), expects_(expects) {}

    Law read();

private:
    Compilation& compilation_;
    const text::Node& node_;
    const std::string& address_;
    const Expects expects_;
    Law law_;

    Wanted wanted(bool has_no_unit) const;
    ValueId parameter(const text::Node& node, std::string_view key, bool has_no_unit = false);
    ValueId years(const text::Node& node, std::string_view key);
    std::optional<double> constant(ValueId id) const;
    std::optional<double> constant(Name name) const;
    void read_date(const Reader& reader, std::string_view key);
    void read_family(const Reader& reader, std::string_view key);
    void read_list(const text::Node& list, std::string_view key, const std::vector<Name>& names);
    void read_parameters(const Reader& reader, const text::Node& node);
    void read_quantiles(const text::Node& node);
    void read_sample(const text::Node& node);
    void expect_order(const text::Node& at, Name below, Name above, const std::string& help);
};

Wanted LawReader::wanted(bool has_no_unit) const {
    const Date start = compilation_.plan.calendar.start();
    if (has_no_unit) return {Dimension::number, std::numeric_limits<double>::min(), 1e9, "a number above 0", start};
    if (expects_ == Expects::factor) return wanted_by(Expects::number, start);
    return wanted_by(expects_ == Expects::shift ? Expects::shift : Expects::span, start);
}

ValueId LawReader::parameter(const text::Node& node, std::string_view key, bool has_no_unit) {
    const ValueId id = compile_value(compilation_, node, fmt::format("{}.{}", address_, key), wanted(has_no_unit));
    if (given(id) && expects_ == Expects::factor && !compilation_.plan.at(id).is_constant())
        compilation_.fault(node, "what an uncertain number is drawn from cannot depend on anything");
    return id;
}

// The birthday on which it ends.
ValueId LawReader::years(const text::Node& node, std::string_view key) {
    if (node.is_scalar() && text::parse_duration_days(node.scalar)) {
        compilation_.fault(node, fmt::format("expected an age in years, found {}", describe(node)), "such as `{age: 18}`");
        return none<ValueId>;
    }
    return compile_value(compilation_, node, fmt::format("{}.{}", address_, key),
                         wanted_by(Expects::amount, compilation_.plan.calendar.start()));
}

std::optional<double> LawReader::constant(ValueId id) const {
    if (!given(id) || !compilation_.plan.at(id).is_constant()) return std::nullopt;
    return compilation_.plan.at(id).nodes[0].number;
}

std::optional<double> LawReader::constant(Name name) const {
    for (const Law::Parameter& parameter : law_.parameters)
        if (parameter.name == name) return constant(parameter.value);
    return std::nullopt;
}

void LawReader::expect_order(const text::Node& at, Name below, Name above, const std::string& help) {
    const auto low = constant(below), high = constant(above);
    if (low && high && *low > *high) compilation_.fault(at, "these numbers belong to no distribution", help);
}

void LawReader::read_list(const text::Node& list, std::string_view key, const std::vector<Name>& names) {
    if (list.items.size() != names.size())
        return compilation_.fault(
            list, fmt::format("`{}` expects a list of {} numbers, found {}", key, names.size(),
                              list.is_sequence() ? fmt::format("{}", list.items.size()) : describe(list)));
    for (std::size_t i = 0; i < names.size(); ++i) {
        law_.parameters.push_back({names[i], parameter(list.items[i], key)});
        if (i > 0) expect_order(list.items[i], names[i - 1], names[i], "they go from the lowest to the highest");
    }
}

void LawReader::read_parameters(const Reader& reader, const text::Node& node) {
    for (const ParameterRow& row : parameters) {
        if (law_.family == Family::exponential && row.name != Name::mean && row.name != Name::median) continue;
        if (const text::Node* given_here = reader.find(row.key))
            law_.parameters.push_back({row.name, parameter(*given_here, row.key, row.has_no_unit)});
    }
    const auto has = [&](Name name) {
        return std::any_of(law_.parameters.begin(), law_.parameters.end(),
                           [&](const auto& made) { return made.name == name; });
    };
    const std::size_t expected = law_.family == Family::exponential ? 1 : 2;
    const bool of_a_weibull = has(Name::shape) || has(Name::scale);
    if (law_.parameters.size() != expected)
        compilation_.fault(
            node,
            fmt::format("expected {}, found {}", expected == 1 ? "one parameter, mean or median" : "two parameters",
                        law_.parameters.size()),
            expected == 2 ? "any two of mean, sd, cv, median, p10, p90" : "");
    else if (of_a_weibull && (law_.family != Family::weibull || !has(Name::shape) || !has(Name::scale)))
        compilation_.fault(node, "`shape` and `scale` go together, and belong to a weibull");
    for (const Law::Parameter& made : law_.parameters)
        if (const auto number = constant(made.value); number && *number <= 0)
            compilation_.fault(node, "the parameters of this distribution are above 0");
    expect_order(node, Name::p10, Name::median, "a tenth lies below p10, half below the median");
    expect_order(node, Name::p10, Name::p90, "a tenth lies below p10, nine tenths below p90");
    expect_order(node, Name::median, Name::p90, "half lies below the median, nine tenths below p90");
    if (law_.family == Family::lognormal || law_.family == Family::gamma)
        expect_order(node, Name::median, Name::mean, "the mean of this distribution lies above its median");
}

void LawReader::read_quantiles(const text::Node& node) {
    std::vector<std::pair<double, const text::Entry*>> rows;
    for (const text::Entry& entry : node.entries) {
        if (is_basis_key(entry.key)) continue;
        const auto at = text::parse_number(entry.key);
        if (at && *at >= 0 && *at <= 1)
            rows.emplace_back(*at, &entry);
        else
            compilation_.fault_at_key(
                entry, fmt::format("expected a probability between 0 and 1, found {}", quote(entry.key)));
    }
    if (rows.size() < 2)
        return compilation_.fault(node, "`quantiles` expects two or more, such as `{0.1: 2 days, 0.9: 9 days}`");
    std::sort(rows.begin(), rows.end());
    std::optional<double> before;
    for (const auto& row : rows) {
        law_.quantiles.emplace_back(row.first, parameter(row.second->value, "quantiles"));
        const auto now = constant(law_.quantiles.back().second);
        if (before && now && *now < *before)
            compilation_.fault(row.second->value, "these numbers belong to no distribution",
                               "a higher quantile is no lower");
        before = now;
    }
}

void LawReader::read_sample(const text::Node& node) {
    const LoadedTable* table = open_table(compilation_, node);
    if (!table) return;
    if (table->cells.columns.size() != 1)
        return compilation_.fault(
            node, fmt::format("`{}` has {} columns; a sample has one", table->name, table->cells.columns.size()));
    for (const auto& row : table->cells.rows) {
        const auto found = number_cell(compilation_, *table, row[0]);
        if (!found) continue;
        const text::Node& cell = *found;
        const auto number = expects_ == Expects::factor ? number_of(cell) : text::parse_duration_days(cell.scalar);
        if (!number || (expects_ == Expects::law && *number < 0))
            compilation_.fault(
                cell, fmt::format("expected {}, found {}", wanted(false).noun, describe(cell)),
                expects_ == Expects::factor ? "" : "a comment line `# unit: days` gives plain numbers a unit");
        else
            law_.sample.push_back(*number);
    }
    if (table->cells.rows.empty()) compilation_.fault(node, fmt::format("`{}` has no rows", table->name));
    std::sort(law_.sample.begin(), law_.sample.end());
}

void LawReader::read_date(const Reader& reader, std::string_view key) {
    law_.until = reader.date(key).value_or(Date{});
    const auto over = reader.duration_days("over");
    if (!over) return;
    if (*over < 1) return compilation_.fault(*reader.find("over"), "`over` is a day or more");
    law_.over_days = static_cast<std::int32_t>(std::lround(*over));
}

void LawReader::read_family(const Reader& reader, std::string_view key) {
    const text::Node& node = *reader.find(key);
    switch (law_.family) {
        case Family::fixed: law_.parameters.push_back({Name::value, parameter(node, key)}); break;
        case Family::uniform: read_list(node, key, {Name::low, Name::high}); break;
        case Family::triangular: read_list(node, key, {Name::low, Name::mode, Name::high}); break;
        case Family::exponential:
            read_parameters(Reader{compilation_, node, "exponential", reader.address(key)}, node);
            break;
        case Family::lognormal:
        case Family::gamma:
        case Family::weibull: read_parameters(Reader{compilation_, node, "two of", reader.address(key)}, node); break;
        case Family::quantiles: read_quantiles(node); break;
        case Family::empirical: read_sample(node); break;
        case Family::until: read_date(reader, key); break;
        case Family::age: law_.parameters.push_back({Name::value, years(node, key)}); break;
        case Family::forever: break;
    }
    const bool of_durations = key == "until" || key == "age";
    if (of_durations && expects_ != Expects::law)
        compilation_.fault(node, fmt::format("`{}` is a duration; this is no duration", key));
}

Law LawReader::read() {
    law_.place = compilation_.place(node_.mark);
    if (node_.is_scalar() && node_.scalar == "forever" && expects_ == Expects::law) return law_;
    if (!node_.is_mapping()) {
        compilation_.fault(node_, fmt::format("expected a distribution, found {}", describe(node_)),
                           expects_ == Expects::factor
                               ? "such as `{fixed: 1.1}` or `{lognormal: {median: 1, cv: 0.2}}`"
                               : "such as `{fixed: 6 weeks}`, `{exponential: {mean: 60 days}}` or `forever`");
        return law_;
    }
    const Reader reader{compilation_, node_, "distribution", address_};
    std::vector<std::string_view> keys;
    for (const FamilyRow& row : families) keys.push_back(row.key);
    const std::size_t before = compilation_.faults();
    if (node_.entries.empty() ||
        std::none_of(node_.entries.begin(), node_.entries.end(), [&](const text::Entry& entry) {
            return !is_basis_key(entry.key) && !kind_of("distribution").find(entry.key);
        }))
        reader.one_of(keys);
    for (const FamilyRow& row : families)
        if (reader.has(row.key) && compilation_.faults() == before) {
            law_.family = row.family;
            read_family(reader, row.key);
        }
    if (const text::Node* least = reader.find("min")) law_.minimum = parameter(*least, "min");
    if (const text::Node* most = reader.find("max")) law_.maximum = parameter(*most, "max");
    if (law_.family != Family::until && reader.has("over"))
        compilation_.fault_at_key(*reader.entry("over"), "`over` belongs to `until`");
    const auto least = constant(law_.minimum), most = constant(law_.maximum);
    if (least && most && *least >= *most) compilation_.fault(node_, "`min` is not below `max`");
    return law_;
}

}  // namespace

LawId compile_law(Compilation& compilation, const text::Node& node, const std::string& address, Expects expects) {
    Law law = LawReader{compilation, node, address, expects}.read();
    compilation.addresses.push_back(address);
    if (const auto found = compilation.uncertain.find(address); found != compilation.uncertain.end()) {
        const bool times = found->second.times;
        const Wanted wanted = wanted_by(times ? Expects::amount : Expects::shift, compilation.plan.calendar.start());
        ValueBuilder builder{compilation, wanted, address};
        const auto undrawn = times ? builder.constant(1) : builder.constant(0, Dimension::span);
        compilation.plan.values.push_back(builder.take(builder.with_factor(address, undrawn), law.place));
        const auto drawn = static_cast<ValueId>(compilation.plan.values.size() - 1);
        if (times) {
            law.times = drawn;
        } else {  // everybody's time is the one drawn for this replication
            Law one;
            one.family = Family::fixed;
            one.parameters.push_back({Name::value, drawn});
            one.place = law.place;
            law = std::move(one);
        }
    }
    compilation.plan.laws.push_back(std::move(law));
    const auto id = static_cast<LawId>(compilation.plan.laws.size() - 1);
    if (expects == Expects::law && !is_read_once(address)) change_law(compilation, id, address);
    return id;
}

}  // namespace doorstroom::language
