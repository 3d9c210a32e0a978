// uncertain: which numbers are drawn for each replication, and from what.
#include <fmt/format.h>

#include "language/compile.hpp"
#include "language/reader.hpp"

namespace doorstroom::language {

void compile_uncertain(Compilation& compilation) {
    for (const text::Entry* entry : compilation.entries(compilation.section("uncertain"), "uncertain number")) {
        const Reader reader{compilation, entry->value, "uncertain", "uncertain." + entry->key};
        const std::string_view how = reader.one_of({"times", "value"});
        if (how.empty()) continue;
        Factor factor;
        factor.path = entry->key;
        factor.law = reader.law(how);
        factor.walks = reader.choice("walk").has_value();
        if (factor.walks && how == "value")
            compilation.fault(*reader.find("walk"), "only a number drawn with `times` can walk");
        const auto id = static_cast<FactorId>(compilation.plan.factors.size());
        compilation.uncertain[entry->key] = {id, how == "times", entry, false};
        compilation.plan.factors.push_back(std::move(factor));
    }
}

}  // namespace doorstroom::language
