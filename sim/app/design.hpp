// A design of experiments as somebody wrote it: its columns matched with the uncertain draws of a plan, its numbers checked
// and turned into what a trial is given.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "doorstroom/diagnostics.hpp"
#include "doorstroom/plan.hpp"
#include "run/sweep.hpp"

namespace doorstroom {

struct Design {
    std::vector<std::string> columns;
    std::vector<double> numbers;         // as written, point after point
    DesignPoints points;                 // what each gives to each draw
    std::optional<std::string> problem;  // the text of problem.json beside it

    // As it is kept with a sweep: the same for the same numbers, however they were written.
    std::string as_csv() const;
};

// `path` is a file, or a folder with design.csv or design.txt in it. Numbers without a header need the names of the columns:
// `names`, or those of problem.json. The design may be used only when `diagnostics` has no errors.
Design read_design(const std::filesystem::path& path, const std::vector<std::string>& names, const Plan& plan, Diagnostics& diagnostics);

}  // namespace doorstroom
