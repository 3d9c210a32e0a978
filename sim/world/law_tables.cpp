#include "world/law_tables.hpp"

#include <algorithm>
#include <map>
#include <mutex>

namespace doorstroom {

namespace {

class Shelf {
public:
    std::shared_ptr<const LawTable> find(const LawTableKey& key) {
        const std::lock_guard lock(mutex_);
        const auto found = tables_.find(key);
        return found == tables_.end() ? nullptr : found->second;
    }

    // Two threads may have made the same one at the same time: the first is kept.
    std::shared_ptr<const LawTable> keep(const LawTableKey& key, std::shared_ptr<const LawTable> table) {
        const std::lock_guard lock(mutex_);
        if (tables_.size() >= many_) {
            std::erase_if(tables_, [](const auto& entry) { return entry.second.use_count() == 1; });
            many_ = std::max(few, 2 * tables_.size());
        }
        return tables_.emplace(key, std::move(table)).first->second;
    }

private:
    static constexpr std::size_t few = 1024;  // of 18 kB each
    std::mutex mutex_;
    std::map<LawTableKey, std::shared_ptr<const LawTable>> tables_;
    std::size_t many_ = few;
};

}  // namespace

std::shared_ptr<const LawTable> law_table(const LawTableKey& key) {
    static Shelf shelf;
    if (auto table = shelf.find(key)) return table;
    return shelf.keep(key, std::apply([](const auto&... part) { return std::make_shared<const LawTable>(part...); }, key));
}

}  // namespace doorstroom
