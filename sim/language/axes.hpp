// What a value or a condition may depend on besides attributes: the numbers of a household and of a person.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "doorstroom/plan.hpp"

namespace doorstroom::language {

std::optional<Axis::Of> number_called(std::string_view name);  // `age`, `member`, …
std::string_view name_of(Axis::Of number);
std::string name_of(const Plan& plan, const Axis& axis);  // also of an attribute
bool of_a_person(const Plan& plan, const Axis& axis);     // not the same for the whole household
const std::vector<std::string>& names_of_numbers();
// The lowest such a number can be: a household has a person, nobody is younger than 0.
double lowest(Axis::Of number);

}  // namespace doorstroom::language
