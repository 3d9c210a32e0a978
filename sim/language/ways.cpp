#include "language/ways.hpp"

namespace doorstroom::language {

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
