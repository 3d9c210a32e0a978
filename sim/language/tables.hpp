// CSV tables beside the scenario: found, read once, and asked for columns.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "text/csv.hpp"
#include "text/document.hpp"

namespace doorstroom::language {

class Compilation;

struct LoadedTable {
    std::string name;  // as written
    text::Table cells;
    std::string unit;        // of a comment `# unit: days`; empty when there is none
    bool has_basis = false;  // a comment `# reference: …` or `# assumption: …`
};

// By the path they were found at. A table that cannot be read is remembered as nothing.
using Tables = std::map<std::filesystem::path, std::optional<LoadedTable>>;

// The table of that name, or a fault at the node and nullptr.
const LoadedTable* open_table(Compilation& compilation, const text::Node& name);
// The column of that name, or a fault at the node.
std::optional<std::size_t> column_of(Compilation& compilation, const LoadedTable& table, std::string_view column,
                                     const text::Node& at);
// A cell as a scalar of the tree, with its place in the file. A plain number of a table with a unit gets that unit.
text::Node scalar_of(const LoadedTable& table, const text::Cell& cell);

}  // namespace doorstroom::language
