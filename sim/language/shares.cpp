#include "language/shares.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "language/evaluate.hpp"
#include "language/reader.hpp"
#include "language/values.hpp"
#include "text/scalar.hpp"

namespace doorstroom::language {

namespace {

using Part = ValueBuilder::Part;
constexpr double tolerance = 1e-6;

class SharesReader {
public:
    SharesReader(Compilation& compilation, const std::string& address, AttributeId attribute, Date needed_from)
        : compilation_(compilation),
          address_(address),
          attribute_(attribute),
          chance_(wanted_by(Expects::chance, needed_from)) {}

    Shares read(const text::Node& node);

private:
    Compilation& compilation_;
    const std::string& address_;
    const AttributeId attribute_;
    const Wanted chance_;
    std::map<std::uint16_t, bool> codes_;  // those mentioned, in the order of the attribute's values
    bool all_summed_ = true;               // every set of chances stood there in plain numbers, and was summed there

    std::optional<std::uint16_t> code(std::string_view text, Mark mark);
    void collect(const text::Node& node);
    void collect_table(const text::Node& node);
    std::optional<double> plain_sum(const text::Node& node) const;
    Part end(ValueBuilder& builder, const text::Node& node, std::uint16_t code);
    void check_sum(const Shares& shares, const text::Node& node);
};

std::optional<std::uint16_t> SharesReader::code(std::string_view text, Mark mark) {
    if (given(attribute_)) return compilation_.code_of(attribute_, text, mark);
    const auto size = text::parse_number(text);
    if (size && *size >= 1 && *size <= 1000 && *size == std::floor(*size)) return static_cast<std::uint16_t>(*size);
    compilation_.fault(
        mark, std::max(1U, characters(text)),
        fmt::format("expected the size of a household, a whole number of 1 or more, found {}", quote(text)));
    return std::nullopt;
}

// Finds every value that is mentioned anywhere; the structure itself is judged when it is built.
void SharesReader::collect(const text::Node& node) {
    ValueBuilder walker{compilation_, chance_, address_};
    walker.forms(node, [&](const text::Node& end) -> Part {
        if (end.is_scalar()) {
            if (const auto found = code(end.scalar, end.mark)) codes_[*found] = true;
        } else if (is_table(end)) {
            collect_table(end);
        } else if (end.find("site") || end.find("linked")) {
            const text::Entry& entry = end.entries.front();
            compilation_.not_yet(entry.key_mark, characters(entry.key), quote(entry.key));
        } else if (end.is_mapping()) {
            for (const text::Entry& entry : end.entries)
                if (!is_basis_key(entry.key))
                    if (const auto found = code(entry.key, entry.key_mark)) codes_[*found] = true;
        } else {
            compilation_.fault(end, fmt::format("expected a value, or {{VALUE: CHANCE}}, found {}", describe(end)));
        }
        return walker.constant(0);
    });
}

void SharesReader::collect_table(const text::Node& node) {
    all_summed_ = false;
    const Reader reader{compilation_, node, "table", address_};
    const LoadedTable* table = reader.has("table") ? open_table(compilation_, *reader.find("table")) : nullptr;
    if (!table) return;
    const auto own = table->cells.column(given(attribute_) ? compilation_.plan.at(attribute_).name : "household_size");
    if (!own) return;
    for (const auto& row : table->cells.rows)
        if (const auto found = code(row[*own].text, row[*own].mark)) codes_[*found] = true;
}

// The sum of the chances of a mapping, when all of them are plain numbers.
std::optional<double> SharesReader::plain_sum(const text::Node& node) const {
    double sum = 0;
    for (const text::Entry& entry : node.entries) {
        if (is_basis_key(entry.key)) continue;
        const auto chance = number_of(entry.value);
        if (!chance) return std::nullopt;
        sum += *chance;
    }
    return sum;
}

// The chance of one value, where the choosing ends.
Part SharesReader::end(ValueBuilder& builder, const text::Node& node, std::uint16_t code) {
    if (node.is_scalar()) {
        const bool same = given(attribute_) ? compilation_.plan.at(attribute_).values[code] == node.scalar
                                            : text::parse_number(node.scalar) == static_cast<double>(code);
        return builder.constant(same ? 1 : 0);
    }
    if (is_table(node)) return builder.table(node, ValueBuilder::Fixed{attribute_, code});
    const auto sum = plain_sum(node);
    if (!sum)
        all_summed_ = false;
    else if (std::abs(*sum - 1) > tolerance)
        compilation_.fault(node, fmt::format("the chances of `{}` sum to {}, not to 1", address_, rounded(*sum)));
    for (const text::Entry& entry : node.entries) {
        const bool same = given(attribute_) ? compilation_.plan.at(attribute_).values[code] == entry.key
                                            : text::parse_number(entry.key) == static_cast<double>(code);
        if (!same || is_basis_key(entry.key)) continue;
        const Part part = builder.number(entry.value);
        return sum && *sum != 1 && *sum > 0 && part.dimension ? builder.constant(*number_of(entry.value) / *sum) : part;
    }
    return builder.constant(0);
}

// For every date and household: what all chances together come to.
void SharesReader::check_sum(const Shares& shares, const text::Node& node) {
    const Grid grid{compilation_.plan, shares.chances, chance_.needed_from};
    if (!grid.small()) return;
    grid.each([&](const std::vector<double>& chances, const std::function<std::string()>& where) {
        double sum = 0;
        for (const double chance : chances) sum += chance;
        if (!(std::abs(sum - 1) > tolerance)) return true;  // a NaN: there is none, and who asks for it is told then
        compilation_.fault(
            node, fmt::format("the chances of `{}` sum to {}, not to 1 ({})", address_, rounded(sum), where()));
        return false;
    });
}

Shares SharesReader::read(const text::Node& node) {
    const std::size_t before = compilation_.faults();
    Shares shares;
    shares.of = given(attribute_) ? Shares::Of::attribute : Shares::Of::size;
    shares.attribute = attribute_;
    shares.place = compilation_.place(node.mark);
    collect(node);
    for (const auto& entry : codes_) {
        const std::uint16_t value = entry.first;
        ValueBuilder builder{compilation_, chance_, address_};
        const Part part = builder.forms(node, [&](const text::Node& at) { return end(builder, at, value); });
        shares.codes.push_back(value);
        compilation_.plan.values.push_back(builder.take(part, shares.place));
        shares.chances.push_back(static_cast<ValueId>(compilation_.plan.values.size() - 1));
    }
    if (compilation_.faults() != before) return shares;
    if (shares.codes.empty())
        compilation_.fault(node, fmt::format("`{}` names no value", address_));
    else if (!all_summed_)
        check_sum(shares, node);
    return shares;
}

}  // namespace

Shares compile_shares(Compilation& compilation, const text::Node& node, const std::string& address,
                      AttributeId attribute, Date needed_from) {
    return SharesReader{compilation, address, attribute, needed_from}.read(node);
}

Shares single_share(Plan& plan, AttributeId attribute, std::uint16_t code, const std::string& place) {
    Shares shares;
    shares.of = given(attribute) ? Shares::Of::attribute : Shares::Of::size;
    shares.attribute = attribute;
    shares.codes = {code};
    shares.chances = {add_constant(plan, 1, "", place)};
    shares.place = place;
    return shares;
}

std::vector<Shares> compile_set(Compilation& compilation, const text::Node& node, const std::string& address,
                                Date needed_from) {
    std::vector<Shares> mix;
    for (const text::Entry* entry : compilation.entries(node, "attribute")) {
        if (entry->key == "age" || entry->key == "sex") {
            compilation.not_yet(entry->key_mark, characters(entry->key), quote(entry->key));
            continue;
        }
        const AttributeId attribute = compilation.look_up(compilation.attributes, name_node(*entry), "attribute");
        if (given(attribute))
            mix.push_back(
                compile_shares(compilation, entry->value, address + "." + entry->key, attribute, needed_from));
    }
    return mix;
}

std::vector<Shares> compile_mix(Compilation& compilation, const text::Node& node, const std::string& address,
                                Date needed_from) {
    std::vector<Shares> mix = compile_set(compilation, node, address, needed_from);
    for (auto shares = mix.begin(); shares != mix.end(); ++shares)
        for (const ValueId chance : shares->chances)
            for (const Axis& axis : compilation.plan.at(chance).axes) {
                const auto sets_it = [&](const Shares& other) {
                    return given(axis.attribute) && other.attribute == axis.attribute;
                };
                if (std::none_of(shares, mix.end(), sets_it)) continue;
                const std::string& own = compilation.plan.at(shares->attribute).name;
                const text::Entry& entry = *node.find(own);
                compilation.fault_at_key(entry,
                                         fmt::format("`{}` depends on `{}`, which is not drawn yet", own,
                                                     compilation.plan.at(axis.attribute).name),
                                         "a mix is drawn in the order written");
            }
    return mix;
}

}  // namespace doorstroom::language
