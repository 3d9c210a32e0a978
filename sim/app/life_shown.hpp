// The life of a household on the screen: line by line, its days by what they were waited for, and beside another life.
#pragma once

#include <string>

#include "app/life_words.hpp"

namespace doorstroom {

// One household in one scenario.
struct LifeTold {
    const Plan& plan;
    std::string name;  // of the scenario
    Life life;
};

void show_life(const LifeTold& told, Language language);
void show_days(const LifeTold& told, Language language);
// From where the second parts from the first; both side by side; and the days of both.
void show_beside(const LifeTold& first, const LifeTold& second, Language language);

}  // namespace doorstroom
