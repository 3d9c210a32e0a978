#include "language/layers.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "doorstroom/sha256.hpp"
#include "language/digest.hpp"
#include "language/merge.hpp"
#include "language/policy_files.hpp"
#include "language/variants.hpp"
#include "text/plain.hpp"

namespace doorstroom::language {

namespace {

using text::Node;

// Lays files over one another, those that are extended first.
class Composer {
public:
    Composer(Composition& composition, Diagnostics& diagnostics) : made_(composition), diagnostics_(diagnostics) {}

    void lay(const ProjectFile& file) {
        above_.push_back(file);
        text::Document document = text::read_yaml(file.file, diagnostics_);
        made_.is_whole = made_.is_whole && document.is_whole;
        if (const text::Entry* extends = document.root.find("extends")) {
            for (const Node& name : names_in(extends->value)) lay_named(name);
            document.root.entries.erase(document.root.entries.begin() + (extends - document.root.entries.data()));
        }
        lay_over(made_.root, std::move(document.root), diagnostics_);
        above_.pop_back();
        laid_.push_back(file.path);
    }

private:
    static std::vector<Node> names_in(const Node& extends) {
        return extends.is_sequence() ? extends.items : std::vector<Node>{extends};
    }

    void lay_named(const Node& name) {
        const std::optional<ProjectFile> file = made_.files.open(name, diagnostics_);
        if (!file) {
            made_.is_whole = false;
            return;
        }
        const auto is_it = [&](const ProjectFile& other) { return other.path == file->path; };
        const auto circle = std::find_if(above_.begin(), above_.end(), is_it);
        if (circle != above_.end()) {
            std::string way;
            for (auto step = circle; step != above_.end(); ++step) way += step->input.name + " extends ";
            diagnostics_.error(name.mark, text::caret_length(name.scalar), "files extend one another in a circle",
                               way + file->input.name);
            made_.is_whole = false;
            return;
        }
        // A file that two others extend lies beneath both.
        if (std::find(laid_.begin(), laid_.end(), file->path) == laid_.end()) lay(*file);
    }

    Composition& made_;
    Diagnostics& diagnostics_;
    std::vector<ProjectFile> above_;  // those that are being laid: each extends the next
    std::vector<std::filesystem::path> laid_;
};

void lay_option(Node& root, const std::string& path, const std::string& value, Diagnostics& diagnostics) {
    const std::uint32_t file = diagnostics.add_file("--set " + path, value);
    const Mark mark{file, 0, 0};
    if (value.find_first_not_of(" \t\r\n") == std::string::npos)
        return diagnostics.error(mark, 1, fmt::format("`{}` is given no value", path), "`~` deletes");
    if (path == "extends") return diagnostics.error(mark, 1, "what a scenario extends is said in its file only");
    const std::size_t errors = diagnostics.error_count();
    text::Document read = text::read_yaml_value(file, diagnostics);
    if (diagnostics.error_count() == errors) lay_over_at(root, path, std::move(read.root), mark, diagnostics);
}

}  // namespace

std::string Composition::digest() const {
    std::vector<std::string> lines;
    for (std::size_t i = layers; i < files.all().size(); ++i)
        lines.push_back(files.all()[i].key + '\n' + files.all()[i].input.sha256 + '\n');
    std::sort(lines.begin(), lines.end());
    std::string identity = canonical_json(root) + '\n';
    for (const PolicyFile& policy : policies) identity += canonical_json(policy.root) + '\n';
    for (const std::string& line : lines) identity += line;
    return sha256(identity);
}

std::vector<InputFile> Composition::inputs() const {
    std::vector<InputFile> inputs;
    for (const ProjectFile& file : files.all()) inputs.push_back(file.input);
    return inputs;
}

Composition compose(const std::filesystem::path& scenario, const ScenarioOptions& options, Diagnostics& diagnostics) {
    Composition made{{}, ProjectFiles(scenario), 0, true, false, {}, {}, {}, options.today};
    const std::optional<ProjectFile> file = made.files.open_scenario(diagnostics);
    if (!file) {
        made.is_whole = false;
        return made;
    }
    Composer(made, diagnostics).lay(*file);
    made.is_laid_over = made.files.all().size() > 1;
    if (made.is_whole) {
        lay_variant(made, options.variant, diagnostics);
        for (const auto& [path, value] : options.set) lay_option(made.root, path, value, diagnostics);
        for (const std::string& policy : options.policies) switch_on(made.root, policy, diagnostics);
        lay_policies(made, options.as_known_on, diagnostics);
    }
    made.layers = made.files.all().size();
    if (!made.is_whole) made.root = {};
    return made;
}

}  // namespace doorstroom::language
