// Scenarios side by side: the same replications of each, and what each differs from the first, number by number.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "doorstroom/series.hpp"
#include "report/derived.hpp"
#include "report/paired.hpp"
#include "run/ensemble.hpp"
#include "run/shapley.hpp"

namespace doorstroom {

class Comparison {
public:
    // The first plan is what the others are compared with. Plans must live as long as this. Throws ScenarioFault.
    explicit Comparison(const std::vector<const Plan*>& plans);

    // Runs so many more replications of every plan, each with the same chance. False when stopped.
    using Show = std::function<void(std::uint32_t done)>;
    bool run(const EnsembleOptions& options, const Show& show, const IsStopping& is_stopping);

    std::uint32_t replications() const { return replications_; }
    std::size_t others() const { return plans_.size() - 1; }
    const Plan& plan(std::size_t each) const { return *plans_[each]; }
    const SeriesTable& table(std::size_t each) const { return tables_[each]; }

    // A number that the first and the other (from 1) both have: a series, and a date.
    struct Pair {
        std::size_t series, row;  // in the table of the first
        std::size_t other_series, other_row;
    };
    const std::vector<Pair>& pairs(std::size_t other) const { return pairs_[other - 1]; }  // by date, then by series
    PairedEffect effect(std::size_t other, std::size_t pair) const { return differences_[other - 1][pair].effect(); }
    // The mean of a number of the first, over the replications that have it.
    double level(std::size_t series, std::size_t row) const;

    // Also to follow: a sum of differences between the plans, weighted; `with` and `without` are numbers of plans. To be
    // said before anything is run. Where one of the plans does not have a number there is none.
    void follow(std::vector<Marginal> sum) { sums_.push_back({std::move(sum), {}}); }
    // Of the sum that was said first (0), second, …, for a number of the first plan.
    PairedEffect followed(std::size_t sum, std::size_t series, std::size_t row) const;

    // Measures that only one of the two has.
    std::vector<std::string> unmatched(std::size_t other) const;

private:
    std::vector<const Plan*> plans_;
    std::vector<SeriesTable> tables_;
    std::vector<DerivedMeasures> derived_;
    std::vector<std::size_t> offsets_;  // where the numbers of each plan begin, in those of one replication
    std::vector<std::vector<Pair>> pairs_;
    std::vector<std::vector<PairedDifferences>> differences_;
    std::vector<PairedDifferences> levels_;  // by series of the first, then by row
    struct Followed {
        std::vector<Marginal> sum;
        std::vector<PairedDifferences> differences;  // as `levels_`
    };
    std::vector<Followed> sums_;
    std::uint32_t replications_ = 0;

    std::vector<Pair> pairs_with(std::size_t other) const;
    void take(const std::vector<double>& values);
    void take_sums(const std::vector<double>& values);
};

}  // namespace doorstroom
