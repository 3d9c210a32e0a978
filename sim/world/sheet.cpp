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

std::string local_name(const Stage& stage) { return stage.name.substr(stage.name.find('.') + 1); }

}  // namespace

Sheet::Sheet(const Plan& plan) {
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
        stages.push_back(std::move(sheet));
    }
    for (const Resource& resource : plan.resources) resources.push_back(addresses.name("resources." + resource.name));

    // Every pathway lays out its own memory; the widest decides.
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
            if (!given(stage.awaits) || plan.at(stage.awaits).kind != Resource::Kind::servers) continue;
            if (Slot& slot = holds[index(stage.awaits)]; slot == no_slot) slot = next, next += 2;
        }
        hold.push_back(std::move(holds));
        words = std::max(words, next);
    }
}

}  // namespace doorstroom
