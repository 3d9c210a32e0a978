#include <algorithm>
#include <array>
#include <cstdio>

#include <fmt/format.h>

#include "app/commands.hpp"
#include "app/policy_words.hpp"
#include "app/status.hpp"
#include "app/unit_words.hpp"
#include "doorstroom/utf8.hpp"
#include "language/differences.hpp"

namespace doorstroom {

namespace {

using language::Difference;
using language::Differences;
using What = Difference::What;

struct Words {
    const char *beside, *same, *with, *without, *moved, *all_along, *from, *until, *from_until, *instead, *nothing, *added, *gone, *was_at;
};
constexpr Words english{"{} ({}) beside {} ({})\n", "Nothing differs.\n", "with", "without", "moved", "All along", "From {}", "Until {}", "From {} to {}",
                        "{} instead of {}", "nothing", "added", "gone", "was {}"};
constexpr Words dutch{"{} ({}) naast {} ({})\n", "Er is geen verschil.\n", "met", "zonder", "verschoven", "De hele tijd", "Vanaf {}", "Tot {}", "Van {} tot {}",
                      "{} in plaats van {}", "niets", "erbij", "weg", "was {}"};

template <class... Arguments>
std::string fill(const char* words, const Arguments&... arguments) {
    return fmt::format(fmt::runtime(words), arguments...);
}

std::string padded(const std::string& text, std::size_t width) {
    const std::size_t own = character_count(text);
    return text + std::string(width > own ? width - own : 0, ' ');
}

class Report {
public:
    Report(const Differences& differences, Language language)
        : differences_(differences), language_(language), words_(language == Language::nl ? dutch : english) {}

    void print() {
        const auto &first = differences_.first, &second = differences_.second;
        const std::string here = title_in(language_, first.title), there = title_in(language_, second.title);
        fmt::print(fmt::runtime(words_.beside), there, second.name, here, first.name);
        print_policies();
        if (differences_.all.empty()) {
            fmt::print("{}", words_.same);
            return;
        }
        const auto& all = differences_.all;
        for (auto each = all.begin(); each != all.end();) {
            const auto last = std::find_if(each, all.end(), [&](const Difference& other) { return other.from != each->from || other.until != each->until; });
            print_group({each, last});
            each = last;
        }
    }

private:
    const Differences& differences_;
    const Language language_;
    const Words& words_;

    static const PolicyInUse* find(const std::vector<PolicyInUse>& policies, const std::string& name) {
        const auto found = std::find_if(policies.begin(), policies.end(), [&](const PolicyInUse& policy) { return policy.name == name; });
        return found == policies.end() ? nullptr : &*found;
    }

    void print_policies() const {
        const auto &first = differences_.first.policies, &second = differences_.second.policies;
        for (const PolicyInUse& policy : second) {
            const PolicyInUse* other = find(first, policy.name);
            if (!other) fmt::print("  {} {}\n", words_.with, policy_in_words(policy, language_));
            else if (other->from != policy.from || other->until != policy.until)
                fmt::print("  {} {}\n", words_.moved, policy_in_words(policy, language_));
        }
        for (const PolicyInUse& policy : first)
            if (!find(second, policy.name)) fmt::print("  {} {}\n", words_.without, policy_in_words(policy, language_));
    }

    std::string when(const Difference& difference) const {
        if (!difference.from && !difference.until) return words_.all_along;
        if (!difference.until) return fill(words_.from, to_string(*difference.from));
        if (!difference.from) return fill(words_.until, to_string(*difference.until));
        return fill(words_.from_until, to_string(*difference.from), to_string(*difference.until));
    }

    std::string what(const Difference& difference) const {
        if (difference.what == What::added) return words_.added;
        if (difference.what == What::gone) return words_.gone;
        const std::string unit = difference.unit.empty() ? "" : " " + unit_in_words(difference.unit, difference.first == "1", language_ == Language::nl);
        const auto side = [&](const std::string& text) { return text.empty() ? std::string(words_.nothing) : text; };
        return fill(words_.instead, side(difference.second), side(difference.first)) + (difference.first.empty() ? "" : unit);
    }

    std::string where(const Difference& difference) const {
        if (difference.second_place.empty() || difference.first_place.empty() || difference.first_place == difference.second_place)
            return difference.second_place.empty() ? difference.first_place : difference.second_place;
        return fmt::format("{}; {}", difference.second_place, fill(words_.was_at, difference.first_place));
    }

    void print_group(const std::vector<Difference>& group) const {
        constexpr std::size_t widest_name = 56, widest_text = 60;
        std::vector<std::array<std::string, 3>> rows;
        std::size_t name = 0, text = 0;
        for (const Difference& difference : group) {
            const std::string part = difference.part.empty() ? "" : fmt::format(" [{}]", difference.part);
            rows.push_back({difference.address + part, what(difference), where(difference)});
            if (const std::size_t width = character_count(rows.back()[0]); width <= widest_name) name = std::max(name, width);
            if (const std::size_t width = character_count(rows.back()[1]); width <= widest_text) text = std::max(text, width);
        }
        fmt::print("\n{}\n", when(group.front()));
        for (const auto& row : rows) fmt::print("  {}  {}  {}\n", padded(row[0], name), padded(row[1], text), row[2]);
    }
};

}  // namespace

int diff(const DiffArguments& arguments) {
    const bool is_alone = arguments.scenarios.size() == 1;
    const language::ScenarioSource second{arguments.scenarios.back(), arguments.common.scenario};
    language::ScenarioSource first{arguments.scenarios.front(), arguments.common.scenario};
    if (is_alone) {
        first.options = {};
        first.options.today = arguments.common.scenario.today;
    }
    Diagnostics diagnostics;
    const Differences found = language::differences(first, second, diagnostics);
    if (!tell_all(diagnostics, second.file, arguments.common)) return wrong_input;
    Report(found, arguments.common.language).print();
    return done;
}

}  // namespace doorstroom
