// Everything in a scenario that has an address, as it is compared with another: without where its numbers come from,
// tables opened, and what policies change beside it.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "language/changes.hpp"
#include "language/compilation.hpp"
#include "language/tree_walk.hpp"

namespace doorstroom::language {

struct ScenarioPart {
    text::Node node;
    std::string unit;       // as in the field table: `places`
    bool is_chance = false;
};

class ScenarioParts {
public:
    // The compilation is done, and without faults; it must live as long as this.
    explicit ScenarioParts(Compilation& compilation);

    const std::vector<std::string>& addresses() const { return addresses_; }  // of all parts, as they are met
    const ScenarioPart* find(const std::string& address) const;               // also of a parameter of a distribution
    const text::Node* mapping(const std::string& address) const;              // of whatever holds others
    bool has(const std::string& address) const { return find(address) || mapping(address); }

    // What stands there on a day, under the policies that hold: a node that may depend on who asks, or, where a policy adjusts
    // what is not one number, only words.
    struct Standing {
        const text::Node* node = nullptr;  // nothing yet: none
        std::string words;
        std::string place;  // FILE:LINE
    };
    Standing standing(const std::string& address, Date day);
    // When that can change because of policies or because it is dated.
    std::vector<Date> dates_of(const std::string& address) const;
    bool is_changed(const std::string& address) const;

    // The policy whose file a node stands in.
    const Policy* policy_of(const text::Node& node) const;
    std::string line_of(const text::Node& node) const;

private:
    Compilation& compilation_;
    std::vector<std::string> addresses_;
    std::map<std::string, ScenarioPart> parts_;
    mutable std::map<std::string, ScenarioPart> parameters_;
    std::map<std::string, const text::Node*> mappings_;
    std::map<const text::Node*, text::Node> operands_;  // of changes
    std::vector<std::unique_ptr<text::Node>> made_;     // by changes, of what was there

    void add(const std::string& address, const Found& found);
    void add_sites(const Found& found);
    text::Node bare(const text::Node& node);
    text::Node rows(const text::Node& table);
    const text::Node& operand(const Change& change);
    void change(Standing& now, const Change& change, Date day, bool is_chance);
};

// The entry of a dated value that holds on a day, however deep; of another node itself.
const text::Node* in_force(const text::Node* node, Date day);
// The dates of a dated value, none of another.
std::vector<Date> dates_in(const text::Node& node);
// As it was written, and not too long; a table by its name.
std::string in_words(const text::Node& node);

}  // namespace doorstroom::language
