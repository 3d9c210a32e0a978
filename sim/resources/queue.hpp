// A queue in the order of its tickets. Newcomers are sorted behind the rest; those who belong further forward
// (a priority, an earlier `since`) wait in a heap beside it. Who has left the queue is passed over when met.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <tuple>
#include <vector>

namespace doorstroom {

struct Ticket {
    std::uint64_t place = 0;     // by the order of the resource: the lowest first
    std::uint64_t tie = 0;       // the draw named `tie`, then 24 bits of who; and the request, for which there is room here
    std::uint32_t priority = 0;  // the lowest first, before all else
    std::uint32_t id = 0;        // a journey, or a household
    std::uint32_t stamp = 0;     // the ticket is void when its holder bears another
    std::uint32_t word = 0;      // the draw for the service

    // Of a journey: its stage's own end, or the number of a clock.
    std::int8_t request() const { return static_cast<std::int8_t>(tie); }
    static std::uint64_t tied(std::uint32_t draw, std::uint64_t who, std::int8_t request) {
        return std::uint64_t{draw} << 32 | (who & 0xFFFFFF) << 8 | static_cast<std::uint8_t>(request);
    }
    friend bool operator<(const Ticket& a, const Ticket& b) {
        return std::tie(a.priority, a.place, a.tie) < std::tie(b.priority, b.place, b.tie);
    }
};
static_assert(sizeof(Ticket) == 32);

// Real numbers in the order of whole ones.
inline std::uint32_t ordered(double number) {
    const auto bits = std::bit_cast<std::uint32_t>(static_cast<float>(number) + 0.0f);
    return bits & 0x80000000u ? ~bits : bits | 0x80000000u;
}

// Ticks in the order of unsigned numbers.
inline std::uint64_t ordered_tick(std::int32_t tick) { return static_cast<std::uint64_t>(std::int64_t{tick} + (std::int64_t{1} << 32)); }

class Queue {
public:
    void join(const Ticket& ticket) { tickets_.push_back(ticket); }
    bool has_newcomers() const { return settled_ < tickets_.size(); }

    // Lets in those who joined since.
    void settle() {
        if (!has_newcomers()) return;
        const auto first = tickets_.begin() + static_cast<std::ptrdiff_t>(settled_);
        if (tickets_.end() - first > 1) std::sort(first, tickets_.end());
        auto end = first;  // of the line
        for (auto each = first; each != tickets_.end(); ++each) {
            if (settled_ == first_ || *(end - 1) < *each) {
                *end++ = *each;
                ++settled_;
            } else {
                ahead_.push_back(*each);
                std::push_heap(ahead_.begin(), ahead_.end(), later);
            }
        }
        tickets_.erase(end, tickets_.end());
    }

    // The first whose ticket is valid, or nothing.
    template <class Valid>
    const Ticket* front(const Valid& valid) {
        while (stands() && !valid(tickets_[first_])) pop_front();
        if (ahead_.empty()) return stands() ? &tickets_[first_] : nullptr;
        while (!ahead_.empty() && !valid(ahead_.front())) pop_ahead();
        if (!stands()) return ahead_.empty() ? nullptr : &ahead_.front();
        return ahead_.empty() || tickets_[first_] < ahead_.front() ? &tickets_[first_] : &ahead_.front();
    }
    // Takes the one that front() gave out of the queue.
    void pop(const Ticket* first) {
        if (stands() && first == &tickets_[first_]) pop_front();
        else pop_ahead();
    }

    // Gives every valid ticket a new priority.
    template <class Valid, class Priority>
    void rank_anew(const Valid& valid, const Priority& priority) {
        std::vector<Ticket> all;
        for_each([&](const Ticket& ticket) { all.push_back(ticket); });
        clear();
        for (Ticket& ticket : all) {
            if (!valid(ticket)) continue;
            ticket.priority = priority(ticket);
            join(ticket);
        }
    }

    // Takes out of the queue every ticket that is one of `these`, and tells `put` of it. A ticket taken out stays where it
    // was, with the stamp of an earlier time.
    template <class These, class Put>
    void move_out(const These& these, const Put& put) {
        const auto look = [&](Ticket& ticket) {
            if (these(ticket)) put(ticket), --ticket.stamp;
        };
        std::for_each(tickets_.begin() + static_cast<std::ptrdiff_t>(first_), tickets_.end(), look);
        std::for_each(ahead_.begin(), ahead_.end(), look);
    }

    // The ticket so many places behind the first of the line, if any: whose rows will be needed soon.
    const Ticket* behind(std::size_t places) const { return first_ + places < settled_ ? &tickets_[first_ + places] : nullptr; }

    template <class See>
    void for_each(const See& see) const {
        std::for_each(tickets_.begin() + static_cast<std::ptrdiff_t>(first_), tickets_.end(), see);
        std::for_each(ahead_.begin(), ahead_.end(), see);
    }

    bool empty() const { return first_ == tickets_.size() && ahead_.empty(); }
    void clear() { tickets_.clear(), ahead_.clear(), first_ = settled_ = 0; }

private:
    static bool later(const Ticket& a, const Ticket& b) { return b < a; }
    bool stands() const { return first_ < settled_; }
    // The room of those who have left is used again once it is half of all.
    void pop_front() {
        constexpr std::size_t few = 32;
        ++first_;
        if (first_ < tickets_.size() && (first_ < few || 2 * first_ < tickets_.size())) return;
        tickets_.erase(tickets_.begin(), tickets_.begin() + static_cast<std::ptrdiff_t>(first_));
        settled_ -= first_;
        first_ = 0;
    }
    void pop_ahead() {
        std::pop_heap(ahead_.begin(), ahead_.end(), later);
        ahead_.pop_back();
    }

    std::vector<Ticket> tickets_;    // those who have left; the line, ascending; who joined since the last settling
    std::size_t first_ = 0;          // where the line begins
    std::size_t settled_ = 0;        // and ends
    std::vector<Ticket> ahead_;      // a heap
};

}  // namespace doorstroom
