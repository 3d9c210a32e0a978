// The parts of the compiler, in the order in which they run: each reads one section of the scenario into the Plan.
#pragma once

#include "language/compilation.hpp"

namespace doorstroom::language {

void compile_run(Compilation& compilation);
void compile_attributes(Compilation& compilation);
void compile_uncertain(Compilation& compilation);
void compile_correlations(Compilation& compilation);  // of uncertain numbers
void declare_names(Compilation& compilation);  // of pathways, stages, resources and sources: they refer to one another
void declare_measures(Compilation& compilation);  // their names: values may read them
void compile_resources(Compilation& compilation);
void compile_sources(Compilation& compilation);
void compile_pathways(Compilation& compilation);
void complete_places(Compilation& compilation);  // where who is turned away goes, in each pathway
void compile_stock(Compilation& compilation);
void compile_measures(Compilation& compilation);

// What can only be judged when all is compiled: stages nobody can reach, circles that take no time, values nobody uses.
void check_plan(Compilation& compilation);
// What is asked of people whom nobody makes: ages, those they are linked to, openings they never took.
void check_people(Compilation& compilation);
// References that do not exist; with `strict`, numbers that do not say where they come from.
void check_references(Compilation& compilation, bool strict);

// A law last checked more than a year before today may no longer be so.
bool is_long_ago(const Compilation& compilation, Date checked);
void warn_of_old_law(Compilation& compilation, const text::Node& checked, const std::string& law, Date on);

// All of it, in order; `strict` as in ScenarioOptions.
void compile_scenario(Compilation& compilation, bool strict);

// What a reader of a number may not depend on: who asks.
void expect_same_for_all(Compilation& compilation, ValueId id, const text::Node& node);

}  // namespace doorstroom::language
