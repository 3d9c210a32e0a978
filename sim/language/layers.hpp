// Composition: a scenario laid over the files it extends, and `--set` over that (section 2 of the language). Every
// value keeps the mark of whoever set it.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "doorstroom/diagnostics.hpp"
#include "doorstroom/time.hpp"
#include "language/project_files.hpp"
#include "text/document.hpp"

namespace doorstroom::language {

// A policy that is switched on: its file, and what the scenario says of it.
struct PolicyFile {
    std::string name;
    text::Node root;  // of its file, whole
    text::Node use;   // `{}`, or `{from: DATE}`
    Mark switched_on;
};

struct Composition {
    text::Node root;         // the resolved scenario: no `extends`, no `~`, no `variants`, every `next` a mapping; and what
                             // policies add to it
    ProjectFiles files;      // those it was read from; the compiler opens its tables here
    std::size_t layers = 0;  // how many of them, the first, are the scenario, what it extends, and its policies
    bool is_whole = true;    // every file was found and read to its end; otherwise the root is null, as complaints about
                             // what is missing in it would mislead
    bool is_laid_over = false;         // the scenario extends others
    std::vector<PolicyFile> policies;  // by name
    std::map<std::string, std::size_t, std::less<>> added;  // addresses of branches and clocks that a policy adds to what
                                                            // was there: which policy
    text::Node variants;               // as written; null when there are none
    std::optional<Date> today;         // as in ScenarioOptions

    // SHA-256 over the resolved scenario and the contents of the other files opened, in hexadecimal digits. To be asked
    // when everything has been opened.
    std::string digest() const;
    std::vector<InputFile> inputs() const;
};

// Reads the scenario and what it extends; lays over it the variant, `--set`, and what its policies add.
Composition compose(const std::filesystem::path& scenario, const ScenarioOptions& options, Diagnostics& diagnostics);

}  // namespace doorstroom::language
