// What pictures for Graphviz have in common.
#pragma once

#include <string>
#include <string_view>

namespace doorstroom {

std::string_view colour_of(const std::string& pillar);
std::string in_quotes(const std::string& text);
std::string replaced(std::string text, char letter, std::string_view by);

}  // namespace doorstroom
