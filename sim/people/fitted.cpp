#include "people/fitted.hpp"

#include <algorithm>
#include <tuple>

namespace doorstroom {

namespace {

// What a joint says of some of its first axes alone.
Joint of_first_axes(const Joint& joint, std::size_t number) {
    Joint part;
    part.axes.assign(joint.axes.begin(), joint.axes.begin() + static_cast<std::ptrdiff_t>(number));
    const AxisSet all = (AxisSet{1} << joint.axes.size()) - 1, kept = (AxisSet{1} << number) - 1;
    const auto summed = [&](const std::vector<double>& shares, AxisSet axes) {
        const std::vector<std::uint32_t> cells = projection(joint, axes, kept);
        std::vector<double> sums(1 + *std::max_element(cells.begin(), cells.end()), 0.0);
        for (std::size_t cell = 0; cell < shares.size(); ++cell) sums[cells[cell]] += shares[cell];
        return sums;
    };
    part.shares = summed(joint.shares, all);
    for (std::size_t each = 0; each < joint.margins.size(); ++each) {
        AxisSet axes = 0;
        std::vector<std::uint32_t> own;
        for (const std::uint32_t axis : joint.margin_axes[each]) {
            axes |= AxisSet{1} << axis;
            if (axis < number) own.push_back(axis);
        }
        if (own.empty()) continue;
        part.margins.push_back(summed(joint.margins[each], axes));
        part.margin_axes.push_back(std::move(own));
    }
    return part;
}

}  // namespace

Fitted::Fitted(const Plan& plan, const Joint& joint, std::string_view name)
    : joint_(joint), name_(name_hash(name)), household_axes_(household_axes(plan, joint)),
      household_cells_(static_cast<std::uint32_t>(cells_of(joint, 0, household_axes_))),
      person_cells_(static_cast<std::uint32_t>(cells_of(joint, household_axes_, joint.axes.size()))) {}

FittedPeople Fitted::persons(std::int64_t number, const Chance& chance, const SizeOf& size_of) {
    const auto [found, is_new] = known_.try_emplace(number);
    if (is_new) found->second = whole_cells(joint_, number);
    return cut(found->second, chance, size_of);
}

FittedPeople Fitted::households(std::int64_t number, const Chance& chance, const SizeOf& size_of) const {
    GivenCounts persons;
    persons.axes = (AxisSet{1} << household_axes_) - 1;
    std::int64_t all = 0;
    const Counts households = household_axes_ == 0 ? Counts{number} : whole_cells(of_first_axes(joint_, household_axes_), number).counts;
    for (std::uint32_t cell = 0; cell < household_cells_; ++cell) {
        std::int64_t& sum = persons.counts.emplace_back();
        for (std::int64_t each = 0; each < households[cell]; ++each) sum += size_of(first_household(cell) + static_cast<Who>(each));
        all += sum;
    }
    return cut(whole_cells(joint_, all, persons), chance, size_of);
}

FittedPeople Fitted::cut(const WholeCells& cells, const Chance& chance, const SizeOf& size_of) const {
    FittedPeople people;
    people.missed = cells.missed;
    people.tables_are_whole = cells.tables_are_whole;
    for (std::uint32_t cell = 0; cell < household_cells_; ++cell) {
        const std::vector<std::uint32_t> persons = in_drawn_order(cells.counts, cell, chance);
        Who who = first_household(cell);
        for (std::size_t done = 0; done < persons.size(); ++who) {
            FittedHousehold household{who, cell, static_cast<std::uint32_t>(people.persons.size() + done), 1};
            household.size = static_cast<std::uint8_t>(std::min<std::size_t>(size_of(who), persons.size() - done));
            people.households.push_back(household);
            done += household.size;
        }
        people.persons.insert(people.persons.end(), persons.begin(), persons.end());
    }
    return people;
}

// By a number drawn for each of them, so that one more of a cell only comes between the others.
std::vector<std::uint32_t> Fitted::in_drawn_order(const Counts& counts, std::uint32_t household_cell, const Chance& chance) const {
    std::vector<std::tuple<std::uint64_t, std::uint32_t, std::int64_t>> drawn;
    for (std::uint32_t person_cell = 0; person_cell < person_cells_; ++person_cell) {
        const std::uint64_t cell = std::uint64_t{household_cell} * person_cells_ + person_cell;
        const Who first = who(mix(name_), cell);
        for (std::int64_t each = 0; each < counts[cell]; ++each) {
            const Block words = chance.draw(first + static_cast<Who>(each), what("margins"), 0);
            drawn.emplace_back(std::uint64_t{words[0]} << 32 | words[1], person_cell, each);
        }
    }
    std::sort(drawn.begin(), drawn.end());
    std::vector<std::uint32_t> order;
    for (const auto& entry : drawn) order.push_back(std::get<1>(entry));
    return order;
}

}  // namespace doorstroom
