#include "app/comparison_table.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>

#include <fmt/format.h>

namespace doorstroom {

namespace {

struct Words {
    const char *head, *against, *same_sign, *unchanged, *nothing, *only_one, *foot;
};

constexpr Words english{"{} ({}): {} replications, each beside the same one of every other scenario\n",
                        "What is different with {} ({})", "same sign", "{} of {} measures do not change at all.\n", "Nothing changes.\n",
                        "only one of the two has: {}\n",
                        "On those dates; of flows, waits and costs the period that ends there. ± half the 95 % interval; `same sign`: the share of\n"
                        "replications with that sign on the last date. Every date, and groups: -o DIR writes compare.csv.\n"};
constexpr Words dutch{"{} ({}): {} replicaties, elk naast dezelfde van ieder ander scenario\n",
                      "Wat er anders is met {} ({})", "zelfde teken", "{} van {} maten veranderen helemaal niet.\n", "Er verandert niets.\n",
                      "maar een van beide heeft: {}\n",
                      "Op die dagen; van stromen, wachttijden en kosten de periode die daar eindigt. ± half het 95%-interval; `zelfde teken`: het\n"
                      "deel van de replicaties met dat teken op de laatste dag. Alle dagen, en groepen: -o MAP schrijft compare.csv.\n"};

std::size_t width_of(const std::string& text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) { return (byte & 0xC0) != 0x80; }));
}
std::string left(const std::string& text, std::size_t width) { return text + std::string(width > width_of(text) ? width - width_of(text) : 0, ' '); }
std::string right(const std::string& text, std::size_t width) { return std::string(width > width_of(text) ? width - width_of(text) : 0, ' ') + text; }

// With the separators of the language: 1,234.5 or 1.234,5.
std::string grouped(double number, int decimals, Language language) {
    std::string text = fmt::format("{:.{}f}", std::abs(number), decimals);
    const std::size_t point = std::min(text.find('.'), text.size());
    if (language == Language::nl && point < text.size()) text[point] = ',';
    for (std::size_t at = point; at > 3; at -= 3) text.insert(at - 3, language == Language::nl ? "." : ",");
    return text;
}

// `+1,234 ± 56`, to the digits that the interval carries.
std::string effect_text(const PairedEffect& effect, Language language) {
    if (effect.replications == 0) return "";
    const double half = effect.high95 - effect.effect;
    if (effect.effect == 0 && !(half > 0)) return "0";
    const double size = half > 0 ? half : std::abs(effect.effect);
    const int decimals = size >= 10 ? 0 : size >= 1 ? 1 : size >= 0.1 ? 2 : 3;
    std::string text = (effect.effect < 0 ? "−" : "+") + grouped(effect.effect, decimals, language);
    if (half >= 0) text += " ± " + grouped(half, decimals, language);
    return text;
}

// The ends of calendar years, and of the run; of many the first few and the last.
std::vector<Date> dates_shown(const SeriesTable& table) {
    constexpr std::size_t most = 4;
    std::vector<Date> dates;
    for (std::size_t row = 1; row < table.rows; ++row) {
        const std::chrono::year_month_day date{table.dates[row]};
        const bool begins_a_year = date.month() == std::chrono::January && date.day() == std::chrono::day{1};
        if (begins_a_year || row + 1 == table.rows) dates.push_back(table.dates[row]);
    }
    if (dates.size() > most) dates.erase(dates.begin() + most - 1, dates.end() - 1);
    return dates;
}

class Table {
public:
    Table(const Comparison& comparison, std::size_t other, Language language)
        : comparison_(comparison), other_(other), language_(language), words_(language == Language::nl ? dutch : english),
          plan_(comparison.plan(0)), table_(comparison.table(0)), dates_(dates_shown(table_)) {
        const auto& pairs = comparison.pairs(other);
        for (std::size_t each = 0; each < pairs.size(); ++each)
            if (table_.series[pairs[each].series].group == 0) pair_of_[{pairs[each].series, pairs[each].row}] = each;
    }

    void print(const Compared& scenario) {
        std::size_t unchanged = 0, changed = 0;
        for (std::size_t series = 0; series < table_.series.size(); ++series) {
            const Series& own = table_.series[series];
            if (own.group != 0 || own.statistic == 1 || own.statistic == 4) continue;  // not the spread and the number of a wait
            const bool is_changed = changes(series);
            if (is_changed) add(series);
            ++(is_changed ? changed : unchanged);
        }
        fmt::print("\n{}\n", fmt::format(fmt::runtime(words_.against), title_in(language_, scenario.title), scenario.name));
        if (!rows_.empty()) print_rows();
        else fmt::print("{}", words_.nothing);
        if (!rows_.empty() && unchanged > 0) fmt::print(fmt::runtime(words_.unchanged), unchanged, unchanged + changed);
        const std::vector<std::string> unmatched = comparison_.unmatched(other_);
        if (!unmatched.empty()) fmt::print(fmt::runtime(words_.only_one), fmt::join(unmatched, ", "));
    }

private:
    const Comparison& comparison_;
    const std::size_t other_;
    const Language language_;
    const Words& words_;
    const Plan& plan_;
    const SeriesTable& table_;
    const std::vector<Date> dates_;
    std::map<std::pair<std::size_t, std::size_t>, std::size_t> pair_of_;  // of totals, by series and row
    std::vector<std::vector<std::string>> rows_;

    bool changes(std::size_t series) const {
        for (auto pair = pair_of_.lower_bound({series, 0}); pair != pair_of_.end() && pair->first.first == series; ++pair) {
            const PairedEffect effect = comparison_.effect(other_, pair->second);
            if (effect.replications > 0 && (effect.effect != 0 || effect.sd > 0)) return true;
        }
        return false;
    }

    PairedEffect on(std::size_t series, Date date) const {
        std::size_t row = 0;
        while (table_.dates[row] < date) ++row;
        if (!plan_.at(table_.series[series].measure).at_moment) --row;  // the period that ends there
        const auto found = pair_of_.find({series, row});
        return found == pair_of_.end() ? PairedEffect{} : comparison_.effect(other_, found->second);
    }

    void add(std::size_t series) {
        const Series& own = table_.series[series];
        const Measure& measure = plan_.at(own.measure);
        std::string title = title_in(language_, measure.title);
        if (own.name.size() > measure.name.size()) title += own.name.substr(measure.name.size());
        if (own.unit != "persons") title += fmt::format(" ({})", own.unit);
        std::vector<std::string> row{title};
        PairedEffect last;
        for (const Date date : dates_) {
            last = on(series, date);
            row.push_back(effect_text(last, language_));
        }
        row.push_back(last.replications == 0 || last.effect == 0 ? "" : fmt::format("{:.0f} %", 100 * last.share_same_sign));
        rows_.push_back(std::move(row));
    }

    void print_rows() {
        std::vector<std::string> head{""};
        for (const Date date : dates_) head.push_back(to_string(date));
        head.emplace_back(words_.same_sign);
        rows_.insert(rows_.begin(), std::move(head));
        std::vector<std::size_t> widths(rows_.front().size(), 0);
        for (const auto& row : rows_)
            for (std::size_t column = 0; column < row.size(); ++column) widths[column] = std::max(widths[column], width_of(row[column]));
        for (const auto& row : rows_) {
            std::string line = left(row[0], widths[0]);
            for (std::size_t column = 1; column < row.size(); ++column) line += "  " + right(row[column], widths[column]);
            line.erase(line.find_last_not_of(' ') + 1);
            fmt::print("{}\n", line);
        }
    }
};

}  // namespace

void print_comparison(const Comparison& comparison, const std::vector<Compared>& scenarios, Language language) {
    const Words& words = language == Language::nl ? dutch : english;
    fmt::print(fmt::runtime(words.head), title_in(language, scenarios.front().title), scenarios.front().name, comparison.replications());
    for (std::size_t other = 1; other < scenarios.size(); ++other) Table{comparison, other, language}.print(scenarios[other]);
    fmt::print("\n{}", words.foot);
}

}  // namespace doorstroom
