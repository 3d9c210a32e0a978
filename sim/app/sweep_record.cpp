#include "app/sweep_record.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include <fmt/format.h>

#include "doorstroom/sha256.hpp"
#include "doorstroom/version.hpp"
#include "text/document.hpp"
#include "text/json.hpp"
#include "text/scalar.hpp"

namespace doorstroom {

namespace {

using text::Json;

constexpr const char* format_name = "doorstroom-sweep 1";

const char* chance_text(SharedChance chance) { return chance == SharedChance::common ? "common" : "own"; }
const char* uncertainty_text(Uncertainty uncertainty) { return uncertainty == Uncertainty::drawn ? "drawn" : "none"; }

template <class Things, class Make>
Json list_of(const Things& things, const Make& make) {
    std::vector<Json> items;
    for (const auto& thing : things) items.push_back(make(thing));
    return Json::array(std::move(items));
}

Json files_json(const std::vector<InputFile>& files) {
    return list_of(files, [](const InputFile& file) { return Json::object({{"file", file.name}, {"sha256", file.sha256}}); });
}

Json measures_json(const std::vector<SweepRecord::Kept>& measures) {
    Json::Members members;
    for (const SweepRecord::Kept& kept : measures)
        members.emplace_back(kept.name, Json::object({{"title", Json::object({{"nl", kept.title.nl}, {"en", kept.title.en}})}, {"dated", kept.at_moment ? "moment" : "period"}}));
    return Json::object(std::move(members));
}

}  // namespace

std::string shard_text(const Shard& shard) { return fmt::format("{}/{}", shard.part, shard.of); }

std::vector<std::string> SweepRecord::measure_names() const {
    std::vector<std::string> names;
    for (const Kept& kept : measures) names.push_back(kept.name);
    return names;
}

std::uint32_t SweepRecord::points_of_shard() const { return (points + shard.of - shard.part) / shard.of; }

SweepRecord record_of(const std::filesystem::path& file, const Scenario& scenario, const Design& design, const SweepOutputs& outputs, const SweepOptionsGiven& given) {
    SweepRecord record;
    record.version = version().number;
    record.commit = version().commit;
    record.scenario_file = file.string();
    record.scenario = scenario.plan.scenario;
    record.digest = scenario.digest;
    record.inputs = scenario.inputs;
    record.policies = given.scenario.policies;
    record.variant = given.scenario.variant;
    record.set = given.scenario.set;
    record.as_known_on = given.scenario.as_known_on;
    record.seed = scenario.plan.seed;
    record.replications = given.replications;
    record.chance = given.chance;
    record.uncertainty = given.uncertainty;
    record.design_digest = sha256(design.as_csv());
    record.points = static_cast<std::uint32_t>(design.points.count());
    record.shard = given.shard;
    for (std::size_t each = 0; each < outputs.measures.size(); ++each) {
        const Measure& measure = scenario.plan.at(outputs.measured[each]);
        record.measures.push_back({outputs.measures[each], measure.title, measure.at_moment});
    }
    record.dates = outputs.dates;
    return record;
}

std::string as_json(const SweepRecord& record) {
    const auto text = [](const std::string& word) { return Json(word); };
    Json json = Json::object({{"format", format_name}, {"version", record.version}, {"commit", record.commit}});
    json.add("scenario", Json::object({{"file", record.scenario_file}, {"name", record.scenario}, {"digest", record.digest}}));
    json.add("policies", list_of(record.policies, text));
    if (!record.variant.empty()) json.add("variant", record.variant);
    json.add("set", list_of(record.set, [](const auto& setting) { return Json(setting.first + "=" + setting.second); }));
    if (record.as_known_on) json.add("as_known_on", to_string(*record.as_known_on));
    json.add("seed", Json::as_is(std::to_string(record.seed)));
    json.add("replications", Json::number(record.replications));
    json.add("chance", chance_text(record.chance));
    json.add("uncertain", uncertainty_text(record.uncertainty));
    json.add("design", Json::object({{"digest", record.design_digest}, {"points", Json::number(record.points)}}));
    json.add("shard", shard_text(record.shard));
    json.add("measures", measures_json(record.measures));
    json.add("dates", list_of(record.dates, [](Date date) { return Json(to_string(date)); }));
    json.add("inputs", files_json(record.inputs));
    if (record.files.empty()) return json.print();
    json.add("failed", Json::number(record.failed));
    json.add("files", files_json(record.files));
    return json.print();
}

// ---- reading ------------------------------------------------------------------------------------------------------------

namespace {

// Thrown for a text that is not what as_json() writes.
struct Unreadable : std::runtime_error {
    Unreadable() : std::runtime_error("no sweep.json of this program") {}
};

const text::Node& member(const text::Node& node, std::string_view name) {
    const text::Entry* entry = node.is_mapping() ? node.find(name) : nullptr;
    if (!entry) throw Unreadable();
    return entry->value;
}

std::string word(const text::Node& node, std::string_view name) { return member(node, name).scalar; }

std::uint64_t whole(std::string_view digits) {
    std::uint64_t number = 0;
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (fault != std::errc{} || end != digits.data() + digits.size()) throw Unreadable();
    return number;
}

std::uint32_t count(const text::Node& node, std::string_view name) { return static_cast<std::uint32_t>(whole(word(node, name))); }

Date date(const std::string& text) {
    const std::optional<Date> found = text::parse_date(text);
    if (!found) throw Unreadable();
    return *found;
}

std::vector<InputFile> files_in(const text::Node& list) {
    std::vector<InputFile> files;
    for (const text::Node& item : list.items) files.push_back({word(item, "file"), word(item, "sha256")});
    return files;
}

Shard shard_in(const std::string& text) {
    const std::size_t slash = std::min(text.find('/'), text.size() - 1);
    Shard shard{static_cast<std::uint32_t>(whole(text.substr(0, slash))), static_cast<std::uint32_t>(whole(text.substr(slash + 1)))};
    if (shard.part < 1 || shard.part > shard.of) throw Unreadable();
    return shard;
}

void read_scenario_of(const text::Node& root, SweepRecord& record) {
    const text::Node& scenario = member(root, "scenario");
    record.scenario_file = word(scenario, "file");
    record.scenario = word(scenario, "name");
    record.digest = word(scenario, "digest");
    for (const text::Node& policy : member(root, "policies").items) record.policies.push_back(policy.scalar);
    if (root.find("variant")) record.variant = word(root, "variant");
    if (root.find("as_known_on")) record.as_known_on = date(word(root, "as_known_on"));
    for (const text::Node& setting : member(root, "set").items) {
        const std::size_t sign = std::min(setting.scalar.find('='), setting.scalar.size());
        record.set.emplace_back(setting.scalar.substr(0, sign), setting.scalar.substr(std::min(sign + 1, setting.scalar.size())));
    }
    record.inputs = files_in(member(root, "inputs"));
}

SweepRecord record_from(const text::Node& root) {
    if (word(root, "format") != format_name) throw Unreadable();
    SweepRecord record;
    record.version = word(root, "version");
    record.commit = word(root, "commit");
    read_scenario_of(root, record);
    record.seed = whole(word(root, "seed"));
    record.replications = count(root, "replications");
    record.chance = word(root, "chance") == chance_text(SharedChance::own) ? SharedChance::own : SharedChance::common;
    record.uncertainty = word(root, "uncertain") == uncertainty_text(Uncertainty::middle) ? Uncertainty::middle : Uncertainty::drawn;
    record.design_digest = word(member(root, "design"), "digest");
    record.points = count(member(root, "design"), "points");
    record.shard = shard_in(word(root, "shard"));
    for (const text::Entry& kept : member(root, "measures").entries) {
        const text::Node& title = member(kept.value, "title");
        record.measures.push_back({kept.key, {word(title, "nl"), word(title, "en")}, word(kept.value, "dated") == "moment"});
    }
    for (const text::Node& day : member(root, "dates").items) record.dates.push_back(date(day.scalar));
    if (root.find("failed")) record.failed = count(root, "failed");
    if (root.find("files")) record.files = files_in(member(root, "files"));
    return record;
}

}  // namespace

std::optional<SweepRecord> record_in(std::string_view json) {
    Diagnostics unheard;
    const text::Document document = text::read_yaml_value(unheard.add_file("sweep.json", std::string(json)), unheard);
    try {
        if (!document.is_whole) return std::nullopt;
        return record_from(document.root);
    } catch (const Unreadable&) {
        return std::nullopt;
    }
}

std::optional<SweepRecord> read_record(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return record_in(std::string(std::istreambuf_iterator<char>(stream), {}));
}

// ---- comparing ----------------------------------------------------------------------------------------------------------

namespace {

// What decides the numbers of a sweep, in words.
std::vector<std::pair<std::string, std::string>> key_of(const SweepRecord& record) {
    std::string kept;
    for (const SweepRecord::Kept& each : record.measures) kept += each.name + ",";
    for (const Date day : record.dates) kept += to_string(day) + ",";
    return {{"the version", fmt::format("{} (commit {:.12})", record.version, record.commit)},
            {"the scenario", fmt::format("{} (digest {:.12})", record.scenario, record.digest)},
            {"the design", fmt::format("one of {} points (digest {:.12})", record.points, record.design_digest)},
            {"the seed", std::to_string(record.seed)},
            {"the number of replications", std::to_string(record.replications)},
            {"the chance", chance_text(record.chance)},
            {"--uncertain", uncertainty_text(record.uncertainty)},
            {"what is kept", fmt::format("{} measures on {} dates (digest {:.12})", record.measures.size(), record.dates.size(), sha256(kept))}};
}

}  // namespace

std::string differences(const SweepRecord& one, const std::string& of_one, const SweepRecord& other, const std::string& of_other) {
    std::vector<std::string> told;
    const auto key = key_of(one), others = key_of(other);
    for (std::size_t each = 0; each < key.size(); ++each)
        if (key[each].second != others[each].second)
            told.push_back(fmt::format("{} is {} {} and {} {}", key[each].first, key[each].second, of_one, others[each].second, of_other));
    return fmt::format("{}", fmt::join(told, "; "));
}

}  // namespace doorstroom
