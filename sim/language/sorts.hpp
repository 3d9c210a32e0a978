// The sorts of things that forms name in CAPITALS (forms.hpp): what each is, for the JSON Schema and the reference.
#pragma once

#include <string_view>
#include <vector>

namespace doorstroom::language {

struct Sort {
    enum class Is : std::uint8_t {
        plain,         // written as it stands
        value,         // a number or duration that may depend on the date and on who asks
        distribution,  // with that sort of parameters
        shares,
        condition,
        name,  // of a thing of the scenario
        key,   // only ever a key
    };
    std::string_view name;
    Is is;
    std::string_view schema;  // plain and value: that of the plain thing; distribution: the sort of its parameters;
                              // name and key: the pattern, or nothing
    std::string_view meaning;
};

const std::vector<Sort>& all_sorts();
const Sort& sort_of(std::string_view name);

// What SAME, TERM and PARAMETER stand for inside a thing of some sort.
struct Binding {
    std::string_view same;       // what the whole is of
    std::string_view term;       // in a calculation, without bounds
    std::string_view parameter;  // of a distribution
};
Binding binding_of(const Sort& sort);
// The sort of that name, or that it stands for.
const Sort& sort_of(std::string_view name, const Binding& binding);

}  // namespace doorstroom::language
