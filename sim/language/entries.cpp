#include "language/entries.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "language/axes.hpp"
#include "language/conditions.hpp"
#include "language/shares.hpp"

namespace doorstroom::language {

namespace {

class EntryReader {
public:
    EntryReader(Compilation& compilation, const Reader& reader, Stage& stage)
        : compilation_(compilation), reader_(reader), stage_(stage) {}

    void read() {
        if (const text::Node* set = reader_.find("set"))
            for (const text::Entry* entry : compilation_.entries(*set, "attribute")) read_setting(*entry);
        read_start();
        read_stop();
        read_bring();
        read_join();
        read_release();
        read_give_back();
    }

private:
    Compilation& compilation_;
    const Reader& reader_;
    Stage& stage_;

    void read_setting(const text::Entry& entry);
    void set_from_linked(const text::Node& name, Setting& setting);
    void set_from_site(const text::Node& column, Setting& setting);
    void read_start();
    void read_stop();
    void read_bring();
    void read_join();
    void read_release();
    void read_give_back();
    bool moves_persons() const { return compilation_.plan.at(stage_.pathway).moves_persons; }
};

void EntryReader::read_setting(const text::Entry& entry) {
    if (number_called(entry.key))
        return compilation_.fault_at_key(entry, fmt::format("`{}` is a number and cannot be set", entry.key));
    Setting setting;
    setting.attribute = compilation_.look_up(compilation_.attributes, name_node(entry), "attribute");
    if (!given(setting.attribute)) return;
    const text::Entry* linked = entry.value.find("linked");
    const text::Entry* site = entry.value.find("site");
    const auto alone = std::count_if(entry.value.entries.begin(), entry.value.entries.end(),
                                     [](const text::Entry& key) { return !is_basis_key(key.key); }) == 1;
    if (linked && alone)
        set_from_linked(linked->value, setting);
    else if (site && alone)
        set_from_site(site->value, setting);
    else
        setting.shares = compile_shares(compilation_, entry.value, reader_.address("set." + entry.key),
                                        setting.attribute, compilation_.plan.calendar.start());
    stage_.set.push_back(std::move(setting));
}

// The other attribute's values are values of this one.
void EntryReader::set_from_linked(const text::Node& name, Setting& setting) {
    setting.from = Setting::From::linked;
    setting.source = compilation_.look_up(compilation_.attributes, name, "attribute");
    if (!given(setting.source)) return;
    const Plan& plan = compilation_.plan;
    if (plan.at(setting.source).of_person)
        return compilation_.fault(name, fmt::format("`{}` is of each person; the linked household has none", name.scalar));
    for (const std::string& value : plan.at(setting.source).values) {
        const auto& codes = compilation_.codes[index(setting.attribute)];
        const auto code = codes.find(value);
        if (code == codes.end())
            return compilation_.fault(name, fmt::format("the value `{}` of `{}` is no value of attribute `{}`", value,
                                                        name.scalar, plan.at(setting.attribute).name));
        setting.code_of_value.push_back(code->second);
    }
}

void EntryReader::set_from_site(const text::Node& column, Setting& setting) {
    setting.from = Setting::From::site;
    bool anywhere = false;
    for (std::size_t id = 0; id < compilation_.plan.sites.size(); ++id) {
        std::uint16_t code = 0;
        for (const auto& own : compilation_.plan.sites[id].columns) {
            if (own.first != column.scalar) continue;
            anywhere = true;
            const auto& marks = compilation_.column_marks[id];
            code = compilation_.code_of(setting.attribute, own.second, marks.find(own.first)->second).value_or(0);
        }
        setting.code_of_site.push_back(code);
    }
    if (!anywhere) compilation_.fault(column, fmt::format("no site has a column {}", describe(column)));
}

void EntryReader::read_start() {
    const text::Node* start = reader_.find("start");
    if (!start) return;
    for (const text::Entry* entry : compilation_.entries(*start, "pathway")) {
        const Reader reader{compilation_, entry->value, "start", reader_.address("start." + entry->key)};
        Start made;
        made.name = entry->key;
        made.pathway = compilation_.look_up(compilation_.pathways, name_node(*entry), "pathway");
        if (const text::Node* who = reader.find("who")) {
            const Whom whom = compile_whom(compilation_, *who);
            made.who = whom.who;
            made.when = whom.when;
        }
        made.chance = reader.value("chance");
        made.after = reader.law("after");
        if (given(made.pathway)) {
            const Pathway& pathway = compilation_.plan.at(made.pathway);
            made.at = reader.has("at") ? reader.stage("at", made.pathway) : pathway.first;
            if (moves_persons() && !pathway.moves_persons)
                compilation_.fault_at_key(*entry,
                                          fmt::format("one person cannot start `{}`: it moves households", entry->key));
        }
        stage_.start.push_back(std::move(made));
    }
}

void EntryReader::read_stop() {
    const text::Node* stop = reader_.find("stop");
    if (!stop) return;
    stage_.stop_all = stop->scalar == "all";
    if (stage_.stop_all) return;
    for (const text::Node* name : reader_.names("stop")) {
        const PathwayId pathway = compilation_.look_up(compilation_.pathways, *name, "pathway", {"all"});
        if (!given(pathway)) continue;
        stage_.stop.push_back(pathway);
        if (moves_persons() && !compilation_.plan.at(pathway).moves_persons)
            compilation_.fault(*name, fmt::format("one person cannot stop `{}`: it moves households", name->scalar));
    }
}

void EntryReader::read_bring() {
    const text::Node* bring = reader_.find("bring");
    if (!bring) return;
    for (const text::Entry* entry : compilation_.entries(*bring, "source")) {
        const Reader reader{compilation_, entry->value, "bring", reader_.address("bring." + entry->key)};
        stage_.bring.push_back({compilation_.look_up(compilation_.sources, name_node(*entry), "source"),
                                reader.value("chance"), reader.law("after")});
    }
}

void EntryReader::read_join() {
    stage_.join_linked = reader_.choice("join").has_value();
    if (!stage_.join_linked) return;
    const text::Entry& entry = *reader_.entry("join");
    if (moves_persons())
        compilation_.fault_at_key(entry, fmt::format("`{}` moves persons: a whole household joins another",
                                                     compilation_.plan.at(stage_.pathway).name));
    else if (!stage_.final)
        compilation_.fault_at_key(entry, "`join` belongs to a final stage: the journey of who joins ends");
}

void EntryReader::read_release() {
    for (const text::Node* name : reader_.names("release")) {
        const ResourceId resource = compilation_.look_up(compilation_.resources, *name, "resource");
        if (!given(resource)) continue;
        stage_.release.push_back(resource);
        if (compilation_.plan.at(resource).kind != Resource::Kind::servers)
            compilation_.fault(*name, fmt::format("`{}` is not held, so it cannot be released", name->scalar),
                               "servers are held");
    }
}

void EntryReader::read_give_back() {
    const text::Node* give_back = reader_.find("give_back");
    if (!give_back) return;
    for (const text::Entry* entry : compilation_.entries(*give_back, "opening")) {
        const ResourceId resource = compilation_.look_up(compilation_.resources, name_node(*entry), "resource");
        const std::string& which = entry->value.scalar;
        if (which != "last" && which != "earlier")
            compilation_.fault(entry->value,
                               fmt::format("{} is no choice for `give_back`", describe(entry->value)),
                               suggestion(which, {"last", "earlier"}, "word"));
        if (!given(resource)) continue;
        stage_.give_back.push_back({resource, which == "earlier"});
        if (compilation_.plan.at(resource).kind != Resource::Kind::slots)
            compilation_.fault_at_key(*entry, fmt::format("`{}` has no openings to give back", entry->key),
                                      "servers are released, places left");
    }
}

}  // namespace

void compile_entry(Compilation& compilation, const Reader& stage_reader, Stage& stage) {
    EntryReader{compilation, stage_reader, stage}.read();
}

Whom compile_whom(Compilation& compilation, const text::Node& node) {
    if (node.scalar == "adults") return {Start::Who::adults, none<ConditionId>};
    if (node.scalar == "children") return {Start::Who::children, none<ConditionId>};
    if (node.is_mapping()) return {Start::Who::all, compile_condition(compilation, node, Of::household)};
    compilation.fault(node, fmt::format("expected adults, children or a condition, found {}", describe(node)),
                      suggestion(node.scalar, {"adults", "children"}, "word"));
    return {};
}

void collect_set_columns(Compilation& compilation, const text::Node& node) {
    for (const text::Node& item : node.items) collect_set_columns(compilation, item);
    for (const text::Entry& entry : node.entries) {
        if (entry.key == "site" && entry.value.is_scalar()) compilation.site_columns.insert(entry.value.scalar);
        collect_set_columns(compilation, entry.value);
    }
}

}  // namespace doorstroom::language
