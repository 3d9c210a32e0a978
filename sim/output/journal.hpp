// A file to which records are added one after another, each with a checksum: what was whole when the program was killed,
// or the disk was full, is found again. What comes behind a record that is torn or damaged is not.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace doorstroom {

class Journal {
public:
    // A new one in place of any other; `about` says what it is the journal of. Throws OutputFault.
    static Journal begin(const std::filesystem::path& path, std::string_view about);
    // One that is there, to be read and then added to. Nothing where there is none. Throws FolderRefused when it is
    // something else, OutputFault.
    static std::optional<Journal> open(const std::filesystem::path& path);
    ~Journal();
    Journal(Journal&& other) noexcept;
    Journal& operator=(Journal&&) = delete;

    const std::string& about() const { return about_; }
    // Hands on every whole record, with its place, and cuts off what is behind the last.
    void recover(const std::function<void(std::uint64_t place, std::string_view record)>& take);

    // Returns the place of the record. Where it cannot be written whole nothing of it stays, and OutputFault is thrown.
    // About once a second everything is put on the disk.
    std::uint64_t append(std::string_view record);
    std::string read(std::uint64_t place) const;
    void flush();
    std::uint64_t size() const { return size_; }

private:
    Journal(std::filesystem::path path, int file);
    [[noreturn]] void fail(const char* what) const;
    // The record at that place, if it is whole.
    bool read(std::uint64_t place, std::string& record) const;

    using Clock = std::chrono::steady_clock;
    std::filesystem::path path_;
    int file_ = -1;
    std::uint64_t size_ = 0;  // up to the end of the last whole record
    std::string about_;
    std::string line_;  // what is being written
    Clock::time_point flushed_ = Clock::now();
};

}  // namespace doorstroom
