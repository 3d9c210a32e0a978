#include "doorstroom/scenario.hpp"

#include "language/compile.hpp"
#include "language/digest.hpp"
#include "language/entries.hpp"
#include "language/feedback.hpp"
#include "language/layers.hpp"
#include "language/measure_stages.hpp"
#include "language/policies.hpp"
#include "language/variants.hpp"

namespace doorstroom {

namespace language {

void compile_scenario(Compilation& compilation, bool strict) {
    compile_run(compilation);
    compile_attributes(compilation);
    compile_policies(compilation);
    check_variants(compilation);
    compile_uncertain(compilation);
    compile_correlations(compilation);
    declare_names(compilation);
    declare_measures(compilation);
    collect_site_columns(compilation, compilation.section("measures"));
    collect_set_columns(compilation, compilation.section("pathways"));
    compile_resources(compilation);
    compile_sources(compilation);
    compile_pathways(compilation);
    complete_places(compilation);
    compile_stock(compilation);
    compile_measures(compilation);
    check_feedbacks(compilation);
    check_plan(compilation);
    check_references(compilation, strict);
}

}  // namespace language

using namespace language;

Scenario read_scenario(const std::filesystem::path& file, const ScenarioOptions& options, Diagnostics& diagnostics) {
    Scenario scenario;
    Composition composition = compose(file, options, diagnostics);
    if (composition.root.is_mapping()) {
        Compilation compilation{composition, scenario.plan, diagnostics};
        compile_scenario(compilation, options.strict);
        scenario.resolved_json = canonical_json(composition.root);
        for (const Policy& policy : compilation.policies) scenario.policies.push_back(policy.use);
    }
    // Its name tells the results of a variant from those of the file without it.
    if (!options.variant.empty()) scenario.plan.scenario += "." + options.variant;
    scenario.digest = composition.digest();
    scenario.inputs = composition.inputs();
    for (const text::Entry& variant : composition.variants.entries) scenario.variants.push_back(variant.key);
    return scenario;
}

}  // namespace doorstroom
