// The files of the policies that are switched on: found, read, and what they add laid over the scenario (section 9 of the
// language). What they change is compiled later (policies.hpp).
#pragma once

#include <optional>
#include <string>

#include "language/layers.hpp"

namespace doorstroom::language {

// `--policy NAME`: as if the scenario had it.
void switch_on(text::Node& root, const std::string& name, Diagnostics& diagnostics);

// Reads `policies/NAME.yaml` for each in `policies`, beside the file that switches it on or in the project's `scenarios/`,
// and lays over the root what is its own: values, references, resources, stages, branches and clocks. With a date, those
// whose law could not be known by then are left out, and said so.
void lay_policies(Composition& made, std::optional<Date> as_known_on, Diagnostics& diagnostics);

}  // namespace doorstroom::language
