#include "resources/standing.hpp"

#include <algorithm>

#include "resources/resources.hpp"

namespace doorstroom {

namespace {

using Hold = Standing::Hold;

Hold in_line(bool first) { return first ? Hold::first : Hold::queue; }

}  // namespace

std::optional<PlaceInLine> Line::place_of(JourneyId id, std::int8_t request) const {
    for (std::uint32_t supply = 0; supply < queues_.size(); ++supply) {
        std::optional<Ticket> own;
        queues_[supply].for_each([&](const Ticket& ticket) {
            if (ticket.id == static_cast<std::uint32_t>(id) && ticket.request() == request && valid(ticket)) own = ticket;
        });
        if (!own) continue;
        PlaceInLine place{supply, 0};
        queues_[supply].for_each([&](const Ticket& ticket) { place.ahead += ticket < *own && valid(ticket); });
        return place;
    }
    return std::nullopt;
}

// Who has no value yet may be served by any of them. The first of a queue is held up by its size where there is some room.
Hold Servers::hold_up(JourneyId id, std::uint32_t supply, bool first) const {
    const std::uint32_t common = line_.values_in_common();
    const bool any_value = common > 1 && supply % common == 0;
    std::int64_t largest = 0, most_free = 0;
    for (std::uint32_t value = supply; value < supply + (any_value ? common : 1); ++value) {
        largest = std::max(largest, used_[value].capacity);
        most_free = std::max(most_free, used_[value].capacity - used_[value].busy);
    }
    if (largest <= 0) return Hold::closed;
    if (first && most_free > 0 && std::min(units(id), largest) > most_free) return Hold::size;
    return in_line(first);
}

std::optional<Standing> Servers::standing(JourneyId id, std::int8_t request) const {
    const auto place = line_.place_of(id, request);
    if (!place) return std::nullopt;
    return Standing{hold_up(id, place->supply, place->ahead == 0), place->ahead};
}

void Servers::for_each_standing(const SeeStanding& see) const {
    line_.for_each_waiting([&](JourneyId id, std::int8_t request, std::uint32_t supply, bool first) { see(id, request, hold_up(id, supply, first)); });
}

// Openings have a size where the resource has sizes. The first of those of a size waits for the next that is large enough.
Hold Slots::hold_up(std::uint32_t supply, bool is_first) const {
    const std::uint32_t own = line_.value_of(supply), size_class = line_.class_of(supply);
    const std::uint32_t common = line_.values_in_common();
    const bool any_value = common > 1 && own % common == 0;
    std::uint32_t first = own, end = own + (any_value ? common : 1);
    if (resource_.spill_others) first = 0, end = line_.values();
    bool any = false, fits = false;
    for (std::uint32_t value = first; value < end; ++value)
        for (std::uint32_t each = 0; each < line_.classes(); ++each) {
            if (!opens(line_.supply(value, each))) continue;
            any = true;
            fits = fits || each == size_class || (resource_.upsize && each > size_class);
        }
    if (!any) return Hold::closed;
    if (!fits || (is_first && has_sizes())) return Hold::size;
    return in_line(is_first);
}

std::optional<Standing> Slots::standing(JourneyId id, std::int8_t request) const {
    const auto place = line_.place_of(id, request);
    if (!place) return std::nullopt;
    return Standing{hold_up(place->supply, place->ahead == 0), place->ahead};
}

// All of a supply are held up alike, but the first.
void Slots::for_each_standing(const SeeStanding& see) const {
    std::uint32_t of = ~std::uint32_t{0};
    Hold others = Hold::queue;
    line_.for_each_waiting([&](JourneyId id, std::int8_t request, std::uint32_t supply, bool first) {
        if (supply != of) of = supply, others = hold_up(supply, false);
        see(id, request, first ? hold_up(supply, true) : others);
    });
}

bool Lodging::is_void(const Ticket& ticket) const {
    const Request& request = requests_[ticket.id];
    if (request.generation != ticket.stamp) return true;
    return request.kind == Request::Kind::of_journey && world_.journeys[request.journey].stamp != request.stamp;
}

Hold Lodging::hold_up(const Pool& pool, const Line& line, bool first) const {
    std::int32_t most_free = 0, largest = 0;
    for (const Eligibility::Tier& tier : pool.eligible.set(line.set).tiers)
        for (const SiteId site : tier.vacancies->sites()) {
            most_free = std::max(most_free, sites_.rooms()[index(site)].free);
            largest = std::max(largest, sites_.rooms()[index(site)].fillable);
        }
    if (largest == 0) return Hold::closed;
    if (largest < line.places || (most_free > 0 && most_free < line.places)) return Hold::size;
    return in_line(first);
}

// Before somebody stand all who have asked earlier, of whatever size; who moves up has its turn after them.
std::optional<Standing> Lodging::standing(JourneyId id, std::int8_t number) const {
    const Journey& journey = world_.journeys[id];
    std::uint32_t row = world_.households[journey.household].requests;
    const auto is_it = [&](const Request& request) { return request.kind == Request::Kind::of_journey && request.journey == id && request.number == number && request.stamp == journey.stamp; };
    while (row != nothing && !is_it(requests_[row])) row = requests_[row].next;
    if (row == nothing) return std::nullopt;
    const Pool& pool = pools_[requests_[row].pool];
    const Ticket own = ticket_of(row);
    std::int32_t ahead = 0;
    for (const Line& other : pool.lines)
        if (other.below == everywhere) other.queue.for_each([&](const Ticket& ticket) { ahead += ticket < own && !is_void(ticket); });
    return Standing{hold_up(pool, pool.lines[requests_[row].line], ahead == 0), ahead};
}

void Lodging::for_each_standing(ResourceId id, const SeeStanding& see) const {
    const Pool& pool = pools_[ordinals_[index(id)]];
    std::optional<Ticket> first;
    for (const Line& line : pool.lines)
        if (line.below == everywhere)
            line.queue.for_each([&](const Ticket& ticket) {
                if ((!first || ticket < *first) && !is_void(ticket)) first = ticket;
            });
    for (const Line& line : pool.lines)
        line.queue.for_each([&](const Ticket& ticket) {
            const Request& request = requests_[ticket.id];
            if (is_void(ticket) || request.kind != Request::Kind::of_journey) return;
            see(request.journey, request.number, hold_up(pool, line, !(*first < ticket)));
        });
}

}  // namespace doorstroom
