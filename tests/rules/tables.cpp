// Tables beside the scenario: those of Dutch Excel say the same as those of programs.
#include <unistd.h>

#include <cstring>
#include <fstream>

#include "catch.hpp"
#include "support/scene.hpp"

using namespace doorstroom;
using namespace doorstroom::tests;

namespace {

using Files = std::vector<std::pair<std::string, std::string>>;

// A scenario with files beside it, in a folder that lives as long as it is read.
class Folder {
public:
    explicit Folder(const Files& files)
        : path_(std::filesystem::canonical(std::filesystem::temp_directory_path()) / ("doorstroom-tables-" + std::to_string(::getpid()))) {
        std::filesystem::create_directories(path_);
        for (const auto& [name, text] : files) std::ofstream(path_ / name, std::ios::binary) << text;
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    Scene scene() const { return Scene(path_ / "scene.yaml"); }

private:
    std::filesystem::path path_;
};

const std::string scenario =
    "schema: 1\n"
    "scenario: tables\n"
    "title: {nl: Tabellen, en: Tables}\n"
    "run: {start: 2026-01-01, end: 2028-01-01, report: month}\n"
    "attributes: {origin: [syria, other]}\n"
    "sources: {asylum: {pathway: asylum, arrivals: {persons: {table: arrivals.csv, value: persons}, per: year},\n"
    "                   mix: {origin: {table: mix.csv, value: share, by: [origin]}}}}\n"
    "resources: {coa: {kind: places, sites: {table: sites.csv}}}\n"
    "pathways: {asylum: {moves: household, stages: {\n"
    "  inside: {lodge: coa, stay: {empirical: stays.csv}, next: {home: {table: mix.csv, value: granted, by: [origin]}, gone: rest}},\n"
    "  home: {final: true}, gone: {final: true}}}}\n"
    "measures:\n"
    "  inside: {title: {nl: Binnen, en: Inside}, persons: {lodged: coa}, by: [site.town]}\n"
    "  home: {title: {nl: Thuis, en: Home}, flow: {into: asylum.home}, by: [origin]}\n";

const Files by_program = {
    {"scene.yaml", scenario},
    {"arrivals.csv", "# reference: ind\nfrom,persons\n2025-01-01,300\n2026-07-01,1200.5\n2027-02-01,0\n"},
    {"mix.csv", "origin,share,granted\nsyria,0.45,0.9\nother,0.55,0.25\n"},
    {"sites.csv", "site,town,capacity,opens,usable\nVelperweg,\"Berg en Dal, Groesbeek\",120.5,,0.95\nTeersdijk,Nijmegen,60,2026-12-31,1\n"},
    {"stays.csv", "# unit: days\nstay\n12.5\n30\n90.25\n"},
};

// The same, as it stands after Excel has saved it.
const Files by_excel = {
    {"scene.yaml", scenario},
    {"arrivals.csv", "\xEF\xBB\xBF# reference: ind;\r\nfrom;persons\r\n1-1-2025;300\r\n01-07-2026;1200,5\r\n1-2-2027;0\r\n;\r\n"},
    {"mix.csv", "\xEF\xBB\xBForigin;share;granted;;\r\nsyria;0,45;9E-01;;\r\nother;0,55;0,25;;\r\n;;;;\r\n"},
    {"sites.csv", "\xEF\xBB\xBFsite;town;capacity;opens;usable\r\nVelperweg;Berg en Dal, Groesbeek;120,5;;0,95\r\nTeersdijk;Nijmegen;60;31-12-2026;1\r\n"},
    {"stays.csv", "\xEF\xBB\xBF# unit: days\r\nstay\r\n12,5\r\n30\r\n90,25\r\n"},
};

}  // namespace

TEST_CASE("A table of semicolons gives bit for bit what its twin of commas gives") {
    const Observed one = Folder(by_program).scene().run();
    const Observed other = Folder(by_excel).scene().run();
    CHECK(one.total("home") > 100);
    CHECK(one.total("inside", "site.town=Nijmegen") > 0);
    CHECK(one.fingerprint() == other.fingerprint());
    REQUIRE(one.all().values.size() == other.all().values.size());
    CHECK(std::memcmp(one.all().values.data(), other.all().values.data(), one.all().values.size() * sizeof(double)) == 0);
}

TEST_CASE("Dates of a table in the form of Excel hold from their day on") {
    const Folder folder({
        {"scene.yaml",
         "schema: 1\nscenario: dates\ntitle: {nl: Data, en: Dates}\n"
         "run: {start: 2026-01-01, end: 2026-04-01, report: day}\n"
         "sources: {asylum: {pathway: asylum, arrivals: {households: {table: arrivals.csv, value: n}, per: day, spread: none}}}\n"
         "resources: {coa: {kind: places, sites: {table: sites.csv}}}\n"
         "pathways: {asylum: {moves: household, stages: {inside: {lodge: coa, stay: {fixed: 1 days}, next: gone}, gone: {final: true}}}}\n"
         "measures:\n"
         "  came: {title: {nl: Gekomen, en: Came}, flow: {into: asylum.inside}}\n"
         "  places: {title: {nl: Plaatsen, en: Places}, capacity: coa}\n"},
        {"arrivals.csv", "from;n\r\n28-02-2026;7\r\n15-12-2025;2\r\n5-2-2026;0,5\r\n"},
        {"sites.csv", "site;opens;closes;capacity\r\nfirst;;1-3-2026;1000\r\nsecond;05-02-2026;;200\r\n"},
    });
    const Observed seen = folder.scene().run();
    const std::vector<double> came = seen.rows("came");
    for (std::size_t day = 0; day < 35; ++day) CHECK(came[day] == 2);  // 1 January to 4 February
    for (std::size_t day = 35; day < 57; ++day) CHECK(came[day] + came[day + 1] == 1);
    for (std::size_t day = 58; day < came.size() - 1; ++day) CHECK(came[day] == 7);  // from 28 February
    const auto places = [&](std::size_t day) { return seen.rows("places")[day + 1]; };  // dated by the moment after
    CHECK(places(34) == 1000);
    CHECK(places(35) == 1200);
    CHECK(places(58) == 1200);
    CHECK(places(59) == 200);
}
