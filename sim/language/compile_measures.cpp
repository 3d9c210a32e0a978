// measures: what is counted, of whom, and how it is broken down.
#include <fmt/format.h>

#include <algorithm>

#include "language/compile.hpp"
#include "language/conditions.hpp"
#include "language/measure_groups.hpp"
#include "language/measure_stages.hpp"
#include "language/reader.hpp"
#include "text/scalar.hpp"

namespace doorstroom::language {

namespace {

using Kind = Measure::Kind;

struct KindRow {
    std::string_view key;
    Kind kind;
};
constexpr KindRow kinds[] = {
    {"persons", Kind::persons},
    {"households", Kind::households},
    {"queue", Kind::queue},
    {"used", Kind::used},
    {"unplaced", Kind::unplaced},
    {"capacity", Kind::capacity},
    {"flow", Kind::flow},
    {"unused", Kind::unused},
    {"wait", Kind::wait},
    {"time", Kind::time},
    {"over_term", Kind::over_term},
    {"wait_by_cause", Kind::wait_by_cause},
    {"cost", Kind::cost},
    {"sum", Kind::sum},
    {"difference", Kind::difference},
    {"ratio", Kind::ratio},
    {"cumulative", Kind::cumulative},
    {"below", Kind::below},
};

bool is_stock(Kind kind) { return kind <= Kind::capacity || kind == Kind::over_term; }
bool is_derived(Kind kind) { return kind >= Kind::sum; }

class MeasureReader {
public:
    MeasureReader(Compilation& compilation, const text::Entry& entry, Measure& measure)
        : compilation_(compilation),
          measure_(measure),
          reader_(compilation, entry.value, "measure", "measures." + entry.key) {}

    void read();

private:
    Compilation& compilation_;
    Measure& measure_;
    const Reader reader_;
    std::string_view key_;

    const text::Node& what() const { return *reader_.find(key_); }
    Reader inner(std::string_view kind) const { return {compilation_, what(), kind, reader_.address(key_)}; }
    void read_counted(const Reader& reader);
    void read_doors(const Reader& reader, const std::vector<const text::Node*>& names);
    void read_flow();
    void read_passage();
    void read_over_term();
    void read_wait_by_cause();
    void read_resource();
    void read_operands();
    void read_unit();
    void read_over();
    void read_by();
    void check_supply_breakdown();
    void check_supply_condition(const Resource& resource, ConditionId id);
    bool is_flow_of_openings() const;
};

void MeasureReader::read() {
    measure_.title = reader_.title("title");
    std::vector<std::string_view> keys;
    for (const KindRow& row : kinds) keys.push_back(row.key);
    key_ = reader_.one_of(keys);
    if (key_.empty()) return;
    for (const KindRow& row : kinds)
        if (row.key == key_) measure_.kind = row.kind;
    switch (measure_.kind) {
        case Kind::persons:
        case Kind::households: read_counted(inner("counted")); break;
        case Kind::cost: read_counted(inner("spent")); break;
        case Kind::flow: read_flow(); break;
        case Kind::wait:
        case Kind::time: read_passage(); break;
        case Kind::over_term: read_over_term(); break;
        case Kind::wait_by_cause: read_wait_by_cause(); break;
        case Kind::queue:
        case Kind::used:
        case Kind::unplaced:
        case Kind::capacity:
        case Kind::unused: read_resource(); break;
        default: read_operands();
    }
    if (const text::Node* where = reader_.find("where"))
        measure_.where = compile_condition(compilation_, *where, Of::household_at_a_site);
    read_by();
    read_over();
    read_unit();
    if (is_derived(measure_.kind) && reader_.has("where"))
        compilation_.fault_at_key(*reader_.entry("where"),
                                  fmt::format("`where` belongs to the measures that `{}` is made of", measure_.name));
    if (reader_.has("start") && measure_.kind != Kind::cumulative)
        compilation_.fault_at_key(*reader_.entry("start"), "only a `cumulative` has a `start`");
}

void MeasureReader::read_counted(const Reader& reader) {
    const auto stages = reader.names("stage");
    measure_.any_stage = stages.empty();
    measure_.stages =
        stages_named(compilation_, stages, measure_.kind == Kind::cost ? Whole::all_stages : Whole::under_way);
    if (const text::Node* pillar = reader.find("pillar")) {
        const auto of_pillar = stages_of_pillar(compilation_, *pillar);
        std::vector<StageId> kept;
        for (const StageId stage : of_pillar)
            if (measure_.any_stage ||
                std::find(measure_.stages.begin(), measure_.stages.end(), stage) != measure_.stages.end())
                kept.push_back(stage);
        if (kept.empty() && !of_pillar.empty())
            compilation_.fault(*pillar, fmt::format("none of these stages has pillar `{}`", pillar->scalar));
        measure_.stages = kept;
        measure_.any_stage = false;
    }
    read_doors(reader, stages);
    for (const text::Node* name : reader.names("lodged")) {
        const ResourceId pool = compilation_.look_up(compilation_.resources, *name, "pool of places");
        if (!given(pool)) continue;
        measure_.lodged.push_back(pool);
        if (compilation_.plan.at(pool).kind != Resource::Kind::places)
            compilation_.fault(*name, fmt::format("nobody lodges in `{}`: it has no places", name->scalar));
    }
    if (measure_.kind == Kind::cost) return;
    measure_.longer_than_days = reader.duration_days("longer_than");
    if (measure_.any_stage && measure_.longer_than_days)
        compilation_.fault(*reader.find("longer_than"),
                           "`longer_than` needs a `stage` or a `pillar`: it counts from entering it");
    if (measure_.any_stage && measure_.lodged.empty())
        compilation_.fault(what(), fmt::format("`{}` does not say whom it counts", reader.address()),
                           "`stage`, `lodged` or `pillar`");
}

// Who stands at a door of a pathway is on it, but in no stage: neither of a pillar, nor there for longer than anything.
void MeasureReader::read_doors(const Reader& reader, const std::vector<const text::Node*>& names) {
    if (measure_.kind == Kind::cost || reader.has("pillar") || reader.has("longer_than")) return;
    const Plan& plan = compilation_.plan;
    const auto has_a_door = [&](StageId id) {
        const Stage& stage = plan.at(id);
        return stage.lodge == Stage::Lodge::pool && given(stage.pool) &&
               plan.at(stage.pool).when_full == Resource::WhenFull::wait;
    };
    for (const text::Node* name : names) {
        const auto found = compilation_.pathways.find(name->scalar);
        if (found == compilation_.pathways.end()) continue;
        const auto& stages = plan.at(found->second).stages;
        if (std::any_of(stages.begin(), stages.end(), has_a_door)) measure_.doors.push_back(found->second);
    }
}

void MeasureReader::read_flow() {
    const Reader reader = inner("flow");
    const std::string_view key = reader.one_of({"into", "out_of", "from"});
    if (key == "from" && !reader.has("to")) compilation_.fault(what(), "`from` needs `to`");
    if (reader.has("to") && key != "from") compilation_.fault(what(), "`to` needs `from`");
    if (key == "into") measure_.stages = stages_named(compilation_, reader.names("into"), Whole::all_stages);
    if (key == "out_of") measure_.from = stages_named(compilation_, reader.names("out_of"), Whole::under_way);
    if (key == "from") {
        measure_.stages = stages_named(compilation_, reader.names("to"), Whole::refused);
        measure_.from = stages_named(compilation_, reader.names("from"), Whole::refused);
    }
    for (const StageId stage : measure_.from)
        if (compilation_.plan.at(stage).final)
            compilation_.fault(what(),
                               fmt::format("nobody leaves `{}`: it is final", compilation_.plan.at(stage).name));
}

void MeasureReader::read_passage() {
    const Reader reader = inner("passage");
    const std::string_view key = reader.one_of({"stage", "from"});
    measure_.between = key == "from";
    if (measure_.between != reader.has("to")) compilation_.fault(what(), "`from` and `to` go together");
    measure_.stages = stages_named(compilation_, reader.names(measure_.between ? "to" : "stage"), Whole::under_way);
    if (measure_.between) measure_.from = stages_named(compilation_, reader.names("from"), Whole::refused);
    for (const StageId stage : measure_.stages)
        if (!measure_.between && compilation_.plan.at(stage).final)
            compilation_.fault(what(),
                               fmt::format("nobody leaves `{}`: it is final", compilation_.plan.at(stage).name));
}

void MeasureReader::read_over_term() {
    for (const StageId stage : stages_named(compilation_, inner("stages").names("stage"), Whole::under_way))
        if (given(compilation_.plan.at(stage).term_days)) measure_.stages.push_back(stage);
    if (measure_.stages.empty()) compilation_.fault(what(), "none of these stages has a `term`");
}

void MeasureReader::read_wait_by_cause() {
    measure_.stages = stages_named(compilation_, inner("stages").names("stage"), Whole::under_way);
    for (const StageId stage : measure_.stages)
        if (compilation_.plan.at(stage).final)
            compilation_.fault(what(), fmt::format("nobody waits in `{}`: it is final", compilation_.plan.at(stage).name));
    measure_.by.push_back(by_cause());
}

void MeasureReader::read_resource() {
    measure_.resource = reader_.resource(key_);
    if (!given(measure_.resource)) return;
    const Resource& resource = compilation_.plan.at(measure_.resource);
    const bool places = resource.kind == Resource::Kind::places;
    if ((measure_.kind == Kind::queue && places) || (measure_.kind == Kind::unplaced && !places))
        compilation_.fault(
            what(),
            places ? fmt::format("nobody awaits `{}`: it has places", resource.name)
                   : fmt::format("nobody is placed in `{}`: it has no places", resource.name),
            places ? "`unplaced` counts persons without a place" : "`queue` counts persons waiting for it");
    if (measure_.kind == Kind::unused && resource.kind != Resource::Kind::slots)
        compilation_.fault(what(), fmt::format("only openings of slots lapse; `{}` has none", resource.name));
}

void MeasureReader::read_operands() {
    const text::Node& node = what();
    const std::size_t least = measure_.kind == Kind::sum ? 1 : 2;
    const bool exactly = measure_.kind == Kind::ratio || measure_.kind == Kind::below;
    std::vector<const text::Node*> items;
    if (measure_.kind == Kind::cumulative) {
        items.push_back(&node);
        measure_.start = reader_.value("start");
    } else {
        for (const text::Node& item : node.items) items.push_back(&item);
        if (items.size() < least || (exactly && items.size() != least))
            compilation_.fault(node,
                               fmt::format("`{}` expects a list of {}{} measures or numbers, found {}", key_, least,
                                           exactly ? "" : " or more",
                                           node.is_sequence() ? fmt::format("{}", items.size()) : describe(node)));
    }
    for (const text::Node* item : items) {
        Operand operand;
        if (const auto number = number_of(*item))
            operand.number = *number;
        else if (auto found = measure_named(compilation_, *item))
            operand = *found;
        else
            continue;
        measure_.operands.push_back(operand);
    }
}

bool MeasureReader::is_flow_of_openings() const {
    return (measure_.kind == Kind::used || measure_.kind == Kind::capacity) && given(measure_.resource) &&
           compilation_.plan.at(measure_.resource).kind == Resource::Kind::slots;
}

void MeasureReader::read_over() {
    measure_.over = reader_.choice_as("over", Over::end);
    const bool stock = is_stock(measure_.kind) && !is_flow_of_openings();
    measure_.at_moment = stock && measure_.over == Over::end;
    if (reader_.has("over") && !stock)
        compilation_.fault_at_key(*reader_.entry("over"),
                                  "only a stock is counted at the end or `over` a period; this is counted during one");
}

void MeasureReader::read_unit() {
    const text::Node* node = reader_.find("unit");
    const auto one_of_these = [&](const std::vector<std::string>& units) {
        if (!node) return units.front();
        if (std::find(units.begin(), units.end(), node->scalar) != units.end()) return node->scalar;
        compilation_.fault(*node,
                           fmt::format("wrong unit: {} cannot be the unit of `{}`", describe(*node), measure_.name),
                           suggestion(node->scalar, units, "unit"));
        return units.front();
    };
    switch (measure_.kind) {
        case Kind::flow:
            measure_.unit = one_of_these({"persons", "households"});
            measure_.count_households = measure_.unit == "households";
            break;
        case Kind::wait:
        case Kind::time:
            measure_.unit = one_of_these({"days", "minutes", "hours", "weeks", "months", "years"});
            measure_.days_per_unit = text::parse_duration_days("1 " + measure_.unit).value();
            break;
        case Kind::households: measure_.unit = one_of_these({"households"}); break;
        case Kind::wait_by_cause: measure_.unit = one_of_these({"person-days"}); break;
        case Kind::cost: measure_.unit = one_of_these({"EUR"}); break;
        case Kind::used:
        case Kind::capacity:
        case Kind::unused: {
            if (!given(measure_.resource)) break;
            const Resource& resource = compilation_.plan.at(measure_.resource);
            measure_.unit = resource.unit == Resource::Unit::value     ? "units"
                            : resource.unit == Resource::Unit::persons ? "persons"
                                                                       : "households";
            if (node) measure_.unit = reader_.text("unit");  // what they are called: homes, places
            break;
        }
        case Kind::sum:
        case Kind::difference:
        case Kind::ratio:
        case Kind::below:
        case Kind::cumulative: measure_.unit = reader_.text("unit"); break;  // completed once the operands are known
        default: measure_.unit = one_of_these({"persons"});
    }
}

void MeasureReader::read_by() {
    if (is_derived(measure_.kind)) return;  // theirs are those of what they are made of
    for (const text::Node* name : reader_.names("by")) measure_.by.push_back(breakdown_of(compilation_, measure_, *name));
    double groups = 1;
    for (const Breakdown& by : measure_.by) groups *= static_cast<double>(std::max<std::size_t>(1, by.labels.size()));
    if (groups > 1e6)
        compilation_.fault(*reader_.find("by"), fmt::format("`{}` would have {:.0f} groups", measure_.name, groups));
    const bool of_dwellings = given(measure_.resource) && compilation_.plan.at(measure_.resource).has_dwellings();
    if (measure_.kind == Kind::capacity || measure_.kind == Kind::unused || (measure_.kind == Kind::used && of_dwellings)) check_supply_breakdown();
}

// What there is, is known by supply and by site, not by who might take it.
void MeasureReader::check_supply_breakdown() {
    if (!given(measure_.resource)) return;
    const Resource& resource = compilation_.plan.at(measure_.resource);
    for (std::size_t i = 0; i < measure_.by.size(); ++i) {
        const Breakdown& by = measure_.by[i];
        const bool of_a_supply = given(by.attribute) &&
                                 (by.attribute == resource.gives ||
                                  std::find(resource.by.begin(), resource.by.end(), by.attribute) != resource.by.end());
        const bool of_a_site = resource.kind == Resource::Kind::places &&
                               (by.of == Breakdown::Of::site || by.of == Breakdown::Of::site_column);
        if (!of_a_supply && !of_a_site)
            compilation_.fault(*reader_.names("by")[i],
                               fmt::format("`{}` has no separate supply by `{}`", resource.name, by.name));
    }
    check_supply_condition(resource, measure_.where);
}

void MeasureReader::check_supply_condition(const Resource& resource, ConditionId id) {
    if (!given(id)) return;
    const Condition& condition = compilation_.plan.at(id);
    for (const ConditionId child : condition.children) check_supply_condition(resource, child);
    const bool of_a_supply = given(condition.attribute) && (condition.attribute == resource.gives ||
                                                            std::find(resource.by.begin(), resource.by.end(),
                                                                      condition.attribute) != resource.by.end());
    const bool of_a_site = condition.op == Condition::Op::site && resource.kind == Resource::Kind::places;
    const bool joins = condition.op == Condition::Op::all || condition.op == Condition::Op::any ||
                       condition.op == Condition::Op::negation;
    if (!joins && !of_a_supply && !of_a_site)
        compilation_.fault(*reader_.find("where"), fmt::format("`{}` has no separate supply for those", resource.name));
}

}  // namespace

void declare_measures(Compilation& compilation) {
    for (const text::Entry* entry : compilation.entries(compilation.section("measures"), "measure")) {
        compilation.check_name(entry->key, entry->key_quoted, entry->key_mark);
        compilation.measures[entry->key] = static_cast<MeasureId>(compilation.plan.measures.size());
        compilation.plan.measures.emplace_back().name = entry->key;
    }
}

void compile_measures(Compilation& compilation) {
    const auto entries = compilation.entries(compilation.section("measures"), "measure");
    for (const text::Entry* entry : entries) {
        Measure& measure = compilation.plan.measures[index(compilation.measures.find(entry->key)->second)];
        MeasureReader{compilation, *entry, measure}.read();
    }
    complete_derived(compilation, entries);
}

}  // namespace doorstroom::language
