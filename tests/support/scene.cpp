#include "support/scene.hpp"

#include <unistd.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include "report/derived.hpp"

namespace doorstroom::tests {

namespace {

std::string scenario_text(const std::string& yaml, const Measures& measures) {
    std::string text = "schema: 1\nscenario: scene\ntitle: {nl: Toneel, en: Scene}\n" + yaml + "\nmeasures:\n";
    for (const auto& [name, measure] : measures) text += "  " + name + ": {title: {nl: " + name + ", en: " + name + "}, " + measure + "}\n";
    return text;
}

// Every scene that can be read is also kept in this folder, when there is one: the JSON Schema is tried on them all.
void keep(const std::filesystem::path& file) {
    const char* const folder = std::getenv("DOORSTROOM_KEEP_SCENES");
    static int number = 0;
    if (folder) std::filesystem::copy_file(file, std::filesystem::path(folder) / (std::to_string(++number) + ".yaml"));
}

// A file that lives as long as the test reads it.
class ShortLivedFile {
public:
    explicit ShortLivedFile(const std::string& text)
        : path_(std::filesystem::canonical(std::filesystem::temp_directory_path()) / ("doorstroom-scene-" + std::to_string(::getpid()) + ".yaml")) {
        std::ofstream(path_, std::ios::binary) << text;
    }
    ~ShortLivedFile() { std::filesystem::remove(path_); }
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

}  // namespace

std::vector<double> Observed::rows(const std::string& series, const std::string& group) const {
    for (std::size_t each = 0; each < table_.series.size(); ++each)
        if (table_.series[each].name == series && table_.series[each].group_name == group) {
            const auto first = observations_.values.begin() + static_cast<std::ptrdiff_t>(each * table_.rows);
            return {first, first + static_cast<std::ptrdiff_t>(table_.rows)};
        }
    throw std::runtime_error("no series " + series + " " + group);
}

double Observed::total(const std::string& series, const std::string& group) const {
    double sum = 0;
    for (const double value : rows(series, group))
        if (!std::isnan(value)) sum += value;
    return sum;
}

Scene::Scene(const std::string& yaml, const Measures& measures) {
    const ShortLivedFile file(scenario_text(yaml, measures));
    read(file.path());
}

Scene::Scene(const std::filesystem::path& file) { read(file); }

void Scene::read(const std::filesystem::path& file) {
    Diagnostics diagnostics;
    scenario_ = std::make_unique<Scenario>(read_scenario(file, {}, diagnostics));
    std::string told;
    for (const Diagnostic& fault : diagnostics.all()) told += diagnostics.place(fault.mark) + " " + fault.message + " (" + fault.help + ")\n";
    if (diagnostics.has_errors()) throw std::runtime_error(told);
    keep(file);
    table_ = std::make_unique<SeriesTable>(make_series_table(scenario_->plan));
}

Observed Scene::run(std::uint32_t replication, std::uint64_t seed) const {
    Observations observations = Engine(plan()).run({seed, replication, Uncertainty::drawn});
    DerivedMeasures(plan(), *table_).fill(observations.values);
    return {*table_, std::move(observations)};
}

}  // namespace doorstroom::tests
