#include "text/csv.hpp"

#include "catch.hpp"
#include "unit/text/complaints.hpp"

using namespace doorstroom;
using namespace doorstroom::text;

namespace {

Table read(std::string text) {
    Diagnostics diagnostics;
    Table table = read_csv(diagnostics.add_file("x.csv", std::move(text)), diagnostics);
    INFO(diagnostics.render());
    REQUIRE_FALSE(diagnostics.has_errors());
    return table;
}

}  // namespace

TEST_CASE("A table is a line of names and rows of cells that know their place") {
    const Table table =
        read("\xEF\xBB\xBFname,share\r\n# a comment, left out\r\n\r\nBerg en Dal,0.25\r\nDruten, 0.1 \r\n");
    REQUIRE(table.columns.size() == 2);
    CHECK(table.column("share") == 1);
    CHECK_FALSE(table.column("shares"));
    REQUIRE(table.rows.size() == 2);
    CHECK(table.rows[0][0].text == "Berg en Dal");
    CHECK(table.rows[0][1].mark == Mark{0, 4, 13});
    CHECK(table.rows[1][1].text == "0.1");
    CHECK(table.rows[1][1].mark == Mark{0, 5, 9});
}

TEST_CASE("A cell in quotes may hold commas, quotes and line ends, and keeps its blanks") {
    const Table table = read("a,b\n\"x, \"\"y\"\"\",\" z \"\n\"one\ntwo\",3\nlast,\n");
    CHECK(table.rows[0][0].text == "x, \"y\"");
    CHECK(table.rows[0][1].text == " z ");
    CHECK(table.rows[1][0].text == "one\ntwo");
    CHECK(table.rows[1][1].mark == Mark{0, 4, 6});
    CHECK(table.rows[2][1].text.empty());
}

TEST_CASE("A last line without a line end is a row") { CHECK(read("a\n1\n2").rows.size() == 2); }

TEST_CASE("Faults of a table say where and what was expected") {
    CHECK(complaints_about_csv("") == "the table is empty (a first line with the names of the columns was expected)");
    CHECK(complaints_about_csv("# only\n") ==
          "the table is empty (a first line with the names of the columns was expected)");
    CHECK(complaints_about_csv("a,b,a\n") == "1:5 a second column `a` (the first is at x.csv:1:1)");
    CHECK(complaints_about_csv("a,,b\n") == "1:3 column 2 has no name");
    CHECK(complaints_about_csv("a,b\n1,2\n3\n4,5,6\n") ==
          "3:1 this row has 1 cells, the first line 2 (a cell with a comma is put in quotes)\n"
          "4:1 this row has 3 cells, the first line 2 (a cell with a comma is put in quotes)");
    CHECK(complaints_about_csv("a,b\n1,\"2\n3,4\n") == "2:3 this quote is never closed");
    CHECK(complaints_about_csv("a,b\n1,2\"\n") ==
          "2:4 a quote inside a cell (put the whole cell in quotes, and a quote inside twice)");
    CHECK(complaints_about_csv("a,b\n\"1\" x,2\n") ==
          "2:5 text after a cell in quotes (put the whole cell in quotes, and a quote inside twice)");
    CHECK(complaints_about_csv("a;b\n1;2\n") == "1:1 the columns are separated by `;` (commas were expected)");
    CHECK(complaints_about_csv("a\n\xE9\n") ==
          "2:1 byte 0xE9 is not UTF-8 text (a text file saved as UTF-8 was expected)");
}
