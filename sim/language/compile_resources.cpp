// resources: servers, slots, and places with their sites.
#include <fmt/format.h>

#include <algorithm>

#include "language/axes.hpp"
#include "language/compile.hpp"
#include "language/evaluate.hpp"
#include "language/reader.hpp"
#include "language/values.hpp"
#include "text/scalar.hpp"

namespace doorstroom::language {

void expect_same_for_all(Compilation& compilation, ValueId id, const text::Node& node) {
    if (!given(id) || compilation.plan.at(id).axes.empty()) return;
    const Axis& axis = compilation.plan.at(id).axes.front();
    const std::string on = name_of(compilation.plan, axis);
    compilation.fault(node, fmt::format("this number is the same for everybody: it cannot depend on `{}`", on));
}

namespace {

// A supply may differ only between the values it is kept apart for, and must have a number for each of them.
void check_supply(Compilation& compilation, const Resource& resource, ValueId id, const text::Node& node) {
    if (!given(id)) return;
    const Value& value = compilation.plan.at(id);
    std::vector<std::uint32_t> at(value.axes.size(), 1);
    for (const Axis& axis : value.axes) {
        const bool kept_apart = axis.attribute == resource.gives ||
                                std::find(resource.by.begin(), resource.by.end(), axis.attribute) != resource.by.end();
        if (axis.of == Axis::Of::attribute && kept_apart) continue;
        const std::string on = name_of(compilation.plan, axis);
        return compilation.fault(node, fmt::format("`{}` has one supply for every `{}`", resource.name, on),
                                 fmt::format("`by: {}` keeps a separate supply for each value", on));
    }
    const bool replaced = std::any_of(value.nodes.begin(), value.nodes.end(),
                                      [](const ValueNode& part) { return part.op == ValueNode::Op::replaced; });
    for (bool more = !replaced; more;) {
        if (const double number = evaluate(value, at, compilation.plan.calendar.end()); number != number) {
            std::string whose;
            for (std::size_t i = 0; i < at.size(); ++i) {
                const Attribute& attribute = compilation.plan.at(value.axes[i].attribute);
                whose += fmt::format("{}{} {}", i > 0 ? ", " : "", attribute.name, attribute.values[at[i]]);
            }
            return compilation.fault(node, fmt::format("there is no number for {}", whose), "give one, or `else`");
        }
        more = false;
        for (std::size_t axis = at.size(); axis-- > 0 && !more;) {
            more = ++at[axis] < value.axes[axis].size;
            if (!more) at[axis] = 1;
        }
    }
}

void read_unit(Compilation& compilation, const Reader& reader, Resource& resource) {
    const text::Node* unit = reader.find("unit");
    if (!unit) return;
    if (unit->is_scalar() && unit->scalar == "persons")
        resource.unit = Resource::Unit::persons;
    else if (!unit->is_scalar() || unit->scalar != "households") {
        resource.unit = Resource::Unit::value;
        const Wanted wanted = wanted_by(Expects::amount, compilation.plan.calendar.start());
        if (unit->is_scalar() && !number_of(*unit))
            return compilation.fault(*unit,
                                     fmt::format("expected persons, households or a number, found {}", describe(*unit)),
                                     suggestion(unit->scalar, {"persons", "households"}, "word"));
        resource.unit_value = compile_value(compilation, *unit, reader.address("unit"), wanted);
    }
}

void read_servers(Compilation& compilation, const Reader& reader, Resource& resource) {
    resource.order = reader.choice_as("order", Resource::Order::oldest);
    read_unit(compilation, reader, resource);
    resource.amount = reader.value("capacity");
    if (const text::Node* node = reader.find("capacity")) expect_same_for_all(compilation, resource.amount, *node);
}

void read_slots(Compilation& compilation, const Reader& reader, Resource& resource) {
    resource.order = reader.choice_as("order", Resource::Order::oldest);
    read_unit(compilation, reader, resource);
    for (const text::Node* name : reader.names("by")) {
        const AttributeId attribute = compilation.look_up(compilation.attributes, *name, "attribute");
        if (given(attribute)) resource.by.push_back(attribute);
    }
    if (const text::Node* gives = reader.find("gives")) {
        resource.gives = compilation.look_up(compilation.attributes, *gives, "attribute");
        if (reader.has("by")) compilation.fault_at_key(*reader.entry("gives"), "`by` and `gives` exclude each other");
    }
    resource.amount = reader.value("openings");
    resource.per = reader.choice_as("per", Period::year);
    resource.spread = reader.choice_as("spread", Resource::Spread::even);
    resource.carry = reader.choice("unused") == std::size_t{1};
    resource.carry_at_most = reader.value("carry_at_most");
    if (reader.has("carry_at_most") && !resource.carry)
        compilation.fault_at_key(*reader.entry("carry_at_most"), "`carry_at_most` needs `unused: carry`");
    for (const std::string_view key : {"openings", "carry_at_most"})
        if (const text::Node* node = reader.find(key))
            check_supply(compilation, resource, key == "openings" ? resource.amount : resource.carry_at_most, *node);
}

struct Slip {
    LawId opens = none<LawId>;
    LawId closes = none<LawId>;
    ValueId never = none<ValueId>;
};

Slip read_slip(Compilation& compilation, const Reader& of, Slip slip) {
    const text::Node* node = of.find("slip");
    if (!node) return slip;
    const Reader reader{compilation, *node, "slip", of.address("slip")};
    if (reader.has("opens")) slip.opens = reader.law("opens");
    if (reader.has("closes")) slip.closes = reader.law("closes");
    if (const text::Node* never = reader.find("never")) {
        slip.never = reader.value("never");
        expect_same_for_all(compilation, slip.never, *never);
    }
    return slip;
}

// A site as a mapping of its own keys, and its other columns.
struct WrittenSite {
    text::Node keys;
    std::vector<std::pair<std::string, std::string>> columns;
    std::map<std::string, Mark, std::less<>> marks;  // of those columns
};

class PlacesReader {
public:
    PlacesReader(Compilation& compilation, const Reader& reader, ResourceId pool)
        : compilation_(compilation), reader_(reader), pool_(pool), site_(kind_of("site")) {}

    void read() {
        Resource& resource = compilation_.plan.resources[index(pool_)];
        resource.unit = Resource::Unit::persons;
        resource.fill_in_order = reader_.choice("fill").has_value();
        if (const text::Node* full = reader_.find("when_full"); full && full->scalar != "go_on")
            compilation_.not_yet(full->mark, length_of(*full), "`when_full` other than `go_on`");
        slip_ = read_slip(compilation_, reader_, {});
        const text::Node* sites = reader_.find("sites");
        if (!sites) return;
        for (const auto& [name, node] : rows(*sites)) compile_site(name, split(node, reader_.address("sites." + name)));
    }

private:
    using Rows = std::vector<std::pair<std::string, text::Node>>;

    Compilation& compilation_;
    const Reader& reader_;
    const ResourceId pool_;
    const Kind& site_;
    Slip slip_;

    bool is_known(const std::string& key) const {
        return site_.find(key) || is_basis_key(key) || compilation_.site_columns.count(key);
    }

    std::vector<std::string> known_keys() const {
        std::vector<std::string> keys = site_.keys();
        keys.insert(keys.end(), compilation_.site_columns.begin(), compilation_.site_columns.end());
        return keys;
    }

    // The sites of the table, if there is one, with what stands beside it laid over them.
    Rows rows(const text::Node& sites) {
        Rows rows;
        if (const text::Entry* table = sites.find("table")) read_table(table->value, rows);
        for (const text::Entry* entry : compilation_.entries(sites, "site")) {
            if (entry->key == "table") continue;
            const auto found =
                std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.first == entry->key; });
            if (found == rows.end()) {
                compilation_.check_name(entry->key, entry->key_quoted, entry->key_mark);
                rows.emplace_back(entry->key, entry->value);
                continue;
            }
            for (const text::Entry& key : entry->value.entries)
                if (text::Entry* old = found->second.find(key.key))
                    *old = key;
                else
                    found->second.entries.push_back(key);
        }
        return rows;
    }

    void read_table(const text::Node& file, Rows& rows) {
        const LoadedTable* table = open_table(compilation_, file);
        const auto name = table ? column_of(compilation_, *table, "site", file) : std::nullopt;
        if (!name) return;
        for (const text::Cell& column : table->cells.columns)
            if (const auto near = text::nearest(column.text, known_keys());
                near && !is_known(column.text) && column.text != "site")
                compilation_.fault(column.mark, characters(column.text),
                                   fmt::format("unknown column {} of sites", quote(column.text)),
                                   fmt::format("a similar key exists: `{}`", *near));
        for (const auto& row : table->cells.rows) {
            text::Node node;
            node.kind = text::Node::Kind::mapping;
            node.mark = row[*name].mark;
            for (std::size_t i = 0; i < row.size(); ++i) {
                const text::Cell& column = table->cells.columns[i];
                if (i == *name || row[i].text.empty() || !is_known(column.text)) continue;
                node.entries.push_back({column.text, false, row[i].mark, scalar_of(*table, row[i])});
            }
            const std::string& text = row[*name].text;
            if (text.empty() || text.find_first_of(".;=") != std::string::npos)
                compilation_.fault(row[*name].mark, std::max(1U, characters(text)),
                                   fmt::format("{} cannot be the name of a site", quote(text)),
                                   "it has no `.`, `;` or `=`");
            rows.emplace_back(text, std::move(node));
        }
    }

    WrittenSite split(const text::Node& node, const std::string& address) {
        WrittenSite site{node, {}, {}};
        site.keys.entries.clear();
        for (const text::Entry& entry : node.entries) {
            const bool a_slip = text::nearest(entry.key, site_.keys()).has_value();  // the reader tells it, and goes on
            if (compilation_.site_columns.count(entry.key)) {
                site.columns.emplace_back(entry.key, entry.value.scalar);
                site.marks[entry.key] = entry.value.mark;
            } else if (site_.find(entry.key) || is_basis_key(entry.key) || a_slip)
                site.keys.entries.push_back(entry);
            else
                compilation_.fault_at_key(entry, fmt::format("unknown key {} in `{}`", quote(entry.key), address),
                                          hint(entry.key));
        }
        return site;
    }

    std::string hint(const std::string& key) const {
        if (const auto near = text::nearest(key, known_keys())) return fmt::format("a similar key exists: `{}`", *near);
        return fmt::format("a site has the columns that a measure uses, such as `site.{}`", key);
    }

    void compile_site(const std::string& name, WrittenSite written) {
        const Reader reader{compilation_, written.keys, "site", reader_.address("sites." + name)};
        const auto id = static_cast<SiteId>(compilation_.plan.sites.size());
        const std::string& pool = compilation_.plan.at(pool_).name;
        if (!compilation_.sites.emplace(pool + "." + name, id).second)
            compilation_.fault(written.keys, fmt::format("a second site `{}` in `{}`", name, pool));
        const Slip slip = read_slip(compilation_, reader, slip_);
        Site site;
        site.name = name;
        site.pool = pool_;
        site.tier = static_cast<std::int32_t>(std::min<std::int64_t>(reader.whole("tier", 1, 0), 1'000'000));
        site.opens = reader.date("opens");
        site.closes = reader.date("closes");
        if (site.opens && site.closes && *site.opens >= *site.closes)
            compilation_.fault(*reader.find("closes"), fmt::format("`{}` closes before it opens", name));
        const Date start = compilation_.plan.calendar.start();
        const Date needed_from = std::max(start, site.opens.value_or(start));
        site.capacity = reader.value("capacity", needed_from);
        site.usable = reader.value("usable", needed_from);
        site.cost_per_day = reader.value("cost_per_day", needed_from);
        site.payer = reader.text("payer");
        if (site.opens) site.slip_opens = slip.opens;
        if (site.opens) site.never = slip.never;
        if (site.closes) site.slip_closes = slip.closes;
        site.columns = std::move(written.columns);
        if (const text::Node* node = reader.find("capacity")) expect_same_for_all(compilation_, site.capacity, *node);
        if (const text::Node* node = reader.find("usable")) expect_same_for_all(compilation_, site.usable, *node);
        compilation_.column_marks.push_back(std::move(written.marks));
        compilation_.plan.sites.push_back(std::move(site));
        compilation_.plan.resources[index(pool_)].sites.push_back(id);
    }
};

}  // namespace

void compile_resources(Compilation& compilation) {
    for (const text::Entry* entry : compilation.entries(compilation.section("resources"), "resource")) {
        const ResourceId id = compilation.resources.find(entry->key)->second;
        const std::string address = "resources." + entry->key;
        const text::Entry* kind = find_key(entry->value, kind_of("places"), "kind");
        const std::vector<std::string> kinds{"servers", "slots", "places"};
        if (!kind || std::find(kinds.begin(), kinds.end(), kind->value.scalar) == kinds.end()) {
            if (!kind)
                compilation.fault_at_key(*entry, fmt::format("`kind` is missing in `{}`", address),
                                         "one of: servers, slots, places");
            else
                compilation.fault(kind->value, fmt::format("{} is no kind of resource", describe(kind->value)),
                                  suggestion(kind->value.scalar, kinds, "word"));
            continue;
        }
        const Reader reader{compilation, entry->value, kind->value.scalar, address};
        Resource& resource = compilation.plan.resources[index(id)];
        if (resource.kind == Resource::Kind::servers)
            read_servers(compilation, reader, resource);
        else if (resource.kind == Resource::Kind::slots)
            read_slots(compilation, reader, resource);
        else
            PlacesReader{compilation, reader, id}.read();
    }
}

}  // namespace doorstroom::language
