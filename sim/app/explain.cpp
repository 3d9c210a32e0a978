#include "language/explain.hpp"

#include <algorithm>
#include <cstdio>

#include <fmt/format.h>

#include "app/commands.hpp"
#include "app/law_of_the_day.hpp"
#include "app/status.hpp"
#include "app/unit_words.hpp"
#include "text/scalar.hpp"

namespace doorstroom {

namespace {

using language::ExplainedLine;
using language::Explanation;
using language::Origin;
using How = ExplainedLine::How;

// The words around what stands in the scenario.
struct Words {
    const char *on, *by, *use, *table, *calculated, *fed_back, *not_yet, *until, *then, *until_next, *each_draws, *policies, *more_rows;
    const char *counts, *no_such, *similar, *outside;
};

constexpr Words english{"on", "by {}", "value {}", "table {}", "{} of", "fed back from measure {}", "nothing yet", "until {}", ", then {}",
                        "until {}, then another", "each replication: {}", "policy {}", "… and {} more; all with the PATH {}",
                        "{} numbers in force: {} with a reference, {} derived, {} assumed, {} without either",
                        "there is no `{}` in this scenario", "; a similar address exists: `{}`",
                        "the run covers {} up to {}; {} lies outside it"};

constexpr Words dutch{"op", "naar {}", "waarde {}", "tabel {}", "{} van", "teruggekoppeld van maat {}", "nog niets", "tot {}", ", daarna {}",
                      "tot {}, daarna een andere", "elke replicatie: {}", "maatregel {}", "… en nog {}; alle met het PAD {}",
                      "{} getallen van kracht: {} met een bron, {} afgeleid, {} aangenomen, {} zonder een van beide",
                      "er is geen `{}` in dit scenario", "; er is wel: `{}`",
                      "de run loopt van {} tot {}; {} ligt daarbuiten"};

template <class... Arguments>
std::string fill(const char* words, const Arguments&... arguments) {
    return fmt::format(fmt::runtime(words), arguments...);
}

std::size_t width_of(const std::string& text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) { return (byte & 0xC0) != 0x80; }));
}

std::string padded(const std::string& text, std::size_t width) {
    return text + std::string(width > width_of(text) ? width - width_of(text) : 0, ' ');
}

// Groups are headed by the first two names of an address: `resources.coa`.
std::string heading_of(const std::string& address) {
    const std::size_t dot = address.find('.');
    if (dot == std::string::npos) return "";
    if (address.rfind("uncertain.", 0) == 0) return "uncertain";
    const std::size_t second = address.find('.', dot + 1);
    return second == std::string::npos ? address.substr(0, dot) : address.substr(0, second);
}

class Table {
public:
    Table(const Explanation& explanation, const ExplainArguments& arguments)
        : explanation_(explanation), path_(arguments.path), only_law_(arguments.only_law), language_(arguments.common.language),
          words_(language_ == Language::nl ? dutch : english) {}

    void print() {
        fmt::print("{} ({}) {} {}\n", title_in(language_, explanation_.title), explanation_.scenario, words_.on, to_string(explanation_.date));
        if (path_.empty() || only_law_) print_law(explanation_, language_);
        if (only_law_) return print_references(explanation_, cited_by_law(explanation_, language_), language_);
        collect();
        for (auto first = rows_.begin(); first != rows_.end();) {
            const auto last = std::find_if(first, rows_.end(), [&](const Row& row) { return row.heading != first->heading; });
            print_group(first, last);
            first = last;
        }
        print_references(explanation_, std::nullopt, language_);
        const auto& numbers = explanation_.numbers;
        const auto of = [&](Origin origin) { return numbers[static_cast<std::size_t>(origin)]; };
        fmt::print("\n{}\n", fill(words_.counts, numbers[0] + numbers[1] + numbers[2] + numbers[3], of(Origin::published),
                                  of(Origin::derived), of(Origin::assumed), of(Origin::none)));
    }

private:
    struct Row {
        std::string heading, name, value, place, origin;
    };
    static constexpr std::size_t most_rows = 12;

    const Explanation& explanation_;
    const std::string& path_;
    const bool only_law_;
    const Language language_;
    const Words& words_;
    std::vector<Row> rows_;

    // Long tables are cut short, unless it is they that were asked for.
    void collect() {
        std::size_t shown = 0, hidden = 0;
        const auto& lines = explanation_.lines;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const ExplainedLine& line = lines[i];
            const bool ends = i + 1 == lines.size() || !lines[i + 1].is_row || lines[i + 1].address != line.address;
            if (!line.is_row || ++shown <= most_rows || path_ == line.address) rows_.push_back(row_of(line));
            else ++hidden;
            if (!line.is_row || ends) shown = 0;
            if (ends && hidden > 0) rows_.push_back({heading_of(line.address), indent(line), fill(words_.more_rows, hidden, line.address), "", ""}), hidden = 0;
        }
    }

    static std::string indent(const ExplainedLine& line) { return std::string(2 * (line.depth + 1), ' '); }

    Row row_of(const ExplainedLine& line) const {
        const std::string heading = heading_of(line.address);
        const std::string tail = heading.empty() || line.address == heading ? line.address : line.address.substr(heading.size() + 1);
        return {heading, indent(line) + (line.depth > 0 ? line.label.empty() ? "·" : line.label : tail), value_of(line), line.place, origin_in_words(line, language_)};
    }

    std::string value_of(const ExplainedLine& line) const {
        std::vector<std::string> parts;
        if (!line.text.empty()) parts.push_back(line.unit.empty() ? line.text : line.text + " " + unit_in(line.unit, line.text));
        switch (line.how) {
            case How::written:
            case How::distribution: break;
            case How::not_yet: parts.push_back(words_.not_yet); break;
            case How::by: parts.push_back(fill(words_.by, line.by_what)); break;
            case How::table: parts.push_back(fill(words_.table, line.by_what)); break;
            case How::calculated: parts.push_back(fill(words_.calculated, line.by_what)); break;
            case How::fed_back: parts.push_back(fill(words_.fed_back, line.by_what)); break;
        }
        if (!line.used.empty()) parts.push_back(fill(words_.use, line.used));
        if (line.until && !line.then.empty()) parts.push_back(fill(words_.until, to_string(*line.until)) + fill(words_.then, line.then));
        if (line.until && line.then.empty()) parts.push_back(fill(words_.until_next, to_string(*line.until)));
        if (!line.uncertain.empty()) parts.push_back(fill(words_.each_draws, line.uncertain));
        if (!line.policies.empty()) parts.push_back(fill(words_.policies, line.policies));
        return fmt::format("{}", fmt::join(parts, "; "));
    }

    std::string unit_in(const std::string& unit, const std::string& number) const {
        return unit_in_words(unit, number == "1", language_ == Language::nl);
    }

    static void print_group(std::vector<Row>::const_iterator first, std::vector<Row>::const_iterator last) {
        constexpr std::size_t widest_name = 44, widest_value = 60;
        std::size_t name = 0, value = 0, place = 0;
        for (auto row = first; row != last; ++row) {
            if (width_of(row->name) <= widest_name) name = std::max(name, width_of(row->name));
            if (width_of(row->value) <= widest_value) value = std::max(value, width_of(row->value));
            place = std::max(place, width_of(row->place));
        }
        if (!first->heading.empty()) fmt::print("\n{}\n", first->heading);
        for (auto row = first; row != last; ++row) {
            std::string line = padded(row->name, name) + "  " + padded(row->value, value) + "  " + padded(row->place, place) + "  " + row->origin;
            line.erase(line.find_last_not_of(' ') + 1);
            fmt::print("{}\n", line);
        }
    }
};

}  // namespace

int explain(const ExplainArguments& arguments) {
    const Words& words = arguments.common.language == Language::nl ? dutch : english;
    std::optional<Date> date;
    if (arguments.date && !(date = text::parse_date(*arguments.date)))
        throw UsageFault(fmt::format("--on takes a date such as 2027-01-01, not `{}`", *arguments.date));
    Diagnostics diagnostics;
    const Explanation explanation = language::explain(arguments.scenario, arguments.common.scenario, date, arguments.path, diagnostics);
    if (!tell_all(diagnostics, arguments.scenario, arguments.common)) return wrong_input;
    const Calendar& calendar = explanation.calendar;
    if (explanation.date < calendar.start() || explanation.date >= calendar.end())
        throw UsageFault(fill(words.outside, to_string(calendar.start()), to_string(calendar.end()), to_string(explanation.date)));
    if (explanation.nearest)
        throw UsageFault(fill(words.no_such, arguments.path) + (explanation.nearest->empty() ? "" : fill(words.similar, *explanation.nearest)));
    Table(explanation, arguments).print();
    return done;
}

}  // namespace doorstroom
