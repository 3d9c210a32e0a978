// The clocks of a race: a stage's own, and those of the pathway that run in several.
#pragma once

#include "language/reader.hpp"

namespace doorstroom::language {

void compile_race(Compilation& compilation, const Reader& stage_reader, Stage& stage);
// Once all stages of the pathway are read: its clocks, as if written in each stage behind the stage's own.
void lay_clocks(Compilation& compilation, const Reader& pathway_reader, PathwayId pathway);

}  // namespace doorstroom::language
