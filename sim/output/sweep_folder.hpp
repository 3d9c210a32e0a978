// The folder of a sweep: while it runs it holds a journal and the design; finished, files that are whole, and no journal.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "output/locked_folder.hpp"

namespace doorstroom {

class SweepFolder {
public:
    // Makes it where it is missing, and keeps others out. Throws FolderRefused, OutputFault.
    explicit SweepFolder(std::filesystem::path path);
    ~SweepFolder();
    SweepFolder(const SweepFolder&) = delete;
    SweepFolder& operator=(const SweepFolder&) = delete;

    enum class Holds : std::uint8_t { nothing, unfinished, finished, something_else };
    Holds holds() const;
    // Takes away the sweep that is in it.
    void clear();

    std::filesystem::path operator/(const std::string& name) const { return path_ / name; }
    const std::filesystem::path& path() const { return path_; }
    // Where to write a file that is to be published under this name.
    std::filesystem::path unfinished(const std::string& name);
    // Moves files that are whole to their names, in this order.
    void publish(const std::vector<std::string>& names);
    // There is a journal, or all is finished: from now on the folder stays, also where it was made for this sweep.
    void keep();

    static constexpr const char* journal = "journal";
    static constexpr const char* record = "sweep.json";  // a folder that has it is finished

private:
    std::filesystem::path path_;
    LockedFolder folder_;
};

}  // namespace doorstroom
