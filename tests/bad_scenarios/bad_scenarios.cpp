// One fault a file, one exact complaint: each NAME.yaml here is refused with what stands in NAME.expected.
// `bad_scenarios "[.rewrite]"` writes those anew, to be looked at before they are committed.
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "catch.hpp"
#include "doorstroom/scenario.hpp"

using namespace doorstroom;

namespace {

std::vector<std::filesystem::path> scenarios() {
    std::filesystem::current_path(DOORSTROOM_SOURCE_DIR);  // so that complaints name files as a user there would
    std::vector<std::filesystem::path> found;
    for (const auto& entry : std::filesystem::directory_iterator("tests/bad_scenarios"))
        if (entry.path().extension() == ".yaml") found.push_back(entry.path());
    std::sort(found.begin(), found.end());
    return found;
}

std::string complaint(const std::filesystem::path& scenario) {
    Diagnostics diagnostics;
    read_scenario(scenario, {}, diagnostics);
    CHECK(diagnostics.has_errors());
    return diagnostics.render();
}

std::string contents(const std::filesystem::path& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

std::filesystem::path expected(std::filesystem::path scenario) { return scenario.replace_extension(".expected"); }

}  // namespace

TEST_CASE("Every bad scenario is refused with its exact complaint") {
    REQUIRE(scenarios().size() > 50);
    for (const auto& scenario : scenarios()) {
        INFO(scenario.string());
        CHECK(complaint(scenario) == contents(expected(scenario)));
    }
}

TEST_CASE("Write what is complained of anew", "[.rewrite]") {
    for (const auto& scenario : scenarios()) std::ofstream(expected(scenario), std::ios::binary) << complaint(scenario);
}
