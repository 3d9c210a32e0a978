// `variants`: several scenarios in one file. Each switches policies on or off and lays values over the file.
#pragma once

#include <string>

#include "language/compilation.hpp"
#include "language/layers.hpp"

namespace doorstroom::language {

// Takes `variants` out of the root, and lays the one of that name over what is left; an empty name: none.
void lay_variant(Composition& made, const std::string& name, Diagnostics& diagnostics);

// Whether each is written as a variant is.
void check_variants(Compilation& compilation);

}  // namespace doorstroom::language
