#include "doorstroom/uncertain.hpp"

namespace doorstroom {

std::vector<UncertainDraw> uncertain_draws(const Plan& plan) {
    const auto year_of = [](Date date) { return static_cast<int>(std::chrono::year_month_day{date}.year()); };
    const int first = year_of(plan.calendar.start()), last = year_of(plan.calendar.end() - std::chrono::days{1});
    std::vector<UncertainDraw> draws;
    for (std::uint32_t f = 0; f < plan.factors.size(); ++f) {
        const Factor& factor = plan.factors[f];
        draws.push_back({static_cast<FactorId>(f), factor.walks ? first : 0, factor.path});
        if (factor.walks)
            for (int year = first + 1; year <= last; ++year)
                draws.push_back({static_cast<FactorId>(f), year, factor.path + "@" + std::to_string(year)});
    }
    return draws;
}

}  // namespace doorstroom
