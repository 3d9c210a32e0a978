#include "people/sources.hpp"

#include <algorithm>
#include <cmath>

namespace doorstroom {

namespace {

int year_of(Date date) { return static_cast<int>(std::chrono::year_month_day{date}.year()); }

}  // namespace

Maker::Maker(const Plan& plan, const Shares& household_size, const std::vector<Shares>& mix) : plan_(&plan), size_(plan, household_size) {
    for (const Shares& shares : mix) {
        mix_.emplace_back(plan, shares);
        what_.push_back(what("mix." + plan.at(shares.attribute).name));
    }
}

void Maker::fill(const Readings& readings) {
    size_.fill(readings);
    for (ShareTable& shares : mix_) shares.fill(readings);
}

void Maker::refresh(const Readings& readings) {
    if (size_.changes_with(readings)) size_.fill(readings);
    for (ShareTable& shares : mix_)
        if (shares.changes_with(readings)) shares.fill(readings);
}

Household Maker::make(const Chance& chance, Who who, std::uint64_t inherited) const {
    Household household;
    household.who = who;
    household.attributes = inherited;
    const std::uint32_t word = size_.certain() ? 0 : chance.draw(who, what("size"), 0)[0];
    household.size = static_cast<std::uint8_t>(size_.draw(word, household.traits()));
    for (std::size_t each = 0; each < mix_.size(); ++each) {
        const Attribute& attribute = plan_->at(mix_[each].attribute());
        const std::uint16_t code = mix_[each].draw(chance.draw(who, what_[each], 0)[0], household.traits());
        household.attributes = with_code(attribute, household.attributes, code);
    }
    return household;
}

Sources::Sources(World& world) : world_(world) {
    for (const Source& source : world.plan.sources) {
        states_.push_back({Maker(world.plan, source.household_size, source.mix), name_hash("sources." + source.name), {}, {}, {}, 0.5, true, 0, -1, {}});
    }
}

void Sources::begin() {
    for (std::size_t each = 0; each < states_.size(); ++each) {
        State& state = states_[each];
        state.maker.fill(world_.readings);
        state.stale = true;
        state.carried = 0.5;
        state.drawn_for = no_block;
        draw_years(world_.plan.sources[each], state);
    }
}

// negative_binomial: one gamma factor of mean 1 for each calendar year.
void Sources::draw_years(const Source& source, State& state) const {
    state.year_factors.clear();
    if (!source.arrivals || source.arrivals->spread != Arrivals::Spread::negative_binomial) return;
    const double cv = world_.readings.number(source.arrivals->cv, {});
    for (int year = year_of(world_.plan.calendar.start()); year <= year_of(world_.plan.calendar.end()); ++year) {
        const Block block = world_.chance.draw(state.name, what("year"), static_cast<std::uint32_t>(year));
        Shape gamma;
        gamma.family = Law::Family::gamma;
        gamma.shape = cv > 0 ? 1 / (cv * cv) : 1;
        gamma.scale = 1 / gamma.shape;
        state.year_factors.push_back(cv > 0 ? quantile(gamma, uniform(block)) : 1);
    }
}

void Sources::refresh() {
    for (std::size_t each = 0; each < states_.size(); ++each) {
        states_[each].maker.refresh(world_.readings);
        states_[each].stale = true;
    }
}

void Sources::read_rate(const Source& source, State& state, Date today) {
    const Arrivals& arrivals = *source.arrivals;
    state.period = period_around(arrivals.per, today);
    // A month and a year bound the season and the factor of the year.
    const DateSpan month = period_around(Period::month, today);
    const double days = arrivals.per == Period::hour ? 1.0 / 24 : state.period.days();
    double rate = world_.readings.number(arrivals.number, {}) * world_.plan.calendar.days_per_tick() / days;
    rate *= arrivals.season[static_cast<unsigned>(std::chrono::year_month_day{today}.month()) - 1];
    if (arrivals.persons) rate /= state.maker.mean_size();
    if (!state.year_factors.empty()) rate *= state.year_factors[static_cast<std::size_t>(year_of(today) - year_of(world_.plan.calendar.start()))];
    state.rate = std::max(0.0, rate);
    if (arrivals.spread != Arrivals::Spread::exact) state.poisson.fill(state.rate);
    state.period.end = std::min(state.period.end, month.end);
    state.stale = false;
}

std::int32_t Sources::number_now(const Source& source, State& state) {
    const Date today = world_.plan.calendar.date_of(world_.now);
    if ((source.from && today < *source.from) || (source.until && today >= *source.until)) return 0;
    if (state.stale || today >= state.period.end) read_rate(source, state, today);
    if (source.arrivals->spread == Arrivals::Spread::exact) {
        state.carried += state.rate;
        const double whole = std::floor(state.carried);
        state.carried -= whole;
        return static_cast<std::int32_t>(whole);
    }
    if (state.rate == 0) return 0;
    const std::int64_t tick = world_.plan.calendar.absolute(world_.now);
    if (state.drawn_for != tick >> 2) {
        state.drawn_for = tick >> 2;
        state.block = world_.chance.draw(state.name, what("arrivals"), static_cast<std::uint32_t>(tick >> 2));
    }
    return state.poisson.draw(state.block[static_cast<std::size_t>(tick & 3)]);
}

void Sources::arrive(std::vector<Arrival>& arrivals) {
    for (std::size_t each = 0; each < states_.size(); ++each) {
        const Source& source = world_.plan.sources[each];
        if (!source.arrivals) continue;
        State& state = states_[each];
        const std::int32_t number = number_now(source, state);
        if (number == 0) continue;
        const Who first = who(state.name, static_cast<std::uint64_t>(world_.plan.calendar.absolute(world_.now)));
        for (std::int32_t arrival = 0; arrival < number; ++arrival)
            arrivals.push_back({world_.add_household(state.maker.make(world_.chance, first + static_cast<Who>(arrival), 0)), source.first});
    }
    arrive_brought(arrivals);
}

void Sources::arrive_brought(std::vector<Arrival>& arrivals) {
    if (world_.coming.empty(world_.now)) return;
    brought_.clear();
    world_.coming.take(world_.now, brought_);
    for (const Coming& coming : brought_) {
        const State& state = states_[index(coming.source)];
        const Household made = state.maker.make(world_.chance, coming.who, world_.households[coming.sponsor].attributes);
        --world_.households[coming.sponsor].brings;
        world_.release(coming.sponsor);
        arrivals.push_back({world_.add_household(made), world_.plan.at(coming.source).first});
    }
}

}  // namespace doorstroom
