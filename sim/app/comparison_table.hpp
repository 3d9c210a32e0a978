// The effects of a comparison as tables on the screen, in words that can be read out.
#pragma once

#include <string>
#include <vector>

#include "app/shown_effects.hpp"

namespace doorstroom {

struct TableWishes {
    std::vector<std::string> measures;  // none: chosen
    std::size_t rows_in_file = 0;       // of compare.csv, written or not
    Language language = Language::en;
};

// `scenarios` parallel to the plans; the first is what the others are compared with. Of them only so many are shown.
void print_comparison(const Comparison& comparison, const std::vector<Compared>& scenarios, std::size_t shown, const TableWishes& wishes);

// How the effect of all policies is split over them, on the last date: sum 0, 1, … of the comparison is what each adds, the last
// how much they interact. `all` is the number of the scenario that has them all.
void print_attribution(const Comparison& comparison, const std::vector<std::string>& policies, const Compared& all_scenario, std::size_t all,
                       const TableWishes& wishes);

}  // namespace doorstroom
