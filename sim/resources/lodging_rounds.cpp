// How places are given: the rounds of Lodging.
#include <algorithm>

#include "doorstroom/ensure.hpp"
#include "resources/lodging.hpp"

namespace doorstroom {

void Lodging::settle_stock() {
    for (Pool& pool : pools_) place_all(pool);
}

// A place that is given may free another; the round is over when nobody who waits fits any more.
void Lodging::place_all(Pool& pool) {
    while (pool.changed) {
        pool.changed = false;
        for (const std::uint32_t number : pool.joined) {
            pool.lines[number].queue.settle();
            pool.lines[number].has_newcomers = false;
        }
        pool.joined.clear();
        serve_lines(pool, false);
        if (pool.plan.move_up) serve_lines(pool, true);
    }
}

const std::vector<Ticket>& Lodging::take_granted(Pool& pool) {
    granted_.clear();
    granted_.swap(pool.granted);
    if (!std::is_sorted(granted_.begin(), granted_.end())) std::sort(granted_.begin(), granted_.end());
    return granted_;
}

void Lodging::serve_lines(Pool& pool, bool upward) {
    fronts_.clear();
    for (const std::uint32_t number : pool.open)
        if ((pool.lines[number].below != everywhere) == upward) offer(pool, number);
    while (!fronts_.empty()) {
        std::pop_heap(fronts_.begin(), fronts_.end(), later);
        const std::uint32_t number = fronts_.back().line;
        fronts_.pop_back();
        serve_line(pool, number);
    }
    std::erase_if(pool.open, [&](std::uint32_t number) {
        Line& line = pool.lines[number];
        line.is_open = !line.queue.empty();
        return !line.is_open;
    });
}

const Ticket* Lodging::first_of(Line& line) {
    return line.queue.front([this](const Ticket& ticket) { return still_waits(ticket); });
}

void Lodging::offer(Pool& pool, std::uint32_t number) {
    const Ticket* first = first_of(pool.lines[number]);
    if (!first) return;
    fronts_.push_back({*first, number});
    std::push_heap(fronts_.begin(), fronts_.end(), later);
}

// Serves a line until somebody in another goes before its first, or its first is too large for the room left.
void Lodging::serve_line(Pool& pool, std::uint32_t number) {
    Line& line = pool.lines[number];
    while (const Ticket* first = first_of(line)) {
        if (!fronts_.empty() && fronts_.front().ticket < *first) return offer(pool, number);
        if (pool.eligible.asks_what_passes() && change_line(first->id)) continue;
        const SiteId site = pool.eligible.best(line.set, line.persons, line.below);
        if (!given(site)) return;
        const std::uint32_t row = first->id;
        line.queue.pop(first);
        give(row, site);
    }
}

void Lodging::give(std::uint32_t row, SiteId site) {
    const Request request = requests_[row];
    const bool of_journey = request.kind == Request::Kind::of_journey;
    ensure(of_journey || static_cast<std::uint32_t>(world_.households[request.household].who) == request.stamp, "a household that has gone waits for a place");
    place(request.household, site, request.since, request.tie);
}

// The journey has what it waited for, and is moved on when the round is over; its people are not in the ledger just now.
// Who has won a place by a clock wants no other.
void Lodging::grant(std::uint32_t row) {
    const Request request = requests_[row];
    if (request.number != Journey::at_the_door) withdraw_asked(request.household);
    Ticket ticket = ticket_of(row);
    ticket.id = static_cast<std::uint32_t>(request.journey);
    ticket.stamp = request.stamp;
    ticket.request = request.number;
    pools_[request.pool].granted.push_back(ticket);
    withdraw(row);
}

void Lodging::place(HouseholdId id, SiteId site, Tick since, std::uint32_t tie) {
    Pool& pool = pool_of(site);
    world_.change(id, [&] {
        vacate(id);
        Household& household = world_.households[id];
        household.site = site;
        sites_.take(site, id);
        settle_requests(id, site);
        note_what_it_wants(id);
    });
    if (!pool.plan.move_up) return;
    const std::size_t tier = pool.eligible.tier_of(set_for(pool, id), site);
    if (tier == 0) return;
    Request request;
    request.kind = Request::Kind::move_up;
    request.household = id;
    request.pool = ordinals_[index(world_.plan.at(site).pool)];
    request.since = since;
    request.tie = tie;
    enter_line(add(request));
}

// With a place in this pool whatever they and their journeys waited for there has come; what a stage has asked of another
// pool (they were displaced meanwhile) they go on waiting for.
void Lodging::settle_requests(HouseholdId id, SiteId site) {
    const std::uint8_t pool = ordinals_[index(world_.plan.at(site).pool)];
    for (std::uint32_t row = world_.households[id].requests; row != nothing;) {
        const Request& request = requests_[row];
        const std::uint32_t next = request.next;
        const bool of_journey = request.kind == Request::Kind::of_journey;
        const bool elsewhere = request.pool != pool && (of_journey || request.kind == Request::Kind::asked);
        if (!elsewhere && !of_journey) withdraw(row);
        if (!elsewhere && of_journey && still_waits(ticket_of(row))) {
            grant(row);
            row = world_.households[id].requests;  // others may have gone with it
        } else {
            row = next;
        }
    }
}

void Lodging::vacate(HouseholdId id) {
    Household& household = world_.households[id];
    if (!given(household.site)) return;
    Pool& pool = pool_of(household.site);
    sites_.give_back(household.site, household.size);
    household.site = none<SiteId>;
    if (!sites_.living()) pool.changed = true;
    if (pool.plan.move_up) withdraw_own(id, [](const Request& request) { return request.kind == Request::Kind::move_up; });
}

// Its site has no room for it any more: it is placed again. What it asked elsewhere stands.
void Lodging::displace(HouseholdId id) {
    Request request;
    request.kind = Request::Kind::displaced;
    request.household = id;
    request.pool = ordinals_[index(world_.plan.at(world_.households[id].site).pool)];
    request.since = world_.now;
    request.tie = tie_of_today(id);
    vacate(id);
    enter_line(add(request));
    note_what_it_wants(id);
}

}  // namespace doorstroom
