#include "catch.hpp"

#include <algorithm>
#include <set>

#include "output/fold.hpp"
#include "output/page.hpp"

using namespace doorstroom;

namespace {

using Timing = Stage::Timing;

// An interview, a decision by one of two queues for the same, then one of two ends; and a pathway of two stages beside it.
Plan chain() {
    Plan plan;
    plan.scenario = "chain";
    plan.title = {"Keten", "Chain"};
    plan.resources.resize(2);
    plan.resources[0].name = "interviews";
    plan.resources[1].name = "decisions";
    plan.resources[1].label = {"besluiten", "decisions"};
    plan.laws.resize(1);
    const auto add = [&](const std::string& name, Timing timing, const std::vector<std::uint32_t>& next) {
        Stage& stage = plan.stages.emplace_back();
        stage.name = name;
        stage.timing = timing;
        stage.final = next.empty();
        stage.pathway = PathwayId(name.rfind("asylum", 0) == 0 ? 0 : 1);
        if (timing == Timing::stay) stage.law = LawId(0);
        for (const std::uint32_t to : next) stage.next.push_back({StageId(to)});
    };
    add("asylum.interview", Timing::await, {1, 2});
    add("asylum.decision", Timing::await, {3});
    add("asylum.ordered", Timing::await, {3});
    add("asylum.decided", Timing::pass, {4, 5});
    add("asylum.housed", Timing::pass, {});
    add("asylum.left", Timing::pass, {});
    add("work.seeking", Timing::stay, {7});
    add("work.employed", Timing::pass, {});
    plan.stages[0].awaits = ResourceId(0);
    plan.stages[1].awaits = plan.stages[2].awaits = ResourceId(1);
    plan.stages[4].start.resize(1);
    plan.stages[4].start[0].at = StageId(6);
    plan.pathways = {{"asylum", false, StageId(0), {StageId(0), StageId(1), StageId(2), StageId(3), StageId(4), StageId(5)}, {"Asiel", "Asylum"}},
                     {"work", true, StageId(6), {StageId(6), StageId(7)}, {"Werk", "Work"}}};
    plan.sources.resize(1);
    plan.sources[0].name = "applications";
    plan.sources[0].label = {"Aanvragen", "Applications"};
    plan.sources[0].first = StageId(0);
    plan.sources[0].arrivals.emplace();
    return plan;
}

std::vector<std::size_t> sizes(const Fold& fold) {
    std::vector<std::size_t> made;
    for (const std::vector<StageId>& box : fold.boxes) made.push_back(box.size());
    return made;
}

bool together(const Fold& fold, std::size_t one, std::size_t other) { return fold.box_of[one] == fold.box_of[other]; }

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("Where there is room every stage has a box of its own") {
    CHECK(fold(chain(), 8).boxes.size() == 8);
    CHECK(fold(chain(), 100).boxes.size() == 8);
}

TEST_CASE("Two queues for the same share a box before an interview shares one with a decision") {
    const Fold made = fold(chain(), 6);
    CHECK(made.boxes.size() == 6);
    CHECK(together(made, 1, 2));
    CHECK_FALSE(together(made, 0, 1));
}

TEST_CASE("Ends share a box, and never one with those who go on while another way is left") {
    const Fold made = fold(chain(), 5);
    CHECK(together(made, 4, 5));
    CHECK_FALSE(together(made, 3, 4));
}

TEST_CASE("However few boxes are asked for, no two pathways share one") {
    CHECK(sizes(fold(chain(), 1)) == std::vector<std::size_t>{6, 2});
}

TEST_CASE("A box is called after the stage where people wait, and lists the others") {
    const Plan plan = chain();
    const Picture picture = draw_folded(plan, Language::nl, 5);
    REQUIRE(picture.pathways.size() == 2);
    std::set<std::string> names;
    for (const Picture::Frame& pathway : picture.pathways)
        for (const Picture::Box& box : pathway.boxes) names.insert(box.lines.front());
    CHECK(names.count("decision") == 1);
    CHECK(names.count("Uitkomst") == 1);
    const Picture::Box& decision = picture.pathways[0].boxes[1];
    CHECK(decision.lines == std::vector<std::string>{"decision", "begrensd door: besluiten", "· ordered", "· decided"});
}

TEST_CASE("The whole of a pathway in one box is called after the pathway") {
    const Picture picture = draw_folded(chain(), Language::nl, 1);
    CHECK(picture.pathways[1].boxes[0].lines == std::vector<std::string>{"Werk", "· seeking", "· employed"});
}

TEST_CASE("On a page nothing overlaps, and what leads to a card stands before it") {
    const Picture picture = draw_folded(chain(), Language::nl, 7);
    const auto layout = lay_out(picture, Paper::a3, Language::nl);
    REQUIRE(layout);
    CHECK(layout->cards.size() == 7);
    for (const PageLayout::Card& one : layout->cards) {
        CHECK(one.middle.x - layout->card_width / 2 >= 0);
        CHECK(one.middle.x + layout->card_width / 2 <= layout->paper.x);
        CHECK(one.middle.y - one.height / 2 >= 0);
        CHECK(one.middle.y + one.height / 2 <= layout->paper.y);
        for (const PageLayout::Card& other : layout->cards)
            CHECK((&one == &other || std::abs(one.middle.x - other.middle.x) > layout->card_width ||
                   std::abs(one.middle.y - other.middle.y) > (one.height + other.height) / 2));
    }
    CHECK(layout->cards.front().comes_in == std::vector<std::string>{"Aanvragen"});
    CHECK(layout->cards.front().box->lines.front() == "interview");
}

TEST_CASE("What does not fit a page is not drawn smaller") {
    Picture picture;
    picture.pathways.push_back({"long", "Long", {}});
    for (int box = 0; box < 200; ++box) picture.pathways[0].boxes.push_back({"long." + std::to_string(box), {"A box with a name"}, ""});
    CHECK_FALSE(lay_out(picture, Paper::a3, Language::en));
}

TEST_CASE("A page for Graphviz says where everything stands, and how large its text is") {
    const Picture picture = draw_folded(chain(), Language::en, 5);
    const std::string dot = to_dot(picture, *lay_out(picture, Paper::a4, Language::en));
    CHECK(holds(dot, "splines=ortho"));
    CHECK(holds(dot, "fontsize=9"));
    CHECK(holds(dot, "Asylum"));
    CHECK(holds(dot, "\"asylum.interview\" -> \"asylum.decision\""));
    CHECK(holds(dot, "Applications"));
}

TEST_CASE("A drawing is put on paper of its size") {
    const std::string svg = on_paper("<?xml?>\n<svg width=\"1190pt\" height=\"841pt\"\n viewBox=\"0 0 1190 841\">", Paper::a3);
    CHECK(svg == "<?xml?>\n<svg width=\"420mm\" height=\"297mm\" viewBox=\"0 0 1190 841\">");
}
