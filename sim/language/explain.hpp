// Every value of a scenario that is in force on a date: the number, its unit, who set it, and where it comes from.
#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "doorstroom/diagnostics.hpp"
#include "doorstroom/scenario.hpp"

namespace doorstroom::language {

enum class Origin : std::uint8_t { published, derived, assumed, none };

// A number as it stands in a file.
struct ExplainedNumber {
    std::string place;  // FILE:LINE:COLUMN
    Origin origin = Origin::none;
};

// One line: a value, or one of its parts.
struct ExplainedLine {
    // How it came about, beside being written there.
    enum class How : std::uint8_t { written, not_yet, by, table, calculated, fed_back, distribution };

    std::string address;    // `resources.decisions.openings`, also of a part
    std::size_t depth = 0;  // 0: the value itself
    std::string label;      // of a part: `syria`, `p90`, `+`
    std::string text;       // `15550`, `6 weeks`, `lognormal, median 6 days, p90 15 days`; empty when only its parts say
    std::string unit;       // as in the field table: `openings/year`
    How how = How::written;
    std::string by_what;  // the attribute, the file, the operation, the measure
    std::string used;     // the name in `values` that stands there
    std::optional<Date> since;  // of a dated number: when it began to hold
    std::optional<Date> until;
    std::string then;  // what holds from then on, when it is one number
    Origin origin = Origin::none;
    std::string reference;  // an id
    std::string reason;     // the assumption, or how it was derived
    std::string range;      // `0.5 to 0.95`
    std::string uncertain;  // what each replication draws for it
    std::string policies;   // what policies make of it, and when
    std::string place;      // FILE:LINE
    bool is_quantity = true;
    bool is_row = false;  // of a table: one of perhaps many
    std::vector<ExplainedNumber> numbers;  // those that the line shows
};

// What the policies that hold on the day make of a number.
struct PolicyEffect {
    std::string policy, address;
    std::string now, before;  // as written; under all policies that hold, and without any; both empty: it is as it was
    std::string unit, place;  // FILE:LINE
};

struct CitedReference {
    std::string id, title, publisher, published, href, checked;
};

struct Explanation {
    std::string scenario;
    Title title;
    Calendar calendar;
    Date date;
    std::vector<ExplainedLine> lines;
    std::array<std::size_t, 4> numbers{};  // by Origin; a number used twice counts once
    std::vector<PolicyInUse> policies;  // that are switched on, whether they hold on the day or not
    std::vector<PolicyEffect> effects;
    std::vector<std::pair<std::string, std::string>> laws;  // stages, and the reference of the law that each is under
    std::vector<CitedReference> references;  // those cited, in the order of the scenario
    std::optional<std::string> nearest;      // when nothing has that path: an address like it
};

// `path` narrows what is shown to what begins with it; empty: all quantities. The result may be used only when
// `diagnostics` has no errors.
Explanation explain(const std::filesystem::path& file, const ScenarioOptions& options, std::optional<Date> on,
                    const std::string& path, Diagnostics& diagnostics);

}  // namespace doorstroom::language
