// The tables of laws that this process has made, each once: replications, design points and scenarios mostly ask for the same.
#pragma once

#include <memory>
#include <optional>
#include <tuple>

#include "world/law_table.hpp"

namespace doorstroom {

// What a LawTable is made of, in the order of its constructor.
using LawTableKey = std::tuple<Shape, std::optional<double>, std::optional<double>, double, double>;

// Any thread may ask. Throws what the constructor throws. Tables that nobody holds are forgotten when there are many.
std::shared_ptr<const LawTable> law_table(const LawTableKey& key);

}  // namespace doorstroom
