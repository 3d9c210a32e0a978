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
    CHECK(complaints_about_csv("a\tb\n1\t2\n") ==
          "1:1 the columns are separated by tabs (commas or semicolons were expected)");
}

TEST_CASE("A table as Dutch Excel saves it is read like any other") {
    const Table table = read(
        "\xEF\xBB\xBF\"# assumption: ruw; zie nota\";;;\r\n# unit: weeks;;;\r\nnaam;\"aandeel, bij benadering\";;\r\n"
        "\"Berg en Dal; Groesbeek\";0,25;;\r\n;;;\r\nBeuningen, Ewijk;1,5;;\r\nDruten;;;\r\n;;;\r\n;;;\r\n");
    CHECK(table.convention == Convention::commas);
    REQUIRE(table.columns.size() == 2);
    CHECK(table.columns[1].text == "aandeel, bij benadering");
    REQUIRE(table.rows.size() == 3);
    CHECK(table.rows[0][0].text == "Berg en Dal; Groesbeek");
    CHECK(table.rows[0][1].mark == Mark{0, 4, 26});
    CHECK(table.rows[1][0].text == "Beuningen, Ewijk");
    CHECK(table.rows[2][1].text.empty());
    CHECK(table.comments == std::vector<std::string>{" assumption: ruw; zie nota", " unit: weeks"});
}

TEST_CASE("Lines and columns of nothing but commas are left out as well") {
    const Table table = read("a,b,,\n1,2,,\n,,,\n3,,,\n");
    CHECK(table.convention == Convention::points);
    CHECK(table.columns.size() == 2);
    CHECK(table.rows.size() == 2);
}

TEST_CASE("A table of one column has the convention of its numbers") {
    CHECK(read("n\n1\n0.5\n").convention == Convention::points);
    const Table commas = read("n\n1\n0,5\n");
    CHECK(commas.convention == Convention::commas);
    CHECK(commas.rows[1][0].text == "0,5");
    CHECK(read("n\n\"a, b\"\n").rows[0][0].text == "a, b");
    CHECK(complaints_about_csv("n\na,b\n") ==
          "2:1 this row has 2 cells, the first line 1 (a cell with a comma is put in quotes)");
    CHECK(complaints_about_csv("n\n1;2;\n") ==
          "2:1 this row has 3 cells, the first line 1 (a cell with a comma is put in quotes)");
}

TEST_CASE("One file has one separator") {
    CHECK(complaints_about_csv("a;b\n1,2\n") ==
          "2:1 this row has 1 cells, the first line 2 (the first line is separated by `;`, this row by `,`: one file "
          "has one convention)");
    CHECK(complaints_about_csv("a,b\n1;2\n") ==
          "2:1 this row has 1 cells, the first line 2 (the first line is separated by `,`, this row by `;`: one file "
          "has one convention)");
    CHECK(complaints_about_csv("a;b\n1;2;3\n") ==
          "2:1 this row has 3 cells, the first line 2 (a cell with a semicolon is put in quotes)");
    CHECK(complaints_about_csv("a;b;\n1;2;3\n") ==
          "2:1 this row has 3 cells, the first line 2 (a cell with a semicolon is put in quotes)");
    CHECK(complaints_about_csv("a;;b\n1;2;3\n") == "1:3 column 2 has no name");
}

TEST_CASE("A table that is not saved as UTF-8 is told how to save it") {
    CHECK(complaints_about_csv("land;n\nBelgi\xEB;1\n") ==
          "2:6 byte 0xEB is not UTF-8 text (in Windows-1252 it is `ë`) (save the table as UTF-8: in Excel `Save As`, "
          "`CSV UTF-8`; in Dutch `Opslaan als`, `CSV UTF-8 (door komma's gescheiden)`)");
    CHECK(complaints_about_csv("land;n\n\x80uro;1\n").find("2:1 byte 0x80 is not UTF-8 text (save") == 0);
    CHECK(complaints_about_csv("\xFF\xFEl\0a\0").find("the file is UTF-16") == 0);
}
