// stock: who is inside at the start.
#include <fmt/format.h>

#include <algorithm>

#include "language/compile.hpp"
#include "language/entries.hpp"
#include "language/laws.hpp"
#include "language/margins.hpp"
#include "language/people.hpp"
#include "language/ways.hpp"

namespace doorstroom::language {

namespace {

class StockReader {
public:
    StockReader(Compilation& compilation, const text::Entry& entry, StockLine& line)
        : compilation_(compilation),
          entry_(entry),
          line_(line),
          reader_(compilation, entry.value, "stock line", "stock." + entry.key) {}

    void read() {
        const Date start = compilation_.plan.calendar.start();
        line_.name = entry_.key;
        pathway_ = reader_.pathway("pathway");
        line_.stage = reader_.stage("stage", pathway_);
        const std::string_view what = reader_.one_of({"persons", "households"});
        line_.persons = what != "households";
        if (!what.empty()) {
            line_.number = reader_.value(what);
            expect_same_for_all(compilation_, line_.number, *reader_.find(what));
            read_basis(*reader_.find(what));
        }
        line_.household_size = read_household_size(compilation_, reader_, start);
        line_.joint = compile_margins(compilation_, reader_);
        if (const text::Node* mix = reader_.find("mix"))
            line_.mix = compile_mix(compilation_, *mix, reader_.address("mix"), start);
        if (line_.joint) check_mix_beside_margins(compilation_, reader_, *line_.joint, line_.mix);
        read_linked();
        if (!given(line_.stage)) return;
        read_elapsed(reader_, line_.stage, line_.elapsed, line_.elapsed_law);
        read_since();
        read_also();
        read_holds();
        read_lodge();
    }

private:
    Compilation& compilation_;
    const text::Entry& entry_;
    StockLine& line_;
    const Reader reader_;
    PathwayId pathway_ = none<PathwayId>;

    // Of the number itself, the line, or all lines; a number that says nothing is an assumption.
    void read_basis(const text::Node& number) {
        auto basis = basis_of(number);
        if (!basis) basis = basis_of(entry_.value);
        if (!basis) basis = basis_of(compilation_.section("stock"));
        if (!basis) basis = basis_of(compilation_.root);
        line_.basis = basis ? basis->kind : "assumed";
        line_.reference = basis ? basis->text : "";
    }

    // For the line itself, and for each further pathway.
    void read_elapsed(const Reader& reader, StageId at, StockLine::Elapsed& elapsed, LawId& law) {
        using Elapsed = StockLine::Elapsed;
        const Stage& stage = compilation_.plan.at(at);
        const bool endless = given(stage.law) && (compilation_.plan.at(stage.law).family == Law::Family::forever ||
                                                  compilation_.plan.at(stage.law).family == Law::Family::until ||
                                                  compilation_.plan.at(stage.law).family == Law::Family::age);
        const bool settles = stage.timing == Stage::Timing::stay && !endless;
        elapsed = settles ? Elapsed::equilibrium : Elapsed::fresh;
        const text::Node* node = reader.find("elapsed");
        if (!node) return;
        if (stage.timing == Stage::Timing::pass)
            return compilation_.fault_at_key(*reader.entry("elapsed"),
                                             fmt::format("nobody spends time in `{}`: it has no timing", stage.name));
        if (node->scalar == "equilibrium" || node->scalar == "fresh") {
            elapsed = node->scalar == "fresh" ? Elapsed::fresh : Elapsed::equilibrium;
            if (elapsed == Elapsed::equilibrium && !settles)
                compilation_.fault(*node, endless
                                              ? fmt::format("a stay without a mean, such as that of `{}`, has no equilibrium", stage.name)
                                              : fmt::format("`equilibrium` belongs to a stay; `{}` waits {}", stage.name,
                                                            stage.timing == Stage::Timing::await ? "in a queue" : "for a condition"),
                                   "a distribution, or `fresh`");
            return;
        }
        if (node->is_scalar() && node->scalar != "forever")
            return compilation_.fault(
                *node, fmt::format("expected a distribution, `equilibrium` or `fresh`, found {}", describe(*node)),
                suggestion(node->scalar, {"equilibrium", "fresh"}, "word"));
        elapsed = Elapsed::law;
        law = compile_law(compilation_, *node, reader.address("elapsed"), Expects::law);
    }

    void read_since() {
        const text::Node* node = reader_.find("since");
        if (!node) return;
        for (const text::Entry* entry : compilation_.entries(*node, "stage")) {
            const StageId stage = compilation_.stage_of(pathway_, name_node(*entry));
            const LawId law =
                compile_law(compilation_, entry->value, reader_.address("since." + entry->key), Expects::law);
            if (given(stage)) line_.since.emplace_back(stage, law);
        }
    }

    // Each is brought, so to speak, by somebody of a line that has been made before.
    void read_linked() {
        const text::Node* node = reader_.find("linked");
        if (!node) return;
        Names<StockId> before;
        for (std::size_t i = 0; i + 1 < compilation_.plan.stock.size(); ++i)
            before[compilation_.plan.stock[i].name] = static_cast<StockId>(i);
        line_.linked = compilation_.look_up(before, *node, "stock line before this one");
    }

    void read_also() {
        const text::Node* node = reader_.find("also");
        if (!node) return;
        for (const text::Entry* entry : compilation_.entries(*node, "pathway")) {
            const Reader reader{compilation_, entry->value, "also", reader_.address("also." + entry->key)};
            const PathwayId pathway = compilation_.look_up(compilation_.pathways, name_node(*entry), "pathway");
            StockLine::Also also;
            also.stage = reader.stage("stage", pathway);
            if (!given(also.stage)) continue;
            if (pathway == pathway_)
                compilation_.fault_at_key(*entry, fmt::format("these people are on pathway `{}` already", entry->key));
            if (const text::Node* who = reader.find("who")) read_who(*who, pathway, also);
            read_elapsed(reader, also.stage, also.elapsed, also.elapsed_law);
            line_.also.push_back(also);
        }
    }

    void read_who(const text::Node& node, PathwayId pathway, StockLine::Also& also) {
        if (node.is_scalar() && node.scalar == "all") return;
        const Whom whom = compile_whom(compilation_, node);
        also.who = whom.who;
        also.when = whom.when;
        const Pathway& on = compilation_.plan.at(pathway);
        if (whom.who != Start::Who::all && !on.moves_persons)
            compilation_.fault(node, fmt::format("`{}` moves households: it cannot take only the {}", on.name, node.scalar));
    }

    // A server is held on by the first of these people's ways on which it can have been given.
    void read_holds() {
        for (const text::Node* name : reader_.names("holds")) {
            const ResourceId id = compilation_.look_up(compilation_.resources, *name, "resource");
            if (!given(id)) continue;
            if (compilation_.plan.at(id).kind != Resource::Kind::servers) {
                compilation_.fault(*name, fmt::format("`{}` is not held: its kind is another", name->scalar),
                                   "servers are held");
                continue;
            }
            const auto also = std::find_if(line_.also.begin(), line_.also.end(), [&](const StockLine::Also& further) {
                return holds_on(compilation_.plan.at(further.stage).pathway, id);
            });
            if (holds_on(pathway_, id))
                line_.holds.push_back(id);
            else if (also != line_.also.end())
                also->holds.push_back(id);
            else
                compilation_.fault(*name, fmt::format("nobody on pathway `{}` holds a server of `{}` on",
                                                      compilation_.plan.at(pathway_).name, name->scalar),
                                   "it is held on after an `await` without `takes`");
        }
    }

    bool holds_on(PathwayId pathway, ResourceId id) const {
        const auto& stages = compilation_.plan.at(pathway).stages;
        return std::any_of(stages.begin(), stages.end(), [&](StageId stage) {
            const Stage& here = compilation_.plan.at(stage);
            return (here.awaits == id && !given(here.law)) ||
                   std::any_of(here.race.begin(), here.race.end(), [&](const Clock& clock) {
                       return clock.kind == Clock::Kind::await && clock.resource == id;
                   });
        });
    }

    // Where the stage itself says nothing, a further stage of the same people may.
    void lodge_with_the_stages() {
        const Stage& stage = compilation_.plan.at(line_.stage);
        if (stage.lodge == Stage::Lodge::pool) line_.pool = stage.pool;
        for (const StockLine::Also& also : line_.also) {
            const Stage& further = compilation_.plan.at(also.stage);
            if (further.lodge != Stage::Lodge::pool || further.pool == line_.pool) continue;
            if (given(line_.pool) || stage.lodge == Stage::Lodge::leave)
                compilation_.fault_at_key(entry_, fmt::format("`lodge` is missing in `stock.{}`: `{}` and `{}` lodge differently",
                                                              entry_.key, stage.name, further.name),
                                          "name the pool these people live in, or `none`");
            line_.pool = further.pool;
        }
    }

    void read_lodge() {
        const Stage& stage = compilation_.plan.at(line_.stage);
        const text::Node* node = reader_.find("lodge");
        if (node && node->scalar != "none") {
            line_.pool = compilation_.look_up(compilation_.resources, *node, "pool of places");
            if (given(line_.pool) && compilation_.plan.at(line_.pool).kind != Resource::Kind::places)
                compilation_.fault(*node, fmt::format("`{}` has no places: its kind is another", node->scalar));
        } else if (!node) {
            lodge_with_the_stages();
        }
        if (!node && !given(line_.pool) && stage.lodge == Stage::Lodge::keep && an_earlier_stage_lodges()) {
            compilation_.fault_at_key(
                entry_,
                fmt::format("`lodge` is missing in `stock.{}`: `{}` keeps the place given earlier", entry_.key,
                            stage.name),
                "name the pool these people live in, or `none`");
        }
        line_.lodge = given(line_.pool) ? StockLine::Lodge::pool : StockLine::Lodge::none;
        const text::Node* site = reader_.find("site");
        if (!site) return;
        if (!given(line_.pool)) return compilation_.fault(*site, "a `site` needs a pool of places to `lodge` in");
        Names<SiteId> sites;
        for (const SiteId id : compilation_.plan.at(line_.pool).sites) sites[compilation_.plan.at(id).name] = id;
        line_.site = compilation_.look_up(sites, *site, "site of that pool");
    }

    static bool gives_a_place(const Stage& stage) {
        return std::any_of(stage.race.begin(), stage.race.end(),
                           [](const Clock& clock) { return clock.kind == Clock::Kind::lodge; });
    }

    // Whether a journey can have been given a place before it came here.
    bool an_earlier_stage_lodges() const {
        const Plan& plan = compilation_.plan;
        std::vector<StageId> earlier{line_.stage};
        for (std::size_t i = 0; i < earlier.size(); ++i) {
            const Stage& here = plan.at(earlier[i]);
            if (i > 0 && (here.lodge == Stage::Lodge::pool || gives_a_place(here))) return true;
            if (here.lodge == Stage::Lodge::leave) continue;  // whatever was given before is left
            for (const StageId from : plan.pathways[index(pathway_)].stages) {
                bool leads = false;
                each_way(plan, plan.at(from), [&](StageId to) { leads = leads || to == earlier[i]; });
                if (leads && std::find(earlier.begin(), earlier.end(), from) == earlier.end()) earlier.push_back(from);
            }
        }
        return false;
    }
};

}  // namespace

void compile_stock(Compilation& compilation) {
    for (const text::Entry* entry : compilation.entries(compilation.section("stock"), "stock line")) {
        compilation.check_name(entry->key, entry->key_quoted, entry->key_mark);
        StockReader{compilation, *entry, compilation.plan.stock.emplace_back()}.read();
    }
}

}  // namespace doorstroom::language
