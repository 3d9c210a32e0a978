#include "app/law_of_the_day.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <vector>

#include <fmt/format.h>

#include "app/policy_words.hpp"
#include "app/unit_words.hpp"
#include "doorstroom/utf8.hpp"

namespace doorstroom {

namespace {

using language::ExplainedLine;
using language::Explanation;
using language::Origin;
using language::PolicyEffect;

struct Words {
    const char *law, *none, *holds, *not_yet, *no_longer, *instead, *is_gone, *as_it_was, *nothing_changed, *dated, *since, *until, *then, *more, *laws, *calculated, *references, *checked;
    const char *published, *derived, *assumed, *unsaid, *range;
};
constexpr Words english{"Policies on that day", "no policy is switched on", "holds", "not yet", "no longer", "{} instead of {}", "gone (was {})", "as it was",
                        "changes no number by itself: it adds stages, branches, clocks or moves", "Numbers that change by date", "{} since {}", "until {}", ", then {}", "… and {} more", "Laws that stages are under", "{} of", "References", "checked",
                        "reference {}", "derived from {}", "assumption: {}", "no reference", "range"};
constexpr Words dutch{"Maatregelen op die dag", "er is geen maatregel ingeschakeld", "geldt", "nog niet", "niet meer", "{} in plaats van {}", "weg (was {})", "zoals het was",
                      "verandert zelf geen getal: voegt fasen, takken, klokken of verplaatsingen toe", "Getallen die met de datum veranderen", "{} sinds {}", "tot {}", ", daarna {}", "… en nog {}", "Wetten waar fasen onder vallen", "{} van", "Bronnen", "nagezien",
                      "bron {}", "afgeleid van {}", "aanname: {}", "geen bron", "marge"};

const Words& words_in(Language language) { return language == Language::nl ? dutch : english; }

template <class... Arguments>
std::string fill(const char* words, const Arguments&... arguments) {
    return fmt::format(fmt::runtime(words), arguments...);
}

using Row = std::array<std::string, 4>;

void print_rows(const std::vector<Row>& rows, const std::string& indent) {
    constexpr std::array<std::size_t, 3> widest{60, 60, 60};
    std::array<std::size_t, 3> widths{};
    for (const Row& row : rows)
        for (std::size_t column = 0; column < widths.size(); ++column)
            if (const std::size_t own = character_count(row[column]); own <= widest[column]) widths[column] = std::max(widths[column], own);
    for (const Row& row : rows) {
        std::string line = indent;
        for (std::size_t column = 0; column < widths.size(); ++column) {
            const std::size_t own = character_count(row[column]);
            line += row[column] + std::string(widths[column] > own ? widths[column] - own : 0, ' ') + "  ";
        }
        line += row.back();
        line.erase(line.find_last_not_of(' ') + 1);
        fmt::print("{}\n", line);
    }
}

class LawOfTheDay {
public:
    LawOfTheDay(const Explanation& explanation, Language language) : explanation_(explanation), language_(language), words_(words_in(language)) {}

    void print() const {
        fmt::print("\n{}\n", words_.law);
        if (explanation_.policies.empty()) fmt::print("  {}\n", words_.none);
        for (const PolicyInUse& policy : explanation_.policies) print_policy(policy);
        print_laws();
        const std::vector<Row> rows = dated_rows();
        if (rows.empty()) return;
        fmt::print("\n{}\n", words_.dated);
        print_rows(rows, "  ");
    }

    // The references that all of this names.
    std::set<std::string> cited() const {
        std::set<std::string> ids;
        for (const auto& [stage, law] : explanation_.laws) ids.insert(law);
        for (const ExplainedLine& line : explanation_.lines)
            if (line.since && line.is_quantity) ids.insert(line.reference);
        return ids;
    }

private:
    const Explanation& explanation_;
    const Language language_;
    const Words& words_;

    std::string with_unit(const std::string& number, const std::string& unit) const {
        return unit.empty() || number.empty() ? number : number + " " + unit_in_words(unit, number == "1", language_ == Language::nl);
    }

    void print_policy(const PolicyInUse& policy) const {
        const Date day = explanation_.date;
        const bool holds = policy.from <= day && day < policy.until;
        fmt::print("  {}: {}\n", day < policy.from ? words_.not_yet : holds ? words_.holds : words_.no_longer, policy_in_words(policy, language_));
        if (policy.law) fmt::print("    {}{}{}\n", policy.law->title, policy.law->href.empty() ? "" : ", ", policy.law->href);
        if (!holds) return;
        std::vector<Row> rows;
        for (const PolicyEffect& effect : explanation_.effects) {
            if (effect.policy != policy.name) continue;
            std::string text = fill(words_.instead, effect.now, effect.before);
            if (effect.before.empty()) text = effect.now;
            if (effect.now.empty()) text = effect.before.empty() ? words_.as_it_was : fill(words_.is_gone, effect.before);
            rows.push_back({effect.address, effect.now.empty() ? text : with_unit(text, effect.unit), effect.place, ""});
        }
        if (rows.empty()) fmt::print("    {}\n", words_.nothing_changed);
        print_rows(rows, "    ");
    }

    void print_laws() const {
        if (explanation_.laws.empty()) return;
        fmt::print("\n{}\n", words_.laws);
        std::map<std::string, std::string> stages;
        for (const auto& [stage, law] : explanation_.laws) stages[law] += (stages[law].empty() ? "" : ", ") + stage;
        std::vector<Row> rows;
        for (const auto& [law, under] : stages) rows.push_back({law, under, "", ""});
        print_rows(rows, "  ");
    }

    // Of a long table only the first rows.
    std::vector<Row> dated_rows() const {
        constexpr std::size_t most = 4;
        std::vector<Row> rows;
        std::string address;
        std::size_t of_one = 0;
        const auto cut = [&] {
            if (of_one > most) rows.push_back({address, fill(words_.more, of_one - most), "", ""});
        };
        for (const ExplainedLine& line : explanation_.lines) {
            if (!line.since || !line.is_quantity) continue;
            if (line.address != address) cut(), of_one = 0;
            address = line.address;
            if (++of_one <= most || !line.is_row) rows.push_back(row_of(line));
            if (!line.is_row) of_one = 0;
        }
        cut();
        return rows;
    }

    std::string parts_of(const ExplainedLine& line) const {
        return line.how == ExplainedLine::How::calculated ? fill(words_.calculated, line.by_what) + " …" : line.by_what.empty() ? "…" : line.by_what;
    }

    Row row_of(const ExplainedLine& line) const {
        std::string name = line.address;
        if (line.depth > 0 && !line.label.empty()) name += fmt::format(" [{}]", line.label);
        std::string text = line.text.empty() ? parts_of(line) : with_unit(line.text, line.unit);
        text = fill(words_.since, text, to_string(*line.since));
        if (line.until) text += ", " + fill(words_.until, to_string(*line.until)) + (line.then.empty() ? "" : fill(words_.then, line.then));
        return {name, text, line.place, origin_in_words(line, language_)};
    }
};

}  // namespace

std::string origin_in_words(const ExplainedLine& line, Language language) {
    const Words& words = words_in(language);
    std::string text;
    if (!line.is_quantity) return text;
    switch (line.origin) {
        case Origin::published: text = fill(words.published, line.reference); break;
        case Origin::derived: text = fill(words.derived, line.reference) + ": " + line.reason; break;
        case Origin::assumed: text = fill(words.assumed, line.reason); break;
        case Origin::none: text = line.numbers.empty() ? "" : words.unsaid; break;
    }
    if (line.origin == Origin::assumed && !line.reference.empty()) text += fmt::format(" [{}]", line.reference);
    if (!line.range.empty()) text += fmt::format(" ({} {})", words.range, line.range);
    return text;
}

void print_law(const Explanation& explanation, Language language) { LawOfTheDay(explanation, language).print(); }

std::set<std::string> cited_by_law(const Explanation& explanation, Language language) { return LawOfTheDay(explanation, language).cited(); }

void print_references(const Explanation& explanation, const std::optional<std::set<std::string>>& only, Language language) {
    const Words& words = words_in(language);
    std::vector<const language::CitedReference*> shown;
    std::size_t width = 0;
    for (const auto& reference : explanation.references)
        if (!only || only->count(reference.id)) shown.push_back(&reference), width = std::max(width, reference.id.size());
    if (!shown.empty()) fmt::print("\n{}\n", words.references);
    for (const auto* reference : shown) {
        std::string text = reference->title;
        for (const std::string* part : {&reference->publisher, &reference->published, &reference->href})
            if (!part->empty()) text += ", " + *part;
        if (!reference->checked.empty()) text += fmt::format(", {} {}", words.checked, reference->checked);
        fmt::print("  {}{}  {}\n", reference->id, std::string(width - reference->id.size(), ' '), text);
    }
}

}  // namespace doorstroom
