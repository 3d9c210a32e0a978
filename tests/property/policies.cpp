// A policy is a difference from its first date on, whichever is written first, and nothing before.
#include <fmt/format.h>
#include <unistd.h>

#include <bit>
#include <fstream>

#include "catch.hpp"
#include "run/comparison.hpp"
#include "support/random_scenario.hpp"

using namespace doorstroom;
using namespace doorstroom::tests;

namespace {

constexpr std::uint32_t scenarios = 12;

bool same(double a, double b) { return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b); }

// A random scenario with a folder of policies beside it.
class Project {
public:
    explicit Project(std::uint32_t number)
        : base_(random_scenario(number)),
          last_(static_cast<int>(base_.stages.size()) - 5),
          folder_(std::filesystem::canonical(std::filesystem::temp_directory_path()) / ("doorstroom-policies-" + std::to_string(::getpid()))) {
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_ / "policies");
    }
    ~Project() { std::filesystem::remove_all(folder_); }
    Project(const Project&) = delete;
    Project& operator=(const Project&) = delete;

    void policy(const std::string& name, const std::string& text) const {
        std::ofstream(folder_ / "policies" / (name + ".yaml")) << "policy: " << name << "\ntitle: {nl: N, en: E}\n" << text;
    }

    // With these policies: `{a: {}}`.
    Scene scene(const std::string& policies) const {
        std::ofstream file(folder_ / "scene.yaml");
        file << "schema: 1\nscenario: scene\ntitle: {nl: N, en: E}\n" << base_.yaml() << "policies: " << policies << "\nmeasures:\n";
        for (const auto& [name, measure] : base_.measures) file << "  " << name << ": {title: {nl: N, en: E}, " << measure << "}\n";
        file.close();
        return Scene(folder_ / "scene.yaml");
    }

    int last() const { return last_; }

private:
    const RandomScenario base_;
    const int last_;
    const std::filesystem::path folder_;
};

// Every kind of change, and everything a policy can add: by so much.
std::string all_kinds(const Project& project, const std::string& from, double times, int days, double chance) {
    return fmt::format(
        "from: {0}\n"
        "values: {{share: {3}}}\n"
        "resources: {{office: {{kind: slots, openings: {{product: [40, {{use: share}}]}}, per: week}}}}\n"
        "pathways:\n"
        "  way:\n"
        "    race: {{advised: {{after: {{exponential: {{mean: 9 days}}}}, chance: {{use: share}}, to: elsewhere, in: [s0]}}}}\n"
        "    stages:\n"
        "      s0: {{next: {{elsewhere: {3}}}, race: {{called: {{await: office, chance: {3}, to: elsewhere}}}}}}\n"
        "      elsewhere: {{stay: {{fixed: 3 days}}, next: gone}}\n"
        "changes:\n"
        "  resources.homes.openings: {{times: {1}}}\n"
        "  resources.desk.capacity: {{plus: {2}}}\n"
        "  resources.coa.sites.azc.capacity: {{times: {1}}}\n"
        "  resources.coa.sites.tent.closes: {{plus: {2} days}}\n"
        "  pathways.way.stages.s0.stay: {{times: {1}}}\n"
        "  pathways.follow.stages.there.stay: {{plus: {2} days}}\n"
        "  pathways.way.stages.s{4}.next.gone: {{plus: {3}}}\n",
        from, times, days, chance, project.last());
}

void check_same(const Scene& a, const Scene& b, std::uint32_t replication, std::ptrdiff_t periods) {
    const Observed x = a.run(replication), y = b.run(replication);
    for (const Series& series : a.table().series) {
        INFO(series.name << " " << series.group_name);
        const std::vector<double> first = x.rows(series.name, series.group_name), second = y.rows(series.name, series.group_name);
        // What is counted at a moment is counted before anything of that day happens.
        const std::ptrdiff_t rows = periods < 0 ? static_cast<std::ptrdiff_t>(first.size()) : periods + a.plan().at(series.measure).at_moment;
        for (std::ptrdiff_t row = 0; row < rows; ++row) REQUIRE(same(first[static_cast<std::size_t>(row)], second[static_cast<std::size_t>(row)]));
    }
}

constexpr std::ptrdiff_t whole = -1;

}  // namespace

TEST_CASE("A policy that changes no number changes nothing") {
    for (std::uint32_t number = 0; number < scenarios; ++number) {
        const Project project(number);
        INFO(number);
        project.policy("nothing", all_kinds(project, "2025-03-15", 1, 0, 0));
        const Scene without = project.scene("{}"), with = project.scene("{nothing: {}}");
        check_same(without, with, number % 3, whole);
        REQUIRE(without.run(1).fingerprint() == with.run(1).fingerprint());
    }
}

TEST_CASE("Before its first date a policy has no effect, and then it has one") {
    std::uint32_t with_an_effect = 0;
    for (std::uint32_t number = 0; number < scenarios; ++number) {
        const Project project(number);
        INFO(number);
        project.policy("much", all_kinds(project, "2025-03-15", 1.7, 9, 0.4));
        const Scene without = project.scene("{}"), with = project.scene("{much: {}}"), later = project.scene("{much: {from: 2025-04-20}}");
        check_same(without, with, number % 3, 73);
        check_same(without, later, number % 3, 109);
        with_an_effect += without.run(1).fingerprint() != with.run(1).fingerprint();
    }
    CHECK(with_an_effect == scenarios);
}

TEST_CASE("A move has no effect before its day, none at all with chance 0, and then it has one") {
    std::uint32_t with_an_effect = 0;
    for (std::uint32_t number = 0; number < scenarios; ++number) {
        const Project project(number);
        INFO(number);
        const auto moves = [&](const std::string& chance) {
            return "from: 2025-03-01\nmoves: {away: {date: 2025-03-15, from: [way.s0], to: way.gone, chance: " + chance + "}}\n";
        };
        project.policy("away", moves("0.7"));
        project.policy("nobody", moves("0"));
        const Scene without = project.scene("{}"), with = project.scene("{away: {}}"), nobody = project.scene("{nobody: {}}");
        check_same(without, with, number % 3, 73);
        check_same(without, nobody, number % 3, whole);
        REQUIRE(without.run(1).fingerprint() == nobody.run(1).fingerprint());
        with_an_effect += without.run(1).fingerprint() != with.run(1).fingerprint();
    }
    CHECK(with_an_effect == scenarios);
}

TEST_CASE("A policy that has ended leaves the numbers as they were") {
    for (std::uint32_t number = 0; number < scenarios; ++number) {
        const Project project(number);
        INFO(number);
        project.policy("short", "from: 2025-03-15\nuntil: 2025-04-01\nchanges: {resources.coa.sites.azc.capacity: {plus: 7}}\n");
        const std::vector<double> a = project.scene("{}").run().rows("places", "site=azc"), b = project.scene("{short: {}}").run().rows("places", "site=azc");
        for (std::size_t row = 0; row < a.size(); ++row) {
            INFO(row);
            REQUIRE(b[row] - a[row] == (row > 73 && row <= 90 ? 7 : 0));
        }
    }
}

TEST_CASE("Two policies come to the same whichever is written first") {
    for (std::uint32_t number = 0; number < scenarios; ++number) {
        const Project project(number);
        INFO(number);
        project.policy("a", all_kinds(project, "2025-02-10", 1.7, 9, 0.4));
        // Numbers that both change; and added things have names of their own.
        project.policy("b", fmt::format("from: 2025-02-20\nuntil: 2025-04-01\nchanges:\n  resources.homes.openings: {{times: 0.3}}\n  resources.desk.capacity: {{plus: 2}}\n"
                                        "  pathways.way.stages.s0.stay: {{times: 1.1}}\n  pathways.way.stages.s{}.next.gone: {{plus: -0.2}}\n",
                                        project.last()));
        const Scene one = project.scene("{a: {}, b: {}}"), other = project.scene("{b: {}, a: {}}");
        check_same(one, other, number % 3, whole);
        REQUIRE(one.run(1).fingerprint() == other.run(1).fingerprint());
        CHECK(one.run(1).fingerprint() != project.scene("{a: {}}").run(1).fingerprint());
    }
}

TEST_CASE("A replication is the same alone, in a batch and in a comparison") {
    for (std::uint32_t number = 0; number < 4; ++number) {
        const Project project(number);
        INFO(number);
        project.policy("much", all_kinds(project, "2025-03-15", 1.7, 9, 0.4));
        const Scene without = project.scene("{}"), with = project.scene("{much: {}}");
        Comparison comparison({&without.plan(), &with.plan(), &without.plan()});
        const auto run = [&](std::uint32_t replications) {
            REQUIRE(comparison.run({1, replications, Uncertainty::drawn, 2}, [](std::uint32_t) {}, [] { return false; }));
        };
        run(2);
        run(1);  // replications that are added go on where the others ended
        REQUIRE(comparison.replications() == 3);
        std::vector<Observed> a, b;
        for (std::uint32_t replication = 0; replication < 3; ++replication) {
            a.push_back(without.run(replication));
            b.push_back(with.run(replication));
        }
        const auto& pairs = comparison.pairs(1);
        bool any = false;
        for (std::size_t each = 0; each < pairs.size(); ++each) {
            const Series& series = without.table().series[pairs[each].series];
            PairedDifferences differences;
            for (std::size_t replication = 0; replication < 3; ++replication)
                differences.add(b[replication].at(series.name, pairs[each].row, series.group_name) - a[replication].at(series.name, pairs[each].row, series.group_name));
            REQUIRE(same(differences.effect().effect, comparison.effect(1, each).effect));
            any = any || differences.effect().effect != 0;
            const PairedEffect itself = comparison.effect(2, each);
            REQUIRE((itself.replications == 0 || itself.effect == 0));
            REQUIRE((itself.replications < 2 || itself.sd == 0));
        }
        CHECK(any);
    }
}
