// The policies that are switched on: when each holds, what it changes, and which of two that change the same acts first
// (section 9 of the language).
#pragma once

#include "language/compilation.hpp"

namespace doorstroom::language {

// Fills `policies` and `changes` of the compilation. What a change comes to is compiled where the number stands (changes.hpp).
void compile_policies(Compilation& compilation);

// Complains of changes of what is not there. To be asked when everything is compiled.
void check_changes(Compilation& compilation);

}  // namespace doorstroom::language
