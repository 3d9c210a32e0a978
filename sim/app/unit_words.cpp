#include "app/unit_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace doorstroom {

namespace {

struct Row {
    std::string_view unit, one, dutch, dutch_one;
};
constexpr Row rows[] = {
    {"persons", "person", "personen", "persoon"},
    {"households", "household", "huishoudens", "huishouden"},
    {"places", "place", "plekken", "plek"},
    {"openings", "opening", "openingen", "opening"},
    {"servers", "server", "loketten", "loket"},
    {"EUR", "EUR", "EUR", "EUR"},
    {"minutes", "minute", "minuten", "minuut"},
    {"hours", "hour", "uur", "uur"},
    {"days", "day", "dagen", "dag"},
    {"weeks", "week", "weken", "week"},
    {"months", "month", "maanden", "maand"},
    {"years", "year", "jaar", "jaar"},
    {"hour", "hour", "uur", "uur"},
    {"day", "day", "dag", "dag"},
    {"week", "week", "week", "week"},
    {"month", "month", "maand", "maand"},
    {"quarter", "quarter", "kwartaal", "kwartaal"},
    {"half-year", "half-year", "halfjaar", "halfjaar"},
    {"year", "year", "jaar", "jaar"},
};

std::string word(std::string_view unit, bool is_one, bool in_dutch) {
    const auto row = std::find_if(std::begin(rows), std::end(rows), [&](const Row& known) { return known.unit == unit; });
    if (row == std::end(rows)) return std::string(unit);
    return std::string(in_dutch ? (is_one ? row->dutch_one : row->dutch) : is_one ? row->one : row->unit);
}

}  // namespace

std::string unit_in_words(std::string_view unit, bool is_one, bool in_dutch) {
    const std::size_t slash = unit.find('/');
    const std::string counted = word(unit.substr(0, slash), is_one, in_dutch);
    if (slash == std::string_view::npos) return counted;
    const std::string period = word(unit.substr(slash + 1), true, in_dutch);
    const char* each = in_dutch ? "per" : period == "hour" ? "an" : "a";
    return fmt::format("{} {} {}", counted, each, period);
}

}  // namespace doorstroom
