#include "text/scalar.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include "doorstroom/time.hpp"

namespace doorstroom::text {

namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

std::size_t count_digits(std::string_view text) {
    return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) - text.begin());
}

// Takes `-?digits[.digits][e±digits]` from the front of `text`: how long it is, 0 when there is none.
std::size_t number_length(std::string_view text) {
    std::size_t at = !text.empty() && text[0] == '-' ? 1 : 0;
    const std::size_t whole = count_digits(text.substr(at));
    if (whole == 0 || (whole > 1 && text[at] == '0')) return 0;
    at += whole;
    if (at < text.size() && text[at] == '.') {
        const std::size_t fraction = count_digits(text.substr(at + 1));
        if (fraction == 0) return 0;
        at += 1 + fraction;
    }
    if (at < text.size() && text[at] == 'e') {
        const std::size_t sign = at + 1 < text.size() && (text[at + 1] == '-' || text[at + 1] == '+') ? 1 : 0;
        const std::size_t exponent = count_digits(text.substr(at + 1 + sign));
        if (exponent == 0) return 0;
        at += 1 + sign + exponent;
    }
    return at;
}

constexpr std::array<std::pair<std::string_view, double>, 6> units = {{{"minutes", 1.0 / 1440},
                                                                       {"hours", 1.0 / 24},
                                                                       {"days", 1.0},
                                                                       {"weeks", 7.0},
                                                                       {"months", days_per_month},
                                                                       {"years", days_per_year}}};

std::optional<double> days_in(std::string_view unit) {
    for (const auto& [plural, days] : units)
        if (unit == plural || unit == plural.substr(0, plural.size() - 1)) return days;
    return std::nullopt;
}

// Edit distance in which two neighbours that changed places count as one fault.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before(b.size() + 1), previous(b.size() + 1), current(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) previous[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        current[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            current[j] = std::min({previous[j] + 1, current[j - 1] + 1, replaced});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                current[j] = std::min(current[j], before[j - 2] + 1);
        }
        std::swap(before, previous);
        std::swap(previous, current);
    }
    return previous[b.size()];
}

}  // namespace

std::optional<double> parse_number(std::string_view text) {
    if (text.empty() || number_length(text) != text.size()) return std::nullopt;
    double value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

std::optional<std::chrono::sys_days> parse_date(std::string_view text) {
    if (text.size() != 10 || !looks_like_date(text)) return std::nullopt;
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    std::from_chars(text.data(), text.data() + 4, year);
    std::from_chars(text.data() + 5, text.data() + 7, month);
    std::from_chars(text.data() + 8, text.data() + 10, day);
    const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
    if (!date.ok()) return std::nullopt;
    return std::chrono::sys_days{date};
}

bool looks_like_date(std::string_view text) {
    const std::size_t year = count_digits(text);
    if (year != 4 || text.size() < 8 || text[4] != '-') return false;
    const std::string_view month = text.substr(5, count_digits(text.substr(5)));
    const std::string_view rest = text.substr(5 + month.size());
    if (month.empty() || month.size() > 2 || rest.size() < 2 || rest.size() > 3 || rest[0] != '-') return false;
    return count_digits(rest.substr(1)) == rest.size() - 1;
}

std::optional<double> parse_duration_days(std::string_view text) {
    const std::size_t blank = text.find(' ');
    if (blank == std::string_view::npos) return std::nullopt;
    const std::size_t unit_start = text.find_first_not_of(' ', blank);
    if (unit_start == std::string_view::npos) return std::nullopt;
    const std::optional<double> count = parse_number(text.substr(0, blank));
    const std::optional<double> unit = days_in(text.substr(unit_start));
    if (!count || !unit) return std::nullopt;
    return *count * *unit;
}

bool is_name(std::string_view text) {
    return !text.empty() && is_lower(text[0]) && std::all_of(text.begin(), text.end(), [](char c) {
        return is_lower(c) || is_digit(c) || c == '_' || c == '-';
    });
}

bool is_boolean_word(std::string_view text) {
    static constexpr std::array<std::string_view, 9> words = {"yes", "no",   "on",    "off", "y",
                                                              "n",   "true", "false", "null"};
    if (text.size() > 5) return false;
    std::string lower(text);
    for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return std::find(words.begin(), words.end(), lower) != words.end();
}

std::optional<std::string> nearest(std::string_view text, const std::vector<std::string>& candidates) {
    const std::size_t most = std::max<std::size_t>(1, text.size() / 3);
    std::optional<std::string> found;
    std::size_t least = most + 1;
    for (const std::string& candidate : candidates) {
        const std::size_t gap = std::max(candidate.size(), text.size()) - std::min(candidate.size(), text.size());
        if (gap >= least) continue;
        const std::size_t apart = distance(text, candidate);
        if (apart >= least) continue;
        least = apart;
        found = candidate;
    }
    return found;
}

std::string format_number(double value) {
    const double size = std::abs(value);
    const bool plain = size == 0 || (size >= 1e-6 && size < 1e15);
    std::array<char, 32> digits{};
    const auto [end, fault] = std::to_chars(digits.data(), digits.data() + digits.size(), value,
                                            plain ? std::chars_format::fixed : std::chars_format::general);
    return fault == std::errc() ? std::string(digits.data(), end) : std::string();
}

}  // namespace doorstroom::text
