// A line on standard error that says how far a long run is. Only on a terminal, and only after the first second.
#pragma once

#include <chrono>
#include <cstdint>

#include "output/picture.hpp"

namespace doorstroom {

class Progress {
public:
    // `before` of them were done before this began, and say nothing about the time left.
    Progress(std::uint32_t total, Language language, bool quiet, std::uint32_t before = 0);
    ~Progress();  // takes the line away
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void show(std::uint32_t done);

private:
    using Clock = std::chrono::steady_clock;

    std::uint32_t total_, before_;
    Language language_;
    bool on_;
    bool shown_ = false;
    Clock::time_point begun_ = Clock::now();
    Clock::time_point last_ = begun_;
};

}  // namespace doorstroom
