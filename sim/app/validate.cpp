#include <algorithm>
#include <cstdio>

#include <fmt/format.h>

#include "app/commands.hpp"
#include "app/status.hpp"
#include "doorstroom/series.hpp"
#include "report/derived.hpp"

namespace doorstroom {

bool tell_all(const Diagnostics& diagnostics, const std::filesystem::path& file, const CommonArguments& common, Told& told) {
    if (diagnostics.has_errors() || !common.quiet) fmt::print(stderr, "{}", diagnostics.render(told));
    if (!diagnostics.has_errors()) return true;
    const std::size_t faults = diagnostics.error_count();
    fmt::print(stderr, "doorstroom: {} {} in {}\n", faults, faults == 1 ? "fault" : "faults", file.string());
    return false;
}

bool tell_all(const Diagnostics& diagnostics, const std::filesystem::path& file, const CommonArguments& common) {
    Told told;
    return tell_all(diagnostics, file, common, told);
}

std::optional<Scenario> read_or_explain(const std::filesystem::path& file, const CommonArguments& common, Told& told) {
    Diagnostics diagnostics;
    Scenario scenario = read_scenario(file, common.scenario, diagnostics);
    if (!tell_all(diagnostics, file, common, told)) return std::nullopt;
    return scenario;
}

std::optional<Scenario> read_or_explain(const std::filesystem::path& file, const CommonArguments& common) {
    Told told;
    return read_or_explain(file, common, told);
}

void tell(const ScenarioFault& fault) { fmt::print(stderr, "error: {}\n --> {}\n", fault.what(), fault.place()); }

namespace {

int validate_one(const std::filesystem::path& file, const CommonArguments& common) {
    Told told;
    const std::optional<Scenario> scenario = read_or_explain(file, common, told);
    if (!scenario) return wrong_input;
    const Plan& plan = scenario->plan;
    try {
        const DerivedMeasures combined(plan, make_series_table(plan));
    } catch (const ScenarioFault& fault) {
        tell(fault);
        return wrong_input;
    }
    for (const std::string& variant : scenario->variants) {
        CommonArguments with = common;
        if (with.scenario.variant.empty()) with.scenario.variant = variant;
        if (!read_or_explain(file, with, told)) return wrong_input;
    }
    if (!common.quiet)
        fmt::print("{}: fine: {} stages, {} resources, {} measures; digest {:.12}\n", file.string(), plan.stages.size(),
                   plan.resources.size(), plan.measures.size(), scenario->digest);
    return done;
}

}  // namespace

int validate(const ValidateArguments& arguments) {
    int status = done;
    for (const std::filesystem::path& file : arguments.scenarios) status = std::max(status, validate_one(file, arguments.common));
    return status;
}

}  // namespace doorstroom
