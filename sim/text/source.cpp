#include "text/source.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "doorstroom/utf8.hpp"

namespace doorstroom::text {

Source::Source(std::uint32_t file, std::string_view text) : file_(file), text_(text) {
    for (std::size_t newline = text.find('\n'); newline != std::string_view::npos;
         newline = text.find('\n', newline + 1))
        lines_.push_back(newline + 1);
}

std::size_t Source::byte(int line, int column) const {
    if (line < 0 || column < 0 || static_cast<std::size_t>(line) >= lines_.size()) return text_.size();
    return std::min(text_.size(), lines_[static_cast<std::size_t>(line)] + static_cast<std::size_t>(column));
}

Mark Source::mark(std::size_t byte) {
    const auto next = std::upper_bound(lines_.begin(), lines_.end(), byte);
    if (counted_to_ > byte || counted_to_ < *(next - 1)) {
        counted_to_ = *(next - 1);
        characters_ = 0;
    }
    characters_ += character_count(text_.substr(counted_to_, byte - counted_to_));
    counted_to_ = byte;
    return {file_, static_cast<std::uint32_t>(next - lines_.begin()), static_cast<std::uint32_t>(1 + characters_)};
}

bool Source::is_closed(std::size_t open) const {
    const char quote = text_[open];
    for (std::size_t at = open + 1; at < text_.size(); ++at) {
        if (quote == '"' && text_[at] == '\\') {
            ++at;
        } else if (text_[at] == quote) {
            if (quote == '"' || at + 1 == text_.size() || text_[at + 1] != quote) return true;
            ++at;  // '' is a quote inside
        }
    }
    return false;
}

bool Source::is_word_at(std::size_t byte, std::string_view word) const {
    if (text_.substr(byte, word.size()) != word) return false;
    const char after = at(byte + word.size());
    return after == '\0' || std::string_view(" \t\r\n,:]}").find(after) != std::string_view::npos;
}

bool Source::has_tab_indentation(Diagnostics& diagnostics) {
    std::optional<std::size_t> first;
    std::size_t lines = 0;
    for (const std::size_t begin : lines_) {
        const std::size_t word = text_.find_first_not_of(" \t", begin);
        if (word == std::string_view::npos || std::string_view("\r\n#").find(text_[word]) != std::string_view::npos)
            continue;
        const std::size_t tab = text_.substr(0, word).find('\t', begin);
        if (tab == std::string_view::npos) continue;
        if (!first) first = tab;
        ++lines;
    }
    if (!first) return false;
    diagnostics.error(mark(*first), 1,
                      lines == 1 ? "a tab as indentation" : fmt::format("tabs as indentation, in {} lines", lines),
                      "indent with blanks");
    return true;
}

bool Source::has_directive(Diagnostics& diagnostics) {
    const auto line = std::find_if(lines_.begin(), lines_.end(), [&](std::size_t begin) { return at(begin) == '%'; });
    if (line == lines_.end()) return false;
    diagnostics.error(mark(*line), 1, "a line that begins with `%`", "directives are not part of the language");
    return true;
}

}  // namespace doorstroom::text
