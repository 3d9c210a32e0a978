// What is asked of people whom nobody makes so: an age, a household they are linked to, an opening they never took.
#include <fmt/format.h>

#include <algorithm>

#include "language/compile.hpp"
#include "language/conditions.hpp"
#include "language/ways.hpp"

namespace doorstroom::language {

namespace {

// ---- who asks for an age --------------------------------------------------------------------------------------------

class AsksAge {
public:
    explicit AsksAge(const Plan& plan) : plan_(plan) {}

    bool stage(const Stage& stage) const {
        return value(stage.priority) || value(stage.term_days) || value(stage.cost_entry) || value(stage.cost_per_day) ||
               law(stage.law) || condition(stage.until) || resources(stage) || ways(stage) || entry(stage);
    }
    bool shares(const Shares& shares) const {
        return law(shares.age_law) ||
               std::any_of(shares.chances.begin(), shares.chances.end(), [&](ValueId id) { return value(id); });
    }
    bool whom(Start::Who who, ConditionId when) const { return who != Start::Who::all || condition(when); }

private:
    const Plan& plan_;

    bool value(ValueId id) const {
        if (!given(id)) return false;
        const auto& axes = plan_.at(id).axes;
        return std::any_of(axes.begin(), axes.end(), [](const Axis& axis) { return axis.of == Axis::Of::age; });
    }

    bool law(LawId id) const {
        if (!given(id)) return false;
        const Law& law = plan_.at(id);
        return law.family == Law::Family::age || value(law.minimum) || value(law.maximum) ||
               std::any_of(law.parameters.begin(), law.parameters.end(), [&](const auto& own) { return value(own.value); }) ||
               std::any_of(law.quantiles.begin(), law.quantiles.end(), [&](const auto& own) { return value(own.second); });
    }

    bool condition(ConditionId id) const {
        return any_part(plan_, id, [](const Condition& part) { return part.op == Condition::Op::age; });
    }

    bool resources(const Stage& stage) const {
        if (given(stage.awaits) && value(plan_.at(stage.awaits).unit_value)) return true;
        if (!given(stage.pool)) return false;
        if (value(plan_.at(stage.pool).unit_value)) return true;
        const auto& sites = plan_.at(stage.pool).sites;
        return std::any_of(sites.begin(), sites.end(), [&](SiteId id) { return condition(plan_.at(id).who); });
    }

    bool ways(const Stage& stage) const {
        return std::any_of(stage.next.begin(), stage.next.end(),
                           [&](const Branch& way) { return condition(way.when) || value(way.chance); }) ||
               std::any_of(stage.reshares.begin(), stage.reshares.end(), [&](const std::vector<Reshare>& reshares) {
                   return std::any_of(reshares.begin(), reshares.end(), [&](const Reshare& each) { return value(each.chance); });
               }) ||
               std::any_of(stage.race.begin(), stage.race.end(), [&](const Clock& clock) {
                   return law(clock.after) || condition(clock.until) || condition(clock.when) || value(clock.chance);
               });
    }

    bool entry(const Stage& stage) const {
        return std::any_of(stage.set.begin(), stage.set.end(),
                           [&](const Setting& setting) { return shares(setting.shares); }) ||
               std::any_of(stage.start.begin(), stage.start.end(),
                           [&](const Start& start) {
                               return whom(start.who, start.when) || value(start.chance) || law(start.after);
                           }) ||
               std::any_of(stage.bring.begin(), stage.bring.end(),
                           [&](const Bring& bring) { return value(bring.chance) || law(bring.after); });
    }
};

// ---- who there is ---------------------------------------------------------------------------------------------------

// Those of one source or stock line.
struct People {
    std::string address;
    const text::Entry* entry = nullptr;
    StageSet reach;
    bool brought = false;  // by another household
    bool bring = false;    // other households
    bool have_ages = false;
    bool ask_ages = false;  // while they are made
};

bool gives_ages(const std::vector<Shares>& mix, const std::optional<Joint>& joint) {
    if (joint && std::any_of(joint->axes.begin(), joint->axes.end(),
                             [](const Joint::Axis& axis) { return axis.of == Shares::Of::age; }))
        return true;
    return std::any_of(mix.begin(), mix.end(), [](const Shares& shares) { return shares.of == Shares::Of::age; });
}

class Check {
public:
    explicit Check(Compilation& compilation) : compilation_(compilation), plan_(compilation.plan), asks_(compilation.plan) {
        for (std::size_t id = 0; id < plan_.sources.size(); ++id) add_source(static_cast<SourceId>(id));
        for (std::size_t id = 0; id < plan_.stock.size(); ++id) add_line(static_cast<StockId>(id));
    }

    void run() {
        check_limits();
        for (const People& people : people_) check_ages(people);
        for (std::size_t id = 0; id < plan_.stages.size(); ++id) check_stage(static_cast<StageId>(id));
    }

private:
    Compilation& compilation_;
    const Plan& plan_;
    const AsksAge asks_;
    std::vector<People> people_;

    bool ask(const std::vector<Shares>& mix) const {
        return std::any_of(mix.begin(), mix.end(), [&](const Shares& shares) { return asks_.shares(shares); });
    }

    void add(People people, std::vector<StageId> begins) {
        people.reach = reached_from(plan_, std::move(begins), Along::starts_too);
        for (std::size_t id = 0; id < plan_.stages.size(); ++id)
            people.bring |= people.reach[id] && !plan_.stages[id].bring.empty();
        people_.push_back(std::move(people));
    }

    void add_source(SourceId id) {
        const Source& source = plan_.at(id);
        People people;
        people.address = "sources." + source.name;
        people.entry = compilation_.section("sources").find(source.name);
        for (const Stage& stage : plan_.stages)
            for (const Bring& bring : stage.bring) people.brought |= bring.source == id;
        people.have_ages = gives_ages(source.mix, source.joint);
        people.ask_ages = ask(source.mix);
        add(std::move(people), {source.first});
    }

    void add_line(StockId id) {
        const StockLine& line = plan_.stock[index(id)];
        People people;
        people.address = "stock." + line.name;
        people.entry = compilation_.section("stock").find(line.name);
        people.brought = given(line.linked);
        for (const StockLine& other : plan_.stock) people.bring |= other.linked == id;
        people.have_ages = gives_ages(line.mix, line.joint);
        people.ask_ages = ask(line.mix);
        std::vector<StageId> begins{line.stage};
        for (const StockLine::Also& also : line.also) {
            begins.push_back(also.stage);
            people.ask_ages |= asks_.whom(also.who, also.when);
        }
        add(std::move(people), std::move(begins));
    }

    void check_limits() {
        constexpr std::size_t most = 64;
        const text::Node& pathways = compilation_.section("pathways");
        if (plan_.pathways.size() > most)
            compilation_.fault(pathways, fmt::format("{} pathways are too many", plan_.pathways.size()), "at most 64");
        if (plan_.watches.size() > most)
            compilation_.fault(pathways,
                               fmt::format("{} different conditions on `own` and `linked` are too many", plan_.watches.size()),
                               "at most 64");
    }

    void check_ages(const People& people) {
        if (people.have_ages || !people.entry) return;
        std::string asked = people.ask_ages ? "it" : "";
        for (std::size_t id = 0; asked.empty() && id < plan_.stages.size(); ++id)
            if (people.reach[id] && asks_.stage(plan_.stages[id])) asked = fmt::format("`{}`", plan_.stages[id].name);
        if (asked.empty()) return;
        compilation_.fault_at_key(*people.entry,
                                  fmt::format("`{}` gives nobody an age, and {} asks for it", people.address, asked),
                                  "`mix: {age: …}`, a distribution, or shares by lower bounds in years");
    }

    // Whether some of those who come to the stage are such; when nobody comes there, that is told elsewhere.
    template <class Are>
    bool some(StageId stage, const Are& are) const {
        bool anybody = false;
        for (const People& people : people_) {
            if (!people.reach[index(stage)]) continue;
            anybody = true;
            if (are(people)) return true;
        }
        return !anybody;
    }

    void check_stage(StageId id) {
        const Stage& stage = plan_.at(id);
        const text::Node& node = entry_of(compilation_, stage).value;
        const bool brought = some(id, [](const People& people) { return people.brought; });
        if (stage.join_linked && !brought)
            tell_unlinked(*node.find("join"), fmt::format("nobody who comes to `{}` was brought by a household", stage.name));
        for (const Setting& setting : stage.set)
            if (setting.from == Setting::From::linked && !brought)
                if (const text::Entry* set = node.find("set"))
                    tell_unlinked(*set->value.find(plan_.at(setting.attribute).name),
                                  fmt::format("nobody who comes to `{}` was brought by a household", stage.name));
        if (asks_linked(stage) && !some(id, [](const People& people) { return people.brought || people.bring; })) {
            const text::Entry* where = linked_in(node);
            if (!where) where = linked_in(compilation_.section("pathways").find(plan_.at(stage.pathway).name)->value);
            if (where)
                tell_unlinked(*where, fmt::format("nobody who comes to `{}` is linked to another household", stage.name));
        }
        for (const Stage::GiveBack& back : stage.give_back)
            if (!is_awaited(stage.pathway, back.resource))
                compilation_.fault_at_key(*node.find("give_back")->value.find(plan_.at(back.resource).name),
                                          fmt::format("nobody on `{}` takes an opening of `{}`",
                                                      plan_.at(stage.pathway).name, plan_.at(back.resource).name));
    }

    void tell_unlinked(const text::Entry& at, const std::string& message) {
        compilation_.fault_at_key(at, message, "households are linked by `bring`, or by `linked` in a stock line");
    }

    bool asks_linked(const Stage& stage) const {
        const auto asks = [&](ConditionId id) {
            return any_part(plan_, id, [](const Condition& part) { return part.op == Condition::Op::linked; });
        };
        return asks(stage.until) ||
               std::any_of(stage.next.begin(), stage.next.end(), [&](const Branch& way) { return asks(way.when); }) ||
               std::any_of(stage.race.begin(), stage.race.end(), [&](const Clock& clock) { return asks(clock.until); }) ||
               std::any_of(stage.start.begin(), stage.start.end(), [&](const Start& start) { return asks(start.when); });
    }

    // The first condition on `linked` in there.
    static const text::Entry* linked_in(const text::Node& node) {
        for (const text::Entry& entry : node.entries) {
            if (entry.key == "linked" && entry.value.is_mapping()) return &entry;
            if (const text::Entry* found = linked_in(entry.value)) return found;
        }
        for (const text::Node& item : node.items)
            if (const text::Entry* found = linked_in(item)) return found;
        return nullptr;
    }

    bool is_awaited(PathwayId pathway, ResourceId resource) const {
        const auto& stages = plan_.at(pathway).stages;
        return std::any_of(stages.begin(), stages.end(), [&](StageId id) {
            const Stage& stage = plan_.at(id);
            return stage.awaits == resource ||
                   std::any_of(stage.race.begin(), stage.race.end(), [&](const Clock& clock) {
                       return clock.kind == Clock::Kind::await && clock.resource == resource;
                   });
        });
    }
};

}  // namespace

void check_people(Compilation& compilation) {
    if (compilation.faults() > 0) return;  // what could not be read may be what is asked for
    Check{compilation}.run();
}

}  // namespace doorstroom::language
