#include "language/schema.hpp"

#include <fmt/format.h>

#include "app/commands.hpp"
#include "app/status.hpp"

namespace doorstroom {

int schema(const SchemaArguments&) {
    fmt::print("{}", language::json_schema());
    return done;
}

}  // namespace doorstroom
