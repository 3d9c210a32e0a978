// The merging of section 2: everything with a name is a mapping entry, and only those merge; whatever stands for a
// value is replaced whole. One table says where names stand.
#pragma once

#include <string>

#include "doorstroom/diagnostics.hpp"
#include "text/document.hpp"

namespace doorstroom::language {

// Lays the mapping `layer`, a whole file, over `base`. `~` deletes; a bare `next: STAGE` becomes `{STAGE: rest}`.
void lay_over(text::Node& base, text::Node layer, Diagnostics& diagnostics);

// Lays `value` over what `path` addresses (`resources.coa.sites.azc.capacity`). What has a name must be there; a key of
// a thing may be new, and is judged by whoever reads the thing. Faults are told at `mark`.
void lay_over_at(text::Node& base, const std::string& path, text::Node value, Mark mark, Diagnostics& diagnostics);

}  // namespace doorstroom::language
