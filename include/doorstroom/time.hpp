// Time: dates of the calendar, and the whole ticks into which a run divides it.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <string>
#include <vector>

namespace doorstroom {

using Date = std::chrono::sys_days;

// Counted from the start of the run: tick 0 begins at `run.start`.
struct Tick {
    std::int32_t count = 0;

    friend constexpr auto operator<=>(Tick, Tick) = default;
    friend constexpr Tick operator+(Tick tick, std::int32_t n) { return {tick.count + n}; }
    friend constexpr Tick operator-(Tick tick, std::int32_t n) { return {tick.count - n}; }
    friend constexpr std::int32_t operator-(Tick a, Tick b) { return a.count - b.count; }
    constexpr Tick& operator++() { return ++count, *this; }
};

enum class Period : std::uint8_t { hour, day, week, month, quarter, half_year, year };

// Length of a mean month and a mean year, in days (section 3 of the language).
inline constexpr double days_per_month = 30.4375;
inline constexpr double days_per_year = 365.25;

// [begin, end), in days.
struct DateSpan {
    Date begin;
    Date end;
    double days() const { return static_cast<double>((end - begin).count()); }
};

// How old somebody is: whole years by birthdays (29 February comes on 1 March in other years), and the part of the next.
double age_on(Date born, Date on);
// The birthdays between which a date lies, and how old they became on the first of them.
struct Birthdays {
    Date last{}, next{};
    std::int32_t age = 0;
    bool around(Date date) const { return last <= date && date < next; }
    double age_on(Date date) const { return age + static_cast<double>((date - last).count()) / static_cast<double>((next - last).count()); }
};
Birthdays birthdays_around(Date born, Date date);
// When somebody was born who is so old on that day.
Date born_at(double age, Date on);
// The day on which somebody becomes so many years old.
Date birthday(Date born, double years);

// The calendar period that holds `date` (weeks begin on Monday). An hour is answered by its day.
DateSpan period_around(Period period, Date date);

std::string to_string(Date date);  // 2026-12-31

// How the run's dates fall on ticks. A tick divides a day, or is a whole number of days.
class Calendar {
public:
    Calendar() = default;
    // Exactly one of `ticks_per_day`, `days_per_tick` may exceed 1; start < end.
    Calendar(Date start, Date end, std::int32_t ticks_per_day, std::int32_t days_per_tick);

    Date start() const { return start_; }
    Date end() const { return end_; }
    Tick last() const { return {ticks_}; }  // one past the last tick: the end of the run
    double ticks_per_day() const { return static_cast<double>(ticks_per_day_) / days_per_tick_; }
    double days_per_tick() const { return static_cast<double>(days_per_tick_) / ticks_per_day_; }
    std::int32_t whole_ticks_per_day() const { return ticks_per_day_; }

    Date date_of(Tick tick) const;             // the day on which the tick begins
    Tick first_tick_from(Date date) const;     // the first tick that begins on or after the date; may lie outside the run
    bool begins_day(Tick tick) const { return tick.count % ticks_per_day_ == 0; }
    // Counts ticks from 1970-01-01, whatever the start of the run: the address of a draw.
    std::int64_t absolute(Tick tick) const;

private:
    Date start_{};
    Date end_{};
    std::int32_t ticks_per_day_ = 1;
    std::int32_t days_per_tick_ = 1;
    std::int32_t ticks_ = 0;
};

// The grid of the output: moments[0] is the start of the run, moments[k] the end of its k-th period (the last one is
// the end of the run). Period k runs from moments[k] to moments[k + 1].
std::vector<Date> report_moments(const Calendar& calendar, Period report);

}  // namespace doorstroom
