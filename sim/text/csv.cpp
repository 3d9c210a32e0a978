#include "text/csv.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "doorstroom/utf8.hpp"
#include "text/plain.hpp"

namespace doorstroom::text {

namespace {

using Row = std::vector<Cell>;

constexpr char none = '\0';  // what separates the cells of a table of one column

// Walks through the text once, cell by cell.
class CsvReader {
public:
    CsvReader(std::uint32_t file, std::string_view text, Diagnostics& diagnostics)
        : file_(file), text_(text), diagnostics_(diagnostics) {}

    // The first line with names, which says what separates all cells.
    Row read_header();
    // The next line that is neither empty nor a comment; an empty row at the end or after an unclosed quote.
    Row read_row();

    char separator() const { return separator_; }
    std::vector<std::string> comments;

private:
    bool at_end() const { return at_ == text_.size(); }
    bool at_line_end() const { return at_end() || text_[at_] == '\n' || text_.substr(at_, 2) == "\r\n"; }
    Mark mark() const { return {file_, line_, column_}; }
    void step();
    void next_line();
    void skip_blanks();
    void skip_to_row();
    void read_comment();
    char separator_of_line() const;
    Cell read_cell();
    void read_quoted(Cell& cell);
    void skip_after_quotes();

    std::uint32_t file_;
    std::string_view text_;
    Diagnostics& diagnostics_;
    std::size_t at_ = 0;
    std::uint32_t line_ = 1;
    std::uint32_t column_ = 1;
    char separator_ = none;
};

// The kinds of Dutch Excel: `CSV (gescheiden door lijstscheidingsteken)` is Windows-1252, and cannot be told from others.
constexpr std::string_view saved_as_utf8 =
    "save the table as UTF-8: in Excel `Save As`, `CSV UTF-8`; in Dutch `Opslaan als`, `CSV UTF-8 (door komma's "
    "gescheiden)`";

bool is_empty(const Row& row) {
    return std::all_of(row.begin(), row.end(), [](const Cell& cell) { return cell.text.empty(); });
}

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

// To the next line that is neither empty nor a comment.
void CsvReader::skip_to_row() {
    while (!at_end()) {
        const std::size_t line_start = at_;
        const bool quoted = text_[at_] == '"';
        if (text_.substr(at_ + (quoted ? 1 : 0), 1) == "#") {
            read_comment();
            continue;
        }
        skip_blanks();
        if (!at_line_end()) {  // blanks belong to the cell, and are left off there
            column_ -= static_cast<std::uint32_t>(at_ - line_start);
            at_ = line_start;
            return;
        }
        next_line();
    }
}

// Excel puts a comment with a separator in quotes, and fills every line with separators to the width of the table.
void CsvReader::read_comment() {
    std::string comment;
    if (text_[at_] == '"') {
        Cell cell{{}, mark(), true};
        read_quoted(cell);
        comment = std::move(cell.text);
        next_line();
    } else {
        const std::size_t begin = at_;
        next_line();
        comment = text_.substr(begin, at_ - begin);
        comment.erase(comment.find_last_not_of(" \t\r\n;,") + 1);
    }
    comments.push_back(comment.substr(1));
}

char CsvReader::separator_of_line() const {
    bool inside = false;
    char found = none;
    for (std::size_t at = at_; at < text_.size() && (inside || text_[at] != '\n'); ++at) {
        if (text_[at] == '"') inside = !inside;
        if (!inside && text_[at] == ';') return ';';
        if (!inside && text_[at] == ',') found = ',';
    }
    return found;
}

Row CsvReader::read_header() {
    skip_to_row();
    separator_ = separator_of_line();
    return read_row();
}

Row CsvReader::read_row() {
    for (;;) {
        skip_to_row();
        Row row;
        if (at_end()) return row;
        for (;;) {
            row.push_back(read_cell());
            if (at_end() || text_[at_] != separator_) break;
            step();
        }
        next_line();
        if (row.size() == 1 || !is_empty(row)) return row;
    }
}

Cell CsvReader::read_cell() {
    skip_blanks();
    Cell cell{{}, mark(), false};
    if (!at_end() && text_[at_] == '"') {
        read_quoted(cell);
        if (!at_end()) skip_after_quotes();
        return cell;
    }
    const std::size_t begin = at_;
    while (!at_line_end() && text_[at_] != separator_) {
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
    cell.quoted = true;
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
}

void CsvReader::skip_after_quotes() {
    skip_blanks();
    if (at_line_end() || text_[at_] == separator_) return;
    diagnostics_.error(mark(), 1, "text after a cell in quotes",
                       "put the whole cell in quotes, and a quote inside twice");
    while (!at_line_end() && text_[at_] != separator_) step();
}

void check_columns(const Row& columns, Diagnostics& diagnostics) {
    if (columns.size() == 1 && columns[0].text.find('\t') != std::string::npos)
        diagnostics.error(columns[0].mark, caret_length(columns[0].text), "the columns are separated by tabs",
                          "commas or semicolons were expected");
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

// Columns at the end that have no name, as Excel leaves them.
void drop_empty_end(Row& row, std::size_t least) {
    while (row.size() > least && row.back().text.empty()) row.pop_back();
}

// What kind of row this is, where it is none of the table: nothing when it is.
std::string help_for_length(const Row& row, char separator) {
    const char other = separator == ',' ? ';' : ',';
    if (row.size() == 1 && separator != none && row[0].text.find(other) != std::string::npos)
        return fmt::format("the first line is separated by `{}`, this row by `{}`: one file has one convention",
                           separator, other);
    return separator == ';' ? "a cell with a semicolon is put in quotes" : "a cell with a comma is put in quotes";
}

void refuse_length(const Row& row, std::size_t cells, std::size_t columns, char separator, Diagnostics& diagnostics) {
    diagnostics.error(row[0].mark, caret_length(row[0].text),
                      fmt::format("this row has {} cells, the first line {}", cells, columns),
                      help_for_length(row, separator));
}

// A table of one column has no separator: a comma stands before decimals, or is a second cell.
void read_single_column(Table& table, Diagnostics& diagnostics) {
    for (const Row& row : table.rows) {
        const std::string& text = row[0].text;
        if (has_decimal_comma(text)) table.convention = Convention::commas;
        else if (!row[0].quoted && text.find_first_of(",;") != std::string::npos)
            refuse_length(row, 1 + static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return c == ',' || c == ';'; })), 1, none, diagnostics);
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
    if (!is_plain_text(file, diagnostics, saved_as_utf8)) return table;
    CsvReader reader(file, text, diagnostics);
    table.columns = reader.read_header();
    if (table.columns.empty()) {
        diagnostics.error({file, 0, 0}, 1, "the table is empty",
                          "a first line with the names of the columns was expected");
        return table;
    }
    drop_empty_end(table.columns, 1);
    check_columns(table.columns, diagnostics);
    table.convention = reader.separator() == ';' ? Convention::commas : Convention::points;
    for (Row row = reader.read_row(); !row.empty(); row = reader.read_row()) {
        drop_empty_end(row, table.columns.size());
        if (row.size() == table.columns.size())
            table.rows.push_back(std::move(row));
        else
            refuse_length(row, row.size(), table.columns.size(), reader.separator(), diagnostics);
    }
    if (reader.separator() == none) read_single_column(table, diagnostics);
    table.comments = std::move(reader.comments);
    return table;
}

}  // namespace doorstroom::text
