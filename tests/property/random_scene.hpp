// Small random scenarios: every pathway, resource and place of them is drawn, so that what holds for all of them is no
// accident of one.
#pragma once

#include <string>
#include <vector>

#include "support/scene.hpp"

namespace doorstroom::tests {

struct RandomScene {
    std::string yaml;                 // without head and measures
    std::vector<std::string> stages;  // all, in order
    std::vector<std::string> sites;
};

// The scene of this number; always the same.
RandomScene random_scene(std::uint32_t number);

}  // namespace doorstroom::tests
