// The life of a household in words: why it moved, what it waited for, who it is.
#pragma once

#include <string>

#include "doorstroom/life.hpp"
#include "doorstroom/plan.hpp"
#include "output/picture.hpp"

namespace doorstroom {

// Sixteen hexadecimal digits.
std::string key_in_words(Who who);
std::string name_in(Language language, const Title& label, const std::string& name);

class LifeWords {
public:
    LifeWords(const Plan& plan, Language language) : plan_(plan), language_(language) {}

    std::string cause(Cause cause) const;
    std::string explained(Cause cause) const;
    // `12 days`, `0.5 days`
    std::string days(std::int32_t ticks) const;
    std::string day_count(std::int32_t ticks) const;
    // `household`, `member 2`
    std::string traveller(int member) const;
    std::string stage(StageId id) const { return name_in(language_, plan_.at(id).label, plan_.at(id).name); }
    std::string journey(const Life::Journey& journey, Who household) const;
    std::string what(const Life::Event& event) const;
    std::string why(const Life::Event& event) const;
    std::string law(const Life::Event& event) const;
    // Who they are, and since when: a line for the household, one for each member.
    std::string people(const Life::People& people) const;
    std::string member(const Life::Member& member) const;

    Date date_of(Tick tick) const;

private:
    const char* say(const char* english, const char* dutch) const { return language_ == Language::nl ? dutch : english; }
    std::string attributes(bool of_person, std::uint64_t packed) const;
    std::string site(SiteId id) const;
    std::string served_by(StageId stage) const;
    std::string clock(const Life::Event& event) const;
    std::string drawn(const Life::Event& event) const;

    const Plan& plan_;
    Language language_;
};

}  // namespace doorstroom
