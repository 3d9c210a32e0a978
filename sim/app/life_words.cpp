#include "app/life_words.hpp"

#include <cmath>

#include <fmt/format.h>

#include "app/columns.hpp"

namespace doorstroom {

namespace {

template <class... Arguments>
std::string fill(const char* words, const Arguments&... arguments) {
    return fmt::format(fmt::runtime(words), arguments...);
}

}  // namespace

std::string key_in_words(Who who) { return fmt::format("{:016x}", who); }

std::string name_in(Language language, const Title& label, const std::string& name) {
    const std::string& title = title_in(language, label);
    return title.empty() ? name : title;
}

// Before the run there are no ticks, but there are days.
Date LifeWords::date_of(Tick tick) const {
    if (tick.count >= 0) return plan_.calendar.date_of(tick);
    return plan_.calendar.start() + std::chrono::days{static_cast<int>(std::floor(tick.count * plan_.calendar.days_per_tick()))};
}

std::string LifeWords::cause(Cause cause) const {
    switch (cause) {
        case Cause::before: return say("before the run", "vóór de run");
        case Cause::law: return say("law", "wet");
        case Cause::relatives: return say("relatives", "familie");
        case Cause::own: return say("own people", "eigen mensen");
        case Cause::closed: return say("closed", "gesloten");
        case Cause::size: return say("none of this size", "geen van deze grootte");
        case Cause::queue: return say("queue ahead", "rij ervoor");
        case Cause::first: return say("next in line", "eerste in de rij");
        case Cause::time: return say("the stage itself", "de stap zelf");
        case Cause::untold: return say("cannot be told", "niet te zeggen");
    }
    return "";
}

std::string LifeWords::explained(Cause cause) const {
    switch (cause) {
        case Cause::before: return say("it is known since when they waited, not for what", "bekend is sinds wanneer zij wachtten, niet waarop");
        case Cause::law: return say("a fixed time, or until a date or a birthday, in a stage under a law", "een vaste tijd, of tot een datum of verjaardag, in een stap onder een wet");
        case Cause::relatives: return say("waiting for those they are linked to", "wachten op wie bij hen horen");
        case Cause::own: return say("waiting for another journey of their own, or a birthday", "wachten op een andere reis van henzelf, of een verjaardag");
        case Cause::closed: return say("nothing opens, serves or is open of what they wait for", "van waar zij op wachten gaat niets open en helpt niemand");
        case Cause::size: return say("nothing large enough for them has come free", "niets dat groot genoeg voor hen is kwam vrij");
        case Cause::queue: return say("others stand before them", "anderen staan voor hen");
        case Cause::first: return say("nobody stands before them, and nothing has come free", "niemand staat voor hen, en er kwam niets vrij");
        case Cause::time: return say("it takes so long; nothing scarce is waited for", "die duurt zo lang; er wordt op niets schaars gewacht");
        case Cause::untold: return say("they wait, and the state of things does not tell for what", "zij wachten, en de stand van zaken zegt niet waarop");
    }
    return "";
}

std::string LifeWords::day_count(std::int32_t ticks) const {
    const double days = ticks * plan_.calendar.days_per_tick();
    return grouped(days, days == std::floor(days) ? 0 : 2, language_);
}

std::string LifeWords::days(std::int32_t ticks) const {
    const std::string count = day_count(ticks);
    return count + (count == "1" ? say(" day", " dag") : say(" days", " dagen"));
}

std::string LifeWords::traveller(int member) const {
    return member == 0 ? say("household", "huishouden") : fill(say("member {}", "lid {}"), member);
}

// The household asked for goes without saying.
std::string LifeWords::journey(const Life::Journey& journey, Who household) const {
    const Pathway& pathway = plan_.at(journey.pathway);
    const std::string whose = journey.household == household ? "" : " " + key_in_words(journey.household);
    return name_in(language_, pathway.label, pathway.name) + ", " + traveller(journey.member) + whose;
}

// ---- what happened --------------------------------------------------------------------------------------------------

std::string LifeWords::what(const Life::Event& event) const {
    using What = Life::Event::What;
    switch (event.what) {
        case What::enters: return stage(event.to);
        case What::at_door: return fill(say("at the door of: {}", "voor de deur van: {}"), stage(event.to));
        case What::served: return fill(say("{} begins", "begin van: {}"), stage(event.to));
        case What::stops: return say("ends", "houdt op");
        case What::lives:
            return given(event.site) ? fill(say("lives in {}", "woont in {}"), site(event.site)) : fill(say("leaves {}", "verlaat {}"), site(event.left));
        case What::brings: return fill(say("household {} is to follow", "huishouden {} zal volgen"), key_in_words(event.other));
        case What::joins: return fill(say("are members of household {} from now on", "horen vanaf nu bij huishouden {}"), key_in_words(event.other));
    }
    return "";
}

std::string LifeWords::site(SiteId id) const {
    const Resource& pool = plan_.at(plan_.at(id).pool);
    return fmt::format("{} ({})", plan_.at(id).name, name_in(language_, pool.label, pool.name));
}

std::string LifeWords::served_by(StageId id) const {
    const Stage& stage = plan_.at(id);
    if (!given(stage.awaits)) return "";
    return name_in(language_, plan_.at(stage.awaits).label, plan_.at(stage.awaits).name);
}

std::string LifeWords::clock(const Life::Event& event) const {
    const Stage& stage = plan_.at(event.from);
    const Clock& clock = stage.race[static_cast<std::size_t>(event.clock)];
    const std::string resource = given(clock.resource) ? name_in(language_, plan_.at(clock.resource).label, plan_.at(clock.resource).name) : "";
    switch (clock.kind) {
        case Clock::Kind::after: return fill(say("the time of `{}` had come", "de tijd van `{}` was gekomen"), clock.name);
        case Clock::Kind::await: return fill(say("served by {} (`{}`)", "geholpen door {} (`{}`)"), resource, clock.name);
        case Clock::Kind::lodge: return fill(say("got a place in {} (`{}`)", "kreeg een plek in {} (`{}`)"), resource, clock.name);
        case Clock::Kind::until: return fill(say("what `{}` waits for held", "waar `{}` op wacht gold"), clock.name);
    }
    return "";
}

// How a choice among several ways fell.
std::string LifeWords::drawn(const Life::Event& event) const {
    if (!(event.chance > 0 && event.chance < 1)) return "";
    const double percent = 100 * event.chance;
    if (percent > 99) return say("; drawn, chance above 99 %", "; geloot, kans boven 99 %");
    return fill(say("; drawn, chance {} %", "; geloot, kans {} %"), grouped(percent, percent >= 10 ? 0 : 1, language_));
}

std::string LifeWords::why(const Life::Event& event) const {
    if (event.what == Life::Event::What::lives || event.what == Life::Event::What::brings || event.what == Life::Event::What::joins) return "";
    switch (event.why) {
        case Why::arrived: return say("arrives", "komt aan");
        case Why::brought: return say("follows who brought it", "volgt wie het liet komen");
        case Why::started: return say("set going by another journey", "op gang gebracht door een andere reis");
        case Why::seated: return say("is there when the run begins", "is er als de run begint");
        case Why::passed: return say("at once", "meteen") + drawn(event);
        case Why::time_over: return say("the time of that stage was over", "de tijd van die stap was om") + drawn(event);
        case Why::served: return fill(say("served by {}", "geholpen door {}"), served_by(event.from)) + drawn(event);
        case Why::service_over: return fill(say("done by {}", "klaar bij {}"), served_by(event.from)) + drawn(event);
        case Why::clock: return clock(event);
        case Why::condition_held: return say("what it waited for held", "waar het op wachtte gold") + drawn(event);
        case Why::condition_void: return say("what it waited for cannot hold any more", "waar het op wachtte kan niet meer gelden");
        case Why::let_in: return say("there was room", "er was plek");
        case Why::turned_away: return say("turned away: full", "geweigerd: vol");
        case Why::next_tick: return say("a tick later", "een tik later");
        case Why::stopped: return say("stopped by another journey, or by joining others", "gestopt door een andere reis, of doordat zij zich bij anderen voegden");
    }
    return "";
}

std::string LifeWords::law(const Life::Event& event) const {
    return given(event.to) && event.what == Life::Event::What::enters ? plan_.at(event.to).law_reference : "";
}

// ---- who they are ---------------------------------------------------------------------------------------------------

std::string LifeWords::attributes(bool of_person, std::uint64_t packed) const {
    std::string text;
    for (const Attribute& attribute : plan_.attributes) {
        if (attribute.of_person != of_person) continue;
        const std::size_t code = packed >> attribute.shift & ((std::uint64_t{1} << attribute.bits) - 1);
        if (code > 0 && code < attribute.values.size()) text += fmt::format(", {} {}", attribute.name, attribute.values[code]);
    }
    return text;
}

std::string LifeWords::people(const Life::People& people) const {
    std::string how = fill(say("came on {}", "kwam op {}"), to_string(date_of(people.since)));
    if (given(people.stock)) how = fill(say("there when the run began ({})", "er al toen de run begon ({})"), plan_.stock[index(people.stock)].name);
    if (people.brought_by != 0) how += fill(say(", brought by household {}", ", gebracht door huishouden {}"), key_in_words(people.brought_by));
    const std::string persons = people.size == 1 ? say("1 person", "1 persoon") : fill(say("{} persons", "{} personen"), people.size);
    return fmt::format("{}; {}{}", how, persons, attributes(false, people.attributes));
}

std::string LifeWords::member(const Life::Member& member) const {
    std::string text = fill(say("member {}", "lid {}"), member.number);
    if (!std::isnan(member.age)) text += fill(say(", {} years old", ", {} jaar oud"), static_cast<int>(std::floor(member.age)));
    return text + attributes(true, member.attributes);
}

}  // namespace doorstroom
