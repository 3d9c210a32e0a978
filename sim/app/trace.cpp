#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "app/commands.hpp"
#include "app/life_shown.hpp"
#include "app/policy_words.hpp"
#include "app/status.hpp"
#include "text/scalar.hpp"

namespace doorstroom {

namespace {

struct Words {
    const char *no_person, *head, *found, *still_there, *left, *of_longest, *of_middle, *of_first, *with, *not_there;
};
constexpr Words english{"synthetic household, no real person\n",
    "{} ({}), replication {}, seed {}\n",
    "Found: {} among {} stays in {}: {}, from {}{}\n",
    ", and still there when the run ends", "", "the longest", "the one in the middle", "the first to come",
    "  with {}\n",
    "\nIn {} there is no such household: it never comes.\n"};
constexpr Words dutch{"synthetisch huishouden, geen bestaand persoon\n",
    "{} ({}), replicatie {}, seed {}\n",
    "Gevonden: {} van {} keren in {}: {}, vanaf {}{}\n",
    ", en er nog als de run eindigt", "", "de langste", "de middelste", "de eerste",
    "  met {}\n",
    "\nIn {} bestaat dit huishouden niet: het komt nooit.\n"};

class Trace {
public:
    explicit Trace(const TraceArguments& arguments)
        : arguments_(arguments), language_(arguments.common.language), words_(language_ == Language::nl ? dutch : english) {}

    int carry_out() {
        if (!read()) return wrong_input;
        const Plan& plan = scenarios_.front().plan;
        trial_ = {plan.seed, arguments_.replication, arguments_.uncertainty};
        std::optional<FoundStay> found;
        if (arguments_.find) found = find(plan);
        const Who household = found ? found->household : *arguments_.household;
        std::vector<LifeTold> told;
        for (const Scenario& scenario : scenarios_) told.push_back({scenario.plan, name_of(scenario), Engine(scenario.plan).follow(trial_, household)});
        if (told.front().life.people.empty()) refuse(plan, household);
        print(told, found);
        return done;
    }

private:
    const TraceArguments& arguments_;
    const Language language_;
    const Words& words_;
    std::vector<Scenario> scenarios_;
    Trial trial_{};

    // The scenario itself, and what stands beside it: another file, or the same with the policies and the variant.
    bool read() {
        Told told;
        CommonArguments plain = arguments_.common;
        const bool beside_itself = !arguments_.beside && (!plain.scenario.policies.empty() || !plain.scenario.variant.empty());
        if (beside_itself) plain.scenario.policies.clear(), plain.scenario.variant.clear();
        auto first = read_or_explain(arguments_.scenario, plain, told);
        if (!first) return false;
        scenarios_.push_back(std::move(*first));
        if (!beside_itself && !arguments_.beside) return true;
        auto second = read_or_explain(arguments_.beside.value_or(arguments_.scenario), arguments_.common, told);
        if (!second) return false;
        scenarios_.push_back(std::move(*second));
        return true;
    }

    // The second is named with what makes it differ.
    std::string name_of(const Scenario& scenario) const {
        std::string name = scenario.plan.scenario;
        if (&scenario == &scenarios_.back() && scenarios_.size() > 1)
            for (const std::string& policy : arguments_.common.scenario.policies) name += "+" + policy;
        return name;
    }

    static bool somebody_stays(const Stage& stage) { return !stage.final && stage.timing != Stage::Timing::pass; }

    StageId stage_of(const Plan& plan) const {
        const std::string& name = arguments_.find->stage;
        std::vector<std::string> names;
        for (const Stage& stage : plan.stages) {
            if (stage.name == name && !somebody_stays(stage)) throw UsageFault(fmt::format("--find: nobody waits in `{}`: who comes there {}", name, stage.final ? "has arrived" : "goes on at once"));
            if (stage.name == name) return static_cast<StageId>(&stage - plan.stages.data());
            if (somebody_stays(stage)) names.push_back(stage.name);
        }
        const auto near = text::nearest(name, names);
        const std::string hint = near ? fmt::format("a similar one exists: `{}`", *near) : fmt::format("a stage is written as PATHWAY.STAGE, such as `{}`", names.empty() ? "asylum.arrived" : names.front());
        throw UsageFault(fmt::format("--find: there is no stage `{}` in {}; {}", name, plan.scenario, hint));
    }

    FoundStay find(const Plan& plan) const {
        const Wanted wanted{stage_of(plan), arguments_.find->which, arguments_.find->newcomers};
        if (const auto found = Engine(plan).find(trial_, wanted)) return *found;
        throw UsageFault(fmt::format("--find: nobody{} comes to `{}` in replication {}", wanted.newcomers ? " who is new" : "", arguments_.find->stage, trial_.replication));
    }

    [[noreturn]] void refuse(const Plan& plan, Who household) const {
        const auto stays = std::find_if(plan.stages.begin(), plan.stages.end(), [](const Stage& stage) { return stage.timing == Stage::Timing::await; });
        const std::string example = (stays == plan.stages.end() ? plan.stages.front() : *stays).name;
        throw UsageFault(fmt::format("there is no household {} in replication {} of {} with seed {}; find one with --find stage={},longest-wait", key_in_words(household),
                                     trial_.replication, plan.scenario, trial_.seed, example));
    }

    void print(const std::vector<LifeTold>& told, const std::optional<FoundStay>& found) const {
        const Plan& plan = scenarios_.front().plan;
        fmt::print("{}", words_.no_person);
        print_head(scenarios_.front());
        if (found) print_found(plan, *found);
        show_life(told.front(), language_);
        if (told.size() > 1) print_other(told.front(), told.back());
        else show_days(told.front(), language_);
    }

    void print_head(const Scenario& scenario) const {
        fmt::print(fmt::runtime(words_.head), title_in(language_, scenario.plan.title), name_of(scenario), trial_.replication, trial_.seed);
        for (const PolicyInUse& policy : scenario.policies) fmt::print(fmt::runtime(words_.with), policy_in_words(policy, language_));
    }

    void print_found(const Plan& plan, const FoundStay& found) const {
        const LifeWords words(plan, language_);
        const char* const which = arguments_.find->which == Wanted::Which::longest ? words_.of_longest
                                  : arguments_.find->which == Wanted::Which::middle ? words_.of_middle
                                                                                    : words_.of_first;
        fmt::print(fmt::runtime(words_.found), which, found.among, arguments_.find->stage, words.days(found.ticks), to_string(words.date_of(found.entered)),
                   found.has_left ? words_.left : words_.still_there);
    }

    void print_other(const LifeTold& first, const LifeTold& second) const {
        if (second.life.people.empty()) {
            fmt::print(fmt::runtime(words_.not_there), second.name);
            return show_days(first, language_);
        }
        fmt::print("\n");
        print_head(scenarios_.back());
        show_beside(first, second, language_);
    }
};

}  // namespace

int trace(const TraceArguments& arguments) { return Trace(arguments).carry_out(); }

}  // namespace doorstroom
