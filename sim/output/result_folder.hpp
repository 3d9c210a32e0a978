// The folder of a result, or of a design: prepared out of sight, and shown whole or not at all.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "output/locked_folder.hpp"
#include "output/manifest.hpp"

namespace doorstroom {

enum class Overwrite : std::uint8_t { same_result, anything };

// Everything is first written into DIR/.unfinished, which a killed run leaves behind and the next one empties. Then the
// old manifest is removed, the files are moved to their names, and the new manifest is moved last. While the object
// lives, no other process can prepare a result in the same folder.
class ResultFolder {
public:
    struct Kind {
        std::string what, another;       // as a refusal speaks of it: "result", "the result of another run"
        std::vector<std::string> names;  // of its files; the last is the manifest, which says what made them
        std::function<bool(const std::filesystem::path& manifest)> is_same;
    };
    // Throws FolderRefused when the folder holds anything but a result of this identity (and `overwrite` does not
    // allow it), OutputFault when it cannot be written to.
    ResultFolder(std::filesystem::path path, const ResultIdentity& identity, Overwrite overwrite);
    ResultFolder(std::filesystem::path path, Kind kind, Overwrite overwrite);
    ~ResultFolder();  // removes what was not published, and the folders that were made for it
    ResultFolder(const ResultFolder&) = delete;
    ResultFolder& operator=(const ResultFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }
    // Where to write a file that is to be published under this name.
    std::filesystem::path unfinished(const std::string& name) const;
    // Every file is on the disk already. Throws OutputFault.
    void publish();

    static const std::vector<std::string>& file_names();  // the manifest last

private:
    void refuse_unless_ours() const;
    void clean_up();

    std::filesystem::path path_;
    Kind kind_;
    LockedFolder folder_;
};

}  // namespace doorstroom
