#include "platform/i18n/dates.h"

#include <date/tz.h>
#include <fmt/format.h>

#include <array>

#include "platform/base/calendar.h"

namespace regard::i18n {
namespace {

constexpr std::array<Words, 7> kWeekdays{tr("Sunday"),    tr("Monday"),   tr("Tuesday"), tr("Wednesday"),
                                         tr("Thursday"), tr("Friday"), tr("Saturday")};

// Whole dates, because "May" alone could be a verb and the order is the translator's.
constexpr std::array<Words, 12> kDates{
    tr("{DAY} January {YEAR}"), tr("{DAY} February {YEAR}"), tr("{DAY} March {YEAR}"),
    tr("{DAY} April {YEAR}"),   tr("{DAY} May {YEAR}"),      tr("{DAY} June {YEAR}"),
    tr("{DAY} July {YEAR}"),    tr("{DAY} August {YEAR}"),   tr("{DAY} September {YEAR}"),
    tr("{DAY} October {YEAR}"), tr("{DAY} November {YEAR}"), tr("{DAY} December {YEAR}")};

std::string time_of_day(Instant at) {
  static const date::time_zone* const london = date::locate_zone("Europe/London");
  const auto local = london->to_local(at).time_since_epoch();
  const auto minutes = std::chrono::floor<std::chrono::minutes>(local - std::chrono::floor<std::chrono::days>(local));
  return fmt::format("{:02}:{:02}", minutes.count() / 60, minutes.count() % 60);
}

}  // namespace

std::string long_date(const Language& language, Date day) {
  const auto weekday = std::chrono::weekday{std::chrono::sys_days{day}}.c_encoding();
  const auto date = language(kDates[static_cast<unsigned>(day.month()) - 1],
                             {{"DAY", std::to_string(static_cast<unsigned>(day.day()))},
                              {"YEAR", std::to_string(static_cast<int>(day.year()))}});
  return language(tr("{WEEKDAY} {DATE}"), {{"WEEKDAY", language(kWeekdays[weekday])}, {"DATE", date}});
}

std::string long_time(const Language& language, Instant at) {
  return language(tr("{DATE}, {TIME}"),
                  {{"DATE", long_date(language, london_date(at))}, {"TIME", time_of_day(at)}});
}

}  // namespace regard::i18n
