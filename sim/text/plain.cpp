#include "text/plain.hpp"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "doorstroom/utf8.hpp"

namespace doorstroom::text {

namespace {

constexpr std::string_view little_endian_mark = "\xFF\xFE";
constexpr std::string_view big_endian_mark = "\xFE\xFF";

bool is_control(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7F;
}

// What most programs on Windows mean by a byte that is no UTF-8.
std::string letter_of_windows(unsigned char byte) {
    if (byte < 0xA1) return {};
    const char letter[] = {static_cast<char>(byte < 0xC0 ? 0xC2 : 0xC3), static_cast<char>((byte & 0x3F) | 0x80), 0};
    return fmt::format(" (in Windows-1252 it is `{}`)", letter);
}

}  // namespace

Mark mark_at(std::uint32_t file, std::string_view text, std::size_t byte) {
    const std::string_view before = text.substr(0, std::min(byte, text.size()));
    const std::size_t newline = before.rfind('\n');
    const std::string_view line = newline == std::string_view::npos ? before : before.substr(newline + 1);
    return {file, static_cast<std::uint32_t>(1 + std::count(before.begin(), before.end(), '\n')),
            static_cast<std::uint32_t>(1 + character_count(line))};
}

std::uint32_t caret_length(std::string_view text) {
    return static_cast<std::uint32_t>(std::max<std::size_t>(1, character_count(text)));
}

bool is_plain_text(std::uint32_t file, Diagnostics& diagnostics, std::string_view help) {
    const std::string& text = diagnostics.files()[file].text;
    const std::string_view view = text;
    const std::string_view start = view.substr(0, 2);
    if (start == little_endian_mark || start == big_endian_mark) {
        diagnostics.error({file, 0, 0}, 1, "the file is UTF-16", "save it as UTF-8");
        return false;
    }
    for (std::size_t byte = 0; byte < view.size();) {
        const std::size_t length = character_length(view.substr(byte));
        const auto value = static_cast<unsigned char>(view[byte]);
        if (length == 0) {
            diagnostics.error(mark_at(file, view, byte), 1,
                              fmt::format("byte 0x{:02X} is not UTF-8 text{}", value, letter_of_windows(value)),
                              std::string(help));
            return false;
        }
        const bool line_end = view[byte] == '\r' && byte + 1 < view.size() && view[byte + 1] == '\n';
        if (is_control(view[byte]) && !line_end) {
            diagnostics.error(mark_at(file, view, byte), 1, fmt::format("control character 0x{:02X}", value),
                              "a text file was expected");
            return false;
        }
        byte += length;
    }
    return true;
}

}  // namespace doorstroom::text
