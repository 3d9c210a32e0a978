#include "world/sheet.hpp"

#include <algorithm>

#include "doorstroom/ensure.hpp"

namespace doorstroom {

namespace {

// Names every draw once; two names with one address would share their luck.
class Addresses {
public:
    What name(const std::string& text) {
        const What address = what(text);
        const auto at = std::lower_bound(taken_.begin(), taken_.end(), std::pair(address, std::string{}));
        if (at != taken_.end() && at->first == address) ensure(at->second == text, "two decisions share an address; rename one");
        else taken_.insert(at, {address, text});
        return address;
    }

private:
    std::vector<std::pair<What, std::string>> taken_;
};

bool asks(const Plan& plan, ConditionId id, Condition::Op what) {
    if (!given(id)) return false;
    const Condition& condition = plan.at(id);
    return condition.op == what ||
           std::any_of(condition.children.begin(), condition.children.end(), [&](ConditionId child) { return asks(plan, child, what); });
}

bool asks_what_is_given(const Plan& plan, ConditionId id) {
    if (!given(id)) return false;
    const Condition& condition = plan.at(id);
    const auto is_given = [&](const Resource& resource) { return resource.gives == condition.attribute && plan.at(condition.attribute).of_person; };
    if (condition.op == Condition::Op::attribute) return std::any_of(plan.resources.begin(), plan.resources.end(), is_given);
    return condition.op == Condition::Op::site || condition.op == Condition::Op::expected_size ||
           std::any_of(condition.children.begin(), condition.children.end(), [&](ConditionId child) { return asks_what_is_given(plan, child); });
}

std::string local_name(const Stage& stage) { return stage.name.substr(stage.name.find('.') + 1); }

}  // namespace

Sheet::Sheet(const Plan& plan) {
    ensure(plan.watches.size() <= 64 && plan.pathways.size() <= 64, "more than 64 conditions on journeys, or pathways");
    read_needs(plan);
    for (std::size_t watch = 0; watch < plan.watches.size(); ++watch)
        if (plan.watches[watch].reached) ever_watched |= std::uint64_t{1} << watch;
    Addresses addresses;
    for (const Stage& stage : plan.stages) {
        StageSheet sheet;
        sheet.what = addresses.name(stage.name);
        sheet.hash = name_hash(stage.name);
        const std::string pathway = stage.name.substr(0, stage.name.find('.'));
        for (const Clock& clock : stage.race) {
            const std::string from = given(clock.since) ? pathway + "." + local_name(plan.at(clock.since)) : stage.name;
            sheet.clocks.push_back(addresses.name(from + ".race." + clock.name + (given(clock.since) ? ".since" : "")));
        }
        for (const Setting& setting : stage.set) sheet.sets.push_back(addresses.name(stage.name + ".set." + plan.at(setting.attribute).name));
        for (const Bring& bring : stage.bring) sheet.brings.push_back(addresses.name(stage.name + ".bring." + plan.at(bring.source).name));
        for (const Start& start : stage.start) sheet.starts.push_back(addresses.name(stage.name + ".start." + start.name));
        sheet.looks = stage.timing == Stage::Timing::until;
        for (const Clock& clock : stage.race) sheet.looks = sheet.looks || clock.kind == Clock::Kind::until;
        looks = looks || sheet.looks;
        looks_at_what_is_given = looks_at_what_is_given || asks_what_is_given(plan, stage.until);
        for (const Clock& clock : stage.race) looks_at_what_is_given = looks_at_what_is_given || asks_what_is_given(plan, clock.until);
        for (std::size_t watch = 0; watch < plan.watches.size(); ++watch)
            if (plan.watches[watch].stages[stages.size()]) sheet.watched |= std::uint64_t{1} << watch;
        stages.push_back(std::move(sheet));
    }
    for (const Resource& resource : plan.resources) resources.push_back(addresses.name("resources." + resource.name));

    lay_out_memory(plan);
}

// Every pathway lays out its own memory; the widest decides.
void Sheet::lay_out_memory(const Plan& plan) {
    std::vector<bool> remembered(plan.stages.size(), false);
    const auto remember = [&](StageId stage) {
        if (given(stage)) remembered[index(stage)] = true;
    };
    for (const Stage& stage : plan.stages) {
        remember(stage.since);
        for (const Clock& clock : stage.race) remember(clock.since);
    }
    for (const Measure& measure : plan.measures)
        if (measure.between) std::for_each(measure.from.begin(), measure.from.end(), remember);
    for (const Pathway& pathway : plan.pathways) {
        Slot next = 0;
        std::vector<Slot> holds(plan.resources.size(), no_slot);
        for (const StageId id : pathway.stages) {
            const Stage& stage = plan.at(id);
            StageSheet& sheet = stages[index(id)];
            if (stage.on_a_circle) sheet.visits = next++;
            if (stage.on_a_circle || remembered[index(id)]) sheet.entry = next++;
            const auto may_hold = [&](ResourceId resource) {
                if (!given(resource) || plan.at(resource).kind != Resource::Kind::servers) return;
                if (Slot& slot = holds[index(resource)]; slot == no_slot) slot = next, next += 2;
            };
            may_hold(stage.awaits);
            for (const Clock& clock : stage.race) may_hold(clock.kind == Clock::Kind::await ? clock.resource : none<ResourceId>);
            for (const StockLine& line : plan.stock) {
                if (line.stage == id) std::for_each(line.holds.begin(), line.holds.end(), may_hold);
                for (const StockLine::Also& also : line.also)
                    if (also.stage == id) std::for_each(also.holds.begin(), also.holds.end(), may_hold);
            }
        }
        hold.push_back(std::move(holds));
        words = std::max(words, next);
    }
}

namespace {

bool any_condition(const Plan& plan, auto asks) { return std::any_of(plan.conditions.begin(), plan.conditions.end(), asks); }

}  // namespace

// Which of the rows for persons, families and journeys side by side the plan needs at all.
void Sheet::read_needs(const Plan& plan) {
    using Op = Condition::Op;
    const auto of_persons = [](const Attribute& attribute) { return attribute.of_person; };
    const auto axis_of = [&](Axis::Of of) {
        return std::any_of(plan.values.begin(), plan.values.end(), [&](const Value& value) {
            return std::any_of(value.axes.begin(), value.axes.end(), [&](const Axis& axis) { return axis.of == of; });
        });
    };
    ages = axis_of(Axis::Of::age) || any_condition(plan, [](const Condition& condition) { return condition.op == Op::age; });
    for (const Law& law : plan.laws) ages = ages || law.family == Law::Family::age;
    persons = std::any_of(plan.attributes.begin(), plan.attributes.end(), of_persons) || axis_of(Axis::Of::member) ||
              any_condition(plan, [](const Condition& condition) { return condition.op == Op::member; });
    for (const Pathway& pathway : plan.pathways) persons = persons || pathway.moves_persons;
    for (const Stage& stage : plan.stages) {
        rich = rich || !stage.start.empty() || !stage.stop.empty() || stage.stop_all || stage.timing == Stage::Timing::until;
        families = families || stage.join_linked;
        for (const Clock& clock : stage.race) rich = rich || clock.kind == Clock::Kind::until;
        for (const Start& start : stage.start) ages = ages || start.who != Start::Who::all;
        for (const Setting& setting : stage.set) families = families || setting.from == Setting::From::linked;
    }
    for (const StockLine& line : plan.stock) {
        rich = rich || !line.also.empty();
        families = families || given(line.linked);
        for (const StockLine::Also& also : line.also) ages = ages || also.who != Start::Who::all;
    }
    families = families || axis_of(Axis::Of::expected_size) ||
               any_condition(plan, [](const Condition& condition) { return condition.op == Op::linked || condition.op == Op::expected_size; }) ||
               std::any_of(plan.resources.begin(), plan.resources.end(), [](const Resource& resource) { return resource.fits_expected; });
    for (const Measure& measure : plan.measures) {
        own_in_measures = own_in_measures || asks(plan, measure.where, Op::own);
        linked_in_measures = linked_in_measures || asks(plan, measure.where, Op::linked);
    }
    persons = persons || ages;
    rich = rich || persons || families || any_condition(plan, [](const Condition& condition) { return condition.op == Op::own; });
}

}  // namespace doorstroom
