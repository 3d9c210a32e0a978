// Typed access to one mapping, steered by the field table: opening it refuses keys that are unknown, missing or not yet
// in this version; each key can only be read as what the table says it expects.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "language/compilation.hpp"
#include "language/fields.hpp"

namespace doorstroom::language {

class Reader {
public:
    Reader(Compilation& compilation, const text::Node& node, std::string_view kind, std::string address);

    const std::string& address() const { return address_; }
    std::string address(std::string_view key) const;
    const text::Node& node() const { return node_; }
    std::string place() const { return compilation_.place(node_.mark); }

    bool has(std::string_view key) const { return find(key) != nullptr; }
    const text::Node* find(std::string_view key) const;
    const text::Entry* entry(std::string_view key) const;

    std::string text(std::string_view key) const;  // empty when absent
    std::int64_t whole(std::string_view key, std::int64_t otherwise, std::int64_t least) const;
    bool flag(std::string_view key) const;  // false when absent
    std::optional<Date> date(std::string_view key) const;
    std::optional<double> duration_days(std::string_view key) const;
    Title title(std::string_view key) const;
    std::string reference(std::string_view key) const;
    // The position of the chosen word in the table's list.
    std::optional<std::size_t> choice(std::string_view key) const;
    template <class Enum>
    Enum choice_as(std::string_view key, Enum otherwise) const {
        const auto chosen = choice(key);
        return chosen ? static_cast<Enum>(*chosen) : otherwise;
    }
    std::vector<const text::Node*> names(std::string_view key) const;  // one name, or a list of names

    ValueId value(std::string_view key) const;  // none when absent; bounds and unit as the table says
    ValueId value(std::string_view key, Date needed_from) const;
    LawId law(std::string_view key) const;
    ResourceId resource(std::string_view key) const;
    PathwayId pathway(std::string_view key) const;
    StageId stage(std::string_view key, PathwayId pathway) const;

    // Exactly one of these keys; the fault when none or more are given is told at the mapping.
    std::string_view one_of(const std::vector<std::string_view>& keys) const;

private:
    Compilation& compilation_;
    const text::Node& node_;
    const Kind& kind_;
    std::string address_;

    const Field& field(std::string_view key) const;
    void check_keys() const;
    void unknown_key(const text::Entry& entry) const;
};

// A date that exists, or a fault at the node.
std::optional<Date> read_date(Compilation& compilation, const text::Node& node);
// A plain number that is not in quotes; nothing otherwise, without complaint.
std::optional<double> number_of(const text::Node& node);

}  // namespace doorstroom::language
