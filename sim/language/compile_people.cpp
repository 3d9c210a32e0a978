// sources: who arrives.
#include <fmt/format.h>

#include <algorithm>

#include "language/compile.hpp"
#include "language/margins.hpp"
#include "language/people.hpp"
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

}  // namespace

Shares read_household_size(Compilation& compilation, const Reader& reader, Date needed_from) {
    constexpr std::uint16_t largest_household = 64;  // its members are told apart by one word
    const text::Node* node = reader.find("household_size");
    if (!node) return single_share(compilation.plan, none<AttributeId>, 1, reader.place());
    Shares sizes = compile_shares(compilation, *node, reader.address("household_size"), none<AttributeId>, needed_from);
    // The size is drawn first: nothing else is known of the household yet.
    for (const ValueId chance : sizes.chances) expect_same_for_all(compilation, chance, *node);
    for (const std::uint16_t size : sizes.codes)
        if (size > largest_household)
            compilation.fault(*node, fmt::format("a household of {} persons is too large", size), "at most 64");
    return sizes;
}

namespace {

void compile_source(Compilation& compilation, const text::Entry& entry, Source& source) {
    const Reader reader{compilation, entry.value, "source", "sources." + entry.key};
    const PathwayId pathway = reader.pathway("pathway");
    if (given(pathway)) source.first = compilation.plan.pathways[index(pathway)].first;
    source.label = reader.title("label");
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
    source.joint = compile_margins(compilation, reader);
    if (const text::Node* mix = reader.find("mix"))
        source.mix = compile_mix(compilation, *mix, reader.address("mix"), needed_from);
    if (source.joint) check_mix_beside_margins(compilation, reader, *source.joint, source.mix);
}

}  // namespace

void compile_sources(Compilation& compilation) {
    for (const text::Entry* entry : compilation.entries(compilation.section("sources"), "source"))
        compile_source(compilation, *entry,
                       compilation.plan.sources[index(compilation.sources.find(entry->key)->second)]);
}

}  // namespace doorstroom::language
