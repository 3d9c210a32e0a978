#include "language/changed_branches.hpp"

#include <algorithm>

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
            taken.push_back(composed.made(
                Op::maximum, {composed.number(0), composed.made(Op::minimum, {composed.add(chance, Composed::As::drawn), left})}));
            if (&next[i] == &branch) break;
            stated.push_back(composed.add(chance, Composed::As::stated));
        }
        if (!is_uncertain(own)) {
            constexpr double least = 1e-12;  // where nobody else has a share, nobody gets one
            const std::uint32_t before = composed.made(Op::maximum, {composed.number(least), composed.left_by(stated)});
            const std::uint32_t now = composed.made(Op::maximum, {composed.number(0), composed.left_by(taken)});
            const std::uint32_t share = composed.add(own, Composed::As::drawn);
            composed.made(Op::product, {share, composed.made(Op::ratio, {now, before})});
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

}  // namespace doorstroom::language
