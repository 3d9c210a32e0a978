// A design of experiments as somebody wrote it: its columns matched with the uncertain draws of a plan, its numbers checked
// and turned into what a trial is given.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/arguments.hpp"
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

// `file` is a file, or a folder with design.csv or design.txt in it. Numbers without a header need the names of the columns:
// `names`, or those of problem.json. Shows what is wrong with it; nothing when something is.
std::optional<Design> read_or_explain(const std::filesystem::path& file, const std::vector<std::string>& names, const Plan& plan, const CommonArguments& common);

}  // namespace doorstroom
