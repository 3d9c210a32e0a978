// uncertain: which numbers rise and fall together. Rank correlations become weights of independent normal numbers, so that
// a run has only to add them up.
#include <fmt/format.h>

#include <cmath>
#include <numbers>
#include <set>

#include "language/compile.hpp"
#include "language/fit.hpp"
#include "language/reader.hpp"

namespace doorstroom::language {

namespace {

// The correlation of two normal numbers whose ranks are correlated so: K. Pearson, "On further methods of determining
// correlation" (1907).
double normal_correlation(double of_ranks) { return 2 * std::sin(std::numbers::pi / 6 * of_ranks); }

class Correlations {
public:
    explicit Correlations(Compilation& compilation) : compilation_(compilation), factors_(compilation.plan.factors) {}

    void compile() {
        for (const auto& [path, uncertain] : compilation_.uncertain) factor_of_.emplace(path, uncertain.factor);
        for (const auto& [path, uncertain] : compilation_.uncertain)
            if (const text::Entry* entry = uncertain.entry->value.find("correlated")) read(path, entry->value);
        std::set<FactorId> done;
        for (std::size_t factor = 0; factor < factors_.size(); ++factor)
            if (const auto id = static_cast<FactorId>(factor); said_of(id) && !done.count(id)) {
                const std::vector<FactorId> together = all_with(id);
                done.insert(together.begin(), together.end());
                weigh(together);
            }
    }

private:
    struct Said {
        double of_ranks = 0;
        const text::Entry* entry = nullptr;
    };
    using Pair = std::pair<FactorId, FactorId>;  // the one that stands first in the plan first

    Compilation& compilation_;
    std::vector<Factor>& factors_;
    Names<FactorId> factor_of_;
    std::map<Pair, Said> said_;

    void read(const std::string& path, const text::Node& node) {
        for (const text::Entry* entry : compilation_.entries(node, "correlated number")) {
            const FactorId own = factor_of_.at(path);
            const FactorId other = compilation_.look_up(factor_of_, name_node(*entry), "uncertain number");
            const auto number = number_of(entry->value);
            if (!number || !(*number > -1 && *number < 1))
                compilation_.fault(entry->value, fmt::format("expected a rank correlation above -1 and below 1, found {}", describe(entry->value)));
            else if (own == other)
                compilation_.fault_at_key(*entry, fmt::format("`{}` cannot be correlated with itself", path));
            else if (given(other))
                say(own, other, {*number, entry});
        }
    }

    void say(FactorId own, FactorId other, const Said& said) {
        const std::string &path = factors_[index(own)].path, &beside = factors_[index(other)].path;
        if (factors_[index(own)].walks != factors_[index(other)].walks)
            return compilation_.fault_at_key(*said.entry, fmt::format("of `{}` and `{}` one walks and the other does not: they cannot be correlated", path, beside),
                                             "numbers that walk are correlated year by year");
        const auto [before, is_new] = said_.emplace(Pair{std::min(own, other), std::max(own, other)}, said);
        if (!is_new && before->second.of_ranks != said.of_ranks)
            compilation_.fault(said.entry->value, fmt::format("`{}` and `{}` are correlated otherwise at {}", path, beside, compilation_.place(before->second.entry->value.mark)),
                               "it is enough to say it of one of them");
    }

    double between(FactorId one, FactorId other) const {
        if (one == other) return 1;
        const auto found = said_.find({std::min(one, other), std::max(one, other)});
        return found == said_.end() ? 0 : found->second.of_ranks;
    }

    bool said_of(FactorId one) const {
        for (const auto& said : said_)
            if (said.first.first == one || said.first.second == one) return true;
        return false;
    }

    // In the order of the plan, with those correlated with it, directly or through others.
    std::vector<FactorId> all_with(FactorId first) const {
        std::set<FactorId> all{first};
        for (std::size_t before = 0; before != all.size();) {
            before = all.size();
            for (const auto& said : said_) {
                const auto [one, other] = said.first;
                if (all.count(one) || all.count(other)) all.insert({one, other});
            }
        }
        return {all.begin(), all.end()};
    }

    // The first keeps the draw it would have alone; every other is made of its own and of those before it.
    void weigh(const std::vector<FactorId>& together) {
        Rows matrix;
        for (const FactorId one : together) {
            matrix.emplace_back();
            for (const FactorId other : together) matrix.back().push_back(normal_correlation(between(one, other)));
            matrix.back()[matrix.size() - 1] = 1;
        }
        const auto root = lower_root(matrix);
        if (!root) return refuse(together);
        for (std::size_t row = 1; row < together.size(); ++row) {
            std::vector<Factor::Part> parts;
            for (std::size_t part = 0; part <= row; ++part)
                if ((*root)[row][part] != 0) parts.push_back({together[part], (*root)[row][part]});
            if (parts.size() > 1) factors_[index(together[row])].normal = std::move(parts);
        }
    }

    void refuse(const std::vector<FactorId>& together) {
        std::vector<std::string> paths;
        for (const FactorId one : together) paths.push_back(quote(factors_[index(one)].path));
        for (const auto& [pair, said] : said_)
            if (pair.first == together.front())
                return compilation_.fault_at_key(*said.entry, fmt::format("no numbers can be correlated like this all at once: {}", fmt::join(paths, ", ")),
                                                 "two of which nothing is said are not correlated at all: say how those are, or take smaller numbers");
    }
};

}  // namespace

void compile_correlations(Compilation& compilation) { Correlations{compilation}.compile(); }

}  // namespace doorstroom::language
