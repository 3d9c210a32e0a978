#include "output/picture.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "output/picture_words.hpp"

namespace doorstroom {

const std::string& title_in(Language language, const Title& title) {
    const std::string& wanted = language == Language::nl ? title.nl : title.en;
    return !wanted.empty() ? wanted : language == Language::nl ? title.en : title.nl;
}

namespace {

using Line = Picture::Line;
using Shape = Picture::Shape;

class Draughtsman {
public:
    Draughtsman(const Plan& plan, Language language, const NumberOf& number_of)
        : plan_(plan), language_(language), number_of_(number_of), words_(picture_words(language)), in_words_(plan, language) {}

    Picture draw() {
        const std::string& title = title_in(language_, plan_.title);
        picture_.title = title.empty() ? plan_.scenario : title;
        for (const Source& source : plan_.sources) add_source(source);
        for (const Pathway& pathway : plan_.pathways) {
            picture_.pathways.push_back({pathway.name, name_in(language_, pathway), {}});
            for (const StageId id : pathway.stages) {
                picture_.pathways.back().boxes.push_back(box_of(plan_.at(id)));
                add_ways(plan_.at(id));
                add_journeys(plan_.at(id));
            }
        }
        add_resources();
        add_legend();
        return std::move(picture_);
    }

private:
    const Plan& plan_;
    const Language language_;
    const NumberOf& number_of_;
    const PictureWords& words_;
    const PlanInWords in_words_;
    Picture picture_;

    static std::string name_of(const Source& source) { return ".source." + source.name; }        // no pathway begins
    static std::string name_of(const Resource& resource) { return ".resource." + resource.name; }  // with a dot

    void arrow(const std::string& from, const std::string& to, std::string text, Line line) {
        picture_.arrows.push_back({from, to, std::move(text), line});
    }

    void add_source(const Source& source) {
        picture_.sources.push_back({name_of(source), {name_in(language_, source)}, "", Shape::source});
        arrow(name_of(source), plan_.at(source.first).name, "", source.arrivals ? Line::next : Line::other);
    }

    // ---- a stage ----

    Picture::Box box_of(const Stage& stage) const {
        const std::string& label = title_in(language_, stage.label);
        Picture::Box box{stage.name, {}, stage.pillar, stage.final ? Shape::final : Shape::stage};
        const auto add = [&](const std::string& line) { box.lines.push_back(line); };
        add(label.empty() ? readable(stage.name.substr(stage.name.find('.') + 1)) : label);
        if (stage.timing == Stage::Timing::await) add(fmt::format("{} {}", words_.waits_for, name_in(language_, plan_.at(stage.awaits))));
        if (stage.timing == Stage::Timing::until) add(fmt::format("{} {}", words_.waits_until, in_words_.condition(stage.until)));
        if (given(stage.law))
            if (const std::string duration = in_words_.duration(stage.law); !duration.empty()) add(duration);
        if (given(stage.term_days) && plan_.at(stage.term_days).is_constant())
            add(fmt::format(fmt::runtime(words_.term), in_words_.days(plan_.at(stage.term_days).nodes.front().number)));
        if (stage.lodge == Stage::Lodge::pool) add(fmt::format("{} {}", words_.lives_in, name_in(language_, plan_.at(stage.pool))));
        if (stage.lodge == Stage::Lodge::leave && !stage.final) add(words_.leaves_place);
        for (const PathwayId stopped : stage.stop) add(fmt::format("{} {}", words_.stops, name_in(language_, plan_.at(stopped))));
        if (stage.stop_all) add(words_.stops_all);
        if (stage.join_linked) add(words_.joins);
        return box;
    }

    // ---- the ways out of it ----

    void add_ways(const Stage& stage) {
        double left = 1;
        bool is_known = true;  // how many are left for the branches that follow
        for (const Branch& branch : stage.next) {
            const auto [low, high] = given(branch.chance) ? range_of(branch.chance) : std::pair{left, left};
            std::string text = given(branch.when) ? fmt::format("{} {}", words_.if_, in_words_.condition(branch.when)) : "";
            if (given(branch.chance)) text += (text.empty() ? "" : ", ") + percentage(low, high);
            else if (is_known && !given(branch.when) && stage.next.size() > 1) text = percentage(left, left);
            arrow(stage.name, plan_.at(branch.to).name, text, Line::next);
            is_known = is_known && !given(branch.when) && low == high;
            left = std::max(0.0, left - low);
        }
        if (given(stage.otherwise)) arrow(stage.name, plan_.at(stage.otherwise).name, words_.otherwise, Line::next);
        for (const Clock& clock : stage.race) arrow(stage.name, plan_.at(clock.to).name, text_of(clock), Line::clock);
        if (stage.lodge != Stage::Lodge::pool) return;
        const Resource& pool = plan_.at(stage.pool);
        if (pool.when_full != Resource::WhenFull::turn_away) return;
        const StageId to = pool.turned_to[index(stage.pathway)];
        if (given(to)) arrow(stage.name, plan_.at(to).name, fmt::format("{} {}", name_in(language_, pool), words_.full), Line::clock);
    }

    std::string text_of(const Clock& clock) const {
        std::string text = readable(clock.name);
        const auto add = [&](const std::string& part) { if (!part.empty()) text += ", " + part; };
        if (clock.kind == Clock::Kind::after && given(clock.after)) add(in_words_.duration(clock.after));
        if (clock.kind == Clock::Kind::await) add(fmt::format("{} {}", words_.waits_for, name_in(language_, plan_.at(clock.resource))));
        if (clock.kind == Clock::Kind::lodge) add(fmt::format("{} {}", words_.lives_in, name_in(language_, plan_.at(clock.resource))));
        if (clock.kind == Clock::Kind::until) add(in_words_.condition(clock.until));
        if (given(clock.when)) add(in_words_.condition(clock.when));
        if (given(clock.chance)) {
            const auto [low, high] = range_of(clock.chance);
            add(percentage(low, high));
        }
        return text;
    }

    // The least and the largest of a chance on the day of the picture, over whoever it may depend on.
    std::pair<double, double> range_of(ValueId id) const {
        const Value& value = plan_.at(id);
        std::pair<double, double> range{std::nan(""), std::nan("")};
        std::vector<std::uint32_t> at(value.axes.size(), 0);
        for (std::uint32_t place = 0; place < value.table_size(); ++place) {
            std::uint32_t rest = place;
            for (std::size_t axis = at.size(); axis-- > 0; rest /= value.axes[axis].size) at[axis] = rest % value.axes[axis].size;
            const double number = chance_of(value, at);
            if (std::isnan(number)) continue;
            range.first = std::isnan(range.first) ? number : std::min(range.first, number);
            range.second = std::isnan(range.second) ? number : std::max(range.second, number);
        }
        return range;
    }

    // A chance that is drawn for each replication is shown at the middle of what it is drawn from.
    double chance_of(const Value& value, const std::vector<std::uint32_t>& at) const {
        const ValueNode& root = value.nodes.back();
        if (root.op != ValueNode::Op::replaced) return number_of_(value, at);
        return in_words_.middle(plan_.at(root.factor).law).value_or(std::nan(""));
    }

    std::string percentage(double low, double high) const {
        if (std::isnan(low)) return words_.varies;
        const std::string least = fmt::format("{:.3g}", 100 * low), most = fmt::format("{:.3g}", 100 * high);
        return least == most ? least + " %" : fmt::format("{}–{} %", least, most);
    }

    // ---- other journeys ----

    void add_journeys(const Stage& stage) {
        const auto with_chance = [&](std::string text, ValueId chance) {
            if (!given(chance)) return text;
            const auto [low, high] = range_of(chance);
            return text + (text.empty() ? "" : ", ") + percentage(low, high);
        };
        for (const Start& start : stage.start) {
            std::string text = words_.starts;
            if (start.who != Start::Who::all) text += fmt::format(", {}", start.who == Start::Who::adults ? words_.adults : words_.children);
            if (given(start.when)) text += fmt::format(", {} {}", words_.if_, in_words_.condition(start.when));
            arrow(stage.name, plan_.at(start.at).name, with_chance(text, start.chance), Line::other);
        }
        for (const Bring& bring : stage.bring) arrow(stage.name, name_of(plan_.at(bring.source)), with_chance("", bring.chance), Line::other);
        if (stage.join_linked) add_join(stage);
    }

    // Whoever joins goes to those who had them brought: drawn to the stages that did.
    void add_join(const Stage& stage) {
        for (const Stage& sponsor : plan_.stages)
            for (const Bring& bring : sponsor.bring)
                if (plan_.at(plan_.at(bring.source).first).pathway == stage.pathway) {
                    arrow(stage.name, sponsor.name, words_.joins, Line::joins);
                    break;
                }
    }

    // ---- what is scarce ----

    void add_resources() {
        for (const Resource& resource : plan_.resources) {
            const Shape shape = resource.kind == Resource::Kind::places  ? Shape::places
                                : resource.kind == Resource::Kind::slots ? Shape::slots
                                                                         : Shape::servers;
            picture_.resources.push_back({name_of(resource), {name_in(language_, resource), word_for(shape)}, "", shape});
        }
        for (const Stage& stage : plan_.stages) {
            if (stage.timing == Stage::Timing::await) arrow(name_of(plan_.at(stage.awaits)), stage.name, "", Line::serves);
            if (stage.lodge == Stage::Lodge::pool) arrow(name_of(plan_.at(stage.pool)), stage.name, "", Line::serves);
        }
    }

    std::string word_for(Shape shape) const {
        switch (shape) {
            case Shape::places: return words_.places;
            case Shape::slots: return words_.slots;
            case Shape::servers: return words_.servers;
            case Shape::source: return words_.arrives;
            case Shape::final: return words_.ends;
            case Shape::stage: break;
        }
        return words_.no_pillar;
    }

    // ---- the legend ----

    void add_legend() {
        picture_.legend = {".legend", words_.legend, {}};
        std::set<std::string> pillars;
        std::set<Shape> shapes;
        std::set<Line> lines;
        for (const Picture::Frame& pathway : picture_.pathways)
            for (const Picture::Box& box : pathway.boxes) pillars.insert(box.pillar), shapes.insert(box.shape);
        for (const Picture::Box& box : picture_.sources) shapes.insert(box.shape);
        for (const Picture::Box& box : picture_.resources) shapes.insert(box.shape);
        for (const Picture::Arrow& each : picture_.arrows) lines.insert(each.line == Line::joins ? Line::other : each.line);
        for (const std::string& pillar : pillars)
            picture_.legend.boxes.push_back({".legend." + pillar, {pillar.empty() ? words_.no_pillar : pillar_in_words(pillar, language_)}, pillar, Shape::stage});
        for (const Shape shape : {Shape::source, Shape::final})
            if (shapes.count(shape)) picture_.legend.boxes.push_back({shape == Shape::source ? ".legend.source" : ".legend.final", {word_for(shape)}, "", shape});
        for (const Line line : lines) {
            const char* const text = line == Line::next ? words_.next : line == Line::clock ? words_.clock : line == Line::other ? words_.other : words_.serves;
            const std::string end = fmt::format(".legend.line{}", static_cast<int>(line));
            picture_.legend_of_lines.push_back({end + "a", end + "b", text, line});
        }
    }
};

}  // namespace

Picture draw(const Plan& plan, Language language, const NumberOf& number_of) { return Draughtsman(plan, language, number_of).draw(); }

}  // namespace doorstroom
