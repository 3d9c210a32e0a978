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
    return plan;
}

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("A picture in dot has a box for each stage in the language asked for, and an arrow for each way out") {
    const std::string dutch = to_dot(draw(asylum(), Language::nl));
    CHECK(holds(dutch, "label=\"Eén \\\"gemeente\\\"\";"));
    CHECK(holds(dutch, "\"asylum.decision\" [label=\"Beslissing\\nwacht op decisions\", fillcolor=\"#cfe8f7\"];"));
    CHECK(holds(dutch, "\"asylum.decision\" -> \"asylum.refused\" [label=\"30 %\", style=solid];"));
    CHECK(holds(dutch, "\"asylum.decision\" -> \"asylum.refused\" [label=\"gives_up\", style=dashed];"));
    CHECK(holds(dutch, "\"asylum.moved-out\" [label=\"moved-out\", fillcolor=\"#f2f2f2\", peripheries=2];"));
    const std::string english = to_dot(draw(asylum(), Language::en));
    CHECK(holds(english, "Beslissing\\nwaits for decisions"));
    CHECK(holds(english, "One \\\"municipality\\\""));
}

TEST_CASE("A picture in Mermaid uses names it can read") {
    const std::string text = to_mermaid(draw(asylum(), Language::en));
    CHECK(holds(text, "flowchart LR\n"));
    CHECK(holds(text, "asylum__moved_h_out[[\"moved-out\"]]"));
    CHECK(holds(text, "asylum__decision -->|\"30 %\"| asylum__refused"));
    CHECK(holds(text, "__arrivals ==> asylum__decision"));
    CHECK(holds(text, "style asylum__decision fill:#cfe8f7"));
}
