// Values worked out while a scenario is read, so that what is wrong for some date or household is told at once.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "doorstroom/plan.hpp"

namespace doorstroom::language {

// The number at these positions (one for each of the value's axes) and date, uncertainty left out; a NaN where there
// is none.
double evaluate(const Value& value, const std::vector<std::uint32_t>& positions, Date date);

// False where a draw, or the run itself, decides the number.
bool known_before_the_run(const Value& value);

// Whether a draw decides anything of it; whether the run itself does.
bool is_uncertain(const Value& value);
bool is_fed_back(const Value& value);

// A number as a fault shows it, without what rounding left.
std::string rounded(double number);

// Everything that a set of values depends on: every combination of positions, on every date that matters.
class Grid {
public:
    Grid(const Plan& plan, std::vector<ValueId> values, Date first);

    bool small() const;  // few enough points to visit them all
    // Calls `visit` with the numbers of the values at each point until it returns false; `where` describes the point.
    using Visit = std::function<bool(const std::vector<double>& numbers, const std::function<std::string()>& where)>;
    void each(const Visit& visit) const;

private:
    const Plan& plan_;
    std::vector<ValueId> values_;
    std::vector<Axis> axes_;
    std::vector<std::vector<std::size_t>> axes_of_;  // by value: which of axes_ its own are
    std::vector<Date> dates_;

    bool can_be(const std::vector<std::uint32_t>& at) const;
    std::string describe(const std::vector<std::uint32_t>& at, Date date) const;
};

}  // namespace doorstroom::language
