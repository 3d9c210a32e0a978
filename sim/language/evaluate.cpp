#include "language/evaluate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "language/axes.hpp"

namespace doorstroom::language {

namespace {

using Op = ValueNode::Op;

class Evaluation {
public:
    Evaluation(const Value& value, const std::vector<std::uint32_t>& positions, Date date)
        : value_(value), positions_(positions), date_(date) {}

    double at(std::uint32_t index) const {
        const ValueNode& node = value_.nodes[index];
        switch (node.op) {
            case Op::constant: return node.number;
            case Op::missing:
            case Op::replaced:
            case Op::fed_back: return missing;  // known in the run only
            case Op::cut: return cut(node);
            case Op::dated: return dated(node);
            case Op::by: {
                const std::int32_t child = node.positions[positions_[node.axis]];
                return child < 0 ? missing : at(node.children[static_cast<std::size_t>(child)]);
            }
            case Op::times: return at(node.children[0]);
            case Op::ratio: return at(node.children[0]) / at(node.children[1]);
            case Op::sum:
            case Op::product:
            case Op::minimum:
            case Op::maximum: return folded(node);
        }
        return missing;
    }

private:
    static constexpr double missing = std::numeric_limits<double>::quiet_NaN();

    const Value& value_;
    const std::vector<std::uint32_t>& positions_;
    const Date date_;

    double dated(const ValueNode& node) const {
        const auto after = std::upper_bound(node.dates.begin(), node.dates.end(), date_);
        if (after == node.dates.begin()) return missing;
        return at(node.children[static_cast<std::size_t>(after - node.dates.begin()) - 1]);
    }

    double cut(const ValueNode& node) const {
        const double by = at(node.children[0]);
        const auto above = std::upper_bound(node.lower_bounds.begin(), node.lower_bounds.end(), by);
        if (by != by || above == node.lower_bounds.begin()) return missing;
        return at(node.children[static_cast<std::size_t>(above - node.lower_bounds.begin())]);
    }

    double folded(const ValueNode& node) const {
        double result = at(node.children[0]);
        for (std::size_t i = 1; i < node.children.size(); ++i) {
            const double next = at(node.children[i]);
            if (next != next || result != result) return missing;
            if (node.op == Op::sum)
                result += next;
            else if (node.op == Op::product)
                result *= next;
            else
                result = node.op == Op::minimum ? std::min(result, next) : std::max(result, next);
        }
        return result;
    }
};

}  // namespace

double evaluate(const Value& value, const std::vector<std::uint32_t>& positions, Date date) {
    return Evaluation{value, positions, date}.at(static_cast<std::uint32_t>(value.nodes.size() - 1));
}

bool known_before_the_run(const Value& value) {
    return std::none_of(value.nodes.begin(), value.nodes.end(), [](const ValueNode& node) {
        return node.op == Op::replaced || node.op == Op::fed_back;
    });
}

bool is_uncertain(const Value& value) {
    return std::any_of(value.nodes.begin(), value.nodes.end(), [](const ValueNode& node) { return given(node.factor); });
}

bool is_fed_back(const Value& value) {
    return std::any_of(value.nodes.begin(), value.nodes.end(), [](const ValueNode& node) { return node.op == Op::fed_back; });
}

std::string rounded(double number) { return fmt::format("{:.9g}", number); }

Grid::Grid(const Plan& plan, std::vector<ValueId> values, Date first) : plan_(plan), values_(std::move(values)) {
    dates_.push_back(first);
    for (const ValueId id : values_) {
        const Value& value = plan.at(id);
        std::vector<std::size_t> own;
        for (const Axis& axis : value.axes) {
            const auto found = std::find(axes_.begin(), axes_.end(), axis);
            own.push_back(static_cast<std::size_t>(found - axes_.begin()));
            if (found == axes_.end()) axes_.push_back(axis);
        }
        axes_of_.push_back(std::move(own));
        for (const Date date : value.changes)
            if (date > first) dates_.push_back(date);
    }
    std::sort(dates_.begin(), dates_.end());
    dates_.erase(std::unique(dates_.begin(), dates_.end()), dates_.end());
}

bool Grid::small() const {
    double points = static_cast<double>(dates_.size() * values_.size());
    for (const Axis& axis : axes_) points *= axis.size;
    return points <= 5e6;
}

void Grid::each(const Visit& visit) const {
    std::vector<double> numbers(values_.size());
    std::vector<std::uint32_t> own;
    for (const Date date : dates_) {
        std::vector<std::uint32_t> at(axes_.size(), 0);
        for (bool more = true; more;) {
            for (std::size_t i = 0; i < values_.size(); ++i) {
                own.clear();
                for (const std::size_t axis : axes_of_[i]) own.push_back(at[axis]);
                numbers[i] = evaluate(plan_.at(values_[i]), own, date);
            }
            if (can_be(at) && !visit(numbers, [&] { return describe(at, date); })) return;
            more = false;
            for (std::size_t axis = axes_.size(); axis-- > 0 && !more;) {
                more = ++at[axis] < axes_[axis].size;
                if (!more) at[axis] = 0;
            }
        }
    }
}

// Two axes of one number, cut at different bounds, do not meet everywhere.
bool Grid::can_be(const std::vector<std::uint32_t>& at) const {
    const auto lower = [&](std::size_t axis) { return axes_[axis].lower_bounds[at[axis]]; };
    const auto upper = [&](std::size_t axis) {
        return at[axis] + 1 < axes_[axis].size ? axes_[axis].lower_bounds[at[axis] + 1]
                                               : std::numeric_limits<double>::infinity();
    };
    for (std::size_t a = 0; a < axes_.size(); ++a)
        for (std::size_t b = 0; b < a; ++b)
            if (axes_[a].of == axes_[b].of && axes_[a].of != Axis::Of::attribute &&
                std::max(lower(a), lower(b)) >= std::min(upper(a), upper(b)))
                return false;
    return true;
}

std::string Grid::describe(const std::vector<std::uint32_t>& at, Date date) const {
    std::string text;
    for (std::size_t i = 0; i < axes_.size(); ++i) {
        if (axes_[i].of == Axis::Of::attribute) {
            const Attribute& attribute = plan_.at(axes_[i].attribute);
            text += fmt::format("{} {}, ", attribute.name, attribute.values[at[i]]);
        } else {
            text += fmt::format("{} {}, ", name_of(axes_[i].of), axes_[i].lower_bounds[at[i]]);
        }
    }
    return text + fmt::format("on {}", to_string(date));
}

}  // namespace doorstroom::language
