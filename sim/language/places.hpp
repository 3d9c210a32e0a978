// Pools of places, read apart from the other resources.
#pragma once

#include "language/reader.hpp"

namespace doorstroom::language {

void read_places(Compilation& compilation, const Reader& reader, ResourceId pool);
// `by` and `gives` of a resource of any kind.
void read_supplies(Compilation& compilation, const Reader& reader, Resource& resource);

}  // namespace doorstroom::language
