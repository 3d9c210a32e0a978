// The builds that are compared are what they are called: a preset whose flags are overwritten would compare a build with itself.
#include <filesystem>
#include <string>

#include "catch.hpp"

TEST_CASE("A build without optimisation is one, and a release is not") {
    const std::string preset = std::filesystem::path(DOORSTROOM_BINARY_DIR).filename().string();
#ifdef __OPTIMIZE__
    constexpr bool optimised = true;
#else
    constexpr bool optimised = false;
#endif
    INFO("built as " << preset);
    CHECK_FALSE((optimised && (preset == "o0" || preset == "clang-o0")));
    CHECK_FALSE((!optimised && (preset == "release" || preset == "clang")));
}
