// Our faults: the program is wrong. `ensure` stops in every build; it is never used for what a user may have written.
#pragma once

#include <stdexcept>
#include <string>

namespace doorstroom {

class OurFault : public std::logic_error {
public:
    using std::logic_error::logic_error;
};

// Throws OurFault when `holds` is false. The driver adds the replication and the command that reproduces it.
inline void ensure(bool holds, const char* what) {
    if (!holds) throw OurFault(what);
}

}  // namespace doorstroom
