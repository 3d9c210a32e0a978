// What policies make of a number, a distribution or a date, from one date to another. All of it is compiled into dated
// values of the Plan: before its first date a policy is the very number that was there.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "language/values.hpp"

namespace doorstroom::language {

// Earlier than any date of a run.
inline constexpr Date always{std::chrono::days{-719528}};

// From a date up to the next spell these changes hold, in the order in which they act.
struct Spell {
    Date from;
    std::vector<const Change*> changes;
};
// The first begins before any run, with none.
std::vector<Spell> spells_of(const Compilation& compilation, const std::vector<Change>& changes);

// Makes of a number just compiled from that node what policies make of it; the same id, or none after a fault.
ValueId change_value(Compilation& compilation, ValueId id, const text::Node& node, const std::string& address, const Wanted& wanted);
// The same of a distribution.
void change_law(Compilation& compilation, LawId id, const std::string& address);
// The same of the date on which a site opens or closes (`planned`: none where it is not said). It slips by at least
// `slip_from` days. Both dates lie within those of the policy.
std::optional<Date> change_date(Compilation& compilation, const std::string& address, std::optional<Date> planned, int slip_from);

// Whether the number there is read only once, when the run begins, so that no policy could change it by date.
bool is_read_once(std::string_view address);

}  // namespace doorstroom::language
