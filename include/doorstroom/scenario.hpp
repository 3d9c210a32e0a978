// Files in; a Plan, or Diagnostics, out.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "doorstroom/diagnostics.hpp"
#include "doorstroom/plan.hpp"

namespace doorstroom {

struct ScenarioOptions {
    std::vector<std::pair<std::string, std::string>> set;  // --set PATH=VALUE, in order
    bool strict = false;                                   // every number needs a reference or an assumption
    std::string variant;                                   // --variant NAME: of those in the file; empty: none
    std::vector<std::string> policies;                     // --policy NAME, in order: switched on beside those of the file
    std::optional<Date> as_known_on;                       // without the policies whose law could not be known by then
    std::optional<Date> today;                             // laws last checked long before are warned of; none: no such warning
};

// A policy that is switched on, and holds in [from, until).
struct PolicyInUse {
    struct Act {
        std::string title, href, status;
        std::optional<Date> known_since, checked;
    };
    struct Expectation {
        std::string measure;
        bool is_up = true;
    };
    std::string name;
    Title title;
    Date from{};
    Date until = Date::max();  // then for good
    std::optional<Act> law;
    std::optional<Expectation> expects;
    std::string place;  // FILE:LINE:COLUMN
};

struct InputFile {
    std::string name;    // as the user would write it
    std::string sha256;  // of its bytes
};

struct Scenario {
    Plan plan;
    std::string resolved_json;  // the resolved scenario: layers applied, canonical
    std::string digest;         // SHA-256 of the resolved scenario and the tables it reads
    std::vector<InputFile> inputs;
    std::vector<std::string> variants;  // those in the file
    std::vector<PolicyInUse> policies;  // those switched on, by name
};

// Reads, lays over, checks and compiles. The Plan may be used only when `diagnostics` has no errors.
Scenario read_scenario(const std::filesystem::path& file, const ScenarioOptions& options, Diagnostics& diagnostics);

}  // namespace doorstroom
