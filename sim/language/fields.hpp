// The one table of the language: every kind of mapping, its keys, what each expects, and a line on what it means.
// The reader refuses what is not here; the printed reference and the JSON Schema are made from the same rows.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace doorstroom::language {

enum class Expects : std::uint8_t {
    // scalars
    text,      // any text
    whole,     // a whole number
    flag,      // true or false
    date,      // 2026-12-31
    duration,  // a plain duration: `6 weeks`
    choice,    // one of `of`, separated by |; those that begin with ~ are for a later version
    // numbers that may depend on the date and on who asks (section 4)
    amount,  // not negative
    number,  // any number
    chance,  // between 0 and 1
    span,    // a duration that is not negative
    // made of several
    law,     // a distribution of durations that are not negative (section 5)
    shift,   // a distribution of durations that may be negative
    factor,  // a distribution of plain numbers; or a form `of`
    shares,  // {VALUE: CHANCE}, or one VALUE
    condition,
    reference,  // the id of an entry of `references`
    name,       // the name of a thing of the kind `of`
    names,      // one such name, or a list of them
    mapping,    // a mapping of the kind `of`
    entries,    // named things of the kind `of`; or a form, when it begins with {
    list,       // a list, each item of the form `of`
    special,    // of the form `of` (forms.hpp): `STAGE | {STAGE: CHANCE | rest | {branch}}`
};

enum class Need : std::uint8_t { optional, required, later };  // later: the language has it, this version does not yet

struct Field {
    std::string_view key;
    Expects expects;
    Need need;
    std::string_view of;  // of a number: what it counts, such as `persons/per`
    std::string_view meaning;
    std::string_view instead = {};  // of what comes later: what does it today
};

struct Kind {
    std::string_view name;  // `stage`
    std::string_view meaning;
    std::vector<Field> fields;
    std::vector<Field> others = {};  // what every other key stands for, its sort as the key: `COLUMN`

    const Field* find(std::string_view key) const;
    std::vector<std::string> keys() const;  // those of this version
    std::optional<std::string> nearest(
        std::string_view key) const;  // among those, and those that say where numbers come from
};

const std::vector<Kind>& all_kinds();
const Kind& kind_of(std::string_view name);

// Keys that may stand in every mapping and say where its numbers come from.
bool is_basis_key(std::string_view key);
// Whether numbers below this key describe the world; others describe the run, the order of things or the output.
bool is_figure_key(std::string_view key);
// The same of an address, all of whose keys must.
bool is_figure_address(std::string_view address);
// Words that no thing may be called, because they are keys where a name could stand.
bool is_reserved(std::string_view name);
// The choices of a field of that kind, in order, without the ~.
std::vector<std::string> choices_of(const Field& field);

}  // namespace doorstroom::language
