// run, attributes and the names of all that refers to one another.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "language/compile.hpp"
#include "language/reader.hpp"
#include "text/scalar.hpp"

namespace doorstroom::language {

namespace {

// Stands in for a run that could not be read: so late that no date of the scenario is too late.
const Calendar no_calendar{Date{std::chrono::days{2932896}}, Date{std::chrono::days{2932897}}, 1, 1};

Calendar calendar_of(Compilation& compilation, const Reader& run) {
    const auto start = run.date("start"), end = run.date("end");
    const double tick = run.duration_days("tick").value_or(1);
    const double ticks_per_day = tick > 0 ? std::round(1 / tick) : 0;
    const bool divides = ticks_per_day >= 1 && ticks_per_day <= 86400 && std::abs(tick * ticks_per_day - 1) < 1e-9;
    const bool whole_days = tick >= 1 && tick <= 366 && tick == std::floor(tick);
    if (!divides && !whole_days)
        compilation.fault(*run.find("tick"), "a tick divides a day, or is whole days",
                          "such as `1 hour`, `1 day` or `7 days`");
    if (start && end && *start >= *end) compilation.fault(*run.find("end"), "the run ends before it begins");
    if (!start || !end || *start >= *end || (!divides && !whole_days)) return no_calendar;
    return {*start, *end, divides ? static_cast<std::int32_t>(ticks_per_day) : 1,
            whole_days ? static_cast<std::int32_t>(tick) : 1};
}

// A value of an attribute as it stands: in a list it is a name, in a table any text that output can hold.
struct Written {
    std::string text;
    Mark mark;
    bool quoted = false;
};

std::vector<Written> values_from_table(Compilation& compilation, const Reader& reader) {
    const LoadedTable* table = open_table(compilation, *reader.find("table"));
    const text::Node* name = reader.find("value");
    if (!name) compilation.fault(reader.node(), "`value` is missing: the column with the values of the attribute");
    if (!table || !name) return {};
    const auto column = column_of(compilation, *table, reader.text("value"), *name);
    if (!column) return {};
    std::vector<Written> values;
    std::set<std::string> seen;  // a table may have more rows for one value
    for (const auto& row : table->cells.rows)
        if (seen.insert(row[*column].text).second) values.push_back({row[*column].text, row[*column].mark, true});
    for (const Written& value : values)
        if (value.text.empty() || value.text.find_first_of(".;=") != std::string::npos)
            compilation.fault(value.mark, std::max(1U, characters(value.text)),
                              fmt::format("{} cannot be the value of an attribute", quote(value.text)),
                              "it has no `.`, `;` or `=`");
    return values;
}

std::vector<Written> values_in_list(Compilation& compilation, const text::Node& list) {
    std::vector<Written> values;
    std::set<std::string> seen;
    for (const text::Node& item : list.items) {
        if (!item.is_scalar()) {
            compilation.fault(item, fmt::format("expected a name, found {}", describe(item)));
            continue;
        }
        compilation.check_name(item.scalar, item.quoted, item.mark);
        if (seen.insert(item.scalar).second)
            values.push_back({item.scalar, item.mark, item.quoted});
        else
            compilation.fault(item, fmt::format("the value `{}` stands here twice", item.scalar));
    }
    if (!list.is_sequence())
        compilation.fault(list, fmt::format("expected a list of values, found {}", describe(list)));
    return values;
}

// Whether a choice of two is this one; a slip of the pen counts as the word it is near to.
bool is_meant(const text::Node* node, const std::string& word, const std::string& other) {
    return node && text::nearest(node->scalar, {word, other}) == word;
}

struct Declared {
    std::vector<Written> values;
    bool of_person = false;
};

Declared declaration(Compilation& compilation, const text::Entry& entry) {
    const bool is_sex = entry.key == "sex";
    if (!entry.value.is_mapping()) return {values_in_list(compilation, entry.value), is_sex};
    const Reader reader{compilation, entry.value, "attribute", "attributes." + entry.key};
    const auto of = reader.choice("of");
    if (is_sex && of == std::size_t{0})
        compilation.fault(*reader.find("of"), "a household has no `sex`: each of its persons has");
    const bool of_person = is_sex || is_meant(reader.find("of"), "person", "household");
    const std::string_view form = reader.one_of({"values", "table"});
    if (form == "table") return {values_from_table(compilation, reader), of_person};
    if (form.empty()) return {{}, of_person};
    return {values_in_list(compilation, *reader.find("values")), of_person};
}

// Whether that word stands anywhere as a key or a text: what is built in exists only when it is asked for.
bool speaks_of(const text::Node& node, std::string_view word) {
    if (node.is_scalar()) return node.scalar == word;
    return std::any_of(node.items.begin(), node.items.end(),
                       [&](const text::Node& item) { return speaks_of(item, word); }) ||
           std::any_of(node.entries.begin(), node.entries.end(), [&](const text::Entry& entry) {
               return entry.key == word || speaks_of(entry.value, word);
           });
}

// Attributes of households are packed into one word of 64 bits, those of persons into another.
class Packer {
public:
    explicit Packer(Compilation& compilation) : compilation_(compilation) {}

    // False when there is no room.
    bool add(const std::string& name, const Declared& declared) {
        const auto id = static_cast<AttributeId>(compilation_.plan.attributes.size());
        compilation_.attributes[name] = id;
        auto& codes = compilation_.codes.emplace_back();
        Attribute& attribute = compilation_.plan.attributes.emplace_back();
        attribute.name = name;
        attribute.of_person = declared.of_person;
        attribute.values.emplace_back("unset");
        codes["unset"] = 0;
        for (const Written& value : declared.values) {
            codes[value.text] = static_cast<std::uint16_t>(attribute.values.size());
            attribute.values.push_back(value.text);
        }
        while ((std::size_t{1} << attribute.bits) < attribute.values.size()) ++attribute.bits;
        std::uint32_t& used = declared.of_person ? of_persons_ : of_households_;
        if (used + attribute.bits > 64) return false;
        attribute.shift = static_cast<std::uint8_t>(used);
        used += attribute.bits;
        return true;
    }

private:
    Compilation& compilation_;
    std::uint32_t of_households_ = 0;
    std::uint32_t of_persons_ = 0;
};

void declare_stages(Compilation& compilation, const text::Entry& entry) {
    Plan& plan = compilation.plan;
    const auto id = static_cast<PathwayId>(plan.pathways.size());
    Pathway& pathway = plan.pathways.emplace_back();
    pathway.name = entry.key;
    compilation.pathways[entry.key] = id;
    if (const text::Entry* moves = find_key(entry.value, kind_of("pathway"), "moves"))
        pathway.moves_persons = is_meant(&moves->value, "person", "household");
    const text::Entry* stages = find_key(entry.value, kind_of("pathway"), "stages");
    if (!stages) return;
    for (const text::Entry* stage : compilation.entries(stages->value, "stage")) {
        compilation.check_name(stage->key, stage->key_quoted, stage->key_mark);
        const auto stage_id = static_cast<StageId>(plan.stages.size());
        Stage& made = plan.stages.emplace_back();
        made.name = entry.key + "." + stage->key;
        made.pathway = id;
        // Known before anything is read: a condition may ask who reached it.
        if (const text::Entry* final = find_key(stage->value, kind_of("stage"), "final"))
            made.final = final->value.scalar == "true" && !final->value.quoted;
        pathway.stages.push_back(stage_id);
        compilation.stages[made.name] = stage_id;
    }
    const text::Entry* first = find_key(entry.value, kind_of("pathway"), "first");
    if (first)
        pathway.first = compilation.stage_of(id, first->value);
    else if (!pathway.stages.empty())
        pathway.first = pathway.stages.front();
}

// Every row of the output is counted at the end of a tick of its own.
void check_report(Compilation& compilation, const Reader& run) {
    constexpr double shortest[] = {1, 1, 7, 28, 90, 181, 365};  // days, by Period
    const Plan& plan = compilation.plan;
    if (plan.calendar.days_per_tick() <= shortest[static_cast<std::size_t>(plan.report)] || !run.has("tick")) return;
    compilation.fault(*run.find(run.has("report") ? "report" : "tick"),
                      fmt::format("a tick of {} days is longer than a period of the report", plan.calendar.days_per_tick()),
                      "a shorter `tick`, or a longer `report`");
}

}  // namespace

void compile_run(Compilation& compilation) {
    Plan& plan = compilation.plan;
    const Reader scenario{compilation, compilation.root, "scenario", ""};
    if (const auto schema = scenario.whole("schema", 1, 1); schema != 1)
        compilation.fault(*scenario.find("schema"), "this version reads `schema: 1`");
    plan.scenario = scenario.text("scenario");
    if (scenario.has("scenario")) compilation.check_name(plan.scenario, true, scenario.find("scenario")->mark);
    plan.title = scenario.title("title");
    plan.calendar = no_calendar;
    if (!scenario.has("run")) return;
    const Reader run{compilation, *scenario.find("run"), "run", "run"};
    plan.calendar = calendar_of(compilation, run);
    plan.replications =
        static_cast<std::int32_t>(std::min<std::int64_t>(run.whole("replications", 1, 1), 1'000'000'000));
    plan.seed = static_cast<std::uint64_t>(run.whole("seed", 1, 0));
    const auto first_choice = static_cast<std::size_t>(Period::day);  // an output by the hour does not exist
    if (const auto report = run.choice("report")) plan.report = static_cast<Period>(*report + first_choice);
    check_report(compilation, run);
}

void compile_attributes(Compilation& compilation) {
    static const std::set<std::string> built_in{"household_size", "expected_size", "age", "member", "payer"};
    Packer packer{compilation};
    for (const text::Entry* entry : compilation.entries(compilation.section("attributes"), "attribute")) {
        compilation.check_name(entry->key, entry->key_quoted, entry->key_mark);
        if (built_in.count(entry->key)) compilation.fault_at_key(*entry, fmt::format("`{}` is built in", entry->key));
        const Declared declared = declaration(compilation, *entry);
        if (declared.values.size() > 65535)
            compilation.fault_at_key(*entry, "an attribute has at most 65,535 values");
        if (!packer.add(entry->key, declared))
            compilation.fault_at_key(
                *entry,
                fmt::format("`{}` does not fit: all attributes of {} together take more than 64 bits", entry->key,
                            declared.of_person ? "a person" : "a household"),
                "an attribute takes as many bits as tell its values and `unset` apart");
    }
    if (compilation.attributes.count("sex") || !speaks_of(compilation.root, "sex")) return;
    if (!packer.add("sex", {{{"female", {}, false}, {"male", {}, false}}, true}))
        compilation.fault(compilation.section("attributes"), "the attributes of a person leave no room for `sex`",
                          "all of them together take no more than 64 bits");
}

void declare_names(Compilation& compilation) {
    for (const text::Entry* entry : compilation.entries(compilation.section("pathways"), "pathway")) {
        compilation.check_name(entry->key, entry->key_quoted, entry->key_mark);
        declare_stages(compilation, *entry);
    }
    for (const text::Entry* entry : compilation.entries(compilation.section("resources"), "resource")) {
        compilation.check_name(entry->key, entry->key_quoted, entry->key_mark);
        compilation.resources[entry->key] = static_cast<ResourceId>(compilation.plan.resources.size());
        Resource& resource = compilation.plan.resources.emplace_back();
        resource.name = entry->key;
        if (const text::Entry* kind = find_key(entry->value, kind_of("places"), "kind"))
            resource.kind = kind->value.scalar == "slots"    ? Resource::Kind::slots
                            : kind->value.scalar == "places" ? Resource::Kind::places
                                                             : Resource::Kind::servers;
    }
    for (const text::Entry* entry : compilation.entries(compilation.section("sources"), "source")) {
        compilation.check_name(entry->key, entry->key_quoted, entry->key_mark);
        compilation.sources[entry->key] = static_cast<SourceId>(compilation.plan.sources.size());
        compilation.plan.sources.emplace_back().name = entry->key;
    }
}

}  // namespace doorstroom::language
