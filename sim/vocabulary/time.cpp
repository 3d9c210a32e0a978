#include "doorstroom/time.hpp"

#include <fmt/format.h>

#include "doorstroom/ensure.hpp"

namespace doorstroom {

namespace {

using namespace std::chrono;

// The span of `months` whole months, counted from January, that holds the date.
DateSpan month_span(Date date, unsigned months) {
    const year_month_day day{date};
    const unsigned first = (unsigned{day.month()} - 1) / months * months + 1;
    const year_month begin = day.year() / month{first};
    return {sys_days{begin / 1}, sys_days{(begin + std::chrono::months{months}) / 1}};
}

std::int32_t floor_divide(std::int32_t a, std::int32_t b) { return a >= 0 ? a / b : -((-a + b - 1) / b); }

}  // namespace

namespace {

Date whole_birthday(year_month_day born, int years) {
    const year_month_day then{born.year() + std::chrono::years{years}, born.month(), born.day()};
    return then.ok() ? Date{then} : Date{then.year() / March / 1};
}

}  // namespace

double age_on(Date born, Date on) { return birthdays_around(born, on).age_on(on); }

Birthdays birthdays_around(Date born, Date date) {
    using namespace std::chrono;
    const year_month_day day{born};
    const int years = static_cast<int>(year_month_day{date}.year()) - static_cast<int>(day.year());
    const Date this_year = whole_birthday(day, years);
    if (this_year > date) return {whole_birthday(day, years - 1), this_year, years - 1};
    return {this_year, whole_birthday(day, years + 1), years};
}

Date born_at(double age, Date on) {
    using namespace std::chrono;
    const double whole = std::floor(age);
    const year_month_day last{on - days{static_cast<std::int32_t>((age - whole) * 365)}};
    const year_month_day born{last.year() - years{static_cast<int>(whole)}, last.month(), last.day()};
    return born.ok() ? Date{born} : Date{born.year() / February / 28};
}

Date birthday(Date born, double years) {
    const double whole = std::floor(years);
    const Date last = whole_birthday(born, static_cast<int>(whole));
    if (whole == years) return last;
    const Date next = whole_birthday(born, static_cast<int>(whole) + 1);
    return last + std::chrono::days{static_cast<std::int32_t>(std::ceil((years - whole) * static_cast<double>((next - last).count())))};
}

DateSpan period_around(Period period, Date date) {
    switch (period) {
        case Period::hour:
        case Period::day: return {date, date + days{1}};
        case Period::week: {
            const Date monday = date - (weekday{date} - Monday);
            return {monday, monday + days{7}};
        }
        case Period::month: return month_span(date, 1);
        case Period::quarter: return month_span(date, 3);
        case Period::half_year: return month_span(date, 6);
        case Period::year: return month_span(date, 12);
    }
    ensure(false, "a period of no known kind");
    return {};
}

std::string to_string(Date date) {
    const year_month_day day{date};
    return fmt::format("{:04}-{:02}-{:02}", int{day.year()}, unsigned{day.month()}, unsigned{day.day()});
}

Calendar::Calendar(Date start, Date end, std::int32_t ticks_per_day, std::int32_t days_per_tick)
    : start_(start), end_(end), ticks_per_day_(ticks_per_day), days_per_tick_(days_per_tick) {
    ensure(start < end, "a run ends after it starts");
    ensure(ticks_per_day == 1 || days_per_tick == 1, "a tick divides a day or is whole days");
    ticks_ = first_tick_from(end).count;
}

Date Calendar::date_of(Tick tick) const { return start_ + days{floor_divide(tick.count, ticks_per_day_) * days_per_tick_}; }

Tick Calendar::first_tick_from(Date date) const {
    const auto distance = static_cast<std::int32_t>((date - start_).count());
    return {-floor_divide(-distance, days_per_tick_) * ticks_per_day_};
}

std::int64_t Calendar::absolute(Tick tick) const {
    const std::int64_t day = start_.time_since_epoch().count();
    return day * ticks_per_day_ + std::int64_t{tick.count} * days_per_tick_;
}

std::vector<Date> report_moments(const Calendar& calendar, Period report) {
    std::vector<Date> moments{calendar.start()};
    while (moments.back() < calendar.end())
        moments.push_back(std::min(period_around(report, moments.back()).end, calendar.end()));
    return moments;
}

}  // namespace doorstroom
