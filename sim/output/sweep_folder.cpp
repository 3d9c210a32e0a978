#include "output/sweep_folder.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

#include "output/fault.hpp"
#include "output/text_file.hpp"

namespace doorstroom {

namespace files = std::filesystem;

namespace {

constexpr const char* unfinished_name = ".unfinished";
// What tells that a sweep is there first, so that it is the first to be taken away.
constexpr std::array<const char*, 7> names_of_ours{SweepFolder::record, SweepFolder::journal, "journal.unfinished", "sweep.csv", "points.csv",
                                                   "design.csv", "problem.json"};

[[noreturn]] void fail(const files::path& path, const files::filesystem_error& error) {
    throw OutputFault(fmt::format("cannot write to {}: {}", path.string(), error.code().message()));
}

bool is_ours(const std::string& name) {
    return name == unfinished_name || std::find(names_of_ours.begin(), names_of_ours.end(), name) != names_of_ours.end();
}

}  // namespace

SweepFolder::SweepFolder(files::path path) : path_(std::move(path)) {
    if (std::error_code ignored; files::exists(path_, ignored) && !files::is_directory(path_, ignored))
        throw FolderRefused(fmt::format("{} is a file, not a folder for a sweep", path_.string()));
    try {
        folder_.lock(path_);
    } catch (const files::filesystem_error& error) {
        fail(path_, error);
    }
}

SweepFolder::~SweepFolder() {
    std::error_code ignored;
    if (folder_.is_locked()) files::remove_all(path_ / unfinished_name, ignored);
}

SweepFolder::Holds SweepFolder::holds() const {
    std::error_code ignored;
    if (files::exists(path_ / record, ignored)) return Holds::finished;
    if (files::exists(path_ / journal, ignored)) return Holds::unfinished;
    // Files of ours without either are what a sweep left that was killed while it began, and it left that folder too.
    const bool was_begun = files::exists(path_ / unfinished_name, ignored);
    for (const files::directory_entry& entry : files::directory_iterator(path_, ignored))
        if (!was_begun || !is_ours(entry.path().filename().string())) return Holds::something_else;
    return Holds::nothing;
}

void SweepFolder::keep() {
    std::error_code ignored;
    files::remove_all(path_ / unfinished_name, ignored);
    folder_.keep();
}

void SweepFolder::clear() {
    try {
        for (const char* name : names_of_ours) files::remove(path_ / name);
        flush_to_disk(path_);
    } catch (const files::filesystem_error& error) {
        fail(path_, error);
    }
}

files::path SweepFolder::unfinished(const std::string& name) {
    std::error_code fault;
    files::create_directory(path_ / unfinished_name, fault);  // where it cannot be made the file cannot be either, and says so
    return path_ / unfinished_name / name;
}

void SweepFolder::publish(const std::vector<std::string>& names) {
    try {
        for (const std::string& name : names) {
            if (name == record) flush_to_disk(path_);
            files::rename(path_ / unfinished_name / name, path_ / name);
        }
        flush_to_disk(path_);
    } catch (const files::filesystem_error& error) {
        fail(path_, error);
    }
}

}  // namespace doorstroom
