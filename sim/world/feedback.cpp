#include "world/feedback.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "doorstroom/ensure.hpp"
#include "doorstroom/series.hpp"
#include "world/groups.hpp"
#include "world/ledger.hpp"
#include "world/readings.hpp"

namespace doorstroom {

namespace {

using Kind = Measure::Kind;
constexpr std::uint8_t counted = 4;  // the statistic `n`

const double missing = std::nan("");

std::int32_t ticks_of(const Calendar& calendar, double days) {
    return static_cast<std::int32_t>(std::llround(days * calendar.ticks_per_day()));
}

// For each group of a measure, that of what it is made of: the same labels, or the total where that has none.
std::vector<std::uint32_t> groups_in(const Measure& part, const Measure& measure, std::uint32_t groups) {
    std::vector<std::uint32_t> found(groups, 0);
    for (std::uint32_t group = 1; group < groups && !part.by.empty(); ++group) {
        const std::vector<std::uint32_t> labels = labels_of(measure, group);
        std::uint32_t combination = 0;
        for (const Breakdown& by : part.by) {
            const auto same = std::find_if(measure.by.begin(), measure.by.end(), [&](const Breakdown& own) { return own.name == by.name; });
            ensure(same != measure.by.end(), "a measure has the groups of what it is made of");
            combination = combination * static_cast<std::uint32_t>(by.labels.size()) + labels[static_cast<std::size_t>(same - measure.by.begin())];
        }
        found[group] = 1 + combination;
    }
    return found;
}

double combine(Kind kind, double so_far, double next) {
    if (kind == Kind::sum) return so_far + next;
    if (kind == Kind::difference) return so_far - next;
    if (std::isnan(so_far) || std::isnan(next)) return missing;
    if (kind == Kind::below) return so_far < next ? 1 : 0;
    return next == 0 ? missing : so_far / next;
}

}  // namespace

// ---- what is read ---------------------------------------------------------------------------------------------------

Feedbacks::Feedbacks(const Plan& plan) : plan_(plan), hears_times_(plan.measures.size(), 0) {
    for (const Feedback& feedback : plan.feedbacks) {
        const Window window{std::max(1, ticks_of(plan.calendar, feedback.over_days)), ticks_of(plan.calendar, feedback.lag_days)};
        const std::uint32_t root = add_node(feedback.measure, feedback.statistic, window.over + window.lag + 1);
        add_times(root, window);
        roots_.push_back(root);
        windows_.push_back(window);
        numbers_.emplace_back(nodes_[root].groups, missing);
    }
    changed_.assign(plan.feedbacks.size(), 0);
}

std::uint32_t Feedbacks::add_node(MeasureId id, std::uint8_t statistic, std::int32_t kept) {
    const auto same = std::find_if(nodes_.begin(), nodes_.end(), [&](const Node& node) { return node.measure == id && node.statistic == statistic; });
    if (same != nodes_.end()) {
        const auto number = static_cast<std::uint32_t>(same - nodes_.begin());
        keep(number, kept);
        return number;
    }
    const Measure& measure = plan_.at(id);
    Node node;
    node.measure = id;
    node.statistic = statistic;
    node.kept = kept;
    std::size_t groups = measure.by.empty() ? 0 : 1;
    for (const Breakdown& by : measure.by) groups *= by.labels.size();
    node.groups = static_cast<std::uint32_t>(1 + groups);
    const bool of_slots = given(measure.resource) && plan_.at(measure.resource).kind == Resource::Kind::slots;
    const bool passage = measure.kind == Kind::wait || measure.kind == Kind::time;
    if (passage) hears_times_[index(id)] = 1;
    if (is_derived(measure.kind)) {
        node.of = Node::Of::made;
        for (const Operand& operand : measure.operands) {
            if (given(operand.measure)) {
                node.children.push_back(add_node(operand.measure, operand.statistic, kept));
                node.group_of.push_back(groups_in(plan_.at(operand.measure), measure, node.groups));
            } else {
                Node number;
                number.number = operand.number;
                nodes_.push_back(std::move(number));
                node.children.push_back(static_cast<std::uint32_t>(nodes_.size() - 1));
                node.group_of.emplace_back(node.groups, 0);
            }
        }
        const auto at_a_moment = [&](std::uint32_t child) { return stands_at_a_moment(child); };
        const bool unequal = measure.kind == Kind::ratio || measure.kind == Kind::below;
        node.by_tick = measure.kind == Kind::cumulative ||
                       (unequal && std::all_of(node.children.begin(), node.children.end(), at_a_moment));
    } else if (passage && statistic != counted) {
        node.of = Node::Of::times;
    } else {
        const bool flows = passage || measure.kind == Kind::flow || measure.kind == Kind::unused || measure.kind == Kind::cost || of_slots;
        node.of = flows ? Node::Of::flow : Node::Of::level;
    }
    nodes_.push_back(std::move(node));
    return static_cast<std::uint32_t>(nodes_.size() - 1);
}

void Feedbacks::keep(std::uint32_t id, std::int32_t ticks) {
    nodes_[id].kept = std::max(nodes_[id].kept, ticks);
    for (const std::uint32_t child : nodes_[id].children) keep(child, ticks);
}

bool Feedbacks::stands_at_a_moment(std::uint32_t id) const {
    const Node& node = nodes_[id];
    if (node.of != Node::Of::made || node.by_tick) return node.of != Node::Of::flow && node.of != Node::Of::times;
    return std::all_of(node.children.begin(), node.children.end(), [&](std::uint32_t child) { return stands_at_a_moment(child); });
}

// Every wait or time that a feedback is made of has a window of its own.
void Feedbacks::add_times(std::uint32_t id, const Window& window) {
    for (const std::uint32_t child : nodes_[id].children) add_times(child, window);
    if (nodes_[id].of != Node::Of::times) return;
    Times times;
    times.node = id;
    times.window = window;
    times_.push_back(std::move(times));
}

void Feedbacks::begin() {
    ticks_ = 0;
    for (Node& node : nodes_) {
        const std::size_t cells = static_cast<std::size_t>(node.kept) * node.groups;
        if (node.of == Node::Of::level || node.of == Node::Of::flow) node.sums.assign(cells, 0);
        if (node.of == Node::Of::flow) node.before.assign(node.groups, 0);
        if (node.by_tick) node.values.assign(cells, missing);
        if (node.of == Node::Of::times) node.times.assign(static_cast<std::size_t>(node.kept), {});
    }
    for (Times& times : times_) {
        const std::uint32_t groups = nodes_[times.node].groups;
        times.now.assign(groups, {});
        times.known.assign(groups, {missing, missing, missing, missing});
    }
    for (std::vector<double>& numbers : numbers_) std::fill(numbers.begin(), numbers.end(), missing);
    std::fill(changed_.begin(), changed_.end(), 0);
}

// ---- the end of a tick ----------------------------------------------------------------------------------------------

void Feedbacks::take(const Ledger& ledger, const Readings& readings, bool period_ends) {
    ++ticks_;
    for (Node& node : nodes_) {
        if (node.of == Node::Of::times) node.times[static_cast<std::size_t>((ticks_ - 1) % node.kept)] = ledger.times_of(node.measure);
        if (node.of == Node::Of::level || node.of == Node::Of::flow) take_numbers(node, ledger, period_ends);
        if (!node.by_tick) continue;
        const Measure& measure = plan_.at(node.measure);
        const bool adds_up = measure.kind == Kind::cumulative;
        if (adds_up && ticks_ == 1) node.starts = starts_of(measure, node.groups, readings);
        for (std::uint32_t group = 0; group < node.groups; ++group) {
            double& value = node.values[at(node, ticks_ - 1, group)];
            value = tick_value(nodes_[node.children[0]], node.group_of[0][group]);
            if (adds_up) value += ticks_ == 1 ? node.starts[group] : node.values[at(node, ticks_ - 2, group)];
            for (std::size_t i = 1; i < node.children.size(); ++i)
                value = combine(measure.kind, value, tick_value(nodes_[node.children[i]], node.group_of[i][group]));
        }
    }
    for (Times& times : times_) roll(times);
}

void Feedbacks::take_numbers(Node& node, const Ledger& ledger, bool period_ends) {
    const std::int32_t tick = ticks_ - 1;
    std::vector<std::int64_t> now(node.groups, 0);
    if (node.statistic == counted) {
        for (const Timed& timed : ledger.times_of(node.measure)) {
            now[0] += timed.persons;
            if (timed.group > 0) now[timed.group] += timed.persons;
        }
    } else {
        const Ledger::Standing standing = ledger.standing(node.measure);
        node.unit = standing.unit;
        now = *standing.now;
        for (std::uint32_t group = 0; node.of == Node::Of::flow && group < node.groups; ++group) {
            const std::int64_t before = std::exchange(node.before[group], period_ends ? 0 : now[group]);
            now[group] -= before;
        }
    }
    for (std::uint32_t group = 0; group < node.groups; ++group) node.sums[at(node, tick, group)] = sum_until(node, tick - 1, group) + now[group];
}

// The window goes on by a tick: what it leaves behind is taken off again.
void Feedbacks::roll(Times& times) {
    const Node& node = nodes_[times.node];
    const auto of_tick = [&](std::int32_t tick) -> const std::vector<Timed>& {
        static const std::vector<Timed> nobody;
        return tick < 0 ? nobody : node.times[static_cast<std::size_t>(tick % node.kept)];
    };
    const std::int32_t comes = ticks_ - 1 - times.window.lag;
    const std::vector<Timed>& leaving = of_tick(comes - times.window.over);
    const auto each_group = [](const Timed& timed, const auto& act) {
        act(0U);
        if (timed.group > 0) act(timed.group);
    };
    for (const Timed& timed : of_tick(comes)) each_group(timed, [&](std::uint32_t group) { times.now[group].add(timed.ticks, timed.persons); });
    std::vector<std::int64_t> left(node.groups, 0);
    for (const Timed& timed : leaving) each_group(timed, [&](std::uint32_t group) { left[group] += timed.persons; });
    for (std::uint32_t group = 0; group < node.groups && !leaving.empty(); ++group)
        if (left[group] > 0 && left[group] == times.now[group].persons())
            for (std::uint8_t which = 0; which < counted; ++which) times.known[group][which] = statistic(times, which, group);
    for (const Timed& timed : leaving) each_group(timed, [&](std::uint32_t group) { times.now[group].add(timed.ticks, -timed.persons); });
}

std::vector<double> Feedbacks::starts_of(const Measure& measure, std::uint32_t groups, const Readings& readings) const {
    std::vector<double> starts(groups, 0.0);
    if (!given(measure.start)) return starts;
    if (plan_.at(measure.start).axes.empty()) {
        starts[0] = readings.number(measure.start, {});
        return starts;
    }
    for (std::uint32_t group = 1; group < groups; ++group) {
        Traits traits;
        const std::vector<std::uint32_t> labels = labels_of(measure, group);
        for (std::size_t i = 0; i < labels.size(); ++i) {
            if (measure.by[i].of != Breakdown::Of::attribute) continue;
            const Attribute& attribute = plan_.at(measure.by[i].attribute);
            std::uint64_t& word = attribute.of_person ? traits.person : traits.attributes;
            word = with_code(attribute, word, static_cast<std::uint16_t>(labels[i] + 1));
        }
        starts[0] += starts[group] = readings.number(measure.start, traits);
    }
    return starts;
}

// ---- the beginning of a tick ----------------------------------------------------------------------------------------

bool Feedbacks::is_due(const Feedback& feedback, Tick now) const {
    if (!feedback.every) return true;
    const Calendar& calendar = plan_.calendar;
    if (*feedback.every == Period::hour) {
        const std::int64_t ticks_per_day = calendar.whole_ticks_per_day();
        return (now.count * std::int64_t{24}) / ticks_per_day > ((now.count - 1) * std::int64_t{24}) / ticks_per_day;
    }
    return calendar.first_tick_from(period_around(*feedback.every, calendar.date_of(now)).begin) == now;
}

void Feedbacks::read(Tick now) {
    for (std::uint32_t id = 0; id < roots_.size(); ++id) {
        const Feedback& feedback = plan_.feedbacks[id];
        const Window& window = windows_[id];
        changed_[id] = 0;
        if (now.count < window.over + window.lag || !is_due(feedback, now)) continue;
        double days = plan_.calendar.days_per_tick();  // of the period of a rate
        if (feedback.per) days = *feedback.per == Period::hour ? 1.0 / 24 : period_around(*feedback.per, plan_.calendar.date_of(now)).days();
        for (std::uint32_t group = 0; group < numbers_[id].size(); ++group) {
            const double number = window_value(roots_[id], window, group, days * plan_.calendar.ticks_per_day());
            if (std::isnan(number) || number == numbers_[id][group]) continue;  // the last known
            numbers_[id][group] = number;
            changed_[id] = 1;
        }
    }
}

std::int64_t Feedbacks::sum_until(const Node& node, std::int32_t tick, std::uint32_t group) const {
    return tick < 0 ? 0 : node.sums[at(node, tick, group)];
}

double Feedbacks::tick_value(const Node& node, std::uint32_t group) const {
    if (node.of == Node::Of::number) return node.number;
    if (node.of == Node::Of::times) return missing;
    if (node.by_tick) return node.values[at(node, ticks_ - 1, group)];
    if (node.of != Node::Of::made)
        return static_cast<double>(sum_until(node, ticks_ - 1, group) - sum_until(node, ticks_ - 2, group)) / node.unit;
    double value = tick_value(nodes_[node.children[0]], node.group_of[0][group]);
    for (std::size_t i = 1; i < node.children.size(); ++i)
        value = combine(plan_.at(node.measure).kind, value, tick_value(nodes_[node.children[i]], node.group_of[i][group]));
    return value;
}

double Feedbacks::window_value(std::uint32_t id, const Window& window, std::uint32_t group, double ticks_per_period) const {
    const Node& node = nodes_[id];
    const std::int32_t last = ticks_ - 1 - window.lag;
    switch (node.of) {
        case Node::Of::number: return node.number;
        case Node::Of::level:
        case Node::Of::flow: {
            const auto sum = static_cast<double>(sum_until(node, last, group) - sum_until(node, last - window.over, group));
            return sum / node.unit * (node.of == Node::Of::flow ? ticks_per_period : 1.0) / window.over;
        }
        case Node::Of::times: {
            const auto own = std::find_if(times_.begin(), times_.end(), [&](const Times& times) { return times.node == id && times.window == window; });
            const double now = statistic(*own, node.statistic, group);
            return std::isnan(now) ? own->known[group][node.statistic] : now;
        }
        case Node::Of::made: break;
    }
    if (node.by_tick) return mean_by_tick(node, window, group);
    double value = window_value(node.children[0], window, node.group_of[0][group], ticks_per_period);
    for (std::size_t i = 1; i < node.children.size(); ++i)
        value = combine(plan_.at(node.measure).kind, value, window_value(node.children[i], window, node.group_of[i][group], ticks_per_period));
    return value;
}

double Feedbacks::mean_by_tick(const Node& node, const Window& window, std::uint32_t group) const {
    double sum = 0;
    std::int32_t ticks = 0;
    const std::int32_t last = ticks_ - 1 - window.lag;
    for (std::int32_t tick = last - window.over + 1; tick <= last; ++tick) {
        const double value = node.values[at(node, tick, group)];
        if (std::isnan(value)) continue;
        sum += value;
        ++ticks;
    }
    return ticks > 0 ? sum / ticks : missing;
}

double Feedbacks::statistic(const Times& times, std::uint8_t which, std::uint32_t group) const {
    const Histogram& now = times.now[group];
    const double unit = plan_.calendar.days_per_tick() / plan_.at(nodes_[times.node].measure).days_per_unit;
    switch (which) {
        case 0: return now.mean() * unit;
        case 1: return now.sd() * unit;
        case 2: return now.quantile(0.5) * unit;
        default: return now.quantile(0.9) * unit;
    }
}

}  // namespace doorstroom
