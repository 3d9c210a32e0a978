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
    factor,  // a distribution of plain numbers
    shares,  // {VALUE: CHANCE}, or one VALUE
    condition,
    reference,  // the id of an entry of `references`
    name,       // the name of a thing of the kind `of`
    names,      // one such name, or a list of them
    mapping,    // a mapping of the kind `of`
    entries,    // named things of the kind `of`
    list,       // a list of `of`
    special,    // several forms, as the line says
};

enum class Need : std::uint8_t { optional, required, later };  // later: the language has it, this version does not yet

struct Field {
    std::string_view key;
    Expects expects;
    Need need;
    std::string_view of;
    std::string_view meaning;
    std::string_view instead = {};  // of what comes later: what does it today
};

struct Kind {
    std::string_view name;  // `stage`
    std::string_view meaning;
    std::vector<Field> fields;

    const Field* find(std::string_view key) const;
    std::vector<std::string> keys() const;  // those of this version
    std::optional<std::string> nearest(
        std::string_view key) const;  // among those, and those that say where numbers come from
};

const std::vector<Kind>& all_kinds();
const Kind& kind_of(std::string_view name);

// Keys that may stand in every mapping and say where its numbers come from.
bool is_basis_key(std::string_view key);
// Words that no thing may be called, because they are keys where a name could stand.
bool is_reserved(std::string_view name);
// The choices of a field of that kind, in order, without the ~.
std::vector<std::string> choices_of(const Field& field);

}  // namespace doorstroom::language
