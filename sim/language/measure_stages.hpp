// What measures refer to: stages by name, pathway or pillar; other measures; columns of sites.
#pragma once

#include <optional>
#include <vector>

#include "language/compilation.hpp"

namespace doorstroom::language {

// What the name of a whole pathway stands for.
enum class Whole : std::uint8_t {
    all_stages,
    under_way,  // its stages that are not final
    refused,    // a move within the pathway would count: name the stages
};

// `PATHWAY.STAGE`, `PATHWAY`, or a STAGE that only one pathway has.
std::vector<StageId> stages_named(Compilation& compilation, const std::vector<const text::Node*>& names, Whole whole);
std::vector<StageId> stages_of_pillar(Compilation& compilation, const text::Node& pillar);

// `MEASURE`, or `MEASURE.p90` of a wait or time.
std::optional<Operand> measure_named(Compilation& compilation, const text::Node& node);
// Derived measures take their breakdown, dating and unit from what they are made of.
void complete_derived(Compilation& compilation, const std::vector<const text::Entry*>& entries);  // by measure

// Whether people at that site can be counted by the measure.
bool counts_site(const Plan& plan, const Measure& measure, const Site& site);
// Notes which columns of sites the measures use, before the sites are read.
void collect_site_columns(Compilation& compilation, const text::Node& node);

}  // namespace doorstroom::language
