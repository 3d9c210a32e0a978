#include "support/random_scenario.hpp"

#include <fmt/format.h>

#include "doorstroom/chance.hpp"

namespace doorstroom::tests {

namespace {

class Writer {
public:
    explicit Writer(std::uint32_t number) : number_(number) {}

    RandomScenario write() {
        RandomScenario scenario;
        count_ = between(4, 7);
        many_sites_ = yes(0.2);
        turns_away_ = yes(0.25);
        scenario.rate = 0.5 + share() * 2.5;
        scenario.run = fmt::format("run: {{start: 2025-01-01, end: 2025-06-01, tick: {}, report: day}}\n", one_of({"1 day", "1 day", "12 hours"}));
        scenario.attributes = "attributes:\n  origin: [syria, turkey, other]\n  region: [north, south]\n";
        scenario.sources = sources(scenario.rate);
        scenario.resources = resources();
        scenario.pathways = pathways();
        scenario.stock = stock();
        scenario.uncertain = yes(0.5) ? "uncertain:\n  resources.homes.openings: {times: {uniform: [0.7, 1.3]}, assumption: a test}\n" : "";
        for (int stage = 0; stage < count_; ++stage) scenario.stages.push_back(fmt::format("way.s{}", stage));
        for (const char* more : {"way.done", "way.gone", "follow.there", "follow.gone"}) scenario.stages.emplace_back(more);
        scenario.sites = {"azc", "annex", "tent"};
        for (int site = 0; many_sites_ && site < small_sites; ++site) scenario.sites.push_back(fmt::format("small{}", site));
        scenario.measures = {{"waiting", "queue: homes"}, {"at_desk", "queue: desk"}, {"busy", "used: desk"}, {"living", "used: coa, by: [site]"}, {"places", "capacity: coa, by: [site]"},
                             {"unplaced", "unplaced: coa"}, {"by_origin", "persons: {stage: way}, by: [origin, region]"}, {"wait", "wait: {stage: way}, by: [origin]"},
                             {"long", "persons: {stage: way.s1, longer_than: 9 days}"}, {"taken", "used: homes"}, {"lapsed", "unused: homes"}};
        return scenario;
    }

    // A pathway of persons: every stay may ask for a place in either pool, or leave the one they have.
    std::string course() {
        asked_ = 1000;
        std::string text = "  course:\n    moves: person\n    stages:\n";
        const int stages = between(2, 4);
        for (int stage = 0; stage < stages; ++stage) {
            const std::string onward = stage + 1 < stages ? fmt::format("c{}: rest", stage + 1) : "home: rest";
            const std::string lodge = stage == 0 ? one_of({"lodge: hotel, ", "lodge: coa, "}) : one_of({"lodge: hotel, ", "lodge: hotel, ", "lodge: coa, ", "lodge: none, ", ""});
            const std::string race = yes(0.4) ? fmt::format(", race: {{placed: {{lodge: {}, to: gone, chance: 0.5}}}}", one_of({"hotel", "coa"})) : "";
            text += fmt::format("      c{}: {{{}stay: {{exponential: {{mean: {} days}}}}, next: {{gone: 0.1, {}}}{}}}\n", stage, lodge, between(2, 25), onward, race);
        }
        return text + fmt::format("      home: {{final: true{}}}\n      gone: {{final: true{}}}\n", one_of({"", ", lodge: keep"}), one_of({"", ", lodge: keep"}));
    }

private:
    const std::uint32_t number_;
    std::uint32_t asked_ = 0;
    int count_ = 0;
    bool many_sites_ = false;  // more than are looked through one by one
    bool turns_away_ = false;
    static constexpr int small_sites = 40;

    std::uint32_t word() { return Chance(2026, number_).draw(asked_++, 0, 0)[0]; }
    double share() { return word() * 0x1.0p-32; }
    bool yes(double chance) { return share() < chance; }
    int between(int low, int high) { return low + static_cast<int>(word() % static_cast<std::uint32_t>(high - low + 1)); }
    std::string one_of(std::vector<std::string> choices) { return choices[word() % choices.size()]; }

    std::string law() {
        return one_of({fmt::format("{{fixed: {} days}}", between(0, 6)), fmt::format("{{exponential: {{mean: {} days}}}}", between(1, 20)),
                       fmt::format("{{lognormal: {{median: {} days, p90: {} days}}}}", between(2, 5), between(8, 30)),
                       fmt::format("{{gamma: {{mean: {} days, cv: 0.7}}, min: 1 days}}", between(3, 12)), fmt::format("{{uniform: [0 days, {} days]}}", between(1, 9))});
    }
    std::string sizes() { return one_of({"{1: 1}", "{1: 0.6, 2: 0.2, 4: 0.2}", "{1: 0.3, 3: 0.3, 5: 0.4}"}); }

    std::string sources(double rate) {
        const std::string spread = one_of({"poisson", "none", "{negative_binomial: {cv: 0.2}}"});
        return fmt::format("sources:\n"
                           "  people: {{pathway: way, arrivals: {{households: {{2025-01-01: {:.3f}, 2025-03-01: {:.3f}}}, per: day, spread: {}}}, household_size: {}, "
                           "mix: {{origin: {{syria: 0.5, turkey: 0.3, other: 0.2}}{}}}}}\n"
                           "  family: {{pathway: follow, household_size: {}}}\n",
                           rate, rate * 0.7, spread, sizes(), yes(0.5) ? ", region: {unset: 0.6, north: 0.2, south: 0.2}" : "", sizes());
    }

    // What the pools do when they are full, whom their sites take, and who moves up.
    std::string when_full() { return turns_away_ ? "when_full: {to: gone}, " : one_of({"", "", "when_full: wait, "}); }
    std::string small() {
        std::string sites;
        for (int site = 0; many_sites_ && site < small_sites; ++site)
            sites += fmt::format("small{}: {{capacity: {}{}}}, ", site, between(0, 4), yes(0.2) ? ", who: {origin: [turkey, other]}" : "");
        return sites;
    }

    std::string resources() {
        const std::string unused = one_of({"", ", unused: carry", ", unused: carry, carry_at_most: 5"});
        const std::string spread = one_of({"even", "poisson", "start"});
        const std::string per = spread == "start" ? "month" : "week";
        const int openings = spread == "start" ? between(10, 60) : between(3, 15);
        return fmt::format("resources:\n"
                           "  coa: {{kind: places, {}{}{}sites: {{{}azc: {{capacity: {}, usable: 0.93}}, annex: {{capacity: {{2025-01-01: 30, 2025-03-01: {}}}{}}}, "
                           "tent: {{tier: 2, capacity: 25, opens: 2025-02-01, closes: 2025-05-01, slip: {{opens: {{uniform: [0 days, 20 days]}}}}{}}}}}}}\n"
                           "  hotel: {{kind: places, {}sites: {{inn: {{capacity: 20}}}}}}\n"
                           "  desk: {{kind: servers, capacity: {{2025-01-01: {}, 2025-04-01: {}}}, order: {}, unit: {}}}\n"
                           "  homes: {{kind: slots, openings: {{by: region, north: {}, south: 2}}, per: {}, spread: {}, gives: region, order: {}, unit: {}{}}}\n",
                           yes(0.3) ? "fill: in_order, " : "", when_full(), yes(0.4) ? "move_up: true, " : "", small(), between(20, 70), between(0, 40),
                           yes(0.3) ? ", who: {origin: [syria, turkey]}" : "", yes(0.3) ? ", who: {household_size: {from: 2, below: 100}}" : "",
                           yes(0.4) ? "when_full: wait, " : "", between(2, 8), between(1, 9), one_of({"oldest", "newest", "random"}),
                           one_of({"households", "persons"}), openings, per, spread, one_of({"oldest", "random"}), one_of({"households", "persons"}), unused);
    }

    std::string timing(int stage) {
        if (stage == 0) return fmt::format("lodge: coa, stay: {}", law());
        const std::string queue = yes(0.5) ? ", priority: {by: origin, syria: 0, turkey: {2025-01-01: 1, 2025-02-01: -1}, other: 0, else: 0}" : "";
        switch (between(0, 4)) {
            case 0: return fmt::format("await: desk, takes: {}{}", law(), queue);
            case 1: return "await: homes, term: 20 days" + queue;
            case 2: return fmt::format("await: desk{}, since: s0", queue);
            case 3: return "release: [desk]";
            default: return fmt::format("stay: {}{}", law(), yes(0.3) ? ", lodge: hotel" : "");
        }
    }

    std::string next(int stage) {
        if (stage == count_ - 1) return "{gone: {when: {origin: [syria]}, chance: 0.3}, done: rest}";
        const std::string onward = fmt::format("s{}: rest", stage + 1);
        // A circle always passes the stay of s0.
        return one_of({fmt::format("{{{}}}", onward), fmt::format("{{gone: 0.1, {}}}", onward), fmt::format("{{s0: 0.15, {}}}", onward),
                       fmt::format("{{done: {{by: origin, syria: 0.2, else: 0.1}}, {}}}", onward)});
    }

    std::string race(int stage) {
        if (stage == 0 || !yes(0.5)) return "";
        const std::string place = yes(0.3) ? fmt::format(", placed: {{lodge: hotel, to: gone, chance: {}}}", one_of({"1", "0.5"})) : "";
        return fmt::format(", race: {{gone: {{after: {}, chance: 0.4}}, done: {{after: {{fixed: 40 days}}{}}}{}}}", law(), yes(0.5) ? ", since: s0" : "", place);
    }

    std::string pathways() {
        std::string text = "pathways:\n  way:\n    moves: household\n    stages:\n";
        for (int stage = 0; stage < count_; ++stage) {
            std::string how = timing(stage);
            const bool passes = how.rfind("release", 0) == 0;
            if (stage == count_ - 2) how += ", bring: {family: {chance: 0.3, after: {exponential: {mean: 10 days}}}}";
            if (stage == 1 && yes(0.5)) how += ", set: {origin: {turkey: 0.5, other: 0.5}}";
            // s0 takes at least a day, so that no circle takes no time.
            if (stage == 0) how = "lodge: coa, stay: {exponential: {mean: 8 days}}";
            text += fmt::format("      s{}: {{{}, next: {}{}}}\n", stage, how, next(stage), passes ? "" : race(stage));
        }
        return text + "      done: {final: true}\n      gone: {final: true}\n"
                      "  follow:\n    moves: household\n    stages:\n      there: {lodge: coa, stay: {exponential: {mean: 30 days}}, next: gone}\n      gone: {final: true}\n";
    }

    std::string stock() {
        return fmt::format("stock:\n"
                           "  early: {{pathway: way, stage: s0, persons: {}, household_size: {}, mix: {{origin: {{syria: 0.4, turkey: 0.4, other: 0.2}}}}{}}}\n"
                           "  waiting: {{pathway: way, stage: s1, households: {}, lodge: {}, since: {{s0: {{fixed: 30 days}}}}, mix: {{origin: {{turkey: 1}}}}}}\n"
                           "  there: {{pathway: follow, stage: there, persons: {}, household_size: {{2: 1}}, site: annex}}\n",
                           between(0, 60), sizes(), yes(0.5) ? ", elapsed: {fixed: 3 days}" : "", between(0, 15), one_of({"none", "coa"}), between(0, 30));
    }
};

}  // namespace

std::string RandomScenario::yaml() const { return run + attributes + sources + resources + pathways + stock + uncertain; }

RandomScenario random_scenario(std::uint32_t number) { return Writer(number).write(); }

RandomScenario with_lodgers(RandomScenario scenario, std::uint32_t number) {
    const auto insert_in = [&](const std::string& stage, const std::string& text) { scenario.pathways.insert(scenario.pathways.find(stage) + stage.size(), text); };
    insert_in("      s0: {", "start: {course: {chance: 0.4, after: {exponential: {mean: 5 days}}}}, ");
    insert_in("      there: {", "start: {course: {chance: 0.4}}, ");
    scenario.pathways += Writer(number).course();
    return scenario;
}

RandomScenario with_families(RandomScenario scenario) {
    const std::string apart = "stay: {exponential: {mean: 30 days}}, next: gone}\n";
    scenario.pathways.replace(scenario.pathways.find(apart), apart.size(), "stay: {exponential: {mean: 30 days}}, next: {joined: 0.7, gone: rest}}\n      joined: {join: linked, final: true}\n");
    return scenario;
}

RandomScenario with_dwellings(RandomScenario scenario, const std::string& unit) {
    const std::string hotel = "hotel: {kind: places, ", sites = "sites: {inn: {capacity: 20}}";
    scenario.resources.replace(scenario.resources.find(sites), sites.size(), "sites: {inn: {capacity: 5}, loft: {capacity: 5, tier: 2, closes: 2025-03-15}}");
    scenario.resources.replace(scenario.resources.find(hotel), hotel.size(), hotel + "unit: " + unit + ", ");
    return scenario;
}

}  // namespace doorstroom::tests
