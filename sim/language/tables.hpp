// CSV tables beside the scenario: found, read once, and asked for columns.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "language/fields.hpp"
#include "text/csv.hpp"
#include "text/document.hpp"

namespace doorstroom::language {

class Compilation;

struct LoadedTable {
    std::string name;  // as written
    text::Table cells;
    std::string unit;        // of a comment `# unit: days`; empty when there is none
    bool has_basis = false;  // a comment `# reference: …` or `# assumption: …`
    std::string reference;
    std::string assumption;
};

// By the path they were found at. A table that cannot be read is remembered as nothing.
using Tables = std::map<std::filesystem::path, std::optional<LoadedTable>>;

// The table of that name, or a fault at the node and nullptr.
const LoadedTable* open_table(Compilation& compilation, const text::Node& name);
// The column of that name, or a fault at the node.
std::optional<std::size_t> column_of(Compilation& compilation, const LoadedTable& table, std::string_view column,
                                     const text::Node& at);
// A cell as a scalar of the tree, with its place in the file; where a number or a date is expected, as the language writes
// it, or a fault and nothing. A plain number of a table with a unit gets that unit.
text::Node text_cell(const text::Cell& cell);
std::optional<text::Node> number_cell(Compilation& compilation, const LoadedTable& table, const text::Cell& cell);
// A plain number as the language writes it, without complaint; empty where it could be read in two ways.
std::string number_text(const LoadedTable& table, const text::Cell& cell);
// A lower bound: a plain number that no unit of the table belongs to.
std::optional<double> bound_cell(Compilation& compilation, const LoadedTable& table, const text::Cell& cell);
std::optional<text::Node> date_cell(Compilation& compilation, const LoadedTable& table, const text::Cell& cell);
// A cell as what this field expects; no field: text.
std::optional<text::Node> cell_of(Compilation& compilation, const LoadedTable& table, const Field* field,
                                  const text::Cell& cell);

}  // namespace doorstroom::language
