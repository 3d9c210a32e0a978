#include "doorstroom/diagnostics.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "doorstroom/utf8.hpp"

namespace doorstroom {

namespace {

// Only this many characters of a line are shown, around the caret.
constexpr std::size_t widest_excerpt = 120;
constexpr std::size_t shown_before_caret = 60;

// The text of line `number` (from 1) without its line break; empty past the end.
std::string_view line_of(std::string_view text, std::uint32_t number) {
    std::size_t begin = 0;
    for (std::uint32_t line = 1; line < number; ++line) {
        const std::size_t newline = text.find('\n', begin);
        if (newline == std::string_view::npos) return {};
        begin = newline + 1;
    }
    std::string_view line = text.substr(begin, text.find('\n', begin) - begin);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    return line;
}

// What a terminal can show: one column for each character, tabs and control characters as one blank, bytes that are
// not UTF-8 as the replacement character.
std::string printable(std::string_view text) {
    std::string shown;
    for (std::size_t byte = 0; byte < text.size();) {
        const std::size_t length = character_length(text.substr(byte));
        const auto first = static_cast<unsigned char>(text[byte]);
        if (length == 0) {
            shown += "\xEF\xBF\xBD";
        } else if (first < 0x20 || first == 0x7F) {
            shown += ' ';
        } else {
            shown += text.substr(byte, length);
        }
        byte += std::max<std::size_t>(length, 1);
    }
    return shown;
}

// The line and the caret under it.
std::string excerpt(std::string_view line, const Diagnostic& diagnostic) {
    const std::size_t column = diagnostic.mark.column - 1;
    const std::size_t first = column > widest_excerpt - 20 ? column - shown_before_caret : 0;
    std::string_view window = line.substr(std::min(line.size(), byte_of_character(line, first)));
    const bool cut = character_count(window) > widest_excerpt;
    window = window.substr(0, byte_of_character(window, widest_excerpt));

    const std::string before = first > 0 ? "…" : "";
    const std::size_t indent = column - first + (first > 0 ? 1 : 0);
    const std::size_t room = widest_excerpt - std::min(widest_excerpt - 1, column - first);
    const std::size_t carets = std::clamp<std::size_t>(diagnostic.length, 1, room);
    const std::string gutter(std::to_string(diagnostic.mark.line).size(), ' ');
    std::string shown = before + printable(window) + (cut ? "…" : "");
    while (!shown.empty() && shown.back() == ' ') shown.pop_back();
    return fmt::format("{0} |\n{1} |{2}{3}\n{0} | {4}{5}\n", gutter, diagnostic.mark.line, shown.empty() ? "" : " ",
                       shown, std::string(indent, ' '), std::string(carets, '^'));
}

}  // namespace

std::uint32_t Diagnostics::add_file(std::string name, std::string text) {
    if (std::string_view(text).substr(0, byte_order_mark.size()) == byte_order_mark)
        text.erase(0, byte_order_mark.size());
    files_.push_back({std::move(name), std::move(text)});
    return static_cast<std::uint32_t>(files_.size() - 1);
}

void Diagnostics::error(Mark mark, std::uint32_t length, std::string message, std::string help) {
    diagnostics_.push_back({Severity::error, mark, length, std::move(message), std::move(help)});
    ++errors_;
}

void Diagnostics::warning(Mark mark, std::uint32_t length, std::string message, std::string help) {
    diagnostics_.push_back({Severity::warning, mark, length, std::move(message), std::move(help)});
}

std::string Diagnostics::render() const {
    std::set<std::string> told;
    return render(told);
}

std::string Diagnostics::render(std::set<std::string>& told) const {
    std::vector<Diagnostic> sorted = diagnostics_;
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const Diagnostic& a, const Diagnostic& b) { return a.mark < b.mark; });
    std::string rendered;
    for (const Diagnostic& diagnostic : sorted) {
        const std::string text = render(diagnostic);
        if (!told.insert(text).second) continue;
        if (!rendered.empty()) rendered += '\n';
        rendered += text;
    }
    return rendered;
}

std::string Diagnostics::render(const Diagnostic& diagnostic) const {
    const Mark mark = diagnostic.mark;
    const bool in_a_line = mark.file < files_.size() && mark.line > 0 && mark.column > 0;
    const std::string gutter(in_a_line ? std::to_string(mark.line).size() : 1, ' ');
    const char* severity = diagnostic.severity == Severity::error ? "error" : "warning";
    std::string rendered = fmt::format("{}: {}\n", severity, printable(diagnostic.message));
    if (mark.file < files_.size()) rendered += fmt::format("{}--> {}\n", gutter, place(mark));
    if (in_a_line) rendered += excerpt(line_of(files_[mark.file].text, mark.line), diagnostic);
    if (!diagnostic.help.empty()) rendered += fmt::format("{} = help: {}\n", gutter, printable(diagnostic.help));
    return rendered;
}

std::string Diagnostics::place(Mark mark) const {
    if (mark.file >= files_.size()) return {};
    const std::string& name = files_[mark.file].name;
    return mark.line == 0 ? name : fmt::format("{}:{}:{}", name, mark.line, mark.column);
}

}  // namespace doorstroom
