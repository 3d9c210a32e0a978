#include "language/reference.hpp"

#include <fmt/format.h>

#include "language/compile.hpp"
#include "language/forms.hpp"
#include "language/layers.hpp"
#include "language/sorts.hpp"
#include "language/tree_walk.hpp"

namespace doorstroom::language {

namespace {

// A bar would end the cell of a table.
std::string in_cell(std::string_view text) {
    std::string result;
    for (const char letter : text) {
        if (letter == '|') result += '\\';
        result += letter;
    }
    return result;
}

std::string code(std::string_view text) { return text.empty() ? "" : fmt::format("`{}`", in_cell(text)); }

// What a number counts: `persons/per` is persons for each `per`.
std::string takes(const Field& field) {
    const bool counts = (field.expects == Expects::amount || field.expects == Expects::number) && !field.of.empty();
    return code(form_of(field)) + (counts ? fmt::format(" {}", field.of) : "");
}

const char* opening =
    "Every mapping of a scenario is of one of these kinds and has the keys listed with it; any other key is an error. What\n"
    "stands in small letters is written as it is, CAPITALS are explained under [Sorts](#sorts), `{kind}` is a mapping of that\n"
    "kind, `{NAME: …}` a mapping with names of your own, `[…]` a list, `|` means or. A key in **bold** must be there.\n"
    "\n"
    "In every mapping may stand where its numbers come from: `reference: ID` (an entry of `references`), with `derived: HOW`\n"
    "when they were worked out from it, or `assumption: WHY`; `range: [A, B]` says how far a number may lie.\n";

}  // namespace

void Reference::add_example(const std::filesystem::path& file, Diagnostics& diagnostics) {
    Plan plan;
    Composition composition = compose(file, {}, diagnostics);
    if (!composition.root.is_mapping()) return;
    Compilation compilation{composition, plan, diagnostics};
    compile_scenario(compilation, false);
    if (diagnostics.has_errors()) return;
    const std::size_t number = examples_.size();
    const std::string folder = file.parent_path().filename().string();
    examples_.push_back({fmt::format("[{}]({}/{})", file.stem().string(), folder, file.filename().string()), plan.title.en});
    // What is laid over others has been laid by now.
    const bool is_laid_over = composition.is_laid_over;
    Shown& shown_in = is_laid_over ? shown_in_layers_ : shown_in_;
    if (is_laid_over) shown_in.try_emplace({"scenario", "extends"}, number);
    TreeWalk walk;
    walk.key = [&](const Kind& kind, const Field& field, const text::Entry&) {
        shown_in.try_emplace({std::string(kind.name), std::string(field.key)}, number);
    };
    walk.enter = [](const text::Node&, const std::string&) {};
    walk.leave = [](const text::Node&) {};
    walk.thing = [&](const Found& found) { walk.into(found); };
    walk.walk(composition.root);
    for (const PolicyFile& policy : composition.policies) walk.walk(policy.root, "policy", "policies." + policy.name);
    if (!composition.variants.is_null()) shown_in.try_emplace({"scenario", "variants"}, number);
    for (const text::Entry& variant : composition.variants.entries) walk.walk(variant.value, "variant", "variants." + variant.key);
}

std::string Reference::example_of(std::string_view kind, std::string_view key) const {
    for (const Shown* shown_in : {&shown_in_, &shown_in_layers_})
        if (const auto found = shown_in->find({std::string(kind), std::string(key)}); found != shown_in->end())
            return examples_[found->second].link;
    return {};
}

std::string Reference::print() const {
    std::string out = opening;
    for (const Kind& kind : all_kinds()) {
        std::string rows;
        for (const auto* fields : {&kind.fields, &kind.others})
            for (const Field& field : *fields) {
                if (field.need == Need::later) continue;
                const bool is_required = field.need == Need::required;
                rows += fmt::format("| {0}{1}{0} | {2} | {3} |", is_required ? "**" : "", code(field.key), takes(field), in_cell(field.meaning));
                rows += examples_.empty() ? "\n" : fmt::format(" {} |\n", example_of(kind.name, field.key));
            }
        if (rows.empty()) continue;
        out += fmt::format("\n#### {}\n\n{}\n\n| key | takes | meaning |{}\n|---|---|---|{}\n{}", kind.name, kind.meaning,
                           examples_.empty() ? "" : " example |", examples_.empty() ? "" : "---|", rows);
    }
    out += "\n#### Sorts\n\nWhat may stand for a number or a duration: `dated`, `by`, `use`, `table`, `calculation`, `feedback` and\n"
           "`stated value`, nested to any depth.\n\n| | |\n|---|---|\n";
    for (const Sort& sort : all_sorts()) out += fmt::format("| {} | {} |\n", code(sort.name), in_cell(sort.meaning));
    out += "| `SAME` | what the whole stands for: a number of that sort |\n";
    out += "| `TERM` | a number or duration as the whole is, without bounds |\n";
    out += "| `PARAMETER` | a duration, or a number in `uncertain`; it may depend on the date and on who asks |\n";
    if (!examples_.empty()) out += "\n#### Examples\n\nEach runs as it is: `doorstroom run scenarios/examples/NAME.yaml`.\n\n| | |\n|---|---|\n";
    for (const Example& example : examples_) out += fmt::format("| {} | {} |\n", example.link, in_cell(example.title));
    return out;
}

}  // namespace doorstroom::language
