#include "output/page.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "output/fold.hpp"
#include "output/picture_words.hpp"

namespace doorstroom {

namespace {

using Line = Picture::Line;
using Shape = Picture::Shape;

constexpr std::size_t most_scarce = 3;  // what is scarce in a box, by name

class Folder {
public:
    Folder(const Plan& plan, Language language, std::size_t at_most)
        : plan_(plan), language_(language), words_(picture_words(language)), fold_(fold(plan, at_most)) {}

    Picture draw() {
        const std::string& title = title_in(language_, plan_.title);
        picture_.title = title.empty() ? plan_.scenario : title;
        for (const Pathway& pathway : plan_.pathways) picture_.pathways.push_back({pathway.name, name_in(language_, pathway), {}});
        for (const std::vector<StageId>& box : fold_.boxes) picture_.pathways[index(plan_.at(box.front()).pathway)].boxes.push_back(box_of(box));
        for (const Source& source : plan_.sources) add_source(source);
        for (const Stage& stage : plan_.stages) add_ways(stage);
        for (const auto& [ends, line] : arrows_) picture_.arrows.push_back({ends.first, ends.second, "", line});
        add_legend();
        return std::move(picture_);
    }

private:
    const Plan& plan_;
    const Language language_;
    const PictureWords& words_;
    const Fold fold_;
    Picture picture_;
    std::map<std::pair<std::string, std::string>, Line> arrows_;  // one from box to box, of the strongest line between them

    const std::string& box_with(StageId stage) const {
        return plan_.at(lead_of(plan_, fold_.boxes[fold_.box_of[index(stage)]])).name;
    }

    std::string label_of(const Stage& stage) const {
        const std::string& label = title_in(language_, stage.label);
        return label.empty() ? readable(stage.name.substr(stage.name.find('.') + 1)) : label;
    }

    // ---- a box: what gives it its name, what is waited for in it, the others it holds ----

    Picture::Box box_of(const std::vector<StageId>& box) const {
        const Stage& lead = plan_.at(lead_of(plan_, box));
        const bool is_whole = box.size() > 1 && box.size() == plan_.pathways[index(lead.pathway)].stages.size();
        Picture::Box made{lead.name, {}, pillar_of(box), plan_.at(box.front()).final ? Shape::final : Shape::stage};
        const bool are_ends = box.size() > 1 && std::all_of(box.begin(), box.end(), [&](StageId stage) { return plan_.at(stage).final; });
        made.lines.push_back(is_whole ? name_in(language_, plan_.pathways[index(lead.pathway)]) : are_ends ? words_.outcomes : label_of(lead));
        if (const std::string scarce = what_is_scarce(box); !scarce.empty()) made.lines.push_back(scarce);
        std::vector<const Stage*> others;
        for (const StageId stage : box)
            if (is_whole || are_ends || &plan_.at(stage) != &lead) others.push_back(&plan_.at(stage));
        std::stable_partition(others.begin(), others.end(), [](const Stage* stage) { return stage->timing != Stage::Timing::pass || stage->final; });
        for (const Stage* other : others) made.lines.push_back("· " + label_of(*other));
        return made;
    }

    // Of a box with several, the one most of its stages have.
    std::string pillar_of(const std::vector<StageId>& box) const {
        std::map<std::string, std::size_t> times;
        for (const StageId stage : box) ++times[plan_.at(stage).pillar];
        std::string most;
        for (const auto& [pillar, count] : times)
            if (!pillar.empty() && (most.empty() || count > times[most])) most = pillar;
        return most;
    }

    std::string what_is_scarce(const std::vector<StageId>& box) const {
        std::vector<std::string> scarce;
        const auto add = [&](ResourceId resource) {
            const std::string name = name_in(language_, plan_.at(resource));
            if (std::find(scarce.begin(), scarce.end(), name) == scarce.end()) scarce.push_back(name);
        };
        for (const StageId id : box) {
            const Stage& stage = plan_.at(id);
            if (stage.timing == Stage::Timing::await) add(stage.awaits);
            if (stage.lodge == Stage::Lodge::pool) add(stage.pool);
            for (const Clock& clock : stage.race)
                if (given(clock.resource)) add(clock.resource);
        }
        std::string text;
        for (std::size_t one = 0; one < std::min(scarce.size(), most_scarce); ++one) text += (one == 0 ? fmt::format("{} ", words_.limited_by) : ", ") + scarce[one];
        if (scarce.size() > most_scarce) text += " " + fmt::format(fmt::runtime(words_.and_others), scarce.size() - most_scarce);
        return text;
    }

    // ---- arrows ----

    void arrow(const std::string& from, const std::string& to, Line line) {
        if (from == to) return;
        const auto [found, is_new] = arrows_.insert({{from, to}, line});
        if (!is_new) found->second = std::min(found->second, line);
    }

    void add_source(const Source& source) {
        if (!source.arrivals) return;
        const std::string name = ".source." + source.name;
        picture_.sources.push_back({name, {name_in(language_, source)}, "", Shape::source});
        arrow(name, box_with(source.first), Line::next);
    }

    // Who joins a family is told by the name of the stage: an arrow back would cross the page.
    void add_ways(const Stage& stage) {
        const std::string& from = box_with(StageId(&stage - plan_.stages.data()));
        for (const Branch& branch : stage.next) arrow(from, box_with(branch.to), Line::next);
        if (given(stage.otherwise)) arrow(from, box_with(stage.otherwise), Line::next);
        for (const Clock& clock : stage.race) arrow(from, box_with(clock.to), Line::clock);
        if (stage.lodge == Stage::Lodge::pool && plan_.at(stage.pool).when_full == Resource::WhenFull::turn_away)
            if (const StageId to = plan_.at(stage.pool).turned_to[index(stage.pathway)]; given(to)) arrow(from, box_with(to), Line::clock);
        for (const Start& start : stage.start) arrow(from, box_with(start.at), Line::other);
        for (const Bring& bring : stage.bring) arrow(from, box_with(plan_.at(bring.source).first), Line::other);
    }

    void add_legend() {
        picture_.legend = {".legend", words_.legend, {}};
        std::set<std::string> pillars;
        std::set<Line> lines;
        for (const Picture::Frame& pathway : picture_.pathways)
            for (const Picture::Box& box : pathway.boxes) pillars.insert(box.pillar);
        for (const Picture::Arrow& each : picture_.arrows) lines.insert(each.line);
        for (const std::string& pillar : pillars)
            picture_.legend.boxes.push_back({".legend." + pillar, {pillar.empty() ? words_.no_pillar : pillar_in_words(pillar, language_)}, pillar, Shape::stage});
        for (const Line line : lines) {
            const char* const text = line == Line::next ? words_.next : line == Line::clock ? words_.clock : words_.other;
            picture_.legend_of_lines.push_back({"", "", text, line});
        }
    }
};

}  // namespace

Picture draw_folded(const Plan& plan, Language language, std::size_t at_most) { return Folder(plan, language, at_most).draw(); }

}  // namespace doorstroom
