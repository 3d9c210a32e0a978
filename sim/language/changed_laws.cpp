// What policies make of a distribution: another from one date to another, and what is drawn multiplied or added to.
#include <fmt/format.h>

#include "language/changes.hpp"
#include "language/laws.hpp"

namespace doorstroom::language {

namespace {

using Op = ValueNode::Op;
using Part = ValueBuilder::Part;
using How = Change::How;

bool is_drawn(const Law& law) { return law.family != Law::Family::until && law.family != Law::Family::age; }

class ChangedLaw {
public:
    ChangedLaw(Compilation& compilation, LawId id, const std::string& address, std::vector<Change>& changes)
        : compilation_(compilation), plan_(compilation.plan), id_(id), address_(address), changes_(changes) {}

    void change() {
        const std::size_t before = compilation_.faults();
        for (Change& change : changes_) {
            change.applied = true;
            if (change.how == How::replace) read_another(change);
        }
        check_families();
        if (compilation_.faults() != before) return;
        Law& law = plan_.laws[index(id_)];
        law.instead = laws_;
        law.version = dated(Expects::amount, [&](ValueBuilder& builder, const Spell& spell) { return version(builder, spell); });
        law.changed_times = dated(Expects::amount, [&](ValueBuilder& builder, const Spell& spell) { return times(builder, spell); });
        law.changed_plus = dated(Expects::shift, [&](ValueBuilder& builder, const Spell& spell) { return plus(builder, spell); });
    }

private:
    Compilation& compilation_;
    Plan& plan_;
    const LawId id_;
    const std::string& address_;
    std::vector<Change>& changes_;
    std::vector<LawId> laws_;                   // those that replace it
    std::map<const Change*, double> version_;   // 1 and on: which of them

    // Its parameters have addresses of their own, so that what is said of those of the law it replaces is not said of them.
    void read_another(const Change& change) {
        const std::string& policy = compilation_.policy_files[change.policy].name;
        laws_.push_back(compile_law(compilation_, *change.node, fmt::format("policies.{}.changes.{}", policy, address_), Expects::law));
        version_[&change] = static_cast<double>(laws_.size());
    }

    void check_families() {
        bool drawn = is_drawn(plan_.at(id_));
        for (const LawId law : laws_) drawn = drawn && is_drawn(plan_.at(law));
        for (const Change& change : changes_) {
            const bool age = plan_.at(id_).family == Law::Family::age ||
                             (change.how == How::replace && plan_.at(laws_[static_cast<std::size_t>(version_[&change]) - 1]).family == Law::Family::age);
            if (age)
                compilation_.fault(*change.node, "a birthday is no time that a policy can change");
            else if (change.how != How::replace && !drawn)
                compilation_.fault(*change.node, fmt::format("`{}` runs until a date: that is not drawn, and can only be replaced", address_));
        }
    }

    // What has happened in this spell since the law was last replaced.
    static std::vector<const Change*> since_replaced(const Spell& spell) {
        std::vector<const Change*> since;
        for (const Change* change : spell.changes)
            if (change->how == How::replace) since.clear();
            else since.push_back(change);
        return since;
    }

    template <class Make>
    ValueId dated(Expects expects, const Make& make) {
        ValueBuilder builder{compilation_, wanted_by(expects, plan_.calendar.start()), address_};
        std::vector<Date> dates;
        std::vector<Part> parts;
        for (const Spell& spell : spells_of(compilation_, changes_)) {
            dates.push_back(spell.from);
            parts.push_back(make(builder, spell));
        }
        plan_.values.push_back(builder.take(builder.from_dates(std::move(dates), parts), plan_.at(id_).place));
        return static_cast<ValueId>(plan_.values.size() - 1);
    }

    Part version(ValueBuilder& builder, const Spell& spell) {
        double number = 0;
        for (const Change* change : spell.changes)
            if (change->how == How::replace) number = version_[change];
        return builder.constant(number);
    }

    Part times(ValueBuilder& builder, const Spell& spell) {
        Part all = builder.constant(1);
        for (const Change* change : since_replaced(spell))
            if (change->how == How::times)
                all = builder.made_of(Op::product, {all.node, builder.term(*change->node, Dimension::number).node}, Dimension::number);
        return all;
    }

    Part plus(ValueBuilder& builder, const Spell& spell) {
        Part all = builder.constant(0, Dimension::span);
        for (const Change* change : since_replaced(spell)) {
            const bool adds = change->how == How::plus;
            const Part by = builder.term(*change->node, adds ? Dimension::span : Dimension::number);
            all = builder.made_of(adds ? Op::sum : Op::product, {all.node, by.node}, Dimension::span);
        }
        return all;
    }
};

}  // namespace

void change_law(Compilation& compilation, LawId id, const std::string& address) {
    const auto found = compilation.changes.find(address);
    if (found != compilation.changes.end()) ChangedLaw{compilation, id, address, found->second}.change();
}

}  // namespace doorstroom::language
