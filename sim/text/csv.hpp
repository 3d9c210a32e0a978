// A CSV table whose cells remember where they stood.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "doorstroom/diagnostics.hpp"

namespace doorstroom::text {

struct Cell {
    std::string text;
    Mark mark;
};

struct Table {
    std::vector<Cell> columns;            // the header line
    std::vector<std::vector<Cell>> rows;  // each as long as the header

    // The index of the column with this name.
    std::optional<std::size_t> column(std::string_view name) const;
};

// Reads a table (RFC 4180: commas, double quotes; UTF-8, byte order mark allowed; lines that begin with `#` are
// comments, blanks around a cell are not part of it). Faults: an empty file, a duplicate or empty column name, a row of
// another length, an unclosed quote.
Table read_csv(std::uint32_t file, Diagnostics& diagnostics);

}  // namespace doorstroom::text
