#include "language/axes.hpp"

#include <algorithm>
#include <array>

namespace doorstroom::language {

namespace {

struct Row {
    std::string_view name;
    Axis::Of of;
    double lowest;
};
constexpr std::array numbers{
    Row{"household_size", Axis::Of::household_size, 1},
    Row{"expected_size", Axis::Of::expected_size, 1},
    Row{"age", Axis::Of::age, 0},
    Row{"member", Axis::Of::member, 1},
};

const Row& row_of(Axis::Of number) {
    return *std::find_if(numbers.begin(), numbers.end() - 1, [&](const Row& row) { return row.of == number; });
}

}  // namespace

std::optional<Axis::Of> number_called(std::string_view name) {
    for (const Row& row : numbers)
        if (row.name == name) return row.of;
    return std::nullopt;
}

std::string_view name_of(Axis::Of number) { return row_of(number).name; }

std::string name_of(const Plan& plan, const Axis& axis) {
    return axis.of == Axis::Of::attribute ? plan.at(axis.attribute).name : std::string{name_of(axis.of)};
}

bool of_a_person(const Plan& plan, const Axis& axis) {
    return axis.of == Axis::Of::age || axis.of == Axis::Of::member ||
           (axis.of == Axis::Of::attribute && plan.at(axis.attribute).of_person);
}

const std::vector<std::string>& names_of_numbers() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all;
        for (const Row& row : numbers) all.emplace_back(row.name);
        return all;
    }();
    return names;
}

double lowest(Axis::Of number) { return row_of(number).lowest; }

}  // namespace doorstroom::language
