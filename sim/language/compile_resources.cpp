// resources: servers and slots; places have a file of their own.
#include <fmt/format.h>

#include <algorithm>

#include "language/axes.hpp"
#include "language/compile.hpp"
#include "language/evaluate.hpp"
#include "language/feedback.hpp"
#include "language/places.hpp"
#include "language/reader.hpp"
#include "language/shares.hpp"
#include "language/values.hpp"
#include "text/scalar.hpp"

namespace doorstroom::language {

void expect_same_for_all(Compilation& compilation, ValueId id, const text::Node& node) {
    if (!given(id)) return;
    Value& value = compilation.plan.values[index(id)];
    read_the_total(value, [](const Axis&) { return false; });
    if (value.axes.empty()) return;
    compilation.fault(node, fmt::format("this number is the same for everybody: it cannot depend on `{}`",
                                        name_of(compilation.plan, value.axes.front())));
}

namespace {

bool is_told_apart(const Resource& resource, const Axis& axis) {
    const std::vector<AttributeId> by = resource.kept_apart_by();
    return axis.of == Axis::Of::attribute && std::find(by.begin(), by.end(), axis.attribute) != by.end();
}

// A supply may differ only between the values it is kept apart for, and must have a number for each of them.
void check_supply(Compilation& compilation, const Resource& resource, ValueId id, const text::Node& node) {
    if (!given(id)) return;
    read_the_total(compilation.plan.values[index(id)], [&](const Axis& axis) { return is_told_apart(resource, axis); });
    const Value& value = compilation.plan.at(id);
    std::vector<std::uint32_t> at(value.axes.size(), 1);
    for (const Axis& axis : value.axes) {
        if (is_told_apart(resource, axis)) continue;
        if (!given(axis.attribute)) return expect_same_for_all(compilation, id, node);
        const std::string on = name_of(compilation.plan, axis);
        return compilation.fault(node, fmt::format("`{}` has one supply for every `{}`", resource.name, on),
                                 fmt::format("`by: {}` keeps a separate supply for each value", on));
    }
    for (bool more = known_before_the_run(value); more;) {
        if (const double number = evaluate(value, at, compilation.plan.calendar.end()); number != number) {
            std::string whose;
            for (std::size_t i = 0; i < at.size(); ++i) {
                const Attribute& attribute = compilation.plan.at(value.axes[i].attribute);
                whose += fmt::format("{}{} {}", i > 0 ? ", " : "", attribute.name, attribute.values[at[i]]);
            }
            return compilation.fault(node, fmt::format("there is no number for {}", whose), "give one, or `else`");
        }
        more = false;
        for (std::size_t axis = at.size(); axis-- > 0 && !more;) {
            more = ++at[axis] < value.axes[axis].size;
            if (!more) at[axis] = 1;
        }
    }
}

void read_by(Compilation& compilation, const Reader& reader, Resource& resource) {
    for (const text::Node* name : reader.names("by")) {
        const AttributeId attribute = compilation.look_up(compilation.attributes, *name, "attribute");
        if (!given(attribute)) continue;
        if (std::find(resource.by.begin(), resource.by.end(), attribute) != resource.by.end())
            compilation.fault(*name, fmt::format("`{}` stands here twice", name->scalar));
        else
            resource.by.push_back(attribute);
    }
}

}  // namespace

void read_unit(Compilation& compilation, const Reader& reader, Resource& resource) {
    const text::Node* unit = reader.find("unit");
    if (!unit) return;
    if (unit->is_scalar() && unit->scalar == "persons") {
        resource.unit = Resource::Unit::persons;
    } else if (unit->is_scalar() && unit->scalar == "households") {
        resource.unit = Resource::Unit::households;
    } else {
        resource.unit = Resource::Unit::value;
        const Wanted wanted = wanted_by(Expects::amount, compilation.plan.calendar.start());
        if (unit->is_scalar() && !number_of(*unit))
            return compilation.fault(*unit,
                                     fmt::format("expected persons, households or a number, found {}", describe(*unit)),
                                     suggestion(unit->scalar, {"persons", "households"}, "word"));
        resource.unit_value = compile_value(compilation, *unit, reader.address("unit"), wanted);
    }
}

void read_supplies(Compilation& compilation, const Reader& reader, Resource& resource) {
    read_by(compilation, reader, resource);
    const text::Node* gives = reader.find("gives");
    if (!gives) return;
    resource.gives = compilation.look_up(compilation.attributes, *gives, "attribute");
    if (reader.has("by")) compilation.fault_at_key(*reader.entry("gives"), "`by` and `gives` exclude each other");
}

namespace {

void read_servers(Compilation& compilation, const Reader& reader, Resource& resource) {
    resource.order = reader.choice_as("order", Resource::Order::oldest);
    read_unit(compilation, reader, resource);
    read_supplies(compilation, reader, resource);
    resource.amount = reader.value("capacity");
    if (const text::Node* node = reader.find("capacity")) check_supply(compilation, resource, resource.amount, *node);
}

void read_sizes(Compilation& compilation, const Reader& reader, Resource& resource) {
    if (const text::Node* sizes = reader.find("sizes")) {
        resource.sizes = compile_shares(compilation, *sizes, reader.address("sizes"), none<AttributeId>,
                                        compilation.plan.calendar.start());
        for (const ValueId share : resource.sizes->chances) check_supply(compilation, resource, share, *sizes);
    }
    resource.fits_expected = reader.choice("fits") == std::size_t{1};
    resource.upsize = reader.flag("upsize");
    for (const std::string_view key : {"fits", "upsize"})
        if (reader.has(key) && !resource.sizes)
            compilation.fault_at_key(*reader.entry(key), fmt::format("`{}` needs `sizes`", key));
}

// Where what would lapse goes. What it goes to is judged when all resources are read.
void read_spill(Compilation& compilation, const Reader& reader, Resource& resource) {
    const text::Node* spill = reader.find("spill");
    if (!spill) return;
    if (spill->scalar != "others") {
        resource.spill = compilation.look_up(compilation.resources, *spill, "resource");
    } else {
        resource.spill_others = true;
        if (resource.kept_apart_by().empty())
            compilation.fault(*spill, fmt::format("`{}` has one supply: there are no others to spill to", resource.name),
                              "`by` or `gives` keeps supplies apart");
    }
    if (resource.carry && !given(resource.carry_at_most))
        compilation.fault_at_key(*reader.entry("spill"), "nothing lapses that could spill: all of it is carried",
                                 "`carry_at_most`, or `unused: expire`");
}

void read_slots(Compilation& compilation, const Reader& reader, Resource& resource) {
    resource.order = reader.choice_as("order", Resource::Order::oldest);
    read_unit(compilation, reader, resource);
    read_supplies(compilation, reader, resource);
    resource.amount = reader.value("openings");
    resource.per = reader.choice_as("per", Period::year);
    resource.spread = reader.choice_as("spread", Resource::Spread::even);
    resource.carry = reader.choice("unused") == std::size_t{1};
    resource.carry_at_most = reader.value("carry_at_most");
    if (reader.has("carry_at_most") && !resource.carry)
        compilation.fault_at_key(*reader.entry("carry_at_most"), "`carry_at_most` needs `unused: carry`");
    for (const std::string_view key : {"openings", "carry_at_most"})
        if (const text::Node* node = reader.find(key))
            check_supply(compilation, resource, key == "openings" ? resource.amount : resource.carry_at_most, *node);
    read_sizes(compilation, reader, resource);
    read_spill(compilation, reader, resource);
}

// An opening that spills must find its supply, its class and its unit where it goes.
void check_spill(Compilation& compilation, const Resource& from, const text::Node& node) {
    const Resource& to = compilation.plan.at(from.spill);
    if (to.kind != Resource::Kind::slots)
        return compilation.fault(node, fmt::format("only slots take openings; `{}` has none", to.name));
    if (&to <= &from)
        return compilation.fault(node, fmt::format("`{}` must be declared after `{}` to take what it spills", to.name, from.name),
                                 "resources are settled in the order declared");
    const std::vector<AttributeId> own = from.kept_apart_by();
    for (const AttributeId by : to.kept_apart_by())
        if (std::find(own.begin(), own.end(), by) == own.end())
            compilation.fault(node,
                              fmt::format("`{}` has a supply for each `{}`, and an opening of `{}` is nobody's in particular",
                                          to.name, compilation.plan.at(by).name, from.name),
                              "it has the same supplies, or fewer");
    if (to.sizes && (!from.sizes || from.sizes->codes != to.sizes->codes))
        compilation.fault(node, fmt::format("`{}` has other `sizes` than `{}`", to.name, from.name),
                          "it has the same, or none");
    if (from.unit != to.unit)
        compilation.fault(node, fmt::format("`{}` and `{}` have openings of another `unit`", from.name, to.name));
}

}  // namespace

void compile_resources(Compilation& compilation) {
    for (const text::Entry* entry : compilation.entries(compilation.section("resources"), "resource")) {
        const ResourceId id = compilation.resources.find(entry->key)->second;
        const std::string address = "resources." + entry->key;
        const text::Entry* kind = find_key(entry->value, kind_of("places"), "kind");
        const std::vector<std::string> kinds{"servers", "slots", "places"};
        if (!kind || std::find(kinds.begin(), kinds.end(), kind->value.scalar) == kinds.end()) {
            if (!kind)
                compilation.fault_at_key(*entry, fmt::format("`kind` is missing in `{}`", address),
                                         "one of: servers, slots, places");
            else
                compilation.fault(kind->value, fmt::format("{} is no kind of resource", describe(kind->value)),
                                  suggestion(kind->value.scalar, kinds, "word"));
            continue;
        }
        const Reader reader{compilation, entry->value, kind->value.scalar, address};
        Resource& resource = compilation.plan.resources[index(id)];
        resource.label = reader.title("label");
        if (resource.kind == Resource::Kind::servers)
            read_servers(compilation, reader, resource);
        else if (resource.kind == Resource::Kind::slots)
            read_slots(compilation, reader, resource);
        else
            read_places(compilation, reader, id);
    }
    for (const Resource& resource : compilation.plan.resources)
        if (given(resource.spill))
            check_spill(compilation, resource,
                        find_key(compilation.section("resources").find(resource.name)->value, kind_of("slots"), "spill")->value);
}

}  // namespace doorstroom::language
