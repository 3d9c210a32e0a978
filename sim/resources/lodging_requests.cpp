// Requests for places, and the lines in which they wait.
#include <utility>

#include "resources/lodging.hpp"

namespace doorstroom {

std::uint32_t Lodging::add(const Request& request) {
    auto row = static_cast<std::uint32_t>(requests_.size());
    if (free_requests_.empty()) requests_.emplace_back();
    else row = free_requests_.back(), free_requests_.pop_back();
    const std::uint32_t generation = requests_[row].generation;
    requests_[row] = request;
    requests_[row].generation = generation;
    take_a_number(requests_[row]);
    if (request.kind != Request::Kind::of_journey) requests_[row].stamp = static_cast<std::uint32_t>(world_.households[request.household].who);
    std::uint32_t& first = world_.households[request.household].requests;
    requests_[row].next = std::exchange(first, row);
    return row;
}

// Its place among those who wait, kept until it is over. Who moves up draws anew: the lot of those placed first was low.
void Lodging::take_a_number(Request& request) const {
    const Pool& pool = pools_[request.pool];
    switch (pool.plan.order) {
        case Resource::Order::oldest: request.place = ordered_tick(request.since.count); return;
        case Resource::Order::newest: request.place = ~ordered_tick(request.since.count); return;
        case Resource::Order::random: break;
    }
    const auto today = static_cast<std::uint32_t>(world_.now.count);
    const std::uint32_t word =
        request.kind == Request::Kind::move_up ? world_.chance.draw(world_.households[request.household].who, what("move_up.tie"), today)[2] : request.tie;
    request.rank = rank(pool, request);
    request.place = pool.served.at(request.rank) + drawn_ticket(word);
}

// Each value of `by` has a queue of its own, and each round.
std::uint32_t Lodging::rank(const Pool& pool, const Request& request) const {
    std::uint32_t value = 0;
    if (!given(pool.plan.gives) && !pool.plan.by.empty()) {
        const Seen who = seen(request.household, members_of(request));
        for (const AttributeId id : pool.plan.by) {
            const Attribute& attribute = world_.plan.at(id);
            value = value * static_cast<std::uint32_t>(attribute.values.size() + 1) + code_of(attribute, who.traits);
        }
    }
    const std::uint32_t round = request.kind == Request::Kind::displaced ? 0 : request.kind == Request::Kind::move_up ? 2 : 1;
    return value * 3 + round;
}

void Lodging::withdraw(std::uint32_t row) {
    Request& request = requests_[row];
    std::uint32_t* link = &world_.households[request.household].requests;
    while (*link != nothing && *link != row) link = &requests_[*link].next;
    if (*link == row) *link = request.next;  // else the household itself has gone
    request.kind = Request::Kind::over;
    ++request.generation;
    free_requests_.push_back(row);
}

void Lodging::withdraw(std::uint32_t row, Members members) {
    Request& request = requests_[row];
    request.members &= ~members;
    if ((world_.sheet.rich ? request.members & world_.everybody(request.household) : request.members) == 0) return withdraw(row);
    if (members != 0) change_line(row);
}

void Lodging::withdraw_asked(HouseholdId id, Members members) {
    withdraw_own(id, members, [](const Request& request) { return request.kind == Request::Kind::asked; });
    note_what_it_wants(id);
}

bool Lodging::waits_for(HouseholdId id, Members members, std::uint8_t pool) const {
    for (std::uint32_t row = world_.households[id].requests; row != nothing; row = requests_[row].next) {
        const Request& request = requests_[row];
        const bool theirs = request.kind == Request::Kind::asked || request.kind == Request::Kind::displaced;
        if (theirs && request.pool == pool && (members & ~request.members) == 0) return true;
    }
    return false;
}

// A request of a journey is void once the journey has gone elsewhere.
bool Lodging::still_waits(const Ticket& ticket) {
    const Request& request = requests_[ticket.id];
    if (request.generation != ticket.stamp) return false;
    if (request.kind != Request::Kind::of_journey || world_.journeys[request.journey].stamp == request.stamp) return true;
    withdraw(ticket.id);
    return false;
}

Ticket Lodging::ticket_of(std::uint32_t row) const {
    const Request& request = requests_[row];
    const bool of_journey = request.kind == Request::Kind::of_journey;
    const Who who = of_journey ? world_.who(world_.journeys[request.journey]) : world_.households[request.household].who;
    Ticket ticket;
    ticket.priority = request.kind == Request::Kind::displaced ? 0 : 1;
    ticket.place = request.place;
    ticket.tie = Ticket::tied(request.tie, who, request.number);
    ticket.id = row;
    ticket.stamp = request.generation;
    return ticket;
}

void Lodging::note_what_all_want(HouseholdId id) {
    world_.for_each_home(id, [&](Members living, Home& home) { note_what_they_want(id, living, home); });
    live_together_again(id);
    // Whom they can live beside, and how many more they are, may have changed with it.
    for (std::uint32_t row = world_.households[id].requests; begun_ && row != nothing; row = requests_[row].next) {
        const Request& request = requests_[row];
        if (request.kind != Request::Kind::of_journey || world_.journeys[request.journey].stamp == request.stamp) change_line(row);
    }
}

// ---- lines ----------------------------------------------------------------------------------------------------------

void Lodging::enter_line(std::uint32_t row) {
    Pool& pool = pools_[requests_[row].pool];
    const std::uint32_t number = line_for(pool, requests_[row]);
    requests_[row].line = number;
    Line& line = pool.lines[number];
    if (!line.queue.has_newcomers()) pool.joined.push_back(number);
    line.queue.join(ticket_of(row));
    if (!line.is_open) pool.open.push_back(number), line.is_open = true;
    pool.changed = true;
}

// True when it belongs to another line now, and has gone there with its place among those who wait.
bool Lodging::change_line(std::uint32_t row) {
    if (line_for(pools_[requests_[row].pool], requests_[row]) == requests_[row].line) return false;
    ++requests_[row].generation;
    enter_line(row);
    return true;
}

std::uint32_t Lodging::line_for(Pool& pool, const Request& request) {
    const Members members = members_of(request);
    const auto places = static_cast<std::size_t>(this->places(pool, request.household, members));
    const std::uint32_t set = set_for(pool, request.household, members);
    if (request.kind == Request::Kind::move_up) {
        // They live in one site, though some of them for themselves.
        const std::size_t tier = pool.eligible.tier_of(set, home_of(request.household, members & ~(members - 1)).site);
        const auto [known, is_new] = pool.upward.try_emplace({set, tier, places}, static_cast<std::uint32_t>(pool.lines.size()));
        if (is_new) pool.lines.push_back({set, static_cast<std::int32_t>(places), tier, {}, {}});
        return known->second;
    }
    if (const Beside beside = world_.sheet.rich ? this->beside(pool, request.household, members) : Beside{}; given(beside.site)) {
        const std::array key{std::size_t{set}, places, index(beside.site), static_cast<std::size_t>(beside.more)};
        const auto [known, is_new] = pool.beside.try_emplace(key, static_cast<std::uint32_t>(pool.lines.size()));
        if (is_new) pool.lines.push_back({set, static_cast<std::int32_t>(places), everywhere, beside, {}});
        return known->second;
    }
    if (pool.onward.size() <= set) pool.onward.resize(set + std::size_t{1});
    std::vector<std::uint32_t>& of_set = pool.onward[set];
    if (of_set.size() <= places) of_set.resize(places + 1, nothing);
    if (of_set[places] == nothing) {
        of_set[places] = static_cast<std::uint32_t>(pool.lines.size());
        pool.lines.push_back({set, static_cast<std::int32_t>(places), everywhere, {}, {}});
    }
    return of_set[places];
}

}  // namespace doorstroom
