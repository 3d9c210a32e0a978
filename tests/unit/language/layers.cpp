#include "language/layers.hpp"

#include "catch.hpp"
#include "unit/language/project.hpp"

using namespace doorstroom;
using namespace doorstroom::language;

TEST_CASE("A file is laid over those it extends, later over earlier") {
    const Project project("extends");
    project.write("a.yaml", "values: {u: 1, v: 1, w: 1}\n");
    project.write("b.yaml", "values: {v: 2, w: 2}\n");
    project.write("c.yaml", "extends: [a.yaml, b.yaml]\nvalues: {w: 3}\n");
    CHECK(project.resolve("c.yaml") == R"({"values":{"u":1,"v":2,"w":3}})");
}

TEST_CASE("A file that two others extend lies beneath both") {
    const Project project("diamond");
    project.write("a.yaml", "values: {x: 1}\n");
    project.write("b.yaml", "extends: a.yaml\nvalues: {x: 2}\n");
    project.write("c.yaml", "extends: a.yaml\nvalues: {z: 3}\n");
    project.write("d.yaml", "extends: [b.yaml, c.yaml]\nschema: 1\n");
    CHECK(project.resolve("d.yaml") == R"({"values":{"x":2,"z":3},"schema":1})");
}

TEST_CASE("A file is looked up beside the one that names it, then in the folder scenarios") {
    const Project project("lookup");
    project.write("scenarios/base/parts.yaml", "values: {beside: 1}\n");
    project.write("scenarios/base/chain.yaml", "extends: parts.yaml\n");
    project.write("scenarios/parts.yaml", "values: {above: 1}\n");
    project.write("scenarios/region/my.yaml", "extends: [base/chain.yaml, parts.yaml]\n");
    CHECK(project.resolve("scenarios/region/my.yaml") == R"({"values":{"beside":1,"above":1}})");
}

TEST_CASE("Outside the folder of the scenario and the folder scenarios nothing is read") {
    const Project project("outside");
    project.write("secret.yaml", "values: {x: 1}\n");
    project.write("scenarios/mine/a.yaml", "extends: ../../secret.yaml\n");
    project.write("scenarios/mine/b.yaml", "extends: " + (project.folder() / "secret.yaml").string() + "\n");
    const std::string told = " lies outside the project (only the folder of the scenario and `scenarios/` are read)";
    CHECK(project.resolve("scenarios/mine/a.yaml") == "scenarios/mine/a.yaml:1:10 `../../secret.yaml`" + told);
    CHECK(project.resolve("scenarios/mine/b.yaml") == "scenarios/mine/b.yaml:1:10 `secret.yaml`" + told);
}

TEST_CASE("A link does not lead outside") {
    const Project project("link");
    project.write("secret.yaml", "values: {x: 1}\n");
    project.write("scenarios/a.yaml", "extends: link.yaml\n");
    std::filesystem::create_symlink(project.folder() / "secret.yaml", project.folder() / "scenarios/link.yaml");
    CHECK(project.resolve("scenarios/a.yaml") ==
          "scenarios/a.yaml:1:10 `link.yaml` lies outside the project "
          "(only the folder of the scenario and `scenarios/` are read)");
}

TEST_CASE("A missing file is told where it is named, with the nearest that exists") {
    const Project project("missing");
    project.write("scenarios/netherlands/chain.yaml", "values: {x: 1}\n");
    project.write("scenarios/a.yaml", "extends: [netherlands/chian.yaml, nothing/like_it.yaml]\n");
    CHECK(project.resolve("scenarios/a.yaml") ==
          "scenarios/a.yaml:1:11 there is no file `netherlands/chian.yaml` "
          "(a similar file exists: `netherlands/chain.yaml`)\n"
          "scenarios/a.yaml:1:35 there is no file `nothing/like_it.yaml` "
          "(looked beside this file and in `scenarios/`)");
    CHECK(project.resolve("scenarios/b.yaml").find("there is no file `scenarios/b.yaml` (a similar file exists: ") ==
          0);
}

TEST_CASE("Files that extend one another in a circle are refused with the way round") {
    const Project project("circle");
    project.write("a.yaml", "extends: b.yaml\n");
    project.write("b.yaml", "schema: 1\nextends: [c.yaml]\n");
    project.write("c.yaml", "extends: b.yaml\n");
    project.write("self.yaml", "extends: self.yaml\n");
    CHECK(project.resolve("a.yaml") ==
          "c.yaml:1:10 files extend one another in a circle (b.yaml extends c.yaml extends b.yaml)");
    CHECK(project.resolve("self.yaml") ==
          "self.yaml:1:10 files extend one another in a circle (self.yaml extends self.yaml)");
}

TEST_CASE("What extends says must be names of files") {
    const Project project("names");
    project.write("a.yaml", "extends: {b: c}\n");
    project.write("b.yaml", "extends: [[c.yaml]]\n");
    CHECK(project.resolve("a.yaml") == "a.yaml:1:10 the name of a file was expected");
    CHECK(project.resolve("b.yaml") == "b.yaml:1:11 the name of a file was expected");
}

TEST_CASE("A composition with a file that could not be read to its end is not whole, and has no root") {
    const Project project("whole");
    project.write("broken.yaml", "values: {x: 1\n");
    project.write("double.yaml", "schema: 1\nschema: 1\n");
    const auto is_whole = [&](const std::string& text) {
        Diagnostics diagnostics;
        const Composition made = compose(project.write("a.yaml", text), {}, diagnostics);
        CHECK(made.root.is_mapping() == made.is_whole);
        return made.is_whole;
    };
    CHECK(is_whole("schema: 1\n"));
    CHECK(is_whole("extends: double.yaml\n"));
    CHECK_FALSE(is_whole("extends: broken.yaml\n"));
    CHECK_FALSE(is_whole("extends: nothing.yaml\n"));
    CHECK_FALSE(is_whole(""));
}

TEST_CASE("The digest is that of the resolved scenario, not of its files") {
    const Project project("digest");
    const auto digest = [&](const std::string& name, const Options& options = {}) {
        Diagnostics diagnostics;
        return compose(project.folder() / name, with_set(options), diagnostics).digest();
    };
    project.write("one.yaml", "schema: 1\nvalues: {x: 0.5}\n");
    project.write("base.yaml", "schema: 1\nvalues: {x: 2}\n");
    project.write("two.yaml", "extends: base.yaml   # laid over\nvalues:\n  x: 0.50\n");
    CHECK(digest("one.yaml") == digest("two.yaml"));
    CHECK(digest("one.yaml") != digest("base.yaml"));
    CHECK(digest("base.yaml", {{"values.x", "0.5"}}) == digest("one.yaml"));
    CHECK(digest("one.yaml").size() == 64);
}

TEST_CASE("The contents of a table are part of the digest, and it is read once") {
    const Project project("table");
    project.write("a.yaml", "values: {x: {table: t.csv}}\n");
    const auto digest = [&] {
        Diagnostics diagnostics;
        Composition made = compose(project.folder() / "a.yaml", {}, diagnostics);
        const text::Node& name = made.root.find("values")->value.find("x")->value.find("table")->value;
        const auto first = made.files.open(name, diagnostics);
        const auto second = made.files.open(name, diagnostics);
        REQUIRE((first && second));
        CHECK(first->file == second->file);
        CHECK(first->key == "t.csv");
        CHECK(made.inputs().size() == 2);
        CHECK(made.inputs()[1].sha256 == first->input.sha256);
        return made.digest();
    };
    project.write("t.csv", "a\n1\n");
    const std::string before = digest();
    CHECK(digest() == before);
    project.write("t.csv", "a\n2\n");
    CHECK(digest() != before);
}
