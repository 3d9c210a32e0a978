#include "language/changed_branches.hpp"

#include <algorithm>
#include <map>

#include "language/changes.hpp"
#include "language/evaluate.hpp"

namespace doorstroom::language {

namespace {

using Op = ValueNode::Op;

// One value made of others, their axes laid together.
class Composed {
public:
    explicit Composed(const Value& like) {
        value_.address = like.address;
        value_.place = like.place;
        value_.least = 0;
        value_.most = 1;
    }

    enum class As : std::uint8_t { drawn, stated };  // stated: as if nothing were uncertain

    std::uint32_t add(const Value& part, As as) {
        std::vector<std::uint32_t> place;  // of the nodes of the part
        for (ValueNode node : part.nodes) {
            if (as == As::stated && given(node.factor)) {
                place.push_back(place[node.children[0]]);
                continue;
            }
            for (std::uint32_t& child : node.children) child = place[child];
            if (node.op == Op::by) node.axis = axis(part.axes[node.axis]);
            for (std::uint32_t& group : node.groups) group = axis(part.axes[group]);
            place.push_back(add(std::move(node)));
        }
        value_.changes.insert(value_.changes.end(), part.changes.begin(), part.changes.end());
        return place.back();
    }

    std::uint32_t number(double number) {
        ValueNode node;
        node.number = number;
        return add(std::move(node));
    }

    std::uint32_t made(Op op, std::vector<std::uint32_t> children) {
        ValueNode node;
        node.op = op;
        node.children = std::move(children);
        return add(std::move(node));
    }

    // Another value of the plan, as it is drawn; each is held once.
    std::uint32_t value(const Plan& plan, ValueId id) {
        const auto found = held_.find(id);
        if (found != held_.end()) return found->second;
        return held_[id] = add(plan.at(id), As::drawn);
    }

    // children[i] from dates[i] on.
    std::uint32_t from_dates(const Calendar& calendar, std::vector<Date> dates, std::vector<std::uint32_t> children) {
        for (const Date date : dates)
            if (date > calendar.start() && date < calendar.end()) value_.changes.push_back(date);
        ValueNode node;
        node.op = Op::dated;
        node.dates = std::move(dates);
        node.children = std::move(children);
        return add(std::move(node));
    }

    // The chance, between 0 and what is left.
    std::uint32_t within(std::uint32_t chance, std::uint32_t left) {
        return made(Op::maximum, {number(0), made(Op::minimum, {chance, left})});
    }

    // Of a share that takes what the others leave: as it was to what they left before.
    std::uint32_t in_proportion(std::uint32_t share, const std::vector<std::uint32_t>& before, const std::vector<std::uint32_t>& now) {
        constexpr double least = 1e-12;  // where nobody else has a share, nobody gets one
        const std::uint32_t left_before = made(Op::maximum, {number(least), left_by(before)});
        const std::uint32_t left_now = made(Op::maximum, {number(0), left_by(now)});
        return made(Op::product, {share, made(Op::ratio, {left_now, left_before})});
    }

    // 1 less all of these.
    std::uint32_t left_by(const std::vector<std::uint32_t>& taken) {
        std::vector<std::uint32_t> terms{number(1)};
        for (const std::uint32_t each : taken) terms.push_back(made(Op::product, {number(-1), each}));
        return made(Op::sum, std::move(terms));
    }

    // The node added last is the root.
    Value take() {
        std::sort(value_.changes.begin(), value_.changes.end());
        value_.changes.erase(std::unique(value_.changes.begin(), value_.changes.end()), value_.changes.end());
        return std::move(value_);
    }

private:
    Value value_;
    std::map<ValueId, std::uint32_t> held_;

    std::uint32_t add(ValueNode node) {
        value_.nodes.push_back(std::move(node));
        return static_cast<std::uint32_t>(value_.nodes.size() - 1);
    }

    std::uint32_t axis(const Axis& axis) {
        const auto found = std::find(value_.axes.begin(), value_.axes.end(), axis);
        const auto place = static_cast<std::uint32_t>(found - value_.axes.begin());
        if (found == value_.axes.end()) value_.axes.push_back(axis);
        return place;
    }
};

}  // namespace

void share_what_is_left(Plan& plan, std::vector<Branch>& next) {
    std::vector<std::size_t> drawn;  // branches whose chance is
    for (std::size_t i = 0; i < next.size(); ++i)
        if (given(next[i].chance) && is_uncertain(plan.at(next[i].chance))) drawn.push_back(i);
    if (drawn.empty()) return;
    std::vector<Value> made;
    for (const Branch& branch : next) {
        if (!given(branch.chance)) continue;
        const Value& own = plan.at(branch.chance);
        Composed composed{own};
        std::vector<std::uint32_t> taken, stated;  // by the uncertain branches, up to this one or all of them
        for (const std::size_t i : drawn) {
            const Value& chance = plan.at(next[i].chance);
            const std::uint32_t left = composed.left_by(taken);
            taken.push_back(composed.within(composed.add(chance, Composed::As::drawn), left));
            if (&next[i] == &branch) break;
            stated.push_back(composed.add(chance, Composed::As::stated));
        }
        if (!is_uncertain(own)) {
            const std::uint32_t share = composed.add(own, Composed::As::drawn);
            composed.in_proportion(share, stated, taken);
        }
        made.push_back(composed.take());
    }
    for (Branch& branch : next) {
        if (!given(branch.chance)) continue;
        plan.values.push_back(std::move(made.front()));
        made.erase(made.begin());
        branch.chance = static_cast<ValueId>(plan.values.size() - 1);
    }
}

bool ChangedChance::holds_on(Date date) const {
    return std::any_of(holds.begin(), holds.end(), [&](const auto& span) { return span.first <= date && date < span.second; });
}

namespace {

// The chances of one stage while some policies hold and others do not.
class ChancesByDate {
public:
    ChancesByDate(const Plan& plan, const std::vector<Branch>& next, const std::vector<ChangedChance>& changed, bool has_rest)
        : plan_(plan), next_(next), changed_(changed), has_rest_(has_rest), dates_{always} {
        for (const ChangedChance& each : changed)
            for (const auto& [from, until] : each.holds)
                for (const Date date : {from, until})
                    if (date != Date::max()) dates_.push_back(date);
        std::sort(dates_.begin(), dates_.end());
        dates_.erase(std::unique(dates_.begin(), dates_.end()), dates_.end());
    }

    Value of(std::size_t branch) const {
        Composed composed{plan_.at(next_[branch].chance)};
        std::vector<std::uint32_t> children;
        for (const Date date : dates_) children.push_back(chance(composed, branch, date));
        composed.from_dates(plan_.calendar, dates_, std::move(children));
        return composed.take();
    }

private:
    const Plan& plan_;
    const std::vector<Branch>& next_;
    const std::vector<ChangedChance>& changed_;
    const bool has_rest_;
    std::vector<Date> dates_;

    std::uint32_t chance(Composed& composed, std::size_t branch, Date date) const {
        std::vector<std::uint32_t> before, taken;  // by the branches that are changed, those up to this one
        const bool is_changed = changed_[branch].holds_on(date);
        if (has_rest_) return composed.value(plan_, is_changed ? changed_[branch].chance : next_[branch].chance);
        for (std::size_t each = 0; each < next_.size(); ++each) {
            if (!changed_[each].holds_on(date)) continue;
            before.push_back(composed.value(plan_, next_[each].chance));
            taken.push_back(composed.within(composed.value(plan_, changed_[each].chance), composed.left_by(taken)));
            if (each == branch) return taken.back();
        }
        const std::uint32_t share = composed.value(plan_, next_[branch].chance);
        return taken.empty() ? share : composed.in_proportion(share, before, taken);
    }
};

}  // namespace

void change_chances(Plan& plan, std::vector<Branch>& next, const std::vector<ChangedChance>& changed, bool has_rest) {
    const auto is_changed = [](const ChangedChance& each) { return given(each.chance); };
    if (std::none_of(changed.begin(), changed.end(), is_changed)) return;
    const ChancesByDate chances{plan, next, changed, has_rest};
    std::vector<std::pair<std::size_t, Value>> made;
    for (std::size_t branch = 0; branch < next.size(); ++branch)
        if (given(next[branch].chance) && (is_changed(changed[branch]) || (!has_rest && !given(next[branch].when))))
            made.emplace_back(branch, chances.of(branch));
    for (auto& [branch, value] : made) {
        plan.values.push_back(std::move(value));
        next[branch].chance = static_cast<ValueId>(plan.values.size() - 1);
    }
}

namespace {

// 1 in these dates, else 0.
ValueId while_it_holds(Plan& plan, const ChangedChance& changed, const Value& like) {
    Composed composed{like};
    const std::uint32_t no = composed.number(0), yes = composed.number(1);
    std::vector<Date> dates{always};
    for (const auto& [from, until] : changed.holds) dates.insert(dates.end(), {from, until});
    std::sort(dates.begin(), dates.end());
    dates.erase(std::unique(dates.begin(), dates.end()), dates.end());
    std::vector<std::uint32_t> children;
    for (const Date date : dates) children.push_back(changed.holds_on(date) ? yes : no);
    composed.from_dates(plan.calendar, std::move(dates), std::move(children));
    plan.values.push_back(composed.take());
    return static_cast<ValueId>(plan.values.size() - 1);
}

// Kept between 0 and 1.
ValueId as_a_chance(Plan& plan, ValueId id, Composed::As as) {
    Composed composed{plan.at(id)};
    composed.within(composed.add(plan.at(id), as), composed.number(1));
    plan.values.push_back(composed.take());
    return static_cast<ValueId>(plan.values.size() - 1);
}

}  // namespace

void share_among_those_that_fit(Plan& plan, Stage& stage, const std::vector<ChangedChance>& changed) {
    std::vector<Reshare> drawn, by_policies;
    for (std::uint32_t i = 0; i < stage.next.size(); ++i) {
        const ValueId own = stage.next[i].chance;
        if (given(own) && is_uncertain(plan.at(own))) {
            drawn.push_back({i, as_a_chance(plan, own, Composed::As::drawn), none<ValueId>});
            stage.next[i].chance = as_a_chance(plan, own, Composed::As::stated);
        }
        if (given(changed[i].chance))
            by_policies.push_back({i, as_a_chance(plan, changed[i].chance, Composed::As::drawn), while_it_holds(plan, changed[i], plan.at(own))});
    }
    for (std::vector<Reshare>* reshares : {&drawn, &by_policies})
        if (!reshares->empty()) stage.reshares.push_back(std::move(*reshares));
}

ValueId only_while_it_holds(Compilation& compilation, const std::string& address, ValueId chance) {
    const auto added = compilation.added.find(address);
    if (added == compilation.added.end()) return chance;
    const Policy& policy = compilation.policies[added->second];
    Plan& plan = compilation.plan;
    if (!given(chance)) chance = add_constant(plan, 1, address, {});
    Composed composed{plan.at(chance)};
    const std::uint32_t nobody = composed.number(0), those = composed.value(plan, chance);
    std::vector<Date> dates{always, policy.from};
    std::vector<std::uint32_t> children{nobody, those};
    if (policy.until != Date::max()) {
        dates.push_back(policy.until);
        children.push_back(nobody);
    }
    composed.from_dates(plan.calendar, std::move(dates), std::move(children));
    plan.values.push_back(composed.take());
    return static_cast<ValueId>(plan.values.size() - 1);
}

}  // namespace doorstroom::language
