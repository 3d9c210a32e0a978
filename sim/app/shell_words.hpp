// What somebody may type next, as a shell takes it.
#pragma once

#include <string>

#include "doorstroom/scenario.hpp"

namespace doorstroom {

std::string in_shell(const std::string& word);
// ` --set PATH=VALUE --policy NAME …`: what was laid over a scenario; empty where nothing was.
std::string in_shell(const ScenarioOptions& options);

}  // namespace doorstroom
