#include "language/tree_walk.hpp"

#include <algorithm>

#include "language/values.hpp"

namespace doorstroom::language {

namespace {

using text::Entry;
using text::Node;

std::string below(const std::string& address, const std::string& key) { return address.empty() ? key : address + "." + key; }

// The row for a key of that kind; of another key what it stands for.
const Field* row_for(const Kind& kind, const std::string& key) {
    if (const Field* field = kind.find(key)) return field->need == Need::later ? nullptr : field;
    const bool has_dot = key.find('.') != std::string::npos;
    for (const Field& other : kind.others)
        if ((other.key.find('.') != std::string_view::npos) == has_dot) return &other;
    return kind.others.empty() ? nullptr : &kind.others.front();
}

// Whether a mapping that could be something else is of this kind: it has a key of it, and all that it must have.
bool looks_like(const Kind& kind, const Node& node) {
    const auto is_its_own = [&](const Entry& entry) { return kind.find(entry.key) != nullptr; };
    const auto is_there = [&](const Field& field) { return field.need != Need::required || node.find(field.key); };
    return std::any_of(node.entries.begin(), node.entries.end(), is_its_own) &&
           std::all_of(kind.fields.begin(), kind.fields.end(), is_there);
}

// Of several kinds the one it calls itself; else the one that it looks like.
const Kind* kind_among(const Forms& forms, const Node& node) {
    const Kind* only = nullptr;
    std::size_t count = 0;
    for (const Form& form : forms) {
        if (form.is != Form::Is::kind) continue;
        const Kind& kind = kind_of(form.text);
        if (const Entry* own = node.find("kind"); own && own->value.scalar == kind.name) return &kind;
        if (++count; !only) only = &kind;
    }
    if (!only || (count == 1 && forms.size() == 1)) return only;
    return looks_like(*only, node) ? only : nullptr;
}

const Form* form_that_is(Form::Is is, const Forms& forms) {
    const auto found = std::find_if(forms.begin(), forms.end(), [&](const Form& form) { return form.is == is; });
    return found == forms.end() ? nullptr : &*found;
}

// Of several sorts the first that a mapping can be; a distribution when it has a family of those.
const Sort* sort_of_mapping(const Forms& forms, const Node& node, const Binding& binding) {
    const Sort* first = nullptr;
    const auto is_family = [](const Entry& entry) { return !is_basis_key(entry.key) && kind_of("distribution").find(entry.key); };
    const bool has_family = std::any_of(node.entries.begin(), node.entries.end(), is_family);
    for (const Form& form : forms) {
        if (form.is != Form::Is::sort) continue;
        const Sort& sort = sort_of(form.text, binding);
        if (sort.is == Sort::Is::plain || sort.is == Sort::Is::name) continue;
        if (!first || (sort.is == Sort::Is::distribution && has_family)) first = &sort;
    }
    return first;
}

}  // namespace

const Kind* kind_of_value(const Node& node) {
    if (!node.is_mapping()) return nullptr;
    if (is_dated(node)) return &kind_of("dated");
    if (is_table(node)) return &kind_of("table");
    for (const char* key : {"by", "use", "measure", "value"})
        if (node.find(key))
            return &kind_of(std::string_view(key) == "value" ? "stated value" : std::string_view(key) == "measure" ? "feedback" : key);
    const auto calculates = [&](const Field& field) {
        const Entry* list = node.find(field.key);
        return list && list->value.is_sequence();
    };
    const Kind& calculation = kind_of("calculation");
    return std::any_of(calculation.fields.begin(), calculation.fields.end(), calculates) ? &calculation : nullptr;
}

void TreeWalk::mapping(const Node& node, const Kind& kind, const std::string& address, const Binding& binding) {
    enter(node, address);
    for (const Entry& entry : node.entries) {
        const Field* field = is_basis_key(entry.key) ? nullptr : row_for(kind, entry.key);
        if (!field) continue;
        key(kind, *field, entry);
        forms(forms_of(*field), {entry.value, below(address, entry.key), *field, node}, binding);
    }
    leave(node);
}

// Things by name, each of these forms.
void TreeWalk::names(const Form& form, const At& at, const Binding& binding) {
    enter(at.node, at.address);
    for (const Entry& entry : at.node.entries)
        if (!is_basis_key(entry.key))
            forms(form.parts, {entry.value, below(at.address, entry.key), at.field, at.node}, binding);
    leave(at.node);
}

void TreeWalk::forms(const Forms& forms, const At& at, const Binding& binding) {
    const Form* sort = form_that_is(Form::Is::sort, forms);
    const auto tell = [&](const Sort& of) { thing({at.node, of, at.address, at.field, at.mapping}); };
    if (at.node.is_sequence()) {
        const Form* list = form_that_is(Form::Is::list, forms);
        if (!list) return;
        const Sort* items = list->parts.front().is == Form::Is::sort ? &sort_of(list->parts.front().text, binding) : nullptr;
        if (!items || items->is == Sort::Is::plain || items->is == Sort::Is::name) return tell(items ? *items : sort_of("TEXT"));
        std::size_t number = 0;
        for (const Node& item : at.node.items)
            this->forms(list->parts, {item, below(at.address, std::to_string(++number)), at.field, at.mapping}, binding);
    } else if (at.node.is_mapping()) {
        for (const Form& form : forms)
            if (const Entry* own = form.is == Form::Is::keyed ? at.node.find(form.text) : nullptr)
                return this->forms(form.parts, {own->value, below(at.address, form.text), at.field, at.node}, binding);
        if (const Kind* kind = kind_among(forms, at.node)) return mapping(at.node, *kind, at.address, binding);
        if (const Form* named = form_that_is(Form::Is::named, forms)) return names(*named, at, binding);
        if (const Sort* of = sort_of_mapping(forms, at.node, binding)) tell(*of);
    } else {
        const auto is_that_word = [&](const Form& form) { return form.is == Form::Is::word && form.text == at.node.scalar; };
        const bool is_word = !sort || std::any_of(forms.begin(), forms.end(), is_that_word);
        tell(is_word ? sort_of("TEXT") : sort_of(sort->text, binding));
    }
}

void TreeWalk::into(const Found& found) {
    if (!found.node.is_mapping()) return;
    const At at{found.node, found.address, found.field, found.mapping};
    switch (found.sort.is) {
        case Sort::Is::value:
        case Sort::Is::shares:
            if (const Kind* kind = kind_of_value(found.node)) return mapping(found.node, *kind, found.address, binding_of(found.sort));
            return names(parse_forms("{KEY: CHANCE}").front(), at, {});
        case Sort::Is::distribution: return mapping(found.node, kind_of("distribution"), found.address, binding_of(found.sort));
        case Sort::Is::condition: return mapping(found.node, kind_of("condition"), found.address, {});
        case Sort::Is::plain:
        case Sort::Is::name:
        case Sort::Is::key: return;
    }
}

}  // namespace doorstroom::language
