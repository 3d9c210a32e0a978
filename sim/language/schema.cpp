#include "language/schema.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "language/forms.hpp"
#include "language/sorts.hpp"
#include "text/json.hpp"

namespace doorstroom::language {

namespace {

using text::Json;

// Where a mapping stands: in a file that is whole; in one that is laid over others or under them, where any key may be
// left out or be `~`; or as a value, which is replaced whole and so is whole itself.
enum class Place : std::uint8_t { whole, part, value };

struct Context {
    Place place = Place::value;
    Binding binding;
};

std::string replaced(std::string text, char from, char to) {
    std::replace(text.begin(), text.end(), from, to);
    return text;
}

Json either(std::vector<Json> schemas) {
    if (schemas.size() == 1) return std::move(schemas.front());
    return Json::object({{"anyOf", Json::array(std::move(schemas))}});
}

// What the names in a mapping must look like; beside them stands where its numbers come from.
Json name_pattern(const Sort& sort) {
    const std::string date = sort.name == "DATE" ? "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" : "";
    const std::string own = date.empty() ? std::string(sort.schema) : date;
    return Json::object({{"pattern", Json("^(reference|assumption|derived|range)$|" + own)}});
}

class SchemaMaker {
public:
    std::string print();

private:
    std::map<std::string, Json> definitions_;

    Json reference(const std::string& name) { return Json::object({{"$ref", Json("#/definitions/" + name)}}); }
    template <class Make>
    Json defined(const std::string& name, const Make& make) {
        if (definitions_.emplace(name, Json()).second) {
            Json made = make();
            definitions_[name] = std::move(made);
        }
        return reference(name);
    }

    Json kind(const std::string& name, const Context& context);
    Json kind_itself(const Kind& kind, const Context& context);
    Json property(const Kind& kind, const Field& field, const Context& context);
    Json sort(std::string_view name, const Context& context);
    Json sort_itself(const Sort& sort);
    Json value(const Sort& sort);
    Json forms(const Forms& forms, const Context& context);
    Json form(const Form& form, const Context& context);
    Json names(const std::string& of, Json each);
    void add_basis(Json::Members& properties);
};

// ---- mappings -------------------------------------------------------------------------------------------------------

// The keys that may stand in every mapping and say where its numbers come from.
struct BasisKey {
    std::string_view key;
    std::string_view schema;
};
constexpr BasisKey basis_keys[] = {
    {"reference", R"({"description": "where the numbers in here were published: one of `references`", "type": "string"})"},
    {"assumption", R"({"description": "why these numbers were taken, where nobody published them", "type": ["string", "number"]})"},
    {"derived", R"({"description": "how they were worked out from the reference", "type": ["string", "number"]})"},
    {"range", R"({"description": "how far the number may lie", "type": "array", "items": {"type": ["number", "string"]}, "minItems": 2, "maxItems": 2})"},
};

void SchemaMaker::add_basis(Json::Members& properties) {
    for (const BasisKey& own : basis_keys)
        properties.emplace_back(own.key, defined(std::string(own.key), [&] { return Json::as_is(own.schema); }));
}

Json SchemaMaker::kind(const std::string& name, const Context& context) {
    std::string defined_as = replaced(name, ' ', '_');
    if (context.place == Place::part) defined_as += "-in-a-part";
    for (const std::string_view bound : {context.binding.same, context.binding.parameter})
        if (!bound.empty()) defined_as += fmt::format("-of-{}", bound);
    return defined(defined_as, [&] { return kind_itself(kind_of(name), context); });
}

Json SchemaMaker::kind_itself(const Kind& kind, const Context& context) {
    Json::Members properties;
    std::vector<Json> required;
    for (const Field& field : kind.fields) {
        if (field.need == Need::later) continue;
        properties.emplace_back(field.key, property(kind, field, context));
        if (field.need == Need::required && context.place != Place::part) required.emplace_back(field.key);
    }
    add_basis(properties);
    const bool has_rows = kind.find("table") != nullptr;  // then what stands here is laid over the rows of the table
    std::vector<Json> others;
    for (const Field& field : kind.others)
        others.push_back(property(kind, field, {has_rows ? Place::part : context.place, context.binding}));
    Json made = Json::object({{"description", Json(kind.meaning)}, {"type", "object"}});
    made.add("properties", Json::object(std::move(properties)));
    made.add("additionalProperties", others.empty() ? Json::truth(false) : either(std::move(others)));
    if (kind.others.size() == 1)
        if (const Sort& names = sort_of(kind.others.front().key); !names.schema.empty())
            made.add("propertyNames", name_pattern(names));
    if (context.place == Place::value) made.add("minProperties", Json::number(1));
    if (!required.empty()) made.add("required", Json::array(std::move(required)));
    return made;
}

Json SchemaMaker::property(const Kind& kind, const Field& field, const Context& context) {
    const std::vector<std::string> choices = choices_of(field);
    const bool names_its_kind = field.key == "kind" && std::find(choices.begin(), choices.end(), kind.name) != choices.end();
    Json takes = names_its_kind ? Json::object({{"enum", Json::array({Json(kind.name)})}})
                                : forms(forms_of(field), context);
    const bool may_be_deleted = context.place == Place::part;
    std::vector<Json> all{std::move(takes)};
    if (may_be_deleted) all.push_back(Json::object({{"type", "null"}}));
    Json made = Json::object({{"description", Json(field.meaning)}});
    return made.add(may_be_deleted ? "anyOf" : "allOf", Json::array(std::move(all)));
}

// A mapping of things by name.
Json SchemaMaker::names(const std::string& of, Json each) {
    Json made = Json::object({{"type", "object"}});
    Json::Members properties;
    add_basis(properties);
    made.add("properties", Json::object(std::move(properties)));
    made.add("additionalProperties", std::move(each));
    if (const Sort& sort = sort_of(of); !sort.schema.empty()) made.add("propertyNames", name_pattern(sort));
    return made;
}

// ---- forms ----------------------------------------------------------------------------------------------------------

Json SchemaMaker::forms(const Forms& forms, const Context& context) {
    std::vector<Json> words;
    std::vector<Json> schemas;
    for (const Form& each : forms) {
        if (each.is == Form::Is::word && each.text == "~")
            schemas.push_back(Json::object({{"type", "null"}}));
        else if (each.is != Form::Is::word)
            schemas.push_back(form(each, context));
        else
            words.push_back(each.text == "true" || each.text == "false" ? Json::truth(each.text == "true") : Json(each.text));
    }
    if (!words.empty()) schemas.insert(schemas.begin(), Json::object({{"enum", Json::array(std::move(words))}}));
    return either(std::move(schemas));
}

Json SchemaMaker::form(const Form& form, const Context& context) {
    switch (form.is) {
        case Form::Is::word: break;  // all of them in one enum
        case Form::Is::sort: return sort(form.text, context);
        case Form::Is::kind: return kind(form.text, context);
        case Form::Is::named: {
            std::vector<Json> each{forms(form.parts, context)};
            if (context.place == Place::part) each.push_back(Json::object({{"type", "null"}}));
            return names(form.text, either(std::move(each)));
        }
        case Form::Is::keyed:
            return Json::object({{"type", "object"},
                                 {"properties", Json::object({{form.text, forms(form.parts, context)}})},
                                 {"required", Json::array({Json(form.text)})},
                                 {"additionalProperties", Json::truth(false)}});
        case Form::Is::list: {
            Json list = Json::object({{"type", "array"}, {"items", forms(form.parts, context)}});
            list.add("minItems", Json::number(form.count == 0 ? 1 : static_cast<double>(form.count)));
            if (form.count != 0) list.add("maxItems", Json::number(static_cast<double>(form.count)));
            return list;
        }
    }
    return Json();
}

// ---- sorts ----------------------------------------------------------------------------------------------------------

Json SchemaMaker::sort(std::string_view name, const Context& context) {
    const Sort& found = sort_of(name, context.binding);
    return defined(replaced(std::string(found.name), '.', '_'), [&] { return sort_itself(found); });
}

// Whatever stands for a number: it may depend on the date, on who asks, on other numbers.
Json SchemaMaker::value(const Sort& sort) {
    const bool is_shares = sort.is == Sort::Is::shares;
    const Context context{Place::value, binding_of(sort)};
    std::vector<Json> any{Json::as_is(is_shares ? sort_of("TEXT").schema : sort.schema)};
    if (is_shares || sort.name == "VALUE") any.push_back(names("KEY", this->sort("CHANCE", {})));
    for (const char* form : {"dated", "by", "stated value"}) any.push_back(kind(form, context));
    any.push_back(kind("use", {}));
    any.push_back(kind("table", {}));
    if (!is_shares) {
        any.push_back(kind("calculation", context));
        const auto& fields = kind_of("feedback").fields;
        const auto is_there = [](const Field& field) { return field.need != Need::later; };
        if (std::any_of(fields.begin(), fields.end(), is_there)) any.push_back(kind("feedback", context));
    }
    return either(std::move(any));
}

Json SchemaMaker::sort_itself(const Sort& sort) {
    switch (sort.is) {
        case Sort::Is::plain: return Json::as_is(sort.schema);
        case Sort::Is::value:
        case Sort::Is::shares: return value(sort);
        case Sort::Is::condition: return kind("condition", {});
        case Sort::Is::distribution: {
            std::vector<Json> any{kind("distribution", {Place::value, binding_of(sort)})};
            if (sort.name == "DISTRIBUTION") any.insert(any.begin(), Json::object({{"enum", Json::array({Json("forever")})}}));
            return either(std::move(any));
        }
        case Sort::Is::name:
        case Sort::Is::key: break;
    }
    Json made = Json::as_is(sort_of("TEXT").schema);
    if (!sort.schema.empty()) made = Json::object({{"type", "string"}, {"pattern", Json(sort.schema)}});
    return made;
}

// A file with a name of its own that is laid over nothing is whole; a policy is a file of another kind; any other file is a
// part.
std::string SchemaMaker::print() {
    const Json whole = kind("scenario", {Place::whole, {}});
    const Json policy = kind("policy", {Place::whole, {}});
    const Json part = kind("scenario", {Place::part, {}});
    Json schema = Json::object({{"$schema", "http://json-schema.org/draft-07/schema#"},
                                {"title", "A scenario of Doorstroom"},
                                {"description", "Printed by `doorstroom schema`; scenarios/README.md says what it all means."}});
    schema.add("if", Json::as_is(R"({"required": ["scenario"], "not": {"required": ["extends"]}})"));
    schema.add("then", whole);
    Json other = Json::object({{"if", Json::as_is(R"({"required": ["policy"]})")}, {"then", policy}});
    schema.add("else", other.add("else", part));
    Json::Members members(definitions_.begin(), definitions_.end());
    schema.add("definitions", Json::object(std::move(members)));
    return schema.print();
}

}  // namespace

std::string json_schema() { return SchemaMaker{}.print(); }

}  // namespace doorstroom::language
