// A folder with a small project for one test, and what composing it gives.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "language/digest.hpp"
#include "language/layers.hpp"

namespace doorstroom::language {

using Options = std::vector<std::pair<std::string, std::string>>;

inline ScenarioOptions with_set(const Options& set) {
    ScenarioOptions options;
    options.set = set;
    return options;
}

class Project {
public:
    explicit Project(const std::string& name)
        : folder_(std::filesystem::canonical(std::filesystem::temp_directory_path()) / ("doorstroom-project-" + name + "-" + std::to_string(::getpid()))) {
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_);
    }
    ~Project() { std::filesystem::remove_all(folder_); }

    std::filesystem::path write(const std::string& name, const std::string& text) const {
        std::filesystem::create_directories((folder_ / name).parent_path());
        std::ofstream(folder_ / name, std::ios::binary) << text;
        return folder_ / name;
    }
    const std::filesystem::path& folder() const { return folder_; }

    // The resolved scenario as JSON; or, where something is wrong, what is told, with the folder left out.
    std::string resolve(const std::string& scenario, const Options& options = {}) const {
        Diagnostics diagnostics;
        const Composition made = compose(folder_ / scenario, with_set(options), diagnostics);
        return diagnostics.has_errors() ? told(diagnostics) : canonical_json(made.root);
    }

    // Every complaint on a line: "FILE:LINE:COLUMN message (help)".
    std::string told(const Diagnostics& diagnostics) const {
        std::string lines;
        for (const Diagnostic& fault : diagnostics.all()) {
            if (!lines.empty()) lines += '\n';
            const std::string place = diagnostics.place(fault.mark);
            lines += place + (place.empty() ? "" : " ") + fault.message;
            if (!fault.help.empty()) lines += " (" + fault.help + ")";
        }
        const std::string prefix = folder_.string() + "/";
        for (std::size_t at = lines.find(prefix); at != std::string::npos; at = lines.find(prefix))
            lines.erase(at, prefix.size());
        return lines;
    }

private:
    std::filesystem::path folder_;
};

}  // namespace doorstroom::language
