// How an attribute, or the size of a household, is drawn: {VALUE: CHANCE}, chosen by date or attribute where need be.
#pragma once

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
// The shares of a `set`: an entry for each attribute.
std::vector<Shares> compile_set(Compilation& compilation, const text::Node& node, const std::string& address,
                                Date needed_from);

}  // namespace doorstroom::language
