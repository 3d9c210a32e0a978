#include "language/scenario_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "language/evaluate.hpp"
#include "language/explained_value.hpp"
#include "text/scalar.hpp"

namespace doorstroom::language {

namespace {

using text::Entry;
using text::Node;
using How = Change::How;

constexpr std::size_t longest_text = 90;

bool begins_with(const std::string& text, std::string_view with) { return text.compare(0, with.size(), with) == 0; }
bool ends_with(const std::string& text, std::string_view with) {
    return text.size() >= with.size() && text.compare(text.size() - with.size(), with.size(), with) == 0;
}

// What only says how to show the rest, or where it comes from.
bool is_told(const std::string& address) {
    for (const char* language : {"nl", "en"})
        for (const char* words : {"title.", "label."})
            if (ends_with(address, std::string(words) + language)) return false;
    return !begins_with(address, "references") && !begins_with(address, "policies") && address != "schema" && address != "scenario";
}

Node mapping_like(const Node& other) {
    Node made;
    made.kind = Node::Kind::mapping;
    made.mark = other.mark;
    return made;
}

// `6 weeks` as 6 and ` weeks`, 0.3 as itself.
struct Amount {
    double number;
    std::string unit;
};
std::optional<Amount> amount_of(const Node& node) {
    if (!node.is_scalar() || node.quoted) return std::nullopt;
    if (const auto number = text::parse_number(node.scalar)) return Amount{*number, ""};
    if (!text::parse_duration_days(node.scalar)) return std::nullopt;
    const std::size_t blank = node.scalar.find(' ');
    const auto number = text::parse_number(node.scalar.substr(0, blank));
    return number && blank != std::string::npos ? std::optional(Amount{*number, node.scalar.substr(blank)}) : std::nullopt;
}

// What `times` or `plus` makes of one plain number, duration or date; empty where that cannot be said.
std::string adjusted(const Node& was, const Node& by, How how, bool is_chance) {
    const auto amount = amount_of(was), change = amount_of(by);
    if (const auto date = was.is_scalar() ? text::parse_date(was.scalar) : std::nullopt) {
        const auto days = by.is_scalar() ? text::parse_duration_days(by.scalar) : std::nullopt;
        return how == How::plus && days ? to_string(*date + std::chrono::days{std::lround(*days)}) : "";
    }
    if (!amount || !change) return {};
    const bool in_days = how == How::plus && change->unit != amount->unit;
    if (in_days && (amount->unit.empty() || change->unit.empty())) return {};
    double number = how == How::times ? amount->number * change->number
                    : in_days         ? *text::parse_duration_days(was.scalar) + *text::parse_duration_days(by.scalar)
                                      : amount->number + change->number;
    if (is_chance) number = std::clamp(number, 0.0, 1.0);
    return rounded(number) + (in_days ? " days" : amount->unit);
}

}  // namespace

std::vector<Date> dates_in(const Node& node) {
    std::vector<Date> dates;
    if (!node.is_mapping() || !is_dated(node)) return dates;
    for (const Entry& entry : node.entries)
        if (const auto date = text::parse_date(entry.key)) dates.push_back(*date);
    return dates;
}

const Node* in_force(const Node* node, Date day) {
    while (node && node->is_mapping() && is_dated(*node)) {
        const Entry* now = nullptr;
        for (const Entry& entry : node->entries) {
            const auto date = text::parse_date(entry.key);
            if (date && *date <= day && (!now || *date > *text::parse_date(now->key))) now = &entry;
        }
        node = now ? &now->value : nullptr;
    }
    return node;
}

std::string in_words(const Node& node) {
    if (node.is_mapping() && !node.scalar.empty()) return node.scalar;
    if (node.is_mapping() && node.entries.size() == 1 && node.entries.front().key == "use") return "values." + node.entries.front().value.scalar;
    std::string text = as_written(node);
    if (text.size() <= longest_text) return text;
    std::size_t end = longest_text;
    while ((text[end] & 0xC0) == 0x80) --end;
    return text.substr(0, end) + " …";
}

// ---- what there is --------------------------------------------------------------------------------------------------

ScenarioParts::ScenarioParts(Compilation& compilation) : compilation_(compilation) {
    TreeWalk walk;
    walk.key = [](const Kind&, const Field&, const Entry&) {};
    walk.enter = [this](const Node& node, const std::string& address) { mappings_.emplace(address, &node); };
    walk.leave = [](const Node&) {};
    walk.thing = [this](const Found& found) {
        if (ends_with(found.address, ".sites.table")) return add_sites(found);
        add(spoken_address(found.address), found);
    };
    walk.walk(compilation_.root);
}

void ScenarioParts::add(const std::string& address, const Found& found) {
    if (!is_told(address) || !parts_.emplace(address, ScenarioPart{bare(found.node), unit_of(found), found.sort.name == "CHANCE"}).second) return;
    addresses_.push_back(address);
}

void ScenarioParts::add_sites(const Found& found) {
    const LoadedTable& table = *open_table(compilation_, found.node);
    const auto site = table.cells.column("site");
    const std::string sites = found.address.substr(0, found.address.rfind('.') + 1);
    for (const auto& row : table.cells.rows)
        for (std::size_t column = 0; column < row.size(); ++column) {
            const std::string& key = table.cells.columns[column].text;
            const std::string address = sites + row[*site].text + "." + key;
            const Field* field = kind_of("site").find(key);
            if (column == site || row[column].text.empty() || parts_.count(address)) continue;
            const auto cell = cell_of(compilation_, table, field, row[column]);
            if (!cell) continue;
            mappings_.emplace(sites + row[*site].text, &found.mapping);
            parts_.emplace(address, ScenarioPart{*cell, field && field->expects == Expects::amount ? std::string(field->of) : "", false});
            addresses_.push_back(address);
        }
}

// Without where numbers come from; a table as its rows.
Node ScenarioParts::bare(const Node& node) {
    if (node.is_sequence()) {
        Node list = node;
        for (Node& item : list.items) item = bare(item);
        return list;
    }
    if (!node.is_mapping()) return node;
    const Kind* kind = kind_of_value(node);
    if (kind && kind->name == "stated value") return bare(node.find("value")->value);
    if (kind && kind->name == "table") return rows(node);
    Node made = mapping_like(node);
    for (const Entry& entry : node.entries)
        if (!is_basis_key(entry.key)) made.entries.push_back({entry.key, entry.key_quoted, entry.key_mark, bare(entry.value)});
    return made;
}

Node ScenarioParts::rows(const Node& node) {
    const LoadedTable& table = *open_table(compilation_, node.find("table")->value);
    const auto from = table.cells.column("from");
    const auto value = table.cells.column(node.find("value")->value.scalar);
    Node made = mapping_like(node);
    made.scalar = "table " + table.name;
    for (const auto& cells : table.cells.rows) {
        std::string label;
        for (const std::size_t key : key_columns(node, table)) label += (label.empty() ? "" : ", ") + cells[key].text;
        const auto cell = number_cell(compilation_, table, cells[*value]);
        if (!cell) continue;
        if (label.empty() && !from) return *cell;
        const auto date = from ? date_cell(compilation_, table, cells[*from]) : std::nullopt;
        Node* row = &made;
        if (!label.empty()) {
            if (!made.find(label)) made.entries.push_back({label, true, cell->mark, from ? mapping_like(*cell) : *cell});
            row = &made.find(label)->value;
        }
        if (date) row->entries.push_back({date->scalar, false, date->mark, *cell});
    }
    return made;
}

const ScenarioPart* ScenarioParts::find(const std::string& address) const {
    if (const auto found = parts_.find(address); found != parts_.end()) return &found->second;
    if (const auto found = parameters_.find(address); found != parameters_.end()) return &found->second;
    // `stay.median` stands within the family: {lognormal: {median: …}}.
    const std::size_t dot = address.rfind('.');
    const auto law = dot == std::string::npos ? parts_.end() : parts_.find(address.substr(0, dot));
    if (law == parts_.end() || !law->second.node.is_mapping()) return nullptr;
    const std::string name = address.substr(dot + 1);
    for (const Entry& family : law->second.node.entries) {
        const Entry* own = family.value.find(name);
        if (family.key != name && !own) continue;
        return &parameters_.emplace(address, ScenarioPart{own ? own->value : family.value, "", false}).first->second;
    }
    return nullptr;
}

const Node* ScenarioParts::mapping(const std::string& address) const {
    const auto found = mappings_.find(address);
    return found == mappings_.end() ? nullptr : found->second;
}

const Policy* ScenarioParts::policy_of(const Node& node) const {
    for (const Policy& policy : compilation_.policies)
        if (policy.file->root.mark.file == node.mark.file) return &policy;
    return nullptr;
}

std::string ScenarioParts::line_of(const Node& node) const {
    const std::string place = compilation_.place(node.mark);
    return place.substr(0, place.rfind(':'));
}

// ---- under policies -------------------------------------------------------------------------------------------------

bool ScenarioParts::is_changed(const std::string& address) const { return compilation_.changes.find(address) != compilation_.changes.end(); }

const Node& ScenarioParts::operand(const Change& change) {
    const auto found = operands_.find(change.node);
    return found != operands_.end() ? found->second : operands_.emplace(change.node, bare(*change.node)).first->second;
}

std::vector<Date> ScenarioParts::dates_of(const std::string& address) const {
    std::vector<Date> dates;
    const auto add = [&](const Node& node) {
        const std::vector<Date> own = dates_in(node);
        dates.insert(dates.end(), own.begin(), own.end());
    };
    if (const ScenarioPart* part = find(address)) add(part->node);
    const auto changes = compilation_.changes.find(address);
    if (changes == compilation_.changes.end()) return dates;
    for (const Spell& spell : spells_of(compilation_, changes->second)) dates.push_back(spell.from);
    for (const Change& change : changes->second) add(*change.node);
    return dates;
}

ScenarioParts::Standing ScenarioParts::standing(const std::string& address, Date day) {
    const ScenarioPart* part = find(address);
    Standing now{in_force(part ? &part->node : nullptr, day), "", ""};
    if (now.node) now.place = line_of(*now.node);
    const auto changes = compilation_.changes.find(address);
    if (changes == compilation_.changes.end()) return now;
    for (const Change& each : changes->second) {
        const Policy& policy = compilation_.policies[each.policy];
        if (policy.from <= day && day < policy.until) change(now, each, day, part && part->is_chance);
    }
    return now;
}

void ScenarioParts::change(Standing& now, const Change& change, Date day, bool is_chance) {
    const Node* by = in_force(&operand(change), day);
    if (!by) return;
    now.place = line_of(*by);
    if (change.how == How::replace) {
        now.node = by;
        now.words.clear();
        return;
    }
    const std::string number = now.node ? adjusted(*now.node, *by, change.how, is_chance) : "";
    if (number.empty()) {
        now.words = (now.node ? in_words(*now.node) : now.words) + (change.how == How::times ? " × " : " + ") + in_words(*by);
        now.node = nullptr;
        return;
    }
    Node made = *by;
    made.scalar = number;
    now.node = made_.emplace_back(std::make_unique<Node>(std::move(made))).get();
}

}  // namespace doorstroom::language
