#include "app/life_shown.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <tuple>
#include <vector>

#include <fmt/format.h>

#include "app/columns.hpp"
#include "doorstroom/utf8.hpp"

namespace doorstroom {

namespace {

using Event = Life::Event;
using What = Event::What;

const char* say(Language language, const char* english, const char* dutch) { return language == Language::nl ? dutch : english; }

std::int32_t all_of(const TicksByCause& ticks) { return std::accumulate(ticks.begin(), ticks.end(), 0); }

bool is_stay(const Event& event) { return event.what == What::enters || event.what == What::at_door; }

// Columns from the left, but for those of numbers.
void print_rows(const std::vector<Cells>& rows, const std::vector<std::size_t>& numbers) {
    constexpr std::size_t widest = 60;
    std::vector<std::size_t> widths;
    for (const Cells& row : rows) {
        if (row.size() == 1) continue;
        widths.resize(std::max(widths.size(), row.size()), 0);
        for (std::size_t column = 0; column < row.size(); ++column)
            if (const std::size_t own = character_count(row[column]); own <= widest) widths[column] = std::max(widths[column], own);
    }
    for (const Cells& row : rows) {
        std::string line = " ";
        for (std::size_t column = 0; column < row.size(); ++column) {
            const bool is_number = std::find(numbers.begin(), numbers.end(), column) != numbers.end();
            line += (column == 0 ? " " : "  ") + (row.size() == 1 ? row[column] : is_number ? right(row[column], widths[column]) : left(row[column], widths[column]));
        }
        line.erase(line.find_last_not_of(' ') + 1);
        fmt::print("{}\n", line);
    }
}

class Lines {
public:
    Lines(const LifeTold& told, Language language) : life_(told.life), language_(language), words_(told.plan, language) {}

    void print_people() const {
        for (const Life::People& people : life_.people) {
            fmt::print("\n{} {}: {}\n", say(language_, "Household", "Huishouden"), key_in_words(people.who), words_.people(people));
            for (const Life::Member& member : people.members) fmt::print("  {}\n", words_.member(member));
        }
    }

    void print(Date from) const {
        std::vector<Cells> rows{{say(language_, "date", "datum"), say(language_, "journey", "reis"), say(language_, "comes to", "komt in"),
                                 say(language_, "days", "dagen"), say(language_, "why", "waarom"), say(language_, "law", "wet")}};
        for (const Event* const event : in_order())
            if (words_.date_of(event->at) >= from) add(rows, *event);
        fmt::print("\n");
        print_rows(rows, {3});
    }

private:
    const Life& life_;
    Language language_;
    LifeWords words_;

    // What was before the run stands where it belongs.
    std::vector<const Event*> in_order() const {
        std::vector<const Event*> order;
        for (const Event& event : life_.events) order.push_back(&event);
        std::stable_sort(order.begin(), order.end(), [](const Event* a, const Event* b) { return a->at < b->at; });
        return order;
    }

    void add(std::vector<Cells>& rows, const Event& event) const {
        const Who asked = life_.people.front().who;
        std::string who = words_.traveller(0) + (event.household == asked ? "" : " " + key_in_words(event.household));
        if (event.journey != Life::no_journey) who = words_.journey(life_.journeys[event.journey], asked);
        const bool stays = is_stay(event) && all_of(event.ticks) > 0;
        rows.push_back({to_string(words_.date_of(event.at)), who, words_.what(event), stays ? words_.day_count(all_of(event.ticks)) : "", words_.why(event), words_.law(event)});
        if (stays) rows.push_back({"", "", "  " + waited(event)});
    }

    // `queue ahead 12 days (40 stood before them at first), next in line 1 day`
    std::string waited(const Event& event) const {
        std::string text;
        for (std::size_t each = 0; each < causes; ++each) {
            if (event.ticks[each] == 0) continue;
            text += (text.empty() ? "" : ", ") + words_.cause(static_cast<Cause>(each)) + " " + words_.days(event.ticks[each]);
            if (static_cast<Cause>(each) == Cause::queue && event.ahead > 0)
                text += fmt::format(fmt::runtime(say(language_, " ({} before them at first)", " (eerst {} voor hen)")), event.ahead);
        }
        return text;
    }
};

// ---- days by cause --------------------------------------------------------------------------------------------------

// Journeys in the order in which they began: the same in both lives when the same people make it.
struct JourneyKey {
    Who household;
    int member;
    std::string pathway;
    int number;  // of several on one pathway
    friend bool operator==(const JourneyKey&, const JourneyKey&) = default;
};

std::vector<JourneyKey> keys_of(const LifeTold& told) {
    std::vector<JourneyKey> keys;
    for (const Life::Journey& journey : told.life.journeys) {
        JourneyKey key{journey.household, journey.member, told.plan.at(journey.pathway).name, 0};
        key.number = static_cast<int>(std::count_if(keys.begin(), keys.end(), [&](const JourneyKey& other) {
            return std::tuple(other.household, other.member, other.pathway) == std::tuple(key.household, key.member, key.pathway);
        }));
        keys.push_back(key);
    }
    return keys;
}

struct Days {
    JourneyKey key;
    std::string journey, scenario;
    TicksByCause ticks{};
};

std::vector<Days> days_of(const LifeTold& told, Language language, const std::string& scenario) {
    const LifeWords words(told.plan, language);
    const std::vector<JourneyKey> keys = keys_of(told);
    std::vector<Days> days;
    for (std::size_t each = 0; each < keys.size(); ++each)
        days.push_back({keys[each], words.journey(told.life.journeys[each], told.life.people.front().who), scenario, {}});
    for (const Event& event : told.life.events)
        if (is_stay(event))
            for (std::size_t each = 0; each < causes; ++each) days[event.journey].ticks[each] += event.ticks[each];
    return days;
}

// What the causes mean that have any day.
void print_meanings(const LifeWords& words, const std::vector<bool>& shown, Language language) {
    fmt::print("\n{}\n", say(language, "A day is given to the first of these that holds in its evening; days of several journeys overlap.",
                             "Een dag hoort bij de eerste van deze die op die avond geldt; dagen van meer reizen overlappen."));
    std::vector<Cells> rows;
    for (std::size_t cause = 0; cause < causes; ++cause)
        if (shown[cause]) rows.push_back({words.cause(static_cast<Cause>(cause)), words.explained(static_cast<Cause>(cause))});
    print_rows(rows, {});
}

void print_days(const LifeWords& words, const std::vector<Days>& days, bool with_scenario, Language language) {
    std::vector<bool> shown(causes, false);
    for (const Days& each : days)
        for (std::size_t cause = 0; cause < causes; ++cause) shown[cause] = shown[cause] || each.ticks[cause] > 0;
    Cells head{say(language, "journey", "reis")};
    if (with_scenario) head.push_back("scenario");
    std::vector<std::size_t> numbers;
    for (std::size_t cause = 0; cause < causes; ++cause)
        if (shown[cause]) numbers.push_back(head.size()), head.push_back(words.cause(static_cast<Cause>(cause)));
    numbers.push_back(head.size());
    head.push_back(say(language, "all days", "alle dagen"));
    std::vector<Cells> rows{head};
    for (const Days& each : days) {
        Cells row{each.journey};
        if (with_scenario) row.push_back(each.scenario);
        for (std::size_t cause = 0; cause < causes; ++cause)
            if (shown[cause]) row.push_back(words.day_count(each.ticks[cause]));
        row.push_back(words.day_count(all_of(each.ticks)));
        rows.push_back(row);
    }
    fmt::print("\n{}\n", say(language, "Days by what they were waited for", "Dagen naar waar zij op wachtten"));
    print_rows(rows, numbers);
    print_meanings(words, shown, language);
}

// ---- beside each other ----------------------------------------------------------------------------------------------

struct Stay {
    std::string stage;  // its name, for labels may differ
    What how;
    int visit;
    std::string what, date, days;
    friend bool operator==(const Stay& a, const Stay& b) { return std::tie(a.stage, a.how, a.visit) == std::tie(b.stage, b.how, b.visit); }
};

// A journey of either life, with what it came to in each.
struct Pair {
    std::string journey;
    std::vector<Stay> first, second;
};

void add_stays(std::vector<std::pair<JourneyKey, Pair>>& pairs, const LifeTold& told, Who household, std::vector<Stay> Pair::*which, Language language) {
    const LifeWords words(told.plan, language);
    const std::vector<JourneyKey> keys = keys_of(told);
    const auto pair_of = [&](std::uint32_t journey) -> Pair& {
        const auto known = std::find_if(pairs.begin(), pairs.end(), [&](const auto& pair) { return pair.first == keys[journey]; });
        if (known != pairs.end()) return known->second;
        return pairs.emplace_back(keys[journey], Pair{words.journey(told.life.journeys[journey], household), {}, {}}).second;
    };
    for (const Event& event : told.life.events) {
        if (!is_stay(event) && event.what != What::stops) continue;
        std::vector<Stay>& stays = pair_of(event.journey).*which;
        Stay stay{given(event.to) ? told.plan.at(event.to).name : "", event.what, 0, words.what(event), to_string(words.date_of(event.at)),
                  all_of(event.ticks) > 0 ? words.day_count(all_of(event.ticks)) : ""};
        while (std::find(stays.begin(), stays.end(), stay) != stays.end()) ++stay.visit;
        stays.push_back(stay);
    }
}

// What both come to stands on one line; what only one does on a line of its own.
void add_rows(std::vector<Cells>& rows, const Pair& pair) {
    const Stay none{};
    std::string name = pair.journey;
    auto here = pair.first.begin(), there = pair.second.begin();
    while (here != pair.first.end() || there != pair.second.end()) {
        const bool has_here = here != pair.first.end(), has_there = there != pair.second.end();
        const bool in_both = has_here && has_there && *here == *there;
        const bool only_here = !in_both && has_here && std::find(there, pair.second.end(), *here) == pair.second.end();
        const bool only_there = !in_both && !only_here;
        const Stay& a = only_there ? none : *here;
        const Stay& b = only_here ? none : *there;
        const bool same = in_both && a.date == b.date && a.days == b.days;
        rows.push_back({name, only_there ? b.what : a.what, a.date, a.days, b.date, b.days, same ? "" : "*"});
        name.clear();
        if (!only_there) ++here;
        if (!only_here) ++there;
    }
}

// The first day on which anything is not the same. Places among the clocks and chances may differ where nothing else does.
std::optional<Date> first_difference(const LifeTold& first, const LifeTold& second) {
    using Line = std::tuple<Date, Who, std::string, int, int>;
    const auto lines = [](const LifeTold& told) {
        const LifeWords words(told.plan, Language::en);
        std::vector<Line> lines;
        for (const Event& event : told.life.events) {
            const std::string journey = event.journey == Life::no_journey ? "" : words.journey(told.life.journeys[event.journey], 0);
            const std::string to = given(event.to) ? told.plan.at(event.to).name : given(event.site) ? told.plan.at(event.site).name : "";
            lines.emplace_back(words.date_of(event.at), event.household, journey + to, static_cast<int>(event.what), static_cast<int>(event.why));
        }
        std::sort(lines.begin(), lines.end());
        return lines;
    };
    const auto a = lines(first), b = lines(second);
    const auto [in_a, in_b] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    if (in_a == a.end() && in_b == b.end()) return std::nullopt;
    if (in_a == a.end() || in_b == b.end()) return std::get<Date>(in_a == a.end() ? *in_b : *in_a);
    return std::min(std::get<Date>(*in_a), std::get<Date>(*in_b));
}

bool is_the_same(const Pair& pair) {
    const auto same = [](const Stay& a, const Stay& b) { return a == b && a.date == b.date && a.days == b.days; };
    return std::equal(pair.first.begin(), pair.first.end(), pair.second.begin(), pair.second.end(), same);
}

void print_side_by_side(const LifeTold& first, const LifeTold& second, Language language) {
    const Who household = first.life.people.front().who;
    std::vector<std::pair<JourneyKey, Pair>> pairs;
    add_stays(pairs, first, household, &Pair::first, language);
    add_stays(pairs, second, household, &Pair::second, language);
    const char* const days = say(language, "days", "dagen");
    std::vector<Cells> rows{{say(language, "journey", "reis"), say(language, "comes to", "komt in"), first.name, days, second.name, days, ""}};
    for (const auto& [key, pair] : pairs) {
        if (!is_the_same(pair)) add_rows(rows, pair);
        else rows.push_back({pair.journey, say(language, "the same in both", "gelijk in beide"), "", "", "", "", ""});
    }
    fmt::print("\n{}\n", say(language, "Side by side (* differs)", "Naast elkaar (* verschilt)"));
    print_rows(rows, {3, 5});
}

// Each journey of the first, and under it the same of the second.
std::vector<Days> days_of_both(const LifeTold& first, const LifeTold& second, Language language) {
    std::vector<Days> days, others = days_of(second, language, second.name);
    for (const Days& each : days_of(first, language, first.name)) {
        days.push_back(each);
        const auto other = std::find_if(others.begin(), others.end(), [&](const Days& of_second) { return of_second.key == each.key; });
        if (other == others.end()) continue;
        days.push_back(*other);
        others.erase(other);
    }
    days.insert(days.end(), others.begin(), others.end());
    return days;
}

}  // namespace

void show_life(const LifeTold& told, Language language) {
    const Lines lines(told, language);
    lines.print_people();
    lines.print(Date::min());
}

void show_days(const LifeTold& told, Language language) { print_days(LifeWords(told.plan, language), days_of(told, language, ""), false, language); }

void show_beside(const LifeTold& first, const LifeTold& second, Language language) {
    const auto parts = first_difference(first, second);
    if (!parts) {
        fmt::print("{}", say(language, "\nBoth lives are the same.\n", "\nBeide levens zijn gelijk.\n"));
        return show_days(first, language);
    }
    fmt::print(fmt::runtime(say(language, "\nThe same until {}; from then on:\n", "\nGelijk tot {}; vanaf dan:\n")), to_string(*parts));
    Lines(second, language).print(*parts);
    print_side_by_side(first, second, language);
    print_days(LifeWords(first.plan, language), days_of_both(first, second, language), true, language);
}

}  // namespace doorstroom
