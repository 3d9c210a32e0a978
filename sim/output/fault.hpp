// What can go wrong with a result folder: it cannot be written, or it holds something that must not be overwritten.
#pragma once

#include <stdexcept>

namespace doorstroom {

// The disk is full, a folder may not be written to: exit status 74.
class OutputFault : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

// The folder named by the user is not one to write this result into: exit status 2.
class FolderRefused : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

}  // namespace doorstroom
