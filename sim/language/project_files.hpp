// The files of a project: found beside the file that names them or in the project's `scenarios/`, read once each.
// Nothing outside the folder of the scenario and `scenarios/` is read.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "doorstroom/diagnostics.hpp"
#include "doorstroom/scenario.hpp"
#include "text/document.hpp"
#include "text/files.hpp"

namespace doorstroom::language {

struct ProjectFile {
    std::filesystem::path path;  // absolute, links resolved
    std::string key;             // the same from the folder it belongs to: the same wherever the project stands
    std::uint32_t file = 0;      // its text in Diagnostics
    InputFile input;             // its name as shown, and the SHA-256 of its bytes
};

class ProjectFiles {
public:
    // `scenario` is the file named on the command line.
    explicit ProjectFiles(const std::filesystem::path& scenario);

    // The scenario itself, or nothing and an error.
    std::optional<ProjectFile> open_scenario(Diagnostics& diagnostics);
    // The file that `name` names (`extends`, `table`, `empirical`), or nothing and an error at the node. The node's own
    // mark says which file it is beside.
    std::optional<ProjectFile> open(const text::Node& name, Diagnostics& diagnostics);

    // All that were read, in the order in which they were first asked for.
    const std::vector<ProjectFile>& all() const { return files_; }

private:
    struct Found {
        std::filesystem::path path;
        std::filesystem::path root;
    };
    std::filesystem::path folder_beside(Mark mark) const;
    std::optional<Found> find(const text::Node& name, text::Mention mention, Diagnostics& diagnostics) const;
    std::optional<std::string> similar(const std::filesystem::path& name, const std::filesystem::path& beside) const;
    std::optional<ProjectFile> read(const Found& found, const std::string& shown, text::Mention mention,
                                    Diagnostics& diagnostics);

    std::filesystem::path scenario_;          // as given
    std::filesystem::path scenario_folder_;   // absolute, links resolved, like all paths here
    std::filesystem::path scenarios_folder_;  // empty when there is none
    std::vector<ProjectFile> files_;
    std::map<std::uint32_t, std::filesystem::path> path_of_;  // by the index in Diagnostics
    std::map<std::pair<std::uint32_t, std::string>, ProjectFile> opened_;  // by the file that names it, and as it is named there
};

}  // namespace doorstroom::language
