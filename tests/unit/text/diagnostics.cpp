#include "doorstroom/diagnostics.hpp"

#include "catch.hpp"

using namespace doorstroom;

TEST_CASE("A fault is shown with its line, a caret under the word, and help") {
    Diagnostics diagnostics;
    const auto file = diagnostics.add_file("scenarios/tiny.yaml", "resources:\n  azc: {capactiy: 400}\n");
    diagnostics.error({file, 2, 9}, 8, "unknown key `capactiy`", "a similar key exists: `capacity`");
    CHECK(diagnostics.render() ==
          "error: unknown key `capactiy`\n"
          " --> scenarios/tiny.yaml:2:9\n"
          "  |\n"
          "2 |   azc: {capactiy: 400}\n"
          "  |         ^^^^^^^^\n"
          "  = help: a similar key exists: `capacity`\n");
}

TEST_CASE("Faults are shown in the order of their places, each once") {
    Diagnostics diagnostics;
    const auto file = diagnostics.add_file("a.yaml", "one\ntwo\n");
    diagnostics.error({file, 2, 1}, 3, "second");
    diagnostics.warning({file, 1, 1}, 3, "first");
    diagnostics.error({file, 2, 1}, 3, "second");
    CHECK(diagnostics.render() ==
          "warning: first\n --> a.yaml:1:1\n  |\n1 | one\n  | ^^^\n"
          "\n"
          "error: second\n --> a.yaml:2:1\n  |\n2 | two\n  | ^^^\n");
    CHECK(diagnostics.error_count() == 2);
}

TEST_CASE("A caret counts characters, not bytes") {
    Diagnostics diagnostics;
    const auto file = diagnostics.add_file("a.yaml", "{één: 1, twee: 2}\r\n");
    diagnostics.error({file, 1, 10}, 4, "unknown key `twee`");
    CHECK(diagnostics.render() ==
          "error: unknown key `twee`\n --> a.yaml:1:10\n  |\n1 | {één: 1, twee: 2}\n  |          ^^^^\n");
}

TEST_CASE("A tab, a control character and a byte that is not text take one column each") {
    Diagnostics diagnostics;
    const auto file = diagnostics.add_file("a.yaml", "\t\x01\xFFx\n");
    diagnostics.error({file, 1, 4}, 1, "here");
    CHECK(diagnostics.render() == "error: here\n --> a.yaml:1:4\n  |\n1 |   \xEF\xBF\xBDx\n  |    ^\n");
}

TEST_CASE("A very long line is shown around the caret only") {
    Diagnostics diagnostics;
    const auto file = diagnostics.add_file("a.yaml", std::string(500, 'a') + "HERE" + std::string(500, 'b'));
    diagnostics.error({file, 1, 501}, 4, "here");
    CHECK(diagnostics.render() == "error: here\n --> a.yaml:1:501\n  |\n1 | …" + std::string(60, 'a') + "HERE" +
                                      std::string(56, 'b') + "…\n  | " + std::string(61, ' ') + "^^^^\n");
}

TEST_CASE("A fault without a line names the file, and one without a file stands alone") {
    Diagnostics diagnostics;
    const auto file = diagnostics.add_file("empty.yaml", "");
    diagnostics.error({file, 0, 0}, 1, "the file is empty");
    diagnostics.error({}, 1, "unknown option", "see --help");
    CHECK(diagnostics.render() ==
          "error: the file is empty\n --> empty.yaml\n\nerror: unknown option\n  = help: see --help\n");
    CHECK(diagnostics.place({file, 0, 0}) == "empty.yaml");
    CHECK(diagnostics.place({file, 3, 7}) == "empty.yaml:3:7");
}

TEST_CASE("A message stays on its line whatever it quotes") {
    Diagnostics diagnostics;
    diagnostics.error({}, 1, "unknown key `a\nb`", "not `c\td`");
    CHECK(diagnostics.render() == "error: unknown key `a b`\n  = help: not `c d`\n");
}

TEST_CASE("The line numbers widen the gutter") {
    Diagnostics diagnostics;
    const auto file = diagnostics.add_file("a.yaml", std::string(99, '\n') + "x");
    diagnostics.error({file, 100, 1}, 1, "here", "there");
    CHECK(diagnostics.render() == "error: here\n   --> a.yaml:100:1\n    |\n100 | x\n    | ^\n    = help: there\n");
}
