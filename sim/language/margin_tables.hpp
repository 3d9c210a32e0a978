// One entry of `margins`: a published table, or one written out, as the number of each combination of its keys.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "language/compilation.hpp"

namespace doorstroom::language {

// What a margin is by: an attribute (of the household or of each person), or the age.
struct MarginKey {
    std::string name;
    AttributeId attribute = none<AttributeId>;  // none: age
};

struct MarginCell {
    double number = 0;
    text::Node node;  // where it stands, for faults
};

struct Margin {
    const text::Entry* entry = nullptr;
    std::vector<MarginKey> by;
    // By position along each key: a value code, or the lower bound of a band of ages.
    std::map<std::vector<double>, MarginCell> cells;
    double total = 0;

    const std::string& name() const { return entry->key; }
    std::optional<std::size_t> position_of(const std::string& key) const;
};

// Nothing after a fault. A last band of ages that holds nobody closes the one before it, and is among the cells.
std::optional<Margin> read_margin(Compilation& compilation, const text::Entry& entry, const std::string& address);

// `origin syria, age 18` for a cell, by the keys given.
std::string describe_cell(const Compilation& compilation, const std::vector<MarginKey>& by,
                          const std::vector<double>& cell);

}  // namespace doorstroom::language
