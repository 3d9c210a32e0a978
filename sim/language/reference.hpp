// The reference of the language as Markdown: every kind of mapping and every key, printed from the field table; and of
// every key the first example that shows it.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "doorstroom/diagnostics.hpp"

namespace doorstroom::language {

class Reference {
public:
    // A scenario whose keys are examples; what is wrong with it is in `diagnostics`.
    void add_example(const std::filesystem::path& file, Diagnostics& diagnostics);
    std::string print() const;

private:
    struct Example {
        std::string link;  // [races](examples/races.yaml)
        std::string title;
    };
    std::vector<Example> examples_;
    // By kind and key: the first example that shows it; one that is laid over another only where no other does.
    using Shown = std::map<std::pair<std::string, std::string>, std::size_t>;
    Shown shown_in_, shown_in_layers_;

    std::string example_of(std::string_view kind, std::string_view key) const;
};

}  // namespace doorstroom::language
