#include <algorithm>
#include <sstream>

#include <fmt/format.h>

#include "doorstroom/utf8.hpp"
#include "output/page.hpp"
#include "output/page_measures.hpp"
#include "output/picture_words.hpp"

namespace doorstroom {

namespace {

using namespace page_measures;
using Card = PageLayout::Card;

// Broken between words, so that no line is longer than this where a word is not.
std::vector<std::string> broken(const std::string& text, std::size_t longest) {
    std::istringstream words(text);
    std::vector<std::string> lines;
    for (std::string word; words >> word;) {
        const bool fits = !lines.empty() && character_count(lines.back()) + 1 + character_count(word) <= longest;
        if (fits) lines.back() += " " + word;
        else lines.push_back(word);
    }
    return lines;
}

// A pathway with its boxes in columns, from where it begins to where it ends.
struct Block {
    const Picture::Frame* pathway;
    std::vector<std::size_t> cards;
    std::size_t columns = 1, rows = 1;
    std::size_t column = 0;
};

// Blocks side by side, all of as many rows.
struct Shelf {
    std::size_t rows = 1, columns_taken = 0;
    std::vector<Block> blocks;
    std::vector<std::size_t> named;  // by row: how many stages are named in a card
};

class Setter {
public:
    Setter(const Picture& picture, Paper paper, Language language)
        : picture_(picture), measures_(measures_of(paper)), words_(picture_words(language)) {
        layout_.paper = measures_.paper;
        layout_.card_width = (measures_.paper.x - 2 * margin - (measures_.columns - 1) * column_gap) / measures_.columns;
        std::vector<const Picture::Frame*> by_size;
        for (const Picture::Frame& pathway : picture.pathways) by_size.push_back(&pathway);
        std::stable_sort(by_size.begin(), by_size.end(), [](const Picture::Frame* one, const Picture::Frame* other) { return one->boxes.size() > other->boxes.size(); });
        for (const Picture::Frame* pathway : by_size) add_block(*pathway);
    }

    std::optional<PageLayout> set() {
        for (Card& card : layout_.cards) fill(card, 0);
        if (height_needed() > height_there_is()) return std::nullopt;
        for (bool grew = true; grew;) {
            grew = false;
            for (Shelf& shelf : shelves_)
                for (std::size_t row = 0; row < shelf.rows; ++row) grew |= name_one_more(shelf, row);
        }
        for (const Shelf& shelf : shelves_)
            for (std::size_t row = 0; row < shelf.rows; ++row) fill_up(shelf, row);
        place(height_there_is() - height_needed());
        return std::move(layout_);
    }

private:
    const Picture& picture_;
    const Measures measures_;
    const PictureWords& words_;
    PageLayout layout_;
    std::vector<Shelf> shelves_;

    // ---- what stands beside what ----

    void add_block(const Picture::Frame& pathway) {
        if (pathway.boxes.empty()) return;
        Block block{&pathway, {}};
        for (const Picture::Box* box : in_order_of_ways(pathway)) {
            block.cards.push_back(layout_.cards.size());
            const bool tells_all = box->shape == Picture::Shape::final || pathway.boxes.size() == 1;
            layout_.cards.push_back({box, tells_all, sources_of(*box), {}, {}, {}});
        }
        const std::size_t count = block.cards.size();
        block.rows = (count + measures_.columns - 1) / measures_.columns;
        block.columns = (count + block.rows - 1) / block.rows;
        const auto shelf = std::find_if(shelves_.begin(), shelves_.end(), [&](const Shelf& known) {
            return known.rows >= block.rows && known.columns_taken + (count + known.rows - 1) / known.rows <= measures_.columns;
        });
        Shelf& chosen = shelf == shelves_.end() ? shelves_.emplace_back(Shelf{block.rows, 0, {}, std::vector<std::size_t>(block.rows, 0)}) : *shelf;
        block.rows = std::min(chosen.rows, count);
        block.columns = (count + block.rows - 1) / block.rows;
        block.column = chosen.columns_taken;
        chosen.columns_taken += block.columns;
        chosen.blocks.push_back(std::move(block));
    }

    std::vector<std::string> sources_of(const Picture::Box& box) const {
        std::vector<std::string> names;
        for (const Picture::Box& source : picture_.sources)
            for (const Picture::Arrow& arrow : picture_.arrows)
                if (arrow.from == source.name && arrow.to == box.name) names.push_back(source.lines.front());
        return names;
    }

    // Whatever leads to a box comes before it, as far as ways do not lead in circles; ends come last.
    std::vector<const Picture::Box*> in_order_of_ways(const Picture::Frame& pathway) const {
        std::vector<const Picture::Box*> order, met;
        put_after_what_follows(pathway, pathway.boxes.front(), met, order);
        std::vector<const Picture::Box*> apart;  // to which nothing leads, such as those of the starting stock only
        for (const Picture::Box& box : pathway.boxes)
            if (std::find(met.begin(), met.end(), &box) == met.end()) apart.push_back(&box);
        order.insert(order.begin(), apart.rbegin(), apart.rend());
        std::reverse(order.begin(), order.end());
        std::stable_partition(order.begin(), order.end(), [](const Picture::Box* box) { return box->shape != Picture::Shape::final; });
        return order;
    }

    // Depth first: a box is put when all that follows it has been.
    void put_after_what_follows(const Picture::Frame& pathway, const Picture::Box& box, std::vector<const Picture::Box*>& met, std::vector<const Picture::Box*>& order) const {
        if (std::find(met.begin(), met.end(), &box) != met.end()) return;
        met.push_back(&box);
        for (auto next = pathway.boxes.rbegin(); next != pathway.boxes.rend(); ++next)
            if (leads(box, *next)) put_after_what_follows(pathway, *next, met, order);
        order.push_back(&box);
    }

    bool leads(const Picture::Box& from, const Picture::Box& to) const {
        return std::any_of(picture_.arrows.begin(), picture_.arrows.end(), [&](const Picture::Arrow& arrow) { return arrow.from == from.name && arrow.to == to.name; });
    }

    // ---- what stands in a card ----

    void fill(Card& card, std::size_t named) const {
        const auto wide = [&](double size, double letter) { return static_cast<std::size_t>((layout_.card_width - 2 * padding) / (size * letter)); };
        card.name = broken(card.box->lines.front(), wide(name_size, bold_letter));
        card.lines.clear();
        if (card.tells_all) named += named_at_least;
        std::size_t stages = 0, left_out = 0;
        for (std::size_t line = 1; line < card.box->lines.size(); ++line) {
            const std::string& text = card.box->lines[line];
            if (text.rfind("· ", 0) == 0 && ++stages > named) {
                ++left_out;
                continue;
            }
            for (const std::string& part : broken(text, wide(text_size, letter))) card.lines.push_back(part);
        }
        if (left_out > 0) card.lines.push_back(fmt::format(fmt::runtime(words_.and_others), left_out));
        card.height = 2 * padding + static_cast<double>(card.name.size()) * name_size * leading +
                      static_cast<double>(card.lines.size() + card.comes_in.size()) * text_size * leading + (card.comes_in.empty() ? 0 : padding);
    }

    // One more stage by its name in each card of the row, if there is height for that; ends have more to name.
    bool name_one_more(Shelf& shelf, std::size_t row) {
        std::size_t& named = shelf.named[row];
        if (named == most_named) return false;
        const std::vector<Card> before = layout_.cards;
        fill_row(shelf, row, named + 1);
        if (height_needed() > height_there_is()) {
            layout_.cards = before;
            return false;
        }
        ++named;
        return true;
    }

    void fill_row(const Shelf& shelf, std::size_t row, std::size_t named) {
        for (const Block& block : shelf.blocks)
            for (std::size_t card = row; card < block.cards.size(); card += block.rows) fill(layout_.cards[block.cards[card]], named);
    }

    // A card less high than its row names more, as far as the row goes.
    void fill_up(const Shelf& shelf, std::size_t row) {
        const double height = row_height(shelf, row);
        for (const Block& block : shelf.blocks)
            for (std::size_t at = row; at < block.cards.size(); at += block.rows) {
                Card& card = layout_.cards[block.cards[at]];
                for (std::size_t named = shelf.named[row] + 1; named <= most_named; ++named) {
                    Card longer = card;
                    fill(longer, named);
                    if (longer.height > height) break;
                    card = longer;
                }
            }
    }

    // ---- where ----

    double height_there_is() const { return measures_.paper.y - 2 * margin - title_height - legend_height; }

    double row_height(const Shelf& shelf, std::size_t row) const {
        double highest = 0;
        for (const Block& block : shelf.blocks)
            for (std::size_t card = row; card < block.cards.size(); card += block.rows) highest = std::max(highest, layout_.cards[block.cards[card]].height);
        return highest;
    }

    double shelf_height(const Shelf& shelf) const {
        double height = frame_title + 2 * frame_gap;
        for (std::size_t row = 0; row < shelf.rows; ++row) height += row_height(shelf, row) + (row > 0 ? row_gap : 0);
        return height;
    }

    double height_needed() const {
        double height = 0;
        for (const Shelf& shelf : shelves_) height += shelf_height(shelf) + shelf_gap;
        return height - shelf_gap;
    }

    void place(double left_over) {
        const double more = shelves_.size() > 1 ? left_over / static_cast<double>(shelves_.size() - 1) : 0;
        double top = measures_.paper.y - margin - title_height;
        for (const Shelf& shelf : shelves_) {
            place(shelf, top);
            top -= shelf_height(shelf) + shelf_gap + more;
        }
    }

    void place(const Shelf& shelf, double top) {
        const double pitch = layout_.card_width + column_gap;
        for (const Block& block : shelf.blocks) {
            double from = top - frame_title - frame_gap;
            for (std::size_t row = 0; row < block.rows; ++row) {
                const double height = row_height(shelf, row);
                for (std::size_t card = row, column = block.column; card < block.cards.size(); card += block.rows, ++column)
                    layout_.cards[block.cards[card]].middle = {margin + static_cast<double>(column) * pitch + layout_.card_width / 2, from - height / 2};
                from -= height + row_gap;
            }
            if (block.cards.size() == 1) continue;
            const double left = margin + static_cast<double>(block.column) * pitch - frame_gap;
            const double right = left + static_cast<double>(block.columns) * pitch - column_gap + 2 * frame_gap;
            layout_.frames.push_back({block.pathway->title, {left, from + row_gap - frame_gap}, {right, top}});
        }
    }
};

}  // namespace

std::optional<PageLayout> lay_out(const Picture& picture, Paper paper, Language language) { return Setter(picture, paper, language).set(); }

}  // namespace doorstroom
