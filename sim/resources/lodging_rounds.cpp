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
        for (const std::uint32_t number : pool.joined) pool.lines[number].queue.settle();
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
        if ((pool.eligible.asks_what_passes() || given(pool.plan.unit_value)) && change_line(first->id)) continue;
        const SiteId site = best(pool, line.set, line.places, line.below, line.beside);
        if (!given(site)) return;
        const std::uint32_t row = first->id;
        if (pool.plan.order == Resource::Order::random) pool.served.serve(requests_[row].rank, first->place);
        line.queue.pop(first);
        give(row, site);
    }
}

void Lodging::give(std::uint32_t row, SiteId site) {
    const Request& request = requests_[row];
    const bool of_journey = request.kind == Request::Kind::of_journey;
    ensure(of_journey || static_cast<std::uint32_t>(world_.households[request.household].who) == request.stamp, "a household that has gone waits for a place");
    place(request.household, members_of(request), site, request.since, request.tie);
}

// The journey has what it waited for, and is moved on when the round is over; its people are not in the ledger just now.
// Who has won a place by a clock wants no other.
void Lodging::grant(std::uint32_t row) {
    const Request request = requests_[row];
    if (request.number != Journey::at_the_door) withdraw_asked(request.household, travellers(request.journey));
    if (world_.sheet.rich) note_giver(request.journey, travellers(request.journey));
    Ticket ticket = ticket_of(row);
    ticket.id = static_cast<std::uint32_t>(request.journey);
    ticket.stamp = request.stamp;
    pools_[request.pool].granted.push_back(ticket);
    withdraw(row);
}

// Where they can be together with those who live somewhere already they go there.
SiteId Lodging::best(const Pool& pool, std::uint32_t set, std::int32_t places, std::size_t below, const Beside& beside) const {
    if (given(beside.site) && beside.more == 0) return beside.site;
    if (given(beside.site) && sites_.rooms()[index(beside.site)].free >= beside.more) return beside.site;
    return pool.eligible.best(set, places, below);
}

void Lodging::place(HouseholdId id, Members members, SiteId site, Tick since, std::uint32_t tie) {
    const bool beside_others = world_.sheet.rich && world_.households[id].site == site;
    world_.change(id, [&] {
        settle_in(id, beside_others ? members & ~world_.together(id) : members, site);
        take_on(id, members, site);
        settle_requests(id, members, site);
        note_what_it_wants(id);
    });
    // Other places may ask after what they were given; others of theirs may live in their dwelling.
    if (given(pool_of(site).plan.gives) || (has_dwellings_ && world_.sheet.rich && sites_.has_dwellings(site))) reconsider(id);
    if (pool_of(site).plan.move_up) want_to_move_up(id, beside_others ? members | world_.together(id) : members, site, since, tie);
}

// With `gives`: who lives here takes on the value of the site.
void Lodging::take_on(HouseholdId id, Members members, SiteId site) {
    const AttributeId gives = pool_of(site).plan.gives;
    if (!given(gives)) return;
    const Attribute& attribute = world_.plan.at(gives);
    const std::uint16_t code = world_.plan.at(site).by_codes.front();
    if (!attribute.of_person) {
        world_.households[id].attributes = with_code(attribute, world_.households[id].attributes, code);
        return;
    }
    world_.for_each_person(id, [&](PersonId each) {
        Person& person = world_.persons_made[each];
        if (members >> person.bit & 1) person.attributes = with_code(attribute, person.attributes, code);
    });
}

void Lodging::want_to_move_up(HouseholdId id, Members members, SiteId site, Tick since, std::uint32_t tie) {
    Pool& pool = pool_of(site);
    if (world_.sheet.rich) members &= world_.everybody(id);
    if (pool.eligible.tier_of(set_for(pool, id, members), site) == 0) return;
    // Who came to live beside the others moves up with them.
    for (std::uint32_t row = world_.households[id].requests; row != nothing; row = requests_[row].next) {
        Request& others = requests_[row];
        if (others.kind != Request::Kind::move_up || (others.members & members) == 0) continue;
        others.members |= members;
        change_line(row);
        return;
    }
    Request request;
    request.kind = Request::Kind::move_up;
    request.household = id;
    request.members = members;
    request.pool = ordinals_[index(world_.plan.at(site).pool)];
    request.since = since;
    request.tie = tie;
    enter_line(add(request));
}

// With a place in this pool whatever they and their journeys waited for there has come; what a stage has asked of another
// pool (they were displaced meanwhile) they go on waiting for.
void Lodging::settle_requests(HouseholdId id, Members members, SiteId site) {
    const ResourceId resource = world_.plan.at(site).pool;
    const std::uint8_t pool = ordinals_[index(resource)];
    for (std::uint32_t row = world_.households[id].requests; row != nothing;) {
        const Request& request = requests_[row];
        const std::uint32_t next = request.next;
        if (request.kind != Request::Kind::of_journey) {
            if (world_.sheet.rich && request.kind == Request::Kind::asked && request.pool == pool) note_giver(request.journey, members & request.members);
            if (request.kind != Request::Kind::asked || request.pool == pool) withdraw(row, members);
            else if (world_.sheet.rich) part(id, request.members);
        } else if (request.pool == pool && still_waits(ticket_of(row)) && lives_in(request.journey, resource)) {
            grant(row);
            row = world_.households[id].requests;  // others may have gone with it
            continue;
        }
        row = next;
    }
}

// Their site has no room for them any more: they are placed again. What they asked elsewhere stands.
void Lodging::displace(const Sites::Occupants& occupants) {
    const HouseholdId id = occupants.household;
    const Members together = world_.sheet.rich ? world_.together(id) : all;
    const bool whole = !given(occupants.apart) && (!world_.sheet.rich || together == world_.everybody(id));
    Request request;
    request.kind = Request::Kind::displaced;
    request.household = id;
    request.members = whole ? all : given(occupants.apart) ? world_.aparts[occupants.apart].members : together;
    request.pool = ordinals_[index(world_.plan.at(home_of(id, request.members).site).pool)];
    request.since = world_.now;
    request.tie = tie_of_today(id);
    withdraw_own(id, request.members, [](const Request& other) { return other.kind == Request::Kind::move_up; });
    settle_in(id, request.members, none<SiteId>);
    enter_line(add(request));
    note_what_it_wants(id);
}

}  // namespace doorstroom
