#include "language/policy_files.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "language/compilation.hpp"
#include "language/digest.hpp"
#include "language/fields.hpp"
#include "language/merge.hpp"
#include "text/plain.hpp"
#include "text/scalar.hpp"

namespace doorstroom::language {

namespace {

using text::Entry;
using text::Node;

Node mapping_at(Mark mark) {
    Node node;
    node.kind = Node::Kind::mapping;
    node.mark = mark;
    return node;
}

// What one policy adds. Nothing that is there is touched: its numbers change under `changes`, by date.
class Addition {
public:
    Addition(Composition& made, std::size_t policy, Diagnostics& diagnostics)
        : made_(made), policy_(policy), diagnostics_(diagnostics), layer_(mapping_at(made.policies[policy].root.mark)) {}

    void lay() {
        const std::size_t errors = diagnostics_.error_count();
        add_names("values", "value");
        add_names("references", "reference");
        add_names("resources", "resource");
        add_pathways();
        add_moves();
        if (diagnostics_.error_count() == errors && !layer_.entries.empty())
            lay_over(made_.root, std::move(layer_), diagnostics_);
    }

private:
    Composition& made_;
    const std::size_t policy_;
    Diagnostics& diagnostics_;
    Node layer_;

    const Node& file() const { return made_.policies[policy_].root; }

    void refuse(const Entry& entry, const std::string& message, const std::string& help) {
        diagnostics_.error(entry.key_mark, text::caret_length(entry.key), message, help);
    }
    void refuse_what_is_there(const Entry& own, const Entry& there, std::string_view what) {
        refuse(own, fmt::format("there is a {} `{}` already", what, own.key),
               fmt::format("at {}; a policy changes numbers of what is there under `changes`", diagnostics_.place(there.key_mark)));
    }
    bool is_deletion(const Entry& entry) {
        if (!entry.value.is_null()) return false;
        refuse(entry, "a policy takes nothing away", "it can change numbers under `changes`");
        return true;
    }

    // The mappings below `path` in the layer, made where they are not there yet.
    Node& below(const std::vector<std::string>& path) {
        Node* node = &layer_;
        for (const std::string& key : path) {
            if (!node->find(key)) node->entries.push_back({key, false, layer_.mark, mapping_at(layer_.mark)});
            node = &node->find(key)->value;
        }
        return *node;
    }

    static const Entry* find_at(const Node& root, const std::vector<std::string>& path) {
        const Node* node = &root;
        const Entry* found = nullptr;
        for (const std::string& key : path) {
            found = node->find(key);
            if (!found) return nullptr;
            node = &found->value;
        }
        return found;
    }

    void add_names(const std::string& section, std::string_view what) {
        const Entry* own = file().find(section);
        if (!own) return;
        for (const Entry& entry : own->value.entries) {
            if (is_basis_key(entry.key) || is_deletion(entry)) continue;
            const Entry* there = find_at(made_.root, {section, entry.key});
            if (!there)
                below({section}).entries.push_back(entry);
            else if (section != "references" || canonical_json(there->value) != canonical_json(entry.value))
                refuse_what_is_there(entry, *there, what);
        }
    }

    void add_pathways() {
        const Entry* own = file().find("pathways");
        if (!own) return;
        for (const Entry& pathway : own->value.entries) {
            if (is_basis_key(pathway.key) || is_deletion(pathway)) continue;
            if (!find_at(made_.root, {"pathways", pathway.key})) {
                below({"pathways"}).entries.push_back(pathway);
                continue;
            }
            for (const Entry& part : pathway.value.entries) {
                if (part.key == "race")
                    add_to(part, {"pathways", pathway.key, "race"}, "clock");
                else if (part.key == "stages")
                    add_stages(part, pathway.key);
                else if (!is_basis_key(part.key))
                    refuse_part(part, "pathway", pathway.key, "stages and clocks");
            }
        }
    }

    void refuse_part(const Entry& part, const char* what, const std::string& of, const char* adds) {
        refuse(part, fmt::format("a policy cannot say `{}` of the {} `{}`, which is there already", part.key, what, of),
               fmt::format("it adds {} of its own, and changes numbers under `changes`", adds));
    }

    void add_stages(const Entry& stages, const std::string& pathway) {
        for (const Entry& stage : stages.value.entries) {
            if (is_basis_key(stage.key) || is_deletion(stage)) continue;
            const std::vector<std::string> path{"pathways", pathway, "stages", stage.key};
            if (!find_at(made_.root, path)) {
                below({"pathways", pathway, "stages"}).entries.push_back(stage);
                continue;
            }
            for (const Entry& part : stage.value.entries) {
                if (part.key == "next" || part.key == "race")
                    add_to(part, {"pathways", pathway, "stages", stage.key, part.key}, part.key == "next" ? "branch" : "clock");
                else if (!is_basis_key(part.key))
                    refuse_part(part, "stage", pathway + "." + stage.key, "branches and clocks");
            }
        }
    }

    // A move is a clock that rings on its day, for whoever entered before it. What is not written as a move is told where the
    // policy is compiled.
    void add_moves() {
        const Entry* own = file().find("moves");
        if (!own) return;
        for (const Entry& move : own->value.entries) {
            if (is_basis_key(move.key) || is_deletion(move) || !move.value.is_mapping()) continue;
            const Entry *date = move.value.find("date"), *from = move.value.find("from"), *to = move.value.find("to");
            if (!date || !from || !to || !date->value.is_scalar() || !text::parse_date(date->value.scalar)) continue;
            const auto there = stage_at(to->value);
            for (const Node& stage : from->value.is_sequence() ? from->value.items : std::vector<Node>{from->value}) {
                const auto here = stage_at(stage);
                if (here && there) add_move(move, {stage, *here}, {to->value, *there}, date->value);
            }
        }
    }

    // What a stage is called in a policy, and which it is.
    struct StageFound {
        std::string pathway, stage;
        bool is_final, is_stayed_in;
    };
    struct Named {
        const Node& name;
        StageFound found;
    };

    void add_move(const Entry& move, const Named& from, const Named& to, const Node& date) {
        if (from.found.pathway != to.found.pathway)
            return refuse(to.name, fmt::format("`{}` moves people from `{}` to `{}`: they stay on their pathway", move.key, from.name.scalar, to.name.scalar), "");
        if (from.found.is_final)
            return refuse(from.name, fmt::format("a journey ends in `{}`: nobody is moved out of it", from.name.scalar), "");
        if (!from.found.is_stayed_in)
            return refuse(from.name, fmt::format("nobody stays in `{}`: nobody is there to be moved", from.name.scalar), "");
        const std::vector<std::string> path{"pathways", from.found.pathway, "stages", from.found.stage, "race"};
        std::vector<std::string> whole = path;
        whole.push_back(move.key);
        if (const Entry* clock = find_at(made_.root, whole)) return refuse_what_is_there(move, *clock, "clock");
        below(path).entries.push_back({move.key, move.key_quoted, move.key_mark, clock_of(move, to, date)});
    }

    // {after: {until: DATE, over: DAYS}, to: STAGE, when: WHERE, chance: {START: CHANCE, DATE: 0}}: who enters on the day or later
    // is not moved.
    Node clock_of(const Entry& move, const Named& to, const Node& date) const {
        const auto scalar = [](const Node& at, const std::string& text) {
            Node made;
            made.kind = Node::Kind::scalar;
            made.mark = at.mark;
            made.scalar = text;
            return made;
        };
        const auto put = [](Node& into, const std::string& key, Node value) { into.entries.push_back({key, false, value.mark, std::move(value)}); };
        Node after = mapping_at(date.mark), chance = mapping_at(date.mark), clock = mapping_at(move.value.mark);
        put(after, "until", date);
        if (const Entry* over = move.value.find("over")) put(after, "over", over->value);
        if (const Entry* where = move.value.find("where")) put(clock, "when", where->value);
        const Entry* own = move.value.find("chance");
        const Entry* start = find_at(made_.root, {"run", "start"});
        put(chance, start ? start->value.scalar : date.scalar, own ? own->value : scalar(date, "1"));
        put(chance, date.scalar, scalar(date, "0"));
        put(clock, "assumption", scalar(date, "as the policy " + made_.policies[policy_].name + " says"));  // which has its own reasons
        put(clock, "after", std::move(after));
        put(clock, "to", scalar(to.name, to.found.stage));
        put(clock, "chance", std::move(chance));
        return clock;
    }

    // PATHWAY.STAGE, of the scenario or of its own; or nothing and a fault.
    std::optional<StageFound> stage_at(const Node& name) {
        const std::size_t dot = name.scalar.find('.');
        std::vector<std::string> names;
        if (name.is_scalar())
            for (const Node* root : {&static_cast<const Node&>(made_.root), &static_cast<const Node&>(layer_)}) {
                const Entry* pathways = root->find("pathways");
                if (!pathways) continue;
                for (const Entry& pathway : pathways->value.entries) {
                    const Entry* stages = pathway.value.find("stages");
                    if (!stages) continue;
                    for (const Entry& stage : stages->value.entries) {
                        if (dot != std::string::npos && pathway.key == name.scalar.substr(0, dot) && stage.key == name.scalar.substr(dot + 1))
                            return StageFound{pathway.key, stage.key, is_final(stage.value), is_stayed_in(stage.value)};
                        names.push_back(pathway.key + "." + stage.key);
                    }
                }
            }
        refuse(name, fmt::format("there is no stage {}", describe(name)), dot == std::string::npos ? "a stage is named `PATHWAY.STAGE` here" : suggestion(name.scalar, names));
        return std::nullopt;
    }

    static bool is_final(const Node& stage) { return stage.find("final") && stage.find("final")->value.scalar == "true"; }

    static bool is_stayed_in(const Node& stage) { return stage.find("stay") || stage.find("await") || stage.find("until"); }

    void refuse(const Node& node, const std::string& message, const std::string& help) { diagnostics_.error(node.mark, length_of(node), message, help); }

    // Branches or clocks of its own, in a stage or pathway that is there.
    void add_to(const Entry& own, const std::vector<std::string>& path, std::string_view what) {
        if (!own.value.is_mapping())
            return refuse(own, fmt::format("a policy cannot replace `{}`", fmt::join(path, ".")),
                          fmt::format("it adds a {} with a name of its own: `{{STAGE: CHANCE}}`", what));
        for (const Entry& entry : own.value.entries) {
            if (is_basis_key(entry.key) || is_deletion(entry)) continue;
            std::vector<std::string> whole = path;
            whole.push_back(entry.key);
            if (const Entry* there = find_at(made_.root, whole)) {
                refuse_what_is_there(entry, *there, what);
            } else if (entry.value.scalar == "rest") {
                refuse(entry, "a branch that a policy adds takes a chance, not the rest", "what is left goes where it went before");
            } else {
                below(path).entries.push_back(entry);
                made_.added[fmt::format("{}", fmt::join(whole, "."))] = policy_;
            }
        }
    }
};

// A name that leads to its file.
Node file_of(const Entry& policy) {
    Node name;
    name.kind = Node::Kind::scalar;
    name.mark = policy.key_mark;
    name.scalar = "policies/" + policy.key + ".yaml";
    return name;
}

}  // namespace

void switch_on(Node& root, const std::string& name, Diagnostics& diagnostics) {
    const Mark mark{diagnostics.add_file("--policy", name), 1, 1};
    if (!text::is_name(name))
        return diagnostics.error(mark, text::caret_length(name), fmt::format("`{}` is not the name of a policy", name),
                                 "the name of a file in `scenarios/policies`, without `.yaml`");
    Entry* policies = root.find("policies");
    if (!policies) {
        root.entries.push_back({"policies", false, mark, mapping_at(mark)});
        policies = &root.entries.back();
    }
    if (!policies->value.find(name)) policies->value.entries.push_back({name, false, mark, mapping_at(mark)});
}

namespace {

// Whether the law behind a policy could be known on a day. A policy without a law is a thought, which anyone may have had.
bool could_be_known(const std::string& policy, const Node& file, Date on, Diagnostics& diagnostics) {
    const Entry* law = file.find("law");
    if (!law || !law->value.is_mapping()) return true;
    const Entry* since = law->value.find("known_since");
    if (!since) {
        diagnostics.error(law->key_mark, text::caret_length(law->key), fmt::format("`{}` does not say since when its law could be known", policy),
                          fmt::format("`known_since: DATE` in `law`; only what was known on {} was asked for", to_string(on)));
        return true;
    }
    const std::optional<Date> date = since->value.is_scalar() ? text::parse_date(since->value.scalar) : std::nullopt;
    if (!date || *date <= on) return true;  // what is no date is told where the policy is compiled
    diagnostics.warning(since->value.mark, text::caret_length(since->value.scalar), fmt::format("`{}` is left out", policy),
                        fmt::format("its law could not be known on {}", to_string(on)));
    return false;
}

}  // namespace

void lay_policies(Composition& made, std::optional<Date> as_known_on, Diagnostics& diagnostics) {
    Entry* policies = made.root.find("policies");
    if (!policies) return;
    std::vector<Entry> kept;
    for (const Entry& entry : policies->value.entries) {
        if (is_basis_key(entry.key)) {
            kept.push_back(entry);
            continue;
        }
        const std::optional<ProjectFile> file = made.files.open(file_of(entry), diagnostics);
        if (!file) {
            made.is_whole = false;
            continue;
        }
        text::Document document = text::read_yaml(file->file, diagnostics);
        made.is_whole = made.is_whole && document.is_whole;
        if (as_known_on && !could_be_known(entry.key, document.root, *as_known_on, diagnostics)) continue;
        kept.push_back(entry);
        made.policies.push_back({entry.key, std::move(document.root), entry.value, entry.key_mark});
    }
    policies->value.entries = std::move(kept);  // without those left out, it is the scenario that never had them
    // What two policies come to does not depend on which is written first.
    std::sort(made.policies.begin(), made.policies.end(), [](const PolicyFile& a, const PolicyFile& b) { return a.name < b.name; });
    for (std::size_t policy = 0; policy < made.policies.size() && made.is_whole; ++policy) Addition{made, policy, diagnostics}.lay();
}

}  // namespace doorstroom::language
