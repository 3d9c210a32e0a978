// Uncertain chances of a stage without a branch with `rest`: what one takes, the others give in proportion (section 9).
#pragma once

#include "language/compilation.hpp"

namespace doorstroom::language {

// Those of `next` with a chance fit everybody. Uncertain ones are kept between 0 and what those before them leave; the others
// share what is left as they did before. Nothing happens where nothing is uncertain.
void share_what_is_left(Plan& plan, std::vector<Branch>& next);

}  // namespace doorstroom::language
