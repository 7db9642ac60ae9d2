#include "webfilter/counts/weeks.h"

namespace regard::webfilter {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr sys_days kMonday = sys_days{std::chrono::year{1970} / 1 / 5};

figures::Period stretch_of(Date day, days length) {
  const auto since = sys_days{day} - kMonday;
  const auto whole = since.count() >= 0 ? since.count() / length.count() : (since.count() - length.count() + 1) / length.count();
  const sys_days first = kMonday + length * whole;
  return {Date{first}, Date{first + length - days{1}}};
}

}  // namespace

Date monday_of(Date day) { return week_of(day).from; }
figures::Period week_of(Date day) { return stretch_of(day, days{7}); }
figures::Period four_weeks_of(Date day) { return stretch_of(day, days{28}); }

WeekNumber number_of_week(Date monday) {
  const Date thursday{sys_days{monday} + days{3}};
  const sys_days new_year{thursday.year() / 1 / 1};
  return {static_cast<int>(thursday.year()), static_cast<int>((sys_days{thursday} - new_year).count() / 7) + 1};
}

}  // namespace regard::webfilter
