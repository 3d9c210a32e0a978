// A queue in the order of its tickets. Newcomers are sorted and laid behind the rest; those who belong further forward
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
    std::uint64_t tie = 0;       // the draw named `tie`, then who
    std::uint32_t priority = 0;  // the lowest first, before all else
    std::uint32_t id = 0;        // a journey, or a household
    std::uint32_t stamp = 0;     // the ticket is void when its holder bears another
    std::uint32_t word = 0;      // the draw for the service
    std::int8_t request = -1;    // of a journey: its stage's own end, or the number of a clock

    friend bool operator<(const Ticket& a, const Ticket& b) {
        return std::tie(a.priority, a.place, a.tie) < std::tie(b.priority, b.place, b.tie);
    }
};

// Real numbers in the order of whole ones.
inline std::uint32_t ordered(double number) {
    const auto bits = std::bit_cast<std::uint32_t>(static_cast<float>(number) + 0.0f);
    return bits & 0x80000000u ? ~bits : bits | 0x80000000u;
}

// Ticks in the order of unsigned numbers.
inline std::uint64_t ordered_tick(std::int32_t tick) { return static_cast<std::uint64_t>(std::int64_t{tick} + (std::int64_t{1} << 32)); }

class Queue {
public:
    void join(const Ticket& ticket) { newcomers_.push_back(ticket); }

    // Lets in those who joined since.
    void settle() {
        if (newcomers_.empty()) return;
        std::sort(newcomers_.begin(), newcomers_.end());
        for (const Ticket& ticket : newcomers_) {
            if (line_.empty() || line_.back() < ticket) {
                line_.push_back(ticket);
            } else {
                ahead_.push_back(ticket);
                std::push_heap(ahead_.begin(), ahead_.end(), later);
            }
        }
        newcomers_.clear();
    }

    // The first whose ticket is valid, or nothing.
    template <class Valid>
    const Ticket* front(const Valid& valid) {
        while (!line_.empty() && !valid(line_.front())) line_.pop_front();
        if (ahead_.empty()) return line_.empty() ? nullptr : &line_.front();
        while (!ahead_.empty() && !valid(ahead_.front())) pop_ahead();
        if (line_.empty()) return ahead_.empty() ? nullptr : &ahead_.front();
        return ahead_.empty() || line_.front() < ahead_.front() ? &line_.front() : &ahead_.front();
    }
    // Takes the one that front() gave out of the queue.
    void pop(const Ticket* first) {
        if (!line_.empty() && first == &line_.front()) line_.pop_front();
        else pop_ahead();
    }

    // Gives every valid ticket a new priority.
    template <class Valid, class Priority>
    void rank_anew(const Valid& valid, const Priority& priority) {
        std::vector<Ticket> all(line_.begin(), line_.end());
        all.insert(all.end(), ahead_.begin(), ahead_.end());
        all.insert(all.end(), newcomers_.begin(), newcomers_.end());
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
        const auto look = [&](auto& tickets) {
            for (Ticket& ticket : tickets)
                if (these(ticket)) put(ticket), --ticket.stamp;
        };
        look(line_);
        look(ahead_);
        look(newcomers_);
    }

    // The ticket so many places behind the first of the line, if any: whose rows will be needed soon.
    const Ticket* behind(std::size_t places) const { return places < line_.size() ? &line_[places] : nullptr; }

    template <class See>
    void for_each(const See& see) const {
        for (const Ticket& ticket : line_) see(ticket);
        for (const Ticket& ticket : ahead_) see(ticket);
        for (const Ticket& ticket : newcomers_) see(ticket);
    }

    bool empty() const { return line_.empty() && ahead_.empty() && newcomers_.empty(); }
    void clear() { line_.clear(), ahead_.clear(), newcomers_.clear(); }

private:
    // Joined at the end, left at the front; room at the front is used again once it is half of all.
    class Row {
    public:
        bool empty() const { return first_ == tickets_.size(); }
        std::size_t size() const { return tickets_.size() - first_; }
        const Ticket& front() const { return tickets_[first_]; }
        const Ticket& back() const { return tickets_.back(); }
        auto begin() { return tickets_.begin() + static_cast<std::ptrdiff_t>(first_); }
        auto end() { return tickets_.end(); }
        auto begin() const { return tickets_.begin() + static_cast<std::ptrdiff_t>(first_); }
        auto end() const { return tickets_.end(); }
        const Ticket& operator[](std::size_t place) const { return tickets_[first_ + place]; }
        void push_back(const Ticket& ticket) { tickets_.push_back(ticket); }
        void pop_front() {
            ++first_;
            if (first_ == tickets_.size()) return clear();
            if (first_ < few || 2 * first_ < tickets_.size()) return;
            tickets_.erase(tickets_.begin(), begin());
            first_ = 0;
        }
        void clear() { tickets_.clear(), first_ = 0; }

    private:
        static constexpr std::size_t few = 32;
        std::vector<Ticket> tickets_;
        std::size_t first_ = 0;
    };

    static bool later(const Ticket& a, const Ticket& b) { return b < a; }
    void pop_ahead() {
        std::pop_heap(ahead_.begin(), ahead_.end(), later);
        ahead_.pop_back();
    }

    Row line_;                       // ascending
    std::vector<Ticket> ahead_;      // a heap
    std::vector<Ticket> newcomers_;  // since the last settling
};

}  // namespace doorstroom
