// A folder of its own among the temporary files, gone with all that is in it when it is no longer needed.
#pragma once

#include <filesystem>
#include <string>

namespace doorstroom {

class TemporaryFolder {
public:
    TemporaryFolder();  // throws OutputFault
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

private:
    std::filesystem::path path_;
};

}  // namespace doorstroom
