#include "run/comparison.hpp"

#include <map>
#include <optional>
#include <set>
#include <utility>

namespace doorstroom {

namespace {

// The numbers of all plans of one replication, one plan after another.
class Runner {
public:
    Runner(const std::vector<const Plan*>& plans, const std::vector<DerivedMeasures>& derived) : plans_(plans), derived_(derived), engines_(plans.size()) {}

    Observations run(const Trial& trial) {
        Observations all;
        for (std::size_t each = 0; each < plans_.size(); ++each) {
            if (!engines_[each]) engines_[each].emplace(*plans_[each]);
            Observations own = engines_[each]->run(trial);
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
    ++replications_;
}

}  // namespace doorstroom
