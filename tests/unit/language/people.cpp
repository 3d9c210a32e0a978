// Attributes, sources, shares and stock.
#include <numeric>

#include "catch.hpp"
#include "unit/language/compiled.hpp"

using namespace doorstroom;
using namespace doorstroom::language;

namespace {

Compiled mix(const std::string& shares, const std::vector<std::pair<std::string, std::string>>& tables = {}) {
    return Compiled{{{"sources.asylum.mix.track", shares}}, tables};
}

const Shares& track(const Compiled& compiled) { return compiled.plan().sources.at(0).mix.at(1); }

Compiled stock(const std::string& line) { return Compiled{{{"stock", "{line: " + line + "}"}}}; }

const StockLine& line(const Compiled& compiled) { return compiled.plan().stock.at(0); }

}  // namespace

TEST_CASE("Attributes are packed side by side, with a code for unset") {
    const Compiled compiled{{{"attributes.third", "{table: t.csv, value: name}"}},
                            {{"t.csv", "name\nBerg en Dal\nGM0268\nGM0268\n"}}};
    CHECK(compiled.told().empty());
    const auto& attributes = compiled.plan().attributes;
    REQUIRE(attributes.size() == 3);
    CHECK(attributes[0].values == std::vector<std::string>{"unset", "syria", "other"});
    CHECK(attributes[2].values == std::vector<std::string>{"unset", "Berg en Dal", "GM0268"});
    CHECK(attributes[1].shift == 2);
    CHECK(attributes[2].shift == 4);
    CHECK(attributes[2].bits == 2);
}

TEST_CASE("Attributes that cannot be are told") {
    CHECK(Compiled{{{"attributes.age", "[young]"}}}.told() == "`age` is built in");
    CHECK(Compiled{{{"attributes.a", "[x, x]"}}}.told() == "the value `x` stands here twice");
    CHECK(Compiled{{{"attributes.a", "[X]"}}}.told().find("`X` is not a name") == 0);
    CHECK(Compiled{{{"attributes.a", "[rest]"}}}.told() == "`rest` is a word of the language and no name");
    CHECK(Compiled{{{"attributes.a", "{table: t.csv, value: name}"}}, {{"t.csv", "name\na.b\n"}}}.told().find(
              "`a.b` cannot be the value of an attribute") == 0);
}

TEST_CASE("More than 64 bits of attributes do not fit") {
    std::string rows = "name\n";
    for (int i = 0; i < 300; ++i) rows += "v" + std::to_string(i) + "\n";
    std::vector<std::pair<std::string, std::string>> laid;
    for (char name = 'a'; name <= 'g'; ++name)
        laid.emplace_back(std::string{"attributes."} + name, "{table: t.csv, value: name}");
    CHECK(Compiled{laid, {{"t.csv", rows}}}.told().find(
              "`g` does not fit: all attributes of a household together take more than 64 bits") == 0);
}

TEST_CASE("Shares keep the order of the attribute's values") {
    const Compiled compiled = mix("{slow: 0.25, fast: 0.75}");
    CHECK(track(compiled).codes == std::vector<std::uint16_t>{1, 2});
    CHECK(compiled.number(track(compiled).chances[0]) == 0.75);
    CHECK(track(mix("slow")).codes == std::vector<std::uint16_t>{2});
}

TEST_CASE("Shares may be chosen by date and by attribute") {
    const Compiled compiled =
        mix("{by: origin, syria: {2025-01-01: fast, 2026-01-01: {fast: 0.5, slow: 0.5}}, else: slow}");
    CHECK(compiled.told().empty());
    CHECK(compiled.number(track(compiled).chances[0], {1}) == 1);
    CHECK(compiled.number(track(compiled).chances[0], {1}, 2026) == 0.5);
    CHECK(compiled.number(track(compiled).chances[1], {0}) == 1);
}

TEST_CASE("Shares that miss 1 by rounding are scaled, by more are told") {
    const Compiled compiled = mix("{fast: 0.3333333, slow: 0.6666666}");
    CHECK(compiled.told().empty());
    CHECK(compiled.number(track(compiled).chances[0]) + compiled.number(track(compiled).chances[1]) ==
          Approx(1).epsilon(1e-15));
    CHECK(mix("{fast: 0.3, slow: 0.6}").told() == "the chances of `sources.asylum.mix.track` sum to 0.9, not to 1");
    CHECK(mix("{fast: {by: origin, syria: 0.3, other: 0.4}, slow: 0.7}").told() ==
          "the chances of `sources.asylum.mix.track` sum to 1.1, not to 1 (origin other, on 2025-01-01)");
    CHECK(mix("{fast: 1.5, slow: -0.5}").told().find("expected a chance between 0 and 1, found `1.5`") == 0);
    CHECK(mix("{fats: 1}").told().find("`fats` is no value of attribute `track` (a similar value exists: `fast`)") ==
          0);
}

TEST_CASE("A mix is drawn in the order written") {
    CHECK(Compiled{{{"sources.asylum.mix", "{origin: {by: track, fast: syria, else: other}, track: fast}"}}}.told() ==
          "`origin` depends on `track`, which is not drawn yet (a mix is drawn in the order written)");
}

TEST_CASE("A table may hold the shares of an attribute") {
    const std::vector<std::pair<std::string, std::string>> tables{
        {"t.csv", "track,origin,share\nfast,syria,0.25\nslow,syria,0.75\nslow,other,1\n"}};
    const Compiled compiled = mix("{table: t.csv, value: share, by: [track, origin]}", tables);
    CHECK(compiled.told().empty());
    CHECK(compiled.number(track(compiled).chances[0], {1}) == 0.25);
    CHECK(compiled.number(track(compiled).chances[1], {2}) == 1);
}

TEST_CASE("A source says how many come, in what households, at what time of the year") {
    const Compiled compiled{{{"sources.asylum.arrivals.season", "[2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0]"},
                             {"sources.asylum.arrivals.spread", "{negative_binomial: {cv: 0.2}}"},
                             {"sources.asylum.household_size", "{4: 0.25, 1: 0.75}"},
                             {"sources.asylum.from", "2025-03-01"}}};
    CHECK(compiled.told().empty());
    const Source& source = compiled.plan().sources.at(0);
    const std::array<double, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    CHECK(std::inner_product(days.begin(), days.end(), source.arrivals->season.begin(), 0.0) == Approx(365));
    CHECK(source.arrivals->season[0] == 2 * source.arrivals->season[1]);
    CHECK(source.arrivals->spread == Arrivals::Spread::negative_binomial);
    CHECK(source.household_size.codes == std::vector<std::uint16_t>{1, 4});
    CHECK(source.from.has_value());
}

TEST_CASE("The size of a household is drawn before anything is known of it") {
    CHECK(Compiled{{{"sources.asylum.household_size", "{by: origin, syria: {1: 1}, else: {2: 1}}"}}}.told() ==
          "this number is the same for everybody: it cannot depend on `origin`");
}

TEST_CASE("Without sizes every household is one person") {
    const Compiled compiled{{}};
    CHECK(compiled.told().empty());
    CHECK(compiled.plan().sources.at(0).household_size.codes == std::vector<std::uint16_t>{1});
}

TEST_CASE("A stock line stays in equilibrium, waits freshly, and lodges where its stage does") {
    const Compiled staying = stock("{pathway: asylum, stage: arrived, persons: 10}");
    CHECK(staying.told().empty());
    CHECK(line(staying).elapsed == StockLine::Elapsed::equilibrium);
    CHECK(line(staying).lodge == StockLine::Lodge::pool);
    const Compiled waiting = stock(
        "{pathway: asylum, stage: decided, households: 10, lodge: coa, site: hotel, since: {arrived: {fixed: 9 "
        "days}}}");
    CHECK(waiting.told().empty());
    CHECK(line(waiting).elapsed == StockLine::Elapsed::fresh);
    CHECK_FALSE(line(waiting).persons);
    CHECK(index(line(waiting).site) == 1);
    CHECK(line(waiting).since.size() == 1);
}

TEST_CASE("The basis of a stock line is that of its number, of the line, or of all lines") {
    const auto basis = [](const std::string& number, const std::string& beside) {
        const Compiled compiled{
            {{"references", "{coa: {title: T}}"},
             {"stock", "{line: {pathway: asylum, stage: arrived, persons: " + number + "}" + beside + "}"}}};
        CHECK(compiled.told().empty());
        return line(compiled).basis + " " + line(compiled).reference;
    };
    CHECK(basis("{value: 3, reference: coa}", "") == "published coa");
    CHECK(basis("{value: 3, reference: coa, derived: all less some}", "") == "derived coa");
    CHECK(basis("{value: 3, assumption: as told}", ", reference: coa") == "assumed as told");
    CHECK(basis("3", ", reference: coa") == "published coa");
    CHECK(basis("3", "") == "assumed ");
}

TEST_CASE("Stock that cannot be is told") {
    CHECK(stock("{pathway: asylum, stage: decided, persons: 3}").told() ==
          "`lodge` is missing in `stock.line`: `asylum.decided` keeps the place given earlier (name the pool these "
          "people live in, or `none`)");
    CHECK(stock("{pathway: asylum, stage: arived, persons: 3}").told() ==
          "there is no stage `arived` in pathway `asylum` (a similar name exists: `arrived`)");
    CHECK(stock("{pathway: asylum, stage: decided, lodge: none, persons: 3, elapsed: equilibrium}")
              .told()
              .find("`equilibrium` belongs to a stay") == 0);
    CHECK(stock("{pathway: asylum, stage: arrived, persons: 3, site: azcc}").told() ==
          "there is no site of that pool `azcc` (a similar name exists: `azc`)");
    CHECK(stock("{pathway: asylum, stage: arrived, persons: 3, households: 2}").told() ==
          "`persons` and `households` exclude each other");
    CHECK(stock("{pathway: asylum, stage: arrived, persons: {by: origin, syria: 2, other: 3}}").told() ==
          "this number is the same for everybody: it cannot depend on `origin`");
    CHECK(stock("{pathway: asylum, stage: arrived, persons: 3, holds: desk}").told() ==
          "nobody on pathway `asylum` holds a server of `desk` on (it is held on after an `await` without `takes`)");
    CHECK(stock("{pathway: asylum, stage: arrived, persons: 3, holds: homes}").told() ==
          "`homes` is not held: its kind is another (servers are held)");
    CHECK(stock("{pathway: asylum, stage: arrived, persons: 3, linked: line}").told() ==
          "there is no stock line before this one `line`");
}

namespace {

const std::pair<std::string, std::string> lessons{
    "pathways.lessons",
    "{moves: person, stages: {waiting: {await: seats, next: class}, class: {stay: {fixed: 9 days}, next: {done: 0.5, waiting: rest}}, done: {release: "
    "seats, final: true}}}"};
const std::pair<std::string, std::string> seats{"resources.seats", "{kind: servers, capacity: 9}"};

Compiled with_lessons(const std::string& stock) { return Compiled{{lessons, seats, {"stock", stock}}}; }

}  // namespace

TEST_CASE("The same people are on further pathways, hold a server on, and have sponsors of an earlier line") {
    const Compiled compiled = with_lessons(
        "{sponsors: {pathway: asylum, stage: housed, persons: 3}, line: {pathway: asylum, stage: housed, lodge: none, "
        "persons: 10, mix: {age: {18: 1, 100: 0}}, also: {lessons: {stage: class, who: adults, elapsed: fresh}}, holds: seats, linked: "
        "sponsors}}");
    CHECK(compiled.told().empty());
    const StockLine& both = compiled.plan().stock.at(1);
    REQUIRE(both.also.size() == 1);
    CHECK(compiled.plan().at(both.also[0].stage).name == "lessons.class");
    CHECK(both.also[0].who == Start::Who::adults);
    CHECK(both.also[0].elapsed == StockLine::Elapsed::fresh);
    CHECK(both.holds.empty());
    CHECK(both.also[0].holds.size() == 1);  // only there is a seat given
    CHECK(index(both.linked) == 0);
    const Compiled chosen = with_lessons(
        "{line: {pathway: asylum, stage: housed, persons: 10, also: {lessons: {stage: class, who: {origin: syria}}}}}");
    CHECK(chosen.told().empty());
    CHECK(given(line(chosen).also.at(0).when));
    CHECK(line(chosen).also.at(0).elapsed == StockLine::Elapsed::equilibrium);
}

TEST_CASE("Further pathways that cannot be are told") {
    CHECK(with_lessons("{line: {pathway: asylum, stage: housed, persons: 1, also: {lessons: {stage: clas}}}}")
              .told()
              .find("there is no stage `clas` in pathway `lessons` (a similar name exists: `class`)") == 0);
    CHECK(with_lessons("{line: {pathway: lessons, stage: class, persons: 1, also: {lessons: {stage: class}}}}").told() ==
          "these people are on pathway `lessons` already");
    CHECK(with_lessons("{line: {pathway: lessons, stage: class, persons: 1, also: {asylum: {stage: housed, who: adults}}}}")
              .told() == "`asylum` moves households: it cannot take only the adults");
}

TEST_CASE("Where the stage keeps a place, a further stage of the same people may say where they live") {
    const auto also = [](const std::string& stage, const std::string& beside) {
        return Compiled{{{"pathways.work", "{moves: household, stages: {at: {lodge: coa, stay: forever}}}"},
                         {"stock", "{line: {pathway: asylum, stage: " + stage + ", persons: 1, also: {work: {stage: at}}" +
                                       beside + "}}"}}};
    };
    CHECK(given(line(also("decided", "")).pool));
    CHECK(given(line(also("housed", "")).pool));
    CHECK(Compiled{{{"resources.other", "{kind: places, sites: {only: {capacity: 9}}}"},
                    {"pathways.work", "{moves: household, stages: {at: {lodge: other, stay: forever}}}"},
                    {"stock", "{line: {pathway: asylum, stage: arrived, persons: 1, also: {work: {stage: at}}}}"}}}
              .told()
              .find("`lodge` is missing in `stock.line`: `asylum.arrived` and `work.at` lodge differently") == 0);
    CHECK_FALSE(given(line(also("housed", ", lodge: none")).pool));
}
