#include "language/reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "doorstroom/ensure.hpp"
#include "language/laws.hpp"
#include "language/values.hpp"
#include "text/scalar.hpp"

namespace doorstroom::language {

std::optional<double> number_of(const text::Node& node) {
    if (!node.is_scalar() || node.quoted) return std::nullopt;
    return text::parse_number(node.scalar);
}

std::optional<Date> read_date(Compilation& compilation, const text::Node& node) {
    const bool plain = node.is_scalar() && !node.quoted;
    if (plain)
        if (const auto date = text::parse_date(node.scalar)) return date;
    if (plain && text::looks_like_date(node.scalar))
        compilation.fault(node, fmt::format("the date `{}` does not exist", node.shown()));
    else
        compilation.fault(node, fmt::format("expected a date, found {}", describe(node)),
                          "a date is written `2026-12-31`");
    return std::nullopt;
}

Reader::Reader(Compilation& compilation, const text::Node& node, std::string_view kind, std::string address)
    : compilation_(compilation), node_(node), kind_(kind_of(kind)), address_(std::move(address)) {
    if (node_.is_mapping())
        check_keys();
    else
        compilation_.fault(node_, fmt::format("expected a mapping ({}), found {}", kind_.name, describe(node_)),
                           fmt::format("its keys are: {}", fmt::join(kind_.keys(), ", ")));
}

std::string Reader::address(std::string_view key) const {
    return address_.empty() ? std::string{key} : fmt::format("{}.{}", address_, key);
}

void Reader::check_keys() const {
    for (const text::Entry& entry : node_.entries) {
        if (is_basis_key(entry.key)) continue;
        const Field* field = kind_.find(entry.key);
        if (!field)
            unknown_key(entry);
        else if (field->need == Need::later)
            compilation_.not_yet(entry.key_mark, characters(entry.key), quote(entry.key), field->instead);
    }
    for (const Field& field : kind_.fields)
        if (field.need == Need::required && !find(field.key))
            compilation_.fault(node_,
                               address_.empty() ? fmt::format("`{}` is missing", field.key)
                                                : fmt::format("`{}` is missing in `{}`", field.key, address_),
                               std::string{field.meaning});
}

void Reader::unknown_key(const text::Entry& entry) const {
    const std::string where = address_.empty() ? "at the top of the scenario" : fmt::format("in `{}`", address_);
    const auto near = kind_.nearest(entry.key);
    if (kind_.find("mix") && (entry.key == "age" || entry.key == "sex"))
        return compilation_.fault_at_key(entry, fmt::format("`{}` stands in `mix`", entry.key));
    compilation_.fault_at_key(entry, fmt::format("unknown key {} {}", quote(entry.key), where),
                              near ? fmt::format("a similar key exists: `{}`", *near)
                                   : fmt::format("a {} has: {}", kind_.name, fmt::join(kind_.keys(), ", ")));
}

const Field& Reader::field(std::string_view key) const {
    const Field* found = kind_.find(key);
    ensure(found, "a key is read that the field table does not have");
    return *found;
}

const text::Entry* Reader::entry(std::string_view key) const {
    field(key);
    return find_key(node_, kind_, key);
}

const text::Node* Reader::find(std::string_view key) const {
    const text::Entry* found = entry(key);
    return found ? &found->value : nullptr;
}

std::string Reader::text(std::string_view key) const {
    const text::Node* node = find(key);
    if (!node) return {};
    if (!node->is_scalar())
        compilation_.fault(*node, fmt::format("expected text for `{}`, found {}", key, describe(*node)));
    return node->scalar;
}

std::int64_t Reader::whole(std::string_view key, std::int64_t otherwise, std::int64_t least) const {
    const text::Node* node = find(key);
    if (!node) return otherwise;
    constexpr double most = 9007199254740992.0;  // 2^53: every whole number up to here is exact
    const auto number = number_of(*node);
    if (number && *number == std::floor(*number) && *number >= static_cast<double>(least) && *number <= most)
        return static_cast<std::int64_t>(*number);
    compilation_.fault(
        *node, fmt::format("expected a whole number for `{}`, {} or more, found {}", key, least, describe(*node)));
    return otherwise;
}

bool Reader::flag(std::string_view key) const {
    const text::Node* node = find(key);
    if (!node) return false;
    const bool plain = node->is_scalar() && !node->quoted;
    if (plain && node->scalar == "true") return true;
    if (!plain || node->scalar != "false")
        compilation_.fault(*node, fmt::format("expected `true` or `false` for `{}`, found {}", key, describe(*node)));
    return false;
}

std::optional<Date> Reader::date(std::string_view key) const {
    const text::Node* node = find(key);
    return node ? read_date(compilation_, *node) : std::nullopt;
}

std::optional<double> Reader::duration_days(std::string_view key) const {
    const text::Node* node = find(key);
    if (!node) return std::nullopt;
    const auto days = node->is_scalar() && !node->quoted ? text::parse_duration_days(node->scalar) : std::nullopt;
    if (!days || *days < 0)
        compilation_.fault(*node, fmt::format("expected a duration for `{}`, found {}", key, describe(*node)),
                           "a duration is a number and a unit, such as `6 weeks`");
    return days;
}

Title Reader::title(std::string_view key) const {
    const text::Node* node = find(key);
    if (!node) return {};
    const Reader title{compilation_, *node, "title", address(key)};
    return {title.text("nl"), title.text("en")};
}

std::string Reader::reference(std::string_view key) const { return text(key); }  // ids are checked for all at once

std::optional<std::size_t> Reader::choice(std::string_view key) const {
    const text::Node* node = find(key);
    if (!node) return std::nullopt;
    const std::vector<std::string> choices = choices_of(field(key));
    const auto found = node->is_scalar() ? std::find(choices.begin(), choices.end(), node->scalar) : choices.end();
    if (found == choices.end()) {
        compilation_.fault(*node, fmt::format("{} is no choice for `{}`", describe(*node), key),
                           suggestion(node->scalar, choices, "word"));
        return std::nullopt;
    }
    if (field(key).of.find("~" + *found) != std::string_view::npos)
        compilation_.not_yet(node->mark, length_of(*node), fmt::format("`{}: {}`", key, *found));
    return static_cast<std::size_t>(found - choices.begin());
}

std::vector<const text::Node*> Reader::names(std::string_view key) const {
    const text::Node* node = find(key);
    if (!node) return {};
    if (node->is_scalar()) return {node};
    std::vector<const text::Node*> result;
    for (const text::Node& item : node->items) result.push_back(&item);
    if (result.empty())
        compilation_.fault(*node,
                           fmt::format("expected a name or a list of names for `{}`, found {}", key, describe(*node)));
    return result;
}

ValueId Reader::value(std::string_view key) const { return value(key, compilation_.plan.calendar.start()); }

ValueId Reader::value(std::string_view key, Date needed_from) const {
    const text::Node* node = find(key);
    if (!node) return none<ValueId>;
    return compile_value(compilation_, *node, address(key), wanted_by(field(key).expects, needed_from));
}

LawId Reader::law(std::string_view key) const {
    const text::Node* node = find(key);
    return node ? compile_law(compilation_, *node, address(key), field(key).expects) : none<LawId>;
}

ResourceId Reader::resource(std::string_view key) const {
    const text::Node* node = find(key);
    return node ? compilation_.look_up(compilation_.resources, *node, "resource") : none<ResourceId>;
}

PathwayId Reader::pathway(std::string_view key) const {
    const text::Node* node = find(key);
    return node ? compilation_.look_up(compilation_.pathways, *node, "pathway") : none<PathwayId>;
}

StageId Reader::stage(std::string_view key, PathwayId pathway) const {
    const text::Node* node = find(key);
    return node ? compilation_.stage_of(pathway, *node) : none<StageId>;
}

std::string_view Reader::one_of(const std::vector<std::string_view>& keys) const {
    std::vector<std::string_view> there;
    for (const std::string_view key : keys)
        if (has(key)) there.push_back(key);
    if (there.size() > 1)
        compilation_.fault_at_key(*entry(there[1]),
                                  fmt::format("`{}` and `{}` exclude each other", there[0], there[1]));
    if (there.empty() && node_.is_mapping())
        compilation_.fault(node_, fmt::format("expected one of {} in `{}`", fmt::join(keys, ", "), address_));
    return there.empty() ? std::string_view{} : there[0];
}

}  // namespace doorstroom::language
