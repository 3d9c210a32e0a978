#include "language/shares.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "language/ages.hpp"
#include "language/axes.hpp"
#include "language/evaluate.hpp"
#include "language/reader.hpp"
#include "language/values.hpp"
#include "text/scalar.hpp"

namespace doorstroom::language {

namespace {

using Part = ValueBuilder::Part;

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
    Part end(ValueBuilder& builder, const text::Node& node, std::uint16_t code);
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
            compilation_.fault_at_key(entry, fmt::format("`{}` is no value of an attribute", entry.key),
                                      "in `set`, `{linked: ATTRIBUTE}` and `{site: COLUMN}` stand alone");
        } else if (by_is_misspelled(compilation_, end, address_)) {
            return walker.constant(0);
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

// The chance of one value, where the choosing ends.
Part SharesReader::end(ValueBuilder& builder, const text::Node& node, std::uint16_t code) {
    if (node.is_scalar()) {
        const bool same = given(attribute_) ? compilation_.plan.at(attribute_).values[code] == node.scalar
                                            : text::parse_number(node.scalar) == static_cast<double>(code);
        return builder.constant(same ? 1 : 0);
    }
    if (is_table(node)) return builder.table(node, ValueBuilder::Fixed{attribute_, code, Axis::Of::household_size, static_cast<double>(code)});
    const auto sum = plain_sum(node);
    if (!sum)
        all_summed_ = false;
    else if (std::abs(*sum - 1) > shares_tolerance)
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
        check_sum(compilation_, shares, node, address_, chance_.needed_from);
    return shares;
}

}  // namespace

bool by_is_misspelled(Compilation& compilation, const text::Node& node, const std::string& address) {
    for (const text::Entry& entry : node.entries) {
        const bool of_something = compilation.attributes.count(entry.value.scalar) || number_called(entry.value.scalar);
        if (!of_something || !text::nearest(entry.key, {"by"})) continue;
        compilation.fault_at_key(entry, fmt::format("unknown key {} in `{}`", quote(entry.key), address),
                                 "a similar key exists: `by`");
        return true;
    }
    return false;
}

std::optional<double> plain_sum(const text::Node& node) {
    double sum = 0;
    for (const text::Entry& entry : node.entries) {
        if (is_basis_key(entry.key)) continue;
        const auto chance = number_of(entry.value);
        if (!chance) return std::nullopt;
        sum += *chance;
    }
    return sum;
}

void check_sum(Compilation& compilation, const Shares& shares, const text::Node& node, const std::string& address,
               Date needed_from) {
    const Grid grid{compilation.plan, shares.chances, needed_from};
    if (!grid.small()) return;
    grid.each([&](const std::vector<double>& chances, const std::function<std::string()>& where) {
        double sum = 0;
        for (const double chance : chances) sum += chance;
        if (!(std::abs(sum - 1) > shares_tolerance)) return true;  // a NaN: there is none; who asks for it is told then
        compilation.fault(
            node, fmt::format("the chances of `{}` sum to {}, not to 1 ({})", address, rounded(sum), where()));
        return false;
    });
}

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

namespace {

// Whether something of the mix is drawn that the axis asks for.
bool draws(const Shares& shares, const Axis& axis) {
    if (axis.of == Axis::Of::age) return shares.of == Shares::Of::age;
    return axis.of == Axis::Of::attribute && shares.of == Shares::Of::attribute && shares.attribute == axis.attribute;
}

std::vector<ValueId> numbers_of(const Plan& plan, const Shares& shares) {
    std::vector<ValueId> numbers = shares.chances;
    if (!given(shares.age_law)) return numbers;
    const Law& law = plan.at(shares.age_law);
    for (const Law::Parameter& parameter : law.parameters) numbers.push_back(parameter.value);
    for (const auto& quantile : law.quantiles) numbers.push_back(quantile.second);
    for (const ValueId bound : {law.minimum, law.maximum}) numbers.push_back(bound);
    return numbers;
}

// What is drawn of a household is drawn before its persons are; each in the order written.
void check_order(Compilation& compilation, const std::vector<Shares>& mix, std::size_t at, const text::Entry& written) {
    const Plan& plan = compilation.plan;
    const bool of_household = mix[at].of == Shares::Of::attribute && !plan.at(mix[at].attribute).of_person;
    for (const ValueId number : numbers_of(plan, mix[at])) {
        if (!given(number)) continue;
        for (const Axis& axis : plan.at(number).axes) {
            if (of_household && of_a_person(plan, axis))
                compilation.fault_at_key(written,
                                         fmt::format("`{}` is of the household and cannot depend on `{}`", written.key,
                                                     name_of(plan, axis)),
                                         "a household is drawn before its persons are");
            else if (std::any_of(mix.begin() + static_cast<std::ptrdiff_t>(at), mix.end(),
                                 [&](const Shares& later) { return draws(later, axis); }))
                compilation.fault_at_key(
                    written,
                    fmt::format("`{}` depends on `{}`, which is not drawn yet", written.key, name_of(plan, axis)),
                    "a mix is drawn in the order written");
        }
    }
}

}  // namespace

std::vector<Shares> compile_mix(Compilation& compilation, const text::Node& node, const std::string& address,
                                Date needed_from) {
    std::vector<Shares> mix;
    std::vector<const text::Entry*> written;
    for (const text::Entry* entry : compilation.entries(node, "attribute")) {
        const std::string own = address + "." + entry->key;
        if (entry->key == "age") {
            mix.push_back(compile_ages(compilation, entry->value, own, needed_from));
        } else {
            const AttributeId attribute =
                compilation.look_up(compilation.attributes, name_node(*entry), "attribute", {"age"});
            if (!given(attribute)) continue;
            mix.push_back(compile_shares(compilation, entry->value, own, attribute, needed_from));
        }
        written.push_back(entry);
    }
    for (std::size_t i = 0; i < mix.size(); ++i) check_order(compilation, mix, i, *written[i]);
    return mix;
}

}  // namespace doorstroom::language
