// What the field table says a key takes can be read, and names nothing that is not there.
#include "language/forms.hpp"

#include <set>

#include "catch.hpp"
#include "language/schema.hpp"
#include "language/sorts.hpp"

using namespace doorstroom::language;

namespace {

void look_at(const Forms& forms, std::set<std::string>& kinds, std::set<std::string>& sorts) {
    static const std::set<std::string> bound{"SAME", "TERM", "PARAMETER"};  // what these are depends on where they stand
    for (const Form& form : forms) {
        if (form.is == Form::Is::kind) kinds.insert(form.text);
        if ((form.is == Form::Is::sort || form.is == Form::Is::named) && !bound.count(form.text)) sorts.insert(form.text);
        look_at(form.parts, kinds, sorts);
    }
}

}  // namespace

TEST_CASE("every form of the field table can be read, and its kinds and sorts exist") {
    std::set<std::string> kinds, sorts;
    for (const Kind& kind : all_kinds())
        for (const auto& fields : {kind.fields, kind.others})
            for (const Field& field : fields) {
                INFO(kind.name << "." << field.key << ": " << form_of(field));
                if (field.need != Need::later) REQUIRE(!forms_of(field).empty());
                if (field.need != Need::later) look_at(forms_of(field), kinds, sorts);
            }
    for (const std::string& kind : kinds) CHECK(kind_of(kind).name == kind);
    for (const std::string& sort : sorts) CHECK(sort_of(sort).name == sort);
    for (const Kind& kind : all_kinds())
        for (const Field& field : kind.others) CHECK(sort_of(field.key).name == field.key);
}

TEST_CASE("a form reads as it is written") {
    const Forms next = parse_forms("STAGE | {STAGE: CHANCE | rest | {branch}}");
    REQUIRE(next.size() == 2);
    CHECK(next[0].is == Form::Is::sort);
    REQUIRE(next[1].is == Form::Is::named);
    CHECK(next[1].text == "STAGE");
    REQUIRE(next[1].parts.size() == 3);
    CHECK(next[1].parts[1].is == Form::Is::word);
    CHECK(next[1].parts[2].is == Form::Is::kind);
    const Forms pair = parse_forms("[2 (MEASURE | PLAIN)]");
    REQUIRE(pair.size() == 1);
    CHECK(pair[0].count == 2);
    CHECK(pair[0].parts.size() == 2);
    CHECK(parse_forms("{linked: ATTRIBUTE}")[0].is == Form::Is::keyed);
    CHECK(parse_forms("{stock line}")[0].text == "stock line");
}

TEST_CASE("the schema is made from the table") {
    const std::string schema = json_schema();
    for (const char* there : {"\"wait\": {", "\"stage-in-a-part\"", "\"enum\": [\"poisson\", \"none\"]"})
        CHECK(schema.find(there) != std::string::npos);
}
