#include "language/ways.hpp"

namespace doorstroom::language {

StageId turned_to(const Plan& plan, const Stage& stage) {
    if (stage.lodge != Stage::Lodge::pool || !given(stage.pool)) return none<StageId>;
    const Resource& pool = plan.at(stage.pool);
    const bool turns_away = pool.when_full == Resource::WhenFull::turn_away && index(stage.pathway) < pool.turned_to.size();
    return turns_away ? pool.turned_to[index(stage.pathway)] : none<StageId>;
}

StageSet reached_from(const Plan& plan, std::vector<StageId> waiting, Along along) {
    StageSet reached(plan.stages.size(), false);
    while (!waiting.empty()) {
        const StageId id = waiting.back();
        waiting.pop_back();
        if (!given(id) || reached[index(id)]) continue;
        reached[index(id)] = true;
        const Stage& stage = plan.at(id);
        each_way(plan, stage, [&](StageId to) { waiting.push_back(to); });
        if (along == Along::starts_too)
            for (const Start& start : stage.start) waiting.push_back(start.at);
    }
    return reached;
}

const text::Entry& entry_of(const Compilation& compilation, const Stage& stage) {
    const std::string& pathway = compilation.plan.pathways[index(stage.pathway)].name;
    const text::Entry* stages =
        find_key(compilation.section("pathways").find(pathway)->value, kind_of("pathway"), "stages");
    return *stages->value.find(stage.name.substr(pathway.size() + 1));
}

}  // namespace doorstroom::language
