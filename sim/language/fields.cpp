#include "language/fields.hpp"

#include <algorithm>
#include <array>

#include "doorstroom/ensure.hpp"
#include "text/scalar.hpp"

namespace doorstroom::language {

namespace {

constexpr std::array<std::string_view, 4> basis_keys{"reference", "assumption", "derived", "range"};

}  // namespace

const Field* Kind::find(std::string_view key) const {
    const auto found = std::find_if(fields.begin(), fields.end(), [&](const Field& field) { return field.key == key; });
    return found == fields.end() ? nullptr : &*found;
}

std::vector<std::string> Kind::keys() const {
    std::vector<std::string> result;
    for (const Field& field : fields)
        if (field.need != Need::later) result.emplace_back(field.key);
    return result;
}

std::optional<std::string> Kind::nearest(std::string_view key) const {
    std::vector<std::string> candidates = keys();
    candidates.insert(candidates.end(), basis_keys.begin(), basis_keys.end());
    return text::nearest(key, candidates);
}

const Kind& kind_of(std::string_view name) {
    const auto& kinds = all_kinds();
    const auto found = std::find_if(kinds.begin(), kinds.end(), [&](const Kind& kind) { return kind.name == name; });
    ensure(found != kinds.end(), "a kind of mapping that is not in the table");
    return *found;
}

bool is_basis_key(std::string_view key) {
    return std::find(basis_keys.begin(), basis_keys.end(), key) != basis_keys.end();
}

bool is_figure_key(std::string_view key) {
    static constexpr std::array others{"schema", "run", "measures", "tier", "priority", "title", "label", "references"};
    return std::find(others.begin(), others.end(), key) == others.end();
}

bool is_figure_address(std::string_view address) {
    while (!address.empty()) {
        const std::size_t dot = address.find('.');
        if (!is_figure_key(address.substr(0, dot))) return false;
        address.remove_prefix(dot == std::string_view::npos ? address.size() : dot + 1);
    }
    return true;
}

bool is_reserved(std::string_view name) {
    static constexpr std::array words{"by", "else",   "rest", "use",   "value", "table", "when",
                                      "to", "linked", "site", "unset", "keep",  "none",  "all"};
    return is_basis_key(name) || std::find(words.begin(), words.end(), name) != words.end();
}

std::vector<std::string> choices_of(const Field& field) {
    std::vector<std::string> choices{""};
    for (const char letter : field.of) {
        if (letter == '|')
            choices.emplace_back();
        else if (letter != '~')
            choices.back() += letter;
    }
    return choices;
}

}  // namespace doorstroom::language
