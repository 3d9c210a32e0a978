// Whose turn it is within a tick. Where people have several journeys, those of one household live in the order of the
// pathways, then of the members; between households the order does not matter. Who waits for something of its own people
// looks again in the same tick: when its turn comes, or once more when that has passed. What others do it sees in the next.
#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include "world/world.hpp"

namespace doorstroom {

struct Turn {
    enum class Kind : std::uint8_t { due, look, start };
    Kind kind = Kind::due;
    Due due{};
    Starting start{};
};

class Turns {
public:
    explicit Turns(World& world) : world_(world), turns_(world.sheet.rich ? world.plan.pathways.size() * places : 0) {}

    void begin() {
        for (std::vector<Turn>& turn : turns_) turn.clear();
        again_.clear();
        looking_.begin(world_.plan.calendar.last());
        living_ = none_left;
    }
    // Lives all turns of this tick; `act` may add later ones.
    template <class Act>
    void live(const Act& act) {
        gather();
        do {
            for (living_ = 0; living_ < turns_.size(); ++living_) {
                if (!turns_[living_].empty()) ask_for_first();
                for (std::size_t each = 0; each < turns_[living_].size(); ++each) {
                    ask_ahead(each);
                    const Turn turn = turns_[living_][each];
                    act(turn);
                }
                turns_[living_].clear();
            }
            for (const Due& due : again_) put({Turn::Kind::look, due, {}});
        } while (!std::exchange(again_, {}).empty());
        living_ = none_left;
    }
    // Those who look again while the tick settles.
    template <class Act>
    void look_again(const Act& act) {
        for (std::size_t each = 0; each < again_.size(); ++each) {
            const Due due = again_[each];
            act(due);
        }
        again_.clear();
    }
    // This journey looks again, because of its own people: in this tick.
    void look(JourneyId id) {
        const Due due{id, world_.journeys[id].stamp};
        const std::size_t place = place_of(world_.journeys[id].pathway, world_.journeys[id].person);
        if (living_ != none_left && place > living_) turns_[place].push_back({Turn::Kind::look, due, {}});
        else again_.push_back(due);
    }
    // Because of others: in the next.
    void look_next(JourneyId id) { look_on(world_.now + 1, id); }
    void look_on(Tick tick, JourneyId id) { looking_.add(tick, {id, world_.journeys[id].stamp}); }

private:
    static constexpr std::size_t places = 65;  // of a pathway: the household, then its members
    static constexpr std::size_t step = 6;     // turns between one asking ahead and the next
    static constexpr std::size_t far = 40;     // of dates that are only looked at
    static constexpr std::size_t none_left = ~std::size_t{0};

    std::size_t place_of(PathwayId pathway, PersonId person) const {
        return index(pathway) * places + (given(person) ? world_.persons_made[person].bit + std::size_t{1} : 0);
    }
    void gather() {
        due_.clear();
        world_.agenda.take(world_.now, due_);
        put_all(Turn::Kind::due);
        due_.clear();
        looking_.take(world_.now, due_);
        due_.insert(due_.end(), again_.begin(), again_.end());  // because of who arrived
        again_.clear();
        put_all(Turn::Kind::look);
        starting_.clear();
        world_.starting.take(world_.now, starting_);
        for (const Starting& start : starting_)
            turns_[place_of(world_.plan.at(start.at).pathway, start.person)].push_back({Turn::Kind::start, {}, start});
    }
    // Those of `due_` that still hold.
    void put_all(Turn::Kind kind) {
        for (std::size_t each = 0; each < due_.size(); ++each) {
            if (each + far < due_.size()) world_.journeys.prefetch(due_[each + far].journey);
            if (world_.journeys[due_[each].journey].stamp == due_[each].stamp) put({kind, due_[each], {}});
        }
    }
    // Rows are asked for before they are needed, and before what stands in them says which ones are needed next: first that
    // of the journey, then those of its people, then those of the others of its household.
    void ask_ahead(std::size_t each) const {
        const std::vector<Turn>& turns = turns_[living_];
        if (each + 3 * step < turns.size()) ask_for_journey(turns[each + 3 * step]);
        if (each + 2 * step < turns.size()) ask_for_people(turns[each + 2 * step]);
        if (each + step < turns.size()) ask_for_others(turns[each + step]);
    }
    void ask_for_first() const {
        const std::vector<Turn>& turns = turns_[living_];
        for (std::size_t each = 0; each < std::min(turns.size(), 3 * step); ++each) ask_for_journey(turns[each]);
        for (std::size_t each = 0; each < std::min(turns.size(), 2 * step); ++each) ask_for_people(turns[each]);
        for (std::size_t each = 0; each < std::min(turns.size(), step); ++each) ask_for_others(turns[each]);
    }
    void ask_for_journey(const Turn& turn) const {
        if (turn.kind == Turn::Kind::start) world_.households.prefetch(turn.start.household);
        else world_.journeys.prefetch(turn.due.journey);
    }
    void ask_for_people(const Turn& turn) const {
        if (turn.kind == Turn::Kind::start) world_.prefetch_household(turn.start.household);
        else world_.prefetch_people(turn.due.journey);
    }
    void ask_for_others(const Turn& turn) const {
        world_.prefetch_others(turn.kind == Turn::Kind::start ? turn.start.household : world_.journeys[turn.due.journey].household);
    }
    void put(const Turn& turn) {
        const Journey& journey = world_.journeys[turn.due.journey];
        turns_[place_of(journey.pathway, journey.person)].push_back(turn);
    }

    World& world_;
    std::vector<std::vector<Turn>> turns_;
    std::vector<Due> again_, due_;
    std::vector<Starting> starting_;
    Agenda<Due> looking_;
    std::size_t living_ = none_left;
};

}  // namespace doorstroom
