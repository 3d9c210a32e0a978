#include "run/measured.hpp"

namespace doorstroom {

Plan measuring_only(const Plan& plan, const std::vector<MeasureId>& kept) {
    std::vector<MeasureId> needed = kept;
    for (const Feedback& feedback : plan.feedbacks) needed.push_back(feedback.measure);
    std::vector<bool> is_needed(plan.measures.size(), false);
    while (!needed.empty()) {
        const MeasureId id = needed.back();
        needed.pop_back();
        if (is_needed[index(id)]) continue;
        is_needed[index(id)] = true;
        for (const Operand& operand : plan.at(id).operands)
            if (given(operand.measure)) needed.push_back(operand.measure);
    }
    Plan less = plan;
    less.measures.clear();
    std::vector<MeasureId> now(plan.measures.size(), none<MeasureId>);
    for (std::size_t each = 0; each < plan.measures.size(); ++each) {
        if (!is_needed[each]) continue;
        now[each] = static_cast<MeasureId>(less.measures.size());
        less.measures.push_back(plan.measures[each]);
    }
    for (Measure& measure : less.measures)
        for (Operand& operand : measure.operands)
            if (given(operand.measure)) operand.measure = now[index(operand.measure)];
    for (Feedback& feedback : less.feedbacks) feedback.measure = now[index(feedback.measure)];
    return less;
}

}  // namespace doorstroom
