// sources and stock: who arrives, and who is inside at the start.
#include <fmt/format.h>

#include <algorithm>

#include "language/compile.hpp"
#include "language/laws.hpp"
#include "language/reader.hpp"
#include "language/shares.hpp"

namespace doorstroom::language {

namespace {

// Weights of the twelve months as factors on the rate: over the days of a common year they average to 1.
std::array<double, 12> season_of(Compilation& compilation, const text::Node* list) {
    static constexpr std::array<double, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    std::array<double, 12> season;
    season.fill(1);
    if (!list) return season;
    if (list->items.size() != season.size()) {
        compilation.fault(*list,
                          fmt::format("`season` expects a list of 12 weights, January to December, found {}",
                                      list->is_sequence() ? fmt::format("{}", list->items.size()) : describe(*list)));
        return season;
    }
    double total = 0;
    for (std::size_t month = 0; month < season.size(); ++month) {
        const auto weight = number_of(list->items[month]);
        if (!weight || *weight < 0)
            compilation.fault(list->items[month],
                              fmt::format("expected a number of 0 or more, found {}", describe(list->items[month])));
        season[month] = weight.value_or(0);
        total += season[month] * days[month];
    }
    if (total <= 0) compilation.fault(*list, "the weights of `season` are all 0");
    for (double& weight : season) weight *= 365 / total;
    return season;
}

void read_spread(Compilation& compilation, const Reader& reader, Arrivals& arrivals) {
    const text::Node* spread = reader.find("spread");
    if (!spread || spread->scalar == "poisson") return;
    if (spread->scalar == "none") {
        arrivals.spread = Arrivals::Spread::exact;
    } else if (spread->is_mapping()) {
        const Reader form{compilation, *spread, "spread", reader.address("spread")};
        if (!form.has("negative_binomial")) return;
        const Reader law{compilation, *form.find("negative_binomial"), "negative binomial",
                         form.address("negative_binomial")};
        arrivals.spread = Arrivals::Spread::negative_binomial;
        arrivals.cv = law.value("cv");
        if (const text::Node* cv = law.find("cv")) expect_same_for_all(compilation, arrivals.cv, *cv);
    } else {
        compilation.fault(*spread, fmt::format("{} is no choice for `spread`", describe(*spread)),
                          suggestion(spread->scalar, {"poisson", "none", "{negative_binomial: {cv: 0.3}}"}, "word"));
    }
}

Arrivals read_arrivals(Compilation& compilation, const Reader& reader, Date needed_from) {
    Arrivals arrivals;
    const std::string_view what = reader.one_of({"persons", "households"});
    arrivals.persons = what != "households";
    if (!what.empty()) {
        arrivals.number = reader.value(what, needed_from);
        expect_same_for_all(compilation, arrivals.number, *reader.find(what));
    }
    arrivals.per = reader.choice_as("per", Period::year);
    arrivals.season = season_of(compilation, reader.find("season"));
    read_spread(compilation, reader, arrivals);
    return arrivals;
}

constexpr std::uint16_t largest_household = 255;

Shares read_household_size(Compilation& compilation, const Reader& reader, Date needed_from) {
    const text::Node* node = reader.find("household_size");
    if (!node) return single_share(compilation.plan, none<AttributeId>, 1, reader.place());
    Shares sizes = compile_shares(compilation, *node, reader.address("household_size"), none<AttributeId>, needed_from);
    // The size is drawn first: nothing else is known of the household yet.
    for (const ValueId chance : sizes.chances) expect_same_for_all(compilation, chance, *node);
    for (const std::uint16_t size : sizes.codes)
        if (size > largest_household)
            compilation.fault(*node, fmt::format("a household of {} persons is too large", size), "at most 255");
    return sizes;
}

void compile_source(Compilation& compilation, const text::Entry& entry, Source& source) {
    const Reader reader{compilation, entry.value, "source", "sources." + entry.key};
    const PathwayId pathway = reader.pathway("pathway");
    if (given(pathway)) source.first = compilation.plan.pathways[index(pathway)].first;
    source.from = reader.date("from");
    source.until = reader.date("until");
    if (source.from && source.until && *source.from >= *source.until)
        compilation.fault(*reader.find("until"), "this source ends before it begins");
    const Date start = compilation.plan.calendar.start();
    const Date needed_from = std::max(start, source.from.value_or(start));
    if (const text::Node* arrivals = reader.find("arrivals"))
        source.arrivals = read_arrivals(
            compilation, Reader{compilation, *arrivals, "arrivals", reader.address("arrivals")}, needed_from);
    source.household_size = read_household_size(compilation, reader, needed_from);
    if (const text::Node* mix = reader.find("mix"))
        source.mix = compile_mix(compilation, *mix, reader.address("mix"), needed_from);
}

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
        if (const text::Node* mix = reader_.find("mix"))
            line_.mix = compile_mix(compilation_, *mix, reader_.address("mix"), start);
        if (!given(line_.stage)) return;
        read_elapsed();
        read_since();
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

    void read_elapsed() {
        using Elapsed = StockLine::Elapsed;
        const Stage& stage = compilation_.plan.at(line_.stage);
        const bool endless = given(stage.law) && (compilation_.plan.at(stage.law).family == Law::Family::forever ||
                                                  compilation_.plan.at(stage.law).family == Law::Family::until ||
                                                  compilation_.plan.at(stage.law).family == Law::Family::age);
        line_.elapsed = stage.timing == Stage::Timing::stay && !endless ? Elapsed::equilibrium : Elapsed::fresh;
        const text::Node* node = reader_.find("elapsed");
        if (!node) return;
        if (stage.timing == Stage::Timing::pass)
            return compilation_.fault_at_key(*reader_.entry("elapsed"),
                                             fmt::format("nobody spends time in `{}`: it has no timing", stage.name));
        if (node->scalar == "equilibrium" || node->scalar == "fresh") {
            line_.elapsed = node->scalar == "fresh" ? Elapsed::fresh : Elapsed::equilibrium;
            if (line_.elapsed == Elapsed::equilibrium && (stage.timing == Stage::Timing::await || endless))
                compilation_.fault(
                    *node,
                    endless ? fmt::format("a stay without a mean, such as that of `{}`, has no equilibrium", stage.name)
                            : fmt::format("`equilibrium` belongs to a stay; `{}` waits in a queue", stage.name),
                    "a distribution, or `fresh`");
            return;
        }
        if (node->is_scalar() && node->scalar != "forever")
            return compilation_.fault(
                *node, fmt::format("expected a distribution, `equilibrium` or `fresh`, found {}", describe(*node)),
                suggestion(node->scalar, {"equilibrium", "fresh"}, "word"));
        line_.elapsed = Elapsed::law;
        line_.elapsed_law = compile_law(compilation_, *node, reader_.address("elapsed"), Expects::law);
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

    void read_lodge() {
        const Stage& stage = compilation_.plan.at(line_.stage);
        const text::Node* node = reader_.find("lodge");
        if (node && node->scalar != "none") {
            line_.pool = compilation_.look_up(compilation_.resources, *node, "pool of places");
            if (given(line_.pool) && compilation_.plan.at(line_.pool).kind != Resource::Kind::places)
                compilation_.fault(*node, fmt::format("`{}` has no places: its kind is another", node->scalar));
        } else if (!node && stage.lodge == Stage::Lodge::pool) {
            line_.pool = stage.pool;
        } else if (!node && stage.lodge == Stage::Lodge::keep && an_earlier_stage_lodges()) {
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

    // Whether a journey can have been given a place before it came here.
    bool an_earlier_stage_lodges() const {
        const Plan& plan = compilation_.plan;
        std::vector<StageId> earlier{line_.stage};
        for (std::size_t i = 0; i < earlier.size(); ++i) {
            if (plan.at(earlier[i]).lodge == Stage::Lodge::pool) return true;
            for (const StageId from : plan.pathways[index(pathway_)].stages) {
                const Stage& stage = plan.at(from);
                const auto leads_here = [&](const auto& way) { return way.to == earlier[i]; };
                const bool leads = std::any_of(stage.next.begin(), stage.next.end(), leads_here) ||
                                   std::any_of(stage.race.begin(), stage.race.end(), leads_here);
                if (leads && std::find(earlier.begin(), earlier.end(), from) == earlier.end()) earlier.push_back(from);
            }
        }
        return false;
    }
};

}  // namespace

void compile_sources(Compilation& compilation) {
    for (const text::Entry* entry : compilation.entries(compilation.section("sources"), "source"))
        compile_source(compilation, *entry,
                       compilation.plan.sources[index(compilation.sources.find(entry->key)->second)]);
}

void compile_stock(Compilation& compilation) {
    for (const text::Entry* entry : compilation.entries(compilation.section("stock"), "stock line")) {
        compilation.check_name(entry->key, entry->key_quoted, entry->key_mark);
        StockReader{compilation, *entry, compilation.plan.stock.emplace_back()}.read();
    }
}

}  // namespace doorstroom::language
