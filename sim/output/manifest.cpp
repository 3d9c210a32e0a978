#include "output/manifest.hpp"

#include <array>
#include <cmath>
#include <fstream>
#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "doorstroom/ensure.hpp"
#include "doorstroom/version.hpp"
#include "output/text_file.hpp"

namespace doorstroom {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, 18> kind_names{"persons", "households", "queue", "used", "unplaced", "capacity",
                                                      "flow", "unused", "wait", "time", "over_term", "wait_by_cause", "cost",
                                                      "sum", "difference", "ratio", "cumulative", "below"};
static_assert(kind_names.size() == static_cast<std::size_t>(Measure::Kind::below) + 1);

constexpr std::array<std::string_view, 3> over_names{"end", "mean", "max"};

constexpr std::array<std::string_view, 7> period_names{"hour", "day", "week", "month", "quarter", "half-year", "year"};

// FNV-1a over the fingerprints of all replications, in their order.
std::uint64_t together(const std::vector<std::uint64_t>& fingerprints) {
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const std::uint64_t fingerprint : fingerprints)
        for (int shift = 0; shift < 64; shift += 8) hash = (hash ^ ((fingerprint >> shift) & 0xff)) * 0x100000001b3;
    return hash;
}

std::string tick_text(const Calendar& calendar) {
    if (calendar.days_per_tick() == 1) return "1 day";
    if (calendar.days_per_tick() > 1) return fmt::format("{} days", calendar.days_per_tick());
    return fmt::format("{} minutes", 1440.0 / calendar.whole_ticks_per_day());
}

Json title_json(const Title& title) { return {{"nl", title.nl}, {"en", title.en}}; }

Json run_json(const Plan& plan) {
    return {{"start", to_string(plan.calendar.start())},
            {"end", to_string(plan.calendar.end())},
            {"tick", tick_text(plan.calendar)},
            {"report", period_names[static_cast<std::size_t>(plan.report)]}};
}

Json measures_json(const Plan& plan, const SeriesTable& table) {
    Json measures = Json::object();
    for (std::size_t i = 0; i < plan.measures.size(); ++i) {
        const Measure& measure = plan.measures[i];
        Json& made = measures[measure.name] = {{"title", title_json(measure.title)},
                                               {"kind", kind_names[static_cast<std::size_t>(measure.kind)]},
                                               {"dated", measure.at_moment ? "moment" : "period"},
                                               {"unit", measure.unit}};
        if (measure.kind <= Measure::Kind::capacity) made["over"] = over_names[static_cast<std::size_t>(measure.over)];
        if (table.statistics[i] > 1) made["statistics"] = {"mean", "sd", "p50", "p90", "n"};
        if (!measure.by.empty()) made["by"] = Json::array();
        for (const Breakdown& breakdown : measure.by) made["by"].push_back(breakdown.name);
    }
    return measures;
}

Json files_json(const std::vector<InputFile>& inputs) {
    Json files = Json::array();
    for (const InputFile& input : inputs) files.push_back({{"file", input.name}, {"sha256", input.sha256}});
    return files;
}

Json fingerprint_json(const std::vector<std::uint64_t>& fingerprints) {
    Json each = Json::array();
    for (const std::uint64_t fingerprint : fingerprints) each.push_back(fingerprint_text(fingerprint));
    return {{"all", fingerprint_text(together(fingerprints))}, {"replications", std::move(each)}};
}

void write_json(const std::filesystem::path& path, const Json& manifest) {
    TextFile file(path);
    file.write(manifest.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
    file.close();
}

Json options_json(const RunRecord& run) {
    Json set = Json::array();
    for (const auto& [path, value] : run.set_options) set.push_back(path + "=" + value);
    Json options{{"set", std::move(set)}, {"threads", run.threads}};
    if (!run.variant.empty()) options["variant"] = run.variant;
    if (!run.policies.empty()) options["policies"] = run.policies;
    if (run.as_known_on) options["as_known_on"] = to_string(*run.as_known_on);
    return options;
}

// The policies that are on, since when, and how far the law behind each is: what a reader of the result is told of the law.
Json policies_json(const std::vector<PolicyInUse>& policies) {
    Json made = Json::object();
    for (const PolicyInUse& policy : policies) {
        Json& of_policy = made[policy.name] = {{"title", title_json(policy.title)}, {"from", to_string(policy.from)}};
        if (policy.until != Date::max()) of_policy["until"] = to_string(policy.until);
        if (!policy.law) continue;
        Json& law = of_policy["law"] = {{"title", policy.law->title}, {"href", policy.law->href}, {"status", policy.law->status}};
        if (policy.law->known_since) law["known_since"] = to_string(*policy.law->known_since);
        if (policy.law->checked) law["checked"] = to_string(*policy.law->checked);
    }
    return made;
}

}  // namespace

std::string uncertainty_of(const Plan& plan, Uncertainty uncertainty) {
    return uncertainty == Uncertainty::drawn && !plan.factors.empty() ? "all" : "none";
}

ResultIdentity identity_of(const Scenario& scenario, std::uint64_t seed, Uncertainty uncertainty) {
    return {scenario.digest, seed, std::string(version().number), uncertainty_of(scenario.plan, uncertainty)};
}

std::optional<ResultIdentity> read_identity(const std::filesystem::path& path) {
    std::ifstream file(path);
    const Json found = Json::parse(file, nullptr, false);
    if (!found.is_object()) return std::nullopt;
    try {
        return ResultIdentity{found.at("digest"), found.at("seed"), found.at("version"), found.at("uncertainty")};
    } catch (const Json::exception&) {
        return std::nullopt;  // JSON, but no manifest of ours
    }
}

namespace {

std::vector<InputFile> files_of(const Json& list) {
    std::vector<InputFile> files;
    for (const Json& file : list) files.push_back({file.at("file"), file.at("sha256")});
    return files;
}

std::pair<std::string, std::string> setting_of(const std::string& text) {
    const std::size_t sign = text.find('=');
    if (sign == std::string::npos) return {text, ""};
    return {text.substr(0, sign), text.substr(sign + 1)};
}

}  // namespace

std::optional<ManifestRecord> read_manifest(const std::filesystem::path& path) {
    std::ifstream file(path);
    const Json found = Json::parse(file, nullptr, false);
    if (!found.is_object()) return std::nullopt;
    try {
        ManifestRecord record{found.at("version"), found.at("commit"), found.at("digest"), found.at("uncertainty"),
                              found.at("seed"), found.at("replications"), {}, files_of(found.at("inputs")), {}, {}};
        for (const Json& setting : found.at("options").at("set")) record.set_options.push_back(setting_of(setting));
        const Json& options = found.at("options");
        if (options.contains("variant")) record.variant = options.at("variant");
        if (options.contains("as_known_on")) record.as_known_on = options.at("as_known_on");
        if (options.contains("policies"))
            for (const Json& policy : options.at("policies")) record.policies.push_back(policy);
        if (found.contains("outputs")) record.outputs = files_of(found.at("outputs"));
        for (const Json& fingerprint : found.at("fingerprint").at("replications")) record.fingerprints.push_back(fingerprint);
        return record;
    } catch (const Json::exception&) {
        return std::nullopt;  // JSON, but no manifest of ours
    }
}

std::string fingerprint_text(std::uint64_t fingerprint) { return fmt::format("{:016x}", fingerprint); }

void write_manifest(const std::filesystem::path& path, const Scenario& scenario, const SeriesTable& table, const RunRecord& run) {
    const Json resolved = Json::parse(scenario.resolved_json, nullptr, false);
    ensure(!resolved.is_discarded(), "the resolved scenario is JSON");
    const Json manifest = {{"program", "doorstroom"},
                           {"version", version().number},
                           {"commit", version().commit},
                           {"compiler", version().compiler},
                           {"scenario", scenario.plan.scenario},
                           {"title", title_json(scenario.plan.title)},
                           {"digest", scenario.digest},
                           {"seed", run.seed},
                           {"replications", run.replications},
                           {"uncertainty", uncertainty_of(scenario.plan, run.uncertainty)},
                           {"run", run_json(scenario.plan)},
                           {"options", options_json(run)},
                           {"policies", policies_json(scenario.policies)},
                           {"inputs", files_json(scenario.inputs)},
                           {"outputs", files_json(run.outputs)},
                           {"measures", measures_json(scenario.plan, table)},
                           {"transitions", run.transitions},
                           {"wall_seconds", std::round(run.wall_seconds * 1000) / 1000},
                           {"fingerprint", fingerprint_json(run.fingerprints)},
                           {"resolved", resolved}};
    write_json(path, manifest);
}

void write_comparison_manifest(const std::filesystem::path& path, const Scenario& base, const SeriesTable& table, const ComparisonRecord& run) {
    Json compared = Json::array();
    for (const ComparedRecord& other : run.others) {
        compared.push_back({{"scenario", other.name}, {"title", title_json(other.title)}, {"digest", other.digest}});
        if (other.begins) compared.back()["begins"] = to_string(*other.begins);
    }
    write_json(path, {{"program", "doorstroom"},
                      {"version", version().number},
                      {"commit", version().commit},
                      {"scenario", base.plan.scenario},
                      {"title", title_json(base.plan.title)},
                      {"digest", base.digest},
                      {"seed", run.seed},
                      {"replications", run.replications},
                      {"uncertainty", uncertainty_of(base.plan, run.uncertainty)},
                      {"run", run_json(base.plan)},
                      {"compared", std::move(compared)},
                      {"outputs", files_json(run.outputs)},
                      {"measures", measures_json(base.plan, table)}});
}

}  // namespace doorstroom
