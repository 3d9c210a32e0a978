// Numbers in rows without a header, separated by blanks, as numpy.savetxt and SALib write and read them.
#pragma once

#include "text/csv.hpp"

namespace doorstroom::text {

// Whether the first line that is neither empty nor a comment holds nothing but numbers (also `nan`): then no column has a name.
bool is_without_header(std::string_view text);

// Reads such numbers into a table with these columns. Faults: no row at all, a row of another length.
Table read_matrix(std::uint32_t file, std::vector<Cell> columns, Diagnostics& diagnostics);

}  // namespace doorstroom::text
