#include "output/journal.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include <boost/crc.hpp>
#include <fmt/format.h>

#include "output/fault.hpp"
#include "output/text_file.hpp"

namespace doorstroom {

namespace {

constexpr std::string_view sign = "doorstroom journal 1\n";

// Before each record: how long it is, and the checksum of that length and of the record.
struct Head {
    std::uint32_t length = 0;
    std::uint32_t checksum = 0;
};

std::uint32_t checksum_of(std::string_view record) {
    const auto length = static_cast<std::uint32_t>(record.size());
    boost::crc_32_type checksum;
    checksum.process_bytes(&length, sizeof length);
    checksum.process_bytes(record.data(), record.size());
    return checksum.checksum();
}

bool read_all(int file, char* into, std::size_t length, std::uint64_t place) {
    while (length > 0) {
        const ssize_t got = ::pread(file, into, length, static_cast<off_t>(place));
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        into += got, place += static_cast<std::uint64_t>(got), length -= static_cast<std::size_t>(got);
    }
    return true;
}

bool write_all(int file, std::string_view bytes, std::uint64_t place) {
    while (!bytes.empty()) {
        const ssize_t put = ::pwrite(file, bytes.data(), bytes.size(), static_cast<off_t>(place));
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(put));
        place += static_cast<std::uint64_t>(put);
    }
    return true;
}

}  // namespace

Journal::Journal(std::filesystem::path path, int file) : path_(std::move(path)), file_(file) {}

Journal::Journal(Journal&& other) noexcept
    : path_(std::move(other.path_)), file_(std::exchange(other.file_, -1)), size_(other.size_), about_(std::move(other.about_)), flushed_(other.flushed_) {}

Journal::~Journal() {
    if (file_ >= 0) ::close(file_);
}

void Journal::fail(const char* what) const { throw OutputFault(fmt::format("cannot {} {}: {}", what, path_.string(), std::strerror(errno))); }

// Under another name until it says what it is about: a journal is one from its first moment.
Journal Journal::begin(const std::filesystem::path& path, std::string_view about) {
    const std::filesystem::path unfinished = path.string() + ".unfinished";
    Journal journal(path, ::open(unfinished.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
    try {
        if (journal.file_ < 0 || !write_all(journal.file_, sign, 0)) journal.fail("write");
        journal.size_ = sign.size();
        journal.append(about);
        journal.about_ = about;
        journal.flush();
        if (std::rename(unfinished.c_str(), path.c_str()) != 0) journal.fail("write");
    } catch (...) {
        std::remove(unfinished.c_str());
        throw;
    }
    return journal;
}

std::optional<Journal> Journal::open(const std::filesystem::path& path) {
    Journal journal(path, ::open(path.c_str(), O_RDWR | O_CLOEXEC));
    if (journal.file_ < 0 && errno == ENOENT) return std::nullopt;
    if (journal.file_ < 0) journal.fail("read");
    std::array<char, sign.size()> found{};
    const bool is_ours = read_all(journal.file_, found.data(), found.size(), 0) && std::string_view(found.data(), found.size()) == sign;
    if (!is_ours || !journal.read(sign.size(), journal.about_))
        throw FolderRefused(fmt::format("{} is no journal of this program", path.string()));
    journal.size_ = sign.size() + sizeof(Head) + journal.about_.size();
    return journal;
}

void Journal::recover(const std::function<void(std::uint64_t, std::string_view)>& take) {
    for (std::string record; read(size_, record); size_ += sizeof(Head) + record.size()) take(size_, record);
    if (::ftruncate(file_, static_cast<off_t>(size_)) != 0) fail("write");
}

bool Journal::read(std::uint64_t place, std::string& record) const {
    Head head;
    std::array<char, sizeof head> bytes{};
    if (!read_all(file_, bytes.data(), bytes.size(), place)) return false;
    std::memcpy(&head, bytes.data(), sizeof head);
    const off_t end = ::lseek(file_, 0, SEEK_END);
    if (end < 0 || place + sizeof head + head.length > static_cast<std::uint64_t>(end)) return false;
    record.resize(head.length);
    return read_all(file_, record.data(), record.size(), place + sizeof head) && checksum_of(record) == head.checksum;
}

std::string Journal::read(std::uint64_t place) const {
    std::string record;
    errno = 0;
    if (!read(place, record)) throw OutputFault(fmt::format("cannot read {}: {}", path_.string(), errno != 0 ? std::strerror(errno) : "it is damaged"));
    return record;
}

std::uint64_t Journal::append(std::string_view record) {
    const Head head{static_cast<std::uint32_t>(record.size()), checksum_of(record)};
    line_.resize(sizeof head);
    std::memcpy(line_.data(), &head, sizeof head);
    line_ += record;
    if (!write_all(file_, line_, size_)) {
        const int reason = errno;
        if (::ftruncate(file_, static_cast<off_t>(size_)) != 0) {}  // what is left there is torn, and found to be
        errno = reason;
        fail("write");
    }
    using namespace std::chrono_literals;
    if (Clock::now() - flushed_ >= 1s) flush();
    return std::exchange(size_, size_ + line_.size());
}

void Journal::flush() {
    if (::fdatasync(file_) != 0) fail("write");
    flushed_ = Clock::now();
}

}  // namespace doorstroom
