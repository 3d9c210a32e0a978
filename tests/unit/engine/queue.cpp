// Queues and the agenda: the order of tickets, and what is passed over.
#include "resources/queue.hpp"

#include <algorithm>

#include "catch.hpp"
#include "doorstroom/chance.hpp"
#include "world/agenda.hpp"

using namespace doorstroom;

namespace {

Ticket ticket(std::uint32_t id, std::uint64_t place, std::uint64_t tie = 0, std::uint32_t priority = 0) {
    Ticket made;
    made.id = id;
    made.place = place;
    made.tie = tie;
    made.priority = priority;
    return made;
}

constexpr auto everybody = [](const Ticket&) { return true; };

template <class Valid>
std::vector<std::uint32_t> served(Queue& queue, Valid valid) {
    std::vector<std::uint32_t> order;
    queue.settle();
    while (const Ticket* first = queue.front(valid)) {
        order.push_back(first->id);
        queue.pop(first);
    }
    return order;
}

}  // namespace

TEST_CASE("The lowest priority goes first, then the place, then the tie") {
    Queue queue;
    queue.join(ticket(1, 5, 9));
    queue.join(ticket(2, 5, 3));
    queue.join(ticket(3, 4, 7));
    queue.join(ticket(4, 9, 1, 0));
    queue.join(ticket(5, 1, 1, 2));
    CHECK(served(queue, everybody) == std::vector<std::uint32_t>{3, 2, 1, 4, 5});
}

TEST_CASE("Whatever the order of joining and however often the queue settles between, the order is that of the tickets") {
    const Chance chance(3, 3);
    std::vector<Ticket> tickets;
    for (std::uint32_t id = 0; id < 500; ++id) {
        const Block block = chance.draw(id, 1, 1);
        tickets.push_back(ticket(id, block[0] % 20, block[1], block[2] % 3));
    }
    Queue at_once;
    for (const Ticket& each : tickets) at_once.join(each);
    Queue piecemeal;
    for (std::size_t each = tickets.size(); each-- > 0;) {
        piecemeal.join(tickets[each]);
        if (each % 7 == 0) piecemeal.settle();
    }
    std::sort(tickets.begin(), tickets.end());
    std::vector<std::uint32_t> expected;
    for (const Ticket& each : tickets) expected.push_back(each.id);
    CHECK(served(at_once, everybody) == expected);
    CHECK(served(piecemeal, everybody) == expected);
    CHECK(at_once.empty());
}

TEST_CASE("Who has left the queue is passed over") {
    Queue queue;
    for (std::uint32_t id = 0; id < 6; ++id) queue.join(ticket(id, 10 - id));
    queue.settle();
    queue.join(ticket(7, 3));
    CHECK(served(queue, [](const Ticket& each) { return each.id % 2 == 1; }) == std::vector<std::uint32_t>{7, 5, 3, 1});
}

TEST_CASE("A new priority re-ranks who waits and drops who has left; the place is kept") {
    Queue queue;
    for (std::uint32_t id = 0; id < 6; ++id) queue.join(ticket(id, id));
    queue.settle();
    queue.join(ticket(6, 0));
    queue.rank_anew([](const Ticket& each) { return each.id != 2; }, [](const Ticket& each) { return each.id < 4 ? 1u : 0u; });
    CHECK(served(queue, everybody) == std::vector<std::uint32_t>{6, 4, 5, 0, 1, 3});
}

TEST_CASE("Real priorities keep their order, below 0 too") {
    const double numbers[] = {-1e9, -3, -0.25, 0, 0.25, 1, 7e8};
    for (std::size_t i = 1; i < std::size(numbers); ++i) CHECK(ordered(numbers[i - 1]) < ordered(numbers[i]));
    CHECK(ordered(-0.0) == ordered(0.0));
    CHECK(ordered_tick(-5) < ordered_tick(-4));
    CHECK(ordered_tick(-1) < ordered_tick(0));
}

TEST_CASE("The agenda gives back each entry on its day, forgets none and keeps none beyond the run") {
    Agenda<std::uint32_t> agenda;
    for (int round = 0; round < 2; ++round) {
        agenda.begin(Tick{10});
        for (std::uint32_t n = 0; n < 1000; ++n) agenda.add(Tick{static_cast<std::int32_t>(n % 12)}, n);
        std::size_t all = 0;
        for (Tick now{0}; now < Tick{10}; ++now) {
            CHECK_FALSE(agenda.empty(now));
            std::vector<std::uint32_t> due;
            agenda.take(now, due);
            CHECK(agenda.empty(now));
            CHECK(std::all_of(due.begin(), due.end(), [now](std::uint32_t n) { return static_cast<std::int32_t>(n % 12) == now.count; }));
            all += due.size();
            if (now.count < 9) agenda.add(now + 1, static_cast<std::uint32_t>(now.count + 1));
        }
        CHECK(all == 834 + 9);
    }
}
