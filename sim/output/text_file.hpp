// A file of text that is on the disk when it is closed, or an OutputFault says why not.
#pragma once

#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>

namespace doorstroom {

class TextFile {
public:
    explicit TextFile(const std::filesystem::path& path);
    ~TextFile();
    TextFile(const TextFile&) = delete;
    TextFile& operator=(const TextFile&) = delete;

    void write(std::string_view text);
    // Flushes to the disk; only then is the file whole.
    void close();

private:
    [[noreturn]] void fail() const;

    std::filesystem::path path_;
    std::FILE* file_;
};

// Waits until what was written to a file, or which names a folder holds, is on the disk.
void flush_to_disk(const std::filesystem::path& path);

// One row of a CSV file after RFC 4180, with a line feed at its end.
class CsvRow {
public:
    CsvRow& text(std::string_view field);
    CsvRow& number(double value);            // the shortest text that reads back alike; nothing for a missing value
    CsvRow& whole(std::int64_t value);

    const std::string& end_line();
    void clear();

private:
    void separate();

    std::string line_;
    bool first_ = true;
};

}  // namespace doorstroom
