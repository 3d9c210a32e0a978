#include "resources/slots.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace doorstroom {

Slots::Slots(World& world, ResourceId id)
    : world_(world), id_(id), resource_(world.plan.at(id)), line_(world, id), supplies_(line_.supplies()), in_hand_(line_.supplies()),
      heard_opened_(world.ledger.hears(Measure::Kind::capacity, id)), heard_used_(world.ledger.hears(Measure::Kind::used, id)),
      heard_unused_(world.ledger.hears(Measure::Kind::unused, id)), opened_in_total_(world.ledger.hears_total_only(Measure::Kind::capacity, id)), for_next_(line_.supplies()), heads_(line_), most_(line_.classes()), most_known_(line_.classes()) {
    for (std::uint32_t supply = 0; supply < line_.supplies(); ++supply) supplies_[supply].who = name_hash(name_of(supply));
    for (const Stage& stage : world.plan.stages)
        for (const Stage::GiveBack& each : stage.give_back) remembers_ = remembers_ || each.resource == id;
}

std::string Slots::name_of(std::uint32_t supply) const {
    std::string name = "resources." + resource_.name;
    for (const AttributeId id : resource_.kept_apart_by()) {
        const Attribute& attribute = world_.plan.at(id);
        name += ";" + attribute.values[code_of(attribute, line_.traits(line_.value_of(supply)))];
    }
    if (resource_.sizes) name += ";" + std::to_string(resource_.sizes->codes[line_.class_of(supply)]);
    return name;
}

void Slots::begin() {
    line_.begin();
    period_ = {};
    taken_.clear();
    had_its_turn_ = false;
    rates_of_ = 0;
    drawn_for_ = no_block;
    for (std::size_t supply = 0; supply < supplies_.size(); ++supply) {
        in_hand_[supply] = world_.chance.draw(who(supplies_[supply].who, 0), world_.sheet.resources[index(id_)], 1)[0];  // a fraction of one
        for_next_[supply] = 0;
    }
}

// ---- openings -------------------------------------------------------------------------------------------------------

// The share of a class among what opens of this value.
double Slots::share(std::uint32_t value, std::uint32_t size_class) const {
    if (!resource_.sizes) return 1;
    const auto of = [&](ValueId chance) {
        return world_.readings.has_number(chance, line_.traits(value)) ? world_.readings.number(chance, line_.traits(value)) : 0;
    };
    const std::vector<ValueId>& chances = resource_.sizes->chances;
    const double all = std::accumulate(chances.begin(), chances.end(), 0.0, [&](double sum, ValueId chance) { return sum + of(chance); });
    return all > 0 ? of(chances[size_class]) / all : 0;
}

void Slots::read_rates(double days) {
    rates_of_ = days;
    for (std::uint32_t supply = 0; supply < supplies_.size(); ++supply) {
        Supply& here = supplies_[supply];
        const std::uint32_t value = line_.value_of(supply);
        const double number = line_.amount(value).value_or(0) * share(value, line_.class_of(supply));
        const double rate = resource_.spread == Resource::Spread::start ? number : number * world_.plan.calendar.days_per_tick() / days;
        here.each_tick = std::llround(rate * one_opening);
        if (resource_.spread == Resource::Spread::poisson) here.poisson.fill(std::max(0.0, rate));
    }
}

namespace {

int longest(Period period) {
    switch (period) {
        case Period::hour:
        case Period::day: return 1;
        case Period::week: return 7;
        case Period::month: return 31;
        case Period::quarter: return 92;
        case Period::half_year: return 184;
        case Period::year: return 366;
    }
    return 0;
}

std::int64_t first_from(std::int64_t numerator, std::int64_t denominator) { return (numerator + denominator - 1) / denominator; }

}  // namespace

// How many periods bring their openings on this tick. Of periods shorter than a tick all that begin within it. A longer
// one does so on the first tick from its first day, as all that has a date; and not in a run that starts after it.
std::int64_t Slots::periods_begun(bool new_period) const {
    const Calendar& calendar = world_.plan.calendar;
    const Date today = calendar.date_of(world_.now);
    if (resource_.per == Period::hour) {
        if (calendar.days_per_tick() >= 1) return std::llround(24 * calendar.days_per_tick());
        const std::int64_t ticks = calendar.whole_ticks_per_day();
        return first_from(24 * (std::int64_t{world_.now.count} + 1), ticks) - first_from(24 * std::int64_t{world_.now.count}, ticks);
    }
    if (longest(resource_.per) >= calendar.days_per_tick()) return new_period && (world_.now.count > 0 || today == period_.begin);
    std::int64_t begun = 0;
    const Date next = calendar.date_of(world_.now + 1);
    for (DateSpan period = period_around(resource_.per, today); period.begin < next; period = period_around(resource_.per, period.end))
        begun += period.begin >= today;
    return begun;
}

// Four ticks share a block of each supply.
void Slots::draw_openings() {
    const std::int64_t block = world_.plan.calendar.absolute(world_.now) >> 2;
    if (drawn_for_ == block) return;
    drawn_for_ = block;
    draws_.resize(supplies_.size());
    for (std::size_t supply = 0; supply < supplies_.size(); ++supply)
        draws_[supply] = world_.chance.draw(who(supplies_[supply].who, static_cast<std::uint64_t>(block)), world_.sheet.resources[index(id_)], 0);
}

// `capacity` is what was planned: of random openings, their mean.
void Slots::open_at_random() {
    draw_openings();
    const auto tick = static_cast<std::size_t>(world_.plan.calendar.absolute(world_.now) & 3);
    for (std::uint32_t supply = 0; supply < supplies_.size(); ++supply) {
        const Supply& here = supplies_[supply];
        in_hand_[supply] += std::int64_t{here.poisson.draw(draws_[supply][tick])} * one_opening;
        tell_planned(supply, here.each_tick);
    }
}

void Slots::open_planned(std::int64_t periods) {
    for (std::uint32_t supply = 0; supply < supplies_.size(); ++supply) {
        const std::int64_t openings = periods * supplies_[supply].each_tick;
        in_hand_[supply] += openings;
        tell_planned(supply, openings);
    }
}

void Slots::open() {
    had_its_turn_ = false;
    const Date today = world_.readings.today();
    const bool new_period = today >= period_.end;
    if (new_period) period_ = period_around(resource_.per, today);
    const auto changed = [this](ValueId id) { return world_.readings.changed_today(id); };
    const double days = resource_.per == Period::hour ? 1.0 / 24 : period_.days();
    if (changed(resource_.amount)) line_.refresh();
    if (days != rates_of_ || changed(resource_.amount) ||
        (resource_.sizes && std::any_of(resource_.sizes->chances.begin(), resource_.sizes->chances.end(), changed)))
        read_rates(days);
    planned_today_ = 0;
    switch (resource_.spread) {
        case Resource::Spread::even: open_planned(1); break;
        case Resource::Spread::start: open_planned(periods_begun(new_period)); break;
        case Resource::Spread::poisson: open_at_random(); break;
    }
    if (planned_today_ != 0) world_.ledger.add_units(Measure::Kind::capacity, id_, line_.traits(0), none<SiteId>, planned_today_);
}

// ---- serving --------------------------------------------------------------------------------------------------------

void Slots::settle(const Serve& serve) {
    line_.settle();
    // What those served give back at once is in hand in this round.
    do {
        came_back_ = false;
        if (given(resource_.gives)) serve_in_common(serve);
        else serve_each(serve);
        if (resource_.spill_others) serve_others(serve);
    } while (came_back_);
    if (spills_to_) hand_over();
    had_its_turn_ = true;
}

// The smallest class of a value that has what is asked.
template <class Has>
std::optional<std::uint32_t> Slots::smallest(std::uint32_t value, Classes classes, const Has& has) const {
    for (std::uint32_t size_class = classes.first; size_class < classes.end; ++size_class)
        if (const std::uint32_t supply = line_.supply(value, size_class); has(supply)) return supply;
    return std::nullopt;
}

void Slots::serve_queue(std::uint32_t supply, const Serve& serve) {
    while (line_.waits(supply) && has_whole(supply)) {
        if (in_hand_[supply] > static_cast<std::int64_t>(Line::soon) * one_opening) line_.ask_ahead(supply);
        const Ticket* first = line_.front(supply);
        if (!first) break;
        take(supply, supply, first, serve);
    }
}

// Each class goes first to those whose own it is; what is left of it then goes down the queue, if it may.
void Slots::serve_each(const Serve& serve) {
    const auto has = [this](std::uint32_t supply) { return has_whole(supply); };
    serving_.clear();
    for (std::uint32_t supply = 0; supply < line_.supplies(); ++supply)
        if (line_.waits(supply) && has_whole(supply)) serving_.push_back(supply);
    line_.ask_for_first(serving_);
    if (!resource_.upsize && !remembers_) {  // then nothing comes into hand while they are served
        for (const std::uint32_t supply : serving_) serve_queue(supply, serve);
        return;
    }
    for (std::uint32_t value = 0; value < line_.values(); ++value) {
        const std::uint32_t end = line_.supply(value, line_.classes());
        for (std::uint32_t supply = line_.supply(value, 0); supply < end; ++supply) serve_queue(supply, serve);
        if (!resource_.upsize) continue;
        pass(value, 1, {0, line_.classes()}, [&](std::uint32_t queue) { return smallest(value, {line_.class_of(queue), line_.classes()}, has); }, serve);
    }
}

// One pass in queue order: who has a value is served by it, the others by the value with the most in hand.
void Slots::serve_in_common(const Serve& serve) {
    const auto has = [this](std::uint32_t supply) { return has_whole(supply); };
    for (std::uint32_t common = 0; common < line_.values(); common += line_.values_in_common()) {
        const auto choose = [&](std::uint32_t queue, Classes classes) {
            const std::uint32_t value = line_.value_of(queue);
            return value == common ? with_most_in_hand(common, classes) : smallest(value, classes, has);
        };
        for (std::uint32_t size_class = 0; size_class < line_.classes(); ++size_class) {
            const Classes its_own{size_class, size_class + 1};
            pass(common, line_.values_in_common(), its_own, [&](std::uint32_t queue) { return choose(queue, its_own); }, serve);
        }
        if (!resource_.upsize) continue;
        pass(common, line_.values_in_common(), {0, line_.classes()},
             [&](std::uint32_t queue) { return choose(queue, {line_.class_of(queue), line_.classes()}); }, serve);
    }
}

// What would lapse of each value serves those who have another, value by value. An opening keeps its class.
void Slots::serve_others(const Serve& serve) {
    for (std::uint32_t from = 0; from < line_.values(); ++from) {
        const auto left = [&](std::uint32_t supply) { return has_whole(supply) && whole(from) > carried(from); };
        for (std::uint32_t to = 0; to < line_.values() && smallest(from, {0, line_.classes()}, left); ++to) {
            if (to == from) continue;
            for (std::uint32_t size_class = 0; size_class < line_.classes(); ++size_class)
                pass(to, 1, {size_class, size_class + 1},
                     [&](std::uint32_t) { return smallest(from, {size_class, size_class + 1}, left); }, serve);
            if (!resource_.upsize) continue;
            pass(to, 1, {0, line_.classes()},
                 [&](std::uint32_t queue) { return smallest(from, {line_.class_of(queue), line_.classes()}, left); }, serve);
        }
    }
}

// Serves the queues of some values and classes in the order of their tickets. `choose` says which supply serves the first
// of a queue, or that none does: then none does for the rest of the pass.
template <class Choose>
void Slots::pass(std::uint32_t value, std::uint32_t values, Classes queues, const Choose& choose, const Serve& serve) {
    heads_.clear();
    most_known_.assign(line_.classes(), false);
    const auto offer = [&](std::uint32_t queue) {
        if (line_.waits(queue) && choose(queue)) heads_.offer(queue);
    };
    for (const std::uint32_t end = value + values; value < end; ++value)
        for (std::uint32_t size_class = queues.first; size_class < queues.end; ++size_class) offer(line_.supply(value, size_class));
    std::uint32_t queue = 0;
    while (const Ticket* first = heads_.next(queue)) {
        const std::optional<std::uint32_t> supply = choose(queue);
        if (!supply) continue;
        take(queue, *supply, first, serve);
        offer(queue);
    }
}

// Of the smallest class in hand the value with the most of it; among equals the first.
std::optional<std::uint32_t> Slots::with_most_in_hand(std::uint32_t common, Classes classes) {
    for (std::uint32_t size_class = classes.first; size_class < classes.end; ++size_class) {
        std::vector<Most>& most = most_[size_class];
        const auto add = [&](std::uint32_t supply) {
            if (!has_whole(supply)) return;
            most.push_back({in_hand_[supply], supply});
            std::push_heap(most.begin(), most.end());
        };
        if (!most_known_[size_class]) {
            most_known_[size_class] = true;
            most.clear();
            for (std::uint32_t value = common + 1; value < common + line_.values_in_common(); ++value) add(line_.supply(value, size_class));
        }
        while (!most.empty() && most.front().in_hand != in_hand_[most.front().supply]) {
            const std::uint32_t supply = most.front().supply;
            std::pop_heap(most.begin(), most.end());
            most.pop_back();
            add(supply);
        }
        if (!most.empty()) return most.front().supply;
    }
    return std::nullopt;
}

void Slots::take(std::uint32_t queue, std::uint32_t supply, const Ticket* first, const Serve& serve) {
    const Ticket ticket = line_.take(queue, first);
    const auto id = static_cast<JourneyId>(ticket.id);
    const auto units = static_cast<std::int64_t>(line_.units(world_.journeys[id]) * one_opening);
    const std::uint32_t value = line_.value_of(supply);
    in_hand_[supply] -= units;
    if (remembers_) taken_.take(id, supply, units);
    if (heard_used_) world_.ledger.add_units(Measure::Kind::used, id_, line_.traits(value), none<SiteId>, units);
    if (given(resource_.gives) && value != line_.value_of(queue)) line_.take_on(id, value);
    serve(id, ticket.request(), ticket.word);
}

// ---- what is left, and what comes back ------------------------------------------------------------------------------

std::int64_t Slots::whole(std::uint32_t value) const {
    std::int64_t whole = 0;
    for (std::uint32_t supply = line_.supply(value, 0); supply < line_.supply(value, line_.classes()); ++supply)
        whole += std::max<std::int64_t>(in_hand_[supply], 0) / one_opening;
    return whole;
}

// How many whole openings of a value, of all its classes together, are carried to the next tick.
std::int64_t Slots::carried(std::uint32_t value) const {
    constexpr std::int64_t all = std::numeric_limits<std::int64_t>::max();
    if (!resource_.carry) return 0;
    if (!given(resource_.carry_at_most) || !world_.readings.has_number(resource_.carry_at_most, line_.traits(value))) return all;
    return std::llround(world_.readings.number(resource_.carry_at_most, line_.traits(value)));
}

// Takes out of hand whatever nobody may have any more, and tells how many of which supply: of the class with the most in
// hand before the others, so that what is carried is of every class.
template <class Tell>
void Slots::lapse(const Tell& tell) {
    if (resource_.carry && !given(resource_.carry_at_most)) return;
    for (std::uint32_t value = 0; value < line_.values(); ++value) {
        const std::int64_t all = whole(value);
        if (all == 0) continue;
        const auto begin = in_hand_.begin() + static_cast<std::ptrdiff_t>(line_.supply(value, 0));
        for (std::int64_t lapses = all - carried(value); lapses > 0;) {
            const auto most = std::max_element(begin, begin + static_cast<std::ptrdiff_t>(line_.classes()));
            const std::int64_t now = line_.classes() == 1 ? lapses : 1;
            *most -= now * one_opening;
            lapses -= now;
            tell(static_cast<std::uint32_t>(most - in_hand_.begin()), now);
        }
    }
}

void Slots::close() {
    // What came back after its turn is for the next.
    const auto set_apart = [this](std::int64_t sign) {
        for (std::size_t supply = 0; supply < in_hand_.size(); ++supply) in_hand_[supply] += sign * for_next_[supply];
    };
    if (remembers_) set_apart(-1);
    lapse([this](std::uint32_t supply, std::int64_t openings) {
        if (heard_unused_) world_.ledger.add_units(Measure::Kind::unused, id_, line_.traits(line_.value_of(supply)), none<SiteId>, openings * one_opening);
    });
    if (!remembers_) return;
    set_apart(1);
    std::fill(for_next_.begin(), for_next_.end(), 0);
}

void Slots::give_back_last(JourneyId id) {
    taken_.give_back_last(id, [this](std::uint32_t supply, std::int64_t units) { put_back(supply, units); });
}

void Slots::give_back_earlier(JourneyId id) {
    taken_.give_back_earlier(id, [this](std::uint32_t supply, std::int64_t units) { put_back(supply, units); });
}

void Slots::put_back(std::uint32_t supply, std::int64_t units) {
    in_hand_[supply] += units;
    came_back_ = true;
    if (had_its_turn_) for_next_[supply] += units;
    if (heard_used_) world_.ledger.add_units(Measure::Kind::used, id_, line_.traits(line_.value_of(supply)), none<SiteId>, -units);
}

void Slots::hand_over() {
    lapse([this](std::uint32_t supply, std::int64_t openings) {
        spills_to_->receive(line_.traits(line_.value_of(supply)), line_.class_of(supply), openings * one_opening);
    });
}

// Openings of another resource: of the same class, where there are classes here.
void Slots::receive(const Traits& traits, std::uint32_t size_class, std::int64_t units) {
    in_hand_[line_.supply(line_.value_at(traits), std::min(size_class, line_.classes() - 1))] += units;
}

}  // namespace doorstroom
