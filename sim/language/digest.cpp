#include "language/digest.hpp"

#include "text/json.hpp"
#include "text/scalar.hpp"

namespace doorstroom::language {

namespace {

void print_scalar(std::string& out, const text::Node& node) {
    if (!node.quoted && (node.scalar == "true" || node.scalar == "false")) {
        out += node.scalar;
    } else if (const auto number = text::parse_number(node.scalar); number && !node.quoted) {
        out += text::format_number(*number == 0 ? 0 : *number);
    } else {
        out += text::json_text(node.scalar);
    }
}

void print(std::string& out, const text::Node& node) {
    if (node.is_null()) out += "null";
    if (node.is_scalar()) print_scalar(out, node);
    if (node.is_mapping()) {
        out += '{';
        for (const text::Entry& entry : node.entries) {
            if (out.back() != '{') out += ',';
            out += text::json_text(entry.key);
            out += ':';
            print(out, entry.value);
        }
        out += '}';
    }
    if (node.is_sequence()) {
        out += '[';
        for (const text::Node& item : node.items) {
            if (out.back() != '[') out += ',';
            print(out, item);
        }
        out += ']';
    }
}

}  // namespace

std::string canonical_json(const text::Node& node) {
    std::string out;
    print(out, node);
    return out;
}

}  // namespace doorstroom::language
