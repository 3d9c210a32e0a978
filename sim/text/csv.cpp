#include "text/csv.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "doorstroom/utf8.hpp"
#include "text/plain.hpp"

namespace doorstroom::text {

namespace {

using Row = std::vector<Cell>;

// Walks through the text once, cell by cell.
class CsvReader {
public:
    CsvReader(std::uint32_t file, std::string_view text, Diagnostics& diagnostics)
        : file_(file), text_(text), diagnostics_(diagnostics) {}

    // The next line that is neither empty nor a comment; an empty row at the end or after an unclosed quote.
    Row read_row();

private:
    bool at_end() const { return at_ == text_.size(); }
    bool at_line_end() const { return at_end() || text_[at_] == '\n' || text_.substr(at_, 2) == "\r\n"; }
    Mark mark() const { return {file_, line_, column_}; }
    void step();
    void next_line();
    void skip_blanks();
    Cell read_cell();
    void read_quoted(Cell& cell);

    std::uint32_t file_;
    std::string_view text_;
    Diagnostics& diagnostics_;
    std::size_t at_ = 0;
    std::uint32_t line_ = 1;
    std::uint32_t column_ = 1;
};

void CsvReader::step() {
    if (text_[at_++] == '\n') {
        ++line_;
        column_ = 1;
    } else if (at_end() || !continues_character(text_[at_])) {
        ++column_;
    }
}

void CsvReader::next_line() {
    while (!at_end() && text_[at_] != '\n') step();
    if (!at_end()) step();
}

void CsvReader::skip_blanks() {
    while (!at_end() && (text_[at_] == ' ' || text_[at_] == '\t')) step();
}

Row CsvReader::read_row() {
    while (!at_end()) {
        const std::size_t line_start = at_;
        skip_blanks();
        if (!at_line_end() && text_[line_start] != '#') break;
        next_line();
    }
    Row row;
    if (at_end()) return row;
    for (;;) {
        row.push_back(read_cell());
        if (at_end() || text_[at_] != ',') break;
        step();
    }
    next_line();
    return row;
}

Cell CsvReader::read_cell() {
    skip_blanks();
    Cell cell{{}, mark()};
    if (!at_end() && text_[at_] == '"') {
        read_quoted(cell);
        return cell;
    }
    const std::size_t begin = at_;
    while (!at_line_end() && text_[at_] != ',') {
        if (text_[at_] == '"')
            diagnostics_.error(mark(), 1, "a quote inside a cell",
                               "put the whole cell in quotes, and a quote inside twice");
        step();
    }
    cell.text = text_.substr(begin, at_ - begin);
    cell.text.erase(cell.text.find_last_not_of(" \t") + 1);
    return cell;
}

void CsvReader::read_quoted(Cell& cell) {
    step();
    while (!at_end() && (text_[at_] != '"' || text_.substr(at_, 2) == "\"\"")) {
        if (text_[at_] == '"') step();
        cell.text += text_[at_];
        step();
    }
    if (at_end()) {
        diagnostics_.error(cell.mark, 1, "this quote is never closed");
        return;
    }
    step();
    skip_blanks();
    if (at_line_end() || text_[at_] == ',') return;
    diagnostics_.error(mark(), 1, "text after a cell in quotes",
                       "put the whole cell in quotes, and a quote inside twice");
    while (!at_line_end() && text_[at_] != ',') step();
}

void check_columns(const Row& columns, Diagnostics& diagnostics) {
    if (columns.size() == 1 && columns[0].text.find(';') != std::string::npos)
        diagnostics.error(columns[0].mark, caret_length(columns[0].text), "the columns are separated by `;`",
                          "commas were expected");
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const Cell& column = columns[i];
        if (column.text.empty()) {
            diagnostics.error(column.mark, 1, fmt::format("column {} has no name", i + 1));
            continue;
        }
        for (std::size_t j = 0; j < i; ++j) {
            if (columns[j].text != column.text) continue;
            diagnostics.error(column.mark, caret_length(column.text), fmt::format("a second column `{}`", column.text),
                              fmt::format("the first is at {}", diagnostics.place(columns[j].mark)));
            break;
        }
    }
}

}  // namespace

std::optional<std::size_t> Table::column(std::string_view name) const {
    const auto found =
        std::find_if(columns.begin(), columns.end(), [&](const Cell& cell) { return cell.text == name; });
    if (found == columns.end()) return std::nullopt;
    return static_cast<std::size_t>(found - columns.begin());
}

Table read_csv(std::uint32_t file, Diagnostics& diagnostics) {
    // A copy: registering another file may move the text.
    const std::string text = diagnostics.files()[file].text;
    Table table;
    if (!is_plain_text(file, diagnostics)) return table;
    CsvReader reader(file, text, diagnostics);
    table.columns = reader.read_row();
    if (table.columns.empty()) {
        diagnostics.error({file, 0, 0}, 1, "the table is empty",
                          "a first line with the names of the columns was expected");
        return table;
    }
    check_columns(table.columns, diagnostics);
    for (Row row = reader.read_row(); !row.empty(); row = reader.read_row()) {
        if (row.size() != table.columns.size()) {
            diagnostics.error(row[0].mark, caret_length(row[0].text),
                              fmt::format("this row has {} cells, the first line {}", row.size(), table.columns.size()),
                              "a cell with a comma is put in quotes");
            continue;
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

}  // namespace doorstroom::text
