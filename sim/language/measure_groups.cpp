#include "language/measure_groups.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "doorstroom/life.hpp"
#include "language/measure_stages.hpp"

namespace doorstroom::language {

Breakdown by_cause() {
    Breakdown by;
    by.of = Breakdown::Of::cause;
    by.name = "cause";
    by.labels.assign(cause_names.begin(), cause_names.end());
    return by;
}

Breakdown breakdown_of(Compilation& compilation, const Measure& measure, const text::Node& name) {
    const Plan& plan = compilation.plan;
    Breakdown by;
    by.name = name.scalar;
    const auto label_of = [&](const std::string& text) -> std::int32_t {
        const auto found = std::find(by.labels.begin(), by.labels.end(), text);
        if (found == by.labels.end()) by.labels.push_back(text);
        return static_cast<std::int32_t>(
            std::distance(by.labels.begin(), std::find(by.labels.begin(), by.labels.end(), text)));
    };
    if (name.scalar == "payer") {
        by.of = Breakdown::Of::payer;
        for (const Stage& stage : plan.stages)
            if (!stage.payer.empty()) label_of(stage.payer);
        for (const Site& site : plan.sites)
            if (!site.payer.empty()) label_of(site.payer);
        if (measure.kind != Measure::Kind::cost) compilation.fault(name, "only a `cost` has a payer");
    } else if (name.scalar == "site") {
        by.of = Breakdown::Of::site;
        for (const Site& site : plan.sites)
            by.position.push_back(counts_site(plan, measure, site) ? label_of(site.name) : -1);
    } else if (name.scalar.rfind("site.", 0) == 0) {
        by.of = Breakdown::Of::site_column;
        const std::string column = name.scalar.substr(5);
        for (const Site& site : plan.sites) {
            const auto found = std::find_if(site.columns.begin(), site.columns.end(),
                                            [&](const auto& own) { return own.first == column; });
            by.position.push_back(
                found == site.columns.end() || !counts_site(plan, measure, site) ? -1 : label_of(found->second));
        }
        if (by.labels.empty()) compilation.fault(name, fmt::format("no site has a column `{}`", column));
    } else {
        by.attribute = compilation.look_up(compilation.attributes, name, "attribute");
        if (!given(by.attribute)) return by;
        const auto& values = plan.at(by.attribute).values;
        by.labels.assign(values.begin() + 1, values.end());
        for (std::size_t code = 0; code < values.size(); ++code)
            by.position.push_back(static_cast<std::int32_t>(code) - 1);
    }
    return by;
}

}  // namespace doorstroom::language
