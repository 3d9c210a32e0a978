#include "output/fold.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <set>

namespace doorstroom {

namespace {

// Why two boxes of a pathway become one, from what loses least to what loses most.
enum class Reason : std::uint8_t {
    passing,  // nobody stays in one of them, and it has one neighbour, before it or behind it
    queue,    // people wait for the same in both
    ends,     // both are ends, of the same pillar
    chain,    // whoever leaves the one comes to the other, nobody else does, and not both are queues
    pathway,  // both are of the pathway: rather if people go from one to the other, wait for the same, in one pillar
};
constexpr std::array reasons{Reason::passing, Reason::queue, Reason::ends, Reason::chain, Reason::pathway};

// What a difference weighs beside the number of stages that share the box.
constexpr std::size_t apart = 6, other_pillar = 6, other_queue = 4, end_and_stage = 6;

class Folding {
public:
    explicit Folding(const Plan& plan) : plan_(plan), box_of_(plan.stages.size()) {
        for (std::size_t stage = 0; stage < plan.stages.size(); ++stage) {
            boxes_.push_back({StageId(stage)});
            box_of_[stage] = stage;
        }
        add_ways();
    }

    // One reason after the other, each until it no longer holds anywhere; what makes the smallest box comes first.
    void fold(std::size_t at_most) {
        std::size_t left = boxes_.size();
        for (const Reason reason : reasons)
            while (left > at_most && join_smallest(reason)) --left;
    }

    Fold result() && {
        Fold made{{}, std::vector<std::size_t>(plan_.stages.size())};
        for (std::vector<StageId>& box : boxes_) {
            if (box.empty()) continue;
            std::sort(box.begin(), box.end());
            for (const StageId stage : box) made.box_of[index(stage)] = made.boxes.size();
            made.boxes.push_back(std::move(box));
        }
        return made;
    }

private:
    const Plan& plan_;
    std::vector<std::vector<StageId>> boxes_;  // by their first stage; empty once joined to another
    std::vector<std::size_t> box_of_;
    std::vector<std::pair<std::size_t, std::size_t>> ways_;  // between stages of a pathway

    void add_ways() {
        const auto add = [&](const Stage& from, StageId to) {
            if (given(to)) ways_.emplace_back(&from - plan_.stages.data(), index(to));
        };
        for (const Stage& stage : plan_.stages) {
            for (const Branch& branch : stage.next) add(stage, branch.to);
            for (const Clock& clock : stage.race) add(stage, clock.to);
            add(stage, stage.otherwise);
        }
    }

    bool join_smallest(Reason reason) {
        constexpr std::size_t never = std::numeric_limits<std::size_t>::max();
        std::size_t least = never, first = 0, second = 0;
        const Neighbours neighbours(*this);
        for (std::size_t one = 0; one < boxes_.size(); ++one)
            for (std::size_t other = one + 1; other < boxes_.size(); ++other) {
                if (boxes_[one].empty() || boxes_[other].empty() || !of_one_pathway(one, other)) continue;
                const std::size_t size = boxes_[one].size() + boxes_[other].size() +
                                         (reason == Reason::pathway ? difference(one, other, neighbours) : 0);
                if (size >= least || !holds(reason, one, other, neighbours)) continue;
                least = size, first = one, second = other;
            }
        if (least == never) return false;
        for (const StageId stage : boxes_[second]) box_of_[index(stage)] = first;
        boxes_[first].insert(boxes_[first].end(), boxes_[second].begin(), boxes_[second].end());
        boxes_[second].clear();
        return true;
    }

    // The boxes before and behind each box, as they now are.
    struct Neighbours {
        std::vector<std::set<std::size_t>> before, behind;
        explicit Neighbours(const Folding& folding) : before(folding.boxes_.size()), behind(folding.boxes_.size()) {
            for (const auto& [from, to] : folding.ways_) {
                const std::size_t one = folding.box_of_[from], other = folding.box_of_[to];
                if (one == other) continue;
                behind[one].insert(other);
                before[other].insert(one);
            }
        }
        bool joined(std::size_t one, std::size_t other) const { return behind[one].count(other) || before[one].count(other); }
        bool in_chain(std::size_t one, std::size_t other) const {
            return behind[one] == std::set{other} && before[other] == std::set{one};
        }
    };

    bool holds(Reason reason, std::size_t one, std::size_t other, const Neighbours& near) const {
        const bool both_go_on = !is_end(one) && !is_end(other);
        switch (reason) {
            case Reason::passing: return both_go_on && (passes_to(one, other, near) || passes_to(other, one, near));
            case Reason::queue: return wait_for_same(one, other) && of_one_pillar(one, other);
            case Reason::ends: return is_end(one) && is_end(other) && of_one_pillar(one, other);
            case Reason::chain: return both_go_on && of_one_pillar(one, other) && one_queue_at_most(one, other) && (near.in_chain(one, other) || near.in_chain(other, one));
            case Reason::pathway: return true;
        }
        return false;
    }

    // The whole of a pathway is one thing.
    std::size_t difference(std::size_t one, std::size_t other, const Neighbours& near) const {
        const std::size_t all = plan_.pathways[index(lead(one).pathway)].stages.size();
        if (boxes_[one].size() + boxes_[other].size() == all) return 0;
        return (near.joined(one, other) ? 0 : apart) + (of_one_pillar(one, other) ? 0 : other_pillar) +
               (awaited_in(one) == awaited_in(other) ? 0 : other_queue) + (is_end(one) == is_end(other) ? 0 : end_and_stage);
    }

    const Stage& lead(std::size_t box) const { return plan_.at(lead_of(plan_, boxes_[box])); }
    bool is_end(std::size_t box) const { return plan_.at(boxes_[box].front()).final; }
    bool of_one_pathway(std::size_t one, std::size_t other) const { return lead(one).pathway == lead(other).pathway; }
    bool of_one_pillar(std::size_t one, std::size_t other) const { return lead(one).pillar == lead(other).pillar || passes(one) || passes(other); }

    std::set<ResourceId> awaited_in(std::size_t box) const {
        std::set<ResourceId> awaited;
        for (const StageId stage : boxes_[box])
            if (plan_.at(stage).timing == Stage::Timing::await) awaited.insert(plan_.at(stage).awaits);
        return awaited;
    }

    bool one_queue_at_most(std::size_t one, std::size_t other) const {
        const std::set<ResourceId> first = awaited_in(one), second = awaited_in(other);
        return first.empty() || second.empty() || first == second;
    }

    // What is passed at once is of no pillar.
    bool passes(std::size_t box) const {
        return std::all_of(boxes_[box].begin(), boxes_[box].end(), [&](StageId stage) { return plan_.at(stage).timing == Stage::Timing::pass && !plan_.at(stage).final; });
    }

    bool passes_to(std::size_t passing, std::size_t other, const Neighbours& near) const {
        return passes(passing) && (near.before[passing] == std::set{other} || near.behind[passing] == std::set{other});
    }

    bool wait_for_same(std::size_t one, std::size_t other) const {
        const Stage &first = lead(one), &second = lead(other);
        return first.timing == Stage::Timing::await && second.timing == Stage::Timing::await && first.awaits == second.awaits;
    }
};

int weight_of(const Plan& plan, const Stage& stage) {
    if (stage.timing == Stage::Timing::pass) return 0;
    if (stage.timing == Stage::Timing::await) return 2;
    return stage.timing == Stage::Timing::stay && plan.at(stage.law).family == Law::Family::forever ? 3 : 1;
}

// How many ways out of this stage there are, by its end or before.
std::size_t ways_out_of(const Stage& stage) { return stage.next.size() + stage.race.size(); }

}  // namespace

Fold fold(const Plan& plan, std::size_t at_most) {
    Folding folding(plan);
    folding.fold(at_most);
    return std::move(folding).result();
}

StageId lead_of(const Plan& plan, const std::vector<StageId>& box) {
    return *std::max_element(box.begin(), box.end(), [&](StageId one, StageId other) {
        const auto rank = [&](StageId id) { return std::pair(weight_of(plan, plan.at(id)), ways_out_of(plan.at(id))); };
        return rank(one) < rank(other) || (rank(one) == rank(other) && other < one);
    });
}

}  // namespace doorstroom
