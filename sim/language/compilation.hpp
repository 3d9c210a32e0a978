// What all parts of the compiler share while one scenario becomes a Plan: the tree, the plan being made, the names
// declared so far, the uncertain paths, and how faults are told.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "doorstroom/diagnostics.hpp"
#include "doorstroom/plan.hpp"
#include "language/fields.hpp"
#include "language/layers.hpp"
#include "language/tables.hpp"
#include "text/document.hpp"

namespace doorstroom::language {

template <class Id>
using Names = std::map<std::string, Id, std::less<>>;

// One entry of `uncertain`.
struct Uncertain {
    FactorId factor = none<FactorId>;
    bool times = true;
    bool of_durations = false;  // what is drawn is a duration, in days
    const text::Entry* entry = nullptr;
    bool applied = false;
};

// A policy that is switched on.
struct Policy {
    const PolicyFile* file = nullptr;
    PolicyInUse use;
    Date from{};               // of `use`
    Date until = Date::max();  // of `use`
    std::size_t turn = 0;  // where two change the same, the lower acts first
};

// One entry of a policy's `changes`.
struct Change {
    enum class How : std::uint8_t { replace, times, plus };
    How how = How::replace;
    std::size_t policy = 0;
    const text::Entry* entry = nullptr;  // `PATH: …`
    const text::Node* node = nullptr;    // what replaces, multiplies or is added
    bool applied = false;
};

// Where the numbers of a mapping come from.
struct Basis {
    std::string kind;  // published | derived | assumed
    std::string text;  // the id of a reference, or the assumption
};
std::optional<Basis> basis_of(const text::Node& node);

class Compilation {
public:
    Compilation(Composition& composition, Plan& plan, Diagnostics& diagnostics)
        : root(composition.root),
          files(composition.files),
          policy_files(composition.policies),
          added(composition.added),
          variants(composition.variants),
          today(composition.today),
          plan(plan),
          diagnostics_(diagnostics) {}

    const text::Node& root;
    ProjectFiles& files;
    const std::vector<PolicyFile>& policy_files;
    const std::map<std::string, std::size_t, std::less<>>& added;  // as in Composition
    const text::Node& variants;
    const std::optional<Date> today;  // as in ScenarioOptions
    Plan& plan;
    Tables tables;

    Names<AttributeId> attributes;
    Names<SourceId> sources;
    Names<ResourceId> resources;
    Names<PathwayId> pathways;
    Names<StageId> stages;  // `asylum.decision`
    Names<SiteId> sites;    // `coa.azc`
    Names<MeasureId> measures;
    std::vector<Names<std::uint16_t>> codes;          // by attribute: its values
    std::set<std::string, std::less<>> site_columns;  // those that measures use, or that attributes are set from
    std::vector<std::map<std::string, Mark, std::less<>>> column_marks;  // by site: where its columns stand

    std::map<std::string, Uncertain, std::less<>> uncertain;
    std::vector<Policy> policies;  // parallel to policy_files
    std::map<std::string, std::vector<Change>, std::less<>> changes;  // by address, in the order in which they act
    std::vector<std::string> addresses;       // of every value and distribution compiled
    std::vector<std::string> date_addresses;  // of every date that a policy may change
    std::set<const text::Entry*> used_values;
    std::vector<text::Node> feedback_nodes;  // parallel to plan.feedbacks: where each is written first
    std::vector<std::string> using_now;  // entries of `values` being read, outermost first

    // Faults. Each is told once, however often it is met.
    void fault(Mark mark, std::uint32_t length, const std::string& message, const std::string& help = {});
    void fault(const text::Node& node, const std::string& message, const std::string& help = {});
    void fault_at_key(const text::Entry& entry, const std::string& message, const std::string& help = {});
    void warn(const text::Node& node, const std::string& message, const std::string& help = {});
    void warn_at_key(const text::Entry& entry, const std::string& message, const std::string& help = {});
    void not_yet(Mark mark, std::uint32_t length, std::string_view what, std::string_view instead = {});
    // Grows with every fault, also with one that has been told before: what was read meanwhile is not whole.
    std::size_t faults() const { return diagnostics_.error_count() + repeated_; }
    void meet_again() { ++repeated_; }
    std::string place(Mark mark) const { return diagnostics_.place(mark); }
    Diagnostics& diagnostics() { return diagnostics_; }

    // The id called `text`; otherwise a fault that says what it is no name of, and the nearest one; `beside` are words that
    // could stand there as well.
    template <class Id>
    Id look_up(const Names<Id>& names, const text::Node& node, std::string_view what,
               const std::vector<std::string>& beside = {});
    // A stage of this pathway.
    StageId stage_of(PathwayId pathway, const text::Node& node);
    // The code of a value of this attribute, `unset` included.
    std::optional<std::uint16_t> code_of(AttributeId attribute, std::string_view text, Mark mark);

    // Complains when a thing may not be called so.
    void check_name(std::string_view name, bool quoted, Mark mark);
    // The entries of a mapping of named things, their names checked, without the keys that say where numbers come from.
    std::vector<const text::Entry*> entries(const text::Node& node, std::string_view what);
    // What stands at the top of the scenario under that key, or an empty mapping.
    const text::Node& section(std::string_view key) const;

private:
    Diagnostics& diagnostics_;
    std::set<std::pair<Mark, std::string>> told_;
    std::size_t repeated_ = 0;

    void not_found(const text::Node& node, std::string_view what, const std::vector<std::string>& candidates,
                   const std::string& where = {});
};

// The entry with this key of a mapping of that kind; one whose key is unknown but nearest to it counts as it, so that a
// slip of the pen is one fault and not many.
const text::Entry* find_key(const text::Node& node, const Kind& kind, std::string_view key);
// The key of an entry as a node, to be looked up.
text::Node name_node(const text::Entry& entry);
// How many characters a text has (not bytes), and how long the caret under a node is.
std::uint32_t characters(std::string_view text);
std::uint32_t length_of(const text::Node& node);
// "a similar name exists: `decision`", or "one of: a, b, c" when there are few; else nothing.
std::string suggestion(std::string_view text, const std::vector<std::string>& candidates,
                       std::string_view what = "name");
std::string quote(std::string_view text);
// "`refused`", "a mapping", "a list", "nothing": what was found.
std::string describe(const text::Node& node);

template <class Id>
Id Compilation::look_up(const Names<Id>& names, const text::Node& node, std::string_view what,
                        const std::vector<std::string>& beside) {
    if (const auto found = names.find(node.scalar); node.is_scalar() && found != names.end()) return found->second;
    std::vector<std::string> candidates = beside;
    for (const auto& name : names) candidates.push_back(name.first);
    not_found(node, what, candidates);
    return none<Id>;
}

}  // namespace doorstroom::language
