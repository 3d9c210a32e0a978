// What identifies inputs: SHA-256 (FIPS 180-4; forty lines of our own, so that no library decides what a digest is),
// and the one way a resolved scenario is printed.
#pragma once

#include <string>
#include <string_view>

#include "text/document.hpp"

namespace doorstroom::language {

// 64 hexadecimal digits.
std::string sha256(std::string_view bytes);

// The tree as JSON: entries in the order of the scenario, unquoted numbers as numbers in their fewest digits, `true`
// and `false` as such, everything else as text. The same tree prints the same, whatever its quotes, blanks and
// comments.
std::string canonical_json(const text::Node& node);

}  // namespace doorstroom::language
