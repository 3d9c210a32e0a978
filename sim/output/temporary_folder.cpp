#include "output/temporary_folder.hpp"

#include <stdlib.h>

#include <fmt/format.h>

#include "output/fault.hpp"

namespace doorstroom {

TemporaryFolder::TemporaryFolder() {
    const std::filesystem::path all = std::filesystem::temp_directory_path();
    std::string name = (all / "doorstroom-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw OutputFault(fmt::format("cannot write to {}", all.string()));
    path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

}  // namespace doorstroom
