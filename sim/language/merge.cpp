#include "language/merge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "text/plain.hpp"
#include "text/scalar.hpp"

namespace doorstroom::language {

namespace {

using text::Entry;
using text::Node;

// What a mapping is, as far as merging goes. `value` stands for anything that is replaced whole, `record` for the keys
// of one thing, `names` for names with a value each, `things` for names with a record each.
enum class Place : std::uint8_t {
    value,
    record,
    names,
    things,
    scenario,
    sources,
    source,
    stock,
    line,
    resources,
    resource,
    sites,
    site,
    pathways,
    pathway,
    stages,
    stage,
    next,
    branch,
    measures,
    measure,
    variants,
    variant,
    things_laid_later,  // their `~` takes something away when they are laid over the rest
    values_laid_later,
};

constexpr std::string_view any_name;

struct Rule {
    Place in;
    std::string_view key;
    Place holds;
};

// Where what merges stands. A key that is not here holds a value.
constexpr std::array<Rule, 52> rules = {{
    {Place::scenario, "run", Place::record},
    {Place::scenario, "title", Place::record},
    {Place::scenario, "attributes", Place::things},
    {Place::scenario, "sources", Place::sources},
    {Place::scenario, "resources", Place::resources},
    {Place::scenario, "pathways", Place::pathways},
    {Place::scenario, "stock", Place::stock},
    {Place::scenario, "values", Place::names},
    {Place::scenario, "measures", Place::measures},
    {Place::scenario, "uncertain", Place::things},
    {Place::scenario, "policies", Place::things},
    {Place::scenario, "variants", Place::variants},
    {Place::scenario, "references", Place::things},
    {Place::names, any_name, Place::value},
    {Place::things, any_name, Place::record},
    {Place::sources, any_name, Place::source},
    {Place::source, "arrivals", Place::record},
    {Place::source, "mix", Place::names},
    {Place::source, "margins", Place::names},
    {Place::source, "label", Place::record},
    {Place::stock, any_name, Place::line},
    {Place::line, "mix", Place::names},
    {Place::line, "margins", Place::names},
    {Place::line, "label", Place::record},
    {Place::resources, any_name, Place::resource},
    {Place::resource, "sites", Place::sites},
    {Place::resource, "slip", Place::record},
    {Place::resource, "label", Place::record},
    {Place::sites, any_name, Place::site},
    {Place::site, "slip", Place::record},
    {Place::site, "label", Place::record},
    {Place::pathways, any_name, Place::pathway},
    {Place::pathway, "stages", Place::stages},
    {Place::pathway, "race", Place::things},
    {Place::pathway, "label", Place::record},
    {Place::stages, any_name, Place::stage},
    {Place::stage, "next", Place::next},
    {Place::stage, "race", Place::things},
    {Place::stage, "set", Place::names},
    {Place::stage, "cost", Place::record},
    {Place::stage, "start", Place::things},
    {Place::stage, "bring", Place::things},
    {Place::stage, "label", Place::record},
    {Place::next, any_name, Place::branch},
    {Place::measures, any_name, Place::measure},
    {Place::measure, "title", Place::record},
    {Place::variants, any_name, Place::variant},
    {Place::variant, "title", Place::record},
    {Place::variant, "policies", Place::things_laid_later},
    {Place::variant, "set", Place::values_laid_later},
    {Place::things_laid_later, any_name, Place::record},
    {Place::values_laid_later, any_name, Place::value},
}};

const Rule* rule_for(Place in, std::string_view key) {
    const auto found =
        std::find_if(rules.begin(), rules.end(), [&](const Rule& rule) { return rule.in == in && rule.key == key; });
    return found == rules.end() ? nullptr : &*found;
}

bool holds_names(Place place) { return rule_for(place, any_name) != nullptr; }

Place place_of(Place in, std::string_view key) {
    const Rule* rule = rule_for(in, holds_names(in) ? any_name : key);
    return rule ? rule->holds : Place::value;
}

// `{when, chance, to}`, as against a value that is the chance itself.
bool is_branch(const Node& node) {
    return node.is_mapping() && std::any_of(node.entries.begin(), node.entries.end(), [](const Entry& entry) {
               return entry.key == "when" || entry.key == "chance" || entry.key == "to";
           });
}

// A bare `next: STAGE` as the mapping it stands for.
Node branch_to(const Node& stage) {
    Entry entry;
    entry.key = stage.scalar;
    entry.key_quoted = stage.quoted;
    entry.key_mark = stage.mark;
    entry.value.kind = Node::Kind::scalar;
    entry.value.mark = stage.mark;
    entry.value.scalar = "rest";
    Node next;
    next.kind = Node::Kind::mapping;
    next.mark = stage.mark;
    next.entries.push_back(std::move(entry));
    return next;
}

std::string nearest_help(const Node& mapping, std::string_view name) {
    std::vector<std::string> names;
    for (const Entry& entry : mapping.entries) names.push_back(entry.key);
    if (const auto near = text::nearest(name, names)) return fmt::format("a similar name exists: `{}`", *near);
    if (names.empty() || names.size() > 12) return {};
    return fmt::format("one of: {}", fmt::join(names, ", "));
}

void erase(Node& mapping, std::string_view key) {
    mapping.entries.erase(std::find_if(mapping.entries.begin(), mapping.entries.end(),
                                       [&](const Entry& entry) { return entry.key == key; }));
}

void lay_entries(Node& base, Node layer, Place place, Diagnostics& diagnostics);

// Lays one entry over the mapping it belongs to.
void lay_entry(Node& base, Entry layer, Place holds, Diagnostics& diagnostics) {
    Entry* there = base.find(layer.key);
    if (layer.value.is_null()) {
        if (there) return erase(base, layer.key);
        return diagnostics.error(layer.key_mark, text::caret_length(layer.key),
                                 fmt::format("there is no `{}` here to delete", layer.key),
                                 nearest_help(base, layer.key));
    }
    if (!there) {
        base.entries.push_back({layer.key, layer.key_quoted, layer.key_mark, {}});
        there = &base.entries.back();
    }
    const bool bare = holds == Place::next && layer.value.is_scalar();
    if (bare) layer.value = branch_to(layer.value);
    const bool named =
        layer.value.is_mapping() && holds != Place::value && (holds != Place::branch || is_branch(layer.value));
    const bool merges =
        named && !bare && there->value.is_mapping() && (holds != Place::branch || is_branch(there->value));
    if (merges) return lay_entries(there->value, std::move(layer.value), holds, diagnostics);
    there->key_mark = layer.key_mark;
    there->key_quoted = layer.key_quoted;
    if (!named) {
        there->value = std::move(layer.value);
        return;
    }
    there->value = {};
    there->value.kind = Node::Kind::mapping;
    there->value.mark = layer.value.mark;
    lay_entries(there->value, std::move(layer.value), holds, diagnostics);
}

void lay_entries(Node& base, Node layer, Place place, Diagnostics& diagnostics) {
    for (Entry& entry : layer.entries) {
        const Place holds = place_of(place, entry.key);
        const bool is_laid_later = place == Place::things_laid_later || place == Place::values_laid_later;
        if (is_laid_later && entry.value.is_null() && !base.find(entry.key))
            base.entries.push_back(std::move(entry));
        else
            lay_entry(base, std::move(entry), holds, diagnostics);
    }
}

// The entry whose key begins `path`, the longest first: keys of `uncertain` have dots in them.
Entry* first_of(Node& mapping, std::string_view path) {
    Entry* found = nullptr;
    for (Entry& entry : mapping.entries) {
        const std::string_view key = entry.key;
        const bool begins = path.substr(0, key.size()) == key && (path.size() == key.size() || path[key.size()] == '.');
        if (begins && (!found || key.size() > found->key.size())) found = &entry;
    }
    return found;
}

}  // namespace

void lay_over(Node& base, Node layer, Diagnostics& diagnostics) {
    if (!base.is_mapping()) {
        base = {};
        base.kind = Node::Kind::mapping;
        base.mark = layer.mark;
    }
    lay_entries(base, std::move(layer), Place::scenario, diagnostics);
}

void lay_over_at(Node& base, const std::string& path, Node value, Mark mark, Diagnostics& diagnostics) {
    Node* mapping = &base;
    Place place = Place::scenario;
    std::string_view rest = path;
    for (Entry* entry = first_of(*mapping, rest); entry && entry->key.size() < rest.size();
         entry = first_of(*mapping, rest)) {
        place = place_of(place, entry->key);
        if (place == Place::branch && !is_branch(entry->value)) place = Place::value;
        rest.remove_prefix(entry->key.size() + 1);
        mapping = &entry->value;
    }
    const std::string above = path.substr(0, path.size() - rest.size() - (rest.size() < path.size() ? 1 : 0));
    const std::string in_above = above.empty() ? "at the top of the scenario" : fmt::format("in `{}`", above);
    if (!mapping->is_mapping())
        return diagnostics.error(mark, 1, fmt::format("there is no `{}` {}: it has no parts", rest, in_above));
    Entry* there = first_of(*mapping, rest);
    const bool may_be_new = place != Place::value && !holds_names(place) && rest.find('.') == std::string_view::npos;
    if (!there && !may_be_new) {
        const std::string_view name = rest.substr(0, rest.find('.'));
        return diagnostics.error(mark, 1, fmt::format("there is no `{}` {}", name, in_above),
                                 nearest_help(*mapping, name));
    }
    // The name of a branch addresses its chance, however the branch is written.
    if (place == Place::next && is_branch(there->value) && !value.is_null() && !is_branch(value))
        return lay_entry(there->value, {"chance", false, mark, std::move(value)}, Place::value, diagnostics);
    lay_entry(*mapping, {std::string(rest), false, mark, std::move(value)}, place_of(place, rest), diagnostics);
}

}  // namespace doorstroom::language
