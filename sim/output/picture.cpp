#include "output/picture.hpp"

#include <fmt/format.h>

namespace doorstroom {

const std::string& title_in(Language language, const Title& title) {
    const std::string& wanted = language == Language::nl ? title.nl : title.en;
    return !wanted.empty() ? wanted : language == Language::nl ? title.en : title.nl;
}

namespace {

// The few words that are not in the scenario.
struct Words {
    const char *waits_for, *lives_in, *varies, *if_, *not_, *or_, *persons, *site;
};

constexpr Words dutch{"wacht op", "verblijft in", "wisselt", "als", "niet", "of", "personen", "locatie"};
constexpr Words english{"waits for", "lives in", "varies", "if", "not", "or", "persons", "site"};

class Draughtsman {
public:
    Draughtsman(const Plan& plan, Language language)
        : plan_(plan), language_(language), words_(language == Language::nl ? dutch : english) {}

    Picture draw() {
        const std::string& title = title_in(language_, plan_.title);
        picture_.title = title.empty() ? plan_.scenario : title;
        for (const Source& source : plan_.sources) add_source(source);
        for (const Pathway& pathway : plan_.pathways) {
            picture_.pathways.push_back({pathway.name, {}});
            for (const StageId id : pathway.stages) {
                picture_.pathways.back().boxes.push_back(box_of(plan_.at(id)));
                add_arrows(plan_.at(id));
            }
        }
        return std::move(picture_);
    }

private:
    static std::string name_of(const Source& source) { return "." + source.name; }  // no stage begins with a dot

    void add_source(const Source& source) {
        picture_.sources.push_back({name_of(source), {source.name}, "", false});
        picture_.arrows.push_back({name_of(source), plan_.at(source.first).name, "", Picture::Line::begins});
    }

    Picture::Box box_of(const Stage& stage) const {
        const std::string& label = title_in(language_, stage.label);
        Picture::Box box{stage.name, {label.empty() ? stage.name.substr(stage.name.find('.') + 1) : label}, stage.pillar, stage.final};
        if (stage.timing == Stage::Timing::await)
            box.lines.push_back(fmt::format("{} {}", words_.waits_for, plan_.at(stage.awaits).name));
        if (stage.lodge == Stage::Lodge::pool) box.lines.push_back(fmt::format("{} {}", words_.lives_in, plan_.at(stage.pool).name));
        return box;
    }

    void add_arrows(const Stage& stage) {
        for (const Branch& branch : stage.next)
            picture_.arrows.push_back({stage.name, plan_.at(branch.to).name, text_of(branch), Picture::Line::next});
        for (const Clock& clock : stage.race) {
            std::string text = clock.name;
            if (given(clock.chance)) text += ", " + chance_text(clock.chance);
            picture_.arrows.push_back({stage.name, plan_.at(clock.to).name, text, Picture::Line::clock});
        }
        for (const Bring& bring : stage.bring)
            picture_.arrows.push_back({stage.name, name_of(plan_.at(bring.source)),
                                       given(bring.chance) ? chance_text(bring.chance) : "", Picture::Line::begins});
    }

    std::string text_of(const Branch& branch) const {
        std::string text;
        if (given(branch.when)) text = fmt::format("{} {}", words_.if_, condition_text(plan_.at(branch.when)));
        if (given(branch.chance)) text += (text.empty() ? "" : ", ") + chance_text(branch.chance);
        return text;
    }

    std::string chance_text(ValueId id) const {
        const Value& value = plan_.at(id);
        return value.is_constant() ? fmt::format("{:.3g} %", 100 * value.nodes.front().number) : words_.varies;
    }

    std::string condition_text(const Condition& condition) const {
        switch (condition.op) {
            case Condition::Op::all: return joined(condition, ", ");
            case Condition::Op::any: return joined(condition, fmt::format(" {} ", words_.or_));
            case Condition::Op::negation: return fmt::format("{} ({})", words_.not_, joined(condition, ", "));
            case Condition::Op::household_size: return fmt::format("{} {}–{}", words_.persons, condition.from, condition.below - 1);
            case Condition::Op::site: return words_.site;
            case Condition::Op::attribute: break;
        }
        const Attribute& attribute = plan_.at(condition.attribute);
        std::string values;
        for (std::size_t code = 0; code < condition.accepted.size(); ++code)
            if (condition.accepted[code]) values += (values.empty() ? "" : fmt::format(" {} ", words_.or_)) + attribute.values[code];
        return fmt::format("{} = {}", attribute.name, values);
    }

    std::string joined(const Condition& condition, const std::string& between) const {
        std::string text;
        for (const ConditionId child : condition.children) text += (text.empty() ? "" : between) + condition_text(plan_.at(child));
        return text;
    }

    const Plan& plan_;
    Language language_;
    Words words_;
    Picture picture_;
};

}  // namespace

Picture draw(const Plan& plan, Language language) { return Draughtsman(plan, language).draw(); }

}  // namespace doorstroom
