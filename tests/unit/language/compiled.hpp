// A small scenario to try the compiler on: each test lays its own values over it and looks at the plan, or at what is
// told.
#pragma once

#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "doorstroom/scenario.hpp"
#include "language/evaluate.hpp"
#include "unit/language/project.hpp"

namespace doorstroom::language {

inline const std::string small_scenario = R"(schema: 1
scenario: small
title: {nl: Klein, en: Small}
run: {start: 2025-01-01, end: 2027-01-01}
attributes: {origin: [syria, other], track: [fast, slow]}
sources:
  asylum: {pathway: asylum, arrivals: {persons: 365, per: year}, mix: {origin: {syria: 0.4, other: 0.6}}}
resources:
  coa: {kind: places, sites: {azc: {capacity: 10}, hotel: {capacity: 20, tier: 2}}}
  desk: {kind: servers, capacity: 3}
  homes: {kind: slots, openings: 10, per: month}
pathways:
  asylum:
    moves: household
    stages:
      arrived: {lodge: coa, stay: {fixed: 3 days}, next: heard}
      heard: {await: desk, takes: {exponential: {mean: 2 days}}, next: decided}
      decided: {await: homes, term: 6 weeks, next: {refused: 0.25, housed: rest}}
      refused: {final: true}
      housed: {final: true}
measures:
  inside: {title: {nl: Binnen, en: Inside}, persons: {lodged: coa}}
  out: {title: {nl: Uit, en: Out}, flow: {into: asylum.refused}}
)";

class Compiled {
public:
    // Each layer is an address and what is laid over it; `tables` are files beside the scenario.
    explicit Compiled(const std::vector<std::pair<std::string, std::string>>& layers,
                      const std::vector<std::pair<std::string, std::string>>& tables = {}) {
        const Project project("compiled");
        project.write("0.yaml", small_scenario);
        for (std::size_t i = 0; i < layers.size(); ++i)
            project.write(std::to_string(i + 1) + ".yaml",
                          "extends: " + std::to_string(i) + ".yaml\n" + layer(layers[i].first, layers[i].second));
        for (const auto& table : tables) project.write(table.first, table.second);
        Diagnostics diagnostics;
        scenario_ = read_scenario(project.folder() / (std::to_string(layers.size()) + ".yaml"), {}, diagnostics);
        for (const Diagnostic& told : diagnostics.all()) {
            if (!told_.empty()) told_ += '\n';
            told_ += told.message + (told.help.empty() ? "" : " (" + told.help + ")");
        }
    }

    const Plan& plan() const { return scenario_.plan; }
    const std::string& told() const { return told_; }

    const Stage& stage(const std::string& name) const {
        for (const Stage& stage : plan().stages)
            if (stage.name == "asylum." + name) return stage;
        throw std::runtime_error("no stage " + name);
    }
    const Resource& resource(const std::string& name) const {
        for (const Resource& resource : plan().resources)
            if (resource.name == name) return resource;
        throw std::runtime_error("no resource " + name);
    }
    const Measure& measure(const std::string& name) const {
        for (const Measure& measure : plan().measures)
            if (measure.name == name) return measure;
        throw std::runtime_error("no measure " + name);
    }
    // The number a household with these positions on the value's axes gets on that day of 2025 or later.
    double number(ValueId id, std::vector<std::uint32_t> positions = {}, int year = 2025, unsigned month = 1,
                  unsigned day = 1) const {
        using namespace std::chrono;
        return evaluate(plan().at(id), positions, sys_days{std::chrono::year{year} / month / day});
    }

private:
    Scenario scenario_;
    std::string told_;

    // `a.b` and `1` as `a: {b: 1}`.
    static std::string layer(const std::string& address, const std::string& value) {
        std::string text;
        for (const char letter : address) text += letter == '.' ? std::string{": {"} : std::string{letter};
        const auto depth = static_cast<std::size_t>(std::count(address.begin(), address.end(), '.'));
        return text + ": " + value + std::string(depth, '}') + "\n";
    }
};

}  // namespace doorstroom::language
