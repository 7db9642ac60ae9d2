#include "platform/holdings/due.h"

#include "platform/base/calendar.h"

namespace regard::holdings {
namespace {

bool is_holiday(Date day, const provisions::Provision& holidays) {
  const auto* days = holidays.content.if_contains("days");
  if (!days || !days->is_array()) return false;
  for (const auto& one : days->get_array())
    if (one.is_string() && std::string_view{one.get_string()} == iso(day)) return true;
  return false;
}

bool is_weekend(Date day) {
  const std::chrono::weekday weekday{std::chrono::sys_days{day}};
  return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
}

}  // namespace

Date answer_by(Date received, int months, const provisions::Provision& holidays) {
  const auto month = std::chrono::year_month{received.year(), received.month()} + std::chrono::months{months};
  Date day{month.year(), month.month(), received.day()};
  if (!day.ok()) day = Date{month / std::chrono::last};
  while (is_weekend(day) || is_holiday(day, holidays)) day = Date{std::chrono::sys_days{day} + std::chrono::days{1}};
  return day;
}

}  // namespace regard::holdings
