// Memory for the large arrays, on large pages where the system has them: a row that is not in the cache then costs a
// third (one look-up of its address instead of two or three).
#pragma once

#include <cstddef>
#include <cstdint>
#include <new>
#include <vector>
#if defined(__linux__) && !defined(DOORSTROOM_SMALL_PAGES)  // on the heap the address sanitizer watches
#define DOORSTROOM_LARGE_PAGES
#include <sys/mman.h>
#endif

namespace doorstroom {

// Rows that are asked after as a whole stand on lines of the cache of their own.
inline constexpr std::size_t line_of_memory = 64;

template <class T>
struct LargePages {
    using value_type = T;
    LargePages() = default;
    template <class U>
    explicit LargePages(const LargePages<U>&) {}

    T* allocate(std::size_t count) {
        const std::size_t bytes = count * sizeof(T);
        return static_cast<T*>(bytes < large ? ::operator new(bytes, aligned) : map(whole_pages(bytes)));
    }
    void deallocate(T* memory, std::size_t count) {
        const std::size_t bytes = count * sizeof(T);
        if (bytes < large) ::operator delete(memory, aligned);
        else unmap(memory, whole_pages(bytes));
    }
    friend bool operator==(const LargePages&, const LargePages&) { return true; }

private:
    static constexpr std::size_t page = std::size_t{1} << 21;
    static constexpr std::size_t large = page / 4;
    static constexpr std::align_val_t aligned{alignof(T)};
    static constexpr std::size_t whole_pages(std::size_t bytes) { return (bytes + page - 1) / page * page; }

#ifdef DOORSTROOM_LARGE_PAGES
    // Fresh from the system: what the heap has used before stands on small pages and stays there.
    static void* map(std::size_t bytes) {
        void* const mapped = mmap(nullptr, bytes + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (mapped == MAP_FAILED) throw std::bad_alloc();
        char* const begin = static_cast<char*>(mapped);
        const std::size_t before = (page - reinterpret_cast<std::uintptr_t>(begin) % page) % page;
        if (before > 0) munmap(begin, before);
        if (before < page) munmap(begin + before + bytes, page - before);
        madvise(begin + before, bytes, MADV_HUGEPAGE);  // a wish; without it all still works
        return begin + before;
    }
    static void unmap(void* memory, std::size_t bytes) { munmap(memory, bytes); }
#else
    static void* map(std::size_t bytes) { return ::operator new(bytes, aligned); }
    static void unmap(void* memory, std::size_t) { ::operator delete(memory, aligned); }
#endif
};

template <class T>
using LargeVector = std::vector<T, LargePages<T>>;

}  // namespace doorstroom
