#include "designs/columns.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <utility>

#include <fmt/format.h>

#include "text/scalar.hpp"
#include "world/draw_laws.hpp"

namespace doorstroom {

namespace {

// Distributions as `SALib.util` has them. A triangle ends at 0 or above and has its peak before its end, as a share of its
// width; a lognormal is given by the mean and standard deviation of its logarithm.
std::optional<std::pair<std::string, std::vector<double>>> in_salib(const UncertainLaw& law) {
    const Shape& shape = law.shape();
    const double least = law.minimum().value_or(-INFINITY), most = law.maximum().value_or(INFINITY);
    switch (shape.family) {
        case Law::Family::uniform: {
            const double low = std::max(shape.scale, least), high = std::min(shape.shape, most);
            if (low < high) return std::pair{std::string("unif"), std::vector{low, high}};
            break;
        }
        case Law::Family::triangular: {
            const bool is_whole = least <= shape.scale && shape.shape <= most;
            if (is_whole && shape.scale < shape.shape && shape.mode < shape.shape && shape.shape >= 0)
                return std::pair{std::string("triang"), std::vector{shape.scale, shape.shape, (shape.mode - shape.scale) / (shape.shape - shape.scale)}};
            break;
        }
        case Law::Family::lognormal:
            if (least <= 0 && std::isinf(most)) return std::pair{std::string("lognorm"), std::vector{std::log(shape.scale), shape.shape}};
            break;
        default: break;
    }
    return std::nullopt;
}

// Where a number is cut off that its place does not take, such as a chance above 1, the law of what is left has no name either.
bool is_cut_off(const DrawLaws& laws, const UncertainDraw& draw) {
    const auto [low, high] = laws.range(draw);
    const auto [least, most] = laws.allowed(draw);
    return low < least || high > most;
}

DesignColumn column_of(const DrawLaws& laws, const UncertainDraw& draw) {
    DesignColumn column{draw, laws.law(draw), 0, "unif", {0, 1}, true};
    if (auto known = in_salib(column.law); known && !is_cut_off(laws, draw)) {
        std::tie(column.dist, column.bounds) = std::move(*known);
        column.of_shares = false;
    }
    return column;
}

bool is_always_the_same(const UncertainLaw& law) {
    constexpr double least = std::numeric_limits<double>::epsilon() / 2;
    return law.at(least) == law.at(1 - least);
}

// By factor, the first of those that it is correlated with, directly or through others, itself included.
std::vector<std::size_t> first_of_those_correlated(const Plan& plan) {
    std::vector<std::size_t> first(plan.factors.size());
    std::iota(first.begin(), first.end(), std::size_t{0});
    for (std::size_t factor = 0; factor < first.size(); ++factor)
        for (const Factor::Part& part : plan.factors[factor].normal) {
            const std::size_t one = std::min(first[factor], first[index(part.factor)]), other = std::max(first[factor], first[index(part.factor)]);
            std::replace(first.begin(), first.end(), other, one);
        }
    return first;
}

}  // namespace

DesignColumns::DesignColumns(const Plan& plan, const std::vector<std::string>& paths) : plan_(plan) {
    if (plan.factors.empty()) throw DesignFault(fmt::format("`{}` has nothing under `uncertain`: there is nothing to sample", plan.scenario));
    const std::vector<FactorId> asked_for = factors_asked_for(paths);
    const std::vector<std::size_t> first = first_of_those_correlated(plan);
    const DrawLaws laws(plan);
    for (const UncertainDraw& draw : laws.draws()) {
        if (std::find(asked_for.begin(), asked_for.end(), draw.factor) == asked_for.end()) continue;
        const bool is_alone = std::count(first.begin(), first.end(), first[index(draw.factor)]) == 1;
        DesignColumn column = column_of(laws, draw);
        if (!is_alone || !is_always_the_same(column.law)) columns_.push_back(std::move(column));
        else if (left_out_.empty() || left_out_.back() != plan.at(draw.factor).path) left_out_.push_back(plan.at(draw.factor).path);
    }
    if (columns_.empty()) throw DesignFault(fmt::format("what is uncertain in `{}` is always the same number: there is nothing to sample", plan.scenario));
    put_into_groups();
}

std::vector<FactorId> DesignColumns::factors_asked_for(const std::vector<std::string>& paths) const {
    std::vector<std::string> known;
    for (const Factor& factor : plan_.factors) known.push_back(factor.path);
    for (const std::string& path : paths) {
        if (std::find(known.begin(), known.end(), path) != known.end()) continue;
        const auto near = text::nearest(path, known);
        throw DesignFault(fmt::format("--parameters: nothing is uncertain at `{}`{}", path, near ? fmt::format("; a similar path exists: `{}`", *near) : ""));
    }
    std::vector<FactorId> factors;
    for (std::size_t each = 0; each < known.size(); ++each)
        if (paths.empty() || std::find(paths.begin(), paths.end(), known[each]) != paths.end()) factors.push_back(static_cast<FactorId>(each));
    const std::vector<std::size_t> first = first_of_those_correlated(plan_);
    for (const FactorId one : factors)
        for (std::size_t other = 0; other < first.size(); ++other)
            if (first[other] == first[index(one)] && std::find(factors.begin(), factors.end(), static_cast<FactorId>(other)) == factors.end())
                throw DesignFault(fmt::format("--parameters: `{}` is correlated with `{}`: a design has both of them, or neither", plan_.at(one).path, known[other]));
    return factors;
}

void DesignColumns::put_into_groups() {
    const std::vector<std::size_t> first = first_of_those_correlated(plan_);
    std::map<std::size_t, std::size_t> group_of;
    for (DesignColumn& column : columns_) {
        const auto [found, is_new] = group_of.try_emplace(first[index(column.draw.factor)], groups_.size());
        if (is_new) groups_.push_back(plan_.at(column.draw.factor).path);
        column.group = found->second;
    }
}

bool DesignColumns::any_correlated() const {
    return std::any_of(columns_.begin(), columns_.end(), [&](const DesignColumn& column) { return !plan_.at(column.draw.factor).normal.empty(); });
}

void DesignColumns::take_single_group_apart() {
    if (groups_.size() > 1 || columns_.size() == 1) return;
    if (any_correlated())
        throw DesignFault("all of these parameters are correlated with one another: they can only be looked at together, and there is nothing beside them; "
                          "--method lhs or sobol samples them");
    groups_.clear();
    for (DesignColumn& column : columns_) {
        column.group = groups_.size();
        groups_.push_back(column.draw.name);
    }
}

Axes DesignColumns::axes() const {
    Axes axes;
    for (const DesignColumn& column : columns_) {
        axes.names.push_back(column.draw.name);
        axes.group.push_back(column.group);
    }
    axes.groups = groups_;
    return axes;
}

void DesignColumns::correlate(Matrix& points, Keep keep) const {
    if (!any_correlated()) return;
    std::map<std::pair<FactorId, int>, std::size_t> place;
    for (std::size_t each = 0; each < columns_.size(); ++each) place[{columns_[each].draw.factor, columns_[each].draw.year}] = each;
    Matrix shares = points;
    for (std::size_t row = 0; row < points.rows(); ++row)
        for (std::size_t each = 0; each < columns_.size(); ++each) {
            const UncertainDraw& draw = columns_[each].draw;
            shares.row(row)[each] = share_drawn(plan_, draw.factor, [&](FactorId own) { return points.row(row)[place.at({own, draw.year})]; });
        }
    for (std::size_t each = 0; keep == Keep::slices && each < columns_.size(); ++each) {
        std::vector<std::pair<double, std::size_t>> wanted;
        std::vector<double> kept;
        for (std::size_t row = 0; row < points.rows(); ++row) {
            wanted.emplace_back(shares.row(row)[each], row);
            kept.push_back(points.row(row)[each]);
        }
        std::sort(wanted.begin(), wanted.end());
        std::sort(kept.begin(), kept.end());
        for (std::size_t rank = 0; rank < kept.size(); ++rank) shares.row(wanted[rank].second)[each] = kept[rank];
    }
    points = std::move(shares);
}

}  // namespace doorstroom
