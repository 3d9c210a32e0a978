#include "designs/design.hpp"

#include <cmath>

#include <fmt/format.h>

#include "text/json.hpp"

namespace doorstroom {

namespace {

using Method = DesignWishes::Method;
using text::Json;

constexpr double most_rows_of_a_factorial = 1e6, most_numbers = 2e8;

bool is_by_groups(Method method) { return method == Method::saltelli || method == Method::morris; }

double rows_of(const DesignWishes& wishes, std::size_t columns, std::size_t groups) {
    const double size = wishes.size, all = static_cast<double>(groups);
    switch (wishes.method) {
        case Method::saltelli: return size * (all * (wishes.second_order ? 2 : 1) + 2);
        case Method::morris: return size * (all + 1);
        case Method::full: return std::pow(size, static_cast<double>(columns));
        case Method::lhs:
        case Method::sobol: break;
    }
    return size;
}

void expect_possible(const DesignWishes& wishes, const DesignColumns& columns) {
    const std::size_t count = columns.all().size();
    const double rows = rows_of(wishes, count, columns.groups().size());
    if (wishes.method == Method::full && rows > most_rows_of_a_factorial)
        throw DesignFault(fmt::format("{} levels of {} columns are {:.3g} rows; a full factorial has a million at most: take fewer --parameters", wishes.size, count, rows));
    if (rows * static_cast<double>(count) > most_numbers)
        throw DesignFault(fmt::format("{:.0f} rows of {} columns are {:.3g} numbers; a design has {:.0g} at most", rows, count, rows * static_cast<double>(count), most_numbers));
    const std::size_t axes = wishes.method == Method::saltelli ? 2 * count : wishes.method == Method::sobol ? count : 0;
    if (axes > most_sobol_axes()) throw DesignFault(fmt::format("Sobol's sequence has {} axes here, and these {} columns need {}", most_sobol_axes(), count, axes));
}

Matrix points_of(const DesignWishes& wishes, const Axes& axes) {
    switch (wishes.method) {
        case Method::saltelli: return saltelli_points(axes, wishes.size, wishes.second_order, wishes.seed);
        case Method::morris: return morris_points(axes, wishes.size, wishes.levels, wishes.seed);
        case Method::lhs: return latin_hypercube(axes, wishes.size, wishes.seed);
        case Method::sobol: return sobol_points(axes.names, wishes.size, wishes.seed);
        case Method::full: break;
    }
    return factorial_points(axes.names.size(), wishes.size);
}

Json texts(const std::vector<std::string>& each) { return Json::array({each.begin(), each.end()}); }

Json groups_of(const DesignColumns& columns) {
    if (columns.are_groups_columns()) return Json::as_is("null");
    std::vector<std::string> groups;
    for (const DesignColumn& column : columns.all()) groups.push_back(columns.groups()[column.group]);
    return texts(groups);
}

}  // namespace

SampledDesign make_design(const Plan& plan, const DesignWishes& wishes) {
    DesignColumns columns(plan, wishes.parameters);
    if (is_by_groups(wishes.method)) columns.take_single_group_apart();
    expect_possible(wishes, columns);
    Matrix numbers = points_of(wishes, columns.axes());
    // A factorial has every combination, however likely it is.
    if (wishes.method != Method::full) columns.correlate(numbers, wishes.method == Method::lhs ? DesignColumns::Keep::slices : DesignColumns::Keep::order);
    for (std::size_t row = 0; row < numbers.rows(); ++row)
        for (std::size_t each = 0; each < columns.all().size(); ++each) numbers.row(row)[each] = columns.all()[each].number(numbers.row(row)[each]);
    return {std::move(columns), std::move(numbers)};
}

std::string problem_text(const SampledDesign& design, const DesignWishes& wishes, const std::string& scenario, const std::string& digest) {
    std::vector<std::string> names, dists;
    std::vector<Json> bounds;
    for (const DesignColumn& column : design.columns.all()) {
        names.push_back(column.name());
        dists.push_back(column.dist);
        std::vector<Json> numbers;
        for (const double bound : column.bounds) numbers.push_back(Json::number(bound));
        bounds.push_back(Json::array(std::move(numbers)));
    }
    const auto whole = [](std::uint64_t number) { return Json::as_is(std::to_string(number)); };
    Json sample = Json::object({{"method", method_names[static_cast<std::size_t>(wishes.method)]},
                                {"size", whole(wishes.size)},
                                {"second_order", Json::truth(wishes.second_order)},
                                {"levels", wishes.method == Method::morris ? whole(wishes.levels) : Json::as_is("null")},
                                {"seed", whole(wishes.seed)},
                                {"scenario", scenario},
                                {"digest", digest}});
    return Json::object({{"num_vars", whole(names.size())},
                         {"names", texts(names)},
                         {"bounds", Json::array(std::move(bounds))},
                         {"dists", texts(dists)},
                         {"groups", groups_of(design.columns)},
                         {"sample", std::move(sample)}})
        .print();
}

}  // namespace doorstroom
