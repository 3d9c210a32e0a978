#include "text/files.hpp"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>
#include <vector>

#include <fmt/format.h>

#include "text/scalar.hpp"

namespace doorstroom::text {

namespace {

namespace fs = std::filesystem;

std::string help_for_missing(const fs::path& path) {
    std::error_code fault;
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    if (!fs::is_directory(folder, fault)) return fmt::format("there is no folder `{}`", folder.string());
    const std::optional<std::string> near = nearest_file(path);
    return near ? fmt::format("a similar file exists: `{}`", *near) : std::string();
}

}  // namespace

std::optional<std::string> nearest_file(const fs::path& path) {
    std::error_code fault;
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    std::vector<std::string> names;
    for (fs::directory_iterator entry(folder, fault), end; !fault && entry != end; entry.increment(fault))
        names.push_back(entry->path().filename().string());
    std::sort(names.begin(), names.end());
    const std::optional<std::string> name = nearest(path.filename().string(), names);
    if (!name) return std::nullopt;
    return (path.parent_path() / *name).string();
}

std::optional<std::string> read_file(const fs::path& path, const std::string& shown, Mention mention,
                                     Diagnostics& diagnostics) {
    const auto refuse = [&](const std::string& why, const std::string& help = {}) {
        diagnostics.error(mention.mark, mention.length, why, help);
        return std::nullopt;
    };
    std::error_code fault;
    const fs::file_status status = fs::status(path, fault);
    if (status.type() == fs::file_type::not_found)
        return refuse(fmt::format("there is no file `{}`", shown), help_for_missing(path));
    if (fs::is_directory(status)) return refuse(fmt::format("`{}` is a folder", shown), "a file was expected");
    if (!fs::exists(status)) return refuse(fmt::format("`{}` cannot be read: {}", shown, fault.message()));
    if (!fs::is_regular_file(status)) return refuse(fmt::format("`{}` is not a plain file", shown));
    if (fs::file_size(path, fault) > largest_file && !fault)
        return refuse(fmt::format("`{}` is larger than {} MiB", shown, largest_file >> 20));
    std::ifstream stream(path, std::ios::binary);
    if (!stream) {
        const std::error_code why(errno, std::generic_category());
        return refuse(fmt::format("`{}` cannot be read: {}", shown, why.message()));
    }
    std::string bytes(std::istreambuf_iterator<char>(stream), {});
    if (stream.bad()) return refuse(fmt::format("`{}` cannot be read to its end", shown));
    return bytes;
}

}  // namespace doorstroom::text
