// What happens when a stage is entered: attributes set, journeys started and stopped, households brought and joined, things
// given back.
#pragma once

#include "language/reader.hpp"

namespace doorstroom::language {

void compile_entry(Compilation& compilation, const Reader& stage_reader, Stage& stage);
// `who: adults | children | CONDITION`.
struct Whom {
    Start::Who who = Start::Who::all;
    ConditionId when = none<ConditionId>;
};
Whom compile_whom(Compilation& compilation, const text::Node& node);
// Notes which columns of sites `set` takes values from, before the sites are read.
void collect_set_columns(Compilation& compilation, const text::Node& node);

}  // namespace doorstroom::language
