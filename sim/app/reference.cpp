#include "language/reference.hpp"

#include <fmt/format.h>

#include "app/commands.hpp"
#include "app/status.hpp"

namespace doorstroom {

int reference(const ReferenceArguments& arguments) {
    language::Reference reference;
    for (const std::filesystem::path& file : arguments.examples) {
        Diagnostics diagnostics;
        reference.add_example(file, diagnostics);
        if (!tell_all(diagnostics, file, {})) return wrong_input;
    }
    fmt::print("{}", reference.print());
    return done;
}

}  // namespace doorstroom
