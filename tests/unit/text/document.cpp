#include "text/document.hpp"

#include "catch.hpp"
#include "unit/text/complaints.hpp"

using namespace doorstroom;
using namespace doorstroom::text;

namespace {

Node read(std::string text) {
    Diagnostics diagnostics;
    Node node = read_yaml(diagnostics.add_file("x.yaml", std::move(text)), diagnostics).root;
    INFO(diagnostics.render());
    REQUIRE_FALSE(diagnostics.has_errors());
    return node;
}

}  // namespace

TEST_CASE("Every key and value remembers where it stood, in characters") {
    const Node root = read("a: één\nb: {één: 1, c: [x, y]}\n");
    CHECK(root.find("a")->value.mark == Mark{0, 1, 4});
    const Node& inner = root.find("b")->value;
    CHECK(inner.mark == Mark{0, 2, 4});
    CHECK(inner.find("één")->key_mark == Mark{0, 2, 5});
    CHECK(inner.find("c")->key_mark == Mark{0, 2, 13});
    CHECK(inner.find("c")->value.items[1].mark == Mark{0, 2, 20});
}

TEST_CASE("Windows line ends and a byte order mark move no place") {
    const Node root = read(
        "\xEF\xBB\xBF"
        "a: 1\r\nb: {c: 2}\r\n");
    CHECK(root.find("a")->key_mark == Mark{0, 1, 1});
    CHECK(root.find("b")->value.find("c")->value.mark == Mark{0, 2, 8});
    CHECK(root.find("b")->value.find("c")->value.scalar == "2");
}

TEST_CASE("Scalars stay text as written") {
    const Node root = read("a: 0450\nb: no\nc: 2026-01-01\nd: null\ne: \"7\"\nf: 'x'\n");
    CHECK(root.find("a")->value.scalar == "0450");
    CHECK(root.find("b")->value.scalar == "no");
    CHECK(root.find("c")->value.scalar == "2026-01-01");
    CHECK(root.find("d")->value.is_scalar());
    CHECK(root.find("d")->value.scalar == "null");
    CHECK_FALSE(root.find("a")->value.quoted);
    CHECK(root.find("e")->value.quoted);
    CHECK(root.find("f")->value.quoted);
}

TEST_CASE("A tilde is the only null") {
    const Node root = read("a: ~\nb: {}\nc: []\n");
    CHECK(root.find("a")->value.is_null());
    CHECK(root.find("b")->value.is_mapping());
    CHECK(root.find("c")->value.is_sequence());
    CHECK(root.find("z") == nullptr);
}

TEST_CASE("Entries keep the order in which they were written") {
    const Node root = read("b: 1\na: 2\nc: 3\n");
    REQUIRE(root.entries.size() == 3);
    CHECK(root.entries[0].key == "b");
    CHECK(root.entries[1].key == "a");
    CHECK(root.entries[2].key == "c");
}

TEST_CASE("A key in quotes may be any word, and says that it was quoted") {
    const Node root = read("\"yes\": 1\n'Berg en Dal': 2\n");
    CHECK(root.find("yes")->key_quoted);
    CHECK(root.find("Berg en Dal")->value.scalar == "2");
}

TEST_CASE("A value given on the command line may be of any kind") {
    Diagnostics diagnostics;
    CHECK(read_yaml_value(diagnostics.add_file("--set a", "0.5"), diagnostics).root.scalar == "0.5");
    CHECK(read_yaml_value(diagnostics.add_file("--set a", "{b: 6 weeks}"), diagnostics).root.find("b")->value.scalar ==
          "6 weeks");
    CHECK(read_yaml_value(diagnostics.add_file("--set a", "[x, y]"), diagnostics).root.items.size() == 2);
    CHECK(read_yaml_value(diagnostics.add_file("--set a", "~"), diagnostics).root.is_null());
    CHECK_FALSE(diagnostics.has_errors());
}

TEST_CASE("What could be read is given back although something is wrong") {
    Diagnostics diagnostics;
    const auto [root, is_whole] = read_yaml(diagnostics.add_file("x.yaml", "a: 1\nb: {c: 2, d: [3\n"), diagnostics);
    CHECK(diagnostics.has_errors());
    CHECK_FALSE(is_whole);
    CHECK(root.find("a")->value.scalar == "1");
    CHECK(root.find("b")->value.find("c")->value.scalar == "2");
}

TEST_CASE("A file with a key too many is still read to its end") {
    Diagnostics diagnostics;
    const auto [root, is_whole] = read_yaml(diagnostics.add_file("x.yaml", "a: 1\na: 2\nb: 3\n"), diagnostics);
    CHECK(is_whole);
    CHECK(root.find("a")->value.scalar == "1");
    CHECK(root.find("b")->value.scalar == "3");
}
