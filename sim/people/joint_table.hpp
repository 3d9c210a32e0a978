// A fitted population as draws: which combination a household and its persons are, and what that makes them.
#pragma once

#include <cstdint>
#include <vector>

#include "world/world.hpp"

namespace doorstroom {

class JointTable {
public:
    JointTable(const Plan& plan, const Joint& joint);

    // The cell of the axes of households, and of those of its persons given that: one uniform makes the household and its
    // first member, one more each further member.
    std::uint32_t household_cell(const Chance& chance, Who household) const;
    std::uint32_t person_cell(const Chance& chance, Who household, Who person, std::uint8_t member, std::uint32_t household_cell) const;

    std::uint64_t household_attributes(std::uint64_t attributes, std::uint32_t household_cell) const;
    // Attributes and age of a person; ages are uniform within their band.
    void make_person(const World& world, Person& person, Traits& traits, std::uint32_t person_cell) const;

private:
    std::uint32_t cell(std::uint32_t word) const;

    const Plan* plan_;
    const Joint* joint_;
    std::size_t household_axes_;
    std::uint32_t person_cells_;
    std::vector<std::uint64_t> ends_;  // by cell: cumulative, of 2^32
};

}  // namespace doorstroom
