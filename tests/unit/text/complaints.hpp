// Reads a text and gives back its complaints as one line each: "LINE:COLUMN message (help)".
#pragma once

#include <string>
#include <utility>

#include "text/csv.hpp"
#include "text/document.hpp"

namespace doorstroom::text {

inline std::string in_lines(const Diagnostics& diagnostics) {
    std::string lines;
    for (const Diagnostic& fault : diagnostics.all()) {
        if (!lines.empty()) lines += '\n';
        if (fault.mark.line > 0)
            lines += std::to_string(fault.mark.line) + ":" + std::to_string(fault.mark.column) + " ";
        lines += fault.message;
        if (!fault.help.empty()) lines += " (" + fault.help + ")";
    }
    return lines;
}

inline std::string complaints_about_yaml(std::string text) {
    Diagnostics diagnostics;
    read_yaml(diagnostics.add_file("x.yaml", std::move(text)), diagnostics);
    return in_lines(diagnostics);
}

inline std::string complaints_about_csv(std::string text) {
    Diagnostics diagnostics;
    read_csv(diagnostics.add_file("x.csv", std::move(text)), diagnostics);
    return in_lines(diagnostics);
}

}  // namespace doorstroom::text
