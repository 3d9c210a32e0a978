// What sources and stock lines have in common.
#pragma once

#include "language/reader.hpp"
#include "language/shares.hpp"

namespace doorstroom::language {

Shares read_household_size(Compilation& compilation, const Reader& reader, Date needed_from);

}  // namespace doorstroom::language
