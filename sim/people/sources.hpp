// Sources: how many households come on a tick, and who they are.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "people/joint_table.hpp"
#include "world/poisson.hpp"
#include "world/world.hpp"

namespace doorstroom {

// Draws the size and the attributes of new households.
class Maker {
public:
    // A joint, if there is one, is drawn before the mix.
    Maker(const Plan& plan, const Shares& household_size, const std::vector<Shares>& mix, const std::optional<Joint>& joint);

    void fill(const Readings& readings);
    void refresh(const Readings& readings);
    // How many persons a household of this address has.
    std::uint8_t size(const Chance& chance, Who who, std::uint64_t inherited) const;
    // A household of this address and size; what the mix does not give is taken from `inherited`.
    Household make(const Chance& chance, Who who, std::uint8_t size, std::uint64_t inherited) const;
    Household make(const Chance& chance, Who who) const { return make(chance, who, size(chance, who, 0), 0); }
    // The same of this cell of the axes of households of the joint.
    Household make_fitted(const Chance& chance, Who who, std::uint8_t size, std::uint64_t inherited, std::uint32_t cell) const;
    // Its members, where the plan knows persons: in order, so that what comes later may depend on what came before.
    void make_members(World& world, HouseholdId household) const;
    // The same, each of the cell given of the axes of persons of the joint.
    void make_members(World& world, HouseholdId household, std::span<const std::uint32_t> cells) const;
    double mean_size() const { return size_.mean_code({}); }

private:
    void add_member(World& world, HouseholdId household, std::uint8_t member, std::optional<std::uint32_t> cell) const;
    Date draw_birth(const World& world, std::size_t each, const Person& person, const Traits& traits) const;

    const Plan* plan_;
    ShareTable size_;
    std::optional<JointTable> joint_;
    const std::vector<Shares>* shares_;
    std::vector<ShareTable> mix_;
    std::vector<What> what_;
};

// A household whose people are about to enter the first stage of their pathway.
struct Arrival {
    HouseholdId household;
    StageId first;
};

class Sources {
public:
    explicit Sources(World& world);

    void begin();
    // Everybody who comes on this tick, in the order of the sources; then those brought.
    void arrive(std::vector<Arrival>& arrivals);
    void refresh();
    const Maker& maker(SourceId source) const { return states_[index(source)].maker; }

private:
    struct State {
        Maker maker;
        std::uint64_t name = 0;
        PoissonTable poisson;
        DateSpan period{};
        std::vector<double> year_factors;  // negative_binomial: by year of the run
        double carried = 0.5;              // exact: what is short of a household
        bool stale = true;                 // the rate must be read again
        double rate = 0;                   // households a tick
        std::int64_t drawn_for = no_block; // four ticks share a block
        Block block{};
    };

    std::int32_t number_now(const Source& source, State& state);
    void read_rate(const Source& source, State& state, Date today);
    void draw_years(const Source& source, State& state) const;
    void arrive_brought(std::vector<Arrival>& arrivals);

    World& world_;
    std::vector<State> states_;
    std::vector<Coming> brought_;
};

}  // namespace doorstroom
