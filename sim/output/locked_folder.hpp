// A folder that nobody else of ours writes to while this lives; made where it is missing, and taken away again unless it
// is kept.
#pragma once

#include <filesystem>
#include <vector>

namespace doorstroom {

class LockedFolder {
public:
    LockedFolder() = default;
    ~LockedFolder();
    LockedFolder(const LockedFolder&) = delete;
    LockedFolder& operator=(const LockedFolder&) = delete;

    // Throws FolderRefused when somebody else writes there, filesystem_error when it cannot be made.
    void lock(const std::filesystem::path& path);
    bool is_locked() const { return lock_ >= 0; }
    // From now on the folders that were made stay.
    void keep() { made_.clear(); }

private:
    std::vector<std::filesystem::path> made_;  // folders that did not exist, the outermost first
    int lock_ = -1;                            // the open folder, once it is locked
};

}  // namespace doorstroom
