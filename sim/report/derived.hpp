// Measures made of other measures (sum, difference, ratio, cumulative, below), filled in for one replication at a time.
#pragma once

#include <vector>

#include "doorstroom/plan.hpp"
#include "doorstroom/series.hpp"

namespace doorstroom {

class DerivedMeasures {
public:
    // Throws ScenarioFault where measures cannot be combined as the scenario asks.
    DerivedMeasures(const Plan& plan, const SeriesTable& table);

    // Fills the derived series of Observations.values, whose base series the engine has filled. Where a number is
    // missing or a divisor is zero, so is what is made of it.
    void fill(std::vector<double>& values) const;

private:
    // A number, or the series whose value in the same row is meant.
    struct Term {
        bool is_number;
        double number;
        std::size_t series;
    };
    struct Line {
        Measure::Kind kind;
        std::size_t series;
        bool at_moment;
        double start;
        std::vector<Term> terms;
    };

    void add_measure(const Plan& plan, const SeriesTable& table, MeasureId id);
    Term term_of(const Plan& plan, const SeriesTable& table, const Measure& measure, std::uint32_t group, const Operand& operand) const;
    void fill_cumulative(const Line& line, std::vector<double>& values) const;
    void fill_rows(const Line& line, std::vector<double>& values) const;

    std::size_t rows_;
    std::vector<Line> lines_;  // operands before what is made of them
};

}  // namespace doorstroom
