#include "app/comparison_table.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include <fmt/format.h>

#include "app/columns.hpp"
#include "doorstroom/utf8.hpp"

namespace doorstroom {

namespace {

constexpr std::size_t widest_title = 60;
constexpr std::uint32_t few_replications = 5;

struct Words {
    const char *head, *against, *begins, *without, *first, *difference, *same_sign, *year_on, *end, *nothing, *only_one, *up, *down, *shown, *foot;
    const char *split, *together, *interaction, *split_foot, *few, *replication, *replications;
};

constexpr Words english{
    "{} ({}): {} {}, each beside the same one of every other scenario\n",
    "What is different with {} ({})", ", from {}", "without", "first", "difference", "same sign", "{}, a year on", "{}, at the end", "Nothing changes.\n",
    "only one of the two has: {}\n", "expected: up", "expected: down",
    "{shown} of the {changed} measures that change, of {all}.\n",
    "Of flows, waits and costs the period that ends on that date. ± half the 95 % interval; `same sign`: the share of replications\n"
    "with that sign at the end. --measures NAME,NAME shows others; all measures, dates and groups are in compare.csv ({} rows; -o DIR).\n",
    "Who does what of {} ({}), {}", "together", "interaction",
    "Each policy gets what it adds, averaged over every order in which they could come: these add up to `together`. `interaction` is what\n"
    "they do together beyond the sum of what each does alone. All measures, dates and groups: attribution.csv (-o DIR).\n",
    "So few replications leave chance in small numbers: --replications N asks for more.\n", "replication", "replications"};
constexpr Words dutch{
    "{} ({}): {} {}, elk naast dezelfde van ieder ander scenario\n",
    "Wat er anders is met {} ({})", ", vanaf {}", "zonder", "eerste", "verschil", "zelfde teken", "{}, een jaar later", "{}, aan het eind", "Er verandert niets.\n",
    "maar een van beide heeft: {}\n", "verwacht: omhoog", "verwacht: omlaag",
    "{shown} van de {changed} maten die veranderen, van {all}.\n",
    "Van stromen, wachttijden en kosten de periode die op die dag eindigt. ± half het 95%-interval; `zelfde teken`: het deel van de\n"
    "replicaties met dat teken aan het eind. --measures NAAM,NAAM toont andere; alle maten, dagen en groepen staan in compare.csv ({} rijen; -o MAP).\n",
    "Wie doet wat van {} ({}), {}", "samen", "wisselwerking",
    "Elke maatregel krijgt wat hij toevoegt, gemiddeld over iedere volgorde waarin ze zouden kunnen komen: samen is dat `samen`.\n"
    "`wisselwerking` is wat ze samen doen boven de som van wat elk alleen doet. Alle maten, dagen en groepen: attribution.csv (-o MAP).\n",
    "Met zo weinig replicaties zit er toeval in kleine getallen: --replications N vraagt om meer.\n", "replicatie", "replicaties"};

const Words& words_in(Language language) { return language == Language::nl ? dutch : english; }

// Euros by the million.
PairedEffect scaled(PairedEffect effect, double by) {
    for (double* number : {&effect.effect, &effect.sd, &effect.low95, &effect.high95}) *number *= by;
    return effect;
}
double scale_of(const Series& series) { return series.unit == "EUR" ? 1e-6 : 1; }

class Table {
public:
    Table(const Comparison& comparison, std::size_t other, const Compared& scenario, const TableWishes& wishes)
        : comparison_(comparison), other_(other), scenario_(scenario), wishes_(wishes), words_(words_in(wishes.language)),
          shown_(comparison, other, scenario) {}

    void print(std::size_t most) {
        fmt::print("\n{}{}\n", fmt::format(fmt::runtime(words_.against), title_in(wishes_.language, scenario_.title), scenario_.name),
                   scenario_.begins ? fmt::format(fmt::runtime(words_.begins), to_string(*scenario_.begins)) : "");
        const std::vector<std::size_t> chosen = shown_.choose(wishes_.measures, most);
        const std::size_t changed = shown_.changed();
        if (changed == 0) {
            fmt::print("{}", words_.nothing);
        } else {
            for (const std::size_t series : chosen) add(series);
            print_rows();
            fmt::print(fmt::runtime(words_.shown), fmt::arg("shown", chosen.size()), fmt::arg("changed", changed), fmt::arg("all", shown_.measures()));
        }
        const std::vector<std::string> unmatched = comparison_.unmatched(other_);
        if (!unmatched.empty()) fmt::print(fmt::runtime(words_.only_one), fmt::join(unmatched, ", "));
    }

private:
    const Comparison& comparison_;
    const std::size_t other_;
    const Compared& scenario_;
    const TableWishes& wishes_;
    const Words& words_;
    const ShownEffects shown_;
    std::vector<Cells> rows_;

    void add(std::size_t series) {
        const Series& own = comparison_.table(0).series[series];
        std::string title = title_of(own, comparison_.plan(0), wishes_.language);
        const auto expected = scenario_.expects.find(comparison_.plan(0).at(own.measure).name);
        if (expected != scenario_.expects.end()) title += fmt::format(" [{}]", expected->second ? words_.up : words_.down);
        Cells row{title};
        PairedEffect last{};
        for (const Date date : shown_.dates()) {
            last = shown_.effect(series, date);
            const double level = shown_.level(series, date);
            row.push_back(level_text(level * scale_of(own), own.unit == "1", wishes_.language));
            row.push_back(effect_text(scaled(last, scale_of(own)), wishes_.language));
            row.push_back(own.unit == "1" || last.replications == 0 ? "" : percent_text(last.effect, level, wishes_.language));
        }
        row.push_back(last.replications == 0 || last.effect == 0 ? "" : fmt::format("{:.0f} %", 100 * last.share_same_sign));
        rows_.push_back(std::move(row));
    }

    void print_rows() {
        Cells head{""};
        for (std::size_t date = 0; date < shown_.dates().size(); ++date)
            for (const char* word : {scenario_.is_by_policies ? words_.without : words_.first, words_.difference, ""}) head.emplace_back(word);
        head.emplace_back(words_.same_sign);
        rows_.insert(rows_.begin(), std::move(head));
        const std::vector<std::size_t> widths = widths_of(rows_, widest_title);
        print_dates(widths);
        for (const Cells& row : rows_) fmt::print("{}\n", aligned(row, widths));
    }

    // Each date over its columns.
    void print_dates(const std::vector<std::size_t>& widths) const {
        std::string line(widths[0], ' ');
        for (std::size_t date = 0; date < shown_.dates().size(); ++date) {
            const bool is_last = date + 1 == shown_.dates().size();
            const std::string text = fmt::format(fmt::runtime(is_last ? words_.end : words_.year_on), to_string(shown_.dates()[date]));
            std::size_t width = 4;
            for (std::size_t column = 1; column <= 3; ++column) width += widths[3 * date + column];
            line += "  " + right(text, width);
        }
        fmt::print("{}\n", line);
    }
};

// The more tables, the fewer rows each: together they are read in one go.
std::size_t rows_for(std::size_t tables) { return tables == 1 ? 20 : tables <= 3 ? 12 : 8; }

}  // namespace

void print_comparison(const Comparison& comparison, const std::vector<Compared>& scenarios, std::size_t shown, const TableWishes& wishes) {
    const Words& words = words_in(wishes.language);
    fmt::print(fmt::runtime(words.head), title_in(wishes.language, scenarios.front().title), scenarios.front().name, comparison.replications(),
               comparison.replications() == 1 ? words.replication : words.replications);
    for (std::size_t other = 1; other <= shown; ++other) Table{comparison, other, scenarios[other], wishes}.print(rows_for(shown));
    fmt::print("\n");
    fmt::print(fmt::runtime(words.foot), wishes.rows_in_file);
    if (comparison.replications() < few_replications) fmt::print("{}", words.few);
}

void print_attribution(const Comparison& comparison, const std::vector<std::string>& policies, const Compared& all_scenario, std::size_t all,
                       const TableWishes& wishes) {
    const Words& words = words_in(wishes.language);
    const ShownEffects effects(comparison, all, all_scenario);
    const Date last = effects.dates().back();
    std::vector<Cells> rows{{"", words.together}};
    for (const std::string& policy : policies) rows.front().push_back(policy);
    rows.front().emplace_back(words.interaction);
    for (const std::size_t series : effects.choose(wishes.measures, 20)) {
        const Series& own = comparison.table(0).series[series];
        const std::size_t row = effects.row_of(series, last);
        rows.push_back({title_of(own, comparison.plan(0), wishes.language), effect_text(scaled(effects.effect(series, last), scale_of(own)), wishes.language)});
        for (std::size_t sum = 0; sum <= policies.size(); ++sum)
            rows.back().push_back(effect_text(scaled(comparison.followed(sum, series, row), scale_of(own)), wishes.language));
    }
    fmt::print("\n{}\n", fmt::format(fmt::runtime(words.split), title_in(wishes.language, all_scenario.title), all_scenario.name, to_string(last)));
    const std::vector<std::size_t> widths = widths_of(rows, widest_title);
    for (const Cells& row : rows) fmt::print("{}\n", aligned(row, widths));
    fmt::print("{}", words.split_foot);
}

}  // namespace doorstroom
