// How an attribute, or the size of a household, is drawn: {VALUE: CHANCE}, chosen by date or attribute where need be.
#pragma once

#include <optional>
#include <string>

#include "language/compilation.hpp"

namespace doorstroom::language {

// Shares of the values of `attribute`; of the household's size when it is none.
Shares compile_shares(Compilation& compilation, const text::Node& node, const std::string& address,
                      AttributeId attribute, Date needed_from);
// One value with chance 1: the size 1 of households that say nothing.
Shares single_share(Plan& plan, AttributeId attribute, std::uint16_t code, const std::string& place);
// The shares of a `mix`, where later ones may depend on earlier ones.
std::vector<Shares> compile_mix(Compilation& compilation, const text::Node& node, const std::string& address,
                                Date needed_from);

// Whether `by` is misspelled there, which is told: what stands beside it is not to be judged as shares.
bool by_is_misspelled(Compilation& compilation, const text::Node& node, const std::string& address);

// Chances that sum to 1 but for this are scaled.
inline constexpr double shares_tolerance = 1e-6;
// The sum of the chances of a mapping, when all of them are plain numbers.
std::optional<double> plain_sum(const text::Node& node);
// Complains when, for some date and household, all chances together come to another number than 1.
void check_sum(Compilation& compilation, const Shares& shares, const text::Node& node, const std::string& address,
               Date needed_from);

}  // namespace doorstroom::language
