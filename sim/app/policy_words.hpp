// A policy in one line: when it holds, and how far the law behind it is.
#pragma once

#include <string>

#include "app/arguments.hpp"

namespace doorstroom {

// `ukraine-return (Return to Ukraine …), from 2027-03-05; proposed, known since 2025-11-28, checked 2026-11-23`
std::string policy_in_words(const PolicyInUse& policy, Language language);
// `in force`, `proposed`; of a policy without a law: that it is no law.
std::string status_in_words(const PolicyInUse& policy, Language language);

}  // namespace doorstroom
