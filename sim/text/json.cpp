#include "text/json.hpp"

#include <fmt/format.h>

#include "text/scalar.hpp"

namespace doorstroom::text {

namespace {

constexpr std::size_t widest = 120;

}  // namespace

std::string json_text(std::string_view text) {
    std::string out = "\"";
    for (const char letter : text) {
        if (letter == '"' || letter == '\\') {
            out += '\\';
            out += letter;
        } else if (static_cast<unsigned char>(letter) < 0x20) {
            out += fmt::format("\\u{:04x}", static_cast<unsigned>(letter));
        } else {
            out += letter;
        }
    }
    return out + '"';
}

Json::Json(std::string_view text) : is_(Is::scalar), scalar_(json_text(text)) {}

Json Json::number(double number) {
    Json json(Is::scalar);
    json.scalar_ = format_number(number);
    return json;
}

Json Json::as_is(std::string_view json) {
    Json made(Is::scalar);
    made.scalar_ = json;
    return made;
}

Json Json::truth(bool truth) {
    Json json(Is::scalar);
    json.scalar_ = truth ? "true" : "false";
    return json;
}

Json Json::object(Members members) {
    Json json(Is::object);
    json.members_ = std::move(members);
    return json;
}

Json Json::array(std::vector<Json> items) {
    Json json(Is::array);
    json.items_ = std::move(items);
    return json;
}

Json& Json::add(std::string key, Json value) {
    members_.emplace_back(std::move(key), std::move(value));
    return *this;
}

std::string Json::on_one_line() const {
    if (is_ == Is::scalar) return scalar_;
    std::string out;
    for (const auto& [key, value] : members_) {
        if (!out.empty()) out += ", ";
        out += json_text(key) + ": " + value.on_one_line();
    }
    for (const Json& item : items_) {
        if (!out.empty()) out += ", ";
        out += item.on_one_line();
    }
    return is_ == Is::object ? "{" + out + "}" : "[" + out + "]";
}

void Json::print(std::string& out, std::size_t indent, std::size_t used) const {
    const std::string line = on_one_line();
    if (is_ == Is::scalar || empty() || used + line.size() <= widest) {
        out += line;
        return;
    }
    const std::string margin(indent + 2, ' ');
    const char* before = is_ == Is::object ? "{\n" : "[\n";
    for (const auto& [key, value] : members_) {
        out += before + margin + json_text(key) + ": ";
        value.print(out, indent + 2, margin.size() + key.size() + 5);
        before = ",\n";
    }
    for (const Json& item : items_) {
        out += before + margin;
        item.print(out, indent + 2, margin.size() + 1);
        before = ",\n";
    }
    out += '\n' + std::string(indent, ' ') + (is_ == Is::object ? '}' : ']');
}

std::string Json::print() const {
    std::string out;
    print(out, 0, 0);
    return out + '\n';
}

}  // namespace doorstroom::text
