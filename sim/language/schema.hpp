// The JSON Schema (draft-07) of the language, for editors: made from the field table, as the reader is.
#pragma once

#include <string>

namespace doorstroom::language {

std::string json_schema();

}  // namespace doorstroom::language
