// sweep.json: what makes a sweep, enough to go on with it and to tell it from another. The journal of a sweep that is not
// finished begins with the same text.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/arguments.hpp"
#include "app/design.hpp"
#include "app/sweep_outputs.hpp"
#include "doorstroom/scenario.hpp"
#include "run/sweep.hpp"

namespace doorstroom {

struct SweepRecord {
    struct Kept {  // a series that is kept
        std::string name;
        Title title;
        bool at_moment = true;
    };
    std::string version, commit;
    std::string scenario_file, scenario, digest;
    std::vector<InputFile> inputs;
    std::vector<std::string> policies;
    std::string variant;
    std::vector<std::pair<std::string, std::string>> set;
    std::optional<Date> as_known_on;
    std::uint64_t seed = 1;
    std::uint32_t replications = 1;
    SharedChance chance = SharedChance::common;
    Uncertainty uncertainty = Uncertainty::drawn;
    std::string design_digest;
    std::uint32_t points = 0;
    Shard shard;
    std::vector<Kept> measures;
    std::vector<Date> dates;
    std::uint32_t failed = 0;           // points; of a finished sweep
    std::vector<InputFile> files = {};  // the other files; of a finished sweep

    std::vector<std::string> measure_names() const;
    std::uint32_t points_of_shard() const;
};

struct SweepOptionsGiven {
    ScenarioOptions scenario;
    std::uint32_t replications;
    SharedChance chance;
    Uncertainty uncertainty;
    Shard shard;
};
SweepRecord record_of(const std::filesystem::path& file, const Scenario& scenario, const Design& design, const SweepOutputs& outputs, const SweepOptionsGiven& given);

std::string as_json(const SweepRecord& record);
// Nothing when it is no such text.
std::optional<SweepRecord> record_in(std::string_view json);
std::optional<SweepRecord> read_record(const std::filesystem::path& file);

// What makes them give other numbers, as a sentence goes on: "the seed is 1 in A and 2 in B; …". Empty where nothing does.
std::string differences(const SweepRecord& one, const std::string& of_one, const SweepRecord& other, const std::string& of_other);
std::string shard_text(const Shard& shard);

}  // namespace doorstroom
