#include "doorstroom/scenario.hpp"

#include "language/compile.hpp"
#include "language/measure_stages.hpp"
#include "text/files.hpp"

namespace doorstroom {

namespace {

using namespace language;

void compile(Compilation& compilation, bool strict) {
    compile_run(compilation);
    compile_attributes(compilation);
    compile_uncertain(compilation);
    declare_names(compilation);
    collect_site_columns(compilation, compilation.section("measures"));
    compile_resources(compilation);
    compile_sources(compilation);
    compile_pathways(compilation);
    compile_stock(compilation);
    compile_measures(compilation);
    check_plan(compilation);
    check_references(compilation, strict);
}

}  // namespace

Scenario read_scenario(const std::filesystem::path& file, const ScenarioOptions& options, Diagnostics& diagnostics) {
    Scenario scenario;
    const auto text = text::read_file(file, file.string(), {}, diagnostics);
    if (!text) return scenario;
    const text::Node root = text::read_yaml(diagnostics.add_file(file.string(), *text), diagnostics);
    if (!root.is_mapping()) return scenario;
    Compilation compilation{root, scenario.plan, file, diagnostics};
    compile(compilation, options.strict);
    return scenario;
}

}  // namespace doorstroom
