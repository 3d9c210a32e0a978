#include <algorithm>
#include <array>
#include <cstdio>

#include <fmt/format.h>

#include "app/columns.hpp"
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
    const char *beside, *beside_itself, *same, *with, *without, *moved, *all_along, *from, *until, *from_until, *instead, *is_new, *is_gone, *added, *gone, *was_at, *more;
};
constexpr Words english{"{} ({}) beside {} ({})\n", "{} ({}) beside itself\n", "Nothing differs.\n", "with", "without", "moved", "All along", "From {}", "Until {}", "From {} to {}",
                        "{} instead of {}", "{} (new)", "gone (was {})", "added", "gone", "was {}", "… and {} more"};
constexpr Words dutch{"{} ({}) naast {} ({})\n", "{} ({}) naast zichzelf\n", "Er is geen verschil.\n", "met", "zonder", "verschoven", "De hele tijd", "Vanaf {}", "Tot {}", "Van {} tot {}",
                      "{} in plaats van {}", "{} (nieuw)", "weg (was {})", "erbij", "weg", "was {}", "… en nog {}"};

template <class... Arguments>
std::string fill(const char* words, const Arguments&... arguments) {
    return fmt::format(fmt::runtime(words), arguments...);
}

class Report {
public:
    Report(const Differences& differences, Language language)
        : differences_(differences), language_(language), words_(language == Language::nl ? dutch : english) {}

    void print() {
        const auto &first = differences_.first, &second = differences_.second;
        const std::string here = title_in(language_, first.title), there = title_in(language_, second.title);
        if (here == there && first.name == second.name) fmt::print(fmt::runtime(words_.beside_itself), here, first.name);
        else fmt::print(fmt::runtime(words_.beside), there, second.name, here, first.name);
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
    using Row = std::array<std::string, 3>;

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
        const std::string& number = difference.first.empty() ? difference.second : difference.first;
        const std::string unit = difference.unit.empty() ? "" : " " + unit_in_words(difference.unit, number == "1", language_ == Language::nl);
        if (difference.first.empty()) return fill(words_.is_new, difference.second + unit);
        if (difference.second.empty()) return fill(words_.is_gone, difference.first + unit);
        return fill(words_.instead, difference.second, difference.first) + unit;
    }

    std::string where(const Difference& difference) const {
        if (difference.second_place.empty() || difference.first_place.empty() || difference.first_place == difference.second_place)
            return difference.second_place.empty() ? difference.first_place : difference.second_place;
        return fmt::format("{}; {}", difference.second_place, fill(words_.was_at, difference.first_place));
    }

    // Of a long table only the first rows.
    void print_group(const std::vector<Difference>& group) const {
        constexpr std::size_t most = 12;
        std::vector<Row> rows;
        std::size_t of_one = 0;
        for (std::size_t each = 0; each < group.size(); ++each) {
            const Difference& difference = group[each];
            of_one = each > 0 && group[each - 1].address == difference.address ? of_one + 1 : 1;
            const std::string part = difference.part.empty() ? "" : fmt::format(" [{}]", difference.part);
            if (of_one <= most) rows.push_back({difference.address + part, what(difference), where(difference)});
            const bool is_last = each + 1 == group.size() || group[each + 1].address != difference.address;
            if (is_last && of_one > most) rows.push_back({difference.address, fill(words_.more, of_one - most), ""});
        }
        fmt::print("\n{}\n", when(group.front()));
        print_rows(rows);
    }

    static void print_rows(const std::vector<Row>& rows) {
        constexpr std::size_t widest_name = 56, widest_text = 60;
        std::size_t name = 0, text = 0;
        for (const Row& row : rows) {
            if (const std::size_t width = character_count(row[0]); width <= widest_name) name = std::max(name, width);
            if (const std::size_t width = character_count(row[1]); width <= widest_text) text = std::max(text, width);
        }
        for (const Row& row : rows) {
            std::string line = "  " + left(row[0], name) + "  " + left(row[1], text) + "  " + row[2];
            line.erase(line.find_last_not_of(' ') + 1);
            fmt::print("{}\n", line);
        }
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
