#include "world/law_table.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "doorstroom/ensure.hpp"

namespace doorstroom {

namespace {

// A distribution function made of straight pieces through (x[i], u[i]), both ascending; and its integral.
class Distribution {
public:
    void add(double x, double u) {
        if (!x_.empty()) {
            x = std::max(x, x_.back());
            integral_.push_back(integral_.back() + (x - x_.back()) * (u_.back() + u) / 2);
        } else {
            integral_.push_back(0);
        }
        x_.push_back(x);
        u_.push_back(u);
    }

    double at(double x) const {
        if (x < x_.front()) return 0;
        if (x >= x_.back()) return 1;
        const std::size_t i = piece(x);
        return u_[i] + slope(i) * (x - x_[i]);
    }

    // The distribution function and its integral from the lowest x; `near` is the piece to look for it from.
    struct Reached { double share, integral; };
    Reached reached(double x, std::size_t& near) const {
        if (x <= x_.front()) return {x < x_.front() ? 0 : u_.front(), 0};
        if (x >= x_.back()) return {1, integral_.back() + (x - x_.back())};
        const std::size_t i = near = piece(x, near);
        const double beyond = x - x_[i], rise = slope(i) * beyond;
        return {u_[i] + rise, integral_[i] + beyond * (u_[i] + rise / 2)};
    }

    double quantile(double u) const {
        const auto above = std::upper_bound(u_.begin() + 1, u_.end() - 1, u);
        const auto i = static_cast<std::size_t>(above - u_.begin()) - 1;
        return u_[i + 1] == u_[i] ? x_[i] : x_[i] + (x_[i + 1] - x_[i]) * (u - u_[i]) / (u_[i + 1] - u_[i]);
    }

    // The x at which the average over [x, x + 1] is u: between quantile(u) - 1 and quantile(u). Newton's method, whose derivative
    // is the rise over that tick, kept between what is known to be too low and too high.
    double average_quantile(double u) {
        double high = quantile(u);
        double low = high - 1;
        double x = (low + high) / 2;
        for (int step = 0; step < 60 && high - low > 1e-7; ++step) {
            const Reached begin = reached(x, near_begin_), end = reached(x + 1, near_end_);
            const double beyond = end.integral - begin.integral - u;
            if (std::abs(beyond) < 1e-13) return x;
            (beyond < 0 ? low : high) = x;
            const double rise = end.share - begin.share;
            double next = rise > 0 ? x - beyond / rise : low;
            if (!(next > low && next < high)) next = (low + high) / 2;
            else if (std::abs(next - x) < 1e-9) return next;
            x = next;
        }
        return x;
    }

private:
    std::size_t piece(double x) const {
        return static_cast<std::size_t>(std::upper_bound(x_.begin() + 1, x_.end() - 1, x) - x_.begin()) - 1;
    }
    // The same, looked for a few pieces around where the last one was first.
    std::size_t piece(double x, std::size_t near) const {
        constexpr int few = 8;
        for (int step = 0; step < few; ++step) {
            if (near > 0 && x < x_[near]) --near;
            else if (near + 2 < x_.size() && !(x < x_[near + 1])) ++near;
            else return near;
        }
        return piece(x);
    }
    double slope(std::size_t i) const { return x_[i + 1] > x_[i] ? (u_[i + 1] - u_[i]) / (x_[i + 1] - x_[i]) : 0; }

    std::vector<double> x_, u_, integral_;
    std::size_t near_begin_ = 0, near_end_ = 0;
};

// The share at each point of a grid of so many cells an octave, ascending: 2^-32, 129/128 2^-32, …
double share_at(std::size_t point, std::uint32_t cells) {
    const std::uint64_t octave = std::uint64_t{1} << point / cells;  // in words
    return (1 + static_cast<double>(point % cells) / cells) * static_cast<double>(octave) * 0x1.0p-32;
}

// Where a law is sampled, ascending from 0: early points of the share passed, then points of the share left.
std::vector<double> shares_passed(std::size_t early_points, std::uint32_t early_cells, std::size_t points, std::uint32_t cells) {
    std::vector<double> shares{0};
    for (std::size_t point = 0; point < early_points; ++point) shares.push_back(share_at(point, early_cells));
    for (std::size_t point = points; point-- > 0;)
        if (const double share = 1 - share_at(point, cells); share > shares.back()) shares.push_back(share);
    return shares;
}

Distribution as_distribution(const Shape& shape, double ticks_per_unit, const std::vector<double>& grid) {
    Distribution distribution;
    if (shape.family == Law::Family::empirical) {
        const double share = 1 / static_cast<double>(shape.sample.size());
        for (std::size_t i = 0; i < shape.sample.size(); ++i) {
            distribution.add(shape.sample[i] * ticks_per_unit, share * static_cast<double>(i));
            distribution.add(shape.sample[i] * ticks_per_unit, share * static_cast<double>(i + 1));
        }
        return distribution;
    }
    for (const double u : grid) distribution.add(quantile(shape, std::clamp(u, 0x1.0p-40, 1 - 0x1.0p-40)) * ticks_per_unit, u);
    return distribution;
}

}  // namespace

LawTable::LawTable(const Shape& shape, std::optional<double> minimum, std::optional<double> maximum, double ticks_per_unit, double ticks_added) {
    quantiles_.resize(std::size_t{cells} * octaves + 1);
    early_quantiles_.resize(std::size_t{early_cells} * early_octaves + 1);
    const std::vector<double> grid = shares_passed(early_quantiles_.size(), early_cells, quantiles_.size(), cells);
    Distribution law = as_distribution(shape, ticks_per_unit, grid);
    if (minimum || maximum) {
        const double below = minimum ? law.at(std::nextafter(*minimum * ticks_per_unit, -1e300)) : 0;
        const double within = (maximum ? law.at(*maximum * ticks_per_unit) : 1) - below;
        if (!(within > 0)) throw std::domain_error("nothing of this distribution lies between its `min` and `max`");
        Distribution conditioned;
        for (const double u : grid) conditioned.add(law.quantile(below + u * within), u);
        law = std::move(conditioned);
    }
    if (ticks_added != 0) {
        Distribution moved;
        for (const double u : grid) moved.add(std::max(0.0, law.quantile(u) + ticks_added), u);
        law = std::move(moved);
    }
    const auto ticks_at = [&law](double u) { return static_cast<float>(std::clamp(law.average_quantile(u), -double{never}, double{never})); };
    for (std::size_t point = 0; point < quantiles_.size(); ++point) quantiles_[point] = ticks_at(1 - share_at(point, cells));
    for (std::size_t point = 0; point < early_quantiles_.size(); ++point) early_quantiles_[point] = ticks_at(share_at(point, early_cells));
}

std::uint64_t LawTable::words_below(std::int32_t ticks) const {
    constexpr std::uint64_t all = std::uint64_t{1} << 32;
    const auto lasts = [&](std::uint64_t word) { return word >= all || draw(static_cast<std::uint32_t>(word)) >= ticks; };
    // The cell whose ends lie on either side, and the place between them; rounding puts it off by a few words at most.
    const auto target = static_cast<float>(ticks - 1);
    const auto beyond = std::partition_point(quantiles_.begin(), quantiles_.end(), [&](float ends) { return ends > target; });
    const auto point = static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(beyond - quantiles_.begin(), 1, static_cast<std::ptrdiff_t>(quantiles_.size()) - 1));
    const double width = double{quantiles_[point]} - quantiles_[point - 1];
    const double share = width < 0 ? std::clamp((double{target} - quantiles_[point - 1]) / width, 0.0, 1.0) : 0;
    const double left = share_at(point - 1, cells) + share * (share_at(point, cells) - share_at(point - 1, cells));
    const auto guess = static_cast<std::uint64_t>(std::clamp((1 - left) * 0x1.0p32, 0.0, 0x1.0p32));
    std::uint64_t low = guess;
    std::uint64_t high = guess;
    for (std::uint64_t step = 4; low > 0 && lasts(low); step *= 4) low = low > step ? low - step : 0;
    for (std::uint64_t step = 4; high < all && !lasts(high); step *= 4) high = std::min(high + step, all);
    while (low < high) {
        const std::uint64_t middle = (low + high) / 2;
        if (lasts(middle)) high = middle;
        else low = middle + 1;
    }
    return low;
}

std::int32_t LawTable::draw_given(std::int32_t ticks, std::uint32_t word) const {
    const std::uint64_t below = words_below(ticks);
    const std::uint64_t left = (std::uint64_t{1} << 32) - below;
    if (left == 0) return ticks;  // it has outlasted its law
    return draw(static_cast<std::uint32_t>(below + (left * word >> 32)));
}

}  // namespace doorstroom
