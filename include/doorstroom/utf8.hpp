// Characters of a UTF-8 text: columns and carets count these, not bytes.
#pragma once

#include <cstddef>
#include <string_view>

namespace doorstroom {

inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

constexpr bool continues_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

// How many characters begin in `text`.
constexpr std::size_t character_count(std::string_view text) {
    std::size_t count = 0;
    for (const char byte : text) count += continues_character(byte) ? 0 : 1;
    return count;
}

// The byte at which character number `index` (from 0) begins, or the length of the text.
constexpr std::size_t byte_of_character(std::string_view text, std::size_t index) {
    for (std::size_t byte = 0; byte < text.size(); ++byte) {
        if (continues_character(text[byte])) continue;
        if (index == 0) return byte;
        --index;
    }
    return text.size();
}

// How many bytes the character at the start of `text` takes; 0 when it is not well-formed (RFC 3629: no overlong
// form, no surrogate, nothing past U+10FFFF).
constexpr std::size_t character_length(std::string_view text) {
    if (text.empty()) return 0;
    const auto first = static_cast<unsigned char>(text[0]);
    if (first < 0x80) return 1;
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || text.size() < length) return 0;
    for (std::size_t i = 1; i < length; ++i)
        if (!continues_character(text[i])) return 0;
    const auto second = static_cast<unsigned char>(text[1]);
    const bool overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
    const bool surrogate = first == 0xED && second > 0x9F;
    const bool too_large = first == 0xF4 && second > 0x8F;
    return overlong || surrogate || too_large ? 0 : length;
}

}  // namespace doorstroom
