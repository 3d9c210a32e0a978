// Of all numbers of a comparison those that are put on the screen: few enough to be read out, and which they are.
#pragma once

#include <compare>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "output/picture.hpp"
#include "run/comparison.hpp"

namespace doorstroom {

// One scenario of a comparison: what it is called in files, and in words; and how it differs from the first.
struct Compared {
    std::string name;
    Title title;
    bool is_by_policies = false;             // the first with policies more or less
    std::optional<Date> begins = {};         // the first day of a policy that only one of the two has
    std::map<std::string, bool> expects = {};  // whether such policies expect a measure to go up
};

class ShownEffects {
public:
    ShownEffects(const Comparison& comparison, std::size_t other, const Compared& scenario);

    // One year after it begins, where the run lasts so long; and the end of the run. Always at least one.
    const std::vector<Date>& dates() const { return dates_; }
    // Those of the wanted measures, in that order; none wanted: what is expected to move, and then what moves most beside how much
    // there is, at most so many.
    std::vector<std::size_t> choose(const std::vector<std::string>& wanted, std::size_t most) const;

    // Of a total on a date: of flows, waits and costs the period that ends there.
    PairedEffect effect(std::size_t series, Date date) const;
    double level(std::size_t series, Date date) const;
    std::size_t row_of(std::size_t series, Date date) const;

    std::size_t measures() const;  // all there are
    std::size_t changed() const;   // those that change in any replication, on any date

private:
    const Comparison& comparison_;
    const std::size_t other_;
    const Compared& scenario_;
    const SeriesTable& table_;
    std::vector<Date> dates_;
    std::map<std::pair<std::size_t, std::size_t>, std::size_t> pair_of_;  // of totals, by series and row

    bool changes(std::size_t series) const;
    // How far it goes beside how much there is, and whether chance cannot have done it.
    struct Move {
        bool is_sure = false;
        double by = 0;
        friend auto operator<=>(const Move&, const Move&) = default;
    };
    Move moves(std::size_t series) const;
    bool says_the_same(std::size_t series, const std::vector<std::size_t>& as) const;
};

// Spreads and numbers counted are not shown: they say nothing by themselves.
bool is_shown_total(const Series& series);
// The measures and statistics that can be asked for by name.
std::vector<std::string> names_to_choose_from(const SeriesTable& table, const Plan& plan);
// `Persons in reception, p90 (days)`
std::string title_of(const Series& series, const Plan& plan, Language language);

}  // namespace doorstroom
