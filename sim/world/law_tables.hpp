// The tables of laws that this process has made first, each once: replications, design points and scenarios mostly ask for the same.
#pragma once

#include <optional>
#include <tuple>

#include "world/law_table.hpp"

namespace doorstroom {

// What a LawTable is made of, in the order of its constructor.
using LawTableKey = std::tuple<Shape, std::optional<double>, std::optional<double>, double, double>;

// Any thread may ask, and keep what it is given. Null when the shelf is full (18 MB): then whoever asks makes it. Throws what the
// constructor throws.
const LawTable* shared_law_table(const LawTableKey& key);

}  // namespace doorstroom
