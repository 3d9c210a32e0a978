// One fault in each text, and its exact complaint.
#include "catch.hpp"
#include "unit/text/complaints.hpp"

using doorstroom::text::complaints_about_yaml;

TEST_CASE("A key that stands twice is a fault that names the first") {
    CHECK(complaints_about_yaml("a: 1\nb: {c: 1, c: 2}\na: 3\n") ==
          "2:11 `c` stands here a second time (the first is at x.yaml:2:5)\n"
          "3:1 `a` stands here a second time (the first is at x.yaml:1:1)");
}

TEST_CASE("Anchors, aliases, tags and << are no part of the language") {
    CHECK(
        complaints_about_yaml("a: &x 3\n") ==
        "1:4 anchors (`&`) are not part of the language (name the value under `values` and use it with `{use: NAME}`)");
    CHECK(
        complaints_about_yaml("a: *x\n") ==
        "1:4 aliases (`*`) are not part of the language (name the value under `values` and use it with `{use: NAME}`)");
    CHECK(complaints_about_yaml("a: !!int 3\n") ==
          "1:4 tags (`!`) are not part of the language (put text that begins with `!` in quotes)");
    CHECK(complaints_about_yaml("a: {<<: {b: 1}}\n") ==
          "1:5 `<<` is not part of the language (lay a file over another with `extends`)");
}

TEST_CASE("An alias to itself is refused like any other") {
    CHECK(
        complaints_about_yaml("a: &x [*x]\n") ==
        "1:4 anchors (`&`) are not part of the language (name the value under `values` and use it with `{use: NAME}`)\n"
        "1:8 aliases (`*`) are not part of the language (name the value under `values` and use it with `{use: NAME}`)");
}

TEST_CASE("A bare word that other readers take for true, false or nothing is no name") {
    const std::string help =
        " as a name must be in quotes (many YAML readers take the bare word for true, false or nothing)";
    for (const std::string word : {"yes", "no", "on", "off", "y", "n", "true", "false", "null", "No", "TRUE", "Null"})
        CHECK(complaints_about_yaml("a: {" + word + ": 1}\n") == "1:5 `" + word + "`" + help);
    CHECK(complaints_about_yaml("a: {\"no\": 1}\n").empty());
    CHECK(complaints_about_yaml("a: no\n").empty());
}

TEST_CASE("A second document is a fault, not left out") {
    CHECK(complaints_about_yaml("a: 1\n---\nb: 2\n") ==
          "2:1 a second document in one file (one file holds one document)");
    CHECK(complaints_about_yaml("a: 1\n...\nb: 2\n") ==
          "3:1 a second document in one file (one file holds one document)");
    CHECK(complaints_about_yaml("---\na: 1\n...\n").empty());
}

TEST_CASE("A quote that is never closed is found where it opens") {
    CHECK(complaints_about_yaml("a: \"abc\nb: 1\n") == "1:4 this quote (\") is never closed");
    CHECK(complaints_about_yaml("a: 'it''s\n") == "1:4 this quote (') is never closed");
    CHECK(complaints_about_yaml("a: {b: \"x\\\", c: 1}\n") == "1:8 this quote (\") is never closed");
    CHECK(complaints_about_yaml("a: \"x\\\"\"\nb: 'it''s'\n").empty());
}

TEST_CASE("A bracket that is never closed is found where it opens") {
    CHECK(complaints_about_yaml("a: {b: 1, c: 2\nd: 3\n") ==
          "1:4 this bracket is not closed (`,` or a closing bracket was expected by x.yaml:2:2)");
    CHECK(complaints_about_yaml("a: [1, 2\n") == "1:4 this bracket is not closed");
    CHECK(complaints_about_yaml("a: 1}\nb: ]\n") == "2:4 a closing bracket that nothing opened");
}

TEST_CASE("A value left out is a fault") {
    CHECK(complaints_about_yaml("a:\nb: 1\n") == "1:1 `a` has no value (`{}` is an empty mapping; `~` deletes)");
    CHECK(complaints_about_yaml("a: [1, , 2]\n").find("1:8 ") == 0);
    CHECK(complaints_about_yaml("a: {nl: Opvang, en route, en: x}\n") ==
          "1:17 `en route` has no value (text with a comma in `{…}` is put in quotes; `~` deletes)");
    CHECK(complaints_about_yaml("a: {b:1, c: 2}\n") == "1:5 `b:1` has no value (a blank belongs after `:`)");
    CHECK(complaints_about_yaml("a:\n  - \n  - x\n") == "3:3 an item of this list is missing");
}

TEST_CASE("A key is a name, not nothing, a list or a mapping") {
    CHECK(complaints_about_yaml("~: 1\n") == "1:1 a key is missing before `:`");
    CHECK(complaints_about_yaml("? [a]\n: b\n") == "1:3 a list or mapping cannot be a key (a key is a name)");
}

TEST_CASE("Nesting past 32 is refused, at any depth and at once") {
    const auto nested = [](int depth) { return "a: " + std::string(depth, '[') + std::string(depth, ']') + "\n"; };
    CHECK(complaints_about_yaml(nested(31)).empty());
    CHECK(complaints_about_yaml(nested(32)) == "1:35 nested more than 32 deep");
    CHECK(complaints_about_yaml(nested(100'000)) == "1:35 nested more than 32 deep");
    std::string list;
    for (int i = 0; i < 100'000; ++i) list += "- ";
    CHECK(complaints_about_yaml(list + "x\n") == "1:65 nested more than 32 deep");
}

TEST_CASE("One hundred thousand brackets that nothing closes are refused at once") {
    CHECK(complaints_about_yaml(std::string(100'000, '[')).find("nested more than 32 deep") != std::string::npos);
    CHECK(complaints_about_yaml(std::string(100'000, '{')).find("nested more than 32 deep") != std::string::npos);
}

TEST_CASE("More than 200,000 values are refused") {
    std::string text = "a: [";
    for (int i = 0; i < 200'000; ++i) text += "1, ";
    CHECK(complaints_about_yaml(text + "1]\n") ==
          "1:599996 more than 200000 values in one file (put large tables into CSV files)");
}

TEST_CASE("A tab as indentation is a fault, a tab between words is not") {
    CHECK(complaints_about_yaml("a:\n\tb: 1\n") == "2:1 a tab as indentation (indent with blanks)");
    CHECK(complaints_about_yaml("a:\n  \tb: 1\n  \tc: 1\n") ==
          "2:3 tabs as indentation, in 2 lines (indent with blanks)");
    CHECK(complaints_about_yaml("a:\t1\t# one\nb: 2\n").empty());
}

TEST_CASE("Indentation that does not fit is a fault") {
    CHECK(complaints_about_yaml("a: 1\n  b: 2\n") ==
          "2:4 a `:` where none can stand (check the indentation; text with `: ` in it is put in quotes)");
    CHECK(complaints_about_yaml("a:\n  b: 1\n c: 2\n") ==
          "3:2 this does not fit the mapping around it (check the indentation and the quotes)");
}

TEST_CASE("A line that begins with a per cent sign is a fault, not dropped") {
    CHECK(complaints_about_yaml("a: 1\n%b: 2\nc: 3\n") ==
          "2:1 a line that begins with `%` (directives are not part of the language)");
    CHECK(complaints_about_yaml("%YAML 1.2\n---\na: 1\n") ==
          "1:1 a line that begins with `%` (directives are not part of the language)");
}

TEST_CASE("A file that is empty, or a list, or one word is no scenario") {
    CHECK(complaints_about_yaml("") == "the file is empty");
    CHECK(complaints_about_yaml("# nothing\n\n") == "the file is empty");
    CHECK(complaints_about_yaml("---\n") == "the file is empty");
    CHECK(complaints_about_yaml("- a\n") == "1:1 the file is not a mapping (`key: value` lines were expected)");
    CHECK(complaints_about_yaml("hello\n") == "1:1 the file is not a mapping (`key: value` lines were expected)");
}

TEST_CASE("A file that is not UTF-8 text says which byte is not") {
    using namespace std::string_literals;
    CHECK(complaints_about_yaml("a: \xE9\xE9n\n") ==
          "1:4 byte 0xE9 is not UTF-8 text (in Windows-1252 it is `é`) (a text file saved as UTF-8 was expected)");
    CHECK(complaints_about_yaml("\xFF\xFE"
                                "a\0:\0"s) == "the file is UTF-16 (save it as UTF-8)");
    CHECK(complaints_about_yaml("a: b\0c\n"s) == "1:5 control character 0x00 (a text file was expected)");
    CHECK(complaints_about_yaml("\x89PNG\r\n\x1A\n"s) ==
          "1:1 byte 0x89 is not UTF-8 text (a text file saved as UTF-8 was expected)");
    CHECK(complaints_about_yaml("\x7F"
                                "ELF\x02\x01"s) == "1:1 control character 0x7F (a text file was expected)");
    CHECK(complaints_about_yaml("a: 1\n# \xED\xA0\x80\n") ==
          "2:3 byte 0xED is not UTF-8 text (in Windows-1252 it is `í`) (a text file saved as UTF-8 was expected)");
}
