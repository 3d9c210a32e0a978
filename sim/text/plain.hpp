// What must hold of any text before it is read: UTF-8, and no bytes that no editor shows.
#pragma once

#include <cstddef>
#include <string_view>

#include "doorstroom/diagnostics.hpp"

namespace doorstroom::text {

// Whether the text of `file` is plain UTF-8 text. Reports the first byte that is not: another encoding, a binary file;
// `help` says how to save it.
bool is_plain_text(std::uint32_t file, Diagnostics& diagnostics, std::string_view help);

// The mark of a byte of `text`, counted in lines and characters.
Mark mark_at(std::uint32_t file, std::string_view text, std::size_t byte);

// How many characters a caret under `text` underlines.
std::uint32_t caret_length(std::string_view text);

}  // namespace doorstroom::text
