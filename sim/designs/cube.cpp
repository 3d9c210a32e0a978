#include "designs/cube.hpp"

#include <algorithm>
#include <numeric>

#include "doorstroom/chance.hpp"

namespace doorstroom {

namespace {

// The words of a block as the key by which things are put in a random order.
std::uint64_t key_of(const Block& block) { return std::uint64_t{block[0]} << 32 | block[1]; }

// 0, 1, … in the order of their keys.
std::vector<std::size_t> in_order_of(const std::vector<std::uint64_t>& keys) {
    std::vector<std::size_t> order(keys.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return keys[a] != keys[b] ? keys[a] < keys[b] : a < b; });
    return order;
}

double middle_of(std::size_t slice, std::size_t slices) { return (static_cast<double>(slice) + 0.5) / static_cast<double>(slices); }

}  // namespace

Matrix latin_hypercube(const Axes& axes, std::size_t rows, std::uint64_t seed) {
    const Chance chance(seed, 0);
    Matrix points(rows, axes.names.size());
    for (std::size_t axis = 0; axis < axes.names.size(); ++axis) {
        const auto draw = [&](What what, std::size_t row) { return chance.draw(name_hash(axes.names[axis]), what, static_cast<std::uint32_t>(row)); };
        std::vector<std::uint64_t> keys;
        for (std::size_t row = 0; row < rows; ++row) keys.push_back(key_of(draw(what("design.slice"), row)));
        const std::vector<std::size_t> order = in_order_of(keys);
        for (std::size_t slice = 0; slice < rows; ++slice) {
            const std::size_t row = order[slice];
            const double within = (static_cast<double>(draw(what("design.within"), row)[0] >> 8) + 0.5) * 0x1.0p-24;
            points.row(row)[axis] = (static_cast<double>(slice) + within) / static_cast<double>(rows);
        }
    }
    return points;
}

Matrix saltelli_points(const Axes& axes, std::size_t base_points, bool second_order, std::uint64_t seed) {
    const std::size_t count = axes.names.size(), groups = axes.groups.size();
    // A and B take turns along the sequence, so that a further axis leaves the points along the others where they are.
    std::vector<std::string> names;
    for (const std::string& name : axes.names) names.insert(names.end(), {name, name + " of B"});
    const Matrix both = sobol_points(names, base_points, seed);
    Matrix points(base_points * (groups * (second_order ? 2 : 1) + 2), count);
    std::size_t row = 0;
    const auto add = [&](std::size_t base, auto is_of_b) {
        for (std::size_t axis = 0; axis < count; ++axis) points.row(row)[axis] = both.row(base)[2 * axis + (is_of_b(axes.group[axis]) ? 1 : 0)];
        ++row;
    };
    for (std::size_t base = 0; base < base_points; ++base) {
        add(base, [](std::size_t) { return false; });
        for (std::size_t moved = 0; moved < groups; ++moved) add(base, [&](std::size_t group) { return group == moved; });
        for (std::size_t kept = 0; second_order && kept < groups; ++kept) add(base, [&](std::size_t group) { return group != kept; });
        add(base, [](std::size_t) { return true; });
    }
    return points;
}

Matrix morris_points(const Axes& axes, std::size_t trajectories, std::size_t levels, std::uint64_t seed) {
    const Chance chance(seed, 0);
    const std::size_t count = axes.names.size(), groups = axes.groups.size(), step = levels / 2;
    Matrix points(trajectories * (groups + 1), count);
    for (std::size_t trajectory = 0; trajectory < trajectories; ++trajectory) {
        const auto draw = [&](const std::string& name, What what) { return chance.draw(name_hash(name), what, static_cast<std::uint32_t>(trajectory)); };
        std::vector<std::uint64_t> keys;
        for (const std::string& group : axes.groups) keys.push_back(key_of(draw(group, what("design.turn"))));
        const std::vector<std::size_t> order = in_order_of(keys);
        std::vector<std::size_t> turn(groups);
        for (std::size_t place = 0; place < groups; ++place) turn[order[place]] = place;
        for (std::size_t axis = 0; axis < count; ++axis) {
            const Block block = draw(axes.names[axis], what("design.start"));
            const std::size_t low = std::uint64_t{block[0]} * step >> 32;
            const bool goes_up = block[1] % 2 == 0;
            for (std::size_t at = 0; at <= groups; ++at) {
                const bool has_moved = at > turn[axes.group[axis]];
                points.row(trajectory * (groups + 1) + at)[axis] = middle_of(has_moved == goes_up ? low + step : low, levels);
            }
        }
    }
    return points;
}

Matrix factorial_points(std::size_t axes, std::size_t levels) {
    std::size_t rows = 1;
    for (std::size_t axis = 0; axis < axes; ++axis) rows *= levels;
    Matrix points(rows, axes);
    for (std::size_t row = 0; row < rows; ++row)
        for (std::size_t axis = axes, rest = row; axis-- > 0; rest /= levels) points.row(row)[axis] = middle_of(rest % levels, levels);
    return points;
}

}  // namespace doorstroom
