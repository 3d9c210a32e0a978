#include "output/picture_words.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace doorstroom {

namespace {

constexpr PictureWords dutch{
    "wacht op", "verblijft in", "verlaat de opvang", "wisselt", "als", "niet", "of", "…", "personen", "jaar oud", "lid", "locatie",
    "wacht tot", "anders", "vol", "begint", "volwassenen", "kinderen", "beëindigt", "beëindigt alle andere trajecten", "voegt zich bij het gezin",
    "in", "ooit in", "verbonden huishouden",
    "± {}", "{}", "tot {}", "tot een verjaardag", "termijn {}", "dag", "dagen", "weken", "maanden", "jaar", "jaar", "blijft",
    "Legenda", "gaat over in", "klok of wat eerder komt", "ander traject: begint, volgt, voegt zich", "bedient", "instroom", "eindpunt",
    "plaatsen", "openingen", "loketten", "geen pijler",
    "begrensd door:", "en {} andere", "Uitkomst"};

constexpr PictureWords english{
    "waits for", "lives in", "leaves reception", "varies", "if", "not", "or", "…", "persons", "years old", "member", "site",
    "waits until", "otherwise", "full", "starts", "adults", "children", "stops", "stops all other journeys", "joins the family",
    "in", "ever in", "linked household",
    "± {}", "{}", "until {}", "until a birthday", "term {}", "day", "days", "weeks", "months", "year", "years", "stays",
    "Legend", "goes on to", "a clock, or what comes first", "another pathway: starts, follows, joins", "serves", "inflow", "end",
    "places", "openings", "servers", "no pillar",
    "limited by:", "and {} more", "Outcome"};

struct Pillar {
    std::string_view name, dutch, english;
};
constexpr Pillar pillars[] = {{"opvang", "opvang", "reception"},
                              {"huisvesting", "huisvesting", "housing"},
                              {"inburgering", "inburgering", "civic integration"},
                              {"zonder_documenten", "zonder documenten", "without documents"}};

std::optional<double> constant(const Plan& plan, ValueId id) {
    if (!given(id) || !plan.at(id).is_constant()) return std::nullopt;
    return plan.at(id).nodes.front().number;
}

}  // namespace

const PictureWords& picture_words(Language language) { return language == Language::nl ? dutch : english; }

std::string pillar_in_words(const std::string& pillar, Language language) {
    for (const Pillar& known : pillars)
        if (known.name == pillar) return std::string(language == Language::nl ? known.dutch : known.english);
    return pillar;
}

std::string readable(std::string name) {
    std::replace(name.begin(), name.end(), '_', ' ');
    return name;
}

std::string PlanInWords::stage(StageId id) const {
    const std::string& name = plan_.at(id).name;
    return readable(name.substr(name.find('.') + 1));
}

std::string PlanInWords::bounds(const Condition& condition, const std::string& of) const {
    if (std::isinf(condition.below)) return fmt::format("{} ≥ {:g}", of, condition.from);
    if (std::isinf(condition.from)) return fmt::format("{} < {:g}", of, condition.below);
    return fmt::format("{:g} ≤ {} < {:g}", condition.from, of, condition.below);
}

std::string PlanInWords::condition(ConditionId id) const {
    const Condition& condition = plan_.at(id);
    switch (condition.op) {
        case Condition::Op::all: return joined(condition, ", ");
        case Condition::Op::any: return joined(condition, fmt::format(" {} ", words_.or_));
        case Condition::Op::negation: return fmt::format("{} ({})", words_.not_, joined(condition, ", "));
        case Condition::Op::household_size:
        case Condition::Op::expected_size: return bounds(condition, words_.persons);
        case Condition::Op::member: return bounds(condition, words_.member);
        case Condition::Op::age: return bounds(condition, words_.years);
        case Condition::Op::site: return words_.site;
        case Condition::Op::own:
        case Condition::Op::linked: {
            const Watch& watch = plan_.watches[index(condition.watch)];
            std::string stages;
            for (std::size_t i = 0; i < watch.stages.size(); ++i)
                if (watch.stages[i]) stages += (stages.empty() ? "" : fmt::format(" {} ", words_.or_)) + stage(StageId(i));
            const std::string where = fmt::format("{} {}: {}", watch.reached ? words_.ever_on : words_.on, plan_.at(watch.pathway).name, stages);
            return condition.op == Condition::Op::own ? where : fmt::format("{} {}", words_.linked, where);
        }
        case Condition::Op::attribute: break;
    }
    const Attribute& attribute = plan_.at(condition.attribute);
    std::string values;
    for (std::size_t code = 0; code < condition.accepted.size(); ++code)
        if (condition.accepted[code]) values += (values.empty() ? "" : fmt::format(" {} ", words_.or_)) + attribute.values[code];
    return fmt::format("{} = {}", readable(attribute.name), values);
}

std::string PlanInWords::joined(const Condition& condition, const std::string& between) const {
    std::string text;
    for (const ConditionId child : condition.children) text += (text.empty() ? "" : between) + this->condition(child);
    return text;
}

std::string PlanInWords::days(double days) const {
    const auto number = [](double value) { return value >= 10 ? fmt::format("{:.0f}", value) : fmt::format("{:.2g}", value); };
    if (days >= 2 * days_per_year) return fmt::format("{} {}", number(days / days_per_year), words_.years_);
    if (days >= 21 && std::fmod(days, 7) == 0) return fmt::format("{} {}", number(days / 7), words_.weeks);
    if (days >= 60) return fmt::format("{} {}", number(days / days_per_month), words_.months);
    return fmt::format("{} {}", number(days), days == 1 ? words_.day : words_.days);
}

std::optional<double> PlanInWords::middle(LawId id) const {
    const Law& law = plan_.at(id);
    const auto parameter = [&](Law::Name name) -> std::optional<double> {
        for (const Law::Parameter& own : law.parameters)
            if (own.name == name) return constant(plan_, own.value);
        return std::nullopt;
    };
    for (const Law::Name name : {Law::Name::value, Law::Name::median, Law::Name::mean, Law::Name::mode})
        if (const auto found = parameter(name)) return found;
    if (const auto low = parameter(Law::Name::low), high = parameter(Law::Name::high); low && high) return (*low + *high) / 2;
    for (const auto& [probability, value] : law.quantiles)
        if (probability == 0.5) return constant(plan_, value);
    if (!law.sample.empty()) return law.sample[law.sample.size() / 2];
    return std::nullopt;
}

std::string PlanInWords::duration(LawId id) const {
    const Law& law = plan_.at(id);
    if (law.family == Law::Family::forever) return words_.for_ever;
    if (law.family == Law::Family::until) {
        const std::string last = law.over_days > 0 ? "–" + to_string(law.until + std::chrono::days{law.over_days}) : "";
        return fmt::format(fmt::runtime(words_.until_date), to_string(law.until) + last);
    }
    if (law.family == Law::Family::age) return words_.birthday;
    const auto found = middle(id);
    if (!found) return "";
    return fmt::format(fmt::runtime(law.family == Law::Family::fixed ? words_.exactly : words_.about), days(*found));
}

}  // namespace doorstroom
