#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdio>
#include <deque>
#include <functional>
#include <set>

#include <fmt/format.h>

#include "app/commands.hpp"
#include "app/comparison_table.hpp"
#include "app/interrupt.hpp"
#include "app/progress.hpp"
#include "app/result.hpp"
#include "app/status.hpp"
#include "output/comparison_file.hpp"
#include "output/fault.hpp"
#include "output/manifest.hpp"
#include "run/comparison.hpp"
#include "text/scalar.hpp"

namespace doorstroom {

namespace {

namespace files = std::filesystem;

struct Words {
    const char *written, *known_well, *not_known_well;
};
constexpr Words english{"Written to {}: {} rows\n", "{measure} on {date} is known to ± {half:.3g} after {count} replications.\n",
                        "{measure} on {date} is known only to ± {half:.3g} after {count} replications, the most allowed.\n"};
constexpr Words dutch{"Geschreven in {}: {} rijen\n", "{measure} op {date} is bekend op ± {half:.3g} na {count} replicaties.\n",
                      "{measure} op {date} is na {count} replicaties, het hoogste aantal, pas bekend op ± {half:.3g}.\n"};

// A scenario to be compared: its file with some policies, or one of its variants.
struct Wish {
    files::path file;
    ScenarioOptions options;
    std::string added;  // to its name: `+a+b`
};

std::vector<std::vector<std::string>> sets_of(const std::vector<std::string>& policies) {
    std::vector<std::vector<std::string>> sets;
    for (const std::string& policy : policies) sets.push_back({policy});
    if (policies.size() > 1) sets.push_back(policies);
    return sets;
}

// Policy k is bit k: the sets of which nobody asked to see the effect, but that the split needs.
std::vector<std::size_t> sets_between(std::size_t policies) {
    std::vector<std::size_t> sets;
    for (std::size_t set = 0; set + 1 < std::size_t{1} << policies; ++set)
        if (std::popcount(set) > 1) sets.push_back(set);
    return sets;
}

// What policies that only one of the two has say of their difference.
void tell_difference(Compared& compared, const Scenario& base, const Scenario& own) {
    std::set<std::string> disputed;
    const auto look = [&](const Scenario& here, const Scenario& there, bool is_own) {
        for (const PolicyInUse& policy : here.policies) {
            const auto same = [&](const PolicyInUse& other) { return other.name == policy.name && other.from == policy.from && other.until == policy.until; };
            if (std::any_of(there.policies.begin(), there.policies.end(), same)) continue;
            if (!compared.begins || policy.from < *compared.begins) compared.begins = policy.from;
            if (!policy.expects) continue;
            const bool is_up = policy.expects->is_up == is_own;
            const auto [expected, is_new] = compared.expects.emplace(policy.expects->measure, is_up);
            if (!is_new && expected->second != is_up) disputed.insert(policy.expects->measure);
        }
    };
    look(own, base, true);
    look(base, own, false);
    for (const std::string& measure : disputed) compared.expects.erase(measure);
}

class ComparisonRun {
public:
    explicit ComparisonRun(const CompareArguments& arguments)
        : arguments_(arguments), words_(arguments.common.language == Language::nl ? dutch : english) {}

    int carry_out() {
        if (!read_all()) return wrong_input;
        std::vector<const Plan*> plans;
        for (const Scenario& scenario : scenarios_) plans.push_back(&scenario.plan);
        Comparison comparison(plans);
        if (arguments_.goal) find_goal(comparison);
        check_measures(comparison);
        if (arguments_.attribute) follow_shares(comparison);
        refuse_another_file();
        if (!run(comparison)) {
            fmt::print(stderr, "doorstroom: stopped by signal {} after {} replications; nothing was written\n", interrupt(), comparison.replications());
            return stopped_by_signal + interrupt();
        }
        if (arguments_.folder) write(comparison);
        if (!arguments_.common.quiet) print(comparison);
        if (arguments_.goal && !arguments_.common.quiet) say_how_well(comparison);
        return done;
    }

private:
    const CompareArguments& arguments_;
    const Words& words_;
    std::deque<Scenario> scenarios_;
    std::vector<Compared> compared_;
    std::size_t shown_ = 0;  // of the others, the first: those that were asked for
    std::vector<std::size_t> goal_pairs_;  // by other scenario that is shown

    bool read_all() {
        Told told;
        for (const Wish& wish : wishes()) {
            CommonArguments common = arguments_.common;
            common.scenario = wish.options;
            std::optional<Scenario> scenario = read_or_explain(wish.file, common, told);
            if (!scenario) return false;
            scenarios_.push_back(std::move(*scenario));
            const Plan& plan = scenarios_.back().plan;
            compared_.push_back({plan.scenario + wish.added, plan.title, false, {}, {}});
            compared_.back().is_by_policies = !wish.added.empty();
            if (!wish.added.empty()) name_policies(compared_.back(), wish);
            tell_difference(compared_.back(), scenarios_.front(), scenarios_.back());
            tell_apart(compared_.back());
        }
        return true;
    }

    std::vector<Wish> wishes() {
        std::vector<Wish> wishes;
        for (const files::path& file : arguments_.scenarios) wishes.push_back({file, arguments_.common.scenario, ""});
        for (const auto& set : sets_of(arguments_.policies)) wishes.push_back(with(wishes.front(), set));
        shown_ = wishes.size() - 1;
        if (arguments_.attribute)
            for (const std::size_t set : sets_between(arguments_.policies.size())) {
                std::vector<std::string> policies;
                for (std::size_t policy = 0; policy < arguments_.policies.size(); ++policy)
                    if (set >> policy & 1) policies.push_back(arguments_.policies[policy]);
                wishes.push_back(with(wishes.front(), policies));
            }
        if (!arguments_.variants) return wishes;
        for (const std::string& variant : variants_of_the_first()) {
            wishes.push_back(wishes.front());
            wishes.back().options.variant = variant;
        }
        shown_ = wishes.size() - 1;
        return wishes;
    }

    static Wish with(Wish wish, const std::vector<std::string>& policies) {
        for (const std::string& policy : policies) {
            wish.options.policies.push_back(policy);
            wish.added += "+" + policy;
        }
        return wish;
    }

    // Plans stand in the order of the wishes; a split speaks of sets.
    void follow_shares(Comparison& comparison) const {
        const std::size_t count = arguments_.policies.size();
        std::vector<std::size_t> plan_of_set(std::size_t{1} << count, 0);
        for (std::size_t policy = 0; policy < count; ++policy) plan_of_set[std::size_t{1} << policy] = 1 + policy;
        plan_of_set.back() = shown_;
        std::size_t next = shown_;
        for (const std::size_t set : sets_between(count)) plan_of_set[set] = ++next;
        std::vector<std::vector<Marginal>> sums = shapley_shares(count);
        sums.push_back(interaction_of(count));
        for (std::vector<Marginal>& sum : sums) {
            for (Marginal& part : sum) part = {part.weight, plan_of_set[part.with], plan_of_set[part.without]};
            comparison.follow(std::move(sum));
        }
    }

    void check_measures(const Comparison& comparison) const {
        const std::vector<std::string> names = names_to_choose_from(comparison.table(0), comparison.plan(0));
        for (const std::string& name : arguments_.measures) {
            if (std::find(names.begin(), names.end(), name) != names.end()) continue;
            const auto near = text::nearest(name, names);
            throw UsageFault(fmt::format("--measures: there is no measure `{}`{}", name, near ? fmt::format("; a similar one exists: `{}`", *near) : ""));
        }
    }

    void print(const Comparison& comparison) const {
        TableWishes wishes{arguments_.measures, 0, arguments_.common.language};
        for (std::size_t other = 1; other <= shown_; ++other) wishes.rows_in_file += comparison.pairs(other).size();
        print_comparison(comparison, compared_, shown_, wishes);
        if (arguments_.attribute) print_attribution(comparison, arguments_.policies, compared_[shown_], shown_, wishes);
    }

    std::vector<std::string> variants_of_the_first() const {
        Diagnostics diagnostics;  // what is wrong with it is told when it is read to be run
        const Scenario scenario = read_scenario(arguments_.scenarios.front(), arguments_.common.scenario, diagnostics);
        if (scenario.variants.empty() && !diagnostics.has_errors())
            throw UsageFault(fmt::format("{} has no variants to compare", arguments_.scenarios.front().string()));
        return scenario.variants;
    }

    // In words: the titles of the policies.
    void name_policies(Compared& compared, const Wish& wish) const {
        std::vector<std::string> nl, en;
        for (const std::string& own : wish.options.policies)
            for (const PolicyInUse& policy : scenarios_.back().policies)
                if (own == policy.name) nl.push_back(policy.title.nl), en.push_back(policy.title.en);
        if (nl.empty()) nl = en = wish.options.policies;  // left out: not known then
        compared.title = {fmt::format("{}", fmt::join(nl, " + ")), fmt::format("{}", fmt::join(en, " + "))};
    }

    // Two files may call themselves the same.
    void tell_apart(Compared& compared) const {
        std::size_t same = 0;
        for (const Compared& other : compared_) same += other.name == compared.name;
        if (same > 1) compared.name += fmt::format("#{}", same);
    }

    void find_goal(const Comparison& comparison) {
        const CompareArguments::Goal& goal = *arguments_.goal;
        const SeriesTable& table = comparison.table(0);
        for (std::size_t other = 1; other <= shown_; ++other) {
            const auto& pairs = comparison.pairs(other);
            std::size_t found = pairs.size();
            for (std::size_t each = 0; each < pairs.size(); ++each) {
                const Series& series = table.series[pairs[each].series];
                if (series.name == goal.measure && series.group == 0 && table.dates[pairs[each].row] == goal.date) found = each;
            }
            if (found == pairs.size()) refuse_goal(table);
            goal_pairs_.push_back(found);
        }
    }

    [[noreturn]] void refuse_goal(const SeriesTable& table) const {
        const CompareArguments::Goal& goal = *arguments_.goal;
        std::vector<std::string> names;
        for (const Series& series : table.series)
            if (series.group == 0) names.push_back(series.name);
        if (std::find(names.begin(), names.end(), goal.measure) != names.end())
            throw UsageFault(fmt::format("--until: `{}` has no row on {}; its rows are {} apart", goal.measure, to_string(goal.date), "a period of `report`"));
        const auto near = text::nearest(goal.measure, names);
        throw UsageFault(fmt::format("--until: there is no measure `{}`{}", goal.measure, near ? fmt::format("; a similar one exists: `{}`", *near) : ""));
    }

    // The widest half interval of what is to be known well.
    double uncertainty_of(const Comparison& comparison) const {
        double widest = 0;
        for (std::size_t other = 1; other <= shown_; ++other) {
            const PairedEffect effect = comparison.effect(other, goal_pairs_[other - 1]);
            const double half = effect.high95 - effect.effect;
            widest = std::isnan(half) ? INFINITY : std::max(widest, half);
        }
        return widest;
    }

    bool run(Comparison& comparison) {
        const Plan& plan = scenarios_.front().plan;
        const int pairs = arguments_.as_often_as_asked ? plan.replications : std::min(plan.replications, CompareArguments::few);
        const auto most = static_cast<std::uint32_t>(arguments_.goal ? arguments_.goal->at_most : pairs);
        std::uint32_t wanted = std::min(static_cast<std::uint32_t>(pairs), most);
        Progress progress(most, arguments_.common.language, arguments_.common.quiet);
        while (true) {
            const std::uint32_t more = wanted - comparison.replications();
            const EnsembleOptions options{plan.seed, more, arguments_.uncertainty, std::min(arguments_.threads, static_cast<int>(more))};
            if (!comparison.run(options, [&](std::uint32_t count) { progress.show(count); }, [] { return interrupt() != 0; })) return false;
            if (!arguments_.goal || wanted >= most || uncertainty_of(comparison) <= arguments_.goal->within) return true;
            wanted = std::min(most, next_number(comparison));
        }
    }

    // As many as the spread seen so far asks for, at least a quarter more, at most twice as many.
    std::uint32_t next_number(const Comparison& comparison) const {
        const double now = comparison.replications();
        const double ratio = uncertainty_of(comparison) / arguments_.goal->within;
        const double asked = std::min(2 * now, std::max(1.25 * now, now * ratio * ratio));
        return static_cast<std::uint32_t>(std::ceil(std::max(asked, now + 1)));
    }

    void refuse_another_file() const {
        std::error_code fault;
        if (!arguments_.folder || arguments_.force) return;
        for (const files::path& file : {*arguments_.folder / "compare.csv", *arguments_.folder / "attribution.csv"})
            if ((arguments_.attribute || file.filename() == "compare.csv") && files::exists(file, fault) && !is_comparison_file(file))
                throw UsageFault(fmt::format("{} is something else; --force writes over it", file.string()));
    }

    void write(const Comparison& comparison) const {
        std::error_code fault;
        files::create_directories(*arguments_.folder, fault);
        if (fault) throw OutputFault(fmt::format("cannot make {}: {}", arguments_.folder->string(), fault.message()));
        write_whole("compare.csv", "scenario", [&](ComparisonFile& made) { return write_effects(comparison, made); });
        if (arguments_.attribute)
            write_whole("attribution.csv", "policy", [&](ComparisonFile& made) { return write_shares(comparison, made); });
        write_what_made_it(comparison);
    }

    // Last: what it does not agree with is not of this comparison.
    void write_what_made_it(const Comparison& comparison) const {
        ComparisonRecord record{scenarios_.front().plan.seed, comparison.replications(), arguments_.uncertainty, {}, {}};
        for (std::size_t other = 1; other <= shown_; ++other)
            record.others.push_back({compared_[other].name, compared_[other].title, scenarios_[other].digest, compared_[other].begins});
        for (const char* name : {"compare.csv", "attribution.csv"})
            if (arguments_.attribute || name == std::string_view("compare.csv"))
                record.outputs.push_back({name, digest_of_file(*arguments_.folder / name)});
        const files::path unfinished = *arguments_.folder / ".compare.json.unfinished";
        write_comparison_manifest(unfinished, scenarios_.front(), comparison.table(0), record);
        put_in_place(unfinished, *arguments_.folder / "compare.json");
    }

    static void put_in_place(const files::path& unfinished, const files::path& file) {
        std::error_code fault;
        files::rename(unfinished, file, fault);
        if (fault) throw OutputFault(fmt::format("cannot write {}: {}", file.string(), fault.message()));
    }

    // Nothing is there until all of it is.
    void write_whole(const char* name, const char* what, const std::function<std::size_t(ComparisonFile&)>& write_rows) const {
        const files::path file = *arguments_.folder / name, unfinished = *arguments_.folder / fmt::format(".{}.unfinished", name);
        std::size_t rows = 0;
        {
            ComparisonFile made(unfinished, what);
            rows = write_rows(made);
            made.close();
        }
        put_in_place(unfinished, file);
        if (!arguments_.common.quiet) fmt::print(stderr, fmt::runtime(words_.written), file.string(), rows);
    }

    std::size_t write_effects(const Comparison& comparison, ComparisonFile& made) const {
        std::size_t rows = 0;
        const SeriesTable& table = comparison.table(0);
        for (std::size_t other = 1; other <= shown_; ++other) {
            const auto& pairs = comparison.pairs(other);
            for (std::size_t each = 0; each < pairs.size(); ++each, ++rows)
                made.write(compared_[other].name, compared_.front().name, table.dates[pairs[each].row], table.series[pairs[each].series],
                           comparison.effect(other, each), comparison.level(pairs[each].series, pairs[each].row));
        }
        return rows;
    }

    // What each adds, what all do together, and how much they interact.
    std::size_t write_shares(const Comparison& comparison, ComparisonFile& made) const {
        std::size_t rows = 0;
        const SeriesTable& table = comparison.table(0);
        const auto& pairs = comparison.pairs(shown_);
        const std::size_t count = arguments_.policies.size();
        for (std::size_t sum = 0; sum <= count + 1; ++sum)
            for (std::size_t each = 0; each < pairs.size(); ++each, ++rows) {
                const auto& pair = pairs[each];
                const PairedEffect effect = sum == count ? comparison.effect(shown_, each) : comparison.followed(std::min(sum, count), pair.series, pair.row);
                made.write(sum < count ? arguments_.policies[sum] : sum == count ? "(together)" : "(interaction)", compared_.front().name,
                           table.dates[pair.row], table.series[pair.series], effect, comparison.level(pair.series, pair.row));
            }
        return rows;
    }

    void say_how_well(const Comparison& comparison) const {
        const CompareArguments::Goal& goal = *arguments_.goal;
        const double half = uncertainty_of(comparison);
        fmt::print(fmt::runtime(half <= goal.within ? words_.known_well : words_.not_known_well), fmt::arg("measure", goal.measure),
                   fmt::arg("date", to_string(goal.date)), fmt::arg("half", half), fmt::arg("count", comparison.replications()));
    }
};

}  // namespace

int compare(const CompareArguments& arguments) { return ComparisonRun(arguments).carry_out(); }

}  // namespace doorstroom
