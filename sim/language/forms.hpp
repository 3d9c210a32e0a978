// What a field takes, as the table writes it, in the words of the language itself; the JSON Schema, the printed reference
// and `explain` read it here.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "language/fields.hpp"

namespace doorstroom::language {

// How a form is written:
//   ~               nothing: it takes away
//   small letters   that word: `keep`; with a colon, that key: {linked: ATTRIBUTE}
//   CAPITALS        a sort: a name (STAGE), a number (CHANCE), or whatever SAME, PARAMETER and TERM stand for
//   {KEY: FORM}     names of that sort, each with that
//   {kind}          a mapping of that kind of the table
//   [FORM]          a list; [2 FORM] one of exactly two
//   A | B           either; (A | B) holds them together
struct Form;
using Forms = std::vector<Form>;  // any of them

struct Form {
    enum class Is : std::uint8_t { word, sort, kind, named, keyed, list };
    Is is = Is::word;
    std::string text;       // the word, the sort, the kind, the sort of the names, the key
    Forms parts;            // of named, keyed and list
    std::size_t count = 0;  // of a list: exactly so many; 0: any number
};

Forms parse_forms(std::string_view text);

// What the field takes, whatever column of the table says so.
std::string form_of(const Field& field);
Forms forms_of(const Field& field);

}  // namespace doorstroom::language
