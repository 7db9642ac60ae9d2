#include "concerns/clocks.h"

#include <boost/json.hpp>

#include <algorithm>
#include <stdexcept>

#include "platform/holdings/due.h"
#include "platform/provisions/holidays.h"
#include "platform/provisions/mistakes.h"

namespace regard::concerns {
namespace {

// What is longer is forgotten before it is due.
struct Unit {
  std::string_view begins;  // "working_days_when_unsure"
  std::int64_t most;
};
constexpr Unit kUnits[] = {{"hours", 72}, {"working_days", 260}, {"days", 366}, {"months", 24}};
constexpr int kYearsNear = 20;

void check_times(const boost::json::object& clocks, const std::string& where, provisions::Mistakes& mistakes) {
  for (const auto& [key, value] : clocks) {
    const std::string here = where + std::string{key};
    if (value.is_object()) check_times(value.get_object(), here + ".", mistakes);
    const auto unit = std::ranges::find_if(kUnits, [&](const Unit& one) { return std::string_view{key}.starts_with(one.begins); });
    if (unit == std::end(kUnits) || !value.is_int64()) continue;
    const auto time = value.get_int64();
    if (time < 1 || time > unit->most)
      mistakes.add(tr("Write a time within these bounds: {NUMBER}"), here + " (1–" + std::to_string(unit->most) + ")");
  }
}

}  // namespace

Done check_clocks(const provisions::Provision& written) {
  provisions::Mistakes mistakes;
  check_times(written.content, {}, mistakes);
  if (const auto times = mistakes.done("clocks.check"); !times) return times;
  return holdings::check_terms(written);
}

Done check_bank_holidays(const provisions::Provision& written) {
  provisions::Mistakes mistakes;
  for (const auto& value : written.content.at("days").as_array()) {
    const std::string said{std::string_view{value.as_string()}};
    const auto day = date_from_iso(said);
    if (!day || std::abs(static_cast<int>(day->year()) - static_cast<int>(written.in_force_from.year())) > kYearsNear)
      mistakes.add(tr("Write a day within twenty years of the day from which this is in force: {NUMBER}"), said);
  }
  return mistakes.done("bank_holidays.check");
}

Clocks::Clocks(db::Read& read, provisions::Provisions& provisions, Date on)
    : clocks_{provisions.in_force(read, "clocks", on)}, holidays_{provisions::bank_holidays(read, provisions, on)} {}

const boost::json::object& Clocks::of(std::string_view group) const { return clocks_->content.at(group).as_object(); }

int Clocks::number(std::string_view group, std::string_view name) const { return of(group).at(name).to_number<int>(); }

Date Clocks::due(std::string_view group, std::string_view name, Date from) const {
  const auto& clock = of(group).at(name).as_object();
  if (const auto* days = clock.if_contains("working_days")) return add_working_days(from, days->to_number<int>(), holidays_);
  if (const auto* days = clock.if_contains("days")) return Date{std::chrono::sys_days{from} + std::chrono::days{days->to_number<int>()}};
  const Date then = add_months(from, clock.at("months").to_number<int>());
  return is_working_day(then, holidays_) ? then : add_working_days(then, 1, holidays_);
}

}  // namespace regard::concerns
