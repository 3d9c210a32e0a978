// The effects of a comparison as a table on the screen, in words that can be read out.
#pragma once

#include <string>
#include <vector>

#include "output/picture.hpp"
#include "run/comparison.hpp"

namespace doorstroom {

// One scenario of a comparison: what it is called in files, and in words.
struct Compared {
    std::string name;
    Title title;
};

// `scenarios` parallel to the plans; the first is what the others are compared with.
void print_comparison(const Comparison& comparison, const std::vector<Compared>& scenarios, Language language);

}  // namespace doorstroom
