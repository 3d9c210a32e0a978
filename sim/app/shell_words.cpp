#include "app/shell_words.hpp"

namespace doorstroom {

std::string in_shell(const std::string& word) {
    if (!word.empty() && word.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./=:-+,") == std::string::npos)
        return word;
    std::string quoted = "'";
    for (const char letter : word) quoted += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
    return quoted + "'";
}

std::string in_shell(const ScenarioOptions& options) {
    std::string words;
    for (const auto& [path, value] : options.set) words += " --set " + in_shell(path + "=" + value);
    if (!options.variant.empty()) words += " --variant " + in_shell(options.variant);
    for (const std::string& policy : options.policies) words += " --policy " + in_shell(policy);
    if (options.as_known_on) words += " --as-known-on " + to_string(*options.as_known_on);
    return words;
}

}  // namespace doorstroom
