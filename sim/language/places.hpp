// Pools of places, read apart from the other resources.
#pragma once

#include "language/reader.hpp"

namespace doorstroom::language {

void read_places(Compilation& compilation, const Reader& reader, ResourceId pool);
// `unit` of a resource of any kind: as `resource` says already, unless the scenario does.
void read_unit(Compilation& compilation, const Reader& reader, Resource& resource);
// `by` and `gives`.
void read_supplies(Compilation& compilation, const Reader& reader, Resource& resource);

}  // namespace doorstroom::language
