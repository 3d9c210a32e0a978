// The commands: each does what its arguments ask and returns the exit status. What a script reads goes to standard
// output, what a person should know to standard error.
#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>

#include "app/arguments.hpp"
#include "doorstroom/scenario.hpp"
#include "doorstroom/trial.hpp"

namespace doorstroom {

int run(const RunArguments& arguments);
int compare(const CompareArguments& arguments);
int diff(const DiffArguments& arguments);
int sample(const SampleArguments& arguments);
int trace(const TraceArguments& arguments);
int validate(const ValidateArguments& arguments);
int explain(const ExplainArguments& arguments);
int graph(const GraphArguments& arguments);
int verify(const VerifyArguments& arguments);
int sweep(const SweepArguments& arguments);
int resume(const ResumeArguments& arguments);
int merge(const MergeArguments& arguments);
int schema(const SchemaArguments& arguments);
int reference(const ReferenceArguments& arguments);

// Shows what is wrong with a scenario; whether nothing is.
bool tell_all(const Diagnostics& diagnostics, const std::filesystem::path& file, const CommonArguments& common);
// The same of one of several scenarios; what has been told of another is not told again.
using Told = std::set<std::string>;
bool tell_all(const Diagnostics& diagnostics, const std::filesystem::path& file, const CommonArguments& common, Told& told);
// Reads a scenario and shows what is wrong with it; nothing when something is.
std::optional<Scenario> read_or_explain(const std::filesystem::path& file, const CommonArguments& common);
std::optional<Scenario> read_or_explain(const std::filesystem::path& file, const CommonArguments& common, Told& told);
// Shows a fault that was only found once the scenario was read.
void tell(const ScenarioFault& fault);

}  // namespace doorstroom
