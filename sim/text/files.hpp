// Files read whole, or a clear word why not.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "doorstroom/diagnostics.hpp"

namespace doorstroom::text {

inline constexpr std::uintmax_t largest_file = std::uintmax_t{64} << 20;

// The place that names a file: where a fault about it is reported, and how much of it is underlined.
struct Mention {
    Mark mark;
    std::uint32_t length = 1;
};

// The bytes of the file. Nothing, and an error at the mention, where it is missing (with the nearest name in its
// folder), a folder, no plain file, unreadable, or larger than 64 MiB. `shown` is its name in messages.
std::optional<std::string> read_file(const std::filesystem::path& path, const std::string& shown, Mention mention,
                                     Diagnostics& diagnostics);

// The name in the folder of `path` that is nearest to its own, as a path written like `path`.
std::optional<std::string> nearest_file(const std::filesystem::path& path);

}  // namespace doorstroom::text
