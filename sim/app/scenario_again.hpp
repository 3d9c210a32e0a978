// Finding the scenario of an earlier result.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace doorstroom {

// It is named as it was on the command line then: looked for from here, then from the folders above the result.
std::optional<std::filesystem::path> find_again(const std::string& name, const std::filesystem::path& result);

}  // namespace doorstroom
