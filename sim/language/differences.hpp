// What differs between two scenarios, number by number and from date to date, under the policies of each.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "doorstroom/diagnostics.hpp"
#include "doorstroom/scenario.hpp"

namespace doorstroom::language {

struct Difference {
    enum class What : std::uint8_t { other, added, gone };  // in the second scenario

    What what = What::other;
    std::string address;  // `resources.homes.openings`; of what is added or gone the highest address there is
    std::string part;     // of the value: `origin syria`, `p90`; empty: the whole
    std::string first, second;              // as written; empty: nothing there
    std::string first_place, second_place;  // FILE:LINE; empty: nowhere
    std::string unit;                       // as in the field table: `openings/year`
    std::optional<Date> from, until;        // none: since the start of the run; to its end
};

class ScenarioParts;

struct ComparedScenario {
    std::string name;
    Title title;
    std::vector<PolicyInUse> policies;
};

struct Differences {
    ComparedScenario first, second;
    std::vector<Difference> all;  // by date, then as they stand in the scenarios
};

struct ScenarioSource {
    std::filesystem::path file;
    ScenarioOptions options;
};

// The result may be used only when `diagnostics` has no errors.
Differences differences(const ScenarioSource& first, const ScenarioSource& second, Diagnostics& diagnostics);

// What the policies of one scenario make of a number on a day: `first` without any, `second` with all that hold. Nothing where they
// leave it as it was.
std::vector<Difference> under_policies(ScenarioParts& parts, const std::string& address, Date day);

}  // namespace doorstroom::language
