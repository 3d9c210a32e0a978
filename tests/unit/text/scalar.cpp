#include "text/scalar.hpp"

#include "catch.hpp"

using namespace doorstroom::text;
using namespace std::chrono;

TEST_CASE("A number is digits, at most one point, and an exponent") {
    CHECK(parse_number("0") == 0.0);
    CHECK(parse_number("-0.25") == -0.25);
    CHECK(parse_number("20200") == 20200.0);
    CHECK(parse_number("1.5e-3") == 0.0015);
    CHECK(parse_number("2e6") == 2e6);
    CHECK(parse_number("1e+2") == 100.0);
}

TEST_CASE("What other readers take for a number is none here") {
    for (const char* text :
         {"",    "-",   "+1",   "0450", "00",    "1_000", "1,000", "50%", ".5",    "5.",  ".inf",  "-.inf",
          "nan", "inf", "0x10", "1e",   "1e5.0", "1E5",   " 1",    "1 ",  "1e999", "--1", "1.2.3", "0o7"}) {
        INFO(text);
        CHECK_FALSE(parse_number(text));
    }
}

TEST_CASE("A date is an ISO date that exists") {
    CHECK(parse_date("2026-06-12") == sys_days{year{2026} / 6 / 12});
    CHECK(parse_date("2024-02-29") == sys_days{year{2024} / 2 / 29});
    for (const char* text : {"2025-02-29", "2026-02-30", "2026-13-01", "2026-00-10", "2026-1-1", "26-01-01", "20260101",
                             "2026-01-01T00:00", "2026/01/01", "01-01-2026", ""}) {
        INFO(text);
        CHECK_FALSE(parse_date(text));
    }
}

TEST_CASE("What looks like a date is told from other text, whether or not the day exists") {
    for (const char* text : {"2026-02-30", "2026-13-01", "2026-1-1", "0000-99-99"}) CHECK(looks_like_date(text));
    for (const char* text : {"2026", "2026-02", "2026-02-", "2026-02-300", "2026-02-3x", "x026-02-03", "20266-02-03"})
        CHECK_FALSE(looks_like_date(text));
}

TEST_CASE("A duration is a number and a unit, in days") {
    CHECK(parse_duration_days("6 weeks") == 42.0);
    CHECK(parse_duration_days("1 day") == 1.0);
    CHECK(parse_duration_days("0.5 months") == 0.5 * 30.4375);
    CHECK(parse_duration_days("2 years") == 730.5);
    CHECK(parse_duration_days("36 hours") == 1.5);
    CHECK(parse_duration_days("-3 days") == -3.0);
    CHECK(parse_duration_days("1440 minutes") == Approx(1.0));
    for (const char* text : {"6", "weeks", "6weeks", "6 wk", "6 Weeks", "06 weeks", "6 weeks ", " 6 weeks", "6 "})
        CHECK_FALSE(parse_duration_days(text));
}

TEST_CASE("A name is lower case and begins with a letter") {
    for (const char* text : {"a", "coa", "ter_apel", "b1", "ind-2025"}) CHECK(is_name(text));
    for (const char* text : {"", "1a", "_a", "-a", "Coa", "ter apel", "é", "a.b"}) CHECK_FALSE(is_name(text));
}

TEST_CASE("Words that some readers take for true, false or nothing are known in any case") {
    for (const char* text : {"yes", "No", "ON", "off", "y", "N", "true", "False", "null"}) CHECK(is_boolean_word(text));
    for (const char* text : {"", "none", "nobody", "yess", "~", "o"}) CHECK_FALSE(is_boolean_word(text));
}

TEST_CASE("The nearest name counts two letters that changed places as one fault") {
    const std::vector<std::string> keys = {"capacity", "closes", "opens", "tier", "coa"};
    CHECK(nearest("capactiy", keys) == "capacity");
    CHECK(nearest("close", keys) == "closes");
    CHECK(nearest("teir", keys) == "tier");
    CHECK(nearest("Coa", keys) == "coa");
    CHECK_FALSE(nearest("reception", keys));
    CHECK_FALSE(nearest("x", keys));
    CHECK_FALSE(nearest("x", {}));
}

TEST_CASE("Of names equally near the first is chosen") { CHECK(nearest("ab", {"ax", "ay"}) == "ax"); }

TEST_CASE("A number is written in the fewest digits that read back as the same") {
    CHECK(format_number(0.1) == "0.1");
    CHECK(format_number(1000000) == "1000000");
    CHECK(format_number(-2.5) == "-2.5");
    CHECK(format_number(0) == "0");
    CHECK(format_number(1e300) == "1e+300");
    for (const double value : {1.0 / 3, 1e-7, 123456789.125, 5e-324, 1.7976931348623157e308, 0.1 + 0.2})
        CHECK(parse_number(format_number(value)) == value);
}
