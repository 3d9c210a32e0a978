// Every key of the scenarios that come with the program, misspelled: the complaint stands at the wrong word and names
// the right one.
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "catch.hpp"
#include "doorstroom/scenario.hpp"
#include "language/fields.hpp"
#include "text/document.hpp"

using namespace doorstroom;
using namespace doorstroom::language;

namespace {

namespace fs = std::filesystem;

std::string contents(const fs::path& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

bool is_key(const std::string& word) {
    return is_basis_key(word) || word == "by" || word == "else" ||
           std::any_of(all_kinds().begin(), all_kinds().end(), [&](const Kind& kind) { return kind.find(word); });
}

// Two letters change places; of a short word the last letter stands twice, of `of` the first (`off` is refused as it is).
std::string misspelled(std::string word) {
    for (std::size_t i = word.size() / 2; word.size() > 3 && i + 1 < word.size(); ++i)
        if (word[i] != word[i + 1]) {
            std::swap(word[i], word[i + 1]);
            return word;
        }
    return word == "of" ? "oof" : word + word.back();
}

// Keys below these are names that the file gives, not words of the language.
const std::set<std::string> names_stand_below{"attributes", "sources",   "resources", "pathways", "stock", "values",
                                              "measures",   "uncertain", "stages",    "sites",    "race",  "references",
                                              "mix",        "set",       "bring",     "start",    "give_back", "next",
                                              "correlated"};

void collect(const text::Node& node, bool are_names, std::vector<const text::Entry*>& keys) {
    for (const text::Node& item : node.items) collect(item, false, keys);
    for (const text::Entry& entry : node.entries) {
        if (!are_names && is_key(entry.key)) keys.push_back(&entry);
        collect(entry.value, !are_names && names_stand_below.count(entry.key) > 0, keys);
    }
}

// The text with the word at this mark replaced.
std::string with(const std::string& text, Mark mark, const std::string& word, const std::string& instead) {
    std::istringstream lines{text};
    std::string result;
    std::uint32_t number = 0;
    for (std::string line; std::getline(lines, line);) {
        if (++number == mark.line) {
            std::size_t byte = 0;
            for (std::uint32_t column = 1; column < mark.column; ++byte)
                if ((line[byte + 1] & 0xC0) != 0x80) ++column;
            REQUIRE(line.substr(byte, word.size()) == word);
            line.replace(byte, word.size(), instead);
        }
        result += line + "\n";
    }
    return result;
}

// Whether some complaint stands at the wrong word of that file, and names both words.
bool is_told(const Diagnostics& diagnostics, const fs::path& file, Mark mark, const std::string& wrong,
             const std::string& right) {
    return std::any_of(diagnostics.all().begin(), diagnostics.all().end(), [&](const Diagnostic& fault) {
        return fault.mark.line == mark.line && fault.mark.column == mark.column &&
               fs::equivalent(diagnostics.files()[fault.mark.file].name, file) &&
               fault.message.find("`" + wrong + "`") != std::string::npos &&
               fault.help.find("`" + right + "`") != std::string::npos;
    });
}

using Tried = std::map<std::string, int>;

// Misspells every key of the file, one at a time, and reads the scenario each time. Alike keys are tried twice.
void misspell_all(const fs::path& scenario, const fs::path& file, Tried& tried) {
    const std::string whole = contents(file);
    Diagnostics reading;
    const text::Node root = text::read_yaml(reading.add_file("x", whole), reading).root;
    std::vector<const text::Entry*> keys;
    collect(root, false, keys);
    for (const text::Entry* key : keys) {
        if (++tried[key->key] > 2) continue;
        const std::string wrong = misspelled(key->key);
        std::ofstream(file, std::ios::binary) << with(whole, key->key_mark, key->key, wrong);
        Diagnostics diagnostics;
        read_scenario(scenario, {}, diagnostics);
        INFO(file.string() << ":" << key->key_mark.line << ":" << key->key_mark.column << " " << wrong << "\n"
                           << diagnostics.render());
        CHECK(is_told(diagnostics, file, key->key_mark, wrong, key->key));
    }
    std::ofstream(file, std::ios::binary) << whole;
}

// A copy of the project's scenarios that may be spoiled.
class Copy {
public:
    Copy() : folder_(fs::temp_directory_path() / ("doorstroom-misspelled-" + std::to_string(::getpid())) / "scenarios") {
        fs::remove_all(folder_.parent_path());
        fs::create_directories(folder_.parent_path());
        fs::copy(fs::path(DOORSTROOM_SOURCE_DIR) / "scenarios", folder_, fs::copy_options::recursive);
    }
    ~Copy() { fs::remove_all(folder_.parent_path()); }
    const fs::path& folder() const { return folder_; }

private:
    fs::path folder_;
};

}  // namespace

TEST_CASE("Every misspelled key of the first scenario is told, with the right word") {
    const Copy copy;
    Tried tried;
    misspell_all(copy.folder() / "tiny.yaml", copy.folder() / "tiny.yaml", tried);
}

// The files of the country are read without the region, which replaces some of their values whole; a scenario of its own is
// read by itself. The chain takes a seventh of a second to read: what was tried in one of its files is not tried in all.
TEST_CASE("Every misspelled key of the country and of the region is told, with the right word") {
    const Copy copy;
    for (const char* scenario : {"netherlands/chain.yaml", "nijmegen/baseline.yaml"}) {
        Tried tried;
        std::vector<fs::path> files;
        for (const auto& entry : fs::directory_iterator((copy.folder() / scenario).parent_path()))
            if (entry.path().extension() == ".yaml") files.push_back(entry.path());
        std::sort(files.begin(), files.end());
        for (const fs::path& file : files)
            misspell_all(contents(file).find("\nscenario:") == std::string::npos ? copy.folder() / scenario : file, file, tried);
    }
}
