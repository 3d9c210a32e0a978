#include "language/margin_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "language/evaluate.hpp"
#include "language/reader.hpp"
#include "text/scalar.hpp"

namespace doorstroom::language {

namespace {

constexpr double tolerance = 1e-6;

class MarginReader {
public:
    MarginReader(Compilation& compilation, const text::Entry& entry, const std::string& address)
        : compilation_(compilation), address_(address) {
        margin_.entry = &entry;
    }

    std::optional<Margin> read() {
        const std::size_t before = compilation_.faults();
        const text::Node& node = margin_.entry->value;
        if (!node.is_mapping())
            compilation_.fault(node, fmt::format("expected a margin, found {}", describe(node)),
                               "`{table: FILE, value: COLUMN, by: [ATTRIBUTE, …]}` or `{by: ATTRIBUTE, VALUE: NUMBER, …}`");
        else if (node.find("table"))
            read_table(node);
        else
            read_inline(node);
        if (compilation_.faults() == before) check_total();
        if (compilation_.faults() == before) check_ages();
        if (compilation_.faults() == before) check_combinations();
        return compilation_.faults() == before ? std::optional{std::move(margin_)} : std::nullopt;
    }

private:
    Compilation& compilation_;
    const std::string& address_;
    Margin margin_;

    bool read_keys(const std::vector<const text::Node*>& names) {
        for (const text::Node* name : names) {
            MarginKey key{name->scalar, none<AttributeId>};
            if (key.name != "age") key.attribute = compilation_.look_up(compilation_.attributes, *name, "attribute");
            if (key.name != "age" && !given(key.attribute)) return false;
            if (margin_.position_of(key.name)) {
                compilation_.fault(*name, fmt::format("`{}` stands twice in `by`", key.name));
                return false;
            }
            margin_.by.push_back(std::move(key));
        }
        if (margin_.by.empty())
            compilation_.fault(margin_.entry->value, fmt::format("`by` is missing in `{}`", address_),
                               "the attributes (or `age`) that the table is published by");
        return !margin_.by.empty();
    }

    void read_table(const text::Node& node) {
        const Reader reader{compilation_, node, "margin", address_};
        const LoadedTable* table = open_table(compilation_, *reader.find("table"));
        if (!table || !reader.has("value") || !read_keys(reader.names("by"))) return;
        const auto value = column_of(compilation_, *table, reader.text("value"), *reader.find("value"));
        std::vector<std::size_t> columns;
        for (const text::Node* key : reader.names("by"))
            if (const auto column = column_of(compilation_, *table, key->scalar, *key)) columns.push_back(*column);
        if (!value || columns.size() != margin_.by.size()) return;
        if (const auto from = table->cells.column("from"))
            return compilation_.fault(table->cells.columns[*from].mark, 4, "a margin is not dated",
                                      "a table with the rows of one date, without the column `from`");
        for (const auto& row : table->cells.rows) read_row(*table, row, columns, *value);
    }

    void read_row(const LoadedTable& table, const std::vector<text::Cell>& row, const std::vector<std::size_t>& columns,
                  std::size_t value) {
        std::vector<double> at;
        for (std::size_t key = 0; key < columns.size(); ++key)
            if (const auto position = place_of(margin_.by[key], table, row[columns[key]])) at.push_back(*position);
        const auto number = number_cell(compilation_, table, row[value]);
        if (number && at.size() == columns.size()) add(std::move(at), *number);
    }

    std::optional<double> place_of(const MarginKey& key, const LoadedTable& table, const text::Cell& cell) {
        if (!given(key.attribute)) return band(bound_cell(compilation_, table, cell), text_cell(cell));
        return code(key, cell.text, cell.mark);
    }

    std::optional<double> code(const MarginKey& key, const std::string& text, Mark mark) {
        const auto code = compilation_.code_of(key.attribute, text, mark);
        if (code && *code == 0) compilation_.fault(mark, characters(text), "nobody in a published table is `unset`");
        return code;
    }

    std::optional<double> band(std::optional<double> bound, const text::Node& at) {
        constexpr double oldest = 150;
        if (bound && (*bound < 0 || *bound > oldest)) {
            compilation_.fault(at, fmt::format("expected the lower bound of a band of ages, in years from 0 to {}, "
                                               "found {}",
                                               oldest, describe(at)));
            return std::nullopt;
        }
        return bound;
    }

    void read_inline(const text::Node& node) {
        const text::Entry* by = node.find("by");
        std::vector<const text::Node*> names;
        if (by && by->value.is_scalar()) names = {&by->value};
        if (by && !by->value.is_scalar())
            return compilation_.fault(by->value, "a margin by more than one attribute is a table",
                                      "`{table: FILE, value: COLUMN, by: [ATTRIBUTE, …]}`");
        if (!read_keys(names)) return;
        for (const text::Entry& entry : node.entries) {
            if (is_basis_key(entry.key) || entry.key == "by") continue;
            const auto at = place_of(margin_.by.front(), entry);
            if (at) add({*at}, entry.value);
        }
    }

    std::optional<double> place_of(const MarginKey& key, const text::Entry& entry) {
        if (given(key.attribute)) return code(key, entry.key, entry.key_mark);
        const auto bound = text::parse_number(entry.key);
        if (!bound)
            compilation_.fault_at_key(entry, fmt::format("expected a lower bound of `age`, found {}", quote(entry.key)));
        return band(bound, name_node(entry));
    }

    void add(std::vector<double> at, const text::Node& node) {
        const auto number = number_of(node);
        if (!number || *number < 0)
            return compilation_.fault(node, fmt::format("expected a number of 0 or more, found {}", describe(node)),
                                      "persons, or shares of all");
        const auto [place, is_new] = margin_.cells.try_emplace(std::move(at), MarginCell{*number, node});
        if (!is_new)
            compilation_.fault(node,
                               fmt::format("a second number for {}", describe_cell(compilation_, margin_.by, place->first)),
                               "list in `by` the columns that tell the rows apart");
        margin_.total += *number;
    }

    std::set<double> positions(std::size_t key) const {
        std::set<double> found;
        for (const auto& cell : margin_.cells) found.insert(cell.first[key]);
        return found;
    }

    // The last lower bound has nobody above it.
    void check_ages() {
        const auto age = margin_.position_of("age");
        if (!age) return;
        const std::set<double> bounds = positions(*age);
        for (const auto& [at, cell] : margin_.cells)
            if (at[*age] == *bounds.rbegin() && cell.number != 0)
                return compilation_.fault(cell.node, fmt::format("the last band of ages of `{}` has no end", margin_.name()),
                                          "a last bound with 0 closes the band before it, such as `100` and `0`");
        if (bounds.size() < 2) compilation_.fault(margin_.entry->value, fmt::format("`{}` has no band of ages", margin_.name()));
    }

    // Every combination of what occurs, but for the bound that closes the last band.
    void check_combinations() {
        std::vector<std::vector<double>> along;
        for (std::size_t key = 0; key < margin_.by.size(); ++key) {
            const std::set<double> found = positions(key);
            along.emplace_back(found.begin(), found.end());
            if (!given(margin_.by[key].attribute)) along.back().pop_back();
        }
        std::vector<double> at(along.size());
        const auto visit = [&](auto&& self, std::size_t key) -> bool {
            if (key == along.size()) {
                if (margin_.cells.count(at)) return true;
                compilation_.fault(margin_.entry->value,
                                   fmt::format("`{}` has no number for {}", margin_.name(),
                                               describe_cell(compilation_, margin_.by, at)),
                                   "where there is nobody it is 0");
                return false;
            }
            return std::all_of(along[key].begin(), along[key].end(), [&](double position) {
                at[key] = position;
                return self(self, key + 1);
            });
        };
        visit(visit, 0);
    }

    void check_total() {
        const text::Node& node = margin_.entry->value;
        const bool whole = std::all_of(margin_.cells.begin(), margin_.cells.end(), [](const auto& cell) {
            return cell.second.number == std::floor(cell.second.number);
        });
        if (margin_.total <= 0)
            compilation_.fault(node, fmt::format("`{}` has nobody in it", margin_.name()));
        else if (!whole && margin_.total < 2 && std::abs(margin_.total - 1) > tolerance)
            compilation_.fault(node, fmt::format("the shares of `{}` sum to {}, not to 1", margin_.name(),
                                                 rounded(margin_.total)));
    }
};

}  // namespace

std::optional<std::size_t> Margin::position_of(const std::string& key) const {
    for (std::size_t position = 0; position < by.size(); ++position)
        if (by[position].name == key) return position;
    return std::nullopt;
}

std::string describe_cell(const Compilation& compilation, const std::vector<MarginKey>& by,
                          const std::vector<double>& cell) {
    std::string text;
    for (std::size_t key = 0; key < by.size(); ++key) {
        if (key > 0) text += ", ";
        text += by[key].name + " ";
        text += given(by[key].attribute)
                    ? compilation.plan.at(by[key].attribute).values[static_cast<std::size_t>(cell[key])]
                    : text::format_number(cell[key]);
    }
    return text;
}

std::optional<Margin> read_margin(Compilation& compilation, const text::Entry& entry, const std::string& address) {
    return MarginReader{compilation, entry, address}.read();
}

}  // namespace doorstroom::language
