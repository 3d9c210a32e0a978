#include "app/design.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "app/commands.hpp"
#include "output/text_file.hpp"
#include "text/document.hpp"
#include "text/files.hpp"
#include "text/matrix.hpp"
#include "text/plain.hpp"
#include "text/scalar.hpp"
#include "world/draw_laws.hpp"

namespace doorstroom {

namespace {

namespace files = std::filesystem;

constexpr std::string_view level_prefix = "quantile:";
constexpr std::size_t most_faults = 100;  // of numbers: a column that is wrong from top to bottom is told soon enough
constexpr double missing = std::numeric_limits<double>::quiet_NaN();

std::string range_text(const DrawLaws::Range& range) {
    const bool begins = std::isfinite(range.first), ends = std::isfinite(range.second);
    if (begins && ends) return fmt::format("between {} and {}", text::format_number(range.first), text::format_number(range.second));
    return begins ? fmt::format("at {} or more", text::format_number(range.first)) : fmt::format("at {} or less", text::format_number(range.second));
}

// Numbers that were written with fewer digits than they have may end just outside.
bool lies_in(const DrawLaws::Range& range, double number) {
    constexpr double rounding = 1e-9;
    const auto room = [&](double end) { return std::isfinite(end) ? rounding * std::max(std::abs(end), std::abs(number)) : 0; };
    return number >= range.first - room(range.first) && number <= range.second + room(range.second);
}

class DesignReader {
public:
    DesignReader(const Plan& plan, Diagnostics& diagnostics) : laws_(plan), diagnostics_(diagnostics) {}

    Design read(const files::path& path, const std::vector<std::string>& names) {
        const files::path file = find(path);
        const std::optional<std::uint32_t> opened = open(file);
        read_problem(file.parent_path() / "problem.json");
        if (!opened) return std::move(design_);
        const text::Table table = read_table(*opened, file, names);
        if (diagnostics_.has_errors()) return std::move(design_);
        if (table.rows.empty()) diagnostics_.error({*opened, 0, 0}, 1, "the design has no points", "a row for each was expected");
        match(table);
        check_missing(table, file);
        read_numbers(table);
        return std::move(design_);
    }

private:
    struct Column {
        std::size_t draw = 0;
        bool is_level = false;
        bool is_known = false;
        DrawLaws::Range law{}, allowed{};
    };

    DrawLaws laws_;
    Diagnostics& diagnostics_;
    Design design_;
    std::vector<text::Cell> problem_names_;
    std::vector<Column> columns_;

    static files::path find(const files::path& path) {
        std::error_code ignored;
        if (!files::is_directory(path, ignored)) return path;
        const files::path plain = path / "design.txt";
        return files::exists(path / "design.csv", ignored) || !files::exists(plain, ignored) ? path / "design.csv" : plain;
    }

    std::optional<std::uint32_t> open(const files::path& path) {
        std::optional<std::string> text = text::read_file(path, path.string(), {}, diagnostics_);
        if (!text) return std::nullopt;
        return diagnostics_.add_file(path.string(), std::move(*text));
    }

    // Of SALib's problem only the names are read; JSON of names and numbers is YAML.
    void read_problem(const files::path& path) {
        std::error_code ignored;
        if (!files::exists(path, ignored)) return;
        const std::optional<std::uint32_t> file = open(path);
        if (!file) return;
        design_.problem = diagnostics_.files()[*file].text;
        const text::Document document = text::read_yaml_value(*file, diagnostics_);
        if (!document.is_whole) return;
        const text::Entry* names = document.root.is_mapping() ? document.root.find("names") : nullptr;
        if (!names || !names->value.is_sequence())
            return diagnostics_.error({*file, 0, 0}, 1, "problem.json has no list of `names`", "the names of the columns were expected there, as SALib writes them");
        for (const text::Node& name : names->value.items) problem_names_.push_back({name.scalar, name.mark, name.quoted});
    }

    text::Table read_table(std::uint32_t file, const files::path& path, const std::vector<std::string>& names) {
        if (!text::is_plain_text(file, diagnostics_, "save it as UTF-8")) return {};
        if (!text::is_without_header(diagnostics_.files()[file].text)) {
            if (!names.empty()) diagnostics_.error({file, 0, 0}, 1, "the design names its columns itself", "--names is for numbers without a header");
            return text::read_csv(file, diagnostics_);
        }
        std::vector<text::Cell> columns = names.empty() ? problem_names_ : given_names(names);
        if (columns.empty()) {
            if (diagnostics_.has_errors()) return {};  // problem.json has no names, which has been said
            diagnostics_.error({file, 1, 1}, 1, fmt::format("no column of {} has a name", path.filename().string()),
                               "say them with --names a,b,c, or put SALib's problem.json beside it");
            return {};
        }
        return text::read_matrix(file, std::move(columns), diagnostics_);
    }

    std::vector<text::Cell> given_names(const std::vector<std::string>& names) {
        const std::uint32_t option = diagnostics_.add_file("--names", fmt::format("{}", fmt::join(names, ",")));
        std::vector<text::Cell> columns;
        std::uint32_t at = 1;
        for (const std::string& name : names) {
            columns.push_back({name, {option, 1, at}, false});
            at += text::caret_length(name) + 1;
        }
        return columns;
    }

    void complain(const text::Cell& cell, const std::string& message, const std::string& help = {}) {
        diagnostics_.error(cell.mark, text::caret_length(cell.text), message, help);
    }

    // ---- columns --------------------------------------------------------------------------------------------------------

    void match(const text::Table& table) {
        std::vector<std::string> names;
        for (const UncertainDraw& draw : laws_.draws()) names.push_back(draw.name);
        std::vector<const text::Cell*> taken(names.size());
        for (const text::Cell& cell : table.columns) {
            Column column;
            column.is_level = cell.text.rfind(level_prefix, 0) == 0;
            const std::string name = column.is_level ? cell.text.substr(level_prefix.size()) : cell.text;
            column.draw = static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
            column.is_known = column.draw < names.size();
            if (!column.is_known) refuse_name(cell, name, names);
            else if (const text::Cell*& first = taken[column.draw])
                complain(cell, fmt::format("a second column for `{}`", name), fmt::format("the first is at {}", diagnostics_.place(first->mark)));
            else first = &cell;
            if (column.is_known) {
                column.law = laws_.range(laws_.draws()[column.draw]);
                column.allowed = laws_.allowed(laws_.draws()[column.draw]);
            }
            columns_.push_back(column);
            design_.columns.push_back(cell.text);
        }
        design_.points.draws = names.size();
    }

    void refuse_name(const text::Cell& cell, const std::string& name, const std::vector<std::string>& names) {
        const std::optional<std::string> near = text::nearest(name, names);
        complain(cell, fmt::format("the scenario has no uncertain number `{}`", name),
                 near          ? fmt::format("a similar one exists: `{}`", *near)
                 : names.empty() ? "nothing stands under its `uncertain`"
                                 : "a column has the path of an entry of `uncertain`; `PATH@YEAR` is how it walks on in a later year");
    }

    void check_missing(const text::Table& table, const files::path& file) {
        for (const text::Cell& name : problem_names_)
            if (!table.column(name.text)) complain(name, fmt::format("{} has no column `{}`, which problem.json names", file.filename().string(), name.text));
    }

    // ---- numbers --------------------------------------------------------------------------------------------------------

    void read_numbers(const text::Table& table) {
        const std::size_t faults_before = diagnostics_.error_count();
        design_.points.numbers.assign(table.rows.size() * laws_.draws().size(), missing);
        design_.numbers.reserve(table.rows.size() * columns_.size());
        for (std::size_t row = 0; row < table.rows.size(); ++row) {
            for (std::size_t each = 0; each < columns_.size(); ++each) {
                const double number = number_of(table.rows[row][each], table.convention, columns_[each]);
                design_.numbers.push_back(number);
                if (columns_[each].is_known && !std::isnan(number))
                    design_.points.numbers[row * laws_.draws().size() + columns_[each].draw] = given_by(columns_[each], number);
            }
            if (diagnostics_.error_count() < faults_before + most_faults || row + 1 == table.rows.size()) continue;
            const Mark next = table.rows[row + 1][0].mark;
            return diagnostics_.error({next.file, 0, 0}, 1, fmt::format("from line {} on the numbers were not looked at: there are too many faults", next.line));
        }
    }

    double given_by(const Column& column, double number) const {
        return column.is_level ? laws_.quantile(laws_.draws()[column.draw], number) : number;
    }

    // NaN where the cell holds no number that it may, which has then been said.
    double number_of(const text::Cell& cell, text::Convention convention, const Column& column) {
        const auto refuse = [&](const std::string& message, const std::string& help) {
            complain(cell, message, help);
            return missing;
        };
        if (cell.text.empty()) return refuse("an empty cell", "a number was expected; leave the whole column out to have it drawn");
        const text::Converted converted = text::number_of_cell(convention, cell.text);
        if (!converted.fault.empty()) return refuse(converted.fault, converted.help);
        const std::optional<double> number = text::parse_number(converted.scalar);
        if (!number) return refuse(fmt::format("expected a number, found `{}`", cell.text), "");
        if (!column.is_known) return *number;
        const std::string& name = laws_.draws()[column.draw].name;
        if (column.is_level)
            return *number > 0 && *number < 1 ? *number : refuse(fmt::format("`{}` is no quantile level", cell.text), "it lies between 0 and 1, and is neither");
        if (!lies_in(column.law, *number))
            return refuse(fmt::format("{} lies outside of the law of `{}`", cell.text, name), fmt::format("a number {} was expected", range_text(column.law)));
        if (!lies_in(column.allowed, *number))
            return refuse(fmt::format("{} is more or less than `{}` can be", cell.text, name), fmt::format("a number {} was expected", range_text(column.allowed)));
        return *number;
    }
};

}  // namespace

std::string Design::as_csv() const {
    CsvRow row;
    for (const std::string& column : columns) row.text(column);
    std::string text = row.end_line();
    for (std::size_t each = 0; each < numbers.size(); ++each) {
        if (each % columns.size() == 0) row.clear();
        row.number(numbers[each]);
        if ((each + 1) % columns.size() == 0) text += row.end_line();
    }
    return text;
}

std::optional<Design> read_or_explain(const files::path& file, const std::vector<std::string>& names, const Plan& plan, const CommonArguments& common) {
    Diagnostics diagnostics;
    Design design = DesignReader(plan, diagnostics).read(file, names);
    if (!tell_all(diagnostics, file, common)) return std::nullopt;
    return design;
}

}  // namespace doorstroom
