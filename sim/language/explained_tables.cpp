// The lines of numbers that stand in tables.
#include <algorithm>

#include "language/explained_value.hpp"
#include "text/scalar.hpp"

namespace doorstroom::language {

namespace {

using text::Entry;
using text::Node;
using How = ExplainedLine::How;
using Cells = std::vector<text::Cell>;

// Of the rows for one number, that which holds on the day, and the next.
struct RowsOfOne {
    std::string label;
    const Cells* now = nullptr;
    const Cells* next = nullptr;
    Date since{}, until{};
};

std::vector<RowsOfOne> rows_of(Compilation& compilation, const LoadedTable& table, const std::vector<std::size_t>& keys, Date day) {
    const auto from = table.cells.column("from");
    std::vector<RowsOfOne> rows;
    for (const Cells& cells : table.cells.rows) {
        std::string label;
        for (const std::size_t key : keys) label += (label.empty() ? "" : ", ") + cells[key].text;
        auto row = std::find_if(rows.begin(), rows.end(), [&](const RowsOfOne& known) { return known.label == label; });
        if (row == rows.end()) row = rows.insert(rows.end(), {label, nullptr, nullptr, {}, {}});
        const Date date = from ? text::parse_date(date_cell(compilation, table, cells[*from])->scalar).value_or(Date{}) : Date{};
        if (date <= day && (!row->now || date >= row->since)) row->now = &cells, row->since = date;
        if (date > day && (!row->next || date < row->until)) row->next = &cells, row->until = date;
    }
    return rows;
}

}  // namespace

std::vector<std::size_t> key_columns(const Node& node, const LoadedTable& table) {
    std::vector<std::size_t> keys;
    const Entry* by = node.find("by");
    if (by && by->value.is_scalar()) keys.push_back(*table.cells.column(by->value.scalar));
    if (by)
        for (const Node& key : by->value.items) keys.push_back(*table.cells.column(key.scalar));
    return keys;
}

// What a table says of itself is nearer than what stands around it.
void ExplainedValues::take_table_source(const Node& node, const LoadedTable& table, Source& source) const {
    if (basis_of(node)) return;
    if (!table.assumption.empty()) source = {Origin::assumed, table.reference, table.assumption, {}};
    else if (!table.reference.empty()) source = {Origin::published, table.reference, {}, {}};
}

void ExplainedValues::table(const Node& node, Part part) {
    const LoadedTable& table = *open_table(compilation_, node.find("table")->value);
    const std::size_t value = *table.cells.column(node.find("value")->value.scalar);
    const std::vector<std::size_t> keys = key_columns(node, table);
    const auto number_in = [&](const Cells& cells) { return *number_cell(compilation_, table, cells[value]); };
    take_table_source(node, table, part.source);
    part.how = How::table;
    part.by_what = table.name;
    if (!keys.empty()) add(node, part, "");
    for (const RowsOfOne& row : rows_of(compilation_, table, keys, explanation_.date)) {
        Part own = part;
        if (!keys.empty()) own = {row.label, part.depth + 1, part.source, How::written, {}, {}, {}, {}, {}};
        if (row.now && row.since != Date{}) own.since = row.since;
        if (row.next) own.until = row.until, own.then = number_in(*row.next).scalar;
        if (!row.now) own.how = How::not_yet;
        const Node cell = row.now ? number_in(*row.now) : node;
        ExplainedLine& line = add(cell, own, row.now ? cell.scalar : "");
        line.is_row = !keys.empty();
        line.unit = unit_of(*found_);
        add_number(line, cell, part.source);
    }
}

void ExplainedValues::tell_sites(const Found& found, const Source& source) {
    const LoadedTable& table = *open_table(compilation_, found.node);
    const auto site = table.cells.column("site");
    const std::string sites = found.address.substr(0, found.address.rfind('.') + 1);
    Part part;
    part.source = source;
    take_table_source(found.mapping, table, part.source);
    for (const Cells& row : table.cells.rows)
        for (std::size_t column = 0; column < row.size(); ++column) {
            const std::string& key = table.cells.columns[column].text;
            const Entry* over = found.mapping.find(row[*site].text);
            const Field* field = kind_of("site").find(key);
            if (column == site || !field || row[column].text.empty() || (over && over->value.find(key))) continue;
            const auto cell = cell_of(compilation_, table, field, row[column]);
            const Found each{*cell, sort_of("PLAIN"), sites + row[*site].text + "." + key, *field, found.mapping};
            found_ = &each;
            is_figure_ = is_figure_address(each.address);
            ExplainedLine& line = add(*cell, part, cell->scalar);
            line.unit = unit_of(*found_);
            add_number(line, *cell, part.source);
        }
}

}  // namespace doorstroom::language
