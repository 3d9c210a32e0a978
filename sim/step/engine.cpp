// The order of a tick. Open: what the calendar brings. Arrive: who comes. Live: every journey that is due goes on alone;
// it sees the plan and itself, and leaves its wishes in the queues. Settle: what is scarce is shared out, and those
// chosen go on. Observe. Within live nothing depends on the order in which the due are taken: they write to themselves,
// add whole numbers, and join queues that are sorted before they are read.
#include <algorithm>
#include <tuple>

#include "doorstroom/trial.hpp"
#include "step/door.hpp"
#include "step/follower.hpp"
#include "step/searcher.hpp"
#include "step/waits_by_cause.hpp"

namespace doorstroom {

struct Engine::World {
    explicit World(const Plan& plan)
        : world(plan), resources(world), sources(world), stock(world), turns(world), door(world, resources, sources, turns), waits_by_cause(world, resources) {}

    Observations run(const Trial& trial, Witness* witness);

    void begin(const Trial& trial, Observations& observations);
    void lodge();
    void open();
    void arrive();
    void live();
    void live_in_turns();
    void open_doors();
    void settle();
    void observe() { world.ledger.observe(world.now + 1); }

    doorstroom::World world;
    Resources resources;
    Sources sources;
    Stock stock;
    Turns turns;
    Door door;
    WaitsByCause waits_by_cause;
    std::vector<Seat> seats;        // kept from one trial to the next, for the memory
    std::vector<Arrival> arrivals;
    std::vector<Due> due;
};

Observations Engine::World::run(const Trial& trial, Witness* witness) {
    Observations observations;
    if (!witness && waits_by_cause.asked()) witness = &waits_by_cause;
    door.watched_by(witness);
    begin(trial, observations);
    for (; world.now < world.plan.calendar.last(); ++world.now) {
        world.see_anew();
        open();
        arrive();
        live();
        open_doors();
        settle();
        door.join();
        if (witness) witness->evening();
        observe();
    }
    observations.fingerprint = world.fingerprint;
    observations.transitions = world.transitions;
    observations.ticks = static_cast<std::uint64_t>(world.plan.calendar.last().count);
    return observations;
}

void Engine::World::begin(const Trial& trial, Observations& observations) {
    world.begin(trial, observations);
    resources.begin();
    sources.begin();
    turns.begin();
    door.begin();
    waits_by_cause.begin();
    seats.clear();
    stock.make(seats, observations.stock);
    for (const Seat& seat : seats) door.seat(seat);
    lodge();
    resources.lodging.settle_stock();
    world.see_the_stock();
    for (const Seat& seat : seats) {
        const Household& household = world.households[seat.household];
        if (seat.also || household.wants == Household::no_pool) continue;
        const bool alone = world.sheet.rich && given(world.journeys[seat.journey].person);
        observations.stock[static_cast<std::size_t>(seat.line - world.plan.stock.data())].unplaced += alone ? 1 : household.size;
    }
    world.ledger.observe(Tick{0});
}

// Into a site of their own move first those who have been in their stage longest, so that the last come came last.
void Engine::World::lodge() {
    std::vector<std::tuple<std::int32_t, std::uint32_t, Who, const Seat*>> sited;
    for (const Seat& seat : seats) {
        const Household& household = world.households[seat.household];
        if (seat.also || seat.line->lodge != StockLine::Lodge::pool || !given(household.journey) || world.journeys[seat.journey].state == Journey::State::ended) continue;
        if (!given(seat.line->site)) door.lodge(seat);
        else sited.emplace_back(-seat.elapsed, world.chance.draw(household.who, what("tie"), 0)[0], household.who, &seat);
    }
    std::sort(sited.begin(), sited.end());
    for (const auto& each : sited) door.lodge(*std::get<const Seat*>(each));
}

void Engine::World::open() {
    if (world.now.count > 0 && world.readings.refresh(world.now)) {
        sources.refresh();
        door.refresh();
    }
    resources.open();
    door.open();
}

void Engine::World::arrive() {
    arrivals.clear();
    sources.arrive(arrivals);
    for (const Arrival& arrival : arrivals) door.arrive(arrival);
}

void Engine::World::live() {
    if (world.sheet.rich) return live_in_turns();
    if (world.agenda.empty(world.now)) return;
    due.clear();
    world.agenda.take(world.now, due);
    constexpr std::size_t ahead = 12;  // rows asked for before they are needed
    for (std::size_t each = 0; each < due.size(); ++each) {
        if (each + ahead < due.size()) {
            world.journeys.prefetch(due[each + ahead].journey);
            world.prefetch_memory(due[each + ahead].journey);
        }
        if (each + ahead / 2 < due.size()) world.households.prefetch(world.journeys[due[each + ahead / 2].journey].household);
        door.due(due[each]);
    }
}

void Engine::World::live_in_turns() {
    turns.live([this](const Turn& turn) {
        switch (turn.kind) {
            case Turn::Kind::due: return door.due(turn.due);
            case Turn::Kind::look: return door.look(turn.due);
            case Turn::Kind::start: return door.start(turn.start);
        }
    });
}

void Engine::World::open_doors() {
    door.open_doors();
    if (world.sheet.looks) turns.look_again([this](const Due& again) { door.look(again); });
}

void Engine::World::settle() {
    resources.settle(Serve([this](JourneyId id, std::int8_t request, std::uint32_t word) {
        door.served(id, request, word);
        if (world.sheet.looks) turns.look_again([this](const Due& again) { door.look(again); });
    }));
}

Engine::Engine(const Plan& plan) : world_(std::make_unique<World>(plan)) {}
Engine::~Engine() = default;
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;

Observations Engine::run(const Trial& trial) { return world_->run(trial, nullptr); }

Life Engine::follow(const Trial& trial, Who household) {
    Follower follower(world_->world, world_->resources, household);
    const std::uint64_t fingerprint = world_->run(trial, &follower).fingerprint;
    return follower.life(fingerprint);
}

std::optional<FoundStay> Engine::find(const Trial& trial, const Wanted& wanted) {
    Searcher searcher(world_->world, wanted);
    world_->run(trial, &searcher);
    return searcher.found();
}

}  // namespace doorstroom
