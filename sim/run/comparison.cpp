#include "run/comparison.hpp"

#include <limits>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace doorstroom {

namespace {

// The numbers of all plans of one replication, one plan after another.
class Runner {
    static constexpr std::size_t most_kept = 8;  // engines: each holds a country, and one is soon made anew

public:
    Runner(const std::vector<const Plan*>& plans, const std::vector<DerivedMeasures>& derived) : plans_(plans), derived_(derived), engines_(plans.size()) {}

    Observations run(const Trial& trial) {
        Observations all;
        for (std::size_t each = 0; each < plans_.size(); ++each) {
            if (!engines_[each]) engines_[each].emplace(*plans_[each]);
            Observations own = engines_[each]->run(trial);
            if (plans_.size() > most_kept) engines_[each].reset();
            derived_[each].fill(own.values);
            all.values.insert(all.values.end(), own.values.begin(), own.values.end());
        }
        return all;
    }

private:
    const std::vector<const Plan*>& plans_;
    const std::vector<DerivedMeasures>& derived_;
    std::vector<std::optional<Engine>> engines_;
};

}  // namespace

Comparison::Comparison(const std::vector<const Plan*>& plans) : plans_(plans) {
    std::size_t offset = 0;
    for (const Plan* plan : plans_) {
        tables_.push_back(make_series_table(*plan));
        derived_.emplace_back(*plan, tables_.back());
        offsets_.push_back(offset);
        offset += tables_.back().series.size() * tables_.back().rows;
    }
    levels_.resize(tables_.front().series.size() * tables_.front().rows);
    for (std::size_t other = 1; other < plans_.size(); ++other) {
        pairs_.push_back(pairs_with(other));
        differences_.emplace_back(pairs_.back().size());
    }
}

std::vector<Comparison::Pair> Comparison::pairs_with(std::size_t other) const {
    const SeriesTable& base = tables_.front();
    const SeriesTable& own = tables_[other];
    std::map<std::pair<std::string, std::string>, std::size_t> series;
    for (std::size_t each = 0; each < own.series.size(); ++each)
        series[{own.series[each].name, own.series[each].group_name}] = each;
    std::map<Date, std::size_t> rows;
    for (std::size_t row = 0; row < own.rows; ++row) rows[own.dates[row]] = row;
    std::vector<Pair> pairs;
    for (std::size_t row = 0; row < base.rows; ++row) {
        const auto same_row = rows.find(base.dates[row]);
        if (same_row == rows.end()) continue;
        for (std::size_t each = 0; each < base.series.size(); ++each) {
            const auto same = series.find({base.series[each].name, base.series[each].group_name});
            if (same == series.end() || own.series[same->second].unit != base.series[each].unit) continue;
            const bool begins_no_period = row + 1 == base.rows || same_row->second + 1 == own.rows;
            if (begins_no_period && !plans_.front()->at(base.series[each].measure).at_moment) continue;
            pairs.push_back({each, row, same->second, same_row->second});
        }
    }
    return pairs;
}

std::vector<std::string> Comparison::unmatched(std::size_t other) const {
    std::set<std::string> here, there, unmatched;
    const auto names = [](const SeriesTable& table, std::set<std::string>& into) {
        for (const Series& series : table.series) into.insert(series.name + " (" + series.unit + ")");
    };
    names(tables_.front(), here);
    names(tables_[other], there);
    for (const std::string& name : here)
        if (!there.count(name)) unmatched.insert(name);
    for (const std::string& name : there)
        if (!here.count(name)) unmatched.insert(name);
    return {unmatched.begin(), unmatched.end()};
}

bool Comparison::run(const EnsembleOptions& options, const Show& show, const IsStopping& is_stopping) {
    std::vector<std::unique_ptr<Runner>> runners(static_cast<std::size_t>(options.threads));
    const std::uint32_t first = replications_;
    const RunTrial run = [&](int worker, Trial trial) {
        auto& runner = runners[static_cast<std::size_t>(worker)];
        if (!runner) runner = std::make_unique<Runner>(plans_, derived_);
        trial.replication += first;
        return runner->run(trial);
    };
    const TakeObservations take_each = [&](std::uint32_t, const Observations& observations) {
        take(observations.values);
        show(replications_);
    };
    return run_ensemble(options, run, take_each, is_stopping) == Ended::complete;
}

void Comparison::take(const std::vector<double>& values) {
    for (std::size_t other = 1; other < plans_.size(); ++other) {
        const double* const base = values.data();
        const double* const own = values.data() + offsets_[other];
        const auto& pairs = pairs_[other - 1];
        for (std::size_t each = 0; each < pairs.size(); ++each) {
            const Pair& pair = pairs[each];
            differences_[other - 1][each].add(own[pair.other_series * tables_[other].rows + pair.other_row] -
                                              base[pair.series * tables_.front().rows + pair.row]);
        }
    }
    for (std::size_t each = 0; each < levels_.size(); ++each) levels_[each].add(values[each]);
    if (!sums_.empty()) take_sums(values);
    ++replications_;
}

void Comparison::take_sums(const std::vector<double>& values) {
    const std::size_t rows = tables_.front().rows, count = levels_.size();
    const double nothing = std::numeric_limits<double>::quiet_NaN();
    std::vector<std::vector<double>> of_plans(plans_.size(), std::vector<double>(count, nothing));
    of_plans.front().assign(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(count));
    for (std::size_t other = 1; other < plans_.size(); ++other)
        for (const Pair& pair : pairs_[other - 1])
            of_plans[other][pair.series * rows + pair.row] = values[offsets_[other] + pair.other_series * tables_[other].rows + pair.other_row];
    for (Followed& followed : sums_) {
        followed.differences.resize(count);
        for (std::size_t each = 0; each < count; ++each) {
            double sum = 0;  // of differences: exactly 0 where nothing differs
            for (const Marginal& part : followed.sum) sum += part.weight * (of_plans[part.with][each] - of_plans[part.without][each]);
            followed.differences[each].add(sum);
        }
    }
}

double Comparison::level(std::size_t series, std::size_t row) const { return levels_[series * tables_.front().rows + row].effect().effect; }

PairedEffect Comparison::followed(std::size_t sum, std::size_t series, std::size_t row) const {
    const auto& differences = sums_[sum].differences;
    return differences.empty() ? PairedDifferences{}.effect() : differences[series * tables_.front().rows + row].effect();
}

}  // namespace doorstroom
