#include "language/policies.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "language/changes.hpp"
#include "language/compile.hpp"
#include "language/reader.hpp"

namespace doorstroom::language {

namespace {

using text::Entry;
using text::Node;
using How = Change::How;

class PolicyReader {
public:
    PolicyReader(Compilation& compilation, std::size_t policy)
        : compilation_(compilation),
          file_(compilation.policy_files[policy]),
          policy_(policy),
          reader_(compilation, file_.root, "policy", "policies." + file_.name) {}

    Policy read() {
        Policy policy;
        policy.file = &file_;
        policy.use.name = file_.name;
        policy.use.place = compilation_.place(file_.root.mark);
        read_name();
        policy.use.law = read_act();
        policy.use.title = reader_.title("title");
        if (const Node* expects = reader_.find("expects")) {
            const Reader expectation{compilation_, *expects, "expectation", reader_.address("expects")};
            policy.use.expects = PolicyInUse::Expectation{expectation.text("measure"), expectation.choice("sign") == 0U};
        }
        read_dates(policy);
        policy.use.from = policy.from;
        policy.use.until = policy.until;
        if (const Node* moves = reader_.find("moves"))
            for (const Entry* entry : compilation_.entries(*moves, "move")) read_move(policy, *entry);
        if (const Node* changes = reader_.find("changes"))
            for (const Entry* entry : compilation_.entries(*changes, "value")) read_change(*entry);
        return policy;
    }

    // Those that act before it, where both change the same.
    std::vector<std::string> after() const {
        std::vector<std::string> names;
        for (const Node* name : reader_.names("after")) names.push_back(name->scalar);
        return names;
    }
    const Node* after_node() const { return reader_.find("after"); }

private:
    Compilation& compilation_;
    const PolicyFile& file_;
    const std::size_t policy_;
    const Reader reader_;

    void read_name() {
        const Node* name = reader_.find("policy");
        if (name && reader_.text("policy") != file_.name)
            compilation_.fault(*name, fmt::format("this policy is called `{}`, and its file `{}`", name->scalar, file_.name),
                               "a policy has the name of its file");
    }

    std::optional<PolicyInUse::Act> read_act() {
        const Node* law = reader_.find("law");
        if (!law) return std::nullopt;
        const Reader act{compilation_, *law, "act", reader_.address("law")};
        PolicyInUse::Act made{act.text("title"), act.text("href"), "", act.date("known_since"), act.date("checked")};
        if (act.choice("status")) made.status = act.text("status");
        if (made.checked && is_long_ago(compilation_, *made.checked))
            warn_of_old_law(compilation_, *act.find("checked"), fmt::format("the law behind `{}`", file_.name), *made.checked);
        return made;
    }

    // `{from: DATE}` in the scenario moves it: it lasts as long as it did.
    void read_dates(Policy& policy) {
        const Reader use{compilation_, file_.use, "policy in use", "policies." + file_.name};
        const auto own_from = reader_.date("from"), until = reader_.date("until"), moved_to = use.date("from");
        if (!own_from) return;
        policy.from = moved_to.value_or(*own_from);
        if (until) policy.until = *until + (policy.from - *own_from);
        const Calendar& calendar = compilation_.plan.calendar;
        const Node& from_node = moved_to ? *use.find("from") : *reader_.find("from");
        if (until && *until <= *own_from)
            compilation_.fault(*reader_.find("until"), fmt::format("`{}` ends before it begins", file_.name));
        else if (policy.from >= calendar.end())
            compilation_.fault(from_node, fmt::format("`{}` begins on {}, and the run ends on {}", file_.name, to_string(policy.from), to_string(calendar.end())),
                               "in this run it would change nothing");
        else if (policy.until <= calendar.start())
            compilation_.fault(moved_to ? from_node : *reader_.find("until"),
                               fmt::format("`{}` ends on {}, and the run begins on {}", file_.name, to_string(policy.until), to_string(calendar.start())),
                               "in this run it would change nothing");
    }

    // What moves people is a clock laid over the stages (policy_files.hpp); its day must be one on which somebody can be moved.
    void read_move(const Policy& policy, const Entry& entry) {
        const Reader move{compilation_, entry.value, "move", reader_.address("moves." + entry.key)};
        compilation_.check_name(entry.key, entry.key_quoted, entry.key_mark);
        const auto date = move.date("date");
        if (!date) return;
        const Calendar& calendar = compilation_.plan.calendar;
        if (*date < policy.from || *date >= policy.until)
            compilation_.fault(*move.find("date"), fmt::format("`{}` moves people on {}, when `{}` does not hold", entry.key, to_string(*date), file_.name),
                               policy.until == Date::max() ? fmt::format("it holds from {}", to_string(policy.from))
                                                           : fmt::format("it holds from {} up to {}", to_string(policy.from), to_string(policy.until)));
        else if (*date <= calendar.start() || *date >= calendar.end())
            compilation_.fault(*move.find("date"), fmt::format("`{}` moves people on {}: in this run nobody is there before that day, or it is over", entry.key, to_string(*date)),
                               fmt::format("the run covers {} up to {}", to_string(calendar.start()), to_string(calendar.end())));
    }

    void read_change(const Entry& entry) {
        Change change;
        change.policy = policy_;
        change.entry = &entry;
        change.node = &entry.value;
        const Kind& kind = kind_of("change");
        if (entry.value.is_mapping() && (find_key(entry.value, kind, "times") || find_key(entry.value, kind, "plus"))) {
            const Reader reader{compilation_, entry.value, "change", reader_.address("changes." + entry.key)};
            const std::string_view how = reader.one_of({"times", "plus"});
            change.how = how == "times" ? How::times : How::plus;
            change.node = reader.find(how);
        } else if (entry.value.is_null()) {
            return compilation_.fault_at_key(entry, "a policy takes nothing away", "it changes numbers, and the dates of sites");
        }
        compilation_.changes[entry.key].push_back(change);
    }
};

// Who acts before whom: as `after` says, else by name, so that the order in which policies are written decides nothing.
class Order {
public:
    Order(Compilation& compilation, const std::vector<PolicyReader>& readers) : compilation_(compilation) {
        const std::size_t count = readers.size();
        before_.assign(count, std::vector<bool>(count, false));
        for (std::size_t later = 0; later < count; ++later)
            for (const std::string& name : readers[later].after())
                for (std::size_t other = 0; other < count; ++other)
                    before_[other][later] = before_[other][later] || compilation.policy_files[other].name == name;
        for (std::size_t over = 0; over < count; ++over)
            for (std::size_t a = 0; a < count; ++a)
                for (std::size_t b = 0; b < count; ++b) before_[a][b] = before_[a][b] || (before_[a][over] && before_[over][b]);
        for (std::size_t each = 0; each < count; ++each)
            if (before_[each][each])
                compilation.fault(*readers[each].after_node(),
                                  fmt::format("`{}` would come after itself", compilation.policy_files[each].name),
                                  "the `after` of policies runs in a circle");
    }

    bool is_said(std::size_t a, std::size_t b) const { return before_[a][b] || before_[b][a]; }

    void take_turns() const {
        std::vector<bool> done(before_.size(), false);
        for (std::size_t turn = 0; turn < before_.size(); ++turn)
            for (std::size_t each = 0; each < before_.size(); ++each) {
                bool waits = done[each];
                for (std::size_t other = 0; other < before_.size(); ++other) waits = waits || (before_[other][each] && other != each && !done[other]);
                if (waits) continue;
                compilation_.policies[each].turn = turn;
                done[each] = true;
                break;
            }
    }

private:
    Compilation& compilation_;
    std::vector<std::vector<bool>> before_;
};

const char* in_words(How how) { return how == How::times ? "multiplies" : how == How::plus ? "adds to" : "replaces"; }

// Two factors, or two additions, combine; anything else on the same value and dates is said in some order.
void check_conflict(Compilation& compilation, const Order& order, const Change& a, const Change& b) {
    const Policy& first = compilation.policies[a.policy];
    const Policy& second = compilation.policies[b.policy];
    const Date from = std::max(first.from, second.from), until = std::min(first.until, second.until);
    const bool combine = a.how == b.how && a.how != How::replace;
    if (from >= until || combine || order.is_said(a.policy, b.policy)) return;
    const std::string when = until == Date::max() ? "from " + to_string(from) : fmt::format("from {} to {}", to_string(from), to_string(until));
    compilation.fault_at_key(*b.entry,
                             fmt::format("`{}` {} `{}`, and `{}` {} it, both {}", second.file->name, in_words(b.how), b.entry->key,
                                         first.file->name, in_words(a.how), when),
                             fmt::format("the other stands at {}; `after: [{}]` would say that this one acts last",
                                         compilation.place(a.entry->key_mark), first.file->name));
}

}  // namespace

void compile_policies(Compilation& compilation) {
    compilation.entries(compilation.section("policies"), "policy");  // their names are those of their files
    std::vector<PolicyReader> readers;
    for (std::size_t policy = 0; policy < compilation.policy_files.size(); ++policy) {
        compilation.check_name(compilation.policy_files[policy].name, true, compilation.policy_files[policy].switched_on);
        readers.emplace_back(compilation, policy);
        compilation.policies.push_back(readers.back().read());
    }
    const Order order{compilation, readers};
    order.take_turns();
    for (auto& [address, changes] : compilation.changes) {
        std::sort(changes.begin(), changes.end(), [&](const Change& a, const Change& b) {
            return compilation.policies[a.policy].turn < compilation.policies[b.policy].turn;
        });
        for (std::size_t b = 0; b < changes.size(); ++b)
            for (std::size_t a = 0; a < b; ++a) check_conflict(compilation, order, changes[a], changes[b]);
    }
}

void check_changes(Compilation& compilation) {
    for (const Policy& policy : compilation.policies) {
        if (!policy.use.expects || compilation.measures.count(policy.use.expects->measure)) continue;
        std::vector<std::string> names;
        for (const auto& measure : compilation.measures) names.push_back(measure.first);
        const Node& measure = policy.file->root.find("expects")->value.find("measure")->value;
        compilation.warn(measure, fmt::format("`{}` expects something of `{}`, which this scenario does not measure", policy.file->name, measure.scalar),
                         suggestion(measure.scalar, names));
    }
    std::vector<std::string> addresses = compilation.addresses;
    addresses.insert(addresses.end(), compilation.date_addresses.begin(), compilation.date_addresses.end());
    addresses.erase(std::remove_if(addresses.begin(), addresses.end(), [](const std::string& address) { return is_read_once(address); }),
                    addresses.end());
    for (const auto& [address, changes] : compilation.changes)
        for (const Change& change : changes) {
            const std::string& policy = compilation.policies[change.policy].file->name;
            if (is_read_once(address))
                compilation.fault_at_key(*change.entry, fmt::format("`{}` cannot change `{}`", policy, address),
                                         "it is read once, when the run begins");
            else if (!change.applied)
                compilation.fault_at_key(*change.entry, fmt::format("there is no number at `{}` for `{}` to change", address, policy),
                                         suggestion(address, addresses, "address"));
        }
}

}  // namespace doorstroom::language
