// What a picture says that is not in the scenario, in either language.
#pragma once

#include <optional>
#include <string>

#include "output/picture.hpp"

namespace doorstroom {

struct PictureWords {
    const char *waits_for, *lives_in, *leaves_place, *varies, *if_, *not_, *or_, *and_more, *persons, *years, *member, *site;
    const char *waits_until, *otherwise, *full, *starts, *adults, *children, *stops, *stops_all, *joins, *on, *ever_on, *linked;
    const char *about, *exactly, *until_date, *birthday, *term, *day, *days, *weeks, *months, *year_, *years_, *for_ever;
    const char *legend, *next, *clock, *other, *serves, *arrives, *ends;
    const char *places, *slots, *servers, *no_pillar;
    const char *limited_by, *and_others, *outcomes;
};

const PictureWords& picture_words(Language language);
std::string pillar_in_words(const std::string& pillar, Language language);

// Names as people read them: `waiting_for_home` is "waiting for home".
std::string readable(std::string name);

// What a pathway, a source or a resource is called: its label, else its name.
template <typename Named>
std::string name_in(Language language, const Named& named) {
    const std::string& label = title_in(language, named.label);
    return label.empty() ? readable(named.name) : label;
}

// Conditions and laws of a plan in words.
class PlanInWords {
public:
    PlanInWords(const Plan& plan, Language language) : plan_(plan), words_(picture_words(language)) {}

    std::string condition(ConditionId id) const;
    // How long it is, in the middle; empty where that depends on the date or on who it is.
    std::string duration(LawId id) const;
    // The middle of a law, or its mean where that is what is known; nothing where it depends on the date or on who it is.
    std::optional<double> middle(LawId id) const;
    std::string days(double days) const;  // `6 days`, `14 weeks`, `15 months`, `2.5 years`
    std::string stage(StageId id) const;

private:
    const Plan& plan_;
    const PictureWords& words_;

    std::string joined(const Condition& condition, const std::string& between) const;
    std::string bounds(const Condition& condition, const std::string& of) const;
};

}  // namespace doorstroom
