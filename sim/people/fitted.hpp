// The people of a stock line that is fitted to published tables: whole households whose persons meet the tables.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string_view>
#include <vector>

#include "doorstroom/chance.hpp"
#include "people/whole_cells.hpp"

namespace doorstroom {

struct FittedHousehold {
    Who who = 0;
    std::uint32_t cell = 0;   // of the axes of households
    std::uint32_t first = 0;  // its persons begin here in FittedPeople::persons
    std::uint8_t size = 1;
};

struct FittedPeople {
    std::vector<FittedHousehold> households;
    std::vector<std::uint32_t> persons;  // by household and member: their cell of the axes of persons
    std::int64_t missed = 0;             // see WholeCells
    bool tables_are_whole = true;
};

class Fitted {
public:
    Fitted(const Plan& plan, const Joint& joint, std::string_view name);

    using SizeOf = std::function<std::uint8_t(Who)>;
    // So many persons. For each cell of the axes of households its persons are put in an order drawn for each of them, and
    // households of drawn sizes are cut from it, the last made smaller.
    FittedPeople persons(std::int64_t number, const Chance& chance, const SizeOf& size_of);
    // So many households, shared out like persons over the axes of households; then as many persons as they have.
    FittedPeople households(std::int64_t number, const Chance& chance, const SizeOf& size_of) const;

private:
    Who first_household(std::uint32_t cell) const { return who(name_, 1 + std::uint64_t{cell}); }
    FittedPeople cut(const WholeCells& cells, const Chance& chance, const SizeOf& size_of) const;
    std::vector<std::uint32_t> in_drawn_order(const Counts& counts, std::uint32_t household_cell, const Chance& chance) const;

    const Joint& joint_;
    const std::uint64_t name_;
    const std::size_t household_axes_;
    const std::uint32_t household_cells_;
    const std::uint32_t person_cells_;
    std::map<std::int64_t, WholeCells> known_;  // by number of persons: the same in every replication
};

}  // namespace doorstroom
