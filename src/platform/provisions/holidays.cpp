#include "platform/provisions/holidays.h"

#include <boost/json.hpp>

#include "platform/base/calendar.h"

namespace regard::provisions {

std::vector<Date> bank_holidays(db::Read& read, Provisions& provisions, Date on) {
  std::vector<Date> days;
  const auto provision = provisions.in_force(read, "bank_holidays", on);
  for (const auto& day : provision->content.at("days").as_array())
    if (const auto read_day = day.is_string() ? date_from_iso(std::string_view{day.get_string()}) : std::nullopt) days.push_back(*read_day);
  return days;
}

}  // namespace regard::provisions
