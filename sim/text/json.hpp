// JSON to be written: a tree whose keys keep their order, printed so that a person can read it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace doorstroom::text {

class Json {
public:
    using Members = std::vector<std::pair<std::string, Json>>;

    Json() : Json(object({})) {}
    Json(std::string_view text);
    Json(const std::string& text) : Json(std::string_view(text)) {}
    Json(const char* text) : Json(std::string_view(text)) {}
    static Json number(double number);
    static Json as_is(std::string_view json);  // JSON already
    static Json truth(bool truth);
    static Json object(Members members);
    static Json array(std::vector<Json> items);

    // Adds a member to an object.
    Json& add(std::string key, Json value);
    bool empty() const { return members_.empty() && items_.empty(); }
    // As many lines as it takes: what is short stands on one.
    std::string print() const;

private:
    enum class Is : std::uint8_t { scalar, object, array };
    explicit Json(Is is) : is_(is) {}

    Is is_;
    std::string scalar_;  // as printed
    Members members_;
    std::vector<Json> items_;

    std::string on_one_line() const;
    void print(std::string& out, std::size_t indent, std::size_t used) const;
};

// In double quotes, with what must be escaped escaped.
std::string json_text(std::string_view text);

}  // namespace doorstroom::text
