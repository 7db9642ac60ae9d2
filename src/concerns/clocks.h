// How long what may wait: the provisions "clocks", counted in working days without the bank holidays that are in force.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/calendar.h"
#include "platform/provisions/provisions.h"

namespace regard::concerns {

// A provider's own: every time is one that somebody can keep, and those of the law are kept; every day is near.
Done check_clocks(const provisions::Provision& written);
Done check_bank_holidays(const provisions::Provision& written);

class Clocks {
 public:
  // As they are in force on a day. A clock that they do not have is a fault of the program: asking for it throws.
  Clocks(db::Read& read, provisions::Provisions& provisions, Date on);

  Date due(std::string_view group, std::string_view name, Date from) const;  // "pathway", "gateway"
  int number(std::string_view group, std::string_view name) const;           // "concern", "hours_when_in_danger"
  Instant after_working_days(Instant from, int days) const { return add_working_days(from, days, holidays_); }
  const std::string& version() const { return clocks_->version; }

 private:
  const boost::json::object& of(std::string_view group) const;
  provisions::Kept clocks_;
  std::vector<Date> holidays_;
};

}  // namespace regard::concerns
