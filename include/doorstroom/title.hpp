// A name in the two languages of the reports.
#pragma once

#include <string>

namespace doorstroom {

struct Title {
    std::string nl;
    std::string en;
};

}  // namespace doorstroom
