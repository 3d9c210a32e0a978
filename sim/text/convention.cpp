#include "text/convention.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "text/scalar.hpp"

namespace doorstroom::text {

namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

constexpr char decimal_mark(Convention convention) { return convention == Convention::points ? '.' : ','; }

constexpr Convention other(Convention convention) {
    return convention == Convention::points ? Convention::commas : Convention::points;
}

std::string rule(Convention convention) {
    return convention == Convention::points
               ? "a table separated by `,` has decimal points and dates such as `2026-12-31`"
               : "a table separated by `;` has decimal commas and dates such as `31-12-2026`";
}

std::string replaced(std::string text, char from, char to) {
    std::replace(text.begin(), text.end(), from, to);
    return text;
}

// As the language writes it; empty where it is no number of that convention. Spreadsheets write `2,5E-07`.
std::string plain_number(Convention convention, std::string_view text) {
    if (text.find(decimal_mark(other(convention))) != std::string_view::npos) return {};
    const std::string plain = replaced(replaced(std::string(text), decimal_mark(convention), '.'), 'E', 'e');
    return parse_number(plain) ? plain : std::string();
}

// `1.200` or `1.200.000,5`: groups of three digits that `mark` stands between.
bool has_thousands(std::string_view text, char mark, char decimals) {
    if (!text.empty() && text[0] == '-') text.remove_prefix(1);
    text = text.substr(0, text.find(decimals));
    if (text.substr(0, 1) == "0") return false;
    std::size_t digits = 0;
    bool first = true;
    for (const char c : text) {
        if (is_digit(c)) {
            if (++digits > 3) return false;
        } else if (c != mark || digits == 0 || (!first && digits != 3)) {
            return false;
        } else {
            first = false;
            digits = 0;
        }
    }
    return !first && digits == 3;
}

// The number without what stands between its thousands; and, where that stands once, with it before the decimals.
std::string ways_to_write(Convention convention, std::string_view text) {
    const char mark = decimal_mark(other(convention));
    std::string whole(text);
    whole.erase(std::remove(whole.begin(), whole.end(), mark), whole.end());
    const bool once = std::count(text.begin(), text.end(), mark) == 1;
    if (!once || text.find(decimal_mark(convention)) != std::string_view::npos) return fmt::format("write `{}`", whole);
    std::string fraction = replaced(std::string(text), mark, decimal_mark(convention));
    fraction.erase(fraction.find_last_not_of('0') + 1);
    if (fraction.back() == decimal_mark(convention)) fraction.pop_back();
    return fmt::format("write `{}` or `{}`", whole, fraction);
}

// The parts of `31-12-2026`; empty where the text is not written so.
std::string iso_of_dutch(std::string_view text) {
    const std::size_t first = text.find('-');
    if (first == std::string_view::npos || first < 1 || first > 2) return {};
    const std::size_t second = text.find('-', first + 1);
    if (second == std::string_view::npos || second - first < 2 || second - first > 3) return {};
    const std::string_view day = text.substr(0, first);
    const std::string_view month = text.substr(first + 1, second - first - 1);
    const std::string_view year = text.substr(second + 1);
    for (const std::string_view part : {day, month, year})
        if (!std::all_of(part.begin(), part.end(), is_digit)) return {};
    return year.size() == 4 ? fmt::format("{}-{:0>2}-{:0>2}", year, month, day) : std::string();
}

std::string dutch_of_iso(std::string_view text) {
    return fmt::format("{}-{}-{}", text.substr(8, 2), text.substr(5, 2), text.substr(0, 4));
}

}  // namespace

bool has_decimal_comma(std::string_view cell) {
    return cell.find(',') != std::string_view::npos && !plain_number(Convention::commas, cell).empty();
}

Converted number_of_cell(Convention convention, std::string_view cell) {
    const std::string_view number = cell.substr(0, cell.find(' '));
    const std::string unit(cell.substr(number.size()));
    if (const std::string plain = plain_number(convention, number); !plain.empty()) return {plain + unit, {}, {}};
    const char mark = decimal_mark(convention);
    const char foreign = decimal_mark(other(convention));
    const bool grouped = has_thousands(number, foreign, mark);
    if (!grouped && plain_number(other(convention), number).empty()) {
        if (convention == Convention::points || cell.empty()) return {std::string(cell), {}, {}};
        return {{}, fmt::format("expected a number, found `{}`", cell),
                "a number is written as `1000` or `0,3`: " + rule(convention)};
    }
    const std::string help = grouped ? ways_to_write(convention, number)
                                     : fmt::format("write `{}`", replaced(std::string(number), foreign, mark));
    const char* what = convention == Convention::points ? "comma" : "point";
    return {{}, fmt::format("`{}` has a {}, but this table has decimal {}s", cell, what,
                            convention == Convention::points ? "point" : "comma"),
            help + ": " + rule(convention)};
}

Converted date_of_cell(Convention convention, std::string_view cell) {
    const std::string dutch = iso_of_dutch(cell);
    const bool iso = cell.size() == 10 && looks_like_date(cell);
    if (convention == Convention::points) {
        if (dutch.empty()) return {std::string(cell), {}, {}};
        return {{}, fmt::format("`{}` is no date of a table separated by `,`", cell),
                fmt::format("write `{}`: {}", dutch, rule(convention))};
    }
    if (!dutch.empty()) return {dutch, {}, {}};
    if (iso)
        return {{}, fmt::format("`{}` is no date of a table separated by `;`", cell),
                fmt::format("write `{}`: {}", dutch_of_iso(cell), rule(convention))};
    return {{}, fmt::format("expected a date, found `{}`", cell), rule(convention)};
}

}  // namespace doorstroom::text
