// One value of a scenario as it stands on a date, told line by line.
#pragma once

#include <string>
#include <vector>

#include "language/compilation.hpp"
#include "language/explain.hpp"
#include "language/tree_walk.hpp"

namespace doorstroom::language {

// Where numbers come from, as the nearest mapping around them says.
struct Source {
    Origin origin = Origin::none;
    std::string reference;
    std::string reason;
    std::string range;
};
Source source_of(const text::Node& node, const Source& around);

class ExplainedValues {
public:
    ExplainedValues(Compilation& compilation, Explanation& explanation)
        : compilation_(compilation), explanation_(explanation) {}

    // Adds the lines of what was found.
    void tell(const Found& found, const Source& source);
    // The numbers of sites that come from a table, where nothing is laid over them.
    void tell_sites(const Found& table, const Source& source);

private:
    // What is known of a part before it is looked into.
    struct Part {
        std::string label;
        std::size_t depth = 0;
        Source source;
        ExplainedLine::How how = ExplainedLine::How::written;
        std::string by_what;
        std::string used;
        std::optional<Date> since;
        std::optional<Date> until;
        std::string then;
    };

    Compilation& compilation_;
    Explanation& explanation_;
    const Found* found_ = nullptr;
    bool is_figure_ = true;

    ExplainedLine& add(const text::Node& node, const Part& part, std::string text);
    void add_number(ExplainedLine& line, const text::Node& node, const Source& source);
    void number(const text::Node& node, Part part);
    void dated(const text::Node& node, Part part);
    void each(const text::Node& node, Part part);
    void used(const text::Node& node, Part part);
    void table(const text::Node& node, Part part);
    void take_table_source(const text::Node& node, const LoadedTable& table, Source& source) const;
    void calculation(const text::Node& node, Part part);
    void law(const text::Node& node, Part part);
    std::string result() const;
    std::string uncertain() const;
    std::string correlated(const text::Entry& with) const;
    std::string policies() const;
};

// What a number counts: `openings/year`.
std::string unit_of(const Found& found);
// The address by which a number is spoken of: `next.NAME` is its chance, however it is written.
std::string spoken_address(std::string address);
// The columns that say whose number a row of a table is.
std::vector<std::size_t> key_columns(const text::Node& node, const LoadedTable& table);

// How a node was written, on one line.
std::string as_written(const text::Node& node);
// `lognormal, median 6 days, p90 15 days`, when all its numbers stand there as they are; empty otherwise.
std::string law_as_written(const text::Node& law);

}  // namespace doorstroom::language
