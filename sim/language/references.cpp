// Where numbers come from: every `reference` exists; with `strict`, every number has one or says what it assumes.
#include <fmt/format.h>

#include "language/compile.hpp"
#include "language/fields.hpp"
#include "language/reader.hpp"
#include "text/scalar.hpp"

namespace doorstroom::language {

namespace {

class References {
public:
    References(Compilation& compilation, bool strict) : compilation_(compilation), strict_(strict) {
        for (const text::Entry* entry : compilation.entries(compilation.section("references"), "reference")) {
            const Reader reader{compilation, entry->value, "source of figures", "references." + entry->key};
            for (const std::string_view key : {"title", "publisher", "href", "published", "read_in", "checked"})
                reader.text(key);
            ids_[entry->key] = reader.find("checked");
        }
    }

    void walk(const text::Node& node, bool covered, bool counts) {
        if (node.is_mapping()) covered = read_basis(node) || covered;
        if (strict_ && counts && !covered && is_number(node))
            compilation_.fault(node, fmt::format("the number `{}` has no `reference` and no `assumption`", node.scalar),
                               "on the number as `{value: …, reference: …}`, or on any mapping that it stands in");
        for (const text::Node& item : node.items) walk(item, covered, counts);
        for (const text::Entry& entry : node.entries) {
            if (is_basis_key(entry.key) || entry.key == "references") continue;
            if (entry.key == "law" && !entry.value.is_mapping())  // that of a policy is written out
                check_law(entry.value);
            else
                walk(entry.value, covered, counts && is_figure_key(entry.key));
            if (strict_ && counts && !covered && is_bare_table(entry))
                compilation_.fault(
                    entry.value,
                    fmt::format("the numbers of table `{}` have no `reference` and no `assumption`",
                                entry.value.scalar),
                    "on any mapping that it stands in, or as a comment line `# reference: ID` of the table");
        }
    }

private:
    Compilation& compilation_;
    const bool strict_;
    Names<const text::Node*> ids_;  // when each was checked, where it says so

    static bool is_number(const text::Node& node) {
        return node.is_scalar() && !node.quoted &&
               (text::parse_number(node.scalar) || text::parse_duration_days(node.scalar));
    }

    bool is_bare_table(const text::Entry& entry) const {
        if (entry.key != "table" && entry.key != "empirical") return false;
        const LoadedTable* table = open_table(compilation_, entry.value);
        return table && !table->has_basis;
    }

    void check_id(const text::Node& node) {
        if (node.is_scalar() && ids_.count(node.scalar)) return;
        std::vector<std::string> candidates;
        for (const auto& id : ids_) candidates.push_back(id.first);
        compilation_.fault(node, fmt::format("there is no reference {}", describe(node)),
                           suggestion(node.scalar, candidates));
    }

    void check_law(const text::Node& law) {
        check_id(law);
        const auto found = ids_.find(law.scalar);
        if (found == ids_.end() || !found->second) return;
        const auto checked = text::parse_date(found->second->scalar);
        if (checked && is_long_ago(compilation_, *checked))
            warn_of_old_law(compilation_, *found->second, fmt::format("the law `{}`", law.scalar), *checked);
    }

    // Whether this mapping says where its numbers come from.
    bool read_basis(const text::Node& node) {
        const text::Entry* reference = node.find("reference");
        const text::Entry* assumption = node.find("assumption");
        const text::Entry* derived = node.find("derived");
        if (reference) check_id(reference->value);
        if (assumption && !assumption->value.is_scalar())
            compilation_.fault(assumption->value, fmt::format("expected the reason for this assumption, found {}",
                                                              describe(assumption->value)));
        if (derived && !reference)
            compilation_.fault_at_key(*derived, "`derived` needs the `reference` it was worked out from");
        if (const text::Entry* range = node.find("range")) check_range(range->value);
        return reference || assumption;
    }

    void check_range(const text::Node& range) {
        bool right = range.items.size() == 2;
        for (const text::Node& bound : range.items) right = right && is_number(bound);
        if (!right)
            compilation_.fault(range, fmt::format("expected a range of two numbers, found {}", describe(range)),
                               "such as `[0.5, 0.95]`");
    }
};

}  // namespace

bool is_long_ago(const Compilation& compilation, Date checked) {
    return compilation.today && checked < Date{std::chrono::year_month_day{*compilation.today} - std::chrono::years{1}};
}

void warn_of_old_law(Compilation& compilation, const text::Node& checked, const std::string& law, Date on) {
    compilation.warn(checked, fmt::format("{} was last checked on {}", law, to_string(on)),
                     fmt::format("more than a year before {}: look up whether it still stands so, and say when", to_string(*compilation.today)));
}

void check_references(Compilation& compilation, bool strict) {
    References references{compilation, strict};
    references.walk(compilation.root, false, true);
    references.walk(compilation.variants, basis_of(compilation.root).has_value(), true);
    for (const PolicyFile& policy : compilation.policy_files) references.walk(policy.root, false, true);
}

}  // namespace doorstroom::language
