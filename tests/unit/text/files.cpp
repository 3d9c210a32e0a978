#include "text/files.hpp"

#include <unistd.h>

#include <fstream>

#include "catch.hpp"
#include "unit/text/complaints.hpp"

using namespace doorstroom;
using namespace doorstroom::text;
namespace fs = std::filesystem;

namespace {

// A folder of its own for one test.
class Folder {
public:
    explicit Folder(const std::string& name) : path_(fs::temp_directory_path() / ("doorstroom-" + name + "-" + std::to_string(::getpid()))) {
        fs::remove_all(path_);
        fs::create_directories(path_);
    }
    ~Folder() { fs::remove_all(path_); }
    fs::path write(const std::string& name, const std::string& text) const {
        std::ofstream(path_ / name, std::ios::binary) << text;
        return path_ / name;
    }
    const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

std::string complaint(const fs::path& path) {
    Diagnostics diagnostics;
    CHECK_FALSE(read_file(path, "it", {}, diagnostics));
    return in_lines(diagnostics);
}

}  // namespace

TEST_CASE("A file is read whole, byte for byte") {
    const Folder folder("whole");
    const std::string text("a\r\n\0\xFF", 5);
    Diagnostics diagnostics;
    CHECK(read_file(folder.write("a.yaml", text), "a.yaml", {}, diagnostics) == text);
    CHECK(read_file(folder.write("empty.yaml", ""), "empty.yaml", {}, diagnostics) == "");
    CHECK_FALSE(diagnostics.has_errors());
}

TEST_CASE("A missing file is named with the nearest in its folder") {
    const Folder folder("missing");
    const fs::path near = folder.write("baseline.yaml", "a: 1\n");
    CHECK(complaint(folder.path() / "baselin.yaml") ==
          "there is no file `it` (a similar file exists: `" + near.string() + "`)");
    CHECK(complaint(folder.path() / "other.csv") == "there is no file `it`");
    CHECK(complaint(folder.path() / "no" / "x.csv") ==
          "there is no file `it` (there is no folder `" + (folder.path() / "no").string() + "`)");
}

TEST_CASE("A folder, a device and a file past the limit are refused") {
    const Folder folder("refused");
    CHECK(complaint(folder.path()) == "`it` is a folder (a file was expected)");
    CHECK(complaint("/dev/zero") == "`it` is not a plain file");
    const fs::path large = folder.write("large.csv", "");
    fs::resize_file(large, largest_file + 1);
    CHECK(complaint(large) == "`it` is larger than 64 MiB");
}

TEST_CASE("The fault is shown where the file was named") {
    Diagnostics diagnostics;
    const auto file = diagnostics.add_file("a.yaml", "extends: b.yaml\n");
    read_file("/nowhere/b.yaml", "b.yaml", {{file, 1, 10}, 6}, diagnostics);
    CHECK(diagnostics.render() ==
          "error: there is no file `b.yaml`\n --> a.yaml:1:10\n  |\n1 | extends: b.yaml\n  |          ^^^^^^\n"
          "  = help: there is no folder `/nowhere`\n");
}
