// What was built: the version, the commit it was built from, and the compiler; written into every manifest.
#pragma once

#include <string_view>

namespace doorstroom {

struct Version {
    std::string_view number;    // "0.1.0"
    std::string_view commit;    // 40 hexadecimal digits, with "+changes" when the code differed; or "unknown"
    std::string_view compiler;  // "g++ 12.2.0"
};

Version version();

}  // namespace doorstroom
