#include "output/result_folder.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "output/fault.hpp"
#include "output/text_file.hpp"

namespace doorstroom {

namespace {

namespace files = std::filesystem;

constexpr const char* unfinished_name = ".unfinished";

[[noreturn]] void fail(const files::path& path, const std::string& reason) {
    throw OutputFault(fmt::format("cannot write to {}: {}", path.string(), reason));
}

ResultFolder::Kind result_of(const ResultIdentity& identity) {
    const auto is_same = [identity](const files::path& manifest) {
        const std::optional<ResultIdentity> found = read_identity(manifest);
        return found && *found == identity;
    };
    return {"result", "the result of another run", ResultFolder::file_names(), is_same};
}

}  // namespace

const std::vector<std::string>& ResultFolder::file_names() {
    static const std::vector<std::string> names{"forecast.csv", "ensemble.nc", "reconciliation.csv", "manifest.json"};
    return names;
}

ResultFolder::ResultFolder(files::path path, const ResultIdentity& identity, Overwrite overwrite)
    : ResultFolder(std::move(path), result_of(identity), overwrite) {}

ResultFolder::ResultFolder(files::path path, Kind kind, Overwrite overwrite) : path_(std::move(path)), kind_(std::move(kind)) {
    try {
        if (files::exists(path_) && !files::is_directory(path_))
            throw FolderRefused(fmt::format("{} is a file, not a folder for a {}", path_.string(), kind_.what));
        if (overwrite == Overwrite::same_result) refuse_unless_ours();
        folder_.lock(path_);
        files::remove_all(path_ / unfinished_name);
        files::create_directory(path_ / unfinished_name);
    } catch (const files::filesystem_error& error) {
        clean_up();
        fail(path_, error.code().message());
    } catch (...) {
        clean_up();
        throw;
    }
}

ResultFolder::~ResultFolder() { clean_up(); }

void ResultFolder::clean_up() {
    std::error_code ignored;
    if (folder_.is_locked()) files::remove_all(path_ / unfinished_name, ignored);
}

// Ours to rewrite: a folder that is not there, or empty, or a result of the same identity, or what a killed run of
// ours left: our own names and no manifest.
void ResultFolder::refuse_unless_ours() const {
    if (!files::exists(path_)) return;
    const auto is_ours = [this](const std::string& name) { return std::find(kind_.names.begin(), kind_.names.end(), name) != kind_.names.end(); };
    bool interrupted = false, foreign = false, empty = true;
    for (const files::directory_entry& entry : files::directory_iterator(path_)) {
        const std::string name = entry.path().filename().string();
        if (name == unfinished_name) {
            interrupted = true;
            continue;
        }
        empty = false;
        foreign = foreign || !is_ours(name);
    }
    if (empty) return;
    const files::path manifest = path_ / kind_.names.back();
    if (!files::exists(manifest)) {
        if (interrupted && !foreign) return;
        throw FolderRefused(fmt::format("{} is not empty and holds no {} (--force writes there all the same)", path_.string(), kind_.what));
    }
    if (!kind_.is_same(manifest)) throw FolderRefused(fmt::format("{} holds {} (--force replaces it)", path_.string(), kind_.another));
}

files::path ResultFolder::unfinished(const std::string& name) const { return path_ / unfinished_name / name; }

void ResultFolder::publish() {
    try {
        const std::string& manifest = kind_.names.back();
        if (files::remove(path_ / manifest)) flush_to_disk(path_);
        for (const std::string& name : kind_.names) {
            if (name == manifest) flush_to_disk(path_);
            files::rename(unfinished(name), path_ / name);
        }
        flush_to_disk(path_);
        folder_.keep();
    } catch (const files::filesystem_error& error) {
        fail(path_, error.code().message());
    }
}

}  // namespace doorstroom
