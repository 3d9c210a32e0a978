// Chances of a stage that are uncertain, or that policies change: what one branch takes, the branch with `rest` gives; where
// there is none, the others give in proportion (section 9).
#pragma once

#include <string>
#include <vector>

#include "language/compilation.hpp"

namespace doorstroom::language {

// Those of `next` with a chance fit everybody. Uncertain ones are kept between 0 and what those before them leave; the others
// share what is left as they did before. Nothing happens where nothing is uncertain.
void share_what_is_left(Plan& plan, std::vector<Branch>& next);

// What policies make of the chance of a branch, and in which dates ([from, until)); none where no policy changes it.
struct ChangedChance {
    ValueId chance = none<ValueId>;
    std::vector<std::pair<Date, Date>> holds;

    bool holds_on(Date date) const;
};

// The same for what policies change, date by date; parallel to `next`. Outside those dates each chance is the very number it
// was. With `rest` nobody but that branch gives.
void change_chances(Plan& plan, std::vector<Branch>& next, const std::vector<ChangedChance>& changed, bool has_rest);

// The same where nobody takes the rest and some branches fit not everybody: who gives is then known of each household only, so that
// `next` keeps the chances as stated and the stage says what takes their place.
void share_among_those_that_fit(Plan& plan, Stage& stage, const std::vector<ChangedChance>& changed);

// Of a clock that a policy adds, at this address: its chance (none: always) while the policy holds, else 0. Of any other clock
// the chance as it is.
ValueId only_while_it_holds(Compilation& compilation, const std::string& address, ValueId chance);

}  // namespace doorstroom::language
