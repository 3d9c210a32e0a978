// Scalars as the language reads them: numbers, dates, durations, names; and the nearest valid name.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace doorstroom::text {

// `-?digits[.digits][e±digits]` without leading zeros, finite; nothing otherwise. Independent of the locale.
std::optional<double> parse_number(std::string_view text);
// An ISO date that exists.
std::optional<std::chrono::sys_days> parse_date(std::string_view text);
// "2026-02-30": looks like a date, whether or not the day exists.
bool looks_like_date(std::string_view text);
// `6 weeks`: a number and a unit of minutes, hours, days, weeks, months or years (also singular), in days.
std::optional<double> parse_duration_days(std::string_view text);
// `[a-z][a-z0-9_-]*`.
bool is_name(std::string_view text);
// `yes, no, on, off, y, n, true, false, null` in any case: unquoted, never a name or an attribute value.
bool is_boolean_word(std::string_view text);

// The candidate nearest to `text` by edit distance with transpositions, when it is at most max(1, length / 3) away.
std::optional<std::string> nearest(std::string_view text, const std::vector<std::string>& candidates);

// The fewest digits that read back as the same number; plain unless it is huge or tiny.
std::string format_number(double value);

}  // namespace doorstroom::text
