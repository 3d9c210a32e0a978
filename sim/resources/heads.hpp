// Several queues of a line as one: whose first ticket is the first of all.
#pragma once

#include <algorithm>
#include <vector>

#include "resources/line.hpp"

namespace doorstroom {

class Heads {
public:
    explicit Heads(Line& line) : line_(line) {}

    void clear() { heads_.clear(); }
    void offer(std::uint32_t queue) {
        const Ticket* first = line_.waits(queue) ? line_.front(queue) : nullptr;
        if (!first) return;
        line_.ask_ahead(queue);
        heads_.push_back({*first, queue});
        std::push_heap(heads_.begin(), heads_.end());
    }
    // The first of all, or nothing; its queue is left out until it is offered again.
    const Ticket* next(std::uint32_t& queue) {
        while (!heads_.empty()) {
            std::pop_heap(heads_.begin(), heads_.end());
            const Head head = heads_.back();
            heads_.pop_back();
            const Ticket* first = line_.front(head.queue);
            queue = head.queue;
            if (first && !(head.first < *first)) return first;
            // Somebody just served has called off who stood here.
            if (first) offer(head.queue);
        }
        return nullptr;
    }

private:
    struct Head {
        Ticket first;
        std::uint32_t queue;
        friend bool operator<(const Head& a, const Head& b) { return b.first < a.first; }
    };
    Line& line_;
    std::vector<Head> heads_;  // a heap
};

}  // namespace doorstroom
