// Who lives where: households that live together, and members who live apart from the others.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <utility>

#include "resources/lodging.hpp"

namespace doorstroom {

const Home& Lodging::home_of(HouseholdId id, Members members) const {
    return world_.sheet.rich ? world_.home_of(id, members & world_.everybody(id)) : world_.households[id];
}

bool Lodging::all_live_in(HouseholdId id, Members members, ResourceId pool) {
    bool live = true;
    world_.for_each_home(id, [&](Members living, const Home& home) { live = live && ((living & members) == 0 || is_in(home.site, pool)); });
    return live;
}

std::vector<Lodging::Dwelling> Lodging::dwellings_of(std::initializer_list<HouseholdId> households) {
    std::vector<Dwelling> dwellings;
    for (const HouseholdId id : households)
        world_.for_each_home(id, [&](Members living, const Home& home) {
            if (living != 0 && given(home.site) && sites_.has_dwellings(home.site)) dwellings.push_back({home.site, id});
        });
    std::sort(dwellings.begin(), dwellings.end());
    dwellings.erase(std::unique(dwellings.begin(), dwellings.end()), dwellings.end());
    return dwellings;
}

template <class Change>
void Lodging::with_dwellings(std::initializer_list<HouseholdId> households, const Change& change) {
    if (!has_dwellings_) return change();
    const std::vector<Dwelling> before = dwellings_of(households);
    change();
    const std::vector<Dwelling> after = dwellings_of(households);
    std::vector<Dwelling> given_up, taken;
    std::set_difference(before.begin(), before.end(), after.begin(), after.end(), std::back_inserter(given_up));
    std::set_difference(after.begin(), after.end(), before.begin(), before.end(), std::back_inserter(taken));
    // What one of them leaves and another comes to have in the same site has changed hands, as it is.
    std::erase_if(taken, [&](const Dwelling& theirs) {
        const auto was = std::find_if(given_up.begin(), given_up.end(), [&](const Dwelling& each) { return each.site == theirs.site; });
        if (was == given_up.end()) return false;
        sites_.note_dwelling(theirs.site, theirs.household, sites_.forget_dwelling(was->site, was->household));
        given_up.erase(was);
        return true;
    });
    for (const Dwelling& each : given_up) give_back(each.site, sites_.forget_dwelling(each.site, each.household));
    for (const Dwelling& each : taken) sites_.take_more(each.site, note_dwelling(each.site, each.household));
}

std::int32_t Lodging::note_dwelling(SiteId site, HouseholdId id) {
    const std::int32_t places = dwelling(pool_of(site).plan, id);
    sites_.note_dwelling(site, id, places);
    return places;
}

// To the nearest whole place, as the places there are.
std::int32_t Lodging::stated_units(const Resource& pool, HouseholdId id) const {
    const Traits traits = world_.sheet.persons ? world_.traits_of(id, none<PersonId>) : world_.households[id].traits();
    const double units = std::max(0.0, world_.readings.number(pool.unit_value, traits));
    if (units > std::numeric_limits<std::int32_t>::max() / 2)
        throw ScenarioFault(world_.plan.at(pool.unit_value).place, fmt::format("nobody can take so many of `resources.{}`", pool.name));
    return static_cast<std::int32_t>(std::lround(units));
}

void Lodging::settle_some_in(HouseholdId id, Members members, SiteId site) {
    Household& household = world_.households[id];
    members &= world_.everybody(id);
    if (members == 0) return;
    with_dwellings({id}, [&] {
        const Members together = world_.together(id);
        if (given(household.site)) give_back(household.site, places_for(household.site, std::popcount(together & members)));
        for (ApartId* link = &world_.family(id).first_apart; given(*link);) {
            Apart& apart = world_.aparts[*link];
            if (given(apart.site)) give_back(apart.site, places_for(apart.site, std::popcount(apart.members & members)));
            apart.members &= ~members;
            if (apart.members != 0) {
                link = &apart.next;
                continue;
            }
            apart.household = none<HouseholdId>;
            world_.aparts.remove(std::exchange(*link, apart.next));
        }
        ApartId apart = none<ApartId>;
        const bool others_stay = (together & ~members) != 0;
        const bool with_them = others_stay && site == household.site;
        if (!others_stay) household.site = site;
        else if (!with_them) apart = live_apart(id, members, site);
        if (!given(site)) return;
        if (with_them) sites_.take_more(site, places_for(site, std::popcount(members)));
        else sites_.take(site, id, apart, places_for(site, std::popcount(members)));
    });
}

ApartId Lodging::live_apart(HouseholdId id, Members members, SiteId site) {
    Apart apart;
    apart.household = id;
    apart.members = members;
    apart.site = site;
    apart.next = world_.family(id).first_apart;
    return world_.family(id).first_apart = world_.aparts.add(apart);
}

// These members go on living where they live, but for themselves.
void Lodging::part(HouseholdId id, Members members) {
    if (members == 0) return;
    Members living = 0;
    Home home;
    ApartId from = none<ApartId>;
    const auto find = [&](Members those, const Home& theirs) {
        if ((members & ~those) == 0) living = those, home = theirs;
    };
    world_.for_each_home(id, find);
    if (living == 0 || living == members) return;  // they live in several homes, or for themselves already
    for (from = world_.family(id).first_apart; given(from) && (world_.aparts[from].members & members) == 0;) from = world_.aparts[from].next;
    if (given(from)) world_.aparts[from].members &= ~members;
    const ApartId apart = live_apart(id, members, home.site);
    if (given(home.site)) sites_.part(home.site, id, apart);
}

// Whoever lives where the household lives, and lacks nothing else than it does, lives with it.
void Lodging::live_together_again(HouseholdId id) {
    const Home& together = world_.households[id];
    for (ApartId* link = &world_.family(id).first_apart; given(*link);) {
        Apart& apart = world_.aparts[*link];
        if (static_cast<const Home&>(apart) != together) {
            link = &apart.next;
            continue;
        }
        apart.household = none<HouseholdId>;
        world_.aparts.remove(std::exchange(*link, apart.next));
    }
}

// Where the household lives in this pool they live with it, if they may; or where most of them live already. In a dwelling also where
// others of theirs live for themselves.
Lodging::Beside Lodging::beside(const Pool& pool, HouseholdId id, Members members) {
    Beside beside;
    if (!given(world_.family(id).first_apart)) return beside;
    const bool with_others = pool.plan.has_dwellings();
    members &= world_.everybody(id);
    const auto here = [&](SiteId site) { return given(site) && &pool_of(site) == &pool; };
    const auto may = [&](SiteId site) { return !pool.eligible.asks_who() || pool.eligible.may_live_in(site, seen(id, members)); };
    if (const SiteId home = world_.households[id].site; here(home)) {
        if ((world_.together(id) & ~members) == 0 || may(home)) beside.site = home;
    } else {
        int most = 0;
        for (ApartId each = world_.family(id).first_apart; given(each); each = world_.aparts[each].next) {
            const Apart& apart = world_.aparts[each];
            const int persons = std::popcount(apart.members);
            if (!here(apart.site) || (!with_others && (apart.members & ~members) != 0) || persons < most || (persons == most && beside.site < apart.site) || !may(apart.site)) continue;
            most = persons;
            beside.site = apart.site;
        }
    }
    if (!given(beside.site)) return beside;
    bool some_move = false;
    world_.for_each_home(id, [&](Members living, const Home& home) {
        if (home.site == beside.site || (living & members) == 0) return;
        some_move = true;
        beside.more += places_for(beside.site, std::popcount(living & members));
    });
    return some_move ? beside : Beside{};
}

// Whose `lodge` gave these people the place they have.
void Lodging::note_giver(JourneyId id, Members members) {
    if (!given(id)) return;
    forget_giver(world_.journeys[id].household, members);
    world_.journeys[id].lodged |= members;
}

void Lodging::forget_giver(HouseholdId id, Members members) {
    world_.for_each_journey(id, [&](JourneyId journey) { world_.journeys[journey].lodged &= ~members; });
}

// Whom a journey of their own gave the place they have.
Members Lodging::with_a_place_of_their_own(HouseholdId id) {
    Members members = 0;
    world_.for_each_journey(id, [&](JourneyId journey) {
        if (given(world_.journeys[journey].person)) members |= world_.journeys[journey].lodged;
    });
    return members;
}

bool Lodging::waits_at_all(HouseholdId id) {
    for (std::uint32_t row = world_.households[id].requests; row != nothing;) {
        const std::uint32_t next = requests_[row].next;
        if (still_waits(ticket_of(row)) && requests_[row].kind != Request::Kind::move_up && (world_.together(id) & ~members_of(requests_[row])) == 0) return true;
        row = next;
    }
    return false;
}

void Lodging::join(HouseholdId brought, HouseholdId sponsor) {
    const SiteId site = world_.households[sponsor].site;
    const Members own = with_a_place_of_their_own(brought);
    std::int32_t more = 0;
    world_.for_each_home(brought, [&](Members living, const Home& home) { more += home.site == site ? 0 : std::popcount(living & ~own); });
    const bool fit = given(site) ? sites_.has_dwellings(site) || sites_.has_room(site, more) : !waits_at_all(sponsor);
    take_over_requests(brought, sponsor, own);
    with_dwellings({brought, sponsor}, [&] { take_over_homes(brought, sponsor, fit ? own : all); });
    const std::uint8_t before = world_.households[sponsor].size;
    const Members elsewhere = with_a_place_of_their_own(sponsor) & ~world_.together(sponsor);
    if (fit) move_up_together(sponsor, (world_.everybody(brought) & ~own) << before);
    else if (given(site)) place_together(sponsor, ~(elsewhere | own << before));
}

// Who waits for a place of their own lacks it for themselves, not for all.
void Lodging::joined(HouseholdId sponsor) {
    for (std::uint32_t row = world_.households[sponsor].requests; row != nothing; row = requests_[row].next)
        if (requests_[row].kind == Request::Kind::asked) part(sponsor, requests_[row].members);
    note_what_it_wants(sponsor);
}

// Where the household waits to move up, so do those who live with it now.
void Lodging::move_up_together(HouseholdId id, Members guests) {
    for (std::uint32_t row = world_.households[id].requests; row != nothing; row = requests_[row].next) {
        Request& request = requests_[row];
        if (request.kind == Request::Kind::move_up && (request.members & world_.together(id)) != 0) request.members |= guests;
    }
}

// What their journeys wait for they wait for as members of the other household; what theirs asked for all is void.
void Lodging::take_over_requests(HouseholdId brought, HouseholdId sponsor, Members own) {
    const auto of_a_person = [&](const Request& request) { return given(request.journey) && given(world_.journeys[request.journey].person); };
    withdraw_own(brought, ~own, [&](const Request& request) { return !of_a_person(request); });
    for (std::uint32_t row = std::exchange(world_.households[brought].requests, nothing); row != nothing;) {
        Request& request = requests_[row];
        request.household = sponsor;
        if (request.kind != Request::Kind::of_journey) {
            request.members = (request.members & world_.everybody(brought)) << world_.households[sponsor].size;
            request.stamp = static_cast<std::uint32_t>(world_.households[sponsor].who);
        }
        row = std::exchange(request.next, std::exchange(world_.households[sponsor].requests, row));
    }
}

// They live where the sponsor lives, but those who stay where they are.
void Lodging::take_over_homes(HouseholdId brought, HouseholdId sponsor, Members stay) {
    const SiteId site = world_.households[sponsor].site;
    const auto take_over = [&](Members living, SiteId home, ApartId apart) {
        if (home == site) return;
        const std::int32_t moving = std::popcount(living & ~stay);
        if (given(home)) give_back(home, places_for(home, moving));
        if (given(site)) sites_.take_more(site, places_for(site, moving));
        if ((living & stay) == 0) return;
        const ApartId staying = live_apart(sponsor, (living & stay) << world_.households[sponsor].size, home);
        if (given(home)) sites_.hand_over(home, brought, apart, sponsor, staying);
    };
    take_over(world_.together(brought), world_.households[brought].site, none<ApartId>);
    for (ApartId id = std::exchange(world_.family(brought).first_apart, none<ApartId>); given(id);) {
        const Apart apart = world_.aparts[id];
        take_over(apart.members, apart.site, id);
        world_.aparts[id].household = none<HouseholdId>;
        world_.aparts.remove(id);
        id = apart.next;
    }
    static_cast<Home&>(world_.households[brought]) = Home{};
}

// They are placed together, in the round of the displaced; until then each keeps the place it has.
void Lodging::place_together(HouseholdId id, Members members) {
    Request request;
    request.kind = Request::Kind::displaced;
    request.household = id;
    request.members = members;
    request.pool = ordinals_[index(world_.plan.at(world_.households[id].site).pool)];
    request.since = world_.now;
    request.tie = tie_of_today(id);
    if (!waits_for(id, members, request.pool)) enter_line(add(request));
}

}  // namespace doorstroom
