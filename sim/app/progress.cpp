#include "app/progress.hpp"

#include <cmath>
#include <cstdio>
#include <string>

#include <unistd.h>

#include <fmt/format.h>

namespace doorstroom {

namespace {

std::string in_words(double seconds, Language language) {
    const auto whole = static_cast<long>(std::ceil(seconds));
    if (whole < 100) return fmt::format("{} s", whole);
    return fmt::format("{} {}", (whole + 59) / 60, language == Language::nl ? "minuten" : "minutes");
}

}  // namespace

Progress::Progress(std::uint32_t total, Language language, bool quiet, std::uint32_t before)
    : total_(total), before_(before), language_(language), on_(!quiet && ::isatty(STDERR_FILENO) == 1) {}

Progress::~Progress() {
    if (shown_) fmt::print(stderr, "\r\033[K");
}

void Progress::show(std::uint32_t done) {
    using namespace std::chrono_literals;
    const Clock::time_point now = Clock::now();
    if (!on_ || done <= before_ || now - begun_ < 1s || (shown_ && now - last_ < 200ms)) return;
    const double spent = std::chrono::duration<double>(now - begun_).count();
    const double left = spent / (done - before_) * (total_ - done);
    const auto* const line = language_ == Language::nl ? "\r{} van {} replicaties, nog {}\033[K" : "\r{} of {} replications, {} left\033[K";
    fmt::print(stderr, fmt::runtime(line), done, total_, in_words(left, language_));
    std::fflush(stderr);
    shown_ = true;
    last_ = now;
}

}  // namespace doorstroom
