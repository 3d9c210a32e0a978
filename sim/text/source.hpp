// A source text with its lines: places in it as bytes and as marks, and a few questions about what stands there.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "doorstroom/diagnostics.hpp"

namespace doorstroom::text {

class Source {
public:
    Source(std::uint32_t file, std::string_view text);

    std::string_view text() const { return text_; }
    char at(std::size_t byte) const { return byte < text_.size() ? text_[byte] : '\0'; }
    // The byte at a line and a column of bytes, both from 0; the end of the text where there is none.
    std::size_t byte(int line, int column) const;
    Mark mark(std::size_t byte);

    // Whether the quote that opens at `open` is closed somewhere.
    bool is_closed(std::size_t open) const;
    // Whether `word` stands at `byte`, and nothing grown on to it.
    bool is_word_at(std::size_t byte, std::string_view word) const;
    // Complains about tabs before the first word of a line: once, however many lines have them.
    bool has_tab_indentation(Diagnostics& diagnostics);
    // Complains about lines that begin with `%`: the parser takes them for directives, and drops those it does not
    // know.
    bool has_directive(Diagnostics& diagnostics);

private:
    std::uint32_t file_;
    std::string_view text_;
    std::vector<std::size_t> lines_ = {0};  // where each begins
    // Where the last mark was and how many characters of its line came before, so that a long line is counted once.
    std::size_t counted_to_ = 0;
    std::size_t characters_ = 0;
};

}  // namespace doorstroom::text
