// What policies make of numbers and dates.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "language/changes.hpp"
#include "language/reader.hpp"
#include "text/scalar.hpp"

namespace doorstroom::language {

namespace {

using Op = ValueNode::Op;
using How = Change::How;

const text::Node& operand_of(const Change& change) { return *change.node; }

}  // namespace

std::vector<Spell> spells_of(const Compilation& compilation, const std::vector<Change>& changes) {
    std::vector<Date> dates{always};
    for (const Change& change : changes)
        for (const Date date : {compilation.policies[change.policy].from, compilation.policies[change.policy].until})
            if (date != Date::max()) dates.push_back(date);
    std::sort(dates.begin(), dates.end());
    dates.erase(std::unique(dates.begin(), dates.end()), dates.end());
    std::vector<Spell> spells;
    for (const Date date : dates) {
        Spell spell{date, {}};
        for (const Change& change : changes) {
            const Policy& policy = compilation.policies[change.policy];
            if (policy.from <= date && date < policy.until) spell.changes.push_back(&change);
        }
        spells.push_back(std::move(spell));
    }
    return spells;
}

// ---- numbers --------------------------------------------------------------------------------------------------------

ValueBuilder::Part ValueBuilder::made_of(Op op, std::vector<std::uint32_t> children, std::optional<Dimension> dimension) {
    ValueNode made;
    made.op = op;
    made.children = std::move(children);
    return add(std::move(made), dimension);
}

ValueBuilder::Part ValueBuilder::from_dates(std::vector<Date> dates, const std::vector<Part>& parts) {
    ValueNode made;
    made.op = Op::dated;
    made.dates = std::move(dates);
    for (const Part& part : parts) made.children.push_back(part.node);
    return add(std::move(made), parts.front().dimension);
}

// The number that replaces, multiplies or is added. A dated one is needed from the day on which the policy begins.
ValueBuilder::Part ValueBuilder::operand(const Change& change, Of of, Part part) {
    const Date before = wanted_.needed_from;
    wanted_.needed_from = std::max(before, compilation_.policies[change.policy].from);
    const text::Node& node = operand_of(change);
    const Part made = change.how == How::times   ? term(node, Dimension::number)
                      : change.how == How::plus  ? term(node, part.dimension)
                      : of == Of::whole          ? number(node, {wanted_.dimension, true})
                                                 : term(node, part.dimension);
    wanted_.needed_from = before;
    return made;
}

ValueBuilder::Part ValueBuilder::changed(const Change& change, Part part, Part by) {
    if (change.how == How::replace) return by;
    calculates_ = true;
    return made_of(change.how == How::times ? Op::product : Op::sum, {part.node, by.node}, part.dimension);
}

// A chance stays one, whatever it is multiplied by.
ValueBuilder::Part ValueBuilder::within_bounds(Part part) {
    if (!std::isfinite(wanted_.most)) return part;
    const Part below = made_of(Op::minimum, {part.node, constant(wanted_.most, wanted_.dimension).node}, part.dimension);
    return made_of(Op::maximum, {below.node, constant(wanted_.least, wanted_.dimension).node}, part.dimension);
}

ValueBuilder::Part ValueBuilder::with_changes(std::string_view address, Part part, Of of) {
    const auto found = compilation_.changes.find(address);
    if (found == compilation_.changes.end()) return part;
    std::map<const Change*, Part> operands;
    for (Change& change : found->second) {
        change.applied = true;
        operands[&change] = operand(change, of, part);
    }
    std::vector<Date> dates;
    std::vector<Part> parts;
    for (const Spell& spell : spells_of(compilation_, found->second)) {
        Part now = part;
        for (const Change* change : spell.changes) now = changed(*change, now, operands[change]);
        dates.push_back(spell.from);
        parts.push_back(of == Of::whole && !spell.changes.empty() ? within_bounds(now) : now);
    }
    return from_dates(std::move(dates), parts);
}

ValueId change_value(Compilation& compilation, ValueId id, const text::Node& node, const std::string& address, const Wanted& wanted) {
    const auto changes = compilation.changes.find(address);
    if (changes == compilation.changes.end()) return id;
    const std::size_t before = compilation.faults();
    ValueBuilder builder{compilation, wanted, address};
    const ValueBuilder::Part part = builder.with_factor(address, builder.number(node));
    const ValueBuilder::Part changed = builder.with_changes(address, part, ValueBuilder::Of::whole);
    compilation.plan.values[index(id)] = builder.take(changed, compilation.place(node.mark));
    if (builder.calculates() && compilation.faults() == before)
        check_results(compilation, id, *changes->second.front().node, wanted);
    return compilation.faults() == before ? id : none<ValueId>;
}

// ---- dates ----------------------------------------------------------------------------------------------------------

namespace {

// The date that a change makes of another; nothing after a fault.
std::optional<Date> moved(Compilation& compilation, const Change& change, std::optional<Date> planned) {
    const text::Node& node = operand_of(change);
    if (change.how == How::replace) return read_date(compilation, node);
    if (change.how == How::times || !planned) {
        compilation.fault(node, fmt::format("`{}` is a date: it can be another date{}", change.entry->key,
                                            planned ? ", or move with `plus`" : ""));
        return std::nullopt;
    }
    const auto days = node.is_scalar() && !node.quoted ? text::parse_duration_days(node.scalar) : std::nullopt;
    if (!days) compilation.fault(node, fmt::format("expected a duration, found {}", describe(node)), "a date moves by whole days");
    return days ? std::optional(*planned + std::chrono::days{std::lround(*days)}) : std::nullopt;
}

}  // namespace

std::optional<Date> change_date(Compilation& compilation, const std::string& address, std::optional<Date> planned, int slip_from) {
    compilation.date_addresses.push_back(address);
    const auto changes = compilation.changes.find(address);
    if (changes == compilation.changes.end()) return planned;
    const bool closes = address.size() >= 7 && address.compare(address.size() - 7, 7, ".closes") == 0;
    for (Change& change : changes->second) {
        change.applied = true;
        const Policy& policy = compilation.policies[change.policy];
        const std::optional<Date> now = moved(compilation, change, planned);
        if (!now) return planned;
        // What was not said is open from the start, and never closes.
        const Date old = planned.value_or(closes ? Date::max() : always);
        const auto within = [&](Date date) { return policy.from <= date && (date < policy.until || policy.until == Date::max()); };
        const auto slips_to = [&](Date date) { return date == Date::max() ? date : date + std::chrono::days{slip_from}; };
        if (!within(old) || !within(*now))
            compilation.fault(operand_of(change),
                              fmt::format("`{}` would be {} and not {}: both must lie within the dates of `{}`, {}", address, to_string(*now),
                                          planned ? to_string(*planned) : closes ? "never" : "from the start", policy.file->name,
                                          policy.until == Date::max() ? "from " + to_string(policy.from)
                                                                      : to_string(policy.from) + " up to " + to_string(policy.until)));
        else if (slips_to(std::min(old, *now)) < policy.from)
            compilation.fault(operand_of(change),
                              fmt::format("with its slip `{}` may come before `{}` begins, on {}", address, policy.file->name,
                                          to_string(policy.from)));
        planned = now;
    }
    return planned;
}

bool is_read_once(std::string_view address) {
    const auto begins = [&](std::string_view with) { return address.substr(0, with.size()) == with; };
    const auto ends = [&](std::string_view with) {
        return address.size() > with.size() && address.substr(address.size() - with.size()) == with;
    };
    return begins("stock.") || begins("measures.") || begins("uncertain.") || ends(".cv") || address.find(".slip.") != std::string_view::npos ||
           address.find(".margins.") != std::string_view::npos;
}

}  // namespace doorstroom::language
