#include "app/shown_effects.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "app/unit_words.hpp"

namespace doorstroom {

namespace {

// How much of a thing there must be before its growth says anything: a queue that goes from 1 to 2 has not doubled.
double little_of(const std::string& unit) {
    if (unit == "1") return 0.1;
    if (unit == "EUR") return 10000;
    for (const char* of_time : {"minutes", "hours", "days", "weeks", "months", "years"})
        if (unit == of_time) return 1;
    return 10;
}

// What chance alone may have moved is shown where there is little else.
constexpr std::size_t most_unsure = 5;

// The interval leaves out 0; of a few replications, which have hardly an interval, all go the same way.
bool is_sure(const PairedEffect& effect) {
    constexpr std::uint32_t few = 5;
    if (effect.replications < few) return effect.share_same_sign == 1;
    return std::abs(effect.effect) > effect.high95 - effect.effect;
}

Date a_year_after(Date date) { return Date{std::chrono::year_month_day{date} + std::chrono::years{1}}; }

}  // namespace

bool is_shown_total(const Series& series) { return series.group == 0 && series.statistic != 1 && series.statistic != 4; }

std::vector<std::string> names_to_choose_from(const SeriesTable& table, const Plan& plan) {
    std::vector<std::string> names;
    for (const Series& series : table.series) {
        if (series.group != 0) continue;
        if (series.statistic == 0) names.push_back(plan.at(series.measure).name);
        if (series.name != plan.at(series.measure).name) names.push_back(series.name);
    }
    return names;
}

std::string title_of(const Series& series, const Plan& plan, Language language) {
    const Measure& measure = plan.at(series.measure);
    std::string title = title_in(language, measure.title);
    if (series.name.size() > measure.name.size()) {
        const std::string statistic = series.name.substr(measure.name.size() + 1);
        title += statistic == "mean" ? (language == Language::nl ? ", gemiddeld" : ", mean") : ", " + statistic;
    }
    if (series.unit == "EUR") return title + (language == Language::nl ? " (mln EUR)" : " (million EUR)");
    if (series.unit != "persons" && series.unit != "1") title += fmt::format(" ({})", unit_in_words(series.unit, false, language == Language::nl));
    return title;
}

ShownEffects::ShownEffects(const Comparison& comparison, std::size_t other, const Compared& scenario)
    : comparison_(comparison), other_(other), scenario_(scenario), table_(comparison.table(0)) {
    const auto& pairs = comparison.pairs(other);
    for (std::size_t each = 0; each < pairs.size(); ++each)
        if (table_.series[pairs[each].series].group == 0) pair_of_[{pairs[each].series, pairs[each].row}] = each;
    const Date last = table_.dates.back();
    const Date year_on = a_year_after(std::max(scenario.begins.value_or(table_.dates.front()), table_.dates.front()));
    const auto row = std::lower_bound(table_.dates.begin(), table_.dates.end(), year_on);
    if (row != table_.dates.end() && *row < last) dates_.push_back(*row);
    dates_.push_back(last);
}

std::size_t ShownEffects::row_of(std::size_t series, Date date) const {
    const auto row = static_cast<std::size_t>(std::lower_bound(table_.dates.begin(), table_.dates.end(), date) - table_.dates.begin());
    return comparison_.plan(0).at(table_.series[series].measure).at_moment || row == 0 ? row : row - 1;
}

PairedEffect ShownEffects::effect(std::size_t series, Date date) const {
    const auto found = pair_of_.find({series, row_of(series, date)});
    return found == pair_of_.end() ? PairedDifferences{}.effect() : comparison_.effect(other_, found->second);
}

double ShownEffects::level(std::size_t series, Date date) const { return comparison_.level(series, row_of(series, date)); }

bool ShownEffects::changes(std::size_t series) const {
    for (auto pair = pair_of_.lower_bound({series, 0}); pair != pair_of_.end() && pair->first.first == series; ++pair) {
        const PairedEffect effect = comparison_.effect(other_, pair->second);
        if (effect.replications > 0 && (effect.effect != 0 || effect.sd > 0)) return true;
    }
    return false;
}

ShownEffects::Move ShownEffects::moves(std::size_t series) const {
    Move most;
    for (const Date date : dates_) {
        const PairedEffect effect = this->effect(series, date);
        const double before = level(series, date);
        if (effect.replications == 0 || std::isnan(before)) continue;
        const double there = std::max(std::abs(before), std::abs(before + effect.effect));
        most = std::max(most, Move{is_sure(effect), std::abs(effect.effect) / (there + little_of(table_.series[series].unit))});
    }
    return most;
}

// Numbers that count the same thing here under another name are read out once.
bool ShownEffects::says_the_same(std::size_t series, const std::vector<std::size_t>& as) const {
    const auto same = [&](std::size_t other) {
        return std::all_of(dates_.begin(), dates_.end(), [&](Date date) {
            return level(series, date) == level(other, date) && effect(series, date).effect == effect(other, date).effect;
        });
    };
    return std::any_of(as.begin(), as.end(), same);
}

std::vector<std::size_t> ShownEffects::choose(const std::vector<std::string>& wanted, std::size_t most) const {
    std::vector<std::size_t> chosen;
    const auto name_of = [&](std::size_t series) -> const std::string& { return comparison_.plan(0).at(table_.series[series].measure).name; };
    const auto add_named = [&](const std::string& name) {
        for (std::size_t series = 0; series < table_.series.size(); ++series) {
            const bool is_it = table_.series[series].name == name || (name_of(series) == name && is_shown_total(table_.series[series]));
            if (is_it && table_.series[series].group == 0) chosen.push_back(series);
        }
    };
    for (const std::string& name : wanted) add_named(name);
    if (!wanted.empty()) return chosen;
    for (const auto& [name, is_up] : scenario_.expects)
        for (std::size_t series = 0; series < table_.series.size(); ++series)
            if (name_of(series) == name && table_.series[series].group == 0 && table_.series[series].statistic == 0) chosen.push_back(series);
    std::vector<std::pair<Move, std::size_t>> by_move;
    for (std::size_t series = 0; series < table_.series.size(); ++series) {
        if (table_.series[series].group != 0 || table_.series[series].statistic != 0) continue;  // of waits the mean
        const Move moved = moves(series);
        if (moved.by > 0 && std::find(chosen.begin(), chosen.end(), series) == chosen.end()) by_move.emplace_back(moved, series);
    }
    std::stable_sort(by_move.begin(), by_move.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    for (const auto& [moved, series] : by_move)
        if (chosen.size() < (moved.is_sure ? most : most_unsure) && !says_the_same(series, chosen)) chosen.push_back(series);
    return chosen;
}

std::size_t ShownEffects::measures() const { return comparison_.plan(0).measures.size(); }

std::size_t ShownEffects::changed() const {
    std::set<MeasureId> changed;
    for (std::size_t series = 0; series < table_.series.size(); ++series)
        if (is_shown_total(table_.series[series]) && changes(series)) changed.insert(table_.series[series].measure);
    return changed.size();
}

}  // namespace doorstroom
