// Every value, law and share of the plan as it stands today, in dense tables over what it depends on.
// Filled at the start of a replication, and again on the dates on which something changes; read by everyone else.
#pragma once

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

#include "doorstroom/chance.hpp"
#include "doorstroom/plan.hpp"
#include "doorstroom/trial.hpp"
#include "doorstroom/uncertain.hpp"
#include "world/law_tables.hpp"

namespace doorstroom {

// What a value may ask of whoever travels. On a household's journey the person is member 1.
struct Traits {
    std::uint64_t attributes = 0;  // of the household, packed, see Attribute
    std::uint16_t size = 1;
    std::uint16_t expected = 1;    // with those brought who are still to come
    std::uint16_t member = 1;
    float age = 0;                 // years: whole ones by birthdays
    std::uint64_t person = 0;      // attributes of the person, packed
};

inline std::uint16_t code_of(const Attribute& attribute, std::uint64_t attributes) {
    return static_cast<std::uint16_t>(attributes >> attribute.shift & ((std::uint64_t{1} << attribute.bits) - 1));
}

// Of whoever they are: an attribute of the household, or of the person.
inline std::uint16_t code_of(const Attribute& attribute, const Traits& traits) {
    return code_of(attribute, attribute.of_person ? traits.person : traits.attributes);
}

inline std::uint64_t with_code(const Attribute& attribute, std::uint64_t attributes, std::uint16_t code) {
    const std::uint64_t mask = ((std::uint64_t{1} << attribute.bits) - 1) << attribute.shift;
    return (attributes & ~mask) | std::uint64_t{code} << attribute.shift;
}

// Turns the traits of a household into a place in a dense table over some axes.
class AxisIndex {
public:
    AxisIndex() = default;
    AxisIndex(const Plan& plan, const std::vector<Axis>& axes);

    std::uint32_t size() const { return size_; }
    std::uint32_t at(const Traits& traits) const {
        std::uint32_t place = 0;
        for (const Term& term : terms_)
            place += term.stride * (term.bounds.empty() ? static_cast<std::uint32_t>((term.of_person ? traits.person : traits.attributes) >> term.shift & term.mask)
                                                        : position(term.bounds, number_of(term.of, traits)));
        return place;
    }
    // Traits that stand at this place.
    Traits example(std::uint32_t place) const;

private:
    struct Term {
        std::uint32_t stride = 1;
        std::uint32_t positions = 1;
        std::uint8_t shift = 0;
        std::uint64_t mask = 0;
        bool of_person = false;
        Axis::Of of = Axis::Of::attribute;
        std::vector<double> bounds;
    };
    static double number_of(Axis::Of of, const Traits& traits) {
        switch (of) {
            case Axis::Of::expected_size: return traits.expected;
            case Axis::Of::age: return static_cast<double>(traits.age);
            case Axis::Of::member: return traits.member;
            default: return traits.size;
        }
    }
    static std::uint32_t position(const std::vector<double>& bounds, double number) {
        std::uint32_t at = 0;
        while (at + 1 < bounds.size() && bounds[at + 1] <= number) ++at;
        return at;
    }
    std::vector<Term> terms_;
    std::uint32_t size_ = 1;
};

// Chances as whole numbers of 2^-32, so that a word below it is a yes.
inline std::uint64_t threshold(double chance) {
    return static_cast<std::uint64_t>(std::llround(std::clamp(chance, 0.0, 1.0) * 0x1.0p32));
}

class Feedbacks;

class Readings {
public:
    explicit Readings(const Plan& plan);
    // Where it reads what is fed back from the run.
    void listen_to(Feedbacks& feedbacks) { feedbacks_ = &feedbacks; }

    // Draws the uncertain factors of a replication, but those given (Trial), and fills every table for the first day.
    void begin(const Chance& chance, Uncertainty uncertainty, std::span<const double> given_draws = {});
    // Fills what changes on the day this tick begins. True when anything did.
    bool refresh(Tick now);
    Date today() const { return today_; }
    bool any_changed_today() const { return any_changed_; }
    bool changed_today(ValueId id) const { return given(id) && changed_[index(id)] == now_.count; }

    double number(ValueId id, const Traits& traits) const {
        const Numbers& numbers = numbers_[index(id)];
        const double number = numbers.now[numbers.axes.at(traits)];
        if (std::isnan(number)) fault(id);
        return number;
    }
    // As a chance: the threshold below which a word is a yes.
    std::uint64_t chance(ValueId id, const Traits& traits) const {
        const Numbers& numbers = numbers_[index(id)];
        const std::uint64_t chance = numbers.chances[numbers.axes.at(traits)];
        if (chance == no_chance) fault(id);
        return chance;
    }
    double number(ValueId id, const Traits& traits, double otherwise) const { return given(id) ? number(id, traits) : otherwise; }
    // False where the value says nothing for these traits.
    bool has_number(ValueId id, const Traits& traits) const {
        const Numbers& numbers = numbers_[index(id)];
        return !std::isnan(numbers.now[numbers.axes.at(traits)]);
    }

    const TickLaw& law(LawId id, const Traits& traits) const {
        const Laws& laws = laws_[index(id)];
        const TickLaw& law = laws.now[laws.axes.at(traits)];
        if (law.fixed == TickLaw::missing) fault(id);
        return law;
    }

    // Where it is the same for everybody today, whoever asks; else nothing.
    const TickLaw* law_of_all(LawId id) const {
        const std::vector<TickLaw>& now = laws_[index(id)].now;
        return now.size() == 1 && now.front().fixed != TickLaw::missing && !now.front().to_an_age ? now.data() : nullptr;
    }

    // A number of an uncertain factor, or a slip in days: the quantile of the law at u.
    double quantile_of(LawId id, double u) const;

private:
    struct Numbers {
        AxisIndex axes;
        std::vector<double> now;
        std::vector<std::uint64_t> chances;
    };
    struct Laws {
        AxisIndex axes;
        std::vector<TickLaw> now;
    };
    struct Change {
        std::int32_t tick;
        std::uint32_t value;
        friend auto operator<=>(const Change&, const Change&) = default;
    };
    static constexpr std::uint64_t no_chance = ~std::uint64_t{0};

    [[noreturn]] void fault(ValueId id) const;
    [[noreturn]] void fault(LawId id) const;
    void draw_factors(const Chance& chance, Uncertainty uncertainty, std::span<const double> given_draws);
    double factor(FactorId id) const;
    bool fill(std::uint32_t value);  // whether any number changed
    double evaluate(const Value& value, std::uint32_t node, const std::vector<std::uint32_t>& positions) const;
    void fill_law(std::uint32_t law);
    TickLaw make_law(const Law& law, const Traits& traits);
    Shape shape_now(const Law& law, const Traits& traits) const;
    static std::vector<ValueId> values_of(const Law& law);     // that it is made of
    std::vector<ValueId> all_values_of(const Law& law) const;  // also of those that policies put in its place
    const Law& in_force(const Law& law, const Traits& traits) const;

    void refresh_all(std::vector<std::uint32_t>& values);
    double fed_back(const Value& value, const ValueNode& node, const std::vector<std::uint32_t>& positions) const;

    const Plan& plan_;
    Feedbacks* feedbacks_ = nullptr;
    std::vector<std::vector<std::uint32_t>> values_reading_;  // by feedback
    Tick now_{};
    Date today_{};
    std::vector<Numbers> numbers_;
    std::vector<std::int32_t> changed_;                  // by value: the tick of its last change
    std::vector<Change> changes_;                        // ascending
    std::size_t next_change_ = 0;
    bool any_changed_ = false;
    std::vector<std::vector<std::uint32_t>> laws_using_; // by value
    std::vector<Laws> laws_;
    std::vector<std::uint32_t> laws_until_;              // laws that run to a date shrink by a tick a day
    std::map<LawTableKey, std::unique_ptr<const LawTable>> tables_;  // that are not on the shelf for all
    std::vector<UncertainDraw> draws_;
    std::vector<std::vector<double>> factors_;           // by factor: at the start, and from each 1 January on
};

// Shares as thresholds, for the household they are asked for.
class ShareTable {
public:
    ShareTable(const Plan& plan, const Shares& shares);
    void fill(const Readings& readings);
    bool changes_with(const Readings& readings) const;
    std::uint16_t draw(std::uint32_t word, const Traits& traits) const {
        const std::size_t codes = codes_.size(), place = axes_.at(traits);
        const std::uint64_t* const ends = &ends_[place * codes];
        std::size_t code = 0;
        if (guide_.empty())
            for (std::size_t each = 0; each < codes; ++each) code += word >= ends[each];  // nothing to predict
        else
            for (code = guide_[(place << guide_bits_) + (word >> (32 - guide_bits_))]; code < codes && word >= ends[code];) ++code;
        if (code == codes) fault();
        return codes_[code];
    }
    double mean_code(const Traits& traits) const;  // the mean household size
    AttributeId attribute() const { return shares_->attribute; }
    bool certain() const { return codes_.size() == 1; }  // needs no draw

private:
    [[noreturn]] void fault() const;

    const Shares* shares_;
    std::vector<std::uint16_t> codes_;
    AxisIndex axes_;
    static constexpr std::size_t few = 8;
    std::vector<std::uint64_t> ends_;   // [place][code]: cumulative, of 2^32
    std::vector<std::uint32_t> guide_;  // [place][first bits of a word]: the first code it can be; of a few codes none
    std::uint32_t guide_bits_ = 0;
};

// All axes that any of these values depends on, each once.
std::vector<Axis> union_of_axes(const Plan& plan, const std::vector<ValueId>& values);

}  // namespace doorstroom
