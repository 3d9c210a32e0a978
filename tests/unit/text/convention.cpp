#include "text/convention.hpp"

#include <fmt/format.h>

#include "catch.hpp"

using namespace doorstroom::text;

namespace {

// What became of a cell: the text of the language, or the fault.
std::string told(const Converted& found) {
    return found.fault.empty() ? found.scalar : fmt::format("{} ({})", found.fault, found.help);
}

std::string number(Convention convention, std::string_view cell) { return told(number_of_cell(convention, cell)); }
std::string date(Convention convention, std::string_view cell) { return told(date_of_cell(convention, cell)); }

const std::string of_commas = ": a table separated by `;` has decimal commas and dates such as `31-12-2026`)";
const std::string of_points = ": a table separated by `,` has decimal points and dates such as `2026-12-31`)";

}  // namespace

TEST_CASE("With semicolons a comma stands before the decimals") {
    constexpr auto commas = Convention::commas;
    CHECK(number(commas, "1200") == "1200");
    CHECK(number(commas, "0,25") == "0.25");
    CHECK(number(commas, "-3,5") == "-3.5");
    CHECK(number(commas, "2,5E-07") == "2.5e-07");
    CHECK(number(commas, "1,200") == "1.200");
    CHECK(number(commas, "1,5 weeks") == "1.5 weeks");
}

TEST_CASE("With commas a point stands before the decimals") {
    constexpr auto points = Convention::points;
    CHECK(number(points, "0.25") == "0.25");
    CHECK(number(points, "2.5E-07") == "2.5e-07");
    CHECK(number(points, "6 weeks") == "6 weeks");
}

TEST_CASE("A number of the other convention is refused, and says how it is written in this") {
    CHECK(number(Convention::commas, "0.25") ==
          "`0.25` has a point, but this table has decimal commas (write `0,25`" + of_commas);
    CHECK(number(Convention::commas, "1.5 weeks") ==
          "`1.5 weeks` has a point, but this table has decimal commas (write `1,5`" + of_commas);
    CHECK(number(Convention::points, "0,25") ==
          "`0,25` has a comma, but this table has decimal points (write `0.25`" + of_points);
}

TEST_CASE("What may be a thousand or a fraction is refused, and asks which") {
    CHECK(number(Convention::commas, "1.200") ==
          "`1.200` has a point, but this table has decimal commas (write `1200` or `1,2`" + of_commas);
    CHECK(number(Convention::commas, "-12.345").find("write `-12345` or `-12,345`") != std::string::npos);
    CHECK(number(Convention::commas, "1.000").find("write `1000` or `1`") != std::string::npos);
    CHECK(number(Convention::commas, "1.200.000").find("(write `1200000`:") != std::string::npos);
    CHECK(number(Convention::commas, "1.200,50").find("(write `1200,50`:") != std::string::npos);
    CHECK(number(Convention::points, "1,200").find("write `1200` or `1.2`") != std::string::npos);
    CHECK(number(Convention::commas, "0.500").find("(write `0,500`:") != std::string::npos);
}

TEST_CASE("What is no number stays as it is for who expects one, or is told how numbers are written") {
    CHECK(number(Convention::commas, "").empty());
    for (const char* cell : {"abc", "50%", "1.2.3", "€ 12,50", "-", ",5", "1,", "1,2,3", "00,5"}) {
        INFO(cell);
        CHECK(number(Convention::points, cell) == cell);
        CHECK(number(Convention::commas, cell) ==
              fmt::format("expected a number, found `{}` (a number is written as `1000` or `0,3`{}", cell, of_commas));
    }
}

TEST_CASE("Dates are those of the convention") {
    CHECK(date(Convention::commas, "31-12-2026") == "2026-12-31");
    CHECK(date(Convention::commas, "1-2-2026") == "2026-02-01");
    CHECK(date(Convention::points, "2026-12-31") == "2026-12-31");
    CHECK(date(Convention::commas, "2026-12-31") ==
          "`2026-12-31` is no date of a table separated by `;` (write `31-12-2026`" + of_commas);
    CHECK(date(Convention::points, "1-2-2026") ==
          "`1-2-2026` is no date of a table separated by `,` (write `2026-02-01`" + of_points);
    CHECK(date(Convention::points, "soon") == "soon");
    for (const char* cell : {"", "31-12-26", "31/12/2026", "december", "31-12-2026 00:00", "1--2026", "-1-2026"}) {
        INFO(cell);
        CHECK(date(Convention::commas, cell).find("expected a date, found") == 0);
    }
}
