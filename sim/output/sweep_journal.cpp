#include "output/sweep_journal.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "output/fault.hpp"

namespace doorstroom {

namespace {

// What stands before the numbers, or the message, of one replication.
struct Item {
    std::uint32_t point, replication, is_failure;
};

}  // namespace

SweepJournal::SweepJournal(Journal journal, const Size& size)
    : journal_(std::move(journal)), size_(size), places_(std::size_t{size.points} * size.replications, nowhere), first_failed_(size.points, size.replications) {
    journal_.recover([this](std::uint64_t place, std::string_view record) { note(place, record); });
}

void SweepJournal::note(std::uint64_t place, std::string_view record) {
    Item found{};
    const bool is_whole = record.size() >= sizeof found;
    if (is_whole) std::memcpy(&found, record.data(), sizeof found);
    if (!is_whole || found.point >= size_.points || found.replication >= size_.replications ||
        (found.is_failure == 0 && record.size() != sizeof found + size_.outputs * sizeof(double)))
        throw FolderRefused("the journal holds what is not of this sweep");
    places_[item(found.point, found.replication)] = place;
    std::uint32_t& first = first_failed_[found.point];
    if (found.is_failure != 0) first = std::min(first, found.replication);
}

bool SweepJournal::needs(std::uint32_t point, std::uint32_t replication) const {
    return places_[item(point, replication)] == nowhere && replication < first_failed_[point];
}

void SweepJournal::add(std::uint32_t point, std::uint32_t replication, std::span<const double> values) {
    add(point, replication, {reinterpret_cast<const char*>(values.data()), values.size_bytes()}, false);
}

void SweepJournal::add_failure(std::uint32_t point, std::uint32_t replication, const std::string& message) {
    add(point, replication, message, true);
}

void SweepJournal::add(std::uint32_t point, std::uint32_t replication, std::string_view content, bool is_failure) {
    const Item added{point, replication, is_failure ? 1u : 0u};
    std::string record(reinterpret_cast<const char*>(&added), sizeof added);
    record += content;
    note(journal_.append(record), record);
}

std::string SweepJournal::failure_of(std::uint32_t point) const {
    const std::uint32_t first = first_failed_[point];
    return first == size_.replications ? std::string() : journal_.read(places_[item(point, first)]).substr(sizeof(Item));
}

std::vector<double> SweepJournal::values_of(std::uint32_t point) const {
    std::vector<double> values(size_.replications * size_.outputs);
    for (std::uint32_t replication = 0; replication < size_.replications; ++replication) {
        const std::string record = journal_.read(places_[item(point, replication)]);
        std::memcpy(&values[replication * size_.outputs], record.data() + sizeof(Item), record.size() - sizeof(Item));
    }
    return values;
}

}  // namespace doorstroom
