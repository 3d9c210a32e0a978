#include "app/columns.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "doorstroom/utf8.hpp"

namespace doorstroom {

namespace {

std::string blanks_for(const std::string& text, std::size_t width) {
    const std::size_t own = character_count(text);
    return std::string(width > own ? width - own : 0, ' ');
}

const char* sign_of(double number) { return number < 0 ? "−" : "+"; }

int decimals_for(double size) { return size >= 10 ? 0 : size >= 1 ? 1 : size >= 0.1 ? 2 : 3; }

}  // namespace

std::string left(const std::string& text, std::size_t width) { return text + blanks_for(text, width); }
std::string right(const std::string& text, std::size_t width) { return blanks_for(text, width) + text; }

std::vector<std::size_t> widths_of(const std::vector<Cells>& rows, std::size_t widest) {
    std::vector<std::size_t> widths(rows.empty() ? 0 : rows.front().size(), 0);
    for (const Cells& row : rows)
        for (std::size_t column = 0; column < row.size(); ++column) {
            const std::size_t own = character_count(row[column]);
            if (column > 0 || own <= widest) widths[column] = std::max(widths[column], own);
        }
    return widths;
}

std::string aligned(const Cells& row, const std::vector<std::size_t>& widths) {
    const bool is_too_wide = character_count(row[0]) > widths[0];  // then it has a line of its own
    std::string line = is_too_wide ? row[0] + "\n" + std::string(widths[0], ' ') : left(row[0], widths[0]);
    for (std::size_t column = 1; column < row.size(); ++column) line += "  " + right(row[column], widths[column]);
    line.erase(line.find_last_not_of(' ') + 1);
    return line;
}

std::string grouped(double number, int decimals, Language language) {
    std::string text = fmt::format("{:.{}f}", std::abs(number), decimals);
    const std::size_t point = std::min(text.find('.'), text.size());
    if (language == Language::nl && point < text.size()) text[point] = ',';
    for (std::size_t at = point; at > 3; at -= 3) text.insert(at - 3, language == Language::nl ? "." : ",");
    return text;
}

std::string level_text(double number, bool is_share, Language language) {
    if (std::isnan(number)) return "";
    const std::string text = grouped(number, is_share && std::abs(number) >= 0.1 ? 2 : number == 0 ? 0 : decimals_for(std::abs(number)), language);
    return number < 0 ? "−" + text : text;
}

std::string effect_text(const PairedEffect& effect, Language language) {
    if (effect.replications == 0) return "";
    const double half = effect.high95 - effect.effect;
    if (effect.effect == 0 && !(half > 0)) return "0";
    const int decimals = decimals_for(half > 0 ? half : std::abs(effect.effect));
    std::string text = sign_of(effect.effect) + grouped(effect.effect, decimals, language);
    if (half >= 0) text += " ± " + grouped(half, decimals, language);
    return text;
}

std::string percent_text(double effect, double level, Language language) {
    const double percent = 100 * effect / level;
    if (!std::isfinite(percent) || level <= 0 || std::abs(percent) >= 1000) return "";  // of next to nothing
    if (effect == 0) return "0 %";
    return fmt::format("{}{} %", sign_of(percent), grouped(percent, std::abs(percent) >= 9.95 ? 0 : 1, language));
}

}  // namespace doorstroom
