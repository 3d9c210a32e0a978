#include "catch.hpp"

#include <optional>

#include "output/fault.hpp"
#include "output/manifest.hpp"
#include "output/result_folder.hpp"
#include "unit/output/scratch.hpp"

using namespace doorstroom;

namespace {

namespace files = std::filesystem;

Scenario scenario_of(const std::string& digest) {
    using namespace std::chrono;
    Scenario scenario;
    scenario.plan.scenario = "small";
    scenario.plan.calendar = Calendar(sys_days{2025y / 1 / 1}, sys_days{2025y / 3 / 1}, 1, 1);
    scenario.plan.measures.resize(1);
    scenario.plan.measures[0].name = "inside";
    scenario.plan.measures[0].unit = "persons";
    scenario.plan.measures[0].title = {"Binnen", "Inside"};
    scenario.resolved_json = R"({"scenario":"small","run":{"tick":"1 day"}})";
    scenario.digest = digest;
    scenario.inputs = {{"small.yaml", "00ff"}};
    return scenario;
}

ResultIdentity identity(const std::string& digest) { return identity_of(scenario_of(digest), 7, Uncertainty::drawn); }

void fill(const ResultFolder& folder, const std::string& digest) {
    for (const std::string& name : ResultFolder::file_names()) write_text(folder.unfinished(name), "new " + name);
    const Scenario scenario = scenario_of(digest);
    write_manifest(folder.unfinished("manifest.json"), scenario, make_series_table(scenario.plan),
                   {7, 2, Uncertainty::drawn, {1, 0xabc}, 12, 2, 0.25, {{"run.seed", "7"}}});
}

void make_result(const files::path& path, const std::string& digest) {
    ResultFolder folder(path, identity(digest), Overwrite::same_result);
    fill(folder, digest);
    folder.publish();
}

}  // namespace

TEST_CASE("A published folder holds its files and nothing else") {
    const Scratch scratch;
    make_result(scratch / "a/b/result/", "d1");
    std::size_t count = 0;
    for (const auto& entry : files::directory_iterator(scratch / "a/b/result")) count += entry.is_regular_file();
    CHECK(count == ResultFolder::file_names().size());
    CHECK_FALSE(files::exists(scratch / "a/b/result/.unfinished"));
}

TEST_CASE("A run that is given up leaves nothing, not even the folders made for it") {
    const Scratch scratch;
    {
        ResultFolder folder(scratch / "a/result", identity("d1"), Overwrite::same_result);
        fill(folder, "d1");
    }
    CHECK_FALSE(files::exists(scratch / "a"));
}

TEST_CASE("A run that is given up leaves an earlier result as it was") {
    const Scratch scratch;
    make_result(scratch / "result", "d1");
    write_text(scratch / "result/forecast.csv", "old");
    {
        ResultFolder folder(scratch / "result", identity("d1"), Overwrite::same_result);
        fill(folder, "d1");
    }
    CHECK(text_of(scratch / "result/forecast.csv") == "old");
    CHECK(files::exists(scratch / "result/manifest.json"));
}

TEST_CASE("A result of the same scenario, seed and version is rewritten, files that others added stay") {
    const Scratch scratch;
    make_result(scratch / "result", "d1");
    write_text(scratch / "result/figure.png", "a picture");
    write_text(scratch / "result/forecast.csv", "old");
    make_result(scratch / "result", "d1");
    CHECK(text_of(scratch / "result/forecast.csv") == "new forecast.csv");
    CHECK(files::exists(scratch / "result/figure.png"));
}

TEST_CASE("Any other folder that is not empty is refused, unless anything may be overwritten") {
    const Scratch scratch;
    make_result(scratch / "other", "d2");
    files::create_directory(scratch / "mine");
    write_text(scratch / "mine/thesis.doc", "years of work");
    write_text(scratch / "file", "");
    CHECK_THROWS_AS(ResultFolder(scratch / "other", identity("d1"), Overwrite::same_result), FolderRefused);
    CHECK_THROWS_AS(ResultFolder(scratch / "mine", identity("d1"), Overwrite::same_result), FolderRefused);
    CHECK_THROWS_AS(ResultFolder(scratch / "file", identity("d1"), Overwrite::anything), FolderRefused);
    {
        ResultFolder folder(scratch / "mine", identity("d1"), Overwrite::anything);
        fill(folder, "d1");
        folder.publish();
    }
    CHECK(text_of(scratch / "mine/thesis.doc") == "years of work");
    CHECK(files::exists(scratch / "mine/manifest.json"));
}

TEST_CASE("What a killed run left is cleared away by the next") {
    const Scratch scratch;
    files::create_directories(scratch / "result/.unfinished");
    write_text(scratch / "result/.unfinished/ensemble.nc", "torn");
    write_text(scratch / "result/forecast.csv", "published, but its manifest was not");
    make_result(scratch / "result", "d1");
    CHECK_FALSE(files::exists(scratch / "result/.unfinished"));
    CHECK(text_of(scratch / "result/forecast.csv") == "new forecast.csv");
}

TEST_CASE("Two runs cannot write to the same folder at the same time") {
    const Scratch scratch;
    ResultFolder first(scratch / "result", identity("d1"), Overwrite::same_result);
    fill(first, "d1");
    CHECK_THROWS_AS(ResultFolder(scratch / "result", identity("d1"), Overwrite::same_result), FolderRefused);
    first.publish();
    CHECK(files::exists(scratch / "result/manifest.json"));
}

TEST_CASE("A folder that may not be written to is an output fault") {
    CHECK_THROWS_AS(ResultFolder("/proc/nowhere/result", identity("d1"), Overwrite::same_result), OutputFault);
}

TEST_CASE("A manifest says what made the result, and can be told apart from another") {
    const Scratch scratch;
    make_result(scratch / "result", "d1");
    const std::string text = text_of(scratch / "result/manifest.json");
    CHECK(text.find("\"000000000000abc\"") == std::string::npos);
    CHECK(text.find("\"0000000000000abc\"") != std::string::npos);
    CHECK(text.find("\"run.seed=7\"") != std::string::npos);
    CHECK(text.find("\"tick\": \"1 day\"") != std::string::npos);
    CHECK(read_identity(scratch / "result/manifest.json") == identity("d1"));
    CHECK(read_identity(scratch / "result/manifest.json") != identity("d2"));
    CHECK_FALSE(read_identity(scratch / "nowhere"));
    write_text(scratch / "wrong.json", R"({"digest": 3})");
    CHECK_FALSE(read_identity(scratch / "wrong.json"));
}
