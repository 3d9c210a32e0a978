// What a sweep has done so far: its journal, by design point and replication. What came of each is kept in the file; in
// memory is only where.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "output/journal.hpp"

namespace doorstroom {

class SweepJournal {
public:
    struct Size {
        std::uint32_t points, replications;
        std::size_t outputs;
    };
    // Reads what the journal holds. Throws FolderRefused where that is not of a sweep of this size, OutputFault.
    SweepJournal(Journal journal, const Size& size);

    // Neither done nor in vain: a point has failed once one of its replications has, but which was the first must be known.
    bool needs(std::uint32_t point, std::uint32_t replication) const;
    void add(std::uint32_t point, std::uint32_t replication, std::span<const double> values);
    void add_failure(std::uint32_t point, std::uint32_t replication, const std::string& message);
    void flush() { journal_.flush(); }

    // Of a point that needs nothing any more: why its first replication that failed did so; nothing when none did.
    std::string failure_of(std::uint32_t point) const;
    // What each of its replications gave, where none failed: by replication, then by output.
    std::vector<double> values_of(std::uint32_t point) const;

private:
    static constexpr std::uint64_t nowhere = 0;  // no record stands there

    void add(std::uint32_t point, std::uint32_t replication, std::string_view content, bool is_failure);
    void note(std::uint64_t place, std::string_view record);
    std::size_t item(std::uint32_t point, std::uint32_t replication) const { return std::size_t{point} * size_.replications + replication; }

    Journal journal_;
    Size size_;
    std::vector<std::uint64_t> places_;       // by point and replication
    std::vector<std::uint32_t> first_failed_; // by point the replication; as many as there are while none has
};

}  // namespace doorstroom
