#include "language/variants.hpp"

#include <fmt/format.h>

#include "language/merge.hpp"
#include "language/reader.hpp"
#include "text/plain.hpp"
#include "text/scalar.hpp"

namespace doorstroom::language {

namespace {

using text::Entry;
using text::Node;

// The variant, or nothing and an error at the option that names it.
const Node* variant_named(const Node& variants, const std::string& name, Diagnostics& diagnostics) {
    if (const Entry* found = variants.find(name)) return &found->value;
    std::vector<std::string> names;
    for (const Entry& entry : variants.entries) names.push_back(entry.key);
    const Mark mark{diagnostics.add_file("--variant", name), 1, 1};
    diagnostics.error(mark, text::caret_length(name), fmt::format("there is no variant `{}`", name),
                      names.empty() ? "this scenario has no `variants`" : suggestion(name, names));
    return nullptr;
}

// One layer: a file of its own would say the same.
Node layer_of(const std::string& key, Node value) {
    Node layer;
    layer.kind = Node::Kind::mapping;
    layer.mark = value.mark;
    layer.entries.push_back({key, false, value.mark, std::move(value)});
    return layer;
}

}  // namespace

void lay_variant(Composition& made, const std::string& name, Diagnostics& diagnostics) {
    if (Entry* variants = made.root.find("variants")) {
        made.variants = std::move(variants->value);
        made.root.entries.erase(made.root.entries.begin() + (variants - made.root.entries.data()));
    }
    if (name.empty()) return;
    const Node* variant = variant_named(made.variants, name, diagnostics);
    if (!variant) return;
    for (const char* key : {"title", "policies"})
        if (const Entry* own = variant->find(key); own && own->value.is_mapping())
            lay_over(made.root, layer_of(key, own->value), diagnostics);
    if (const Entry* set = variant->find("set"))
        for (const Entry& entry : set->value.entries)
            if (!is_basis_key(entry.key)) lay_over_at(made.root, entry.key, entry.value, entry.key_mark, diagnostics);
}

void check_variants(Compilation& compilation) {
    if (compilation.variants.is_null()) return;
    for (const Entry* entry : compilation.entries(compilation.variants, "variant")) {
        compilation.check_name(entry->key, entry->key_quoted, entry->key_mark);
        const Reader reader{compilation, entry->value, "variant", "variants." + entry->key};
        reader.title("title");
        if (const Node* policies = reader.find("policies"))
            for (const Entry* policy : compilation.entries(*policies, "policy"))
                if (!policy->value.is_null()) Reader(compilation, policy->value, "policy in use", reader.address("policies." + policy->key)).date("from");
        if (const Node* set = reader.find("set"); set && !set->is_mapping())
            compilation.fault(*set, fmt::format("expected a mapping of addresses and values, found {}", describe(*set)));
    }
}

}  // namespace doorstroom::language
