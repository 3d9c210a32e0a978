// The one way a resolved scenario is printed; its digest is taken of that.
#pragma once

#include <string>

#include "text/document.hpp"

namespace doorstroom::language {

// The tree as JSON: entries in the order of the scenario, unquoted numbers as numbers in their fewest digits, `true`
// and `false` as such, everything else as text. The same tree prints the same, whatever its quotes, blanks and
// comments.
std::string canonical_json(const text::Node& node);

}  // namespace doorstroom::language
