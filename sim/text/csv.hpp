// A CSV table whose cells remember where they stood.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "doorstroom/diagnostics.hpp"
#include "text/convention.hpp"

namespace doorstroom::text {

struct Cell {
    std::string text;
    Mark mark;
    bool quoted = false;
};

struct Table {
    std::vector<Cell> columns;            // the header line
    std::vector<std::vector<Cell>> rows;  // each as long as the header
    std::vector<std::string> comments;    // without their `#`
    Convention convention = Convention::points;

    // The index of the column with this name.
    std::optional<std::size_t> column(std::string_view name) const;
};

// Reads a table (RFC 4180, double quotes; UTF-8, byte order mark allowed; lines that begin with `#` are comments, blanks
// around a cell are not part of it). A `;` in the first line makes it one of semicolons and decimal commas; a table of one
// column is one of decimal commas when a number in it has one. What Excel leaves is left out: lines of nothing but
// separators, and columns at the end without a name or a cell. Faults: an empty file, a duplicate or empty column name, a
// row of another length, an unclosed quote.
Table read_csv(std::uint32_t file, Diagnostics& diagnostics);

}  // namespace doorstroom::text
