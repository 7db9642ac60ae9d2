#include "concerns/clocks.h"

#include <stdexcept>

namespace regard::concerns {

Clocks::Clocks(db::Read& read, provisions::Provisions& provisions, Date on) : clocks_{provisions.in_force(read, "clocks", on)} {
  const auto days = provisions.in_force(read, "bank_holidays", on);
  // A day that does not read is passed over: nothing that somebody wrote there keeps a concern from being raised.
  for (const auto& day : days->content.at("days").as_array())
    if (const auto read_day = day.is_string() ? date_from_iso(std::string_view{day.get_string()}) : std::nullopt) holidays_.push_back(*read_day);
}

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
