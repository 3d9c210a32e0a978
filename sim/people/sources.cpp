#include "people/sources.hpp"

#include <algorithm>
#include <cmath>

#include "doorstroom/ensure.hpp"

namespace doorstroom {

namespace {

int year_of(Date date) { return static_cast<int>(std::chrono::year_month_day{date}.year()); }

}  // namespace

Maker::Maker(const Plan& plan, const Shares& household_size, const std::vector<Shares>& mix, const std::optional<Joint>& joint)
    : plan_(&plan), size_(plan, household_size), shares_(&mix) {
    if (joint) joint_.emplace(plan, *joint);
    for (const Shares& shares : mix) {
        mix_.emplace_back(plan, shares);
        what_.push_back(what(shares.of == Shares::Of::age ? "mix.age" : "mix." + plan.at(shares.attribute).name));
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

namespace {

bool of_household(const Plan& plan, const Shares& shares) {
    return shares.of == Shares::Of::attribute && !plan.at(shares.attribute).of_person;
}

}  // namespace

std::uint8_t Maker::size(const Chance& chance, Who who, std::uint64_t inherited) const {
    Household household;
    household.attributes = inherited;
    const std::uint32_t word = size_.certain() ? 0 : chance.draw(who, what("size"), 0)[0];
    return static_cast<std::uint8_t>(size_.draw(word, household.traits()));
}

Household Maker::make(const Chance& chance, Who who, std::uint8_t size, std::uint64_t inherited) const {
    return make_fitted(chance, who, size, inherited, joint_ ? joint_->household_cell(chance, who) : 0);
}

Household Maker::make_fitted(const Chance& chance, Who who, std::uint8_t size, std::uint64_t inherited, std::uint32_t cell) const {
    Household household;
    household.who = who;
    household.attributes = joint_ ? joint_->household_attributes(inherited, cell) : inherited;
    household.size = size;
    for (std::size_t each = 0; each < mix_.size(); ++each) {
        if (!of_household(*plan_, (*shares_)[each])) continue;
        const Attribute& attribute = plan_->at(mix_[each].attribute());
        const std::uint16_t code = mix_[each].draw(chance.draw(who, what_[each], 0)[0], household.traits());
        household.attributes = with_code(attribute, household.attributes, code);
    }
    return household;
}

void Maker::make_members(World& world, HouseholdId id) const {
    if (!world.sheet.persons) return;
    if (!joint_) return make_members(world, id, {});
    const Household household = world.households[id];
    const std::uint32_t of_household = joint_->household_cell(world.chance, household.who);
    std::vector<std::uint32_t> cells;
    for (std::uint8_t member = 1; member <= household.size; ++member)
        cells.push_back(joint_->person_cell(world.chance, household.who, who(household.who, member), member, of_household));
    make_members(world, id, cells);
}

void Maker::make_members(World& world, HouseholdId id, std::span<const std::uint32_t> cells) const {
    if (!world.sheet.persons) return;
    const std::uint8_t size = world.households[id].size;
    ensure(size <= 64, "a household of more than 64 persons");
    for (std::uint8_t member = 1; member <= size; ++member)
        add_member(world, id, member, cells.empty() ? std::nullopt : std::optional{cells[member - std::size_t{1}]});
}

void Maker::add_member(World& world, HouseholdId id, std::uint8_t member, std::optional<std::uint32_t> cell) const {
    const Household& household = world.households[id];
    Person person;
    person.who = who(household.who, member);
    person.made_member = member;
    person.born = world.plan.calendar.date_of(world.now);
    Traits traits = household.traits();
    traits.member = member;
    if (cell) joint_->make_person(world, person, traits, *cell);
    for (std::size_t each = 0; each < mix_.size(); ++each) {
        const Shares& shares = (*shares_)[each];
        if (of_household(*plan_, shares)) continue;
        if (shares.of == Shares::Of::age) {
            person.born = draw_birth(world, each, person, traits);
            traits.age = person.age_on(world.plan.calendar.date_of(world.now));
            continue;
        }
        const std::uint16_t code = mix_[each].draw(world.chance.draw(person.who, what_[each], 0)[0], traits);
        traits.person = person.attributes = with_code(plan_->at(shares.attribute), person.attributes, code);
    }
    world.add_person(id, person);
}

// An age from a distribution, or of a band and then uniform within it.
Date Maker::draw_birth(const World& world, std::size_t each, const Person& person, const Traits& traits) const {
    const Shares& shares = (*shares_)[each];
    const Date today = world.plan.calendar.date_of(world.now);
    const Block block = world.chance.draw(person.who, what_[each], 0);
    if (given(shares.age_law)) {
        const std::int32_t ticks = std::max(0, world.readings.law(shares.age_law, traits).draw(block[0]));
        return today - std::chrono::days{static_cast<std::int32_t>(ticks * world.plan.calendar.days_per_tick())};
    }
    const std::size_t band = mix_[each].draw(block[0], traits);
    const double low = shares.age_bounds[band], high = shares.age_bounds[band + 1];
    return born_at(low + (high - low) * (block[1] * 0x1.0p-32), today);
}

Sources::Sources(World& world) : world_(world) {
    for (const Source& source : world.plan.sources) {
        states_.push_back({Maker(world.plan, source.household_size, source.mix, source.joint), name_hash("sources." + source.name), {}, {}, {}, 0.5, true, 0, -1, {}});
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
    const Date today = world_.readings.today();
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
        for (std::int32_t arrival = 0; arrival < number; ++arrival) {
            const HouseholdId household = world_.add_household(state.maker.make(world_.chance, first + static_cast<Who>(arrival)));
            state.maker.make_members(world_, household);
            arrivals.push_back({household, source.first});
        }
    }
    arrive_brought(arrivals);
}

void Sources::arrive_brought(std::vector<Arrival>& arrivals) {
    if (world_.coming.empty(world_.now)) return;
    brought_.clear();
    world_.coming.take(world_.now, brought_);
    for (const Coming& coming : brought_) {
        if (world_.sheet.rich && world_.family(coming.sponsor).called_off != coming.called_off) continue;
        const Maker& maker = states_[index(coming.source)].maker;
        const HouseholdId sponsor = world_.resolve(coming.sponsor);
        const HouseholdId made =
            world_.add_household(maker.make(world_.chance, coming.who, coming.size, world_.households[sponsor].attributes));
        maker.make_members(world_, made);
        if (world_.sheet.families) world_.link_family(made, sponsor);
        --world_.households[sponsor].going;
        if (world_.sheet.rich) --world_.coming_on(sponsor, index(world_.plan.at(world_.plan.at(coming.source).first).pathway));
        world_.release(sponsor);
        arrivals.push_back({made, world_.plan.at(coming.source).first});
    }
}

}  // namespace doorstroom
