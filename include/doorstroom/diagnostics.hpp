// Your faults: what is wrong in a file, where, what was expected, and the nearest valid name.
// All faults of a run are collected, sorted by place, and shown together; the program then ends with status 2.
#pragma once

#include <compare>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace doorstroom {

// A place in a source text. `file` indexes Diagnostics::files(); lines and columns count from 1, columns in
// characters (not bytes). A default Mark belongs to no file (a command-line option has a file of its own).
struct Mark {
    static constexpr std::uint32_t no_file = ~std::uint32_t{0};
    std::uint32_t file = no_file;
    std::uint32_t line = 0;
    std::uint32_t column = 0;

    friend auto operator<=>(const Mark&, const Mark&) = default;
};

enum class Severity : std::uint8_t { warning, error };

struct Diagnostic {
    Severity severity = Severity::error;
    Mark mark;
    std::uint32_t length = 1;  // characters underlined by the caret
    std::string message;       // stands alone: what was found and what is wrong with it
    std::string help;          // what was expected, or the nearest valid name; may be empty
};

// Collects diagnostics together with the texts they point into.
class Diagnostics {
public:
    struct File {
        std::string name;  // as shown to the user
        std::string text;
    };

    // Registers a source text; the result is the `file` of marks into it. A byte order mark is left off.
    std::uint32_t add_file(std::string name, std::string text);

    void error(Mark mark, std::uint32_t length, std::string message, std::string help = {});
    void warning(Mark mark, std::uint32_t length, std::string message, std::string help = {});

    bool has_errors() const { return errors_ > 0; }
    std::size_t error_count() const { return errors_; }
    const std::vector<Diagnostic>& all() const { return diagnostics_; }
    const std::vector<File>& files() const { return files_; }

    // Every diagnostic in the layout
    //   error: unknown key `capactiy` in `resources.coa.sites.azc`
    //    --> scenarios/tiny.yaml:9:15
    //     |
    //   9 |   azc: {capactiy: 400}
    //     |         ^^^^^^^^
    //     = help: a similar key exists: `capacity`
    // sorted by file, line and column; duplicates are shown once.
    std::string render() const;
    // The same without what has been told before: `told` holds it, and from now on these too.
    std::string render(std::set<std::string>& told) const;

    // "FILE:LINE:COLUMN", or the file's name alone for a mark without a line.
    std::string place(Mark mark) const;

private:
    std::string render(const Diagnostic& diagnostic) const;

    std::vector<File> files_;
    std::vector<Diagnostic> diagnostics_;
    std::size_t errors_ = 0;
};

}  // namespace doorstroom
