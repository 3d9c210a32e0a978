#include "world/uncertain_law.hpp"

#include <stdexcept>
#include <utility>
#include <vector>

#include "doorstroom/trial.hpp"

namespace doorstroom {

namespace {

double constant(const Plan& plan, ValueId id) { return plan.at(id).nodes.front().number; }

Shape shape_of(const Plan& plan, const Law& law) {
    std::vector<NamedNumber> numbers;
    for (const Law::Parameter& parameter : law.parameters) numbers.emplace_back(parameter.name, constant(plan, parameter.value));
    std::vector<std::pair<double, double>> points;
    for (const auto& [share, value] : law.quantiles) points.emplace_back(share, constant(plan, value));
    try {
        return make_shape(law, numbers, points);
    } catch (const std::domain_error& error) {
        throw ScenarioFault(law.place, error.what());
    }
}

}  // namespace

UncertainLaw::UncertainLaw(const Plan& plan, const Factor& factor) : shape_(shape_of(plan, plan.at(factor.law))) {
    const Law& law = plan.at(factor.law);
    if (given(law.minimum)) minimum_ = constant(plan, law.minimum);
    if (given(law.maximum)) maximum_ = constant(plan, law.maximum);
    if (minimum_) below_ = share_below(shape_, *minimum_);
    if (maximum_) above_ = share_below(shape_, *maximum_);
}

}  // namespace doorstroom
