#include "resources/standing.hpp"

#include <algorithm>

#include "resources/resources.hpp"

namespace doorstroom {

namespace {

Standing in_line(std::int32_t ahead) { return {ahead > 0 ? Standing::Hold::queue : Standing::Hold::first, ahead}; }

}  // namespace

std::optional<PlaceInLine> Line::place_of(JourneyId id, std::int8_t request) const {
    for (std::uint32_t supply = 0; supply < queues_.size(); ++supply) {
        std::optional<Ticket> own;
        queues_[supply].queue.for_each([&](const Ticket& ticket) {
            if (ticket.id == static_cast<std::uint32_t>(id) && ticket.request == request && valid(ticket)) own = ticket;
        });
        if (!own) continue;
        PlaceInLine place{supply, 0};
        queues_[supply].queue.for_each([&](const Ticket& ticket) { place.ahead += ticket < *own && valid(ticket); });
        return place;
    }
    return std::nullopt;
}

// Who has no value yet may be served by any of them. The first of a queue is held up by its size where there is some room.
std::optional<Standing> Servers::standing(JourneyId id, std::int8_t request) const {
    const auto place = line_.place_of(id, request);
    if (!place) return std::nullopt;
    const std::uint32_t common = line_.values_in_common();
    const bool any_value = common > 1 && place->supply % common == 0;
    std::int64_t largest = 0, most_free = 0;
    for (std::uint32_t value = place->supply; value < place->supply + (any_value ? common : 1); ++value) {
        largest = std::max(largest, used_[value].capacity);
        most_free = std::max(most_free, used_[value].capacity - used_[value].busy);
    }
    if (largest <= 0) return Standing{Standing::Hold::closed, place->ahead};
    if (place->ahead == 0 && most_free > 0 && std::min(units(id), largest) > most_free) return Standing{Standing::Hold::size, 0};
    return in_line(place->ahead);
}

// Openings have a size where the resource has sizes. The first of those of a size waits for the next that is large enough.
std::optional<Standing> Slots::standing(JourneyId id, std::int8_t request) const {
    const auto place = line_.place_of(id, request);
    if (!place) return std::nullopt;
    const std::uint32_t own = line_.value_of(place->supply), size_class = line_.class_of(place->supply);
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
    if (!any) return Standing{Standing::Hold::closed, place->ahead};
    if (!fits || (place->ahead == 0 && has_sizes())) return Standing{Standing::Hold::size, place->ahead};
    return in_line(place->ahead);
}

bool Lodging::is_void(const Ticket& ticket) const {
    const Request& request = requests_[ticket.id];
    if (request.generation != ticket.stamp) return true;
    return request.kind == Request::Kind::of_journey && world_.journeys[request.journey].stamp != request.stamp;
}

// Before somebody stand all who have asked earlier, of whatever size; who moves up has its turn after them.
std::optional<Standing> Lodging::standing(JourneyId id, std::int8_t number) const {
    const Journey& journey = world_.journeys[id];
    std::uint32_t row = world_.households[journey.household].requests;
    const auto is_it = [&](const Request& request) { return request.kind == Request::Kind::of_journey && request.journey == id && request.number == number && request.stamp == journey.stamp; };
    while (row != nothing && !is_it(requests_[row])) row = requests_[row].next;
    if (row == nothing) return std::nullopt;
    const Pool& pool = pools_[requests_[row].pool];
    const Line& line = pool.lines[requests_[row].line];
    const Ticket own = ticket_of(row);
    std::int32_t ahead = 0;
    for (const Line& other : pool.lines)
        if (other.below == everywhere) other.queue.for_each([&](const Ticket& ticket) { ahead += ticket < own && !is_void(ticket); });
    std::int32_t most_free = 0, largest = 0;
    for (const Eligibility::Tier& tier : pool.eligible.set(line.set).tiers)
        for (const SiteId site : tier.vacancies->sites()) {
            most_free = std::max(most_free, sites_.rooms()[index(site)].free);
            largest = std::max(largest, sites_.rooms()[index(site)].fillable);
        }
    if (largest == 0) return Standing{Standing::Hold::closed, ahead};
    if (largest < line.persons || (most_free > 0 && most_free < line.persons)) return Standing{Standing::Hold::size, ahead};
    return in_line(ahead);
}

}  // namespace doorstroom
