// Composition: a scenario laid over the files it extends, and `--set` over that (section 2 of the language). Every
// value keeps the mark of whoever set it.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "doorstroom/diagnostics.hpp"
#include "language/project_files.hpp"
#include "text/document.hpp"

namespace doorstroom::language {

struct Composition {
    text::Node root;         // the resolved scenario: no `extends`, no `~`, every `next` a mapping
    ProjectFiles files;      // those it was read from; the compiler opens its tables here
    std::size_t layers = 0;  // how many of them, the first, are the scenario and what it extends
    bool is_whole = true;    // every file was found and read to its end; otherwise the root is null, as complaints about
                             // what is missing in it would mislead

    // SHA-256 over the resolved scenario and the contents of the other files opened, in hexadecimal digits. To be asked
    // when everything has been opened.
    std::string digest() const;
    std::vector<InputFile> inputs() const;
};

// Reads the scenario and what it extends, and lays `set_options` (PATH, VALUE) over it.
Composition compose(const std::filesystem::path& scenario,
                    const std::vector<std::pair<std::string, std::string>>& set_options, Diagnostics& diagnostics);

}  // namespace doorstroom::language
