#include "people/joint_table.hpp"

#include <algorithm>

#include "people/whole_cells.hpp"

namespace doorstroom {

namespace {

constexpr std::string_view name = "margins";

}  // namespace

JointTable::JointTable(const Plan& plan, const Joint& joint)
    : plan_(&plan), joint_(&joint), household_axes_(household_axes(plan, joint)),
      person_cells_(static_cast<std::uint32_t>(cells_of(joint, household_axes_, joint.axes.size()))) {
    double sum = 0;
    for (const double share : joint.shares) ends_.push_back(threshold(sum += share));
    // What rounding left belongs to the last cell that has anybody.
    const std::uint64_t last = ends_.back();
    for (auto end = ends_.rbegin(); end != ends_.rend() && *end == last; ++end) *end = std::uint64_t{1} << 32;
}

std::uint32_t JointTable::cell(std::uint32_t word) const {
    return static_cast<std::uint32_t>(std::upper_bound(ends_.begin(), ends_.end(), std::uint64_t{word}) - ends_.begin());
}

std::uint32_t JointTable::household_cell(const Chance& chance, Who household) const {
    return cell(chance.draw(household, what(name), 0)[0]) / person_cells_;
}

std::uint32_t JointTable::person_cell(const Chance& chance, Who household, Who person, std::uint8_t member, std::uint32_t household_cell) const {
    if (member == 1) return cell(chance.draw(household, what(name), 0)[0]) % person_cells_;
    const std::uint32_t first = household_cell * person_cells_;
    const std::uint64_t begin = first == 0 ? 0 : ends_[first - 1];
    const std::uint64_t width = ends_[first + person_cells_ - 1] - begin;
    const std::uint64_t word = chance.draw(person, what(name), 0)[0];
    return cell(static_cast<std::uint32_t>(begin + (word * width >> 32))) % person_cells_;
}

std::uint64_t JointTable::household_attributes(std::uint64_t attributes, std::uint32_t household_cell) const {
    for (std::size_t each = household_axes_; each-- > 0;) {
        const Joint::Axis& axis = joint_->axes[each];
        const auto size = static_cast<std::uint32_t>(axis.size());
        attributes = with_code(plan_->at(axis.attribute), attributes, axis.codes[household_cell % size]);
        household_cell /= size;
    }
    return attributes;
}

void JointTable::make_person(const World& world, Person& person, Traits& traits, std::uint32_t person_cell) const {
    const Date today = world.plan.calendar.date_of(world.now);
    for (std::size_t each = joint_->axes.size(); each-- > household_axes_;) {
        const Joint::Axis& axis = joint_->axes[each];
        const auto size = static_cast<std::uint32_t>(axis.size());
        const std::uint32_t code = person_cell % size;
        person_cell /= size;
        if (axis.of == Shares::Of::age) {
            const double low = axis.age_bounds[code], high = axis.age_bounds[code + 1];
            person.born = born_at(low + (high - low) * (world.chance.draw(person.who, what(name), 0)[1] * 0x1.0p-32), today);
            traits.age = person.age_on(today);
        } else {
            person.attributes = with_code(plan_->at(axis.attribute), person.attributes, axis.codes[code]);
        }
    }
    traits.person = person.attributes;
}

}  // namespace doorstroom
