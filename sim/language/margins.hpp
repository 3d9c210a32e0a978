// A population fitted to published marginal tables: `margins` of a source or a stock line.
#pragma once

#include <optional>

#include "language/reader.hpp"

namespace doorstroom::language {

// Nothing where the mapping has no `margins`, or something is wrong with them.
std::optional<Joint> compile_margins(Compilation& compilation, const Reader& of);

// Complains about what stands in `margins` and is drawn by the mix as well.
void check_mix_beside_margins(Compilation& compilation, const Reader& of, const Joint& joint,
                              const std::vector<Shares>& mix);

}  // namespace doorstroom::language
