#include "language/merge.hpp"

#include "catch.hpp"
#include "language/digest.hpp"

using namespace doorstroom;
using namespace doorstroom::language;

namespace {

// What the layers give, or the complaints, one a line.
std::string laid(const std::vector<std::string>& layers) {
    Diagnostics diagnostics;
    text::Node root;
    for (const std::string& layer : layers) {
        text::Node read = text::read_yaml(diagnostics.add_file("x.yaml", layer), diagnostics).root;
        lay_over(root, std::move(read), diagnostics);
    }
    std::string told;
    for (const Diagnostic& fault : diagnostics.all())
        told +=
            diagnostics.place(fault.mark) + " " + fault.message + (fault.help.empty() ? "" : " (" + fault.help + ")");
    return told.empty() ? canonical_json(root) : told;
}

}  // namespace

TEST_CASE("Things with a name merge, key by key") {
    CHECK(
        laid({"resources: {coa: {kind: places, sites: {azc: {capacity: 400, tier: 1}}}}\n",
              "resources: {coa: {sites: {azc: {capacity: 300}, hotel: {capacity: 20}}}, court: {kind: servers}}\n"}) ==
        R"({"resources":{"coa":{"kind":"places","sites":{"azc":{"capacity":300,"tier":1},"hotel":{"capacity":20}}},)"
        R"("court":{"kind":"servers"}}})");
}

TEST_CASE("A value is replaced whole, whatever its form") {
    const auto arrivals = [](const std::string& value) {
        return "sources: {a: {arrivals: {persons: " + value + "}}}\n";
    };
    CHECK(laid({arrivals("{2025-01-01: 300, 2027-01-01: 240}"), arrivals("{2025-01-01: 100}")}) ==
          R"({"sources":{"a":{"arrivals":{"persons":{"2025-01-01":100}}}}})");
    CHECK(laid({arrivals("{value: 1, reference: x}"), arrivals("2")}) ==
          R"({"sources":{"a":{"arrivals":{"persons":2}}}})");
}

TEST_CASE("A distribution, a list and the shares of one attribute are replaced whole") {
    CHECK(laid({"pathways: {p: {stages: {s: {stay: {lognormal: {median: 6 days, p90: 9 days}}}}}}\n",
                "pathways: {p: {stages: {s: {stay: {fixed: 1 day}}}}}\n"}) ==
          R"({"pathways":{"p":{"stages":{"s":{"stay":{"fixed":"1 day"}}}}}})");
    CHECK(laid({"sources: {a: {mix: {origin: {x: 0.5, z: 0.5}, sex: {f: 1}}, household_size: {1: 0.5, 2: 0.5}}}\n",
                "sources: {a: {mix: {origin: {x: 1}}, household_size: {1: 1}}}\n"}) ==
          R"({"sources":{"a":{"mix":{"origin":{"x":1},"sex":{"f":1}},"household_size":{"1":1}}}})");
    CHECK(laid({"attributes: {origin: {values: [a, b]}}\n", "attributes: {origin: {values: [c]}}\n"}) ==
          R"({"attributes":{"origin":{"values":["c"]}}})");
}

TEST_CASE("What is measured is replaced whole, its title merges") {
    CHECK(laid({"measures: {m: {title: {nl: a, en: b}, persons: {lodged: coa, stage: s}, where: {x: z}}}\n",
                "measures: {m: {title: {en: c}, persons: {stage: t}}}\n"}) ==
          R"({"measures":{"m":{"title":{"nl":"a","en":"c"},"persons":{"stage":"t"},"where":{"x":"z"}}}})");
}

TEST_CASE("A thing keeps its place in the order when it is changed") {
    CHECK(laid({"values: {a: 1, b: 2, c: 3}\n", "values: {b: {sum: [1, 1]}}\n"}) ==
          R"({"values":{"a":1,"b":{"sum":[1,1]},"c":3}})");
}

TEST_CASE("A tilde deletes a thing or a key") {
    CHECK(laid({"values: {a: 1, b: 2}\nrun: {seed: 1, tick: 1 day}\n", "values: {a: ~}\nrun: {tick: ~}\n"}) ==
          R"({"values":{"b":2},"run":{"seed":1}})");
}

TEST_CASE("Deleting what is not there is a fault") {
    CHECK(laid({"values: {first: 1}\n", "values: {frist: ~}\n"}) ==
          "x.yaml:1:10 there is no `frist` here to delete (a similar name exists: `first`)");
    CHECK(laid({"values: {first: ~}\n"}) == "x.yaml:1:10 there is no `first` here to delete");
}

TEST_CASE("A bare next is all who are left, and replaces another next whole") {
    const auto next = [](const std::string& what) { return "pathways: {p: {stages: {s: {next: " + what + "}}}}\n"; };
    const auto is = [](const std::string& what) {
        return R"({"pathways":{"p":{"stages":{"s":{"next":)" + what + "}}}}}";
    };
    CHECK(laid({next("a")}) == is(R"({"a":"rest"})"));
    CHECK(laid({next("{a: 0.2, b: rest}"), next("c")}) == is(R"({"c":"rest"})"));
    CHECK(laid({next("a"), next("{b: 0.2}")}) == is(R"({"a":"rest","b":0.2})"));
    CHECK(laid({next("{a: 0.2, b: rest}"), next("{a: 0.3, c: 0.1}")}) == is(R"({"a":0.3,"b":"rest","c":0.1})"));
}

TEST_CASE("The keys of a branch merge, a chance that is a value is replaced whole") {
    const auto next = [](const std::string& what) {
        return "pathways: {p: {stages: {s: {next: {a: " + what + "}}}}}\n";
    };
    const auto is = [](const std::string& what) {
        return R"({"pathways":{"p":{"stages":{"s":{"next":{"a":)" + what + "}}}}}}";
    };
    CHECK(laid({next("{when: {origin: x}, chance: 0.2}"), next("{chance: 0.3}")}) ==
          is(R"({"when":{"origin":"x"},"chance":0.3})"));
    CHECK(laid({next("{by: origin, x: 0.1, else: 0.2}"), next("{by: sex, f: 0.3}")}) == is(R"({"by":"sex","f":0.3})"));
    CHECK(laid({next("{when: {origin: x}}"), next("0.3")}) == is("0.3"));
}

TEST_CASE("Clocks, attributes set, costs and those brought merge by name") {
    CHECK(laid({"pathways: {p: {stages: {s: {race: {gone: {after: {fixed: 1 day}, chance: 0.5}}, set: {a: x},"
                " cost: {entry: 1}, bring: {family: {chance: 0.3}}}}}}\n",
                "pathways: {p: {stages: {s: {race: {gone: {chance: 1}}, set: {b: {z: 1}}, cost: {payer: Rijk},"
                " bring: {family: {after: {fixed: 2 days}}}}}}}\n"}) ==
          R"({"pathways":{"p":{"stages":{"s":{"race":{"gone":{"after":{"fixed":"1 day"},"chance":1}},)"
          R"("set":{"a":"x","b":{"z":1}},"cost":{"entry":1,"payer":"Rijk"},)"
          R"("bring":{"family":{"chance":0.3,"after":{"fixed":"2 days"}}}}}}}})");
}

TEST_CASE("A thing called like a key of the language merges like any other thing") {
    CHECK(laid({"resources: {slip: {kind: slots, openings: {2025-01-01: 1}}}\n",
                "resources: {slip: {openings: {2026-01-01: 2}}}\n"}) ==
          R"({"resources":{"slip":{"kind":"slots","openings":{"2026-01-01":2}}}})");
}

TEST_CASE("Each value remembers the layer that set it") {
    Diagnostics diagnostics;
    text::Node root;
    for (const char* layer : {"values: {a: 1, b: 2}\n", "\nvalues: {b: 3}\n"})
        lay_over(root, text::read_yaml(diagnostics.add_file("x.yaml", layer), diagnostics).root, diagnostics);
    CHECK(root.find("values")->value.find("a")->value.mark == Mark{0, 1, 13});
    CHECK(root.find("values")->value.find("b")->value.mark == Mark{1, 2, 13});
    CHECK(root.find("values")->value.find("b")->key_mark == Mark{1, 2, 10});
}
