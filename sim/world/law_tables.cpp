#include "world/law_tables.hpp"

#include <map>
#include <memory>
#include <mutex>

namespace doorstroom {

namespace {

struct Shelf {
    static constexpr std::size_t most = 1024;
    std::mutex mutex;
    std::map<LawTableKey, std::unique_ptr<const LawTable>> tables;  // none is ever taken away
};

}  // namespace

const LawTable* shared_law_table(const LawTableKey& key) {
    static Shelf shelf;
    {
        const std::lock_guard lock(shelf.mutex);
        if (const auto found = shelf.tables.find(key); found != shelf.tables.end()) return found->second.get();
        if (shelf.tables.size() >= Shelf::most) return nullptr;
    }
    auto made = std::apply([](const auto&... part) { return std::make_unique<const LawTable>(part...); }, key);  // it takes a while
    const std::lock_guard lock(shelf.mutex);
    return shelf.tables.try_emplace(key, std::move(made)).first->second.get();  // two threads may have made it: the first stays
}

}  // namespace doorstroom
