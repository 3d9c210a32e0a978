// The law of a day: which policies hold and what they make of numbers, and which dated numbers hold since when.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "app/arguments.hpp"
#include "language/explain.hpp"

namespace doorstroom {

void print_law(const language::Explanation& explanation, Language language);

// The references that it names.
std::set<std::string> cited_by_law(const language::Explanation& explanation, Language language);
// References with title and publisher; all, or only these.
void print_references(const language::Explanation& explanation, const std::optional<std::set<std::string>>& only, Language language);

// Where a number comes from: `assumption: an example (range 0.2 … 0.4)`.
std::string origin_in_words(const language::ExplainedLine& line, Language language);

}  // namespace doorstroom
