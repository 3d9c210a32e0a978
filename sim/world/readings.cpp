#include "world/readings.hpp"

#include <algorithm>
#include <bit>
#include <fmt/format.h>

#include "doorstroom/ensure.hpp"
#include "world/feedback.hpp"
#include "world/uncertain_law.hpp"

namespace doorstroom {

AxisIndex::AxisIndex(const Plan& plan, const std::vector<Axis>& axes) {
    for (auto axis = axes.rbegin(); axis != axes.rend(); ++axis) {
        Term term;
        term.stride = size_;
        term.positions = axis->size;
        if (axis->of == Axis::Of::attribute) {
            const Attribute& attribute = plan.at(axis->attribute);
            term.shift = attribute.shift;
            term.mask = (std::uint64_t{1} << attribute.bits) - 1;
            term.of_person = attribute.of_person;
        } else {
            term.of = axis->of;
            term.bounds = axis->lower_bounds;
        }
        size_ *= axis->size;
        terms_.insert(terms_.begin(), std::move(term));
    }
}

Traits AxisIndex::example(std::uint32_t place) const {
    Traits traits;
    for (const Term& term : terms_) {
        const std::uint32_t position = place / term.stride % term.positions;
        if (term.bounds.empty()) {
            (term.of_person ? traits.person : traits.attributes) |= std::uint64_t{position} << term.shift;
            continue;
        }
        const double bound = term.bounds[position];
        const auto whole = static_cast<std::uint16_t>(std::max(1.0, std::ceil(bound)));
        if (term.of == Axis::Of::age) traits.age = static_cast<float>(bound);
        else (term.of == Axis::Of::expected_size ? traits.expected : term.of == Axis::Of::member ? traits.member : traits.size) = whole;
    }
    return traits;
}

std::vector<Axis> union_of_axes(const Plan& plan, const std::vector<ValueId>& values) {
    std::vector<Axis> axes;
    for (const ValueId id : values) {
        if (!given(id)) continue;
        for (const Axis& axis : plan.at(id).axes)
            if (std::find(axes.begin(), axes.end(), axis) == axes.end()) axes.push_back(axis);
    }
    return axes;
}

Readings::Readings(const Plan& plan) : plan_(plan), draws_(uncertain_draws(plan)) {
    const Calendar& calendar = plan.calendar;
    for (std::uint32_t id = 0; id < plan.values.size(); ++id) {
        const Value& value = plan.values[id];
        numbers_.push_back({AxisIndex(plan, value.axes), std::vector<double>(value.table_size()),
                            std::vector<std::uint64_t>(value.table_size())});
        for (const Date date : value.changes) {
            const Tick tick = calendar.first_tick_from(date);
            if (tick.count > 0 && tick < calendar.last()) changes_.push_back({tick.count, id});
        }
    }
    std::sort(changes_.begin(), changes_.end());
    values_reading_.resize(plan.feedbacks.size());
    for (std::uint32_t id = 0; id < plan.values.size(); ++id)
        for (const ValueNode& node : plan.values[id].nodes)
            if (node.op == ValueNode::Op::fed_back) values_reading_[node.feedback].push_back(id);
    changed_.resize(plan.values.size());
    laws_using_.resize(plan.values.size());
    for (std::uint32_t id = 0; id < plan.laws.size(); ++id) {
        const Law& law = plan.laws[id];
        const std::vector<ValueId> values = all_values_of(law);
        AxisIndex axes(plan, union_of_axes(plan, values));
        std::vector<TickLaw> now(axes.size());
        laws_.push_back({std::move(axes), std::move(now)});
        const auto runs_to_a_date = [&plan](LawId other) { return plan.at(other).family == Law::Family::until; };
        if (law.family == Law::Family::until || std::any_of(law.instead.begin(), law.instead.end(), runs_to_a_date)) laws_until_.push_back(id);
        for (const ValueId value : values) laws_using_[index(value)].push_back(id);
    }
}

std::vector<ValueId> Readings::values_of(const Law& law) {
    std::vector<ValueId> values;
    for (const Law::Parameter& parameter : law.parameters) values.push_back(parameter.value);
    for (const auto& point : law.quantiles) values.push_back(point.second);
    for (const ValueId value : {law.minimum, law.maximum, law.times})
        if (given(value)) values.push_back(value);
    return values;
}

std::vector<ValueId> Readings::all_values_of(const Law& law) const {
    std::vector<ValueId> values = values_of(law);
    for (const LawId other : law.instead)
        for (const ValueId value : values_of(plan_.at(other))) values.push_back(value);
    for (const ValueId value : {law.version, law.changed_times, law.changed_plus})
        if (given(value)) values.push_back(value);
    return values;
}

void Readings::begin(const Chance& chance, Uncertainty uncertainty, std::span<const double> given_draws) {
    constexpr std::size_t tables_kept = 1024;
    if (tables_.size() > tables_kept) tables_.clear();
    next_change_ = 0;
    any_changed_ = true;
    std::fill(changed_.begin(), changed_.end(), 0);
    if (feedbacks_) feedbacks_->begin();
    now_ = Tick{0};
    today_ = plan_.calendar.start();
    factors_.assign(plan_.factors.size(), {1.0});
    for (std::uint32_t id = 0; id < numbers_.size(); ++id) fill(id);  // the laws of the factors read plain numbers
    draw_factors(chance, uncertainty, given_draws);
    for (std::uint32_t id = 0; id < numbers_.size(); ++id) fill(id);
    for (std::uint32_t id = 0; id < laws_.size(); ++id) fill_law(id);
}

bool Readings::refresh(Tick now) {
    now_ = now;
    today_ = plan_.calendar.date_of(now);
    for (const std::uint32_t id : laws_until_) fill_law(id);
    std::vector<std::uint32_t> values;
    for (; next_change_ < changes_.size() && changes_[next_change_].tick == now.count; ++next_change_)
        values.push_back(changes_[next_change_].value);
    if (feedbacks_ && !plan_.feedbacks.empty()) {
        feedbacks_->read(now);
        for (std::uint32_t each = 0; each < plan_.feedbacks.size(); ++each)
            if (feedbacks_->changed(each)) values.insert(values.end(), values_reading_[each].begin(), values_reading_[each].end());
    }
    refresh_all(values);
    return any_changed_;
}

void Readings::refresh_all(std::vector<std::uint32_t>& values) {
    const auto each_once = [](std::vector<std::uint32_t>& ids) {
        std::sort(ids.begin(), ids.end());
        ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    };
    any_changed_ = false;
    if (values.empty()) return;
    each_once(values);
    std::vector<std::uint32_t> laws;
    for (const std::uint32_t value : values) {
        if (!fill(value)) continue;
        any_changed_ = true;
        changed_[value] = now_.count;
        laws.insert(laws.end(), laws_using_[value].begin(), laws_using_[value].end());
    }
    each_once(laws);
    for (const std::uint32_t id : laws) fill_law(id);
}

void Readings::fault(ValueId id) const {
    const Value& value = plan_.at(id);
    throw ScenarioFault(value.place, fmt::format("`{}` has no value on {} for whoever asks it", value.address, to_string(today_)));
}

void Readings::fault(LawId id) const {
    throw ScenarioFault(plan_.at(id).place, fmt::format("this duration has no value on {} for whoever asks it", to_string(today_)));
}

// ---- uncertain factors ----------------------------------------------------------------------------------------------

void Readings::draw_factors(const Chance& chance, Uncertainty uncertainty, std::span<const double> given_draws) {
    for (std::size_t each = 0; each < draws_.size(); ++each) {
        const UncertainDraw& draw = draws_[each];
        const Factor& factor = plan_.at(draw.factor);
        const auto number = [&] {
            if (each < given_draws.size() && !std::isnan(given_draws[each])) return given_draws[each];
            if (uncertainty == Uncertainty::middle) return quantile_of(factor.law, 0.5);
            return quantile_of(factor.law, share_drawn(plan_, draw.factor, [&](FactorId own) {
                return uniform(chance.draw(name_hash(plan_.at(own).path), what("uncertain"), static_cast<std::uint32_t>(draw.year)));
            }));
        };
        std::vector<double>& drawn = factors_[index(draw.factor)];
        const bool first = each == 0 || draws_[each - 1].factor != draw.factor;
        if (first) drawn = {number()};
        else drawn.push_back(drawn.back() * number());
    }
}

double Readings::factor(FactorId id) const {
    using namespace std::chrono;
    const std::vector<double>& drawn = factors_[index(id)];
    const int years = static_cast<int>(year_month_day{today_}.year()) - static_cast<int>(year_month_day{plan_.calendar.start()}.year());
    return drawn[std::min(static_cast<std::size_t>(years), drawn.size() - 1)];
}

double Readings::quantile_of(LawId id, double u) const {
    const Law& law = plan_.at(id);
    const Shape shape = shape_now(law, {});
    // `min` and `max` condition the law: u is put between the shares below them.
    const double below = given(law.minimum) ? share_below(shape, number(law.minimum, {})) : 0;
    const double above = given(law.maximum) ? share_below(shape, number(law.maximum, {})) : 1;
    return quantile(shape, below + u * (above - below)) * number(law.times, {}, 1.0);
}

// ---- values ---------------------------------------------------------------------------------------------------------

bool Readings::fill(std::uint32_t id) {
    const Value& value = plan_.values[id];
    Numbers& numbers = numbers_[id];
    const auto root = static_cast<std::uint32_t>(value.nodes.size() - 1);
    const auto bounded = [&value](double number) { return std::isnan(number) ? number : std::clamp(number, value.least, value.most); };
    std::vector<std::uint32_t> positions(value.axes.size(), 0);
    bool changed = false;
    for (std::size_t place = 0; place < numbers.now.size(); ++place) {
        const double number = bounded(evaluate(value, root, positions));
        changed = changed || number != numbers.now[place];
        numbers.now[place] = number;
        numbers.chances[place] = std::isnan(number) ? no_chance : threshold(number);
        for (std::size_t axis = positions.size(); axis-- > 0;) {
            if (++positions[axis] < value.axes[axis].size) break;
            positions[axis] = 0;
        }
    }
    return changed;
}

double Readings::evaluate(const Value& value, std::uint32_t at, const std::vector<std::uint32_t>& positions) const {
    using Op = ValueNode::Op;
    const ValueNode& node = value.nodes[at];
    const auto child = [&](std::size_t i) { return evaluate(value, node.children[i], positions); };
    const auto fold = [&](auto combine) {
        double result = child(0);
        for (std::size_t i = 1; i < node.children.size(); ++i) result = combine(result, child(i));
        return result;
    };
    switch (node.op) {
        case Op::constant: return node.number;
        case Op::missing: return std::nan("");
        case Op::dated: {
            const auto after = std::upper_bound(node.dates.begin(), node.dates.end(), today_);
            return after == node.dates.begin() ? std::nan("") : child(static_cast<std::size_t>(after - node.dates.begin()) - 1);
        }
        case Op::by: {
            const std::int32_t position = node.positions[positions[node.axis]];
            return position < 0 ? std::nan("") : child(static_cast<std::size_t>(position));
        }
        case Op::sum: return fold([](double a, double b) { return a + b; });
        case Op::product: return fold([](double a, double b) { return a * b; });
        case Op::minimum: return fold([](double a, double b) { return std::isnan(a) || std::isnan(b) ? a + b : std::min(a, b); });
        case Op::maximum: return fold([](double a, double b) { return std::isnan(a) || std::isnan(b) ? a + b : std::max(a, b); });
        case Op::ratio: return child(0) / child(1);
        case Op::times: return child(0) * factor(node.factor);
        case Op::replaced: return factor(node.factor);
        case Op::cut: {
            const double by = child(0);
            const auto above = std::upper_bound(node.lower_bounds.begin(), node.lower_bounds.end(), by);
            return std::isnan(by) || above == node.lower_bounds.begin() ? std::nan("") : child(static_cast<std::size_t>(above - node.lower_bounds.begin()));
        }
        case Op::fed_back: return fed_back(value, node, positions);
    }
    ensure(false, "a value node of no known kind");
    return 0;
}

// Whoever has no value of the attributes that the measure is broken down by is in its total only.
double Readings::fed_back(const Value& value, const ValueNode& node, const std::vector<std::uint32_t>& positions) const {
    const Measure& measure = plan_.at(plan_.feedbacks[node.feedback].measure);
    std::uint32_t group = 0;
    for (std::size_t i = 0; i < node.groups.size(); ++i) {
        const Breakdown& by = measure.by[i];
        const std::int32_t label = by.position[positions[node.groups[i]]];
        if (label < 0) return std::nan("");
        group = group * static_cast<std::uint32_t>(by.labels.size()) + static_cast<std::uint32_t>(label);
    }
    if (!node.groups.empty()) ++group;
    const double number = feedbacks_ ? feedbacks_->number(node.feedback, group) : std::nan("");
    return std::isnan(number) ? evaluate(value, node.children[0], positions) : node.number * number;
}

// ---- laws -----------------------------------------------------------------------------------------------------------

Shape Readings::shape_now(const Law& law, const Traits& traits) const {
    std::vector<NamedNumber> numbers;
    for (const Law::Parameter& parameter : law.parameters) numbers.emplace_back(parameter.name, number(parameter.value, traits));
    std::vector<std::pair<double, double>> points;
    for (const auto& point : law.quantiles) points.emplace_back(point.first, number(point.second, traits));
    try {
        return make_shape(law, numbers, points);
    } catch (const std::domain_error& error) {
        throw ScenarioFault(law.place, error.what());
    }
}

void Readings::fill_law(std::uint32_t id) {
    const Law& law = plan_.laws[id];
    Laws& laws = laws_[id];
    for (std::uint32_t place = 0; place < laws.now.size(); ++place) laws.now[place] = make_law(law, laws.axes.example(place));
}

const Law& Readings::in_force(const Law& law, const Traits& traits) const {
    const auto version = static_cast<std::size_t>(number(law.version, traits, 0.0));
    return version == 0 ? law : plan_.at(law.instead[version - 1]);
}

TickLaw Readings::make_law(const Law& written, const Traits& traits) {
    const Law& law = in_force(written, traits);
    if (law.family == Law::Family::forever) return {never, nullptr};
    if (law.family == Law::Family::age) return {never, nullptr, true};
    if (law.family == Law::Family::until) {
        const std::int32_t left = plan_.calendar.first_tick_from(law.until) - now_;
        const auto spread = static_cast<std::int32_t>(std::lround(law.over_days * plan_.calendar.ticks_per_day()));
        return {spread > 0 ? left : std::max(0, left), nullptr, false, true, spread};
    }
    // A law that says nothing for these traits faults when it is asked for them.
    for (const ValueId id : values_of(law))
        if (!has_number(id, traits)) return {TickLaw::missing, nullptr};
    for (const ValueId id : {written.changed_times, written.changed_plus})
        if (given(id) && !has_number(id, traits)) return {TickLaw::missing, nullptr};
    const double ticks_per_unit =
        plan_.calendar.ticks_per_day() * number(law.times, traits, 1.0) * number(written.changed_times, traits, 1.0);
    const double ticks_added = plan_.calendar.ticks_per_day() * number(written.changed_plus, traits, 0.0);
    const Shape shape = shape_now(law, traits);
    const bool point = shape.family == Law::Family::fixed || (shape.family == Law::Family::exponential && shape.scale == 0) ||
                       (shape.family == Law::Family::uniform && shape.scale == shape.shape) || ticks_per_unit == 0;
    if (point) {
        const double ticks = std::max(0.0, shape.scale * ticks_per_unit + ticks_added);
        return {static_cast<std::int32_t>(std::min(std::round(ticks), double{never})), nullptr};
    }
    const auto bound = [&](ValueId id) { return given(id) ? std::optional(number(id, traits)) : std::nullopt; };
    const LawTableKey key{shape, bound(law.minimum), bound(law.maximum), ticks_per_unit, ticks_added};
    try {
        if (const LawTable* shared = shared_law_table(key)) return {never, shared};
        std::unique_ptr<const LawTable>& own = tables_[key];
        if (!own) own = std::make_unique<LawTable>(shape, std::get<1>(key), std::get<2>(key), ticks_per_unit, ticks_added);
        return {never, own.get()};
    } catch (const std::domain_error& error) {
        throw ScenarioFault(law.place, error.what());
    }
}

// ---- shares ---------------------------------------------------------------------------------------------------------

ShareTable::ShareTable(const Plan& plan, const Shares& shares)
    : shares_(&shares), codes_(shares.codes), axes_(plan, union_of_axes(plan, shares.chances)), ends_(std::size_t{axes_.size()} * shares.codes.size()) {
    if (shares.codes.size() <= few) return;
    guide_bits_ = static_cast<std::uint32_t>(std::bit_width(shares.codes.size()));
    guide_.resize(std::size_t{axes_.size()} << guide_bits_);
}

void ShareTable::fill(const Readings& readings) {
    const std::size_t codes = shares_->codes.size();
    for (std::uint32_t place = 0; place < axes_.size(); ++place) {
        const Traits traits = axes_.example(place);
        double total = 0;
        for (const ValueId chance : shares_->chances)
            if (readings.has_number(chance, traits)) total += readings.number(chance, traits);
        double below = 0;
        for (std::size_t code = 0; code < codes; ++code) {
            if (readings.has_number(shares_->chances[code], traits)) below += readings.number(shares_->chances[code], traits);
            ends_[place * codes + code] = total > 0 ? threshold(below / total) : 0;
        }
        if (total > 0) ends_[place * codes + codes - 1] = std::uint64_t{1} << 32;
        if (guide_.empty()) continue;
        const std::uint64_t* const ends = &ends_[place * codes];
        for (std::size_t part = 0; part < std::size_t{1} << guide_bits_; ++part)
            guide_[(std::size_t{place} << guide_bits_) + part] = static_cast<std::uint32_t>(std::upper_bound(ends, ends + codes, std::uint64_t{part} << (32 - guide_bits_)) - ends);
    }
}

bool ShareTable::changes_with(const Readings& readings) const {
    return std::any_of(shares_->chances.begin(), shares_->chances.end(), [&](ValueId id) { return readings.changed_today(id); });
}

void ShareTable::fault() const { throw ScenarioFault(shares_->place, "these shares say nothing for a household that asks them"); }

double ShareTable::mean_code(const Traits& traits) const {
    const std::size_t codes = shares_->codes.size();
    const std::uint64_t* ends = &ends_[axes_.at(traits) * codes];
    double mean = 0;
    std::uint64_t below = 0;
    for (std::size_t code = 0; code < codes; below = ends[code++]) mean += static_cast<double>(ends[code] - below) * 0x1.0p-32 * shares_->codes[code];
    return mean;
}

}  // namespace doorstroom
