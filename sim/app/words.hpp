// The words of the command line as they were typed, and the command that they make.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/arguments.hpp"

namespace doorstroom {

// Everything as text: the parser's own reading of numbers takes 010 for 8.
struct Words {
    std::vector<std::string> named, set, policy;  // what stands without an option: files, a folder, a path
    std::optional<std::string> output, replications, seed, threads, format, date, variant, policies, until, at_most;
    std::optional<std::string> as_known_on, today, measures, boxes, page;
    std::optional<std::string> household, find, beside, replication;
    std::optional<std::string> method, size, levels, parameters;
    std::optional<std::string> design, names, every, shard;
    std::string uncertain = "all", chance = "common", language = "en";
    bool quiet = false, force = false, dry_run = false, strict = false, variants = false, attribute = false, law = false, second_order = false;
};

// Of the command of that name. Throws UsageFault.
Command command_of(const std::string& name, const Words& words);

}  // namespace doorstroom
