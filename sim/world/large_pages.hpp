// Memory for the large arrays, on large pages where the system has them: a row that is not in the cache then costs a
// third (one look-up of its address instead of two or three).
#pragma once

#include <cstddef>
#include <cstdlib>
#include <new>
#include <vector>
#ifdef __linux__
#include <sys/mman.h>
#endif

namespace doorstroom {

template <class T>
struct LargePages {
    using value_type = T;
    LargePages() = default;
    template <class U>
    explicit LargePages(const LargePages<U>&) {}

    T* allocate(std::size_t count) {
        constexpr std::size_t page = std::size_t{1} << 21;
        const std::size_t bytes = count * sizeof(T);
        if (bytes < page / 2) return static_cast<T*>(::operator new(bytes));
        void* memory = std::aligned_alloc(page, (bytes + page - 1) / page * page);
        if (!memory) throw std::bad_alloc();
#ifdef __linux__
        madvise(memory, bytes, MADV_HUGEPAGE);  // a wish; without it all still works
#endif
        return static_cast<T*>(memory);
    }
    void deallocate(T* memory, std::size_t count) {
        if (count * sizeof(T) < (std::size_t{1} << 20)) ::operator delete(memory);
        else std::free(memory);
    }
    friend bool operator==(const LargePages&, const LargePages&) { return true; }
};

template <class T>
using LargeVector = std::vector<T, LargePages<T>>;

}  // namespace doorstroom
