#include "app/scenario_again.hpp"

namespace doorstroom {

namespace files = std::filesystem;

std::optional<files::path> find_again(const std::string& name, const files::path& result) {
    std::error_code fault;
    if (files::exists(name, fault)) return name;
    for (files::path above = files::absolute(result).lexically_normal(); above.has_relative_path(); above = above.parent_path())
        if (files::exists(above / name, fault)) return above / name;
    return std::nullopt;
}

}  // namespace doorstroom
