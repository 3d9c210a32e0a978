// What a move asks of each stage, side by side: most stages ask little, and a move then reads one line of memory and
// nothing of the plan. Made once, and anew on days on which a value changes.
#pragma once

#include <vector>

#include "world/world.hpp"

namespace doorstroom {

// Of chances as thresholds: certainty, and by how much those that sum to 1 may fall short of it by their rounding.
inline constexpr std::uint64_t certain = std::uint64_t{1} << 32, rounding = 1 << 16;

// A way out of a stage where chance alone decides: who draws a word below this.
struct Exit {
    std::uint64_t below;  // of 2^32; of the last: certain
    StageId to;
};

// An attribute that is set on entry.
struct Set {
    const Setting* setting;
    const Attribute* attribute;
    ShareTable shares;
    What what;            // of its draw
    bool draws;
    bool is_counted;      // what stands in the ledger depends on it
};

struct alignas(line_of_memory) Row {
    std::uint64_t hash = 0;           // for the fingerprint
    const TickLaw* law = nullptr;     // of the stay or the service, where it is the same for all; else it must be asked for
    const Exit* exits = nullptr;      // where chance alone decides; else it must be asked who they are
    What what = 0;                    // timing (or ticket), next, tie
    Slot visits = no_slot;
    Slot entry = no_slot;
    ResourceId awaits = none<ResourceId>;
    Stage::Timing timing = Stage::Timing::pass;
    bool draws = false;               // timing, next or tie need the stage's block
    bool sets = false;                // attributes on entry
    bool lodges = false;              // takes or gives back a place
    bool acts = false;                // more: other journeys, servers, openings
    bool may_be_full = false;         // a pool at whose door one may have to wait
    bool counts_from = false;         // an earlier entry, or there is a term
    bool takes_time = false;          // a stay, or a service
    bool races = false;
    bool is_final = false;
    bool is_timed = false;            // something asks for times of this stage
};
static_assert(sizeof(Row) == line_of_memory);

class StageRows {
public:
    explicit StageRows(const World& world);

    void begin() { read(true); }
    // A value has changed today.
    void refresh() { read(false); }

    const Row& operator[](StageId id) const { return rows_[index(id)]; }
    const std::vector<Set>& sets(StageId id) const { return sets_[index(id)]; }
    // Servers that journeys of its pathway may hold.
    const std::vector<ResourceId>& servers(StageId id) const { return servers_[index(id)]; }

private:
    void read(bool all_shares);
    void read_exits(std::size_t id);
    void read_law(std::size_t id);

    const World& world_;
    std::vector<Row> rows_;
    std::vector<std::vector<Set>> sets_;
    std::vector<std::vector<Exit>> exits_;
    std::vector<std::vector<ResourceId>> servers_;
};

}  // namespace doorstroom
