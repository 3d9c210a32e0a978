#include "language/compilation.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "text/scalar.hpp"

namespace doorstroom::language {

std::uint32_t characters(std::string_view text) {
    return static_cast<std::uint32_t>(
        std::count_if(text.begin(), text.end(), [](char byte) { return (byte & 0xC0) != 0x80; }));
}

std::uint32_t length_of(const text::Node& node) {
    if (!node.is_scalar()) return 1;
    return std::max(1U, characters(node.shown()) + (node.quoted ? 2U : 0U));
}

const text::Entry* find_key(const text::Node& node, const Kind& kind, std::string_view key) {
    if (const text::Entry* exact = node.find(key)) return exact;
    for (const text::Entry& entry : node.entries)
        if (!kind.find(entry.key) && !is_basis_key(entry.key) && text::nearest(entry.key, {std::string(key)}) && kind.nearest(entry.key) == key)
            return &entry;
    return nullptr;
}

text::Node name_node(const text::Entry& entry) {
    text::Node node;
    node.kind = text::Node::Kind::scalar;
    node.quoted = entry.key_quoted;
    node.mark = entry.key_mark;
    node.scalar = entry.key;
    return node;
}

std::string quote(std::string_view text) {
    constexpr std::size_t most = 60;
    return text.size() <= most ? fmt::format("`{}`", text) : fmt::format("`{}…`", text.substr(0, most));
}

std::string describe(const text::Node& node) {
    switch (node.kind) {
        case text::Node::Kind::null: return "nothing";
        case text::Node::Kind::scalar:
            return node.quoted ? fmt::format("the text \"{}\"", node.scalar) : quote(node.shown());
        case text::Node::Kind::mapping: return "a mapping";
        case text::Node::Kind::sequence: return "a list";
    }
    return {};
}

std::string suggestion(std::string_view text, const std::vector<std::string>& candidates, std::string_view what) {
    if (const auto near = text::nearest(text, candidates)) return fmt::format("a similar {} exists: `{}`", what, *near);
    if (candidates.empty() || candidates.size() > 12) return {};
    return fmt::format("one of: {}", fmt::join(candidates, ", "));
}

std::optional<Basis> basis_of(const text::Node& node) {
    if (const text::Entry* entry = node.find("assumption")) return Basis{"assumed", entry->value.scalar};
    const text::Entry* entry = node.find("reference");
    if (!entry) return std::nullopt;
    return Basis{node.find("derived") ? "derived" : "published", entry->value.scalar};
}

void Compilation::fault(Mark mark, std::uint32_t length, const std::string& message, const std::string& help) {
    if (told_.emplace(mark, message).second)
        diagnostics_.error(mark, length, message, help);
    else
        meet_again();
}

void Compilation::fault(const text::Node& node, const std::string& message, const std::string& help) {
    fault(node.mark, length_of(node), message, help);
}

void Compilation::fault_at_key(const text::Entry& entry, const std::string& message, const std::string& help) {
    fault(entry.key_mark, characters(entry.key) + (entry.key_quoted ? 2 : 0), message, help);
}

void Compilation::warn(const text::Node& node, const std::string& message, const std::string& help) {
    if (told_.emplace(node.mark, message).second) diagnostics_.warning(node.mark, length_of(node), message, help);
}

void Compilation::warn_at_key(const text::Entry& entry, const std::string& message, const std::string& help) {
    if (told_.emplace(entry.key_mark, message).second)
        diagnostics_.warning(entry.key_mark, characters(entry.key), message, help);
}

void Compilation::not_yet(Mark mark, std::uint32_t length, std::string_view what, std::string_view instead) {
    fault(mark, length, fmt::format("this version does not have {} yet", what),
          instead.empty() ? "the language has it, but this version cannot run it and does not ignore it"
                          : std::string{instead});
}

void Compilation::not_found(const text::Node& node, std::string_view what, const std::vector<std::string>& candidates,
                            const std::string& where) {
    if (!node.is_scalar()) return fault(node, fmt::format("expected the name of a {}, found {}", what, describe(node)));
    fault(node, fmt::format("there is no {} `{}`{}", what, node.scalar, where), suggestion(node.scalar, candidates));
}

StageId Compilation::stage_of(PathwayId pathway, const text::Node& node) {
    if (!given(pathway)) return none<StageId>;
    const Pathway& of = plan.pathways[index(pathway)];
    if (node.is_scalar())
        if (const auto found = stages.find(of.name + "." + node.scalar); found != stages.end()) return found->second;
    std::vector<std::string> candidates;
    for (const StageId stage : of.stages) candidates.push_back(plan.at(stage).name.substr(of.name.size() + 1));
    not_found(node, "stage", candidates, fmt::format(" in pathway `{}`", of.name));
    return none<StageId>;
}

std::optional<std::uint16_t> Compilation::code_of(AttributeId attribute, std::string_view text, Mark mark) {
    const auto& names = codes[index(attribute)];
    if (const auto found = names.find(text); found != names.end()) return found->second;
    std::vector<std::string> candidates;
    for (const auto& name : names) candidates.push_back(name.first);
    // A key beside the values may be meant as well, but is only named when it is near.
    if (!text::nearest(text, candidates))
        for (const char* key : {"else", "use", "value", "table", "reference", "assumption", "derived", "range"})
            if (text::nearest(text, {key})) candidates = {key};
    fault(mark, characters(text), fmt::format("{} is no value of attribute `{}`", quote(text), plan.at(attribute).name),
          suggestion(text, candidates, "value"));
    return std::nullopt;
}

void Compilation::check_name(std::string_view name, bool quoted, Mark mark) {
    static const std::set<std::string_view> booleans{"yes", "no", "on", "off", "y", "n", "true", "false", "null"};
    if (!text::is_name(name))
        fault(mark, characters(name), fmt::format("{} is not a name", quote(name)),
              "a name begins with a small letter and goes on with small letters, digits, `_` and `-`");
    else if (is_reserved(name))
        fault(mark, characters(name), fmt::format("`{}` is a word of the language and no name", name));
    else if (!quoted && booleans.count(name))
        fault(mark, characters(name), fmt::format("`{}` as a name must be in quotes", name),
              "many YAML readers take the bare word for true, false or nothing");
}

std::vector<const text::Entry*> Compilation::entries(const text::Node& node, std::string_view what) {
    std::vector<const text::Entry*> result;
    if (!node.is_mapping()) {
        fault(node, fmt::format("expected a mapping with a name for each {}, found {}", what, describe(node)));
        return result;
    }
    // Things are mappings: a text is a slip of the pen in a key that says where numbers come from, or of `table`.
    const bool of_mappings = what != "value" && what != "attribute" && what != "branch" && what != "opening";
    for (const text::Entry& entry : node.entries) {
        if (is_basis_key(entry.key)) continue;
        const auto near = of_mappings && entry.value.is_scalar() ? kind_of("table").nearest(entry.key) : std::nullopt;
        if (near && *near != entry.key)
            fault_at_key(entry, fmt::format("unknown key {}", quote(entry.key)),
                         fmt::format("a similar key exists: `{}`", *near));
        else
            result.push_back(&entry);
    }
    return result;
}

const text::Node& Compilation::section(std::string_view key) const {
    static const text::Node empty = [] {
        text::Node node;
        node.kind = text::Node::Kind::mapping;
        return node;
    }();
    const text::Entry* entry = find_key(root, kind_of("scenario"), key);
    return entry && !entry->value.is_null() ? entry->value : empty;
}

}  // namespace doorstroom::language
