#include "language/differences.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "language/compile.hpp"
#include "language/digest.hpp"
#include "language/layers.hpp"
#include "language/scenario_parts.hpp"

namespace doorstroom::language {

namespace {

using text::Entry;
using text::Node;
using What = Difference::What;

struct Span {
    Date from, until;
};

// A scenario, read and checked.
struct Side {
    Plan plan;
    Composition composition;
    Compilation compilation;

    Side(const ScenarioSource& source, Diagnostics& diagnostics)
        : composition(compose(source.file, source.options, diagnostics)), compilation{composition, plan, diagnostics} {
        if (!composition.root.is_mapping()) return;
        compile_scenario(compilation, source.options.strict);
        if (!source.options.variant.empty()) plan.scenario += "." + source.options.variant;
    }
    ComparedScenario told() const {
        ComparedScenario told{plan.scenario, plan.title, {}};
        for (const Policy& policy : compilation.policies) told.policies.push_back(policy.use);
        return told;
    }
};

// Two nodes whose parts can be held side by side: choices by the same attribute, the same law, shares, rows of a table.
bool are_alike(const Node& a, const Node& b) {
    if (a.is_sequence() && b.is_sequence()) return a.items.size() == b.items.size();
    if (!a.is_mapping() || !b.is_mapping()) return false;
    const Kind *one = kind_of_value(a), *other = kind_of_value(b);
    if (one != other) return false;
    if (one) return one->name == "by" && canonical_json(a.find("by")->value) == canonical_json(b.find("by")->value);
    if (a.scalar.empty() != b.scalar.empty()) return false;  // one a table, the other none
    if (!a.scalar.empty()) return std::any_of(a.entries.begin(), a.entries.end(), [&](const Entry& row) { return b.find(row.key); });
    const auto has_all = [](const Node& of, const Node& in) {
        return std::all_of(of.entries.begin(), of.entries.end(), [&](const Entry& entry) { return in.find(entry.key); });
    };
    const bool is_plain = std::all_of(a.entries.begin(), a.entries.end(), [](const Entry& entry) { return entry.value.is_scalar(); });
    return is_plain || (has_all(a, b) && has_all(b, a));
}

class Comparer {
public:
    Comparer(ScenarioParts& first, ScenarioParts& second, Span run) : first_(first), second_(second), run_(run) {}

    std::vector<Difference> compare() {
        tell_added(second_, first_, What::added);
        tell_added(first_, second_, What::gone);
        for (const std::string& address : first_.addresses()) compare_at(address);
        for (const std::string& address : second_.addresses())
            if (!first_.find(address)) compare_at(address);
        for (const std::string& address : changed_parameters_) compare_at(address);
        std::stable_sort(found_.begin(), found_.end(), [](const Difference& a, const Difference& b) {
            const auto from = [](const Difference& one) { return one.from.value_or(Date::min()); };
            const auto until = [](const Difference& one) { return one.until.value_or(Date::max()); };
            return from(a) != from(b) ? from(a) < from(b) : until(a) > until(b);
        });
        return std::move(found_);
    }

    // At one address, on one day: as it stands without policies, and with them.
    std::vector<Difference> compare_with_policies(const std::string& address, Date day) {
        const ScenarioPart* part = first_.find(address);
        const ScenarioParts::Standing before = standing(first_, in_force(part ? &part->node : nullptr, day)), now = first_.standing(address, day);
        if (now.words.empty()) compare(address, "", before.node, now.node, {day, day + std::chrono::days{1}});
        else tell(address, "", before, now, {day, day + std::chrono::days{1}});
        return std::move(found_);
    }

    // Addresses that only policies speak of: of a parameter of a distribution, or of a date that is not said.
    void also(const std::string& address) {
        if (!first_.has(address) || !is_whole(first_, address)) changed_parameters_.insert(address);
    }

private:
    ScenarioParts &first_, &second_;
    const Span run_;
    std::vector<Difference> found_;
    std::set<std::string> changed_parameters_;
    std::vector<std::string> told_whole_;  // addresses of what is added or gone

    static bool is_whole(const ScenarioParts& parts, const std::string& address) {
        return std::find(parts.addresses().begin(), parts.addresses().end(), address) != parts.addresses().end();
    }
    static bool is_below(const std::string& address, const std::string& other) {
        return address.size() > other.size() && address[other.size()] == '.' && address.compare(0, other.size(), other) == 0;
    }

    // What one has and the other has not, told at the highest address that the other does not know.
    void tell_added(ScenarioParts& here, ScenarioParts& there, What what) {
        for (const std::string& address : here.addresses()) {
            if (there.has(address)) continue;
            std::string highest = address;
            for (std::size_t dot = address.find('.'); dot != std::string::npos; dot = address.find('.', dot + 1)) {
                const std::string above = address.substr(0, dot);
                if (!here.mapping(above) || there.has(above)) continue;
                highest = above;
                break;
            }
            if (highest == address) continue;  // a key of something that both have
            if (std::find(told_whole_.begin(), told_whole_.end(), highest) == told_whole_.end()) tell_whole(here, highest, what);
        }
    }

    void tell_whole(const ScenarioParts& here, const std::string& address, What what) {
        told_whole_.push_back(address);
        const Node& node = *here.mapping(address);
        Difference made;
        made.what = what;
        made.address = address;
        (what == What::added ? made.second_place : made.first_place) = here.line_of(node);
        if (const Policy* policy = here.policy_of(node)) date(made, {policy->from, policy->until});
        found_.push_back(made);
    }

    void date(Difference& made, Span span) const {
        if (span.from > run_.from) made.from = span.from;
        if (span.until < run_.until) made.until = span.until;
    }

    void compare_at(const std::string& address) {
        for (const std::string& whole : told_whole_)
            if (address == whole || is_below(address, whole)) return;
        if (!first_.is_changed(address) && !second_.is_changed(address)) {
            const ScenarioPart *one = first_.find(address), *other = second_.find(address);
            return compare(address, "", one ? &one->node : nullptr, other ? &other->node : nullptr, span_of(one, other));
        }
        std::set<Date> dates{run_.from};
        for (ScenarioParts* side : {&first_, &second_})
            for (const Date day : side->dates_of(address)) dates.insert(day);
        for (auto day = dates.begin(); day != dates.end(); ++day) {
            const Span span{*day, std::next(day) == dates.end() ? Date::max() : *std::next(day)};
            const ScenarioParts::Standing one = first_.standing(address, *day), other = second_.standing(address, *day);
            if (one.words.empty() && other.words.empty()) compare(address, "", one.node, other.node, span);
            else tell(address, "", one, other, span);
        }
    }

    // What only a policy says is so while the policy holds.
    Span span_of(const ScenarioPart* one, const ScenarioPart* other) const {
        const Policy* policy = one && other ? nullptr : one ? first_.policy_of(one->node) : second_.policy_of(other->node);
        return policy ? Span{std::max(policy->from, run_.from), policy->until} : Span{run_.from, Date::max()};
    }

    void compare(const std::string& address, const std::string& part, const Node* a, const Node* b, Span span) {
        if (span.until <= run_.from || span.from >= run_.until) return;
        std::set<Date> dates{span.from};
        for (const Node* node : {a, b})
            if (node)
                for (const Date day : dates_in(*node))
                    if (span.from < day && day < span.until) dates.insert(day);
        for (auto day = dates.begin(); day != dates.end(); ++day)
            compare_standing(address, part, in_force(a, *day), in_force(b, *day), {*day, std::next(day) == dates.end() ? span.until : *std::next(day)});
    }

    void compare_standing(const std::string& address, const std::string& part, const Node* a, const Node* b, Span span) {
        if (a == b || (a && b && canonical_json(*a) == canonical_json(*b))) return;
        if (!a || !b || !are_alike(*a, *b)) return tell(address, part, standing(first_, a), standing(second_, b), span);
        const auto below = [&](const std::string& name) { return part.empty() ? name : part + ", " + name; };
        for (std::size_t item = 0; item < a->items.size(); ++item)
            compare(address, below(std::to_string(item + 1)), &a->items[item], &b->items[item], span);
        const Entry* by = a->find("by");
        for (const Entry& entry : a->entries) {
            const Entry* other = b->find(entry.key);
            if (&entry != by) compare(address, below(by ? label(*by, entry) : entry.key), &entry.value, other ? &other->value : nullptr, span);
        }
        for (const Entry& entry : b->entries)
            if (!a->find(entry.key)) compare(address, below(by ? label(*by, entry) : entry.key), nullptr, &entry.value, span);
    }

    static std::string label(const Entry& by, const Entry& entry) {
        return by.value.is_scalar() && entry.key != "else" ? by.value.scalar + " " + entry.key : entry.key;
    }

    static ScenarioParts::Standing standing(const ScenarioParts& side, const Node* node) {
        return {node, "", node ? side.line_of(*node) : ""};
    }

    void tell(const std::string& address, const std::string& part, const ScenarioParts::Standing& one, const ScenarioParts::Standing& other, Span span) {
        if (span.until <= run_.from || span.from >= run_.until) return;
        const auto words = [](const ScenarioParts::Standing& side) { return side.node ? in_words(*side.node) : side.words; };
        Difference made{What::other, address, part, words(one), words(other), one.place, other.place, "", {}, {}};
        if (made.first == made.second) return;
        const ScenarioPart* known = second_.find(address) ? second_.find(address) : first_.find(address);
        if (known && part.empty()) made.unit = known->unit;
        date(made, span);
        if (!found_.empty() && continues(found_.back(), made)) found_.back().until = made.until;
        else found_.push_back(made);
    }

    static bool continues(const Difference& before, const Difference& now) {
        return before.what == now.what && before.address == now.address && before.part == now.part && before.first == now.first &&
               before.second == now.second && before.until && before.until == now.from;
    }
};

}  // namespace

Differences differences(const ScenarioSource& first, const ScenarioSource& second, Diagnostics& diagnostics) {
    Differences made;
    Side one(first, diagnostics), other(second, diagnostics);
    if (diagnostics.has_errors()) return made;
    made.first = one.told();
    made.second = other.told();
    ScenarioParts here(one.compilation), there(other.compilation);
    const Calendar &a = one.plan.calendar, &b = other.plan.calendar;
    Comparer comparer(here, there, {std::min(a.start(), b.start()), std::max(a.end(), b.end())});
    for (const Side* side : {&one, &other})
        for (const auto& [address, changes] : side->compilation.changes) comparer.also(address);
    made.all = comparer.compare();
    return made;
}

std::vector<Difference> under_policies(ScenarioParts& parts, const std::string& address, Date day) {
    return Comparer(parts, parts, {day, day + std::chrono::days{1}}).compare_with_policies(address, day);
}

}  // namespace doorstroom::language
