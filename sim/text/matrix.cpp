#include "text/matrix.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "doorstroom/utf8.hpp"
#include "text/plain.hpp"

namespace doorstroom::text {

namespace {

constexpr std::string_view blanks = " \t\r";

// The next line without its end, and without a comment; `text` becomes what follows.
std::string_view take_line(std::string_view& text) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return line.substr(0, line.find('#'));
}

// Where in the line its words stand.
std::vector<std::string_view> words_of(std::string_view line) {
    std::vector<std::string_view> words;
    for (std::size_t begin = line.find_first_not_of(blanks); begin < line.size();) {
        const std::size_t end = std::min(line.find_first_of(blanks, begin), line.size());
        words.push_back(line.substr(begin, end - begin));
        begin = line.find_first_not_of(blanks, end);
    }
    return words;
}

bool is_number(std::string_view word) {
    double number = 0;
    const std::size_t sign = word.substr(0, 1) == "+" ? 1 : 0;
    const auto [end, fault] = std::from_chars(word.data() + sign, word.data() + word.size(), number);
    return fault != std::errc::invalid_argument && end == word.data() + word.size();
}

}  // namespace

bool is_without_header(std::string_view text) {
    while (!text.empty()) {
        const std::vector<std::string_view> words = words_of(take_line(text));
        if (!words.empty()) return std::all_of(words.begin(), words.end(), is_number);
    }
    return false;
}

Table read_matrix(std::uint32_t file, std::vector<Cell> columns, Diagnostics& diagnostics) {
    Table table;
    table.columns = std::move(columns);
    const std::string text = diagnostics.files()[file].text;
    std::string_view rest = text;
    for (std::uint32_t number = 1; !rest.empty(); ++number) {
        const std::string_view line = take_line(rest);
        const std::vector<std::string_view> words = words_of(line);
        if (words.empty()) continue;
        const auto mark = [&](std::string_view word) {
            const std::string_view before = line.substr(0, static_cast<std::size_t>(word.data() - line.data()));
            return Mark{file, number, static_cast<std::uint32_t>(1 + character_count(before))};
        };
        std::vector<Cell> row;
        for (const std::string_view word : words) row.push_back({std::string(word), mark(word), false});
        if (row.size() == table.columns.size())
            table.rows.push_back(std::move(row));
        else
            diagnostics.error(row[0].mark, caret_length(row[0].text),
                              fmt::format("this row has {} numbers, and there are {} names", row.size(), table.columns.size()));
    }
    return table;
}

}  // namespace doorstroom::text
