// The ages of a mix: drawn from a distribution, or shares of bands.
#pragma once

#include <string>

#include "language/compilation.hpp"

namespace doorstroom::language {

// `{uniform: [18 years, 60 years]}`, or `{0: 0.3, 18: 0.6, 65: 0.1, 100: 0}`: shares by lower bounds in years, of which the
// last only closes the last band.
Shares compile_ages(Compilation& compilation, const text::Node& node, const std::string& address, Date needed_from);

}  // namespace doorstroom::language
