// Numbers that may depend on the date and on who asks (section 4 of the language): from the tree to Plan values.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "language/compilation.hpp"
#include "language/fields.hpp"

namespace doorstroom::language {

enum class Dimension : std::uint8_t { number, span };

// What the place where a number stands asks of it.
struct Wanted {
    Dimension dimension = Dimension::number;
    double least = 0;
    double most = 0;
    const char* noun = "";  // "a chance between 0 and 1"
    Date needed_from{};     // a dated value must begin by then
};
Wanted wanted_by(Expects expects, Date needed_from);

// Compiles a number, with what policies make of it, and adds it to the plan; none after a fault.
ValueId compile_value(Compilation& compilation, const text::Node& node, const std::string& address,
                      const Wanted& wanted);
// The same as it is without policies.
ValueId compile_unchanged_value(Compilation& compilation, const text::Node& node, const std::string& address,
                                const Wanted& wanted);
// Complains where, for some date and household, the number is not what is wanted.
void check_results(Compilation& compilation, ValueId id, const text::Node& node, const Wanted& wanted);
ValueId add_constant(Plan& plan, double number, std::string address, std::string place);

// Builds one Value node by node. The forms that choose (dated, by, use, value) are shared by numbers and by shares:
// what stands at their ends is read by a Leaf.
class ValueBuilder {
public:
    struct Part {
        std::uint32_t node = 0;
        std::optional<Dimension> dimension;  // nothing after a fault: complain no further
    };
    using Leaf = std::function<Part(const text::Node&)>;
    // Whom the table is read for: their value of this attribute, or the number in the column of that name.
    struct Fixed {
        AttributeId attribute = none<AttributeId>;
        std::uint16_t code = 0;
        Axis::Of of = Axis::Of::household_size;  // where there is no attribute
        double number = 0;
    };

    ValueBuilder(Compilation& compilation, const Wanted& wanted, std::string address)
        : compilation_(compilation), wanted_(wanted), address_(std::move(address)) {}

    Part number(const text::Node& node);
    Part forms(const text::Node& node, const Leaf& leaf, bool is_number = false);
    Part table(const text::Node& node, std::optional<Fixed> fixed);
    Part constant(double number, Dimension dimension = Dimension::number);
    Part scaled(Part part, double by);
    // The part, with what `uncertain` says of this address.
    Part with_factor(std::string_view address, Part part);
    // A part of a calculation, of that dimension where it is known.
    Part term(const text::Node& node, std::optional<Dimension> dimension) { return number(node, {dimension, false}); }
    Part made_of(ValueNode::Op op, std::vector<std::uint32_t> children, std::optional<Dimension> dimension);
    // The part, with what policies make of this address from one date to another.
    enum class Of : std::uint8_t { whole, named_value };  // the number itself; one of `values` that it is made with
    Part with_changes(std::string_view address, Part part, Of of);
    // `parts[i]` from `dates[i]` on.
    Part from_dates(std::vector<Date> dates, const std::vector<Part>& parts);
    Value take(Part root, std::string place);
    bool calculates() const { return calculates_; }

private:
    struct Ask {
        std::optional<Dimension> dimension;
        bool bounded = false;  // the number itself, not a part of a calculation
    };
    struct Rows;

    Compilation& compilation_;
    Wanted wanted_;
    std::string address_;
    Value value_;
    bool calculates_ = false;

    Part add(ValueNode node, std::optional<Dimension> dimension);
    Part missing();
    std::uint32_t axis(Axis axis);
    Part number(const text::Node& node, Ask ask);
    Part scalar(const text::Node& node, Ask ask);
    Part calculation(const text::Node& node, Ask ask);
    Part dated(const text::Node& node, const Leaf& leaf, bool is_number);
    Part by(const text::Node& node, const Leaf& leaf, bool is_number);
    Part by_attribute(const text::Node& node, AttributeId attribute, const Leaf& leaf, bool is_number);
    Part by_number(const text::Node& node, Axis::Of of, const Leaf& leaf, bool is_number);
    Part cut(const text::Node& node, const text::Node& of, const Leaf& leaf, bool is_number);
    std::vector<std::pair<double, const text::Entry*>> bounds(const text::Node& node, std::string_view of,
                                                              Dimension dimension);
    Part feedback(const text::Node& node, Ask ask);
    Part use(const text::Node& node, const Leaf& leaf, bool is_number);
    Part table_rows(const Rows& rows, std::vector<std::size_t> at, std::size_t key);
    Part table_dates(const Rows& rows, const std::vector<std::size_t>& at);
    void join(Part& whole, const Part& part, const text::Node& at);
    Part operand(const Change& change, Of of, Part part);
    Part changed(const Change& change, Part part, Part by);
    Part within_bounds(Part part);
    std::string writing_hint(const text::Node& node) const;
    bool acceptable(double number, const text::Node& node);
};

// What form a mapping has: its keys are dates; it asks a table.
bool is_dated(const text::Node& node);
bool is_table(const text::Node& node);

}  // namespace doorstroom::language
