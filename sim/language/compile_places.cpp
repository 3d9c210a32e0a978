// Places: a pool, and its sites from the scenario and from a table.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "language/changes.hpp"
#include "language/compile.hpp"
#include "language/conditions.hpp"
#include "language/evaluate.hpp"
#include "language/places.hpp"
#include "language/reader.hpp"
#include "language/values.hpp"
#include "text/scalar.hpp"

namespace doorstroom::language {

namespace {

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

// By how many days a date slips at least.
int earliest(const Compilation& compilation, LawId slip) {
    constexpr int by_any = -1'000'000;
    if (!given(slip)) return 0;
    const Law& law = compilation.plan.at(slip);
    const auto number = [&](ValueId id) {
        const bool is_one = given(id) && compilation.plan.at(id).axes.empty();
        return is_one ? evaluate(compilation.plan.at(id), {}, compilation.plan.calendar.start()) : std::nan("");
    };
    std::optional<double> least;
    if (given(law.minimum)) least = number(law.minimum);
    else if (!law.sample.empty()) least = law.sample.front();
    else if (!law.quantiles.empty()) least = number(law.quantiles.front().second);
    else if (law.family == Law::Family::fixed || law.family == Law::Family::uniform || law.family == Law::Family::triangular)
        least = law.parameters.empty() ? std::nan("") : number(law.parameters.front().value);
    else if (law.family != Law::Family::forever) least = 0;
    return least && *least == *least ? static_cast<int>(std::floor(*least)) : by_any;
}

// A site as a mapping of its own keys, and its other columns.
struct WrittenSite {
    text::Node keys;
    std::vector<text::Entry> columns;
};

class PlacesReader {
public:
    PlacesReader(Compilation& compilation, const Reader& reader, ResourceId pool)
        : compilation_(compilation), reader_(reader), pool_(pool), site_(kind_of("site")) {}

    void read() {
        Resource& resource = compilation_.plan.resources[index(pool_)];
        resource.order = reader_.choice_as("order", Resource::Order::oldest);
        resource.unit = Resource::Unit::persons;
        read_unit(compilation_, reader_, resource);
        read_supplies(compilation_, reader_, resource);
        resource.fill_in_order = reader_.choice("fill").has_value();
        resource.move_up = reader_.flag("move_up");
        read_when_full(resource);
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

    // A column that a measure uses, or that says whose site it is.
    bool is_column(const std::string& key) const {
        const std::vector<AttributeId> by = compilation_.plan.at(pool_).kept_apart_by();
        return compilation_.site_columns.count(key) || std::any_of(by.begin(), by.end(), [&](AttributeId attribute) {
                   return compilation_.plan.at(attribute).name == key;
               });
    }

    bool is_known(const std::string& key) const { return site_.find(key) || is_basis_key(key) || is_column(key); }

    std::vector<std::string> known_keys() const {
        std::vector<std::string> keys = site_.keys();
        keys.insert(keys.end(), compilation_.site_columns.begin(), compilation_.site_columns.end());
        for (const AttributeId by : compilation_.plan.at(pool_).kept_apart_by()) keys.push_back(compilation_.plan.at(by).name);
        return keys;
    }

    // Which stage `{to: STAGE}` means is known when the pathways are read.
    void read_when_full(Resource& resource) {
        const text::Node* full = reader_.find("when_full");
        if (!full || full->scalar == "go_on") return;
        if (full->is_mapping()) {
            const Reader turned{compilation_, *full, "turned away", reader_.address("when_full")};
            resource.when_full = Resource::WhenFull::turn_away;
        } else if (full->scalar == "wait") {
            resource.when_full = Resource::WhenFull::wait;
        } else {
            compilation_.fault(*full, fmt::format("{} is no choice for `when_full`", describe(*full)),
                               suggestion(full->scalar, {"go_on", "wait", "{to: STAGE}"}, "word"));
        }
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
                if (auto cell = cell_of(compilation_, *table, site_.find(column.text), row[i]))
                    node.entries.push_back({column.text, false, row[i].mark, std::move(*cell)});
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
        WrittenSite site{node, {}};
        site.keys.entries.clear();
        for (const text::Entry& entry : node.entries) {
            const bool a_slip = text::nearest(entry.key, site_.keys()).has_value();  // the reader tells it, and goes on
            if (is_column(entry.key))
                site.columns.push_back(entry);
            else if (site_.find(entry.key) || is_basis_key(entry.key) || a_slip)
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

    // Whose site it is: the value of each attribute that the pool is kept apart by.
    std::vector<std::uint16_t> codes(const WrittenSite& written, const std::string& address) {
        std::vector<std::uint16_t> codes;
        for (const AttributeId by : compilation_.plan.at(pool_).kept_apart_by()) {
            const std::string& name = compilation_.plan.at(by).name;
            const auto column = std::find_if(written.columns.begin(), written.columns.end(),
                                             [&](const text::Entry& entry) { return entry.key == name; });
            std::optional<std::uint16_t> code;
            if (column != written.columns.end())
                code = compilation_.code_of(by, column->value.scalar, column->value.mark);
            else
                compilation_.fault(written.keys, fmt::format("`{}` is missing in `{}`", name, address),
                                   fmt::format("with `{}: {}` a site is of one of its values", given(compilation_.plan.at(pool_).gives) ? "gives" : "by", name));
            codes.push_back(code.value_or(0));
        }
        return codes;
    }

    std::optional<Date> planned(const Reader& reader, std::string_view key, LawId slip) {
        return change_date(compilation_, reader.address(key), reader.date(key), earliest(compilation_, slip));
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
        site.opens = planned(reader, "opens", slip.opens);
        site.closes = planned(reader, "closes", slip.closes);
        if (site.opens && site.closes && *site.opens >= *site.closes)
            compilation_.fault(*reader.find("closes"), fmt::format("`{}` closes before it opens", name));
        const Date start = compilation_.plan.calendar.start();
        const Date needed_from = std::max(start, site.opens.value_or(start));
        site.capacity = reader.value("capacity", needed_from);
        site.usable = reader.value("usable", needed_from);
        site.cost_per_day = reader.value("cost_per_day", needed_from);
        site.cost_open = reader.value("cost_open", needed_from);
        site.payer = reader.text("payer");
        if (const text::Node* who = reader.find("who")) site.who = compile_condition(compilation_, *who, Of::household);
        if (site.opens) site.slip_opens = slip.opens;
        if (site.opens) site.never = slip.never;
        if (site.closes) site.slip_closes = slip.closes;
        for (const text::Entry& column : written.columns) site.columns.emplace_back(column.key, column.value.scalar);
        site.by_codes = codes(written, reader.address());
        auto& marks = compilation_.column_marks.emplace_back();
        for (const text::Entry& column : written.columns) marks[column.key] = column.value.mark;
        for (const auto& [key, value] : {std::pair{"capacity", site.capacity}, std::pair{"usable", site.usable},
                                         std::pair{"cost_open", site.cost_open}})
            if (const text::Node* node = reader.find(key)) expect_same_for_all(compilation_, value, *node);
        compilation_.plan.sites.push_back(std::move(site));
        compilation_.plan.resources[index(pool_)].sites.push_back(id);
    }
};

}  // namespace

void read_places(Compilation& compilation, const Reader& reader, ResourceId pool) {
    PlacesReader{compilation, reader, pool}.read();
}

void complete_places(Compilation& compilation) {
    Plan& plan = compilation.plan;
    for (std::size_t id = 0; id < plan.resources.size(); ++id) {
        Resource& pool = plan.resources[id];
        if (pool.when_full != Resource::WhenFull::turn_away) continue;
        const text::Node& keys = compilation.section("resources").find(pool.name)->value;
        const text::Entry* to =
            find_key(find_key(keys, kind_of("places"), "when_full")->value, kind_of("turned away"), "to");
        if (!to) continue;
        pool.turned_to.assign(plan.pathways.size(), none<StageId>);
        for (std::size_t pathway = 0; pathway < plan.pathways.size(); ++pathway) {
            const auto lodges = [&](StageId stage) {
                return plan.at(stage).lodge == Stage::Lodge::pool && plan.at(stage).pool == static_cast<ResourceId>(id);
            };
            const auto& stages = plan.pathways[pathway].stages;
            if (std::none_of(stages.begin(), stages.end(), lodges)) continue;
            const StageId turned_to = compilation.stage_of(static_cast<PathwayId>(pathway), to->value);
            if (!given(turned_to) || !lodges(turned_to))
                pool.turned_to[pathway] = turned_to;
            else
                compilation.fault(to->value, fmt::format("`{}` lodges in `{}` itself: who is turned away could not enter it",
                                                         plan.at(turned_to).name, pool.name));
        }
    }
}

}  // namespace doorstroom::language
