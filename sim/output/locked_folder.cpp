#include "output/locked_folder.hpp"

#include <cerrno>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <fmt/format.h>

#include "output/fault.hpp"

namespace doorstroom {

namespace files = std::filesystem;

LockedFolder::~LockedFolder() {
    std::error_code ignored;
    for (; !made_.empty(); made_.pop_back()) files::remove(made_.back(), ignored);  // only while they are empty
    if (lock_ >= 0) ::close(lock_);
}

void LockedFolder::lock(const files::path& path) {
    std::vector<files::path> missing;
    for (files::path folder = files::absolute(path).lexically_normal(); !folder.empty() && !files::exists(folder); folder = folder.parent_path())
        if (folder.has_filename()) missing.push_back(folder);
    for (; !missing.empty(); missing.pop_back())
        if (files::create_directory(missing.back())) made_.push_back(missing.back());
    const int folder = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) throw files::filesystem_error("open", path, std::error_code(errno, std::generic_category()));
    if (::flock(folder, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        ::close(folder);
        throw FolderRefused(fmt::format("another run is writing to {} at this moment", path.string()));
    }
    lock_ = folder;  // also where the file system knows no locks: then nobody is kept out
}

}  // namespace doorstroom
