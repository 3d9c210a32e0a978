#include "language/explained_value.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "language/evaluate.hpp"
#include "language/values.hpp"
#include "text/scalar.hpp"

namespace doorstroom::language {

namespace {

using text::Entry;
using text::Node;
using How = ExplainedLine::How;

bool is_number(const Node& node) {
    return node.is_scalar() && !node.quoted && (text::parse_number(node.scalar) || text::parse_duration_days(node.scalar));
}

// FILE:LINE of FILE:LINE:COLUMN.
std::string line_of(const std::string& place) { return place.substr(0, place.rfind(':')); }

// The entries of a mapping that are not about where its numbers come from.
std::vector<const Entry*> parts_of(const Node& node) {
    std::vector<const Entry*> parts;
    for (const Entry& entry : node.entries)
        if (!is_basis_key(entry.key)) parts.push_back(&entry);
    return parts;
}

bool is_simple(const Node& node) {
    const auto simple = [](const Node& item) { return item.is_scalar(); };
    const auto parts = parts_of(node);
    return std::all_of(node.items.begin(), node.items.end(), simple) && parts.size() == node.entries.size() &&
           std::all_of(parts.begin(), parts.end(), [](const Entry* part) { return part->value.is_scalar(); });
}

// What ties the parts of a calculation together.
const char* sign_of(std::string_view operation) {
    return operation == "sum" ? "+" : operation == "product" ? "×" : operation == "ratio" ? "÷" : "·";
}

}  // namespace

std::string as_written(const Node& node) {
    if (node.is_scalar()) return node.quoted ? fmt::format("'{}'", node.scalar) : node.scalar;
    std::string text;
    for (const Node& item : node.items) text += (text.empty() ? "" : ", ") + as_written(item);
    for (const Entry& entry : node.entries) text += (text.empty() ? "" : ", ") + entry.key + ": " + as_written(entry.value);
    return node.is_sequence() ? "[" + text + "]" : "{" + text + "}";
}

std::string law_as_written(const Node& law) {
    if (law.is_scalar()) return law.scalar;
    std::string text;
    for (const Entry* part : parts_of(law)) {
        if (!is_simple(part->value)) return {};
        text += (text.empty() ? "" : ", ") + part->key;
        if (part->value.is_scalar()) text += " " + part->value.scalar;
        for (const Node& item : part->value.items) text += (&item == part->value.items.data() ? " " : ", ") + item.scalar;
        for (const Entry* own : parts_of(part->value)) text += ", " + own->key + " " + own->value.scalar;
    }
    return text;
}

Source source_of(const Node& node, const Source& around) {
    const auto said = [&](const char* key) { return node.find(key) ? node.find(key)->value.scalar : std::string(); };
    const auto basis = basis_of(node);
    if (!basis) return around;
    Source source;
    source.origin = basis->kind == "assumed" ? Origin::assumed : basis->kind == "derived" ? Origin::derived : Origin::published;
    source.reference = said("reference");
    source.reason = said(source.origin == Origin::assumed ? "assumption" : "derived");
    if (const Entry* range = node.find("range"); range && range->value.items.size() == 2)
        source.range = range->value.items[0].scalar + " … " + range->value.items[1].scalar;
    return source;
}

// What a number counts, with the period it is for: `openings/per` beside `per: year` is openings a year.
std::string unit_of(const Found& found) {
    const bool counts = found.field.expects == Expects::amount || found.field.expects == Expects::number;
    std::string unit = counts ? std::string(found.field.of) : "";
    const Entry* per = found.mapping.find("per");
    if (const std::size_t at = unit.find("/per"); at != std::string::npos && per) unit.replace(at, 4, "/" + per->value.scalar);
    return unit;
}

std::string spoken_address(std::string address) {
    constexpr std::string_view chance = ".chance";
    if (address.size() > chance.size() && address.compare(address.size() - chance.size(), chance.size(), chance) == 0)
        if (address.find(".next.") != std::string::npos) address.resize(address.size() - chance.size());
    return address;
}

// ---- lines ----------------------------------------------------------------------------------------------------------

ExplainedLine& ExplainedValues::add(const Node& node, const Part& part, std::string text) {
    ExplainedLine& line = explanation_.lines.emplace_back();
    line.address = found_->address;
    line.depth = part.depth;
    line.label = part.label;
    line.text = std::move(text);
    line.how = part.how;
    line.by_what = part.by_what;
    line.used = part.used;
    line.since = part.since;
    line.until = part.until;
    line.then = part.then;
    line.origin = part.source.origin;
    line.reference = part.source.reference;
    line.reason = part.source.reason;
    line.range = part.source.range;
    line.place = line_of(compilation_.place(node.mark));
    if (part.depth == 0) line.uncertain = uncertain();
    if (part.depth == 0) line.policies = policies();
    return line;
}

void ExplainedValues::add_number(ExplainedLine& line, const Node& node, const Source& source) {
    if (is_figure_ && is_number(node)) line.numbers.push_back({compilation_.place(node.mark), source.origin});
}

// What policies make of it: `ukraine-return from 2027-03-05: × 1.2`.
std::string ExplainedValues::policies() const {
    const auto changes = compilation_.changes.find(spoken_address(found_->address));
    std::string told;
    if (changes == compilation_.changes.end()) return told;
    for (const Change& change : changes->second) {
        const Policy& policy = compilation_.policies[change.policy];
        const char* sign = change.how == Change::How::times ? "× " : change.how == Change::How::plus ? "+ " : "";
        told += fmt::format("{}{} {} … {}: {}{}", told.empty() ? "" : ", ", policy.file->name, to_string(policy.from),
                            policy.until == Date::max() ? "" : to_string(policy.until), sign, as_written(*change.node));
    }
    return told;
}

// What each replication draws for the number at this address.
std::string ExplainedValues::uncertain() const {
    const Entry* entry = compilation_.section("uncertain").find(spoken_address(found_->address));
    if (!entry) return {};
    const Entry* times = entry->value.find("times");
    const Entry* value = entry->value.find("value");
    const Node& law = times ? times->value : value->value;
    return fmt::format("{}{}{}{}", times ? "× " : "", law_as_written(law), entry->value.find("walk") ? ", walk year" : "", correlated(*entry));
}

// Whoever of the two says it.
std::string ExplainedValues::correlated(const Entry& with) const {
    std::map<std::string, std::string> numbers;
    for (const Entry& entry : compilation_.section("uncertain").entries)
        if (const Entry* said = entry.value.find("correlated"))
            for (const Entry& each : said->value.entries) {
                if (entry.key == with.key) numbers[each.key] = each.value.scalar;
                if (each.key == with.key) numbers[entry.key] = each.value.scalar;
            }
    std::string told;
    for (const auto& [path, number] : numbers) told += fmt::format(", correlated {}: {}", path, number);
    return told;
}

// What a calculation comes to, where it comes to one number.
std::string ExplainedValues::result() const {
    for (const Value& value : compilation_.plan.values) {
        if (value.address != found_->address || value.table_size() != 1) continue;
        const double number = evaluate(value, std::vector<std::uint32_t>(value.axes.size(), 0), explanation_.date);
        if (std::isnan(number)) return {};
        return rounded(number) + (value.whole_days ? " days" : "");
    }
    return {};
}

// ---- values ---------------------------------------------------------------------------------------------------------

void ExplainedValues::tell(const Found& found, const Source& source) {
    found_ = &found;
    is_figure_ = is_figure_address(found.address);
    Part part;
    part.source = source;
    switch (found.sort.is) {
        case Sort::Is::value:
        case Sort::Is::shares: return number(found.node, std::move(part));
        case Sort::Is::distribution: return law(found.node, std::move(part));
        case Sort::Is::plain:
        case Sort::Is::name:
        case Sort::Is::condition:
        case Sort::Is::key: break;
    }
    ExplainedLine& line = add(found.node, part, as_written(found.node));
    line.is_quantity = found.sort.is == Sort::Is::plain && found.sort.name != "TEXT";
    add_number(line, found.node, source);
    for (const Node& item : found.node.items) add_number(line, item, source);
}

void ExplainedValues::number(const Node& node, Part part) {
    if (!node.is_mapping()) {
        ExplainedLine& line = add(node, part, as_written(node));
        line.unit = unit_of(*found_);
        add_number(line, node, part.source);
        line.is_quantity = is_number(node) || found_->sort.is == Sort::Is::shares;
        return;
    }
    part.source = source_of(node, part.source);
    const Kind* kind = kind_of_value(node);
    if (!kind) return each(node, std::move(part));
    if (kind->name == "stated value") return number(node.find("value")->value, std::move(part));
    if (kind->name == "dated") return dated(node, std::move(part));
    if (kind->name == "use") return used(node, std::move(part));
    if (kind->name == "table") return table(node, std::move(part));
    if (kind->name == "calculation") return calculation(node, std::move(part));
    part.how = kind->name == "by" ? How::by : How::fed_back;
    const Entry& what = *node.find(kind->name == "by" ? "by" : "measure");
    part.by_what = as_written(what.value);
    add(node, part, "");
    for (const Entry* own : parts_of(node))
        if (own != &what) number(own->value, {own->key, part.depth + 1, part.source, How::written, {}, {}, {}, {}, {}});
}

// The entry that holds on the day, and what comes after it.
void ExplainedValues::dated(const Node& node, Part part) {
    const Entry* now = nullptr;
    const Entry* next = nullptr;
    const auto date_of = [](const Entry* entry) { return *text::parse_date(entry->key); };
    for (const Entry* entry : parts_of(node)) {
        const bool holds_by_now = date_of(entry) <= explanation_.date;
        if (holds_by_now && (!now || date_of(entry) > date_of(now))) now = entry;
        if (!holds_by_now && (!next || date_of(entry) < date_of(next))) next = entry;
    }
    if (next) {
        part.until = date_of(next);
        part.then = next->value.is_scalar() ? next->value.scalar : "";
        if (const Entry* value = next->value.find("value"); value && value->value.is_scalar()) part.then = value->value.scalar;
    }
    if (now) {
        part.since = date_of(now);
        return number(now->value, std::move(part));
    }
    part.how = How::not_yet;
    add(node, part, "");
}

// {VALUE: CHANCE}.
void ExplainedValues::each(const Node& node, Part part) {
    add(node, part, "");
    for (const Entry* own : parts_of(node)) number(own->value, {own->key, part.depth + 1, part.source, How::written, {}, {}, {}, {}, {}});
}

void ExplainedValues::used(const Node& node, Part part) {
    const Node& values = compilation_.section("values");
    part.used = node.find("use")->value.scalar;
    part.source = source_of(values, source_of(compilation_.root, {}));
    const Node& value = values.find(part.used)->value;
    number(value, std::move(part));
}

void ExplainedValues::calculation(const Node& node, Part part) {
    const Entry& list = *parts_of(node).front();
    part.how = How::calculated;
    part.by_what = list.key;
    ExplainedLine& line = add(node, part, part.depth == 0 ? result() : "");
    line.unit = unit_of(*found_);
    const char* sign = sign_of(list.key);
    for (const Node& item : list.value.items)
        number(item, {&item == list.value.items.data() && list.key == "ratio" ? "" : sign, part.depth + 1, part.source, How::written, {}, {}, {}, {}, {}});
}

void ExplainedValues::law(const Node& node, Part part) {
    part.source = source_of(node, part.source);
    part.how = How::distribution;
    const std::string simple = law_as_written(node);
    if (!simple.empty()) {
        ExplainedLine& line = add(node, part, simple);
        for (const Entry* own : parts_of(node)) {
            add_number(line, own->value, part.source);
            for (const Node& item : own->value.items) add_number(line, item, part.source);
            for (const Entry* parameter : parts_of(own->value)) add_number(line, parameter->value, part.source);
        }
        return;
    }
    const auto parameter = [&](const std::string& label, const Node& of, const Source& source) {
        number(of, {label, part.depth + 1, source, How::written, {}, {}, {}, {}, {}});
    };
    for (const Entry* own : parts_of(node)) {
        if (own->key == "min" || own->key == "max") {
            parameter(own->key, own->value, part.source);
            continue;
        }
        add(node, part, own->key);
        for (const Node& item : own->value.items) parameter("", item, part.source);
        if (own->value.is_scalar() || kind_of_value(own->value)) {
            parameter("", own->value, part.source);
            continue;
        }
        const Source source = source_of(own->value, part.source);
        for (const Entry* each : parts_of(own->value)) parameter(each->key, each->value, source);
    }
}

}  // namespace doorstroom::language
