#include "language/tables.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "language/axes.hpp"
#include "language/compilation.hpp"
#include "language/evaluate.hpp"
#include "language/reader.hpp"
#include "language/values.hpp"
#include "text/scalar.hpp"

namespace doorstroom::language {

namespace {

// What a comment line `# KEY: TEXT` says; empty when there is none.
std::string comment(const text::Table& table, std::string_view key) {
    const std::string start = fmt::format(" {}:", key);
    for (const std::string& line : table.comments) {
        if (line.rfind(start, 0) != 0) continue;
        const auto from = line.find_first_not_of(" \t", start.size());
        const auto to = line.find_last_not_of(" \t");
        return from == std::string::npos ? std::string{} : line.substr(from, to - from + 1);
    }
    return {};
}

std::optional<text::Node> converted(Compilation& compilation, const text::Cell& cell, const text::Converted& found) {
    if (!found.fault.empty()) {
        compilation.fault(cell.mark, std::max(1U, characters(cell.text)), found.fault, found.help);
        return std::nullopt;
    }
    text::Node node = text_cell(cell);
    if (found.scalar != cell.text) node.written = cell.text;
    node.scalar = found.scalar;
    return node;
}

}  // namespace

const LoadedTable* open_table(Compilation& compilation, const text::Node& name) {
    if (!name.is_scalar() || name.scalar.empty()) {
        compilation.fault(name, fmt::format("expected the name of a CSV file, found {}", describe(name)));
        return nullptr;
    }
    Diagnostics& diagnostics = compilation.diagnostics();
    const auto found = compilation.files.open(name, diagnostics);
    if (!found) return nullptr;
    const auto [place, is_new] = compilation.tables.try_emplace(found->path);
    std::optional<LoadedTable>& table = place->second;
    if (is_new) {
        const std::size_t before = compilation.faults();
        text::Table cells = text::read_csv(found->file, diagnostics);
        const std::string reference = comment(cells, "reference"), assumption = comment(cells, "assumption");
        const std::string unit = comment(cells, "unit");
        const bool has_basis = !reference.empty() || !assumption.empty();
        if (compilation.faults() == before)
            table = LoadedTable{name.scalar, std::move(cells), unit, has_basis, reference, assumption};
    }
    if (!is_new && !table) compilation.meet_again();
    return table ? &*table : nullptr;
}

std::optional<std::size_t> column_of(Compilation& compilation, const LoadedTable& table, std::string_view column,
                                     const text::Node& at) {
    if (const auto found = table.cells.column(column)) return found;
    std::vector<std::string> candidates;
    for (const text::Cell& cell : table.cells.columns) candidates.push_back(cell.text);
    compilation.fault(at, fmt::format("table `{}` has no column `{}`", table.name, column),
                      suggestion(column, candidates, "column"));
    return std::nullopt;
}

text::Node text_cell(const text::Cell& cell) {
    text::Node node;
    node.kind = text::Node::Kind::scalar;
    node.mark = cell.mark;
    node.scalar = cell.text;
    return node;
}

std::optional<text::Node> number_cell(Compilation& compilation, const LoadedTable& table, const text::Cell& cell) {
    auto node = converted(compilation, cell, text::number_of_cell(table.cells.convention, cell.text));
    if (!node || !text::parse_number(node->scalar) || !text::parse_duration_days("1 " + table.unit)) return node;
    node->written = cell.text;
    node->scalar += " " + table.unit;
    return node;
}

std::optional<text::Node> date_cell(Compilation& compilation, const LoadedTable& table, const text::Cell& cell) {
    return converted(compilation, cell, text::date_of_cell(table.cells.convention, cell.text));
}

std::optional<text::Node> cell_of(Compilation& compilation, const LoadedTable& table, const Field* field,
                                  const text::Cell& cell) {
    switch (field ? field->expects : Expects::text) {
        case Expects::date: return date_cell(compilation, table, cell);
        case Expects::whole:
        case Expects::duration:
        case Expects::amount:
        case Expects::number:
        case Expects::chance:
        case Expects::span: return number_cell(compilation, table, cell);
        default: return text_cell(cell);
    }
}

std::string number_text(const LoadedTable& table, const text::Cell& cell) {
    return text::number_of_cell(table.cells.convention, cell.text).scalar;
}

std::optional<double> bound_cell(Compilation& compilation, const LoadedTable& table, const text::Cell& cell) {
    const auto node = converted(compilation, cell, text::number_of_cell(table.cells.convention, cell.text));
    if (!node) return std::nullopt;
    const auto bound = text::parse_number(node->scalar);
    if (!bound)
        compilation.fault(cell.mark, std::max(1U, characters(cell.text)),
                          fmt::format("expected a number, found {}", quote(cell.text)));
    return bound;
}

// ---- numbers from a table -------------------------------------------------------------------------------------------

struct ValueBuilder::Rows {
    struct Key {
        std::size_t column;
        AttributeId attribute;
        Axis::Of of;  // where there is no attribute: by lower bounds of that number
    };
    const LoadedTable& table;
    std::size_t value;
    std::optional<std::size_t> from;  // the column that dates the rows
    std::vector<Key> keys;
    const text::Node& node;  // where the table is asked for
};

ValueBuilder::Part ValueBuilder::table(const text::Node& node, std::optional<Fixed> fixed) {
    const Reader reader{compilation_, node, "table", address_};
    if (!reader.has("table") || !reader.has("value")) return missing();
    const LoadedTable* table = open_table(compilation_, *reader.find("table"));
    if (!table) return missing();
    const auto value = column_of(compilation_, *table, reader.text("value"), *reader.find("value"));
    if (!value) return missing();
    Rows rows{*table, *value, table->cells.column("from"), {}, node};
    std::optional<std::size_t> own;  // the column of the attribute that is fixed
    for (const text::Node* key : reader.names("by")) {
        const auto number = number_called(key->scalar);
        const auto attribute =
            number ? none<AttributeId>
                   : compilation_.look_up(compilation_.attributes, *key, "attribute", names_of_numbers());
        const auto column = column_of(compilation_, *table, key->scalar, *key);
        if ((!number && !given(attribute)) || !column) return missing();
        if (fixed && (number ? !given(fixed->attribute) && fixed->of == *number : fixed->attribute == attribute))
            own = column;
        else
            rows.keys.push_back({*column, attribute, number.value_or(Axis::Of::attribute)});
    }
    if (fixed && !own) {
        compilation_.fault(node, "shares from a table need the attribute itself in `by`");
        return missing();
    }
    std::vector<std::size_t> at;
    for (std::size_t row = 0; row < table->cells.rows.size(); ++row) {
        if (own) {
            const text::Cell& cell = table->cells.rows[row][*own];
            const bool same = given(fixed->attribute)
                                  ? cell.text == compilation_.plan.at(fixed->attribute).values[fixed->code]
                                  : text::parse_number(number_text(*table, cell)) == fixed->number;
            if (!same) continue;
        }
        at.push_back(row);
    }
    if (fixed && at.empty()) return constant(0);
    return table_rows(rows, std::move(at), 0);
}

ValueBuilder::Part ValueBuilder::table_rows(const Rows& rows, std::vector<std::size_t> at, std::size_t key) {
    if (key == rows.keys.size()) return table_dates(rows, at);
    const auto [column, attribute, of] = rows.keys[key];
    std::map<double, std::vector<std::size_t>> groups;  // by code, or by lower bound
    for (const std::size_t row : at) {
        const text::Cell& cell = rows.table.cells.rows[row][column];
        if (given(attribute)) {
            if (const auto code = compilation_.code_of(attribute, cell.text, cell.mark)) groups[*code].push_back(row);
        } else if (const auto bound = bound_cell(compilation_, rows.table, cell)) {
            groups[*bound].push_back(row);
        }
    }
    if (groups.empty()) return missing();
    ValueNode made;
    made.op = ValueNode::Op::by;
    Axis own{of, attribute, {}, static_cast<std::uint32_t>(groups.size())};
    if (given(attribute)) own.size = static_cast<std::uint32_t>(compilation_.plan.at(attribute).values.size());
    else if (groups.begin()->first > lowest(of)) own.lower_bounds.push_back(lowest(of)), ++own.size;  // no value below the first
    made.positions.assign(own.size, -1);
    Part whole;
    for (auto& group : groups) {
        const std::size_t position = given(attribute) ? static_cast<std::size_t>(group.first) : own.lower_bounds.size();
        if (!given(attribute)) own.lower_bounds.push_back(group.first);
        const Part part = table_rows(rows, std::move(group.second), key + 1);
        made.positions[position] = static_cast<std::int32_t>(made.children.size());
        made.children.push_back(part.node);
        join(whole, part, rows.node);
    }
    made.axis = axis(std::move(own));
    return add(std::move(made), whole.dimension);
}

ValueBuilder::Part ValueBuilder::table_dates(const Rows& rows, const std::vector<std::size_t>& at) {
    const auto cell = [&](std::size_t row, std::size_t column) { return rows.table.cells.rows[row][column]; };
    const auto number_in = [&](std::size_t row) {
        const auto number = number_cell(compilation_, rows.table, cell(row, rows.value));
        return number ? scalar(*number, {wanted_.dimension, true}) : missing();
    };
    const auto date_in = [&](std::size_t row) -> std::optional<Date> {
        if (!rows.from) return Date{};
        const auto date = date_cell(compilation_, rows.table, cell(row, *rows.from));
        return date ? read_date(compilation_, *date) : std::nullopt;
    };
    if (at.empty()) {
        compilation_.fault(rows.node, fmt::format("table `{}` has no rows", rows.table.name));
        return missing();
    }
    std::map<Date, std::size_t> dates;
    for (const std::size_t row : at) {
        const auto date = date_in(row);
        if (!date) continue;
        if (!dates.emplace(*date, row).second)
            compilation_.fault(text_cell(cell(row, rows.value)),
                               fmt::format("a second row of table `{}` for the same number", rows.table.name),
                               "list in `by` the columns that tell its rows apart");
    }
    if (!rows.from) return number_in(at.front());
    if (dates.empty()) return missing();
    if (dates.begin()->first > wanted_.needed_from)
        compilation_.fault(text_cell(cell(dates.begin()->second, *rows.from)),
                           fmt::format("there is no value before {}, but one is needed from {}",
                                       to_string(dates.begin()->first), to_string(wanted_.needed_from)));
    ValueNode made;
    made.op = ValueNode::Op::dated;
    Part whole;
    for (const auto& entry : dates) {
        const Part part = number_in(entry.second);
        made.dates.push_back(entry.first);
        made.children.push_back(part.node);
        join(whole, part, rows.node);
    }
    return add(std::move(made), whole.dimension);
}

}  // namespace doorstroom::language
