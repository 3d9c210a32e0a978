#include "language/digest.hpp"

#include "catch.hpp"
#include "doorstroom/sha256.hpp"

using namespace doorstroom;
using namespace doorstroom::language;

namespace {

std::string printed(std::string yaml) {
    Diagnostics diagnostics;
    return canonical_json(text::read_yaml(diagnostics.add_file("x.yaml", std::move(yaml)), diagnostics).root);
}

}  // namespace

TEST_CASE("SHA-256 gives the digests that NIST published") {
    CHECK(sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    CHECK(sha256(std::string(1'000'000, 'a')) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("SHA-256 pads every length around a block rightly") {
    CHECK(sha256(std::string(55, 'a')) == "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318");
    CHECK(sha256(std::string(56, 'a')) == "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a");
    CHECK(sha256(std::string(63, 'a')) == "7d3e74a05d7db15bce4ad9ec0658ea98e3f06eeecf16b4c6fff2da457ddc2f34");
    CHECK(sha256(std::string(64, 'a')) == "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb");
}

TEST_CASE("A tree is printed as JSON in its own order") {
    CHECK(printed("b: [1, x, {c: true}]\na: {}\nd: []\n") == R"({"b":[1,"x",{"c":true}],"a":{},"d":[]})");
    CHECK(printed("a: ~\nb: \"say \\\"hi\\\" \\\\ \\n\"\n") == R"({"a":null,"b":"say \"hi\" \\ \u000a"})");
}

TEST_CASE("Blanks, comments and the way a number is written do not show") {
    CHECK(printed("a: {b: 0.50, c: '6 weeks'}\n") == printed("# a comment\na:\n  b: 0.5\n  c: 6 weeks\n"));
    CHECK(printed("a: 240.0\n") == printed("a:   2.4e2   # the same\n"));
    CHECK(printed("a: -0\n") == printed("a: 0\n"));
}

TEST_CASE("A number in quotes is text and prints as such") { CHECK(printed("a: \"7\"\n") != printed("a: 7\n")); }
