// Numbers without a header: blanks between them, comments left out, and where what is wrong stands.
#include "text/matrix.hpp"

#include "catch.hpp"

using namespace doorstroom;
using namespace doorstroom::text;

namespace {

Table read(const std::string& text, Diagnostics& diagnostics) {
    const std::uint32_t file = diagnostics.add_file("design.txt", text);
    return read_matrix(file, {{"a", {}, false}, {"b", {}, false}}, diagnostics);
}

}  // namespace

TEST_CASE("Numbers are told from names by the first line that says anything") {
    CHECK(is_without_header("# made by numpy\n\n1.0e-01  -2\n"));
    CHECK(is_without_header("0.5\tnan\r\n"));
    CHECK_FALSE(is_without_header("a b\n1 2\n"));
    CHECK_FALSE(is_without_header("1,2\n"));
    CHECK_FALSE(is_without_header("# nothing else\n"));
}

TEST_CASE("A row of numbers is a row of cells that know where they stood") {
    Diagnostics diagnostics;
    const Table table = read("# a comment\n  1.5e+00\t2\r\n\n3 4 # the second\n", diagnostics);
    CHECK_FALSE(diagnostics.has_errors());
    REQUIRE(table.rows.size() == 2);
    CHECK(table.rows[0][0].text == "1.5e+00");
    CHECK(table.rows[0][1].text == "2");
    CHECK(table.rows[0][1].mark.line == 2);
    CHECK(table.rows[0][1].mark.column == 11);
    CHECK(table.rows[1][1].text == "4");
}

TEST_CASE("A row of another length is told, and the others read") {
    Diagnostics diagnostics;
    const Table table = read("1 2\n3\n4 5 6\n7 8\n", diagnostics);
    CHECK(table.rows.size() == 2);
    REQUIRE(diagnostics.all().size() == 2);
    CHECK(diagnostics.all()[0].message == "this row has 1 numbers, and there are 2 names");
    CHECK(diagnostics.place(diagnostics.all()[1].mark) == "design.txt:3:1");
}
