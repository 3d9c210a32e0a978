#include "app/policy_words.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

namespace doorstroom {

namespace {

struct Status {
    std::string_view status, english, dutch;
};
constexpr Status statuses[] = {
    {"proposed", "proposed", "voorstel"},
    {"adopted", "adopted", "aangenomen"},
    {"in_force", "in force", "van kracht"},
    {"rejected", "rejected", "verworpen"},
    {"withdrawn", "withdrawn", "ingetrokken"},
};

}  // namespace

std::string status_in_words(const PolicyInUse& policy, Language language) {
    const bool in_dutch = language == Language::nl;
    if (!policy.law) return in_dutch ? "geen wet of voorstel" : "no law or bill";
    const auto found = std::find_if(std::begin(statuses), std::end(statuses), [&](const Status& row) { return row.status == policy.law->status; });
    std::string text(found == std::end(statuses) ? policy.law->status : in_dutch ? found->dutch : found->english);
    if (policy.law->known_since) text += fmt::format(", {} {}", in_dutch ? "bekend sinds" : "known since", to_string(*policy.law->known_since));
    if (policy.law->checked) text += fmt::format(", {} {}", in_dutch ? "nagezien" : "checked", to_string(*policy.law->checked));
    return text;
}

std::string policy_in_words(const PolicyInUse& policy, Language language) {
    const bool in_dutch = language == Language::nl;
    const std::string until = policy.until == Date::max() ? "" : fmt::format(" {} {}", in_dutch ? "tot" : "to", to_string(policy.until));
    return fmt::format("{} ({}), {} {}{}; {}", policy.name, title_in(language, policy.title), in_dutch ? "vanaf" : "from", to_string(policy.from), until,
                       status_in_words(policy, language));
}

}  // namespace doorstroom
