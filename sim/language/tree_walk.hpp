// A walk through a resolved scenario along the field table: which key of the language stands where, and which sort of
// thing follows it. The tree has been read and is right.
#pragma once

#include <functional>
#include <string>

#include "language/forms.hpp"
#include "language/sorts.hpp"
#include "text/document.hpp"

namespace doorstroom::language {

// Something of a sort: a number, a name, a distribution, a condition.
struct Found {
    const text::Node& node;
    const Sort& sort;
    std::string address;
    const Field& field;           // whose value it is, or is part of
    const text::Node& mapping;    // in which that key stands
};

class TreeWalk {
public:
    std::function<void(const Kind&, const Field&, const text::Entry&)> key;    // a key of the language; not a name
    std::function<void(const Found&)> thing;                                   // not looked into unless `into` is asked
    std::function<void(const text::Node&, const std::string& address)> enter;  // before a mapping of the table, or of names
    std::function<void(const text::Node&)> leave;

    void walk(const text::Node& root) { mapping(root, kind_of("scenario"), "", {}); }
    // The same of a mapping that stands apart from the scenario: a policy, a variant.
    void walk(const text::Node& node, std::string_view kind, const std::string& address) { mapping(node, kind_of(kind), address, {}); }
    // What the thing is made of; nothing of one that is written as it stands.
    void into(const Found& found);

private:
    struct At {
        const text::Node& node;
        std::string address;
        const Field& field;
        const text::Node& mapping;
    };

    void mapping(const text::Node& node, const Kind& kind, const std::string& address, const Binding& binding);
    void names(const Form& form, const At& at, const Binding& binding);
    void forms(const Forms& forms, const At& at, const Binding& binding);
};

// The kind of mapping that stands for a number (or for shares) here; nothing where it is {VALUE: CHANCE}.
const Kind* kind_of_value(const text::Node& node);

}  // namespace doorstroom::language
