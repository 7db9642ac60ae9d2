#include "platform/base/calendar.h"

#include <date/tz.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "platform/base/months.h"

namespace regard {
namespace {

// GCC 12 has no time-zone database of its own; Howard Hinnant's library reads the system's.
const date::time_zone& london() {
  static const date::time_zone* const zone = date::locate_zone("Europe/London");
  return *zone;
}

date::local_time<std::chrono::milliseconds> local(Instant at) { return london().to_local(at); }

constexpr std::array<std::string_view, 7> kWeekdays = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                       "Thursday", "Friday", "Saturday"};

bool is_weekend(Date day) {
  const std::chrono::weekday weekday{std::chrono::sys_days{day}};
  return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
}

std::optional<int> number(std::string_view digits) {
  int value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{} || end != digits.data() + digits.size()) return {};
  return value;
}

}  // namespace

Date london_date(Instant at) {
  const auto days = std::chrono::floor<std::chrono::days>(local(at).time_since_epoch());
  return Date{std::chrono::sys_days{days}};
}

bool is_working_day(Date day, Holidays holidays) { return !is_weekend(day) && std::ranges::count(holidays, day) == 0; }

Date add_working_days(Date from, int days, Holidays holidays) {
  std::chrono::sys_days day{from};
  while (days > 0) {
    day += std::chrono::days{1};
    if (is_working_day(Date{day}, holidays)) --days;
  }
  return Date{day};
}

Instant add_working_days(Instant from, int days, Holidays holidays) {
  const Date today = london_date(from);
  const auto time_of_day = local(from).time_since_epoch() - std::chrono::sys_days{today}.time_since_epoch();
  const std::chrono::sys_days day{add_working_days(today, days, holidays)};
  const date::local_time<std::chrono::milliseconds> then{day.time_since_epoch() + time_of_day};
  return std::chrono::time_point_cast<std::chrono::milliseconds>(london().to_sys(then, date::choose::earliest));
}

Date add_months(Date from, int months) {
  const Date then = from + std::chrono::months{months};
  return then.ok() ? then : Date{then.year() / then.month() / std::chrono::last};
}

std::string iso(Date day) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()));
}

std::optional<Date> date_from_iso(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return {};
  const auto year = number(text.substr(0, 4)), month = number(text.substr(5, 2)), day = number(text.substr(8, 2));
  if (!year || !month || !day) return {};
  const Date found{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                   std::chrono::day{static_cast<unsigned>(*day)}};
  if (!found.ok()) return {};
  return found;
}

std::string iso(Instant at) {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::hh_mm_ss time{at - day};
  return fmt::format("{}T{:02}:{:02}:{:02}.{:03}Z", iso(Date{day}), time.hours().count(), time.minutes().count(),
                     time.seconds().count(), time.subseconds().count());
}

std::string long_date(Date day) {
  const std::chrono::weekday weekday{std::chrono::sys_days{day}};
  return fmt::format("{} {} {} {}", kWeekdays[weekday.c_encoding()], static_cast<unsigned>(day.day()),
                     kMonthNames[static_cast<unsigned>(day.month()) - 1], static_cast<int>(day.year()));
}

std::string long_time(Instant at) {
  const auto time = local(at);
  const auto day = std::chrono::floor<std::chrono::days>(time.time_since_epoch());
  const auto minutes = std::chrono::floor<std::chrono::minutes>(time.time_since_epoch() - day).count();
  return fmt::format("{}, {:02}:{:02}", long_date(Date{std::chrono::sys_days{day}}), minutes / 60, minutes % 60);
}

}  // namespace regard
