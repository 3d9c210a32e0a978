// A number that may depend on the date and on who asks (section 4 of the language), compiled to a small tree.
// A World keeps each value as a dense table over its axes and fills it again on the dates on which it changes, so that
// reading one costs a look-up.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "doorstroom/ids.hpp"
#include "doorstroom/time.hpp"

namespace doorstroom {

// What a value may depend on: an attribute (position = value code, 0 is `unset`), or a number of the household or person,
// cut at lower bounds (position = index of the highest bound not above it; below the first bound there is no value).
// Ages are in years and exact: by birthdays.
struct Axis {
    enum class Of : std::uint8_t { attribute, household_size, expected_size, age, member };
    Of of = Of::attribute;
    AttributeId attribute = none<AttributeId>;
    std::vector<double> lower_bounds;
    std::uint32_t size = 0;  // number of positions

    friend bool operator==(const Axis&, const Axis&) = default;
};

struct ValueNode {
    enum class Op : std::uint8_t {
        constant,  // `number`
        missing,   // no value here: using it is the user's fault
        dated,     // children[i] holds from dates[i]; before dates[0] there is no value
        by,        // children[positions[p]] at position p of axis `axis`; a position of -1 has no value
        sum,
        product,
        minimum,
        maximum,
        ratio,      // children[0] / children[1]
        times,      // children[0] times the draw of `factor`
        replaced,   // the draw of `factor`, in place of children[0]
        cut,        // children[0] is a number; children[1 + i] where it is at or above lower_bounds[i] and below the next
        fed_back,   // `number` times feedback `feedback`, of the group that the axes `groups` choose (none: of all); until
                    // there is one children[0]
    };
    Op op = Op::constant;
    double number = 0;
    FactorId factor = none<FactorId>;
    std::uint32_t axis = 0;
    std::vector<Date> dates;
    std::vector<std::int32_t> positions;
    std::vector<double> lower_bounds;     // cut
    std::uint32_t feedback = 0;           // fed_back: index into Plan::feedbacks
    std::vector<std::uint32_t> groups;    // fed_back: one axis for each attribute in the measure's `by`
    std::vector<std::uint32_t> children;  // indices into Value::nodes
};

struct Value {
    std::vector<ValueNode> nodes;  // children before parents; the last is the root
    std::vector<Axis> axes;        // the first varies slowest
    std::string address;           // `pathways.asylum.stages.decision.next.refused`
    std::string place;             // FILE:LINE:COLUMN that set it
    bool whole_days = false;       // a duration, in days
    double least = -std::numeric_limits<double>::infinity();  // a number that only the run knows is kept within these
    double most = std::numeric_limits<double>::infinity();

    // Every date within the run on which the number can change (also 1 January where a factor walks), ascending.
    std::vector<Date> changes;

    bool is_constant() const { return nodes.size() == 1 && nodes[0].op == ValueNode::Op::constant; }
    std::uint32_t table_size() const {
        std::uint32_t size = 1;
        for (const Axis& axis : axes) size *= axis.size;
        return size;
    }
};

}  // namespace doorstroom
