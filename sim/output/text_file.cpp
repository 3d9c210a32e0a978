#include "output/text_file.hpp"

#include <cerrno>
#include <cmath>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

#include <fmt/format.h>

#include "output/fault.hpp"

namespace doorstroom {

TextFile::TextFile(const std::filesystem::path& path) : path_(path), file_(std::fopen(path.c_str(), "wb")) {
    if (file_ == nullptr) fail();
}

TextFile::~TextFile() {
    if (file_ != nullptr) std::fclose(file_);
}

void TextFile::fail() const { throw OutputFault(fmt::format("cannot write {}: {}", path_.string(), std::strerror(errno))); }

void TextFile::write(std::string_view text) {
    if (std::fwrite(text.data(), 1, text.size(), file_) != text.size()) fail();
}

void TextFile::close() {
    if (std::fflush(file_) != 0 || ::fsync(::fileno(file_)) != 0) fail();
    std::FILE* const file = file_;
    file_ = nullptr;
    if (std::fclose(file) != 0) fail();
}

void flush_to_disk(const std::filesystem::path& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool flushed = descriptor >= 0 && ::fsync(descriptor) == 0;
    const int reason = errno;
    if (descriptor >= 0) ::close(descriptor);
    if (!flushed) throw OutputFault(fmt::format("cannot write {}: {}", path.string(), std::strerror(reason)));
}

void CsvRow::separate() {
    if (!first_) line_ += ',';
    first_ = false;
}

CsvRow& CsvRow::text(std::string_view field) {
    separate();
    if (field.find_first_of(",\"\r\n") == std::string_view::npos) {
        line_ += field;
        return *this;
    }
    line_ += '"';
    for (const char letter : field) {
        if (letter == '"') line_ += '"';
        line_ += letter;
    }
    line_ += '"';
    return *this;
}

CsvRow& CsvRow::number(double value) {
    separate();
    if (!std::isnan(value)) fmt::format_to(std::back_inserter(line_), "{}", value + 0.0);  // + 0.0: no negative zero
    return *this;
}

CsvRow& CsvRow::whole(std::int64_t value) {
    separate();
    fmt::format_to(std::back_inserter(line_), "{}", value);
    return *this;
}

const std::string& CsvRow::end_line() { return line_ += '\n'; }

void CsvRow::clear() {
    line_.clear();
    first_ = true;
}

}  // namespace doorstroom
