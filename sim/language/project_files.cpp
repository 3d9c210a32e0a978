#include "language/project_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

#include "doorstroom/sha256.hpp"
#include "text/files.hpp"
#include "text/plain.hpp"

namespace doorstroom::language {

namespace {

namespace fs = std::filesystem;

fs::path resolved(const fs::path& path) {
    std::error_code fault;
    const fs::path absolute = fs::absolute(path, fault);
    const fs::path canonical = fs::weakly_canonical(absolute, fault);
    return fault ? absolute.lexically_normal() : canonical;
}

// The nearest folder called `scenarios` at or above `folder`; otherwise the one of the source this was built from.
fs::path scenarios_folder(const fs::path& folder) {
    for (fs::path above = folder;; above = above.parent_path()) {
        if (above.filename() == "scenarios") return above;
        if (above == above.parent_path()) break;
    }
    const fs::path source = resolved(fs::path(DOORSTROOM_SCENARIOS));
    std::error_code fault;
    return fs::is_directory(source, fault) ? source : fs::path();
}

bool is_inside(const fs::path& path, const fs::path& folder) {
    return !folder.empty() &&
           std::mismatch(folder.begin(), folder.end(), path.begin(), path.end()).first == folder.end();
}

}  // namespace

ProjectFiles::ProjectFiles(const fs::path& scenario)
    : scenario_(scenario),
      scenario_folder_(resolved(scenario).parent_path()),
      scenarios_folder_(scenarios_folder(scenario_folder_)) {}

std::optional<ProjectFile> ProjectFiles::open_scenario(Diagnostics& diagnostics) {
    return read({resolved(scenario_), scenario_folder_}, scenario_.string(), {}, diagnostics);
}

std::optional<ProjectFile> ProjectFiles::open(const text::Node& name, Diagnostics& diagnostics) {
    const text::Mention mention{name.mark, text::caret_length(name.scalar)};
    if (!name.is_scalar() || name.scalar.empty()) {
        diagnostics.error(mention.mark, mention.length, "the name of a file was expected");
        return std::nullopt;
    }
    const std::optional<Found> found = find(name, mention, diagnostics);
    if (!found) return std::nullopt;
    const fs::path shown = scenario_.is_absolute() ? found->path : fs::proximate(found->path);
    return read(*found, shown.string(), mention, diagnostics);
}

fs::path ProjectFiles::folder_beside(Mark mark) const {
    const auto found = path_of_.find(mark.file);
    return found == path_of_.end() ? scenario_folder_ : found->second.parent_path();
}

std::optional<ProjectFiles::Found> ProjectFiles::find(const text::Node& name, text::Mention mention,
                                                      Diagnostics& diagnostics) const {
    const fs::path beside = folder_beside(name.mark);
    bool outside = false;
    for (const fs::path& folder : {beside, scenarios_folder_}) {
        if (folder.empty()) continue;
        const fs::path path = resolved(folder / name.scalar);
        std::error_code fault;
        if (!fs::exists(path, fault)) continue;
        if (is_inside(path, scenarios_folder_)) return Found{path, scenarios_folder_};
        if (is_inside(path, scenario_folder_)) return Found{path, scenario_folder_};
        outside = true;
    }
    if (outside) {
        diagnostics.error(mention.mark, mention.length, fmt::format("`{}` lies outside the project", name.scalar),
                          "only the folder of the scenario and `scenarios/` are read");
    } else {
        const std::optional<std::string> near = similar(name.scalar, beside);
        diagnostics.error(
            mention.mark, mention.length, fmt::format("there is no file `{}`", name.scalar),
            near ? fmt::format("a similar file exists: `{}`", *near) : "looked beside this file and in `scenarios/`");
    }
    return std::nullopt;
}

// A file that exists, written as `name` was.
std::optional<std::string> ProjectFiles::similar(const fs::path& name, const fs::path& beside) const {
    for (const fs::path& folder : {beside, scenarios_folder_}) {
        const fs::path path = resolved(folder / name);
        if (!is_inside(path, scenarios_folder_) && !is_inside(path, scenario_folder_)) continue;
        if (const auto near = text::nearest_file(path))
            return (name.parent_path() / fs::path(*near).filename()).string();
    }
    return std::nullopt;
}

std::optional<ProjectFile> ProjectFiles::read(const Found& found, const std::string& shown, text::Mention mention,
                                              Diagnostics& diagnostics) {
    for (const ProjectFile& known : files_)
        if (known.path == found.path) return known;
    std::optional<std::string> bytes = text::read_file(found.path, shown, mention, diagnostics);
    if (!bytes) return std::nullopt;
    ProjectFile file;
    file.path = found.path;
    file.key = found.path.lexically_relative(found.root).generic_string();
    file.input = {shown, sha256(*bytes)};
    file.file = diagnostics.add_file(shown, std::move(*bytes));
    path_of_[file.file] = file.path;
    files_.push_back(file);
    return file;
}

}  // namespace doorstroom::language
