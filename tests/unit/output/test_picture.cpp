#include "catch.hpp"

#include "output/picture.hpp"

using namespace doorstroom;

namespace {

Value constant(double number) {
    Value value;
    value.nodes.resize(1);
    value.nodes[0].number = number;
    return value;
}

// Waiting, then refused by 30 in 100, else housed; a clock for those who give up; a source.
Plan asylum() {
    Plan plan;
    plan.scenario = "small";
    plan.title = {"Eén \"gemeente\"", "One \"municipality\""};
    plan.values = {constant(0.3)};
    plan.resources.resize(1);
    plan.resources[0].name = "decisions";
    plan.stages.resize(3);
    Stage& waiting = plan.stages[0];
    waiting.name = "asylum.decision";
    waiting.label = {"Beslissing", ""};
    waiting.pillar = "opvang";
    waiting.timing = Stage::Timing::await;
    waiting.awaits = ResourceId(0);
    waiting.next.resize(2);
    waiting.next[0] = {StageId(1), none<ConditionId>, ValueId(0)};
    waiting.next[1].to = StageId(2);
    waiting.race.resize(1);
    waiting.race[0].name = "gives_up";
    waiting.race[0].to = StageId(1);
    plan.stages[1].name = "asylum.refused";
    plan.stages[2].name = "asylum.moved-out";
    plan.stages[2].final = true;
    plan.pathways = {{"asylum", false, StageId(0), {StageId(0), StageId(1), StageId(2)}}};
    plan.sources.resize(1);
    plan.sources[0].name = "arrivals";
    plan.sources[0].first = StageId(0);
    plan.sources[0].arrivals.emplace();
    return plan;
}

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

double number_of(const Value& value, const std::vector<std::uint32_t>& positions) {
    return value.nodes[positions.empty() ? 0 : positions[0]].number;
}

Picture picture(const Plan& plan, Language language) { return draw(plan, language, number_of); }

}  // namespace

TEST_CASE("A picture in dot has a box for each stage in the language asked for, and an arrow for each way out") {
    const std::string dutch = to_dot(picture(asylum(), Language::nl));
    CHECK(holds(dutch, "label=\"Eén \\\"gemeente\\\"\";"));
    CHECK(holds(dutch, "\"asylum.decision\" [label=\"Beslissing\\nwacht op decisions\", fillcolor=\"#cfe8f7\"];"));
    CHECK(holds(dutch, "\"asylum.decision\" -> \"asylum.refused\" [label=\"30 %\", style=solid, weight=4];"));
    CHECK(holds(dutch, "\"asylum.decision\" -> \"asylum.moved-out\" [label=\"70 %\", style=solid, weight=4];"));
    CHECK(holds(dutch, "\"asylum.decision\" -> \"asylum.refused\" [label=\"gives up\", style=dashed, weight=4];"));
    CHECK(holds(dutch, "\"asylum.moved-out\" [label=\"moved-out\", fillcolor=\"#f2f2f2\", peripheries=2];"));
    const std::string english = to_dot(picture(asylum(), Language::en));
    CHECK(holds(english, "Beslissing\\nwaits for decisions"));
    CHECK(holds(english, "One \\\"municipality\\\""));
}

TEST_CASE("A picture shows what is scarce as what it is, and whom it serves") {
    Plan plan = asylum();
    plan.resources[0].kind = Resource::Kind::slots;
    const std::string text = to_dot(picture(plan, Language::en));
    CHECK(holds(text, "\".resource.decisions\" [label=\"decisions\\nopenings\", fillcolor=\"#f2f2f2\", shape=note, style=filled];"));
    CHECK(holds(text, "\".resource.decisions\" -> \"asylum.decision\" [style=solid, color=\"#b0b0b0\", arrowhead=none];"));
    plan.resources[0].kind = Resource::Kind::places;
    CHECK(holds(to_dot(picture(plan, Language::nl)), "decisions\\nplaatsen\", fillcolor=\"#f2f2f2\", shape=house"));
}

TEST_CASE("A picture shows other journeys as dotted arrows: what starts, who is brought, who joins") {
    Plan plan = asylum();
    plan.pathways[0].stages = {StageId(0), StageId(1)};
    plan.pathways.push_back({"family", false, StageId(2), {StageId(2)}});
    plan.stages[2].name = "family.joined";
    plan.stages[2].pathway = PathwayId(1);
    plan.stages[2].join_linked = true;
    plan.stages[0].next.pop_back();
    plan.stages[0].start = {{"family", PathwayId(1), Start::Who::adults, none<ConditionId>, ValueId(0), none<LawId>, StageId(2)}};
    plan.stages[1].bring = {{SourceId(1), ValueId(0), none<LawId>}};
    plan.sources.resize(2);
    plan.sources[1].name = "relatives";
    plan.sources[1].first = StageId(2);
    const std::string text = to_dot(picture(plan, Language::en));
    const std::string dotted = "style=dotted, penwidth=1.6];";
    CHECK(holds(text, "\"asylum.decision\" -> \"family.joined\" [label=\"starts, adults, 30 %\", " + dotted));
    CHECK(holds(text, "\"asylum.refused\" -> \".source.relatives\" [label=\"30 %\", " + dotted));
    CHECK(holds(text, "\"family.joined\" -> \"asylum.refused\" [label=\"joins the family\", style=dotted, penwidth=1.6, constraint=false];"));
}

TEST_CASE("A chance that depends on who it is shows its lowest and its highest") {
    Plan plan = asylum();
    Value& chance = plan.values[0];
    chance.nodes.resize(2);
    chance.nodes[1].number = 0.45;
    chance.axes = {{Axis::Of::household_size, none<AttributeId>, {1, 2}, 2}};
    const std::string text = to_dot(picture(plan, Language::en));
    CHECK(holds(text, "label=\"30–45 %\""));
    CHECK(holds(text, "\"asylum.decision\" -> \"asylum.moved-out\" [style=solid, weight=4];"));
}

TEST_CASE("The legend names the pillars and lines that there are") {
    const std::string text = to_dot(picture(asylum(), Language::en));
    for (const char* there : {"label=\"reception\", fillcolor=\"#cfe8f7\"", "label=\"no pillar\"", "label=\"inflow\"", "label=\"a clock, or what comes first\""})
        CHECK(holds(text, there));
    for (const char* other : {"label=\"housing\"", "another pathway"}) CHECK(!holds(text, other));
}

TEST_CASE("A picture in Mermaid uses names it can read") {
    const std::string text = to_mermaid(picture(asylum(), Language::en));
    CHECK(holds(text, "flowchart LR\n"));
    CHECK(holds(text, "asylum__moved_h_out[[\"moved-out\"]]"));
    CHECK(holds(text, "asylum__decision -->|\"30 %\"| asylum__refused"));
    CHECK(holds(text, "asylum__decision -.->|\"gives up\"| asylum__refused"));
    CHECK(holds(text, "__source__arrivals --> asylum__decision"));
    CHECK(holds(text, "__resource__decisions --- asylum__decision"));
    CHECK(holds(text, "style asylum__decision fill:#cfe8f7"));
}
